//! The repository around us: opened, or refused with a reason; where HEAD is; a few settings.
//!
//! Two kinds of refusal. What the library cannot read at all (SHA-256, reftable, foreign owner) is refused when
//! opening. What it can read but not completely (shallow, partial, grafts) is refused when a history is wanted, so
//! that checking a page still works in the shallow clone of a build machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::{Config, ErrorCode};

use super::commit::RawCommit;
use super::error::{GitError, cannot};
use super::founding::oid;
use super::objects::Objects;
use super::packfile::Packfiles;
use super::tree::TreeId;
use crate::model::CommitId;

/// A repository that the library can read.
pub struct Repository {
    pub(super) inner: git2::Repository,
    /// In the folder of objects, and in those of what a push brought, before it is taken in; opened once for all who read.
    packfiles: Arc<Packfiles>,
}

/// Where HEAD stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The commit.
    pub commit: CommitId,
    /// The branch, unless HEAD is detached.
    pub branch: Option<String>,
}

impl Repository {
    /// Opens the repository at `start` or in the nearest folder above it.
    ///
    /// # Errors
    /// None there, owned by somebody else, committed to another repository, or in a format that the library cannot read.
    pub fn open(start: &Path) -> Result<Self, GitError> {
        let none: [&Path; 0] = [];
        let folder = git2::Repository::discover_path(start, none).map_err(|e| match e.code() {
            ErrorCode::NotFound => GitError::NoRepository { path: start.to_owned() },
            _ => cannot("look for the repository")(e),
        })?;
        refuse_committed(&folder)?;
        refuse_format(&common_folder(&folder)?.join("config"))?;
        let inner = git2::Repository::open(&folder).map_err(|e| unreadable(&folder, &e))?;
        let packfiles = Packfiles::of(vec![inner.commondir().join("objects")]).into();
        Ok(Self { inner, packfiles })
    }

    /// Returns the repository with the objects of these folders as well: inside a hook git keeps what a push brought
    /// apart until the hook agrees.
    #[must_use]
    pub fn with_objects(self, folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let all = self.packfiles.folders().iter().cloned().chain(folders);
        Self { packfiles: Packfiles::of(all.collect()).into(), ..self }
    }

    /// Refuses a repository that may not hold its whole history, or pretends another.
    ///
    /// # Errors
    /// Shallow, partial, or with a graft file.
    pub fn refuse_incomplete(&self) -> Result<(), GitError> {
        let common = self.inner.commondir();
        if exists(&common.join("shallow"))? {
            return Err(GitError::Shallow);
        }
        let grafts = common.join("info/grafts");
        if exists(&grafts)? {
            return Err(GitError::Grafts { path: grafts });
        }
        match self.sign_of_promises()? {
            Some(sign) => Err(GitError::Partial { sign }),
            None => Ok(()),
        }
    }

