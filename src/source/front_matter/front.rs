//! The front matter of a page as it is kept: packed until somebody asks for more than is asked of every page.
//!
//! A build that follows another reads back what it knows of every page, and looks closely at few.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::types::{DocumentBlock, FrontMatter, Validity};
use crate::model::{Day, DepartmentId, LevelId, Moment, Spanned};
use crate::source::packed::{Bytes, Keywords};

/// The front matter of a page. Whoever asks for a field that [`Brief`] has not unpacks the whole, once.
pub struct Front {
    /// What is asked of every page.
    pub brief: Brief,
    /// The whole; empty where it has never been packed.
    packed: Box<[u8]>,
    whole: OnceLock<Box<FrontMatter>>,
}

/// What is asked of every page, in every build.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Brief {
    /// 发布时间.
    pub date: Option<Moment>,
    /// When it was published or last changed, as far as readers are told.
    pub updated: Option<Moment>,
    /// From when the page shows 已截止.
    pub expires: Option<Moment>,
    /// Whether it is never built outside `serve`.
    pub draft: bool,
    /// 责任处室, as declared.
    pub department: DepartmentId,
    /// 密级, as declared.
    pub level: LevelId,
    /// 关键词.
    pub keywords: Keywords,
    /// Of 公文 metadata.
    pub document: Option<DocumentBrief>,
    /// Whether it says any of what few pages say: see [`Front::rare`].
    is_rare: bool,
}

/// What is asked of every document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocumentBrief {
    /// From when and until when it holds.
    pub force: Force,
    /// 索引号.
    pub index: Option<Spanned<String>>,
    /// 体裁分类.
    pub genre: Option<String>,
}

/// What a document says of its own force.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Force {
    /// 有效性, as declared.
    pub validity: Validity,
    /// 施行日期.
    pub effective: Option<Day>,
    /// 失效日期.
    pub expires: Option<Day>,
}

impl DocumentBlock {
    /// Returns what the document says of its own force.
    pub fn force(&self) -> Force {
        Force { validity: self.validity, effective: self.effective, expires: self.expires }
    }
}

impl Brief {
    fn of(front: &FrontMatter) -> Self {
        let document = front.document.as_deref().map(|document| DocumentBrief {
            force: document.force(),
            index: document.index.clone(),
            genre: document.genre.clone(),
        });
        Self {
            date: front.date,
            updated: front.updated(),
            expires: front.expires,
            draft: front.draft,
            department: front.department.value.clone(),
            level: front.level.value.clone(),
            keywords: front.keywords.iter().map(String::as_str).collect(),
            document,
            is_rare: is_rare(front),
        }
    }
}

fn is_rare(front: &FrontMatter) -> bool {
    let names_others = !front.interprets.is_empty() || front.translates.is_some();
    let replaces = front.document.as_deref().is_some_and(|document| !document.replaces.is_empty());
    let is_named = front.id.is_some() || !front.redirect_from.is_empty();
    names_others || replaces || is_named || front.reprint.is_some() || front.block.is_some()
}

impl Front {
    /// Unpacks the whole, if it is not yet: for those who know that they will ask.
    pub fn unpack(&self) {
        self.whole();
    }

    fn whole(&self) -> &FrontMatter {
        // Packed here, by this very program: a record of another is no record, nor is one that was damaged.
        self.whole.get_or_init(|| postcard::from_bytes(&self.packed).expect("what was packed can be unpacked"))
    }

    /// Returns the whole, if it says any of what few pages say: a name or an address of its own, names of other pages,
    /// where it was taken from, or the block of its kind.
    pub fn rare(&self) -> Option<&FrontMatter> {
        self.brief.is_rare.then(|| self.whole())
    }
}

impl From<FrontMatter> for Front {
    fn from(whole: FrontMatter) -> Self {
        Self { brief: Brief::of(&whole), packed: Box::default(), whole: OnceLock::from(Box::new(whole)) }
    }
}

impl Deref for Front {
    type Target = FrontMatter;

    fn deref(&self) -> &FrontMatter {
        self.whole()
    }
}

impl Clone for Front {
    fn clone(&self) -> Self {
        Self { brief: self.brief.clone(), packed: self.packed.clone(), whole: self.whole.clone() }
    }
}

impl PartialEq for Front {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Front {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Serialize for Front {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if !self.packed.is_empty() {
            return (&self.brief, Bytes(&self.packed)).serialize(s);
        }
        let packed = postcard::to_stdvec(&**self).map_err(serde::ser::Error::custom)?;
        (&self.brief, Bytes(&packed)).serialize(s)
    }
}

impl<'de> Deserialize<'de> for Front {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let (brief, Bytes(packed)) = Deserialize::deserialize(d)?;
        Ok(Self { brief, packed: packed.into(), whole: OnceLock::new() })
    }
}
