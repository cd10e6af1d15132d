//! All pages of the group, and how they hang together.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::model::{ColumnId, ContentPath, OutputPath, PageId, SiteId, Spanned};
use crate::source::attachments::should_lie_beside;
use crate::source::columns::INTRODUCTION;
use crate::source::links::{From, Target, target};
use crate::source::{Block, Columns, FrontMatter, LinkRecord, Page, PageIndex, Place, keyword};

/// All pages, in the order of paths, with the look-ups that links, lists and rules need.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The pages: shared, for they are many and change hands.
    pages: Vec<Arc<Page>>,
    /// By stable id, the first in path order where two claim one.
    pub by_id: BTreeMap<PageId, PageIndex>,
    /// The pages of each column, newest first (by date, then by path), without introductions and without pages whose
    /// front matter has errors: those can be in no list.
    pub by_column: BTreeMap<ColumnId, Vec<PageIndex>>,
    /// The pages of all columns, in the same order and under the same rules.
    pub newest: Vec<PageIndex>,
    /// The introduction of each column.
    pub introductions: BTreeMap<ColumnId, PageIndex>,
    /// The pages of each keyword of each site, newest first, under the rules of `by_column`.
    pub by_keyword: BTreeMap<SiteId, BTreeMap<String, Keyword>>,
    /// What other pages say about a page, where any does.
    pub backlinks: BTreeMap<PageIndex, Backlinks>,
    /// What the links of each page mean.
    followed: Vec<Box<[Resolved]>>,
    /// Of a library in which many links have to be followed.
    by_path: Option<HashMap<ContentPath, PageIndex>>,
    files: HashMap<ContentPath, (PageIndex, u32)>,
    columns: Arc<Columns>,
}

/// Says to which page a link leads, if that is known.
pub type KnownLinks<'k> = &'k (dyn Fn(PageIndex, usize) -> Option<PageIndex> + Sync);

/// Links of a page that are looked through for one that is known; few pages have more.
const LOOKED_THROUGH: usize = 32;

/// A keyword of one site.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keyword {
    /// What its page is called: `keyword/<slug>.html`, not percent-encoded.
    pub slug: String,
    /// Its pages, newest first.
    pub pages: Vec<PageIndex>,
}

/// The pages that name a page in their front matter, each list in the order of paths.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Backlinks {
    /// The interpretations of a document.
    pub interpretations: Vec<PageIndex>,
    /// The documents that replace a document.
    pub replaced_by: Vec<PageIndex>,
    /// The forms that belong to a guide.
    pub forms: Vec<PageIndex>,
    /// The translations of a page.
    pub translations: Vec<PageIndex>,
}

/// What a destination that somebody wrote means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolved {
    /// A page, perhaps of another site of the group, and an anchor in it.
    Page(PageIndex, Option<String>),
    /// A column's list: written as its folder (`../notice/`) or its `_index.md`.
    Column(ColumnId),
    /// A file that is published with a page, mostly the page itself.
    File {
        /// The page beside which it lies; its verdict decides.
        page: PageIndex,
        /// Which of the page's files.
        index: usize,
        /// Which site's web root.
        site: SiteId,
        /// Where it is published.
        address: OutputPath,
    },
    /// An anchor of the page itself.
    Anchor(String),
    /// An address outside the group: `https:`, `http:`, `mailto:`, `tel:`.
    Outside,
    /// A page or file that does not exist.
    Dead,
    /// A file that should lie beside the page and does not: reported already, when the page was read (QF403).
    Missing,
    /// Another site's page, in a repository with a single site.
    OtherSite,
    /// A scheme that is not allowed, such as `javascript:` or `data:`.
    Dangerous,
}

impl Library {
    /// Returns the library of these pages, in any order, of these columns.
    pub fn new(pages: Vec<impl Into<Arc<Page>>>, columns: Arc<Columns>) -> Self {
        let mut pages: Vec<Arc<Page>> = pages.into_iter().map(Into::into).collect();
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        Self::of(pages, columns, None)
    }

