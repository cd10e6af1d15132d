//! What the last build kept of each page, so that a page that has not changed is neither read nor checked again.
//!
//! Kept are the records of pages that had nothing wrong with them by themselves, under the stamp that their file had, in
//! one file below `.git/qianfa/`. A record holds as long as its file, the files beside it, the configuration, the matrix
//! and the program are the same; what it says of other pages is worked out anew every time, but for links to pages that
//! are there as they were. Deleting the file changes nothing but time.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::*;

use super::Group;
use super::memory::Held;
use crate::git::Shelf;
use crate::model::{BlobId, FINGERPRINT, Sha256};
use crate::source::{FileBeside, Files, Library, MAX_FILE, Page, PageIndex, Resolved, SourceFile, Stamp};

/// So many pages may have no record, or a wrong one, before all are written anew: each costs reading it again.
const MOST_STALE: usize = 32;

/// Records in one part, which is read by one thread in one go.
const IN_PART: usize = 256;

/// Parts that are in memory at once while they are written.
const PARTS_AT_ONCE: usize = 8;

/// The records that an earlier build left, and a place for this one's.
#[derive(Default)]
pub struct Records {
    place: Option<Place>,
    /// In the order of paths.
    parts: Vec<Part>,
}

/// Some of the records.
pub(super) struct Part {
    pages: Vec<Record>,
    /// For each link of these pages, in the order of pages and of writing, the number of the record of the page that it
    /// led to, from 1 on; 0 where it meant something else.
    links: Vec<u32>,
    /// Where the links of each page begin.
    starts: Vec<usize>,
}

impl Part {
    fn new(pages: Vec<Record>, links: Vec<u32>) -> Self {
        let start = |next: &mut usize, Record(page): &Record| {
            let start = *next;
            *next += page.links.len();
            Some(start)
        };
        let starts = pages.iter().scan(0, start).collect();
        Self { pages, links, starts }
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (pages, links) = postcard::from_bytes(bytes).ok()?;
        Some(Self::new(pages, links))
    }
}

/// Where records are kept, and for what.
struct Place {
    shelf: Shelf,
    held: Option<Held>,
    key: Sha256,
    /// When this build began, by the clock of the file system, before any file was looked at: what changed since may
    /// change again unseen.
    began: i64,
}

/// A page as it was found.
#[derive(serde::Deserialize)]
#[serde(from = "Page")]
struct Record(Arc<Page>);

impl From<Page> for Record {
    fn from(page: Page) -> Self {
        Self(page.into())
    }
}

impl Records {
    /// Returns those of `group` that lie on the shelf, if they are to be `used`; if it has none, or others, only the place.
    pub(super) fn on((shelf, held): (Shelf, Option<Held>), began: i64, group: &Group, used: bool) -> Self {
        let key = Sha256::of_parts([FINGERPRINT.as_bytes(), group.digest.as_bytes()]);
        let part = |bytes: &[u8]| Part::read(bytes.strip_prefix(key.as_bytes())?);
        let held_ones = held.as_ref().and_then(|held| held.take_pages(key)).map(|part| vec![part]);
        let parts = held_ones.or_else(|| if used { shelf.take_parts(part) } else { None });
        Self { place: Some(Place { shelf, held, key, began }), parts: parts.unwrap_or_default() }
    }

    /// Returns the records of `files`, which stand in the order of paths as the records do, what links meant between
    /// them, and a place for new ones.
    pub(super) fn of(self, files: &[SourceFile]) -> (Vec<Option<Known>>, OldLinks, Keeper) {
        let count = self.parts.iter().map(|part| part.pages.len()).sum();
        let mut links = OldLinks { starts: Vec::with_capacity(count), to: Vec::new(), now: vec![None; count] };
        let mut records = Vec::with_capacity(count);
        for part in self.parts {
            let before = links.to.len();
            links.starts.extend(part.starts.into_iter().map(|start| before + start));
            links.to.extend(part.links);
            let numbered = part.pages.into_iter().zip(records.len()..);
            records.extend(numbered.map(|(Record(page), number)| Known { page, number }));
        }
        (records_of(files, records), links, Keeper { place: self.place, count })
    }
}

