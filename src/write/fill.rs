//! Fills a stage with the outputs of a plan, in parallel and with one buffer a thread.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::WriteError;

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

/// Where an output's bytes come from.
pub(super) enum Bytes {
    /// They are in the buffer.
    Buffer,
    /// They are these.
    Own(Vec<u8>),
    /// They are those of this file of the repository.
    Copy(PathBuf),
}

/// Makes every item below `stage`: `place` says where, `make` fills the buffer or names a file below `root` to copy.
pub(super) fn fill<T: Sync>(
    root: &Path,
    stage: &Path,
    items: &[T],
    place: impl Fn(&T) -> PathBuf + Sync,
    make: impl Fn(&T, &mut Vec<u8>) -> Result<Bytes, WriteError> + Sync,
) -> Result<Written, WriteError> {
    make_folders(stage, items.iter().map(&place))?;
    items
        .par_iter()
        .map_init(Vec::new, |buffer, item| {
            buffer.clear();
            let path = stage.join(place(item));
            let bytes = make(item, buffer)?;
            let written = match bytes {
                Bytes::Buffer => write_new(&path, buffer),
                Bytes::Own(bytes) => write_new(&path, &bytes),
                Bytes::Copy(from) => copy_new(root, &from, &path),
            };
            Ok(Written { files: 1, bytes: written.map_err(|e| WriteError::at(&path, e))? })
        })
        .try_reduce(Written::default, |a, b| Ok(a + b))
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
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<u64> {
    File::create_new(path)?.write_all(bytes)?;
    Ok(bytes.len() as u64)
}

/// Copies the bytes of a plain file of the repository.
fn copy_new(root: &Path, from: &Path, to: &Path) -> io::Result<u64> {
    let mut from = open_below(root, from)?;
    if !from.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a plain file"));
    }
    io::copy(&mut from, &mut File::create_new(to)?)
}

/// Opens a file below `root`; a link anywhere on the way, put there since the walk, is refused.
#[cfg(target_os = "linux")]
fn open_below(root: &Path, inside: &Path) -> io::Result<File> {
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
fn open_below(root: &Path, inside: &Path) -> io::Result<File> {
    open_unlinked(&root.join(inside))
}

fn open_unlinked(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a plain file"));
    }
    File::open(path)
}
