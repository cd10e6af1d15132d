//! The catalogue of documents 政府信息公开目录 of a site: lists by theme, genre, year, department and validity that need
//! no script, a table, and data.
//!
//! Every document stands once in the whole list and once in the list of each of its values, so that there are never
//! more lists than five for each document. The portal's catalogue holds the documents of the whole group.

mod choices;
mod data;
mod page;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::hash::Hash as _;

use choices::Choices;
use rayon::prelude::*;

pub(super) use data::{linked, table};
pub(super) use page::render;

use super::CatalogueList;
use super::keys::Hashing;
use super::view::{Standing, View};
use crate::config::{Config, Site};
use crate::model::{Moment, SiteId};
use crate::source::{DocumentBlock, Front, FrontMatter, PageIndex, keyword_slugs};

/// The table, for spreadsheets.
pub(super) const TABLE: &str = "catalogue.csv";

/// The same as linked data.
pub(super) const LINKED: &str = "catalogue.jsonld";

/// How many documents a page shows at least: a catalogue is looked through rather than read, and every page of it offers
/// all the choices.
const ROWS: usize = 50;

/// The documents of one site.
#[derive(Debug)]
pub(super) struct Catalogue<'a> {
    pub(super) site: SiteId,
    /// All of them, the newest first.
    pub(super) documents: Vec<PageIndex>,
    pub(super) facets: Vec<Facet<'a>>,
    choices: Choices,
}

/// By what documents are sorted.
#[derive(Debug)]
pub(super) struct Facet<'a> {
    pub(super) by: By,
    pub(super) values: Vec<FacetValue<'a>>,
}

/// What documents may be sorted by, in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum By {
    /// 主题分类.
    Theme,
    /// 体裁分类.
    Genre,
    /// The year of 成文日期, else of publication.
    Year,
    /// 责任处室.
    Department,
    /// 有效性, as it stands at this moment.
    Validity,
}

/// The documents of one value.
#[derive(Debug)]
pub(super) struct FacetValue<'a> {
    pub(super) name: Cow<'a, str>,
    /// What its list is called.
    slug: String,
    /// The newest first.
    pub(super) documents: Vec<PageIndex>,
}

impl By {
    const ALL: [Self; 5] = [Self::Theme, Self::Genre, Self::Year, Self::Department, Self::Validity];

    fn folder(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Genre => "genre",
            Self::Year => "year",
            Self::Department => "department",
            Self::Validity => "validity",
        }
    }
}

impl<'a> Catalogue<'a> {
    /// Returns the catalogue of `site`, if it has documents.
    pub(super) fn of(view: &View<'a>, site: &Site) -> Option<Self> {
        let sites = view.config.sites.iter().filter(|s| belongs(view.config, &s.id, &site.id));
        let own = sites.flat_map(|s| view.shown(&s.id)).filter(|(_, _, front)| front.brief.document.is_some());
        let mut documents: Vec<_> = own.map(|(index, _, front)| (Reverse(front.brief.date), index)).collect();
        if documents.is_empty() {
            return None;
        }
        // Of each more is asked than of every page: unpacked on all cores.
        documents.par_iter().for_each(|(_, index)| view.library.page(*index).front.iter().for_each(Front::unpack));
        documents.sort_unstable();
        let documents: Vec<PageIndex> = documents.into_iter().map(|(_, index)| index).collect();
        let facets = By::ALL.map(|by| facet(view, by, &documents)).into_iter().filter(|f| !f.values.is_empty());
        Some(Self { site: site.id.clone(), facets: facets.collect(), documents, choices: Choices::default() })
    }

    /// Returns every list, the whole one first.
    pub(super) fn lists(&self) -> impl Iterator<Item = CatalogueList> {
        let of_facet = |(facet, number): (&Facet<'_>, u8)| {
            (0..facet.values.len())
                .map(move |value| CatalogueList(Some((number, u32::try_from(value).unwrap_or(u32::MAX)))))
        };
        std::iter::once(CatalogueList(None)).chain(self.facets.iter().zip(0..).flat_map(of_facet))
    }