/// Files whose records one thread looks for in one go.
const SOUGHT: usize = 4096;

/// Returns the record of each of these files; files and records stand in the order of paths.
fn records_of(files: &[SourceFile], mut records: Vec<Known>) -> Vec<Option<Known>> {
    let mut shares = Vec::with_capacity(files.len() / SOUGHT + 1);
    // The last first, so that each share is cut off the end.
    for files in files.chunks(SOUGHT).rev() {
        let first = records.partition_point(|record| record.page.path < files[0].path);
        shares.push((files, records.split_off(first)));
    }
    let found = |(files, records): (&[SourceFile], Vec<Known>)| {
        let mut records = records.into_iter().peekable();
        let of_file = move |file: &SourceFile| loop {
            match records.peek()?.page.path.cmp(&file.path) {
                Ordering::Less => drop(records.next()),
                Ordering::Equal => return records.next(),
                Ordering::Greater => return None,
            }
        };
        files.iter().map(of_file).collect::<Vec<_>>()
    };
    shares.into_par_iter().rev().flat_map_iter(found).collect()
}

/// The record of a file, which may have changed since.
pub(super) struct Known {
    page: Arc<Page>,
    /// Among the records.
    pub(super) number: usize,
}

/// What links led to when the records were kept. Of a page that has not changed they lead there still, as long as there
/// is a page: nobody need follow them again.
pub(super) struct OldLinks {
    /// For each record, where its links begin in `to`.
    starts: Vec<usize>,
    /// As in [`Part::links`].
    to: Vec<u32>,
    /// For each record, the number of its page now.
    now: Vec<Option<PageIndex>>,
}

impl OldLinks {
    /// Notes that the page of the record `number` is there, and which page it is now.
    pub(super) fn found(&mut self, number: usize, now: PageIndex) {
        self.now[number] = Some(now);
    }

    /// Returns the page that a link of an unchanged page leads to, if that is known.
    pub(super) fn target(&self, number: usize, link: usize) -> Option<PageIndex> {
        let to = *self.to.get(self.starts.get(number)? + link)?;
        *self.now.get(usize::try_from(to).ok()?.checked_sub(1)?)?
    }
}

/// Takes what is to be kept.
pub(super) struct Keeper {
    place: Option<Place>,
    /// How many records there were.
    count: usize,
}

impl Keeper {
    /// Returns whether a record can be kept under `stamp`.
    pub(super) fn takes(&self, stamp: Stamp) -> bool {
        self.place.as_ref().is_some_and(|place| stamp.is_settled(place.began))
    }

    /// Gives those of `beside` that may change again under their stamp the name of their bytes: whoever remembers an
    /// output by what it was made from must be able to trust the stamp.
    pub(super) fn settle(&self, files: &dyn Files, beside: &mut [FileBeside]) {
        if let Some(place) = &self.place {
            settle(files, beside, place.began);
        }
    }

    /// Leaves the records of `library` to the next build; `found` says of each page how it was found.
    pub(super) fn keep(&self, library: &Library, found: &[Found]) {
        let Some(place) = &self.place else { return };
        let count = |as_this: Found| found.iter().filter(|found| **found == as_this).count();
        let stale = count(Found::Clean) + (self.count - count(Found::Known));
        let is_fresh = stale == 0 || stale < MOST_STALE && self.count > 0;
        if is_fresh && place.held.is_none() {
            return;
        }
        // Pages with files beside them that are still being written are left out.
        let is_kept = |page: &Page| page.files.iter().all(|f| f.stamp.is_settled(place.began));
        let clean = library.shared().iter().zip((0..).map(PageIndex)).zip(found);
        let clean = clean.filter(|((page, _), found)| **found != Found::Faulty && is_kept(page));
        let clean: Vec<(&Arc<Page>, PageIndex)> = clean.map(|(page, _)| page).collect();
        let links = links(library, &clean);
        if let Some(held) = &place.held {
            let pages = clean.iter().map(|(page, _)| Record(Arc::clone(page))).collect();
            let links = clean.iter().flat_map(|(_, index)| links(*index)).collect();
            held.put_pages(place.key, Part::new(pages, links));
        }
        if is_fresh {
            return;
        }
        let part = |records: &[(&Arc<Page>, PageIndex)]| {
            let pages: Vec<&Page> = records.iter().map(|(page, _)| &***page).collect();
            let links: Vec<u32> = records.iter().flat_map(|(_, index)| links(*index)).collect();
            let bytes = postcard::to_extend(&(pages, links), place.key.as_bytes().to_vec());
            bytes.expect("memory takes everything")
        };
        let some = |records: &[(&Arc<Page>, PageIndex)]| records.par_chunks(IN_PART).map(part).collect();
        place.shelf.put_parts(clean.chunks(IN_PART * PARTS_AT_ONCE).map(some));
    }
}