    /// Returns what shows that objects were left with a server, if anything does.
    fn sign_of_promises(&self) -> Result<Option<String>, GitError> {
        for pattern in [r"^remote\..*\.promisor$", r"^remote\..*\.partialclonefilter$"] {
            if let Some(key) = first_key(&self.common_config()?, pattern)? {
                return Ok(Some(key));
            }
        }
        let packs = self.inner.commondir().join("objects/pack");
        let entries = match std::fs::read_dir(&packs) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(GitError::Read { path: packs, source }),
            Ok(entries) => entries,
        };
        for entry in entries {
            let entry = entry.map_err(|source| GitError::Read { path: packs.clone(), source })?;
            if entry.path().extension().is_some_and(|e| e == "promisor") {
                return Ok(Some(entry.file_name().to_string_lossy().into_owned()));
            }
        }
        Ok(None)
    }

    /// Returns whether git would show other objects in the place of some; this program never does.
    ///
    /// # Errors
    /// The references cannot be read.
    pub fn has_replacements(&self) -> Result<bool, GitError> {
        let mut found = self.inner.references_glob("refs/replace/*").map_err(cannot("list the replacements"))?;
        Ok(found.next().is_some())
    }

    /// Returns where HEAD stands.
    ///
    /// # Errors
    /// No commit yet, or a broken reference.
    pub fn head(&self) -> Result<Head, GitError> {
        let head = match self.inner.head() {
            Err(e) if e.code() == ErrorCode::UnbornBranch => return Err(GitError::Unborn { branch: self.unborn() }),
            head => head.map_err(cannot("read HEAD"))?,
        };
        let target = head.target().ok_or_else(|| GitError::NoSuchRevision { revision: "HEAD".into() })?;
        let branch = head.is_branch().then(|| String::from_utf8_lossy(head.shorthand_bytes()).into_owned());
        Ok(Head { commit: commit_id(target), branch })
    }

    /// Returns the branch that HEAD names, whether it has a commit or not; none if HEAD is detached.
    pub fn head_branch(&self) -> Option<String> {
        let head = self.inner.find_reference("HEAD").ok()?;
        let name = String::from_utf8_lossy(head.symbolic_target_bytes()?).into_owned();
        name.strip_prefix("refs/heads/").map(str::to_owned)
    }

    fn unborn(&self) -> String {
        let head = self.inner.find_reference("HEAD").ok();
        let branch = head.as_ref().and_then(|h| h.symbolic_target_bytes()).map(String::from_utf8_lossy);
        branch.map_or_else(|| "HEAD".into(), |b| b.trim_start_matches("refs/heads/").to_owned())
    }

    /// Returns the commit that `revision` names (a branch, a tag, an abbreviated id, `HEAD~2`).
    ///
    /// # Errors
    /// No such commit, or more than one.
    pub fn resolve(&self, revision: &str) -> Result<CommitId, GitError> {
        let none = |_| GitError::NoSuchRevision { revision: revision.to_owned() };
        let object = self.inner.revparse_single(revision).map_err(none)?;
        object.peel(git2::ObjectType::Commit).map(|c| commit_id(c.id())).map_err(none)
    }

    /// Returns the tree that a commit holds, as its raw bytes say.
    ///
    /// # Errors
    /// The commit is missing or damaged.
    pub fn tree_of(&self, commit: CommitId) -> Result<TreeId, GitError> {
        let raw = self.objects()?.commit(commit)?;
        let damaged = || GitError::Damaged { id: commit.to_string(), fault: "its tree cannot be read".into() };
        RawCommit::parse(&raw).map(|c| c.tree).ok_or_else(damaged)
    }

    /// Returns a best common ancestor of two commits, if there is one: a proposal, since there may be several.
    ///
    /// # Errors
    /// The history may be incomplete, or a commit is missing.
    pub fn merge_base(&self, a: CommitId, b: CommitId) -> Result<Option<CommitId>, GitError> {
        self.refuse_incomplete()?;
        match self.inner.merge_base(oid(a), oid(b)) {
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            base => base.map(|id| Some(commit_id(id))).map_err(cannot("look for a common ancestor")),
        }
    }

    /// Returns the local branches and where they stand, in the order of their names.
    ///
    /// # Errors
    /// A reference cannot be read.
    pub fn branches(&self) -> Result<Vec<(String, CommitId)>, GitError> {
        let mut branches = Vec::new();
        let all = self.inner.branches(Some(git2::BranchType::Local)).map_err(cannot("list the branches"))?;
        for branch in all {
            let (branch, _) = branch.map_err(cannot("list the branches"))?;
            let name = String::from_utf8_lossy(branch.name_bytes().map_err(cannot("read a branch"))?).into_owned();
            let commit = branch.get().peel_to_commit().map_err(cannot("read a branch"))?;
            branches.push((name, commit_id(commit.id())));
        }
        branches.sort();
        Ok(branches)
    }

    /// Opens the objects.
    ///
    /// # Errors
    /// The folder has gone.
    pub fn objects(&self) -> Result<Objects, GitError> {
        Objects::open(self.packfiles.clone())
    }

    /// Returns the folder that people work in, unless the repository is bare.
    pub fn work_tree(&self) -> Option<&Path> {
        self.inner.workdir()
    }

    /// Returns what is not committed at or below these paths: files whose version in the index or in the work tree is
    /// not that of HEAD, in the order of paths. Nothing in a bare repository.
    ///
    /// # Errors
    /// The index or the work tree cannot be read.
    pub fn uncommitted<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Result<Vec<String>, GitError> {
        let mut options = git2::StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).disable_pathspec_match(true);
        let mut any = false;
        for path in paths {
            any = true;
            options.pathspec(path);
        }
        if !any || self.inner.workdir().is_none() {
            return Ok(Vec::new());
        }
        let statuses = self.inner.statuses(Some(&mut options)).map_err(cannot("compare the work tree"))?;
        let mut found: Vec<String> =
            statuses.iter().map(|s| String::from_utf8_lossy(s.path_bytes()).into_owned()).collect();
        found.sort();
        Ok(found)
    }

    /// Returns the folder that all work trees share (`.git`), where this program keeps its cache.
    pub fn common_folder(&self) -> &Path {
        self.inner.commondir()
    }

    /// Returns a setting of this repository; what the user or the machine sets elsewhere is not asked.
    ///
    /// # Errors
    /// The configuration cannot be read, or the value is not UTF-8.
    pub fn setting(&self, key: &str) -> Result<Option<String>, GitError> {
        match self.common_config()?.get_string(key) {
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            value => value.map(Some).map_err(cannot("read the repository's configuration")),
        }
    }

    /// Writes a setting of this repository.
    ///
    /// # Errors
    /// The configuration cannot be written, or the key has no section.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), GitError> {
        self.common_config()?.set_str(key, value).map_err(cannot("write the repository's configuration"))
    }

    fn common_config(&self) -> Result<Config, GitError> {
        Config::open(&self.inner.commondir().join("config")).map_err(cannot("read the repository's configuration"))
    }
}

