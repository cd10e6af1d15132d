//! Objects out of packfiles, without the library.
//!
//! The library wants to be asked twice, for the size of an object and for its bytes, and takes a dozen locks each time:
//! that was a third of a cold release (docs/performance.md). Here the size is read where the bytes begin, and no lock is
//! waited for.
//!
//! Nothing that is written in a packfile or its index is believed: what is read has the SHA-1 that was asked for, looked
//! at for collisions, or is not returned. Nor is anything reported: what is not found here (loose objects, alternates,
//! damaged or unusual files, objects that are too large) is the library's to find or to refuse.
//!
//! The form of both files: gitformat-pack(5).

mod bases;
mod delta;
mod entry;
mod index;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use git2::ObjectType;
use sha1_checked::Sha1;

use bases::Bases;
use entry::{Base, Entry};
use index::Index;

/// Packfiles that are looked into, the largest first: each is a file that stays open.
const MOST_FILES: usize = 32;

/// Bytes of all indices that are held: those of two million objects.
const MOST_INDICES: usize = 64 << 20;

/// Bytes of the largest object that is read here: each is inflated in one piece, out of one piece.
const LARGEST: usize = 16 << 20;

/// Deltas that one object is made of: git makes chains of 50, and of 250 where it packs for long keeping.
const LONGEST: usize = 512;

/// Bytes that the deltas of one object may take together.
const MOST_DELTAS: usize = 16 << 20;

/// The packfiles of a repository, opened when the first object is wanted.
pub(super) struct Packfiles {
    /// Where objects lie (`.git/objects`).
    folders: Vec<PathBuf>,
    files: OnceLock<Vec<Packfile>>,
    bases: Bases,
}

/// One of them.
struct Packfile {
    file: File,
    index: Index,
    /// Where its entries end.
    end: u64,
}

/// An object's kind and bytes.
type Object = (ObjectType, Vec<u8>);

impl Packfiles {
    /// Returns those in these folders.
    pub(super) fn of(folders: Vec<PathBuf>) -> Self {
        Self { folders, files: OnceLock::new(), bases: Bases::default() }
    }

    /// Returns the folders.
    pub(super) fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    fn files(&self) -> &[Packfile] {
        self.files.get_or_init(|| {
            let mut found: Vec<(u64, PathBuf)> = self.folders.iter().flat_map(|folder| packs(folder)).collect();
            found.sort();
            let mut room = MOST_INDICES;
            let files = found.iter().rev().filter_map(|(_, path)| Packfile::open(path, &mut room));
            files.take(MOST_FILES).collect()
        })
    }

    /// Returns the bytes of the object of this name, if it is found, of this kind, and has at most `bound` of them.
    pub(super) fn get(&self, id: &[u8; 20], kind: ObjectType, bound: usize) -> Option<Vec<u8>> {
        let bound = bound.min(LARGEST);
        let found = |file: &Packfile| file.index.find(id);
        let (number, at) = self.files().iter().enumerate().find_map(|(number, file)| Some((number, found(file)?)))?;
        let bytes = self.read(number, at, kind, bound)?;
        (name(kind, &bytes)? == *id).then_some(bytes)
    }

    /// Reads the entry at `at`, and what it is a delta to.
    fn read(&self, number: usize, mut at: u64, wanted: ObjectType, bound: usize) -> Option<Vec<u8>> {
        let file = &self.files()[number];
        let (mut deltas, mut room) = (Vec::new(), MOST_DELTAS);
        let mut bytes = loop {
            if let Some((kind, bytes)) = self.bases.get(number, at) {
                break (kind == wanted && bytes.len() <= bound).then_some(bytes)?;
            }
            let Entry { base, size, inflates } = file.entry(at)?;
            let from = match base {
                Base::None(kind) if kind == wanted && size <= bound => break inflates.all(size)?,
                Base::None(_) => return None,
                Base::At(from) => from,
                Base::Named(id) => file.index.find(&id)?,
            };
            room = room.checked_sub(size)?;
            let delta = inflates.all(size)?;
            // Before anything is made that would be too large in the end.
            if deltas.len() == LONGEST || delta::size(&delta)? > bound {
                return None;
            }
            deltas.push((at, delta));
            at = from;
        };
        let is_delta = !deltas.is_empty();
        while let Some((of, delta)) = deltas.pop() {
            let next = delta::apply(&bytes, &delta, bound)?;
            self.bases.keep(number, at, wanted, &bytes);
            (bytes, at) = (next, of);
        }
        if is_delta {
            // The next one that is asked for is mostly a delta to this one.
            self.bases.keep(number, at, wanted, &bytes);
        }
        Some(bytes)
    }
}

impl Packfile {
    fn open(path: &Path, room: &mut usize) -> Option<Self> {
        let index = Index::read(&path.with_extension("idx"), room)?;
        let file = File::open(path).ok()?;
        let end = file.metadata().ok()?.len().checked_sub(TRAILER)?;
        Some(Self { file, index, end })
    }

    fn entry(&self, at: u64) -> Option<Entry<'_>> {
        Entry::read(&self.file, at, self.end)
    }
}

/// Bytes behind the last entry: a checksum.
const TRAILER: u64 = 20;

/// Returns the packfiles below a folder of objects, with their sizes.
fn packs(folder: &Path) -> Vec<(u64, PathBuf)> {
    let entries = fs::read_dir(folder.join("pack")).into_iter().flatten().flatten();
    let is_pack = |path: &Path| path.extension().is_some_and(|e| e == "pack") && path.with_extension("idx").is_file();
    let found = entries.map(|entry| (entry.metadata(), entry.path()));
    found
        .filter_map(|(meta, path)| Some((meta.ok().filter(|m| m.is_file())?.len(), path)))
        .filter(|f| is_pack(&f.1))
        .collect()
}

/// Returns git's name of an object, unless its bytes were made to have another's.
fn name(kind: ObjectType, bytes: &[u8]) -> Option<[u8; 20]> {
    use sha1_checked::Digest as _;
    let mut hash = Sha1::new();
    hash.update(format!("{} {}\0", kind.str(), bytes.len()));
    hash.update(bytes);
    let result = hash.try_finalize();
    (!result.has_collision()).then(|| (*result.hash()).into())
}

#[cfg(test)]
mod tests;
