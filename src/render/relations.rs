//! How pages hang together beyond their links: what explains, replaces or belongs to what.
//!
//! Only pages that are shown take part, so that nothing on a page tells of one that waits.

use std::cmp::Reverse;

use super::view::View;
use crate::model::{Day, Moment, PageId};
use crate::source::{Backlinks, FrontMatter, Language, PageIndex};

impl View<'_> {
    /// Returns the interpretations of a document, newest first.
    pub(super) fn interpretations(&self, document: PageIndex) -> Vec<PageIndex> {
        let mut pages = self.linking_back(document, |b| &b.interpretations);
        pages.sort_by_key(|i| (Reverse(self.date(*i)), *i));
        pages
    }

    /// Returns all versions of a page in other languages and itself, shown or not: the original, then its translations
    /// in the order of their paths; nothing where there is one version only.
    pub(super) fn versions(&self, index: PageIndex) -> Vec<PageIndex> {
        let original = self.library.page(index).rare().and_then(|f| f.translates.as_ref());
        let original = original.and_then(|id| self.library.by_id.get(&id.value).copied()).unwrap_or(index);
        let translations = self.library.backlinks.get(&original).map_or(&[][..], |b| &b.translations);
        if translations.is_empty() {
            return Vec::new();
        }
        std::iter::once(original).chain(translations.iter().copied().filter(|i| *i != original)).collect()
    }

    /// Returns the language of a page.
    pub(super) fn language(&self, front: &FrontMatter) -> Language {
        front.language.unwrap_or_else(|| self.config.group.lang.into())
    }

    /// Returns the forms of a guide, in the order of their paths.
    pub(super) fn forms(&self, guide: PageIndex) -> Vec<PageIndex> {
        self.linking_back(guide, |b| &b.forms)
    }

    /// Returns the newest page that replaces a document, and from which day, where it says one.
    ///
    /// Only the same department or issuer repeals its own document: anybody else's claim counts for nothing.
    pub(super) fn replaced(&self, index: PageIndex) -> Option<(PageIndex, Option<Day>)> {
        let mut newer = self.linking_back(index, |b| &b.replaced_by);
        if newer.is_empty() {
            return None;
        }
        let old = self.front(index)?;
        newer.retain(|i| *i != index && self.front(*i).is_some_and(|new| same_authority(old, new)));
        let newest = newer.into_iter().max_by_key(|i| (self.date(*i), Reverse(*i)))?;
        Some((newest, self.front(newest)?.document.as_ref().and_then(|d| d.effective)))
    }

    /// Returns the shown pages of these ids.
    pub(super) fn named<'i>(&self, ids: impl IntoIterator<Item = &'i PageId>) -> Vec<PageIndex> {
        ids.into_iter().filter_map(|id| self.library.by_id.get(id).copied()).filter(|i| self.shows(*i)).collect()
    }

    fn linking_back(&self, index: PageIndex, list: impl Fn(&Backlinks) -> &Vec<PageIndex>) -> Vec<PageIndex> {
        let pages = self.library.backlinks.get(&index).map(list);
        pages.into_iter().flatten().copied().filter(|i| self.shows(*i)).collect()
    }

    fn front(&self, index: PageIndex) -> Option<&FrontMatter> {
        self.library.page(index).front.as_deref()
    }

    fn date(&self, index: PageIndex) -> Option<Moment> {
        self.front(index).and_then(|f| f.date)
    }
}

fn same_authority(old: &FrontMatter, new: &FrontMatter) -> bool {
    let issuer = |f: &'_ FrontMatter| f.document.as_ref().and_then(|d| d.issuer.clone());
    old.department.value == new.department.value || (issuer(old).is_some() && issuer(old) == issuer(new))
}
