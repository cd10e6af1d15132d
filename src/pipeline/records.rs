//! What the last build kept of each page, so that a page that has not changed is neither read nor checked again.
//!
//! Kept are the records of pages that had nothing wrong with them by themselves, under the stamp that their file had, in
//! one file below `.git/qianfa/`. A record holds as long as its file, the files beside it, the configuration, the matrix
//! and the program are the same; what it says of other pages is worked out anew every time. Deleting the file changes
//! nothing but time.

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Group;
use crate::git::Shelf;
use crate::model::{ContentPath, FINGERPRINT, Sha256};
use crate::source::{FileBeside, Library, Page, SourceFile, Stamp};

/// So many pages may have no record, or a wrong one, before all are written anew: each costs reading it again.
const MOST_STALE: usize = 32;

/// The records that an earlier build left, and a place for this one's.
#[derive(Default)]
pub struct Records {
    place: Option<Place>,
    bytes: Vec<u8>,
    /// In the order of paths.
    entries: Vec<Entry>,
}

/// Where records are kept, and for what.
struct Place {
    shelf: Shelf,
    key: Sha256,
    /// When this build began, by the clock of the file system: what changed since may change again unseen.
    began: i64,
}

/// One page's record, as it lies in the bytes.
struct Entry {
    stamp: Stamp,
    path: Range<usize>,
    page: Range<usize>,
}

/// The same, as it is written.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    path: &'a str,
    stamp: Stamp,
    #[serde(borrow)]
    page: &'a [u8],
}

impl Records {
    /// Returns those of `group` that lie on the shelf, if they are to be `used`; if it has none, or others, only the place.
    pub(super) fn on(shelf: Shelf, group: &Group, used: bool) -> Self {
        let Some(began) = shelf.clock() else { return Self::default() };
        let key = Sha256::of_parts([FINGERPRINT.as_bytes(), group.digest.as_bytes()]);
        let bytes = shelf.take().filter(|_| used).unwrap_or_default();
        let place = Some(Place { shelf, key, began });
        let entries = bytes.strip_prefix(key.as_bytes()).and_then(|body| entries(body, bytes.len()));
        Self { place, entries: entries.unwrap_or_default(), bytes }
    }

    /// Returns the stamp under which a record of `file` could be kept; none if nothing is kept.
    pub(super) fn stamp(&self, stamp: impl FnOnce() -> Option<Stamp>) -> Option<Stamp> {
        let place = self.place.as_ref()?;
        stamp().filter(|stamp| stamp.is_settled(place.began))
    }

    /// Returns the numbers of the records of `files`, which stand in the order of paths as the records do.
    pub(super) fn numbers(&self, files: &[SourceFile]) -> Vec<Option<usize>> {
        let mut entries = self.entries.iter().enumerate().peekable();
        let number = |file: &SourceFile| {
            let path = file.path.as_str().as_bytes();
            let of = |entry: &Entry| &self.bytes[entry.path.clone()];
            while entries.next_if(|(_, entry)| of(entry) < path).is_some() {}
            entries.next_if(|(_, entry)| of(entry) == path).map(|(number, _)| number)
        };
        files.iter().map(number).collect()
    }

    /// Returns the record of this number, if `file` has not changed.
    pub(super) fn page(&self, number: usize, file: &SourceFile, stamp: Stamp) -> Option<Page> {
        let entry = self.entries.get(number).filter(|e| e.stamp == stamp)?;
        let page: Page = postcard::from_bytes(&self.bytes[entry.page.clone()]).ok()?;
        (page.path == file.path && are_same(&page.files, &file.files)).then_some(page)
    }

    /// Leaves the records of `library` to the next build; `clean` says for each page, in the order of paths, under which
    /// stamp it was found clean, and whether its record is one of these already.
    pub(super) fn keep(&self, library: &Library, clean: &[Clean]) {
        let Some(place) = &self.place else { return };
        let known = clean.iter().filter(|c| c.known).count();
        let stale = (clean.len() - known) + (self.entries.len() - known);
        if stale < MOST_STALE && !self.entries.is_empty() || stale == 0 {
            return;
        }
        // Pages without a stamp, and files beside them that are still being written, are left out.
        let write = |clean: &Clean| {
            let page = library.page(*library.by_path.get(&clean.path)?);
            let settled = page.files.iter().all(|f| f.stamp.is_settled(place.began));
            let page = postcard::to_stdvec(page).ok().filter(|_| settled)?;
            postcard::to_stdvec(&Written { path: clean.path.as_str(), stamp: clean.stamp, page: &page }).ok()
        };
        let written: Vec<Vec<u8>> = clean.par_iter().filter_map(write).collect();
        let mut bytes = place.key.as_bytes().to_vec();
        written.iter().for_each(|entry| bytes.extend_from_slice(entry));
        place.shelf.put(&bytes);
    }
}

/// A page with which nothing was wrong by itself.
pub(super) struct Clean {
    pub(super) path: ContentPath,
    pub(super) stamp: Stamp,
    /// Whether its record was kept, and held.
    pub(super) known: bool,
}

/// Returns where each record lies in bytes of which `body` is the end; nothing if it is not what we write.
fn entries(mut body: &[u8], end: usize) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    while !body.is_empty() {
        let start = end - body.len();
        let (written, rest): (Written<'_>, _) = postcard::take_from_bytes(body).ok()?;
        let place = |part: &[u8]| {
            let at = start + (part.as_ptr() as usize - body.as_ptr() as usize);
            at..at + part.len()
        };
        entries.push(Entry { stamp: written.stamp, path: place(written.path.as_bytes()), page: place(written.page) });
        body = rest;
    }
    Some(entries)
}

/// Returns whether these are the same files with the same bytes, whether the page refers to them or not.
fn are_same(kept: &[FileBeside], found: &[FileBeside]) -> bool {
    let same = |(a, b): (&FileBeside, &FileBeside)| a.path == b.path && a.size == b.size && a.stamp == b.stamp;
    kept.len() == found.len() && kept.iter().zip(found).all(same)
}
