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
    /// They are those of this file.
    Copy(PathBuf),
}

/// Makes every item below `root`: `place` says where, `make` fills the buffer or names a file to copy.
pub(super) fn fill<T: Sync>(
    root: &Path,
    items: &[T],
    place: impl Fn(&T) -> PathBuf + Sync,
    make: impl Fn(&T, &mut Vec<u8>) -> Result<Bytes, WriteError> + Sync,
) -> Result<Written, WriteError> {
    make_folders(root, items.iter().map(&place))?;
    items
        .par_iter()
        .map_init(Vec::new, |buffer, item| {
            buffer.clear();
            let path = root.join(place(item));
            let bytes = make(item, buffer)?;
            let written = match bytes {
                Bytes::Buffer => write_new(&path, buffer),
                Bytes::Copy(from) => copy_new(&from, &path),
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

/// Copies the bytes of a plain file; a link that took its place since the walk is refused.
fn copy_new(from: &Path, to: &Path) -> io::Result<u64> {
    if !fs::symlink_metadata(from)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a plain file"));
    }
    io::copy(&mut File::open(from)?, &mut File::create_new(to)?)
}
