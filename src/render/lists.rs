//! Which pages each column lists, and how columns stand below each other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::ColumnIndex;
use crate::model::{Column, Kind, Moment, SiteId};
use crate::source::{Library, PageIndex, Place};

/// A container shows the newest pages below it; no home page, feed or list needs more of them.
const CONTAINER_KEEPS: usize = 40;

/// How deep columns may stand below each other; more is a circle, which the policy refuses.
const MAX_DEPTH: usize = 16;

/// The tree of columns, and the pages of each.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    /// The shown pages of each column, newest first: its own, those it gathers, or, of a container, the newest below.
    pages: Vec<Vec<PageIndex>>,
    parents: Vec<Option<ColumnIndex>>,
    children: Vec<Vec<ColumnIndex>>,
    by_id: BTreeMap<String, ColumnIndex>,
}

impl Lists {
    /// Sorts the shown pages into `columns`.
    pub(super) fn new(columns: &[Column], library: &Library, shown: impl Fn(PageIndex) -> bool) -> Self {
        let by_id: BTreeMap<String, ColumnIndex> = indices(columns).map(|(c, i)| (c.id.to_string(), i)).collect();
        let find = |id: &crate::model::ColumnId| by_id.get(id.as_str()).copied();
        let parents: Vec<_> = columns.iter().map(|c| c.parent.as_ref().and_then(find)).collect();
        let mut children = vec![Vec::new(); columns.len()];
        for (_, index) in indices(columns) {
            if let Some(parent) = parents[index.get()] {
                children[parent.get()].push(index);
            }
        }
        for list in &mut children {
            list.sort_by_key(|i| columns[i.get()].order);
        }
        let pages = pages(columns, library, &parents, shown);
        Self { pages, parents, children, by_id }
    }

    /// Returns the pages that `column` lists, newest first.
    pub(super) fn pages(&self, column: ColumnIndex) -> &[PageIndex] {
        &self.pages[column.get()]
    }

    /// Returns the columns below `column`, in their order.
    pub(super) fn children(&self, column: ColumnIndex) -> &[ColumnIndex] {
        &self.children[column.get()]
    }

    /// Returns the column above `column`.
    pub(super) fn parent(&self, column: ColumnIndex) -> Option<ColumnIndex> {
        self.parents[column.get()]
    }

    /// Returns the column of this id.
    pub(super) fn find(&self, id: &str) -> Option<ColumnIndex> {
        self.by_id.get(id).copied()
    }

    /// Returns the way from the top down to `column`, which stands last.
    pub(super) fn way(&self, column: ColumnIndex) -> Vec<ColumnIndex> {
        let mut way = vec![column];
        while let Some(parent) = self.parent(way[way.len() - 1]).filter(|_| way.len() < MAX_DEPTH) {
            way.push(parent);
        }
        way.reverse();
        way
    }

    /// Returns the columns of `site` that stand at the top of its navigation, in their order.
    pub(super) fn first_level(&self, columns: &[Column], site: &SiteId) -> Vec<ColumnIndex> {
        let first = indices(columns).filter(|(c, _)| c.first_level && c.site == *site && c.kind != Some(Kind::Home));
        let mut list: Vec<ColumnIndex> = first.map(|(_, i)| i).collect();
        list.sort_by_key(|i| columns[i.get()].order);
        list
    }
}

/// Numbers the columns.
pub(super) fn indices(columns: &[Column]) -> impl Iterator<Item = (&Column, ColumnIndex)> {
    columns.iter().zip(0..).map(|(column, i)| (column, ColumnIndex(i)))
}

fn pages(
    columns: &[Column],
    library: &Library,
    parents: &[Option<ColumnIndex>],
    shown: impl Fn(PageIndex) -> bool,
) -> Vec<Vec<PageIndex>> {
    let own = |id| library.by_column.get(id).into_iter().flatten().copied();
    let listed = |i: &PageIndex| shown(*i) && library.page(*i).place == Place::Page;
    let mut pages: Vec<Vec<PageIndex>> = Vec::with_capacity(columns.len());
    for column in columns {
        let mut list: Vec<PageIndex> = own(&column.id).filter(listed).collect();
        if !column.aggregate.is_empty() {
            list.extend(column.aggregate.iter().flat_map(&own).filter(listed));
            sort(library, &mut list);
        }
        pages.push(list);
    }
    fill_containers(columns, library, parents, &mut pages);
    pages
}

/// Gives every container the newest pages of the columns below it.
fn fill_containers(
    columns: &[Column],
    library: &Library,
    parents: &[Option<ColumnIndex>],
    pages: &mut [Vec<PageIndex>],
) {
    let mut gathered: Vec<Vec<PageIndex>> = vec![Vec::new(); columns.len()];
    for (column, index) in indices(columns).filter(|(c, _)| c.kind.is_some()) {
        let mut above = parents[index.get()];
        for _ in 0..MAX_DEPTH {
            let Some(parent) = above else { break };
            if columns[parent.get()].kind.is_none() && columns[parent.get()].site == column.site {
                gathered[parent.get()].extend(pages[index.get()].iter().take(CONTAINER_KEEPS));
            }
            above = parents[parent.get()];
        }
    }
    for (_, index) in indices(columns).filter(|(c, _)| c.kind.is_none()) {
        let mut list = std::mem::take(&mut gathered[index.get()]);
        list.append(&mut pages[index.get()]);
        sort(library, &mut list);
        list.truncate(CONTAINER_KEEPS);
        pages[index.get()] = list;
    }
}

/// Puts the newest first and lists nothing twice; pages of one minute stand in the order of their paths.
fn sort(library: &Library, list: &mut Vec<PageIndex>) {
    let date = |i: &PageIndex| -> Option<Moment> { library.page(*i).brief().and_then(|b| b.date) };
    list.sort_by_key(|i| (Reverse(date(i)), *i));
    list.dedup();
}
