//! The pages of a site in segments that stay as they are when a page changes elsewhere.
//!
//! A segment holds the pages of some months that follow each other: the months are halved, and halved again, until few
//! enough pages are in each half, so that a new page moves no other one to another segment, but for the one that makes a
//! segment too large. Each has a name that changes with everything it is made of, so that what a browser kept of an
//! older release is never read beside a newer one.
//!
//! There are two kinds. *Texts* are small, and hold all that is said on a page; *heads* are large, made of whole texts,
//! and hold titles and numbers of documents, which are asked first.

use std::hash::Hash as _;

use rayon::prelude::*;

use super::postings::FORMAT;
use crate::model::{Moment, SiteId};
use crate::render::keys::Key;
use crate::render::view::View;
use crate::source::PageIndex;

/// Most pages of which the texts are in one segment: what is read again when one of them changes.
const TEXTS: usize = 640;

/// Most pages of which the heads are in one segment; they are numbered in 16 bits.
const HEADS: usize = 16_384;

/// Pages in one table, which says where pages are and is fetched where one of them may be shown.
pub(super) const TABLE: usize = 64;

/// Months are numbered in so many bits: those of ten thousand years.
const MONTH_BITS: u8 = 17;

/// Halvings of pages of one month, by their paths.
const PATH_BITS: u8 = 32;

/// What a segment holds of its pages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Holds {
    /// Titles and numbers.
    Heads,
    /// Everything.
    Texts,
}

/// Pages that are searched together.
#[derive(Debug)]
pub(in crate::render) struct Segment {
    pub(super) holds: Holds,
    /// Its folder.
    pub(super) name: String,
    /// Newest first.
    pub(super) pages: Vec<PageIndex>,
    /// It has 2 to the power of this many drawers.
    pub(super) bits: u8,
}

/// Heads, and the texts of the same pages in the same order.
#[derive(Debug)]
pub(in crate::render) struct Heads {
    pub(super) segment: Segment,
    pub(super) texts: Vec<Segment>,
}

impl Segment {
    fn new(view: &View<'_>, site: &SiteId, holds: Holds, pages: Vec<PageIndex>) -> Self {
        // Drawers of a few thousand bytes: a title is some forty characters, a page about a thousand.
        let pages_in_drawer = match holds {
            Holds::Heads => 64,
            Holds::Texts => 8,
        };
        let bits = (pages.len() / pages_in_drawer).checked_ilog2().unwrap_or(0).min(8) as u8;
        Self { holds, name: name(view, site, holds, &pages), pages, bits }
    }

    /// Returns how many files it has.
    pub(in crate::render) fn files(&self) -> u32 {
        let tables = match self.holds {
            Holds::Heads => 0,
            Holds::Texts => self.pages.len().div_ceil(TABLE) as u32,
        };
        self.drawers() + tables
    }

    /// Returns how many of them are drawers; the others are tables.
    pub(super) fn drawers(&self) -> u32 {
        1 << self.bits
    }

    /// Returns where one of its files lies.
    pub(in crate::render) fn place(&self, file: u32) -> String {
        match file.checked_sub(self.drawers()) {
            None => format!("{}/{}/{file}.bin", super::FOLDER, self.name),
            Some(table) => format!("{}/{}/{table}.json", super::FOLDER, self.name),
        }
    }
}

/// Cuts the shown pages of a site into heads and their texts, the newest first.
pub(super) fn cut(view: &View<'_>, site: &SiteId) -> Vec<Heads> {
    let pages = view.shown(site).map(|(i, page, front)| Entry::new(i, page.path.as_str(), front.brief.date)).collect();
    let heads = halve(pages, Range { month: 0, bits: MONTH_BITS, paths: PATH_BITS }, HEADS);
    let heads = heads.into_par_iter().map(|(entries, range)| {
        let texts: Vec<_> = halve(entries, range, TEXTS).into_iter().map(|(entries, _)| indices(entries)).collect();
        let texts = texts.into_par_iter().map(|pages| Segment::new(view, site, Holds::Texts, pages));
        let texts: Vec<Segment> = texts.collect();
        let pages = texts.iter().flat_map(|segment| segment.pages.iter().copied()).collect();
        Heads { segment: Segment::new(view, site, Holds::Heads, pages), texts }
    });
    heads.collect()
}

/// A page on its way into a segment.
struct Entry<'a> {
    index: PageIndex,
    path: &'a str,
    date: Option<Moment>,
    month: u32,
}

impl<'a> Entry<'a> {
    fn new(index: PageIndex, path: &'a str, date: Option<Moment>) -> Self {
        let month = |date: Moment| {
            let (year, month) = (u32::try_from(date.day().year()).unwrap_or(0), date.day().month().unsigned_abs());
            (year * 12 + u32::from(month)).min((1 << MONTH_BITS) - 1)
        };
        Self { index, path, date, month: date.map_or(0, month) }
    }

