//! A commit of a few files on top of HEAD, signed by the person's own signer; whatever else is staged stays staged.

use git2::{FileMode, IndexEntry};

use super::error::{GitError, cannot};
use super::founding::{entry, oid};
use super::repository::{Repository, tree_id};
use super::sign::move_head;
use super::signer::{Signer, signed};
use super::tree::Mode;
use crate::model::{CommitId, ContentPath};

/// Commits these files on top of HEAD, signed, and returns the new commit; index and branch follow.
///
/// # Errors
/// The signer refuses, or the branch moved meanwhile.
pub fn record(
    repository: &Repository,
    files: &[(ContentPath, Vec<u8>)],
    message: &str,
    signer: Signer<'_>,
) -> Result<CommitId, GitError> {
    let inner = &repository.inner;
    let parent = match repository.head() {
        Err(GitError::Unborn { .. }) => None,
        head => Some(head?.commit),
    };
    let base = match parent {
        Some(parent) => inner.find_commit(oid(parent)).and_then(|c| c.tree()),
        None => inner.treebuilder(None).and_then(|b| b.write()).and_then(|id| inner.find_tree(id)),
    };
    let base = base.map_err(cannot("read the tree of HEAD"))?;
    let mut update = git2::build::TreeUpdateBuilder::new();
    let mut blobs = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        let blob = inner.blob(bytes).map_err(cannot("write a file"))?;
        update.upsert(path.as_str(), blob, FileMode::Blob);
        blobs.push((path, blob));
    }
    let tree = update.create_updated(inner, &base).map_err(cannot("write the tree"))?;
    let commit = signed(repository, (tree_id(tree), parent), message, signer)?;
    move_head(repository, parent, commit)?;
    let mut index = inner.index().map_err(cannot("read the index"))?;
    for (path, blob) in blobs {
        index
            .add(&IndexEntry { id: blob, ..entry(path.as_str().as_bytes(), Mode::FILE) })
            .map_err(cannot("add a file to the index"))?;
    }
    index.write().map_err(cannot("write the index"))?;
    Ok(commit)
}
