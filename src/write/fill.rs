//! Fills a stage with the outputs of a plan, in parallel and with one buffer a thread.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::WriteError;
use crate::model::Sha256;

/// What a build wrote.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Written {
    /// Files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl std::ops::Add for Written {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { files: self.files + other.files, bytes: self.bytes + other.bytes }
    }
}

impl Written {
    /// Returns the sum of these files.
    pub(super) fn of(made: &[Made]) -> Self {
        Self { files: made.len(), bytes: made.iter().map(|m| m.bytes).sum() }
    }
}

/// Where an output's bytes come from.
pub(super) enum Bytes<'b> {
    /// They are in the buffer.
    Buffer,
    /// They are these.
    These(Cow<'b, [u8]>),
    /// They are those of this file of the repository.
    Copy(PathBuf),
}

/// Whether the bytes of what is written are named while they are at hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hashed {
    Yes,
    No,
}

/// One file that was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    pub(super) bytes: u64,
    /// The hash of its bytes, if it was asked for.
    pub(super) sha256: Option<Sha256>,
}

/// Makes every item below `stage`, and returns each one's size in their order: `place` says where, `make` fills the
/// buffer or names where the bytes are.
///
/// `root` is the repository whose files may be copied; without one, nothing is.
pub(super) fn fill<'i, T: Sync>(
    (root, stage): (Option<&Path>, &Path),
    items: &'i [T],
    hashed: Hashed,
    place: impl Fn(&T) -> PathBuf + Sync,
    make: impl Fn(&'i T, &mut Vec<u8>) -> Result<Bytes<'i>, WriteError> + Sync,
) -> Result<Vec<Made>, WriteError> {
    make_folders(stage, items.iter().map(&place))?;
    let filled = items.par_iter().map_init(Vec::new, |buffer, item| {
        buffer.clear();
        let path = stage.join(place(item));
        let made = match make(item, buffer)? {
            Bytes::Buffer => write_new(&path, buffer, hashed),
            Bytes::These(bytes) => write_new(&path, &bytes, hashed),
            Bytes::Copy(from) => copy_new(root, &from, &path, hashed),
        };
        made.map_err(|e| WriteError::at(&path, e))
    });
    filled.collect()
}

/// Makes every folder once, parents before children.
fn make_folders(root: &Path, places: impl Iterator<Item = PathBuf>) -> Result<(), WriteError> {
    let mut folders = BTreeSet::new();
    for place in places {
        if let Some(parent) = place.parent()
            && !folders.contains(parent)
        {
            folders.insert(parent.to_owned());
        }
    }
    for folder in folders {
        let path = root.join(folder);
        fs::create_dir_all(&path).map_err(|e| WriteError::at(&path, e))?;
    }
    Ok(())
}

/// Writes a file that must not be there yet: two outputs at one place are a fault of the plan, never a silent loss.
fn write_new(path: &Path, bytes: &[u8], hashed: Hashed) -> io::Result<Made> {
    File::create_new(path)?.write_all(bytes)?;
    let sha256 = (hashed == Hashed::Yes).then(|| Sha256::of(bytes));
    Ok(Made { bytes: bytes.len() as u64, sha256 })
}

/// Copies the bytes of a plain file of the repository, however many; what must be named is never copied.
fn copy_new(root: Option<&Path>, from: &Path, to: &Path, hashed: Hashed) -> io::Result<Made> {
    let (Some(root), Hashed::No) = (root, hashed) else {
        return Err(io::Error::other("a release takes nothing from the work tree"));
    };
    let mut from = open_below(root, from)?;
    if !from.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a plain file"));
    }
    Ok(Made { bytes: io::copy(&mut from, &mut File::create_new(to)?)?, sha256: None })
}

/// Opens a file below `root`; a link anywhere on the way, put there since the walk, is refused.
#[cfg(target_os = "linux")]
pub(super) fn open_below(root: &Path, inside: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
    use rustix::io::Errno;
    let folder = File::open(root)?;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    match openat2(&folder, inside, flags, Mode::empty(), ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS) {
        Ok(file) => Ok(File::from(file)),
        // Before Linux 5.6, or where a sandbox forbids it.
        Err(Errno::NOSYS | Errno::PERM) => open_unlinked(&root.join(inside)),
        Err(e) => Err(e.into()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn open_below(root: &Path, inside: &Path) -> io::Result<File> {
    open_unlinked(&root.join(inside))
}

fn open_unlinked(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a plain file"));
    }
    File::open(path)
}
