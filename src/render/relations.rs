//! How pages hang together beyond their links: what explains, replaces or belongs to what.
//!
//! Only pages that are shown take part, so that nothing on a page tells of one that waits.

use std::collections::BTreeMap;

use crate::model::PageId;
use crate::source::{Block, FrontMatter, Library, PageIndex};

/// The relations that a page's own text does not tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations {
    /// The interpretations of a document, newest first.
    interpretations: BTreeMap<PageIndex, Vec<PageIndex>>,
    /// The page that replaces a document: the newest, where there are several.
    replaced_by: BTreeMap<PageIndex, PageIndex>,
    /// The forms of a guide, in the order of their paths.
    forms: BTreeMap<PageIndex, Vec<PageIndex>>,
}

impl Relations {
    /// Finds the relations among the pages that `shown` lets pass.
    pub(super) fn new(library: &Library, shown: impl Fn(PageIndex) -> bool) -> Self {
        let mut relations = Self::default();
        let find = |id: &PageId| library.by_id.get(id).copied().filter(|i| shown(*i));
        for (page, index) in library.pages.iter().zip(0..).map(|(p, i)| (p, PageIndex(i))) {
            let Some(front) = page.front.as_ref().filter(|_| shown(index)) else { continue };
            for document in front.interprets.iter().filter_map(|id| find(&id.value)) {
                relations.interpretations.entry(document).or_default().push(index);
            }
            for old in front.document.iter().flat_map(|d| &d.replaces).filter_map(|id| find(&id.value)) {
                relations.replace(library, old, index);
            }
            if let Some(Block::Form(form)) = front.block.as_deref()
                && let Some(guide) = form.item.as_ref().and_then(|id| find(&id.value))
            {
                relations.forms.entry(guide).or_default().push(index);
            }
        }
        for list in relations.interpretations.values_mut() {
            list.sort_by_key(|i| (std::cmp::Reverse(date(library, *i)), *i));
            list.dedup();
        }
        relations
    }

    /// Notes that `new` replaces `old`, if it may: only the same department or issuer repeals its own document.
    fn replace(&mut self, library: &Library, old: PageIndex, new: PageIndex) {
        let (Some(before), Some(after)) = (&library.page(old).front, &library.page(new).front) else { return };
        if old == new || !same_authority(before, after) {
            return;
        }
        let newest = self.replaced_by.entry(old).or_insert(new);
        if date(library, *newest) < date(library, new) {
            *newest = new;
        }
    }

    /// Returns the interpretations of a document, newest first.
    pub(super) fn interpretations(&self, document: PageIndex) -> &[PageIndex] {
        self.interpretations.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Returns the page that replaces a document.
    pub(super) fn replaced_by(&self, document: PageIndex) -> Option<PageIndex> {
        self.replaced_by.get(&document).copied()
    }

    /// Returns the forms of a guide.
    pub(super) fn forms(&self, guide: PageIndex) -> &[PageIndex] {
        self.forms.get(&guide).map_or(&[], Vec::as_slice)
    }
}

fn date(library: &Library, page: PageIndex) -> Option<crate::model::Moment> {
    library.page(page).front.as_ref().and_then(|f| f.date)
}

fn same_authority(old: &FrontMatter, new: &FrontMatter) -> bool {
    let issuer = |f: &FrontMatter| f.document.as_ref().and_then(|d| d.issuer.clone());
    old.department.value == new.department.value || (issuer(old).is_some() && issuer(old) == issuer(new))
}