    /// Returns the facet and the value of a list; none of the whole one.
    pub(super) fn value(&self, list: CatalogueList) -> Option<(&Facet<'a>, &FacetValue<'a>)> {
        let (facet, value) = list.0?;
        let facet = self.facets.get(usize::from(facet))?;
        Some((facet, facet.values.get(value as usize)?))
    }

    /// Returns the documents of a list.
    pub(super) fn documents(&self, list: CatalogueList) -> &[PageIndex] {
        self.value(list).map_or(&self.documents, |(_, value)| &value.documents)
    }

    /// Returns the documents of each page of a list.
    pub(super) fn pages(&self, view: &View<'_>, list: CatalogueList) -> impl ExactSizeIterator<Item = &[PageIndex]> {
        self.documents(list).chunks(view.config.build.page_size.max(ROWS))
    }

    /// Returns where page `number` of a list stands.
    pub(super) fn path(&self, list: CatalogueList, number: u32) -> String {
        let stem = match self.value(list) {
            Some((facet, value)) => format!("catalogue/{}/{}", facet.by.folder(), value.slug),
            None => "catalogue".to_owned(),
        };
        match (number, list.0) {
            (1, _) => format!("{stem}.html"),
            (number, Some(_)) => format!("{stem}/{number}.html"),
            (number, None) => format!("{stem}_{number}.html"),
        }
    }

    /// Adds what every list shows of the others: the values and how many documents each has.
    pub(super) fn add_values(&self, key: &mut Hashing) {
        self.documents.len().hash(key);
        for facet in &self.facets {
            (facet.by, facet.values.len()).hash(key);
            for value in &facet.values {
                (&value.name, &value.slug, value.documents.len()).hash(key);
            }
        }
    }
}

/// Returns whether the documents of site `of` stand in the catalogue of `site`.
fn belongs(config: &Config, of: &SiteId, site: &SiteId) -> bool {
    of == site || *site == config.group.portal
}

fn facet<'a>(view: &View<'a>, by: By, documents: &[PageIndex]) -> Facet<'a> {
    let mut found: BTreeMap<Value<'a>, Vec<PageIndex>> = BTreeMap::new();
    for index in documents {
        let Some(front) = view.library.page(*index).front.as_deref() else { continue };
        let Some(document) = &front.document else { continue };
        if let Some(value) = value(view, by, *index, (front, document)) {
            found.entry(value).or_default().push(*index);
        }
    }
    let slugs = keyword_slugs(found.keys().map(|value| value.name.as_ref()));
    let slug = |value: &Value<'a>| value.word.map_or_else(|| slugs[value.name.as_ref()].clone(), str::to_owned);
    let named: Vec<String> = found.keys().map(slug).collect();
    let values = found.into_iter().zip(named);
    let values = values.map(|((value, documents), slug)| FacetValue { name: value.name, slug, documents });
    let mut values: Vec<FacetValue<'a>> = values.collect();
    match by {
        // The newest year first, and what is in force.
        By::Year => values.reverse(),
        By::Validity => values.sort_by_key(|v| Standing::ALL.iter().position(|s| s.as_str() == v.slug)),
        By::Theme | By::Genre | By::Department => values.sort_by_key(|v| Reverse(v.documents.len())),
    }
    Facet { by, values }
}

/// A value of a document.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Value<'a> {
    name: Cow<'a, str>,
    /// What its list is called, where that is not made from the name.
    word: Option<&'a str>,
}

fn value<'a>(
    view: &View<'a>,
    by: By,
    index: PageIndex,
    (front, document): (&'a FrontMatter, &'a DocumentBlock),
) -> Option<Value<'a>> {
    let (name, word): (Cow<'a, str>, _) = match by {
        By::Theme => (document.theme.as_deref()?.into(), None),
        By::Genre => (document.genre.as_deref()?.into(), None),
        By::Year => (document.made.or(front.date.map(Moment::day))?.year().to_string().into(), None),
        By::Department => {
            let id = &front.department.value;
            (view.department(id).into(), Some(id.as_str()))
        }
        By::Validity => {
            let standing = view.standing(index, document.force());
            (standing.badge(view.words).text.into(), Some(standing.as_str()))
        }
    };
    Some(Value { name, word })
}
