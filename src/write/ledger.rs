//! What the last build left in a folder: each of its files, the key of what it was made from, and how it was left.
//!
//! A ledger is believed only about a folder that holds exactly its files, each as it was left; about any other it says
//! nothing, and the build writes everything anew.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::fill::Made;
use super::folder::is_harmless;
use super::mark;
use crate::model::Sha256;
use crate::render::Key;

/// The files of an output folder.
#[derive(Debug)]
pub struct Ledger {
    /// By the folders that they lie in: there are few, and many files in each.
    folders: HashMap<String, Folder>,
    /// Whether the whole folder was found to hold exactly them since it was written.
    is_looked_at: bool,
    /// The number of the build that sees them, among those of this process.
    build: u32,
}

impl Default for Ledger {
    fn default() -> Self {
        Self { folders: HashMap::default(), is_looked_at: false, build: 1 }
    }
}

/// The files of one folder, by their names.
type Folder = HashMap<Box<str>, Entry>;

#[derive(Debug)]
struct Entry {
    kept: Kept,
    /// The number of the last build that has a file here too; none has number 0.
    seen: AtomicU32,
}

impl From<Kept> for Entry {
    fn from(kept: Kept) -> Self {
        Self { kept, seen: AtomicU32::new(0) }
    }
}

/// Files in one part, which one thread reads and writes in one go.
const IN_PART: usize = 4096;

/// Some of a ledger's files, all of one folder.
#[derive(Debug, Deserialize)]
pub struct LedgerPart {
    folder: String,
    files: Vec<(Box<str>, Kept)>,
}

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
        let mut folders: HashMap<String, Folder> = HashMap::new();
        for part in parts {
            let files = part.files.into_iter().map(|(name, kept)| (name, kept.into()));
            folders.entry(part.folder).or_default().extend(files);
        }
        Self { folders, ..Self::default() }
    }

    /// Returns its parts as bytes.
    pub fn parts(&self) -> Vec<Vec<u8>> {
        let of_folder = |(folder, files): (&'_ String, &'_ Folder)| {
            let files: Vec<(&str, &Kept)> = files.iter().map(|(name, entry)| (&**name, &entry.kept)).collect();
            // Writing to memory cannot fail; a part that is missing would only make the next build a whole one.
            let part = |files: &[(&str, &Kept)]| {
                postcard::to_extend(&(folder, files), Vec::with_capacity(files.len() * 80)).ok()
            };
            files.chunks(IN_PART).filter_map(part).collect::<Vec<_>>()
        };
        let folders: Vec<_> = self.folders.iter().collect();
        folders.into_par_iter().flat_map_iter(of_folder).collect()
    }

    fn get(&self, place: &str) -> Option<&Entry> {
        let (folder, name) = apart(place);
        self.folders.get(folder)?.get(name)
    }

    /// Returns the file at `place`, for a build that has one there too.
    pub(super) fn see(&self, place: &str) -> Option<&Kept> {
        let entry = self.get(place)?;
        entry.seen.store(self.build, Relaxed);
        Some(&entry.kept)
    }

    /// Returns whether there is a file at `place`.
    pub(super) fn has(&self, place: &str) -> bool {
        self.get(place).is_some()
    }

    /// Returns the files inside `scope` that nobody saw, in order.
    pub(super) fn unseen(&self, scope: &str, made: &[Made]) -> Vec<String> {
        let unseen = || self.files(scope).filter(|(.., entry)| entry.seen.load(Relaxed) != self.build);
        // Each that was made and was there before is one that was seen.
        let had = made.iter().filter(|made| made.new.as_ref().is_none_or(|new| new.had)).count();
        if had == self.folders(scope).map(|(_, files)| files.len()).sum::<usize>() {
            debug_assert!(unseen().next().is_none(), "all were seen");
            return Vec::new();
        }
        sorted(unseen())
    }

    /// Returns the files inside `scope` that are not among those that were `made`, all of them new, in order.
    pub(super) fn without(&self, scope: &str, made: &[Made]) -> Vec<String> {
        let made: HashSet<_> = made.iter().filter_map(|m| Some(apart(&m.new.as_ref()?.place))).collect();
        sorted(self.files(scope).filter(|(folder, name, _)| !made.contains(&(*folder, *name))))
    }

    /// Returns whether nothing is known of any file.
    pub(super) fn is_empty(&self) -> bool {
        self.folders.values().all(HashMap::is_empty)
    }

    /// Returns the folders inside `scope` in which files lie.
    fn folders<'l>(&'l self, scope: &'l str) -> impl Iterator<Item = (&'l str, &'l Folder)> {
        let folders = self.folders.iter().map(|(folder, files)| (folder.as_str(), files));
        folders.filter(move |(folder, files)| !files.is_empty() && is_inside(folder, scope))
    }

    fn files<'l>(&'l self, scope: &'l str) -> impl Iterator<Item = (&'l str, &'l str, &'l Entry)> {
        self.folders(scope).flat_map(|(folder, files)| files.iter().map(move |(name, entry)| (folder, &**name, entry)))
    }

    /// Returns the ledger after a build that made this, and in which that is `gone`.
    pub(super) fn after(mut self, gone: &[String], made: Vec<Made>) -> Self {
        gone.iter().for_each(|place| self.set(place, None));
        for new in made.into_iter().filter_map(|m| m.new) {
            self.set(&new.place, new.kept);
        }
        // The next build has seen nothing yet, and nobody has looked.
        self.is_looked_at = false;
        self.build += 1;
        self
    }

    fn set(&mut self, place: &str, kept: Option<Kept>) {
        let (folder, name) = apart(place);
        let files = self.folders.entry_ref(folder).or_default();
        match kept {
            Some(kept) => drop(files.insert(name.into(), kept.into())),
            None => drop(files.remove(name)),
        }
    }

    /// Returns the ledger as one that need not be held against the folder `out` again; none if it is not true of it.
    pub(crate) fn looked_at(self, out: &Path) -> Option<Self> {
        self.is_true_of(out, "").then_some(Self { is_looked_at: true, ..self })
    }

    /// Returns whether the folder `out` holds exactly these files inside `scope`, each as it was left.
    pub(super) fn is_true_of(&self, out: &Path, scope: &str) -> bool {
        if self.is_looked_at {
            return true;
        }
        let known = self.with_those_above(scope);
        let empty = Folder::new();
        let holds = |folder: &&str| holds(out, folder, self.folders.get(*folder).unwrap_or(&empty), &known);
        let folders: Vec<&str> = known.iter().copied().collect();
        folders.par_iter().all(|folder| holds(folder).is_some_and(|holds| holds))
    }

    /// Returns the folders inside `scope` in which files or other folders lie.
    fn with_those_above<'l>(&'l self, scope: &'l str) -> HashSet<&'l str> {
        let mut folders: HashSet<&str> = HashSet::from([scope.trim_end_matches('/')]);
        for (mut folder, _) in self.folders(scope) {
            while folders.insert(folder)
                && let Some((above, _)) = folder.rsplit_once('/')
            {
                folder = above;
            }
        }
        folders
    }
}

