//! The group as pages see it: what is shown, where it is, and how it stands at this moment.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::addresses::{self, Addresses};
use super::context::{Badge, Download, Item, Link, Picture, Tone};
use super::file_label;
use super::lists::Lists;
use super::{Bodies, ColumnIndex, Originals, RenderError, Unreadable, Words, pictures};
use crate::config::{Config, Site};
use crate::model::{Calendar, Column, Department, DepartmentId, Moment, OutputPath, Sha256, SiteId};
use crate::source::{
    self, Block, DocumentBlock, FileBeside, Force, Front, FrontMatter, Image, Keyword, Library, MessageKind, Page,
    PageIndex, Survey, Validity,
};

/// Everything that is true of the whole group, looked up once.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) config: &'a Config,
    pub(super) columns: &'a [Column],
    pub(super) calendar: &'a Calendar,
    pub(super) library: &'a Library,
    /// The texts that need not be read again.
    pub(super) bodies: Option<&'a Bodies>,
    pub(super) words: &'a Words,
    pub(super) now: Moment,
    pub(super) addresses: Addresses,
    pub(super) lists: Lists,
    /// What is shown and can be: its front matter is whole.
    shown: Vec<bool>,
    /// The shown pages of each site, in the order of paths.
    of_site: BTreeMap<&'a SiteId, Vec<PageIndex>>,
    departments: BTreeMap<&'a str, &'a str>,
    /// Where the page of each keyword of each site stands; none where keywords have no pages.
    keywords: BTreeMap<&'a SiteId, HashMap<&'a str, String>>,
}

/// How a document stands at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Standing {
    /// 有效.
    InForce,
    /// Made, and not in force yet.
    NotYet,
    /// 已修改.
    Amended,
    /// 失效: its time is over.
    Lapsed,
    /// 废止: declared so, or replaced by another.
    Repealed,
}

impl Standing {
    /// Every one, in the order in which readers look for them.
    pub(super) const ALL: [Self; 5] = [Self::InForce, Self::NotYet, Self::Amended, Self::Lapsed, Self::Repealed];

    /// Returns its word in addresses.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::NotYet => "not-yet",
            Self::Amended => "amended",
            Self::Lapsed => "lapsed",
            Self::Repealed => "repealed",
        }
    }

    /// Returns what readers see of it.
    pub(super) fn badge(self, w: &Words) -> Badge<'_> {
        let (text, tone) = match self {
            Self::InForce => (&w.in_force, Tone::Good),
            Self::NotYet => (&w.not_yet_in_force, Tone::Quiet),
            Self::Amended => (&w.amended, Tone::Quiet),
            Self::Lapsed => (&w.lapsed, Tone::Bad),
            Self::Repealed => (&w.repealed, Tone::Bad),
        };
        Badge { text, tone }
    }
}

/// What a view is made of.
pub(super) struct Parts<'a> {
    pub(super) config: &'a Config,
    pub(super) columns: &'a [Column],
    pub(super) departments: &'a [Department],
    pub(super) calendar: &'a Calendar,
    pub(super) library: &'a Library,
    pub(super) bodies: Option<&'a Bodies>,
    pub(super) words: &'a Words,
    pub(super) now: Moment,
    pub(super) addresses: Addresses,
}

impl<'a> View<'a> {
    /// Looks everything up once.
    pub(super) fn new(parts: Parts<'a>, edition_shows: impl Fn(PageIndex) -> bool + Sync) -> Self {
        let Parts { config, columns, departments, calendar, library, bodies, words, now, addresses } = parts;
        let pages = library.shared().par_iter().zip(0..u32::MAX);
        let shown: Vec<bool> = pages.map(|(p, i)| p.front.is_some() && edition_shows(PageIndex(i))).collect();
        let shows = |i: PageIndex| shown.get(i.0 as usize).copied().unwrap_or(false);
        let lists = Lists::new(columns, library, shows);
        let departments = departments.iter().map(|d| (d.id.as_str(), d.name.as_str())).collect();
        let of_site = of_site(library, shows);
        let keywords = if config.build.keyword_pages { keyword_urls(library) } else { BTreeMap::new() };
        Self {
            config,
            columns,
            calendar,
            library,
            bodies,
            words,
            now,
            addresses,
            lists,
            shown,
            of_site,
            departments,
            keywords,
        }
    }