    /// Returns the bits by which pages of one month are told apart: FNV-1a of the path.
    fn hash(&self) -> u32 {
        let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        self.path.as_bytes().iter().fold(0x811c_9dc5, step)
    }
}

/// Months from `month`, 2 to the power of `bits` of them; of a single one, what is left of its halvings.
#[derive(Clone, Copy)]
struct Range {
    month: u32,
    bits: u8,
    paths: u8,
}

/// Halves the entries until no part has more than `most` of them.
fn halve(entries: Vec<Entry<'_>>, range: Range, most: usize) -> Vec<(Vec<Entry<'_>>, Range)> {
    if entries.is_empty() {
        return Vec::new();
    }
    if entries.len() <= most {
        return vec![(entries, range)];
    }
    let (newer, older, below, above) = if let Some(bits) = range.bits.checked_sub(1) {
        let middle = range.month + (1 << bits);
        let (newer, older) = entries.into_iter().partition(|e: &Entry<'_>| e.month >= middle);
        (newer, older, Range { bits, ..range }, Range { month: middle, bits, ..range })
    } else if let Some(paths) = range.paths.checked_sub(1) {
        let (newer, older) = entries.into_iter().partition(|e: &Entry<'_>| e.hash() >> paths & 1 == 1);
        (newer, older, Range { paths, ..range }, Range { paths, ..range })
    } else {
        // Paths that nothing tells apart but themselves.
        let mut entries = entries;
        let rest = entries.split_off(most);
        (entries, rest, range, range)
    };
    let mut parts = halve(newer, above, most);
    parts.extend(halve(older, below, most));
    parts
}

fn indices(mut entries: Vec<Entry<'_>>) -> Vec<PageIndex> {
    entries.sort_unstable_by_key(|e| (std::cmp::Reverse(e.date), e.index));
    entries.into_iter().map(|e| e.index).collect()
}

/// Returns a name that changes with everything that the bytes of a segment depend on, and with nothing else: not with
/// the machine, nor with what a file system says of a file.
fn name(view: &View<'_>, site: &SiteId, holds: Holds, pages: &[PageIndex]) -> String {
    let key = Key::of(|key| {
        (FORMAT, site, holds).hash(key);
        if holds == Holds::Texts {
            (view.departments(), view.site(site).ok().map(|site| &site.name)).hash(key);
        }
        for index in pages {
            let page = view.library.page(*index);
            match holds {
                Holds::Texts => (page.blob, page.address.as_str(), page.column.as_str()).hash(key),
                Holds::Heads => {
                    let Some(front) = &page.front else { continue };
                    super::words::heads(front, &mut |text| text.hash(key));
                    super::words::numbers(front).for_each(|number| number.hash(key));
                    0.hash(key);
                }
            }
        }
    });
    key.to_string()[..12].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Range = Range { month: 0, bits: MONTH_BITS, paths: PATH_BITS };

    fn entries(paths: &[String], months: usize) -> Vec<Entry<'_>> {
        let date = |i: usize| Moment::parse(&format!("{}-{:02}-10 09:00", 2020 + i / 12, 1 + i % 12)).unwrap();
        let entry = |(i, path)| Entry::new(PageIndex(i as u32), path, Some(date(i % months)));
        paths.iter().enumerate().map(|(i, path): (usize, &String)| entry((i, path.as_str()))).collect()
    }

    fn parts(entries: Vec<Entry<'_>>, most: usize) -> Vec<Vec<PageIndex>> {
        halve(entries, WHOLE, most).into_iter().map(|(part, _)| indices(part)).collect()
    }

    fn paths(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("content/a/{n}.md")).collect()
    }

    #[test]
    fn months_are_halved_until_few_enough_pages_are_in_each_half() {
        for (count, months, most) in [(0, 1, 10), (10, 1, 10), (1000, 60, 50), (1000, 1, 50), (1000, 7, 1)] {
            let paths = paths(count);
            let parts = parts(entries(&paths, months), most);
            assert!(parts.iter().all(|part| (1..=most).contains(&part.len())));
            let mut all: Vec<u32> = parts.into_iter().flatten().map(|i| i.0).collect();
            all.sort_unstable();
            assert!(all.into_iter().eq(0..count as u32));
        }
    }

    #[test]
    fn newer_pages_are_in_earlier_segments() {
        let paths = paths(600);
        let parts: Vec<_> = halve(entries(&paths, 60), WHOLE, 50);
        let months = |part: &[Entry<'_>]| (part.iter().map(|e| e.month).min(), part.iter().map(|e| e.month).max());
        assert!(parts.len() > 5);
        assert!(parts.windows(2).all(|two| months(&two[0].0).0 > months(&two[1].0).1));
    }

    #[test]
    fn a_new_page_moves_no_other() {
        let paths = paths(601);
        let before = parts(entries(&paths[..600], 60), 50);
        let after = parts(entries(&paths, 60), 50);
        assert_eq!(after.iter().filter(|part| !before.contains(part)).count(), 1);
    }
}