    /// Returns the same, given the pages in the order of their paths. Of most links `known` says, by the number of the page
    /// and of the link in it, to which page they lead, and without an anchor: those need not be followed.
    pub fn knowing(pages: Vec<Arc<Page>>, columns: Arc<Columns>, known: KnownLinks<'_>) -> Self {
        Self::of(pages, columns, Some(known))
    }

    fn of(pages: Vec<Arc<Page>>, columns: Arc<Columns>, known: Option<KnownLinks<'_>>) -> Self {
        let by_path = || known.is_none().then(|| by_path(&pages));
        let (mut library, (by_path, (newest, (by_column, by_keyword)))) = rayon::join(
            || Self { columns, ..Self::default() }.with_notable(&pages),
            || rayon::join(by_path, || listed(&pages)),
        );
        (library.by_path, library.newest) = (by_path, newest);
        (library.by_column, library.by_keyword) = (by_column, by_keyword);
        library.pages = pages;
        let follow = |(page, index): (&Arc<Page>, u32)| library.follow(page, |link| known?(PageIndex(index), link));
        library.followed = library.pages.par_iter().zip(0..u32::MAX).map(follow).collect();
        library
    }

    /// Enters what few pages have: files, a name of their own, names of others.
    fn with_notable(mut self, pages: &[Arc<Page>]) -> Self {
        let notable: Vec<PageIndex> =
            pages.par_iter().enumerate().filter(|(_, page)| is_notable(page)).map(numbered).collect();
        notable.iter().for_each(|index| self.enter(&pages[index.0 as usize], *index));
        notable.iter().for_each(|index| self.link_back(&pages[index.0 as usize], *index));
        self
    }

    /// Returns the page of the Markdown file `path`.
    pub fn at(&self, path: &str) -> Option<PageIndex> {
        match &self.by_path {
            Some(by_path) => by_path.get(path).copied(),
            None => {
                self.pages.binary_search_by(|page| page.path.as_str().cmp(path)).ok().map(|at| PageIndex(at as u32))
            }
        }
    }

    /// Returns every page.
    pub fn pages(&self) -> impl ExactSizeIterator<Item = &Page> + Clone {
        self.pages.iter().map(|page| &**page)
    }

    /// Returns every page, as it is shared.
    pub fn shared(&self) -> &[Arc<Page>] {
        &self.pages
    }

    /// Returns every page, and takes the library apart.
    pub fn into_pages(self) -> Vec<Arc<Page>> {
        self.pages
    }

    /// Returns what the links of a page mean, in the order of writing.
    pub fn followed(&self, page: PageIndex) -> &[Resolved] {
        &self.followed[page.0 as usize]
    }

