//! What the last build kept of each page, so that a page that has not changed is neither read nor checked again.
//!
//! Kept are the records of pages that had nothing wrong with them by themselves, under the stamp that their file had, in
//! one file below `.git/qianfa/`. A record holds as long as its file, the files beside it, the configuration, the matrix
//! and the program are the same; what it says of other pages is worked out anew every time. Deleting the file changes
//! nothing but time.

use rayon::prelude::*;

use super::Group;
use crate::git::Shelf;
use crate::model::{BlobId, ContentPath, FINGERPRINT, Sha256};
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
    key: Sha256,
    /// When this build began, by the clock of the file system, before any file was looked at: what changed since may
    /// change again unseen.
    began: i64,
}

/// A page as it was found; in a box, for it changes hands a few times, and there are many.
pub(super) type Record = Box<Page>;

impl Records {
    /// Returns those of `group` that lie on the shelf, if they are to be `used`; if it has none, or others, only the place.
    pub(super) fn on(shelf: Shelf, began: i64, group: &Group, used: bool) -> Self {
        let key = Sha256::of_parts([FINGERPRINT.as_bytes(), group.digest.as_bytes()]);
        let part = |bytes: &[u8]| postcard::from_bytes::<Vec<Record>>(bytes.strip_prefix(key.as_bytes())?).ok();
        let parts = if used { shelf.take_parts(part) } else { None };
        Self { place: Some(Place { shelf, key, began }), parts: parts.unwrap_or_default() }
    }

    /// Returns the records of `files`, which stand in the order of paths as the records do, and a place for new ones.
    pub(super) fn of(self, files: &[SourceFile]) -> (Vec<Option<Record>>, Keeper) {
        let count = self.parts.iter().map(Vec::len).sum();
        let mut records = self.parts.into_iter().flatten().peekable();
        let record = |file: &SourceFile| {
            while records.next_if(|page| page.path < file.path).is_some() {}
            records.next_if(|page| page.path == file.path)
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

    /// Leaves the records of `library` to the next build; `clean` says in the order of paths which pages were found clean,
    /// and whether that was known.
    pub(super) fn keep(&self, library: &Library, clean: &[Clean]) {
        let Some(place) = &self.place else { return };
        let known = clean.iter().filter(|c| c.known).count();
        let stale = (clean.len() - known) + (self.count - known);
        if stale == 0 || stale < MOST_STALE && self.count > 0 {
            return;
        }
        // Pages with files beside them that are still being written are left out.
        let record = |clean: &Clean| {
            let page = library.page(*library.by_path.get(&clean.path)?);
            page.files.iter().all(|f| f.stamp.is_settled(place.began)).then_some(page)
        };
        let part = |part: &[Clean]| {
            let records: Vec<&Page> = part.iter().filter_map(record).collect();
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

/// A page with which nothing was wrong by itself.
pub(super) struct Clean {
    pub(super) path: ContentPath,
    /// Whether its record was kept, and held.
    pub(super) known: bool,
}

/// Returns the page of a record, if `file` and the files beside it have not changed.
pub(super) fn unchanged(page: Record, file: &SourceFile, now: Stamp) -> Option<Box<Page>> {
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