    /// Returns whether the page is shown.
    pub(super) fn shows(&self, page: PageIndex) -> bool {
        self.shown.get(page.0 as usize).copied().unwrap_or(false)
    }

    /// Returns the shown pages of a site with their front matter, in the order of their paths.
    pub(super) fn shown(&self, site: &SiteId) -> impl Iterator<Item = (PageIndex, &'a Page, &'a Front)> {
        let pages = self.of_site.get(site).into_iter().flatten().map(|i| (*i, self.library.page(*i)));
        pages.filter_map(|(i, p)| Some((i, p, p.front.as_ref()?)))
    }

    /// Returns a shown page with its front matter.
    pub(super) fn page(&self, index: PageIndex) -> Result<(&'a Page, &'a FrontMatter), RenderError> {
        let page = self.library.page(index);
        let missing = || RenderError::Missing { what: format!("page {}", page.path) };
        Ok((page, page.front.as_deref().filter(|_| self.shows(index)).ok_or_else(missing)?))
    }

    /// Returns the column of this number.
    pub(super) fn column(&self, index: ColumnIndex) -> &'a Column {
        &self.columns[index.get()]
    }

    /// Returns the column that `page` lies in.
    pub(super) fn column_of(&self, page: &Page) -> Result<ColumnIndex, RenderError> {
        let missing = || RenderError::Missing { what: format!("column {} of {}", page.column, page.path) };
        self.lists.find(page.column.as_str()).ok_or_else(missing)
    }

    /// Returns the site of this id.
    pub(super) fn site(&self, id: &SiteId) -> Result<&'a Site, RenderError> {
        self.config.site(id).ok_or_else(|| RenderError::Missing { what: format!("site {id}") })
    }

    /// Returns the name of a department; its id where the matrix does not know it, which is a finding elsewhere.
    pub(super) fn department(&self, id: &'a DepartmentId) -> &'a str {
        self.departments.get(id.as_str()).copied().unwrap_or(id.as_str())
    }

    /// Returns the names of the departments by their ids.
    pub(super) fn departments(&self) -> &BTreeMap<&'a str, &'a str> {
        &self.departments
    }

    /// Returns the address of the page of a keyword of `site`, if it has one.
    pub(super) fn keyword_url(&self, site: &SiteId, name: &str) -> Option<&str> {
        self.keywords.get(site)?.get(name).map(String::as_str)
    }

    /// Returns the address of a page as pages of `from` write it.
    pub(super) fn page_url(&self, from: &SiteId, page: &Page) -> Result<String, RenderError> {
        self.addresses.link(from, &page.site, page.address.as_str())
    }

    /// Returns the address of a column's first list.
    pub(super) fn column_url(&self, from: &SiteId, column: &Column) -> Result<String, RenderError> {
        self.addresses.link(from, &column.site, &list_path(column, 1))
    }

    /// Returns a link to a column.
    pub(super) fn column_link(&self, from: &SiteId, index: ColumnIndex) -> Result<Link<'a>, RenderError> {
        let column = self.column(index);
        Ok(Link { name: Cow::Borrowed(&column.name), url: self.column_url(from, column)? })
    }

    /// Returns links to these pages, those that are not shown left out.
    pub(super) fn page_links(
        &self,
        from: &SiteId,
        pages: impl IntoIterator<Item = PageIndex>,
    ) -> Result<Vec<Link<'a>>, RenderError> {
        let shown = pages.into_iter().filter(|i| self.shows(*i));
        shown.map(|i| self.page_link(from, i)).collect()
    }

    /// Returns a link to a shown page.
    pub(super) fn page_link(&self, from: &SiteId, index: PageIndex) -> Result<Link<'a>, RenderError> {
        let (page, front) = self.page(index)?;
        Ok(Link { name: Cow::Borrowed(&front.title.value), url: self.page_url(from, page)? })
    }

    /// Returns the entry of a page in a list of site `from`.
    pub(super) fn item(&self, from: &SiteId, index: PageIndex) -> Result<Item<'a>, RenderError> {
        let (page, front) = self.page(index)?;
        let other_site = if page.site == *from { None } else { Some(self.site(&page.site)?.name.as_str()) };
        Ok(Item {
            title: front.short_title.as_ref().unwrap_or(&front.title.value),
            url: self.page_url(from, page)?,
            day: front.date.map(Moment::day),
            summary: front.summary.as_deref(),
            department: self.department(&front.department.value),
            site: other_site,
            number: front.document.as_ref().and_then(|d| d.number.as_ref()).map(|n| n.value.as_str()),
            badges: self.list_badges(index, front),
            picture: self.first_picture(page, front)?,
        })
    }

    /// Returns the first of the page's pictures that is there.
    fn first_picture(&self, page: &'a Page, front: &'a FrontMatter) -> Result<Option<Picture<'a>>, RenderError> {
        front.images.iter().find_map(|image| self.picture(page, image).transpose()).transpose()
    }

    /// Returns what readers see of a picture that `page` names; none if it is not there.
    pub(super) fn picture(&self, page: &Page, image: &'a Image) -> Result<Option<Picture<'a>>, RenderError> {
        let Some(file) = file(page, &image.file.value) else { return Ok(None) };
        let url = self.addresses.link(&page.site, &page.site, &file_path(page, &file.name))?;
        let (width, height) = file.picture.map(|size| (size.width, size.height)).unzip();
        let srcset = pictures::srcset(self, &page.site, page, file)?;
        Ok(Some(Picture { url, alt: &image.alt, by: image.by.as_deref(), width, height, srcset }))
    }

    /// Returns how a page stands at this moment, as lists say it: what is as usual is not said.
    fn list_badges(&self, index: PageIndex, front: &'a FrontMatter) -> Vec<Badge<'a>> {
        let mut badges = self.page_badges(front);
        badges.extend(front.document.as_ref().and_then(|d| {
            let validity = self.validity(index, d);
            (validity.tone != Tone::Good).then_some(validity)
        }));
        match front.block.as_deref() {
            Some(Block::Survey(survey)) => badges.push(self.survey_state(survey)),
            Some(Block::Message(message)) => {
                badges.push(Badge { text: self.message_kind(message.kind), tone: Tone::Quiet });
            }
            _ => {}
        }
        badges
    }

    /// Returns the badges beside the title of a page itself.
    pub(super) fn page_badges(&self, front: &FrontMatter) -> Vec<Badge<'a>> {
        let expired = front.expires.is_some_and(|e| e < self.now);
        if expired { vec![Badge { text: &self.words.expired, tone: Tone::Bad }] } else { Vec::new() }
    }

    /// Returns the validity 有效性 of a document at this moment: what it declares, unless its own days or a newer
    /// document say that it no longer holds.
    pub(super) fn standing(&self, index: PageIndex, says: Force) -> Standing {
        let today = self.now.day();
        let is_replaced = || self.replaced(index).is_some_and(|(_, since)| since.is_none_or(|d| d <= today));
        match says.validity {
            Validity::Lapsed => Standing::Lapsed,
            Validity::Repealed => Standing::Repealed,
            Validity::Amended => Standing::Amended,
            Validity::InForce if is_replaced() => Standing::Repealed,
            Validity::InForce if says.expires.is_some_and(|d| d < today) => Standing::Lapsed,
            Validity::InForce if says.effective.is_some_and(|d| d > today) => Standing::NotYet,
            Validity::InForce => Standing::InForce,
        }
    }

    /// Returns the badge of [`View::standing`].
    pub(super) fn validity(&self, index: PageIndex, document: &DocumentBlock) -> Badge<'a> {
        self.standing(index, document.force()).badge(self.words)
    }

    /// Returns how a survey stands at this moment.
    pub(super) fn survey_state(&self, survey: &Survey) -> Badge<'a> {
        let today = self.now.day();
        if today < survey.opens {
            Badge { text: &self.words.survey_not_yet, tone: Tone::Quiet }
        } else if today > survey.closes.value {
            Badge { text: &self.words.survey_closed, tone: Tone::Bad }
        } else {
            Badge { text: &self.words.survey_open, tone: Tone::Good }
        }
    }

    /// Returns the word for a kind of message.
    pub(super) fn message_kind(&self, kind: MessageKind) -> &'a str {
        let w = self.words;
        match kind {
            MessageKind::Enquiry => &w.kind_enquiry,
            MessageKind::Complaint => &w.kind_complaint,
            MessageKind::Suggestion => &w.kind_suggestion,
            MessageKind::Report => &w.kind_report,
            MessageKind::Help => &w.kind_help,
            MessageKind::Thanks => &w.kind_thanks,
        }
    }

    /// Returns what readers see of the file `name` beside `page`.
    pub(super) fn download(
        &self,
        page: &Page,
        name: &str,
        title: &'a str,
        kind: Option<&'a str>,
        originals: &dyn Originals,
    ) -> Result<Download<'a>, RenderError> {
        let Some(file) = file(page, name) else {
            return Ok(Download { name: title, url: None, label: self.words.file_missing.clone(), kind, sha256: None });
        };
        let url = self.addresses.link(&page.site, &page.site, &file_path(page, name))?;
        let (size, sha256) = published(file, originals)?;
        let label = file_label::label(name, size);
        Ok(Download { name: title, url: Some(url), label, kind, sha256: Some(sha256.to_string()) })
    }
}

