//! What the last build left in a folder: each of its files, the key of what it was made from, and how it was left.
//!
//! A ledger is believed only about a folder that holds exactly its files, each as it was left; about any other it says
//! nothing, and the build writes everything anew.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::fill::Made;
use super::folder::is_harmless;
use super::mark;
use crate::model::Sha256;
use crate::render::Key;

/// The files of an output folder.
#[derive(Default, Debug)]
pub struct Ledger {
    /// By their places in the folder.
    files: HashMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    kept: Kept,
    /// Whether this build has a file here too.
    seen: AtomicBool,
}

impl From<Kept> for Entry {
    fn from(kept: Kept) -> Self {
        Self { kept, seen: AtomicBool::new(false) }
    }
}

/// Files in one part, which one thread reads and writes in one go.
const IN_PART: usize = 4096;

/// Some of a ledger's files.
#[derive(Debug, Deserialize)]
pub struct LedgerPart(Vec<(String, Kept)>);

impl LedgerPart {
    /// Returns the part that `bytes` hold, if they hold one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// A file as it was left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The key of what it was made from.
    pub(super) key: Key,
    /// Its bytes.
    pub(super) bytes: u64,
    /// Their hash, where it was asked for.
    pub(super) sha256: Option<Sha256>,
    /// How the system knows it.
    pub(super) left: Left,
}

/// How the system knows a file that nobody has touched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Left {
    modified: u64,
    inode: u64,
}

impl Left {
    /// Returns how a file is left.
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let inode = 0;
        let modified = metadata.modified().ok().and_then(|m| m.duration_since(std::time::UNIX_EPOCH).ok());
        Self { modified: modified.map_or(0, |d| u64::try_from(d.as_nanos()).unwrap_or(0)), inode }
    }
}

impl Ledger {
    /// Returns the ledger whose parts these are.
    pub fn of(parts: Vec<LedgerPart>) -> Self {
        let mut files = HashMap::with_capacity(parts.iter().map(|part| part.0.len()).sum());
        files.extend(parts.into_iter().flat_map(|part| part.0).map(|(place, kept)| (place, kept.into())));
        Self { files }
    }

    /// Returns its parts as bytes.
    pub fn parts(&self) -> Vec<Vec<u8>> {
        let files: Vec<(&String, &Kept)> = self.files.iter().map(|(place, entry)| (place, &entry.kept)).collect();
        // Writing to memory cannot fail; a part that is missing would only make the next build a whole one.
        let part = |files: &[(&String, &Kept)]| postcard::to_extend(files, Vec::with_capacity(files.len() * 80));
        files.par_chunks(IN_PART).filter_map(|files| part(files).ok()).collect()
    }

    /// Returns the file at `place`, for a build that has one there too.
    pub(super) fn see(&self, place: &str) -> Option<&Kept> {
        let entry = self.files.get(place)?;
        entry.seen.store(true, Relaxed);
        Some(&entry.kept)
    }

    /// Returns whether there is a file at `place`.
    pub(super) fn has(&self, place: &str) -> bool {
        self.files.contains_key(place)
    }

    /// Returns the files inside `scope` that nobody saw, in order.
    pub(super) fn unseen(&self, scope: &str) -> Vec<String> {
        let unseen = self.files.iter().filter(|(place, entry)| !entry.seen.load(Relaxed) && place.starts_with(scope));
        sorted(unseen.map(|(place, _)| place))
    }

    /// Returns the files inside `scope` that are not among those that were `made`, all of them new, in order.
    pub(super) fn without(&self, scope: &str, made: &[Made]) -> Vec<String> {
        let made: HashSet<&str> = made.iter().filter_map(|m| Some(m.new.as_ref()?.place.as_str())).collect();
        sorted(self.files.keys().filter(|place| place.starts_with(scope) && !made.contains(place.as_str())))
    }

    /// Returns whether nothing is known of any file.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Returns the places of all files inside `scope`.
    pub(super) fn places<'l>(&'l self, scope: &'l str) -> impl Iterator<Item = &'l str> {
        self.files.keys().map(String::as_str).filter(move |place| place.starts_with(scope))
    }

    /// Returns the ledger after a build that made this, and in which that is `gone`.
    pub(super) fn after(mut self, gone: &[String], made: Vec<Made>) -> Self {
        for place in gone {
            self.files.remove(place);
        }
        for new in made.into_iter().filter_map(|m| m.new) {
            match new.kept {
                Some(kept) => self.files.insert(new.place, kept.into()),
                None => self.files.remove(&new.place),
            };
        }
        self
    }

    /// Returns whether the folder `out` holds exactly these files inside `scope`, each as it was left.
    pub(super) fn is_true_of(&self, out: &Path, scope: &str) -> bool {
        let (count, folders) = self.folders(scope);
        let count_in = |folder: &&str| self.count_in(out, folder, &folders);
        let found: Option<Vec<usize>> = folders.par_iter().map(count_in).collect();
        found.is_some_and(|found| found.into_iter().sum::<usize>() == count)
    }

    /// Returns how many files lie inside `scope`, and the folders that they lie in.
    pub(super) fn folders<'l>(&'l self, scope: &'l str) -> (usize, HashSet<&'l str>) {
        let mut folders: HashSet<&str> = HashSet::from([scope.trim_end_matches('/')]);
        let mut count = 0;
        for place in self.places(scope) {
            count += 1;
            let mut inside = place;
            while let Some((folder, _)) = inside.rsplit_once('/')
                && folders.insert(folder)
            {
                inside = folder;
            }
        }
        (count, folders)
    }

    /// Returns how many files `folder` holds itself; none if anything in it is not as it was left.
    fn count_in(&self, out: &Path, folder: &str, folders: &HashSet<&str>) -> Option<usize> {
        // The proofs of a release lie in one folder, tens of thousands of them: many hands look.
        let entries: Vec<DirEntry> = fs::read_dir(out.join(folder)).ok()?.collect::<io::Result<_>>().ok()?;
        let files = entries.par_iter().with_min_len(64).map(|entry| {
            if folder.is_empty() && is_ours(&entry.file_name()) {
                return Some(0);
            }
            let name = entry.file_name().into_string().ok()?;
            let place = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if entry.file_type().ok()?.is_dir() {
                // A folder that no file lies in is as strange as a file that nobody wrote.
                return folders.contains(place.as_str()).then_some(0);
            }
            self.is_as_left(&place, entry).ok().filter(|same| *same).map(|_| 1)
        });
        files.try_fold(|| 0, |count, file| Some(count + file?)).try_reduce(|| 0, |a, b| Some(a + b))
    }

    fn is_as_left(&self, place: &str, entry: &DirEntry) -> io::Result<bool> {
        let Some(Entry { kept, .. }) = self.files.get(place) else { return Ok(false) };
        let metadata = entry.metadata()?;
        Ok(metadata.is_file() && metadata.len() == kept.bytes && Left::of(&metadata) == kept.left)
    }
}

fn sorted<'p>(places: impl Iterator<Item = &'p String>) -> Vec<String> {
    let mut places: Vec<String> = places.cloned().collect();
    places.sort_unstable();
    places
}

/// Returns whether this stands at the top of a folder and is no file of a site.
fn is_ours(name: &OsStr) -> bool {
    name == mark::NAME || is_harmless(name)
}
