//! What hooks ask: which files are about to be committed, and where hooks lie.

use std::path::{Path, PathBuf};

use super::error::{GitError, cannot};
use super::repository::Repository;

impl Repository {
    /// Returns the files that differ between HEAD and the index, by path; deleted ones are not among them. The index is
    /// the file that git names to a hook (`git commit -a` has one of its own), or the repository's.
    ///
    /// # Errors
    /// The index or HEAD cannot be read.
    pub fn staged(&self, index: Option<&Path>) -> Result<Vec<String>, GitError> {
        let tree = match self.inner.head() {
            Ok(head) => Some(head.peel_to_tree().map_err(cannot("read the tree of HEAD"))?),
            // Before the first commit everything is new.
            Err(e) if e.code() == git2::ErrorCode::UnbornBranch => None,
            Err(e) => return Err(cannot("read HEAD")(e)),
        };
        let index = index.map(git2::Index::open).transpose().map_err(cannot("read the index"))?;
        let difference = self.inner.diff_tree_to_index(tree.as_ref(), index.as_ref(), None);
        let difference = difference.map_err(cannot("compare with the index"))?;
        let new = difference.deltas().filter(|d| d.status() != git2::Delta::Deleted).filter_map(|d| {
            let path = d.new_file().path_bytes()?;
            Some(String::from_utf8_lossy(path).into_owned())
        });
        Ok(new.collect())
    }

    /// Returns a file that the index holds in `folder` or beside it under a name that a build gives to what it puts
    /// there; the folder's own `.gitignore` is no such file. Nothing outside the work tree.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn tracked_output(&self, folder: &Path) -> Result<Option<String>, GitError> {
        let top = self.work_tree().and_then(|top| top.canonicalize().ok());
        let Some(inside) = top.and_then(|top| folder.strip_prefix(top).ok().map(Path::to_owned)) else {
            return Ok(None);
        };
        // Bytes, because names that are not UTF-8 are committed as well.
        let parts: Vec<&[u8]> = inside.iter().map(std::ffi::OsStr::as_encoded_bytes).collect();
        let Some((name, above)) = parts.split_last() else { return Ok(None) };
        let above: Vec<u8> = above.iter().flat_map(|part| [*part, b"/"].concat()).collect();
        let below = [&above, *name, b"/"].concat();
        let beside = [&above, &b"."[..], name, b".qianfa-"].concat();
        let is_output = |path: &[u8]| {
            path.strip_prefix(&*below).is_some_and(|rest| rest != b".gitignore") || path.starts_with(&beside)
        };
        let index = self.inner.index().map_err(cannot("read the index"))?;
        let found = index.iter().map(|entry| entry.path).find(|path| is_output(path));
        Ok(found.map(|path| String::from_utf8_lossy(&path).into_owned()))
    }

    /// Returns the folder in which git looks for hooks, `core.hooksPath` respected.
    ///
    /// # Errors
    /// Git's configuration cannot be read.
    pub fn hooks_folder(&self) -> Result<PathBuf, GitError> {
        let top = self.work_tree().unwrap_or(self.inner.path()).to_owned();
        Ok(match self.effective_path("core.hooksPath")? {
            Some(folder) => top.join(folder),
            None => self.common_folder().join("hooks"),
        })
    }
}