    /// Returns what `dest` means in the text of a page, mostly as it was found for all its links before.
    pub fn meaning(&self, page: PageIndex, dest: &str) -> Cow<'_, Resolved> {
        let links = &self.page(page).links;
        let known = links.iter().zip(self.followed(page)).take(LOOKED_THROUGH).find(|(link, _)| link.dest == dest);
        known.map_or_else(|| Cow::Owned(self.resolve(self.page(page), dest)), |(_, to)| Cow::Borrowed(to))
    }

    fn follow(&self, page: &Page, known: impl Fn(usize) -> Option<PageIndex>) -> Box<[Resolved]> {
        let meaning = |(number, link): (usize, LinkRecord<'_>)| match known(number) {
            Some(to) => Resolved::Page(to, None),
            None => self.resolve(page, link.dest),
        };
        page.links.iter().enumerate().map(meaning).collect()
    }

    /// Returns the page of this number.
    pub fn page(&self, index: PageIndex) -> &Page {
        &self.pages[index.0 as usize]
    }

    /// Returns the pages of a column, newest first.
    pub fn of_column(&self, column: &ColumnId) -> &[PageIndex] {
        self.by_column.get(column).map_or(&[], Vec::as_slice)
    }

    /// Returns what `dest`, as somebody wrote it in the page `from`, means.
    ///
    /// Case matters: a file that is found on one system only is found on none.
    pub fn resolve(&self, from: &Page, dest: &str) -> Resolved {
        let cx = From { path: &from.path, site: &from.site, single: self.columns.is_single() };
        match target(cx, dest) {
            Target::Path { path, anchor } => self.at_path(from, &path, anchor),
            Target::Anchor(anchor) => Resolved::Anchor(anchor),
            Target::Outside => Resolved::Outside,
            Target::Dangerous => Resolved::Dangerous,
            Target::OtherSite => Resolved::OtherSite,
            Target::Nothing => Resolved::Dead,
        }
    }

    fn at_path(&self, from: &Page, path: &str, anchor: Option<String>) -> Resolved {
        if let Some(column) = self.column_at(path) {
            return match (anchor, self.introductions.get(&column)) {
                (None, _) => Resolved::Column(column),
                (anchor, Some(&index)) => Resolved::Page(index, anchor),
                (Some(_), None) => Resolved::Dead,
            };
        }
        if let Some(index) = self.at(path) {
            return Resolved::Page(index, anchor);
        }
        match (self.files.get(path), anchor) {
            (Some(&(page, index)), None) => self.file(from, page, index as usize),
            (Some(_), Some(_)) => Resolved::Dead,
            (None, _) if should_lie_beside(from, path, |meant| self.files.contains_key(meant)) => Resolved::Missing,
            (None, _) => Resolved::Dead,
        }
    }

    /// Returns the column whose folder or introduction `path` is.
    fn column_at(&self, path: &str) -> Option<ColumnId> {
        let folder = match path.strip_suffix(INTRODUCTION) {
            Some(folder) => folder.trim_end_matches('/'),
            // No column has a dot in its name.
            None if path.ends_with(".md") => return None,
            None => path,
        };
        let folder = folder.strip_prefix(crate::source::CONTENT)?;
        Some(self.columns.at_folder(folder.trim_start_matches('/'))?.id.clone())
    }

    fn file(&self, from: &Page, page: PageIndex, index: usize) -> Resolved {
        let owner = self.page(page);
        let file = &owner.files[index];
        // What its own page does not refer to is not published.
        let published = file.used || owner.path == from.path;
        match owner.file_address(file).filter(|_| published) {
            Some(address) => Resolved::File { page, index, site: owner.site.clone(), address },
            None => Resolved::Dead,
        }
    }

    fn enter(&mut self, page: &Page, index: PageIndex) {
        for (file, number) in page.files.iter().zip(0..) {
            self.files.insert(file.path.clone(), (index, number));
        }
        if page.place == Place::Introduction {
            self.introductions.insert(page.column.clone(), index);
        }
        let Some(front) = page.rare() else { return };
        if let Some(id) = &front.id {
            self.by_id.entry(id.value.clone()).or_insert(index);
        }
    }

    fn link_back(&mut self, page: &Page, index: PageIndex) {
        let Some(front) = page.rare() else { return };
        for (id, list) in named_pages(front) {
            let Some(&named) = self.by_id.get(&id.value) else { continue };
            let list = list(self.backlinks.entry(named).or_default());
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
}

fn by_path(pages: &[Arc<Page>]) -> HashMap<ContentPath, PageIndex> {
    pages.iter().zip((0..).map(PageIndex)).map(|(page, index)| (page.path.clone(), index)).collect()
}

fn numbered((index, _): (usize, &Arc<Page>)) -> PageIndex {
    PageIndex(index as u32)
}

fn is_notable(page: &Page) -> bool {
    page.rare().is_some() || !page.files.is_empty() || page.place == Place::Introduction
}

/// Pages that one thread puts into lists in one go.
const LISTED: usize = 4096;

/// The pages of each column, and of each keyword of each site.
type Lists = (BTreeMap<ColumnId, Vec<PageIndex>>, BTreeMap<SiteId, BTreeMap<String, Keyword>>);

/// The lists of some of the pages.
#[derive(Default)]
struct Share<'p> {
    columns: HashMap<&'p ColumnId, Vec<PageIndex>>,
    keywords: HashMap<(&'p SiteId, &'p str), Vec<PageIndex>>,
}

