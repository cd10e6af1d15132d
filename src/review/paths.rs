//! Paths and versions in any commit: what lies where, which page a file belongs to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::git::{CommitNo, GitError, Mode, PathNo, Timeline, VersionId};
use crate::model::{ContentPath, Sha256};
use crate::review::Trail;
use crate::review::memory::Declarations;
use crate::source::{CONTENT, Declared, MAX_PAGE, declared};

/// Largest file that can be an item, in bytes: what is signed is read whole, to be hashed.
pub(super) const MAX_ITEM: usize = 256 << 20;

/// Where everything lies that is published, or decides about it.
pub const JUDGED: [&str; 5] = ["content", "themes", "site.toml", "reviewers.toml", ".qianfa/policy"];

/// What a version of a page declares, if it can be read.
type Known = Option<Arc<Declared>>;

/// All paths that any commit of a history has, with what is known of their versions; asked from many threads.
pub struct Paths<'a> {
    trail: Trail<'a>,
    single: bool,
    timelines: Vec<OnceLock<Timeline>>,
    hashes: Vec<OnceLock<Option<Sha256>>>,
    /// Plain paths in the order of their names.
    sorted: Vec<(ContentPath, PathNo)>,
    names: Vec<Option<ContentPath>>,
    declared: Mutex<HashMap<(PathNo, VersionId), Known>>,
    /// What an earlier run found that versions declare.
    remembered: OnceLock<Declarations>,
}

impl<'a> Paths<'a> {
    /// Returns the paths of `trail`; `single` if the repository holds one site.
    pub fn new(trail: Trail<'a>, single: bool) -> Self {
        let parse = |name: &[u8]| std::str::from_utf8(name).ok().and_then(|n| ContentPath::parse(n).ok());
        let names: Vec<Option<ContentPath>> = trail.versions.paths().map(|(_, name)| parse(name)).collect();
        let plain = trail.versions.paths().zip(&names);
        let mut sorted: Vec<_> = plain.filter_map(|((no, _), name)| Some((name.clone()?, no))).collect();
        sorted.sort_unstable();
        let timelines = std::iter::repeat_with(OnceLock::new).take(names.len()).collect();
        let hashes = std::iter::repeat_with(OnceLock::new).take(trail.versions.count()).collect();
        let (declared, remembered) = (Mutex::default(), OnceLock::new());
        Self { trail, single, timelines, hashes, sorted, names, declared, remembered }
    }

    /// Takes over what an earlier run knew of versions.
    pub(super) fn recall(&self, hashes: Vec<(VersionId, Option<Sha256>)>, declared: Declarations) {
        for (version, hash) in hashes {
            if let Some(slot) = version.index().and_then(|at| self.hashes.get(at)) {
                let _ = slot.set(hash);
            }
        }
        let _ = self.remembered.set(declared);
    }

    /// Returns the hashes of versions as far as they were asked for.
    pub(super) fn known_hashes(&self) -> impl Iterator<Item = (usize, Option<Sha256>)> {
        self.hashes.iter().enumerate().filter_map(|(at, slot)| Some((at, *slot.get()?)))
    }

    /// Returns what a version declares, if it was asked for and can be read.
    pub(super) fn known_declared(&self, page: PathNo, version: VersionId) -> Option<Arc<Declared>> {
        let known = self.declared.lock().unwrap_or_else(PoisonError::into_inner).get(&(page, version)).cloned();
        known.unwrap_or_else(|| self.remembered(page, version).map(Arc::new))
    }

