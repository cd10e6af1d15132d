//! What the last build kept of each page, so that a page that has not changed is neither read nor checked again.
//!
//! Kept are the records of pages that had nothing wrong with them by themselves, under the stamp that their file had, in
//! one file below `.git/qianfa/`. A record holds as long as its file, the files beside it, the configuration, the matrix
//! and the program are the same; what it says of other pages is worked out anew every time. Deleting the file changes
//! nothing but time.

use std::sync::Arc;

use rayon::prelude::*;

use super::Group;
use super::memory::Held;
use crate::git::Shelf;
use crate::model::{BlobId, FINGERPRINT, Sha256};
use crate::source::{FileBeside, Files, Library, MAX_FILE, Page, SourceFile, Stamp};

/// So many pages may have no record, or a wrong one, before all are written anew: each costs reading it again.
const MOST_STALE: usize = 32;

/// Records in one part, which is read by one thread in one go.
const IN_PART: usize = 256;

/// The records that an earlier build left, and a place for this one's.
#[derive(Default)]
pub struct Records {
    place: Option<Place>,
    /// In the order of paths, part by part.
    parts: Vec<Vec<Record>>,
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
pub(super) struct Record(Arc<Page>);

impl From<Page> for Record {
    fn from(page: Page) -> Self {
        Self(page.into())
    }
}

impl Records {
    /// Returns those of `group` that lie on the shelf, if they are to be `used`; if it has none, or others, only the place.
    pub(super) fn on((shelf, held): (Shelf, Option<Held>), began: i64, group: &Group, used: bool) -> Self {
        let key = Sha256::of_parts([FINGERPRINT.as_bytes(), group.digest.as_bytes()]);
        let part = |bytes: &[u8]| postcard::from_bytes::<Vec<Record>>(bytes.strip_prefix(key.as_bytes())?).ok();
        let held_ones = held.as_ref().and_then(|held| held.take_pages(key)).map(|records| vec![records]);
        let parts = held_ones.or_else(|| if used { shelf.take_parts(part) } else { None });
        Self { place: Some(Place { shelf, held, key, began }), parts: parts.unwrap_or_default() }
    }

    /// Returns the records of `files`, which stand in the order of paths as the records do, and a place for new ones.
    pub(super) fn of(self, files: &[SourceFile]) -> (Vec<Option<Record>>, Keeper) {
        let count = self.parts.iter().map(Vec::len).sum();
        let mut records = self.parts.into_iter().flatten().peekable();
        let record = |file: &SourceFile| {
            while records.next_if(|record| record.0.path < file.path).is_some() {}
            records.next_if(|record| record.0.path == file.path)
        };
        (files.iter().map(record).collect(), Keeper { place: self.place, count })
    }
}

/// Takes what is to be kept.
pub(super) struct Keeper {
    place: Option<Place>,
    /// How many records there were.
    count: usize,
}

impl Keeper {
    /// Returns whether there were no records at all.
    pub(super) fn is_new(&self) -> bool {
        self.count == 0
    }

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
        let is_kept = |page: &&Arc<Page>| page.files.iter().all(|f| f.stamp.is_settled(place.began));
        let clean = library.shared().iter().zip(found).filter(|(_, found)| **found != Found::Faulty);
        let clean: Vec<&Arc<Page>> = clean.map(|(page, _)| page).filter(is_kept).collect();
        if let Some(held) = &place.held {
            held.put_pages(place.key, clean.iter().map(|page| Record(Arc::clone(page))).collect());
        }
        if is_fresh {
            return;
        }
        let part = |records: &[&Arc<Page>]| {
            let records: Vec<&Page> = records.iter().map(|page| &***page).collect();
            let bytes = postcard::to_extend(&records, place.key.as_bytes().to_vec());
            bytes.expect("memory takes everything")
        };
        place.shelf.put_parts(&clean.par_chunks(IN_PART).map(part).collect::<Vec<_>>());
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
pub(super) fn unchanged(record: Record, file: &SourceFile, now: Stamp) -> Option<Arc<Page>> {
    let page = record.0;
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
