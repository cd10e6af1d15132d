//! What is kept between two runs to save time: a file below `.git/qianfa/`, read in one go.
//!
//! It only stores and returns bytes. A file that was not written whole, or by somebody else, is no file: the bytes stand
//! behind their XXH3. That finds damage and edits by hand, not lies: whoever can write here can also write the checksum
//! (`docs/threat-model.md`).

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::SpillFile;
use super::positional::read_at;
use super::repository::Repository;

/// What the file begins with; the last digit is the form of everything in it.
const MAGIC: &[u8] = b"qianfa cache 3\n";

/// Largest file that is read, in bytes: ten times what a hundred thousand pages take.
const MAX: u64 = 1 << 30;

/// One place of a repository's shelf: what is put there under a name.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
    name: String,
}

impl Shelf {
    /// Returns the place `name` of the shelf that all work trees of `repository` share.
    pub fn of(repository: &Repository, name: impl Into<String>) -> Self {
        Self { folder: repository.common_folder().join("qianfa"), name: name.into() }
    }

    /// Returns another place of the same shelf.
    pub fn at(&self, name: impl Into<String>) -> Self {
        Self { folder: self.folder.clone(), name: name.into() }
    }

    fn file(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// Returns whether something was put here, whole or not.
    pub fn is_there(&self) -> bool {
        self.file().is_file()
    }

    /// Returns what was put here; nothing if it is not there, or not as it was put.
    pub fn take(&self) -> Option<Vec<u8>> {
        let file = self.file();
        if fs::symlink_metadata(&file).ok().is_none_or(|m| !m.is_file() || m.len() > MAX) {
            return None;
        }
        let mut file = File::open(&file).ok()?;
        let mut head = [0; MAGIC.len() + SUM];
        file.read_exact(&mut head).ok()?;
        let digest = head.strip_prefix(MAGIC)?;
        let mut body = Vec::with_capacity(usize::try_from(file.metadata().ok()?.len()).ok()?);
        file.take(MAX).read_to_end(&mut body).ok()?;
        (sum(&body) == digest).then_some(body)
    }

    /// Puts `body` here in the place of what was there, all or nothing; whether it worked matters to nobody, since it
    /// saves time only.
    pub fn put(&self, body: &[u8]) -> bool {
        let put = || -> std::io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.folder)?;
            file.write_all(MAGIC)?;
            file.write_all(&sum(body))?;
            file.write_all(body)?;
            file.persist(self.file())?;
            Ok(())
        };
        put().is_ok()
    }

    /// Returns what `read` makes of each of the parts that were put here, read in parallel; nothing if one of them is not
    /// as it was put, or `read` finds nothing in it.
    pub fn take_parts<T: Send>(&self, read: impl Fn(&[u8]) -> Option<T> + Sync) -> Option<Vec<T>> {
        let heads = self.take()?;
        let bodies = File::open(self.bodies()).ok()?;
        let (heads, rest) = heads.as_chunks::<HEAD>();
        let (mut places, mut end) = (Vec::with_capacity(heads.len()), 0);
        for head in heads {
            let (length, digest) = head.split_at(8);
            let length = u64::from_le_bytes(length.try_into().ok()?);
            places.push((end, length, digest));
            end = length.checked_add(end).filter(|end| *end <= MAX)?;
        }
        if !rest.is_empty() || bodies.metadata().ok()?.len() != end {
            return None;
        }
        let part = |buffer: &mut Vec<u8>, (at, length, digest): (u64, u64, &[u8])| {
            buffer.resize(usize::try_from(length).ok()?, 0);
            read_at(&bodies, buffer, at).ok()?;
            (sum(buffer) == digest).then(|| read(buffer))?
        };
        places.into_par_iter().map_init(Vec::new, part).collect()
    }

    /// Puts these parts here in the place of what was there, a few at a time; readers find all of them or none.
    pub fn put_parts(&self, parts: impl Iterator<Item = Vec<Vec<u8>>>) -> bool {
        let mut heads = Vec::new();
        let bodies = || -> std::io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.folder)?;
            for parts in parts {
                let sums: Vec<_> = parts.par_iter().map(|part| sum(part)).collect();
                for (part, sum) in parts.iter().zip(sums) {
                    heads.extend_from_slice(&(part.len() as u64).to_le_bytes());
                    heads.extend_from_slice(&sum);
                    file.write_all(part)?;
                }
            }
            file.persist(self.bodies())?;
            Ok(())
        };
        // Between the two, heads and bodies do not fit each other, which is nothing.
        bodies().is_ok() && self.put(&heads)
    }

    fn bodies(&self) -> PathBuf {
        self.folder.join(format!("{}.parts", self.name))
    }

    /// Returns the time by the file system's own clock, in nanoseconds after the Unix epoch: what a file says of its last
    /// change can be compared with nothing else.
    pub fn clock(&self) -> Option<i64> {
        fs::create_dir_all(&self.folder).ok()?;
        let file = tempfile::tempfile_in(&self.folder).ok()?;
        let since = file.metadata().ok()?.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_nanos()).ok()
    }

    /// Returns a file without a name on the same disk.
    pub fn spill(&self) -> Option<SpillFile> {
        fs::create_dir_all(&self.folder).ok()?;
        tempfile::tempfile_in(&self.folder).ok().map(SpillFile::of)
    }

    /// Removes the oldest places whose names begin with `prefix`, but for `keep` of them.
    pub fn forget(&self, prefix: &str, keep: usize) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let named = entries.flatten().filter(|e| e.file_name().to_str().is_some_and(|n| n.starts_with(prefix)));
        let mut found: Vec<_> = named.filter_map(|e| Some((e.metadata().ok()?.modified().ok()?, e.path()))).collect();
        found.sort();
        for (_, path) in found.iter().take(found.len().saturating_sub(keep)) {
            // What stays takes place and nothing else.
            let _ = fs::remove_file(path);
        }
    }
}

