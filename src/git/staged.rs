//! What hooks ask: which files are about to be committed, and where hooks lie.

use std::path::PathBuf;

use super::error::{GitError, cannot};
use super::repository::Repository;

impl Repository {
    /// Returns the files that differ between HEAD and the index, by path; deleted ones are not among them.
    ///
    /// # Errors
    /// The index or HEAD cannot be read.
    pub fn staged(&self) -> Result<Vec<String>, GitError> {
        let tree = match self.inner.head() {
            Ok(head) => Some(head.peel_to_tree().map_err(cannot("read the tree of HEAD"))?),
            // Before the first commit everything is new.
            Err(e) if e.code() == git2::ErrorCode::UnbornBranch => None,
            Err(e) => return Err(cannot("read HEAD")(e)),
        };
        let difference =
            self.inner.diff_tree_to_index(tree.as_ref(), None, None).map_err(cannot("compare with the index"))?;
        let new = difference.deltas().filter(|d| d.status() != git2::Delta::Deleted).filter_map(|d| {
            let path = d.new_file().path_bytes()?;
            Some(String::from_utf8_lossy(path).into_owned())
        });
        Ok(new.collect())
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