/// Returns the size and the hash of what is published of a file.
fn published(file: &FileBeside, originals: &dyn Originals) -> Result<(u64, Sha256), Unreadable> {
    if !source::is_cleaned(&file.name) {
        return Ok((file.size, originals.sha256(file)?));
    }
    let bytes = pictures::cleaned(file, originals)?;
    Ok((bytes.len() as u64, Sha256::of(&bytes)))
}

fn of_site(library: &Library, shows: impl Fn(PageIndex) -> bool) -> BTreeMap<&SiteId, Vec<PageIndex>> {
    let mut sites: BTreeMap<&SiteId, Vec<PageIndex>> = BTreeMap::new();
    for (page, index) in library.pages().zip((0..).map(PageIndex)).filter(|(_, i)| shows(*i)) {
        sites.entry(&page.site).or_default().push(index);
    }
    sites
}

/// Spells the address of every keyword once: pages name few of them, and many times.
fn keyword_urls(library: &Library) -> BTreeMap<&SiteId, HashMap<&str, String>> {
    let url = |k: &Keyword| addresses::local(&keyword_path(k));
    let sites = library.by_keyword.iter();
    sites.map(|(site, own)| (site, own.iter().map(|(name, k)| (name.as_str(), url(k))).collect())).collect()
}

/// Returns the file of this name beside `page`, if it is published.
pub(super) fn file<'p>(page: &'p Page, name: &str) -> Option<&'p FileBeside> {
    page.files.iter().find(|f| f.used && f.name == name)
}

/// Returns where the file `name` beside `page` is published.
pub(super) fn file_path(page: &Page, name: &str) -> String {
    addresses::beside(page.address.as_str(), name)
}

/// Returns where list page `number` of `column` is published.
pub(super) fn list_path(column: &Column, number: u32) -> String {
    let name = if number == 1 { "index.html".to_owned() } else { format!("index_{number}.html") };
    in_folder(column, &name)
}

/// Returns where `name` in the folder of `column` is published.
pub(super) fn in_folder(column: &Column, name: &str) -> String {
    if column.address.is_empty() { name.to_owned() } else { format!("{}/{name}", column.address) }
}

/// Returns where the page of a keyword is published.
pub(super) fn keyword_path(keyword: &Keyword) -> String {
    format!("keyword/{}.html", keyword.slug)
}

/// Returns a note behind something: `（DOCX 35.2 KB）`.
pub(super) fn in_brackets(note: &str) -> String {
    format!("（{note}）")
}

/// Returns the output at `path`, which a plan is made of.
pub(super) fn output_path(path: &str) -> Result<OutputPath, RenderError> {
    OutputPath::parse(path).ok_or_else(|| RenderError::Missing { what: format!("output path {path:?}") })
}