/// Returns the commit with the library's name for it.
pub(super) fn commit_id(oid: git2::Oid) -> CommitId {
    CommitId::from_bytes(oid.as_bytes().try_into().expect("only SHA-1 repositories are opened"))
}

/// Returns the tree with the library's name for it.
pub(super) fn tree_id(oid: git2::Oid) -> TreeId {
    TreeId::from_bytes(oid.as_bytes().try_into().expect("only SHA-1 repositories are opened"))
}

/// Returns the folder that all work trees of the repository in `folder` share.
fn common_folder(folder: &Path) -> Result<PathBuf, GitError> {
    let link = folder.join("commondir");
    match std::fs::read_to_string(&link) {
        Ok(text) => Ok(folder.join(text.trim_end_matches(['\n', '\r']))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(folder.to_owned()),
        Err(source) => Err(GitError::Read { path: link, source }),
    }
}

fn exists(path: &Path) -> Result<bool, GitError> {
    path.try_exists().map_err(|source| GitError::Read { path: path.to_owned(), source })
}

/// Returns the first key of `config` that matches.
fn first_key(config: &Config, pattern: &str) -> Result<Option<String>, GitError> {
    let mut entries = config.entries(Some(pattern)).map_err(cannot("read the repository's configuration"))?;
    let first = entries.next().transpose().map_err(cannot("read the repository's configuration"))?;
    Ok(first.map(|e| String::from_utf8_lossy(e.name_bytes()).into_owned()))
}

/// Refuses a folder that only looks like a repository because somebody committed the right files; git would take it for
/// one, and run what its configuration names.
fn refuse_committed(folder: &Path) -> Result<(), GitError> {
    let plain: PathBuf = folder.components().collect();
    // Git commits nothing of this name.
    if plain.file_name().is_some_and(|name| name == ".git") {
        return Ok(());
    }
    let none: [&Path; 0] = [];
    let tracks = |above: &Path| {
        let outer = git2::Repository::open_ext(above, git2::RepositoryOpenFlags::NO_SEARCH, none).ok()?;
        let inside = plain.strip_prefix(outer.workdir()?.canonicalize().ok()?).ok()?;
        outer.index().ok()?.get_path(&inside.join("HEAD"), 0)
    };
    // Another of its kind may lie between, so all of them are asked.
    match plain.ancestors().skip(1).any(|above| tracks(above).is_some()) {
        true => Err(GitError::Committed { path: plain }),
        false => Ok(()),
    }
}

/// Refuses formats by what the configuration says, whatever version it claims: the library believes only version 1.
fn refuse_format(config: &Path) -> Result<(), GitError> {
    if !exists(config)? {
        return Ok(());
    }
    let config = Config::open(config).map_err(cannot("read the repository's configuration"))?;
    if let Some(format) = extension(&config, "objectformat")?.filter(|f| !f.eq_ignore_ascii_case("sha1")) {
        return Err(GitError::ObjectFormat { format });
    }
    if let Some(format) = extension(&config, "refstorage")?.filter(|f| !f.eq_ignore_ascii_case("files")) {
        return Err(GitError::RefStorage { format });
    }
    match extension(&config, "partialclone")? {
        Some(_) => Err(GitError::Partial { sign: "extensions.partialClone".into() }),
        None => Ok(()),
    }
}

fn extension(config: &Config, name: &str) -> Result<Option<String>, GitError> {
    match config.get_string(&format!("extensions.{name}")) {
        Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
        value => value.map(Some).map_err(cannot("read the repository's configuration")),
    }
}

/// Says why the library would not open `folder`.
fn unreadable(folder: &Path, error: &git2::Error) -> GitError {
    let extension = error.message().split_once("unsupported extension name extensions.");
    match (error.code(), extension) {
        (ErrorCode::Owner, _) => GitError::ForeignOwner { path: owned(folder) },
        (_, Some((_, name))) => GitError::Extension { name: name.to_owned() },
        _ => cannot("open the repository")(git2::Error::new(error.code(), error.class(), error.message())),
    }
}

/// Returns the folder that `safe.directory` must name: the work tree, where there is one.
fn owned(folder: &Path) -> PathBuf {
    let plain: PathBuf = folder.components().collect();
    if plain.ends_with(".git") { plain.parent().map_or(plain.clone(), Path::to_owned) } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::create;

    fn repository() -> (tempfile::TempDir, Repository) {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        (folder, repository)
    }

    fn reopened(folder: &tempfile::TempDir) -> Result<(), GitError> {
        Repository::open(folder.path())?.refuse_incomplete()
    }

    #[test]
    fn an_ordinary_repository_is_complete() {
        let (folder, repository) = repository();
        repository.refuse_incomplete().unwrap();
        let below = folder.path().join("content/portal");
        std::fs::create_dir_all(&below).unwrap();
        Repository::open(&below).unwrap().refuse_incomplete().unwrap();
        assert!(matches!(repository.head(), Err(GitError::Unborn { branch }) if branch == "main"));
        assert!(!repository.has_replacements().unwrap());
    }

    #[test]
    fn a_folder_without_repository_says_where_the_search_began() {
        let folder = tempfile::tempdir().unwrap();
        let error = Repository::open(folder.path()).err().unwrap();
        assert!(matches!(error, GitError::NoRepository { path } if path == folder.path()));
    }

    #[test]
    fn a_shallow_clone_is_refused() {
        let (folder, repository) = repository();
        std::fs::write(repository.common_folder().join("shallow"), "").unwrap();
        assert!(matches!(reopened(&folder), Err(GitError::Shallow)));
    }

    #[test]
    fn grafts_are_refused_and_named() {
        let (folder, repository) = repository();
        let grafts = repository.common_folder().join("info/grafts");
        std::fs::create_dir_all(grafts.parent().unwrap()).unwrap();
        std::fs::write(&grafts, "").unwrap();
        assert!(matches!(reopened(&folder), Err(GitError::Grafts { path }) if path == grafts));
    }

    #[test]
    fn a_partial_clone_is_refused_by_each_of_its_signs() {
        for key in ["extensions.partialclone", "remote.origin.promisor", "remote.a.b.partialclonefilter"] {
            let (folder, repository) = repository();
            repository.set_setting(key, "true").unwrap();
            assert!(matches!(reopened(&folder), Err(GitError::Partial { .. })), "{key}");
        }
        let (folder, repository) = repository();
        std::fs::write(repository.common_folder().join("objects/pack/pack-1.promisor"), "").unwrap();
        assert!(matches!(reopened(&folder), Err(GitError::Partial { sign }) if sign == "pack-1.promisor"));
    }

    #[test]
    fn sha256_and_reftable_are_refused_whatever_version_the_configuration_claims() {
        for version in ["0", "1"] {
            let (folder, repository) = repository();
            repository.set_setting("core.repositoryformatversion", version).unwrap();
            repository.set_setting("extensions.refstorage", "reftable").unwrap();
            assert!(matches!(reopened(&folder), Err(GitError::RefStorage { .. })));
            repository.set_setting("extensions.objectformat", "sha256").unwrap();
            assert!(matches!(reopened(&folder), Err(GitError::ObjectFormat { format }) if format == "sha256"));
        }
    }

    #[test]
    fn an_unknown_extension_is_named() {
        let (folder, repository) = repository();
        repository.set_setting("core.repositoryformatversion", "1").unwrap();
        repository.set_setting("extensions.future", "true").unwrap();
        assert!(matches!(reopened(&folder), Err(GitError::Extension { name }) if name == "future"));
    }

    #[test]
    fn a_foreign_owner_is_told_apart_and_the_folder_named() {
        let error = git2::Error::new(ErrorCode::Owner, git2::ErrorClass::Config, "owned by somebody else");
        let refusal = unreadable(Path::new("/srv/site/.git/"), &error);
        assert!(matches!(&refusal, GitError::ForeignOwner { path } if path == Path::new("/srv/site")));
        assert!(refusal.to_string().contains("safe.directory /srv/site"));
    }

    #[test]
    fn settings_are_read_back_from_this_repository_alone() {
        let (_folder, repository) = repository();
        assert_eq!(repository.setting("qianfa.trust").unwrap(), None);
        repository.set_setting("qianfa.trust", "sha256:00").unwrap();
        assert_eq!(repository.setting("qianfa.trust").unwrap().as_deref(), Some("sha256:00"));
        assert_eq!(repository.setting("init.defaultBranch").unwrap(), None);
    }
}
