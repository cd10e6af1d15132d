//! A new repository and its first commits, for `demo` and `init`.
//!
//! Signed only with keys that this program has just made; people sign with their own tools.
//! Files enter byte for byte, without line-ending conversion or filters, because it is bytes that reviewers sign.

use std::path::{Path, PathBuf};

use git2::{Index, IndexEntry, IndexTime, RepositoryInitOptions};

use super::error::{GitError, cannot};
use super::keygen::NewKey;
use super::repository::{Repository, tree_id};
use super::sign::{NewCommit, move_head, write_commit};
use super::tree::Mode;
use crate::model::{CommitId, Moment, Zone};

/// Who a commit names as author and committer; evidence of nothing.
#[derive(Clone, Copy, Debug)]
pub struct Author<'a> {
    /// The name.
    pub name: &'a str,
    /// The address.
    pub email: &'a str,
    /// The date that the commit shows.
    pub moment: Moment,
    /// The zone that the moment is in.
    pub zone: Zone,
}

/// Makes an empty repository with the branch `main` in `folder`, without the user's templates.
///
/// # Errors
/// There is one already, or the folder cannot be written.
pub fn create(folder: &Path) -> Result<Repository, GitError> {
    let mut options = RepositoryInitOptions::new();
    options.initial_head("main").external_template(false).no_reinit(true).mkpath(true);
    git2::Repository::init_opts(folder, &options).map_err(cannot("make a repository"))?;
    Repository::open(folder)
}

/// Commits every file of the work tree that git does not ignore, on top of HEAD, signed if a key is given, and returns
/// the new commit.
///
/// # Errors
/// A file cannot be read, the branch moved meanwhile, or there is no work tree.
pub fn commit_all(
    repository: &Repository,
    author: &Author<'_>,
    message: &str,
    key: Option<&NewKey>,
) -> Result<CommitId, GitError> {
    let inner = &repository.inner;
    let mut index = inner.index().map_err(cannot("read the index"))?;
    stage(repository, &mut index)?;
    index.write().map_err(cannot("write the index"))?;
    let tree = index.write_tree().map_err(cannot("write the tree"))?;
    let parent = match repository.head() {
        Err(GitError::Unborn { .. }) => None,
        head => Some(head?.commit),
    };
    let commit = NewCommit { tree: tree_id(tree), parents: parent.as_slice(), author: *author, message, key };
    let commit = write_commit(repository, &commit)?;
    move_head(repository, parent, commit)?;
    Ok(commit)
}

pub(super) fn oid(commit: CommitId) -> git2::Oid {
    git2::Oid::from_bytes(commit.as_bytes()).expect("twenty bytes are a name")
}

