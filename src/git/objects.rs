//! Raw objects by their names.
//!
//! Everything is read out of packfiles or through the object database alone, both of which check that the bytes have the
//! name that was asked for; the library's own idea of commits, parents, replacement objects and grafts is never asked.

use std::sync::{Arc, Once};

use git2::{ErrorCode, ObjectType, Odb, Oid};

use super::error::{GitError, cannot};
use super::packfile::Packfiles;
use super::reread::Reread;
use super::tree::{Tree, TreeId};
use crate::model::{BlobId, CommitId};

/// Largest commit or tree that is read, in bytes: far above any real one, far below what fills a machine.
const MAX_STRUCTURE: usize = 64 << 20;

/// The repository's objects.
pub struct Objects {
    odb: Odb<'static>,
    packfiles: Arc<Packfiles>,
    reread: Reread,
}

impl Objects {
    /// Opens the object databases in the folders of these packfiles as one.
    pub(super) fn open(packfiles: Arc<Packfiles>) -> Result<Self, GitError> {
        // The library would keep up to 256 MB of objects that are not asked for twice.
        static NO_CACHE: Once = Once::new();
        NO_CACHE.call_once(|| git2::opts::enable_caching(false));
        let odb = Odb::new().map_err(cannot("open the object database"))?;
        for folder in packfiles.folders() {
            let text = folder.to_str().ok_or_else(|| GitError::Library {
                doing: "open the object database",
                message: format!("{} is not UTF-8", folder.display()),
            })?;
            odb.add_disk_alternate(text).map_err(cannot("open the object database"))?;
        }
        Ok(Self { odb, packfiles, reread: Reread::default() })
    }

    /// Returns the bytes of a commit.
    ///
    /// # Errors
    /// Missing, damaged, no commit, or larger than 64 MiB.
    pub fn commit(&self, id: CommitId) -> Result<Vec<u8>, GitError> {
        self.read(id.as_bytes(), ObjectType::Commit, MAX_STRUCTURE)
    }

    /// Returns a tree, or what is wrong with it: a malformed tree is a fact about its commit, not a failure.
    ///
    /// # Errors
    /// Missing, damaged, no tree, or larger than 64 MiB.
    pub fn tree(&self, id: TreeId) -> Result<Result<Tree, &'static str>, GitError> {
        self.read(id.as_bytes(), ObjectType::Tree, MAX_STRUCTURE).map(|data| Tree::parse(&data))
    }

    /// Returns the bytes of a file, if they are at most `bound`.
    ///
    /// # Errors
    /// Missing, damaged, no blob, or larger than `bound`.
    pub fn blob(&self, id: BlobId, bound: usize) -> Result<Vec<u8>, GitError> {
        match self.reread.get(id, bound) {
            Some(kept) => Ok(kept.to_vec()),
            None => self.read(id.as_bytes(), ObjectType::Blob, bound),
        }
    }

    /// Does the same for a file that will be read again: if it is small and there is room, it is kept until
    /// [`Objects::forget`].
    ///
    /// # Errors
    /// As for [`Objects::blob`].
    pub fn kept_blob(&self, id: BlobId, bound: usize) -> Result<Arc<[u8]>, GitError> {
        if let Some(kept) = self.reread.get(id, bound) {
            return Ok(kept);
        }
        let bytes = self.read(id.as_bytes(), ObjectType::Blob, bound)?.into();
        self.reread.keep(id, &bytes);
        Ok(bytes)
    }

    /// Lets go of what was kept to be read again.
    pub fn forget(&self) {
        self.reread.forget();
    }

    /// Returns the size of a file in bytes, without unpacking it.
    ///
    /// # Errors
    /// Missing, damaged, or no blob.
    pub fn blob_size(&self, id: BlobId) -> Result<u64, GitError> {
        self.header(id.as_bytes(), ObjectType::Blob).map(|(_, size)| size as u64)
    }

    /// Shows `see` every file of at most `most` bytes that the repository holds, in a commit or in none, in any order;
    /// what cannot be read is left out.
    ///
    /// # Errors
    /// The objects cannot be listed.
    pub fn each_blob(&self, most: usize, see: &mut dyn FnMut(&[u8])) -> Result<(), GitError> {
        let mut ids = Vec::new();
        let listed = self.odb.foreach(|id| {
            ids.push(*id);
            true
        });
        listed.map_err(cannot("list the objects"))?;
        for id in ids {
            let is_small = |(size, kind): &(usize, ObjectType)| *kind == ObjectType::Blob && *size <= most;
            if self.odb.read_header(id).is_ok_and(|header| is_small(&header))
                && let Ok(object) = self.odb.read(id)
            {
                see(object.data());
            }
        }
        Ok(())
    }

    fn read(&self, id: &[u8; 20], kind: ObjectType, bound: usize) -> Result<Vec<u8>, GitError> {
        if let Some(data) = self.packfiles.get(id, kind, bound) {
            return Ok(data);
        }
        // The size is asked first: an object may unpack to a thousand times the room it takes on disk.
        let (oid, size) = self.header(id, kind)?;
        if size > bound {
            return Err(GitError::TooLarge { what: format!("object {oid}"), bound: bound as u64 });
        }
        let object = self.odb.read(oid).map_err(|e| failure(oid, &e))?;
        if object.kind() != kind {
            return Err(GitError::Damaged { id: oid.to_string(), fault: "two kinds under one name".into() });
        }
        Ok(object.data().to_vec())
    }

    /// Returns the object's name in the library's form and its size, if it is one of this kind.
    fn header(&self, id: &[u8; 20], kind: ObjectType) -> Result<(Oid, usize), GitError> {
        let oid = Oid::from_bytes(id).map_err(cannot("name an object"))?;
        let (size, found) = self.odb.read_header(oid).map_err(|e| failure(oid, &e))?;
        if found != kind {
            let fault = format!("a {found} where a {kind} was named");
            return Err(GitError::Damaged { id: oid.to_string(), fault });
        }
        Ok((oid, size))
    }
}

fn failure(oid: Oid, error: &git2::Error) -> GitError {
    match error.code() {
        ErrorCode::NotFound => GitError::Missing { id: oid.to_string() },
        _ => GitError::Damaged { id: oid.to_string(), fault: error.message().to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::create;

    #[test]
    fn what_is_kept_is_read_once_and_no_larger_than_asked() {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        let text = "正文\n".as_bytes();
        let id = BlobId::of(text);
        repository.inner.blob(text).unwrap();
        let objects = repository.objects().unwrap();
        assert_eq!(&*objects.kept_blob(id, text.len()).unwrap(), text);
        // It is gone, but for what is kept.
        let name = id.to_string();
        let loose = repository.common_folder().join("objects").join(&name[..2]).join(&name[2..]);
        std::fs::remove_file(loose).unwrap();
        assert_eq!(&*objects.kept_blob(id, text.len()).unwrap(), text);
        assert_eq!(objects.blob(id, text.len()).unwrap(), text);
        assert!(objects.kept_blob(id, text.len() - 1).is_err());
        assert!(objects.blob(id, text.len() - 1).is_err());
        objects.forget();
        assert!(matches!(objects.blob(id, text.len()), Err(GitError::Missing { .. })));
    }
}