/// Returns what says of each link of a page where it leads, as in [`Part::links`], if these pages have records.
fn links<'l>(
    library: &'l Library,
    kept: &[(&Arc<Page>, PageIndex)],
) -> impl Fn(PageIndex) -> Vec<u32> + Sync + use<'l> {
    let mut numbers = vec![0; library.pages().len()];
    for ((_, index), number) in kept.iter().zip(1..) {
        numbers[index.0 as usize] = number;
    }
    move |page| {
        let number = |to: &Resolved| match to {
            Resolved::Page(to, None) => numbers[to.0 as usize],
            _ => 0,
        };
        library.followed(page).iter().map(number).collect()
    }
}

fn settle(files: &dyn Files, beside: &mut [FileBeside], began: i64) {
    for file in beside.iter_mut().filter(|file| !file.stamp.is_settled(began)) {
        // What is larger takes longer to write than the clock needs to tick.
        if let Ok(bytes) = files.read(file.path.as_str(), MAX_FILE) {
            file.stamp = Stamp::Blob(BlobId::of(&bytes));
        }
    }
}

/// How a page was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// Nothing is wrong with it by itself, and its record was kept, and held.
    Known,
    /// Nothing is wrong with it by itself, and it has come to rest.
    Clean,
    /// It is read again by every build.
    Faulty,
}

/// Returns the page of a record, if `file` and the files beside it have not changed.
pub(super) fn unchanged(Known { page, .. }: Known, file: &SourceFile, now: Stamp) -> Option<Arc<Page>> {
    (page.stamp == now && are_same(&page.files, &file.files)).then_some(page)
}

/// Returns whether these are the same files with the same bytes, whether the page refers to them or not.
fn are_same(kept: &[FileBeside], found: &[FileBeside]) -> bool {
    let same = |(a, b): (&FileBeside, &FileBeside)| a.path == b.path && a.size == b.size && a.stamp == b.stamp;
    kept.len() == found.len() && kept.iter().zip(found).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ContentPath;
    use crate::source::WorkTree;

    #[test]
    fn a_file_that_is_still_being_written_is_known_by_its_bytes() {
        let root = tempfile::tempdir().unwrap();
        let files = WorkTree::new(root.path());
        let beside = |text: &str| {
            std::fs::write(root.path().join("a.pdf"), text).unwrap();
            let (path, stamp) = (ContentPath::parse("a.pdf").unwrap(), files.stamp("a.pdf").unwrap());
            FileBeside { path, name: "a.pdf".to_owned(), size: text.len() as u64, stamp, used: true, picture: None }
        };
        let settled = |began: i64, mut file: FileBeside| {
            settle(&files, std::slice::from_mut(&mut file), began);
            file.stamp
        };
        // A clock that stands still between two states of the same size.
        assert_eq!(settled(0, beside("one")), Stamp::Blob(BlobId::of(b"one")));
        assert_eq!(settled(0, beside("two")), Stamp::Blob(BlobId::of(b"two")));
        let old = beside("old");
        assert_eq!(settled(i64::MAX, old.clone()), old.stamp, "what is settled is not read");
    }
}