/// What is said of a part before it: the number of its bytes, and their checksum.
const HEAD: usize = 8 + SUM;

/// Bytes of a checksum.
pub(super) const SUM: usize = 16;

/// Returns the checksum of bytes that are kept: there are tens of megabytes of them in a build of many pages.
pub(super) fn sum(part: &[u8]) -> [u8; SUM] {
    xxh3_128(part).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::create;

    #[test]
    fn what_is_not_as_it_was_put_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(&create(folder.path()).unwrap(), "verdicts");
        assert_eq!(shelf.take(), None);
        assert!(shelf.put(b"first") && shelf.put(b"second"));
        assert_eq!(shelf.take().as_deref(), Some(&b"second"[..]));
        let whole = fs::read(shelf.file()).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(shelf.file(), &bytes).unwrap();
            assert_eq!(shelf.take(), None, "bit flipped at {at}");
            fs::write(shelf.file(), &whole[..at]).unwrap();
            assert_eq!(shelf.take(), None, "cut at {at}");
        }
        assert_eq!(fs::read_dir(&shelf.folder).unwrap().count(), 1, "nothing is left lying");
    }

    #[test]
    fn parts_are_there_as_they_were_put_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(&create(folder.path()).unwrap(), "pages");
        let parts = [b"one".to_vec(), Vec::new(), b"three".to_vec()];
        let taken = || shelf.take_parts(|part| Some(part.to_vec()));
        assert_eq!(taken(), None);
        assert!(shelf.put_parts([parts[..2].to_vec(), Vec::new(), parts[2..].to_vec()].into_iter()));
        assert_eq!(taken().as_deref(), Some(&parts[..]));
        let whole = fs::read(shelf.bodies()).unwrap();
        for damaged in [&b"one_hree"[..], b"onethre", b"onethreee"] {
            fs::write(shelf.bodies(), damaged).unwrap();
            assert_eq!(taken(), None);
        }
        fs::write(shelf.bodies(), whole).unwrap();
        assert_eq!(shelf.take_parts(|part| (part != b"three").then_some(())), None);
    }
}