pub(super) fn signature(author: &Author<'_>) -> Result<git2::Signature<'static>, GitError> {
    let time = git2::Time::new(author.moment.to_unix(author.zone), i32::from(author.zone.offset_minutes()));
    git2::Signature::new(author.name, author.email, &time).map_err(cannot("name the author"))
}

/// Makes the index say what the work tree holds: tracked files, and others that are not ignored.
fn stage(repository: &Repository, index: &mut Index) -> Result<(), GitError> {
    let root = repository
        .work_tree()
        .ok_or_else(|| GitError::Library { doing: "commit the work tree", message: "the repository is bare".into() })?;
    let tracked: Vec<Vec<u8>> = index.iter().map(|e| e.path).collect();
    index.clear().map_err(cannot("clear the index"))?;
    for path in tracked {
        let path = String::from_utf8(path).map_err(|e| GitError::Library {
            doing: "commit the work tree",
            message: format!("a path is not UTF-8: {e}"),
        })?;
        if root.join(&path).symlink_metadata().is_ok_and(|m| !m.is_dir()) {
            add(root, Path::new(&path), index)?;
        }
    }
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for name in names(&root.join(&folder))? {
            let path = folder.join(name);
            let full = root.join(&path);
            let kind = full.symlink_metadata().map_err(|source| GitError::Read { path: full.clone(), source })?;
            if path.ends_with(".git") || ignored(repository, &path, kind.is_dir())? {
                continue;
            }
            if !kind.is_dir() {
                add(root, &path, index)?;
            } else if !full.join(".git").exists() {
                folders.push(path);
            }
        }
    }
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<std::ffi::OsString>, GitError> {
    let failure = |source| GitError::Read { path: folder.to_owned(), source };
    std::fs::read_dir(folder).map_err(failure)?.map(|e| e.map(|e| e.file_name()).map_err(failure)).collect()
}

fn ignored(repository: &Repository, path: &Path, folder: bool) -> Result<bool, GitError> {
    // Patterns such as `public/` match folders only, which the library knows by the slash.
    let asked = if folder { path.join("") } else { path.to_owned() };
    repository.inner.is_path_ignored(asked).map_err(cannot("ask what git ignores"))
}

fn add(root: &Path, path: &Path, index: &mut Index) -> Result<(), GitError> {
    let full = root.join(path);
    let failure = |source| GitError::Read { path: full.clone(), source };
    let kind = full.symlink_metadata().map_err(failure)?;
    let (mode, bytes) = if kind.is_symlink() {
        (Mode::SYMLINK, std::fs::read_link(&full).map_err(failure)?.into_os_string().into_encoded_bytes())
    } else if kind.is_file() {
        (file_mode(&kind), std::fs::read(&full).map_err(failure)?)
    } else {
        return Ok(());
    };
    index
        .add_frombuffer(&entry(path.as_os_str().as_encoded_bytes(), mode), &bytes)
        .map_err(cannot("add a file to the index"))
}

/// An entry without times and content: git looks at the file again when it is asked.
pub(super) fn entry(path: &[u8], mode: Mode) -> IndexEntry {
    let never = IndexTime::new(0, 0);
    IndexEntry {
        ctime: never,
        mtime: never,
        dev: 0,
        ino: 0,
        mode: mode.bits(),
        uid: 0,
        gid: 0,
        file_size: 0,
        id: git2::Oid::ZERO_SHA1,
        flags: 0,
        flags_extended: 0,
        path: path.to_vec(),
    }
}

#[cfg(unix)]
fn file_mode(kind: &std::fs::Metadata) -> Mode {
    use std::os::unix::fs::PermissionsExt;
    if kind.permissions().mode() & 0o100 == 0 { Mode::FILE } else { Mode::EXECUTABLE }
}

#[cfg(not(unix))]
fn file_mode(_: &std::fs::Metadata) -> Mode {
    Mode::FILE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::{Scope, Version};
    use crate::model::BlobId;

    fn author() -> Author<'static> {
        let moment = Moment::parse("2026-11-09 10:00").unwrap();
        Author { name: "编辑", email: "editor@anlan.example", moment, zone: Zone::SHANGHAI }
    }

    fn files(repository: &Repository, commit: CommitId) -> Vec<String> {
        let objects = repository.objects().unwrap();
        let raw = objects.commit(commit).unwrap();
        let tree = crate::git::RawCommit::parse(&raw).unwrap().tree;
        let files = objects.files(tree, &Scope::everything()).unwrap();
        files.into_iter().map(|(path, _)| String::from_utf8(path).unwrap()).collect()
    }

    #[test]
    fn everything_is_committed_but_what_git_ignores() {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write(".gitignore", "public/\n*.tmp\n");
        write("content/a.md", "a\r\n");
        write("content/a.tmp", "x");
        write("public/index.html", "x");
        let first = commit_all(&repository, &author(), "first", None).unwrap();
        assert_eq!(files(&repository, first), [".gitignore", "content/a.md"]);

        std::fs::remove_file(folder.path().join("content/a.md")).unwrap();
        write("content/b.md", "b");
        let second = commit_all(&repository, &author(), "second", None).unwrap();
        assert_eq!(files(&repository, second), [".gitignore", "content/b.md"]);
        assert_eq!(repository.head().unwrap().commit, second);
        assert_eq!(repository.resolve("main~1").unwrap(), first);
    }

    #[test]
    fn bytes_enter_as_they_are_whatever_the_attributes_say() {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        std::fs::write(folder.path().join(".gitattributes"), "* text eol=crlf\n").unwrap();
        std::fs::write(folder.path().join("a"), "a\r\nb\n").unwrap();
        let commit = commit_all(&repository, &author(), "m", None).unwrap();
        let objects = repository.objects().unwrap();
        let raw = objects.commit(commit).unwrap();
        let tree = crate::git::RawCommit::parse(&raw).unwrap().tree;
        let files = objects.files(tree, &Scope::everything()).unwrap();
        let version = Version { mode: Mode::FILE, blob: BlobId::of(b"a\r\nb\n") };
        assert!(files.contains(&(b"a".to_vec(), version)));
    }

    #[test]
    fn the_date_is_the_one_given() {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        let commit = commit_all(&repository, &author(), "m\n", None).unwrap();
        let raw = String::from_utf8(repository.objects().unwrap().commit(commit).unwrap()).unwrap();
        assert!(raw.contains("author 编辑 <editor@anlan.example> 1794189600 +0800\n"), "{raw}");
    }

    #[test]
    fn a_second_repository_is_not_made_over_the_first() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        assert!(create(folder.path()).is_err());
    }
}