/// Returns whether `folder` holds exactly these files itself, each as it was left, and no folder that is not known; none
/// if that cannot be seen.
fn holds(out: &Path, folder: &str, files: &Folder, known: &HashSet<&str>) -> Option<bool> {
    // The proofs of a release lie in one folder, tens of thousands of them: many hands look.
    let entries: Vec<DirEntry> = fs::read_dir(out.join(folder)).ok()?.collect::<io::Result<_>>().ok()?;
    let looked = entries.par_iter().with_min_len(64).map(|entry| {
        let name = entry.file_name();
        if folder.is_empty() && is_ours(&name) {
            return Some(0);
        }
        let name = name.to_str()?;
        if entry.file_type().ok()?.is_dir() {
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            // A folder that no file lies in is as strange as a file that nobody wrote.
            return known.contains(path.as_str()).then_some(0);
        }
        is_as_left(entry, &files.get(name)?.kept).ok()?.then_some(1)
    });
    let count: usize = looked.try_fold(|| 0, |count, file| Some(count + file?)).try_reduce(|| 0, |a, b| Some(a + b))?;
    Some(count == files.len())
}

fn is_as_left(entry: &DirEntry, kept: &Kept) -> io::Result<bool> {
    let metadata = entry.metadata()?;
    Ok(metadata.is_file() && metadata.len() == kept.bytes && Left::of(&metadata) == kept.left)
}

/// Returns folder and name of the file at `place`.
fn apart(place: &str) -> (&str, &str) {
    place.rsplit_once('/').unwrap_or(("", place))
}

/// Returns whether files in `folder` lie inside `scope`: everything, or one folder with its slash.
fn is_inside(folder: &str, scope: &str) -> bool {
    folder
        .strip_prefix(scope.trim_end_matches('/'))
        .is_some_and(|rest| scope.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

fn sorted<'p>(files: impl Iterator<Item = (&'p str, &'p str, &'p Entry)>) -> Vec<String> {
    let place = |(folder, name, _): (&str, &str, _)| {
        if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
    };
    let mut places: Vec<String> = files.map(place).collect();
    places.sort_unstable();
    places
}

/// Returns whether this stands at the top of a folder and is no file of a site.
fn is_ours(name: &OsStr) -> bool {
    name == mark::NAME || is_harmless(name)
}