    /// Returns all plain paths below `folder`, which ends with a slash, in the order of their names.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = (&ContentPath, PathNo)> {
        let from = self.sorted.partition_point(|(n, _)| n.as_str() < folder);
        self.sorted[from..].iter().take_while(move |(n, _)| n.as_str().starts_with(folder)).map(|(n, no)| (n, *no))
    }

    /// Returns the history that is judged.
    pub fn trail(&self) -> Trail<'a> {
        self.trail
    }

    /// Returns the path with this number, if two systems would read it alike.
    pub fn name(&self, path: PathNo) -> Option<&ContentPath> {
        self.names.get(path.index())?.as_ref()
    }

    /// Returns all plain paths, in the order of their names.
    pub fn all(&self) -> impl Iterator<Item = (&ContentPath, PathNo)> {
        self.sorted.iter().map(|(name, no)| (name, *no))
    }

    /// Returns the number of a path, if any commit has it.
    pub fn find(&self, path: &str) -> Option<PathNo> {
        self.trail.versions.find(path)
    }

    /// Returns whether a path lies in the folders whose history was read.
    pub fn is_judged(&self, path: &str) -> bool {
        JUDGED.iter().any(|top| path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// Returns the version of `path` in `commit`.
    pub fn at(&self, commit: CommitNo, path: PathNo) -> VersionId {
        let graph = self.trail.history.graph();
        self.timelines[path.index()].get_or_init(|| self.trail.versions.timeline(path, graph)).at(commit, graph)
    }

    /// Returns whether `path` is a file in `commit`.
    pub fn has(&self, commit: CommitNo, path: PathNo) -> bool {
        self.at(commit, path) != VersionId::ABSENT
    }

    /// Returns the SHA-256 of a version's bytes; none for what is no file or larger than 256 MiB.
    ///
    /// # Errors
    /// The blob is missing or damaged.
    pub fn sha256(&self, version: VersionId) -> Result<Option<Sha256>, GitError> {
        let Some(slot) = version.index().and_then(|at| self.hashes.get(at)) else { return Ok(None) };
        if let Some(known) = slot.get() {
            return Ok(*known);
        }
        let hash = self.bytes(version, MAX_ITEM)?.map(|bytes| Sha256::of(&bytes));
        Ok(*slot.get_or_init(|| hash))
    }

    /// Returns the bytes of a version; none for what is no file or larger than `most`. Small ones are kept, to be read
    /// again.
    ///
    /// # Errors
    /// The blob is missing or damaged.
    fn bytes(&self, version: VersionId, most: usize) -> Result<Option<Arc<[u8]>>, GitError> {
        let Some(found) = self.trail.versions.version(version) else { return Ok(None) };
        if ![Mode::FILE, Mode::EXECUTABLE].contains(&found.mode) {
            return Ok(None);
        }
        match self.trail.objects.kept_blob(found.blob, most) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(GitError::TooLarge { .. }) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Returns what a version of a page declares; none if it cannot be read.
    ///
    /// # Errors
    /// The blob is missing or damaged.
    pub fn declared(&self, page: PathNo, version: VersionId) -> Result<Option<Arc<Declared>>, GitError> {
        let known = self.declared.lock().unwrap_or_else(PoisonError::into_inner).get(&(page, version)).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let made = match self.remembered(page, version) {
            Some(declared) => Some(Arc::new(declared)),
            None => self.read_declared(page, version)?.map(Arc::new),
        };
        self.declared.lock().unwrap_or_else(PoisonError::into_inner).insert((page, version), made.clone());
        Ok(made)
    }

    fn remembered(&self, page: PathNo, version: VersionId) -> Option<Declared> {
        self.remembered.get()?.get(self.trail.memory?, page, version)
    }

    fn read_declared(&self, page: PathNo, version: VersionId) -> Result<Option<Declared>, GitError> {
        let Some(path) = self.name(page) else { return Ok(None) };
        Ok(self.with_text(version, |text| declared(path, text, self.single))?.flatten())
    }

    /// Returns what `then` makes of the text of a version of a page; none if it is no text or too long for a page.
    ///
    /// # Errors
    /// The blob is missing or damaged.
    pub fn with_text<T>(&self, version: VersionId, then: impl FnOnce(&str) -> T) -> Result<Option<T>, GitError> {
        let bytes = self.bytes(version, MAX_PAGE)?;
        Ok(bytes.and_then(|bytes| simdutf8::basic::from_utf8(&bytes).ok().map(then)))
    }

    /// Returns the files other than Markdown that lie beside `page` in `commit`: in its own folder, unless a page
    /// further down has them.
    pub fn beside(&self, commit: CommitNo, page: PathNo) -> Vec<PathNo> {
        let Some(name) = self.name(page) else { return Vec::new() };
        let folder = files_folder(name.as_str());
        let inside = format!("{folder}/");
        let from = self.sorted.partition_point(|(n, _)| n.as_str() < inside.as_str());
        let below = self.sorted[from..].iter().take_while(|(n, _)| n.as_str().starts_with(&inside));
        let own = |(name, no): &&(ContentPath, PathNo)| {
            is_file_beside(name.as_str()) && self.has(commit, *no) && self.owner(commit, name.as_str()) == Some(page)
        };
        below.filter(own).map(|(_, no)| *no).collect()
    }

    /// Returns the page beside which a file lies in `commit`: the nearest whose folder holds it.
    pub fn owner(&self, commit: CommitNo, file: &str) -> Option<PathNo> {
        let mut folder = file;
        loop {
            folder = folder.rsplit_once('/')?.0;
            let here = [format!("{folder}/index.md"), format!("{folder}.md")];
            let there = here.iter().filter_map(|p| self.find(p)).find(|no| self.has(commit, *no));
            if there.is_some() {
                return there;
            }
        }
    }
}

/// Returns whether a path is that of a page: Markdown below `content/`, not hidden.
pub fn is_page(path: &str) -> bool {
    path.ends_with(".md") && is_content(path)
}

/// Returns whether a path is that of a file that can lie beside a page.
pub(super) fn is_file_beside(path: &str) -> bool {
    !path.ends_with(".md") && is_content(path)
}

fn is_content(path: &str) -> bool {
    let inside = path.strip_prefix(CONTENT).and_then(|rest| rest.strip_prefix('/'));
    inside.is_some_and(|inside| !inside.split('/').any(|segment| segment.starts_with('.')))
}

/// Returns the folder that the files beside a page lie in.
pub(super) fn files_folder(page: &str) -> &str {
    page.strip_suffix("/index.md").or_else(|| page.strip_suffix(".md")).unwrap_or(page)
}
