//! All pages of the group, and how they hang together.

use std::collections::BTreeMap;

use crate::model::{ColumnId, ContentPath, OutputPath, PageId, SiteId};
use crate::source::{Page, PageIndex};

/// All pages, in the order of paths, with the look-ups that links, lists and rules need.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The pages.
    pub pages: Vec<Page>,
    /// By path of the Markdown file.
    pub by_path: BTreeMap<ContentPath, PageIndex>,
    /// By stable id, the first in path order where two claim one.
    pub by_id: BTreeMap<PageId, PageIndex>,
    /// The pages of each column, newest first (by date, then by path).
    pub by_column: BTreeMap<ColumnId, Vec<PageIndex>>,
    /// The introduction of each column.
    pub introductions: BTreeMap<ColumnId, PageIndex>,
}

/// What a destination that somebody wrote means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolved {
    /// A page, perhaps of another site of the group, and an anchor in it.
    Page(PageIndex, Option<String>),
    /// A column's list: written as its folder (`../notice/`) or its `_index.md`.
    Column(ColumnId),
    /// A file beside the page.
    File {
        /// Which site's web root.
        site: SiteId,
        /// Where it is published.
        address: OutputPath,
        /// Which of the page's files.
        index: usize,
    },
    /// An anchor of the page itself.
    Anchor(String),
    /// An address outside the group: `https:`, `http:`, `mailto:`, `tel:`.
    Outside,
    /// A page, file or anchor that does not exist.
    Dead,
    /// Another site's page, in a repository with a single site.
    OtherSite,
    /// A scheme that is not allowed, such as `javascript:` or `data:`.
    Dangerous,
}

impl Library {
    /// Returns the page of this number.
    pub fn page(&self, index: PageIndex) -> &Page {
        &self.pages[index.0 as usize]
    }
}