/// Returns the pages that lists can hold and those of each list, newest first.
fn listed(pages: &[Arc<Page>]) -> (Vec<PageIndex>, Lists) {
    let newest = newest(pages);
    let shares: Vec<Share<'_>> = newest.par_chunks(LISTED).map(|newest| Share::of(pages, newest)).collect();
    let mut all = Share::default();
    for share in shares {
        share.columns.into_iter().for_each(|(column, list)| all.columns.entry(column).or_default().extend(list));
        share.keywords.into_iter().for_each(|(keyword, list)| all.keywords.entry(keyword).or_default().extend(list));
    }
    let columns = all.columns.into_iter().map(|(column, list)| (column.clone(), list)).collect();
    let lists = (columns, keywords(all.keywords));
    (newest, lists)
}

impl<'p> Share<'p> {
    fn of(pages: &'p [Arc<Page>], newest: &[PageIndex]) -> Self {
        let mut share = Self::default();
        for index in newest {
            let page = &pages[index.0 as usize];
            share.columns.entry(&page.column).or_default().push(*index);
            for keyword in page.brief().into_iter().flat_map(|b| b.keywords.iter()) {
                let list = share.keywords.entry((&page.site, keyword)).or_default();
                // A page that names it twice is listed once.
                if list.last() != Some(index) {
                    list.push(*index);
                }
            }
        }
        share
    }
}

/// Returns the pages that lists can hold, newest first, those of one minute in the order of their paths.
fn newest(pages: &[Arc<Page>]) -> Vec<PageIndex> {
    let listed = pages.par_iter().enumerate().filter(|(_, page)| page.place == Place::Page && page.front.is_some());
    let mut newest: Vec<_> = listed.map(|(index, page)| (Reverse(date(page)), numbered((index, page)))).collect();
    newest.par_sort_unstable();
    newest.into_iter().map(|(_, index)| index).collect()
}

/// Returns the keywords of each site, each with the name of its page.
fn keywords(lists: HashMap<(&SiteId, &str), Vec<PageIndex>>) -> BTreeMap<SiteId, BTreeMap<String, Keyword>> {
    let mut sites: BTreeMap<&SiteId, BTreeMap<&str, Vec<PageIndex>>> = BTreeMap::new();
    for ((site, keyword), pages) in lists {
        sites.entry(site).or_default().insert(keyword, pages);
    }
    let mut found = BTreeMap::new();
    for (site, keywords) in sites {
        let mut slugs = keyword::slugs(keywords.keys().copied());
        let named = keywords.into_iter().map(|(keyword, pages)| {
            let slug = slugs.remove(keyword).unwrap_or_default();
            (keyword.to_owned(), Keyword { slug, pages })
        });
        found.insert(site.clone(), named.collect());
    }
    found
}

fn date(page: &Page) -> Option<crate::model::Moment> {
    page.brief().and_then(|b| b.date)
}

/// Which list of the page that is named the page that names it belongs to.
type ListOf = fn(&mut Backlinks) -> &mut Vec<PageIndex>;

fn named_pages(front: &FrontMatter) -> Vec<(&Spanned<PageId>, ListOf)> {
    let mut named: Vec<(&Spanned<PageId>, ListOf)> = Vec::new();
    named.extend(front.interprets.iter().map(|id| (id, (|b| &mut b.interpretations) as ListOf)));
    named.extend(front.translates.iter().map(|id| (id, (|b| &mut b.translations) as ListOf)));
    if let Some(document) = &front.document {
        named.extend(document.replaces.iter().map(|id| (id, (|b| &mut b.replaced_by) as ListOf)));
    }
    if let Some(Block::Form(form)) = front.block.as_deref() {
        named.extend(form.item.iter().map(|id| (id, (|b| &mut b.forms) as ListOf)));
    }
    named
}
