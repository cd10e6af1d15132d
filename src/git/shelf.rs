//! What is kept between two runs to save time: one file below `.git/qianfa/`, read in one go.
//!
//! It only stores and returns bytes. A file that was not written whole, or by somebody else, is no file: the bytes stand
//! behind their SHA-256. That finds damage and edits by hand, not lies: whoever can write here can also write the
//! checksum (`docs/threat-model.md`).

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::repository::Repository;
use crate::model::Sha256;

/// What the file begins with; the last digit is the form of everything in it.
const MAGIC: &[u8] = b"qianfa verdicts 1\n";

/// Largest file that is read, in bytes: ten times what a hundred thousand pages take.
const MAX: u64 = 1 << 30;

/// The shelf of a repository.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// Returns the shelf that all work trees of `repository` share.
    pub fn of(repository: &Repository) -> Self {
        Self { folder: repository.common_folder().join("qianfa") }
    }

    fn file(&self) -> PathBuf {
        self.folder.join("verdicts")
    }

    /// Returns what was put here; nothing if it is not there, or not as it was put.
    pub fn take(&self) -> Option<Vec<u8>> {
        let file = self.file();
        if fs::symlink_metadata(&file).ok().is_none_or(|m| !m.is_file() || m.len() > MAX) {
            return None;
        }
        let mut bytes = fs::read(&file).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (digest, body) = rest.split_at_checked(32)?;
        if Sha256::of(body).as_bytes() != digest {
            return None;
        }
        let start = bytes.len() - body.len();
        bytes.drain(..start);
        Some(bytes)
    }

    /// Puts `body` here in the place of what was there, all or nothing; whether it worked matters to nobody, since it
    /// saves time only.
    pub fn put(&self, body: &[u8]) -> bool {
        let put = || -> std::io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let mut file = tempfile::Builder::new().prefix("verdicts-").tempfile_in(&self.folder)?;
            file.write_all(MAGIC)?;
            file.write_all(Sha256::of(body).as_bytes())?;
            file.write_all(body)?;
            file.persist(self.file())?;
            Ok(())
        };
        put().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::create;

    #[test]
    fn what_is_not_as_it_was_put_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(&create(folder.path()).unwrap());
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
}
