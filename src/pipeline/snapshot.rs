//! What a commit holds, read as the work tree is read: the files of a release.
//!
//! Nothing is checked out, so neither a filter, a line-ending setting nor a half-finished save can stand between what
//! people signed and what is published.

use std::io::{self, Cursor};
use std::sync::{Mutex, PoisonError};

use crate::git::{GitError, History, Mode, Objects, RawCommit, Scope, Seal, TreeId, Version, Versions};
use crate::model::{BlobId, CommitId, ContentPath};
use crate::render::{Attachment, Originals, Unreadable};
use crate::source::{
    self, CONTENT, Entry, EntryKind, FileBeside, Files, Hidden, MAX_FILE, MAX_PAGE, MAX_TABLE, Page, REVIEWERS_FILE,
    ReadSeek, SITE_FILE, Stamp, Table, not_plain, too_large,
};
use crate::write::{Proofs, SignOffProof};

/// The blobs of a repository, as the files and the originals of a release.
///
/// What only reads files cannot say why git failed, so the first failure is kept: whoever reads through this must ask
/// [`Blobs::whole`] before anything is published.
pub struct Blobs<'o> {
    objects: &'o Objects,
    failure: Mutex<Option<GitError>>,
}

impl<'o> Blobs<'o> {
    /// Returns the blobs among `objects`.
    pub fn new(objects: &'o Objects) -> Self {
        Self { objects, failure: Mutex::new(None) }
    }

    /// Returns whether everything that was asked for could be read.
    ///
    /// # Errors
    /// The first failure: an object is missing or damaged.
    pub fn whole(&self) -> Result<(), GitError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }

    fn read(&self, blob: BlobId, most: usize) -> io::Result<Vec<u8>> {
        self.objects.blob(blob, most).map_err(|error| match error {
            GitError::TooLarge { .. } => too_large(most),
            error => self.failed(error),
        })
    }

    fn size(&self, blob: BlobId) -> io::Result<u64> {
        self.objects.blob_size(blob).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: GitError) -> io::Error {
        let text = error.to_string();
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        io::Error::other(text)
    }

    fn beside(&self, file: &FileBeside, most: usize) -> Result<Vec<u8>, Unreadable> {
        let unreadable = |reason: String| Unreadable { path: file.path.clone(), reason };
        let blob = file.stamp.blob().ok_or_else(|| unreadable("not read from a commit".to_owned()))?;
        self.read(blob, most).map_err(|e| unreadable(e.to_string()))
    }
}

// By the names that records keep, so that pages and files of several commits can stand in one release.
impl Originals for Blobs<'_> {
    fn page(&self, page: &Page) -> Result<String, Unreadable> {
        let unreadable = |reason: String| Unreadable { path: page.path.clone(), reason };
        let bytes = self.read(page.blob, MAX_PAGE).map_err(|e| unreadable(e.to_string()))?;
        String::from_utf8(bytes).map_err(|_| unreadable("not UTF-8".to_owned()))
    }

    fn table(&self, file: &FileBeside) -> Result<Table, Unreadable> {
        let unreadable = || Unreadable { path: file.path.clone(), reason: "not a table".to_owned() };
        source::table_in(self.beside(file, MAX_TABLE)?).ok_or_else(unreadable)
    }

    fn bytes(&self, file: &FileBeside) -> Result<Vec<u8>, Unreadable> {
        self.beside(file, MAX_FILE)
    }

    fn file(&self, file: &FileBeside) -> Result<Attachment, Unreadable> {
        self.bytes(file).map(Attachment::Bytes)
    }
}

/// The sign-offs of a history, as proofs: those that were read for it are not read again.
pub struct SignOffs<'h> {
    /// The history.
    pub history: &'h History,
    /// Where what git cannot read is its failure, too.
    pub blobs: &'h Blobs<'h>,
}

impl Proofs for SignOffs<'_> {
    fn proof(&self, id: CommitId) -> Result<SignOffProof, String> {
        let Self { history, blobs } = self;
        let proof = || {
            let raw = match history.number(id) {
                Some(commit) => history.raw(commit, blobs.objects)?,
                None => blobs.objects.commit(id)?.into(),
            };
            let damaged = || GitError::Damaged { id: id.to_string(), fault: "no signature".to_owned() };
            match RawCommit::parse(&raw).ok_or_else(damaged)?.seal {
                Seal::Signed(s) => Ok(SignOffProof { payload: s.payload(), signature: s.armour() }),
                Seal::Unsigned(_) => Err(damaged()),
            }
        };
        proof().map_err(|error| blobs.failed(error).to_string())
    }
}

/// What a site is made of, and the gate judges.
const SITE: [&str; 4] = [SITE_FILE, REVIEWERS_FILE, CONTENT, "themes"];

/// What it is made of as well.
const DATA: &str = "data";

/// The files of one commit.
pub struct Snapshot<'b> {
    blobs: &'b Blobs<'b>,
    /// In the order of their bytes, each path once: everything in a folder stands together.
    files: Vec<(Vec<u8>, Version)>,
}

impl<'b> Snapshot<'b> {
    /// Returns the snapshot of these files, as [`Objects::files`] lists them.
    pub fn new(blobs: &'b Blobs<'b>, mut files: Vec<(Vec<u8>, Version)>) -> Self {
        // Git's order is that of the bytes of whole paths, so this only makes sure.
        files.sort_by(|a, b| a.0.cmp(&b.0));
        Self { blobs, files }
    }

    /// Returns everything of a tree that a site is made of.
    ///
    /// # Errors
    /// A tree is missing, damaged or malformed.
    pub fn of_site(blobs: &'b Blobs<'b>, tree: TreeId) -> Result<Self, GitError> {
        Ok(Self::new(blobs, blobs.objects.files(tree, &Scope::of(SITE.into_iter().chain([DATA])))?))
    }

    /// Returns the same of the last commit of a history that was compared: what came and did not go is there, without
    /// reading thousands of folders once more. If some commit held one that can be read in two ways, they are read.
    ///
    /// # Errors
    /// As for [`Snapshot::of_site`].
    pub fn of_head(blobs: &'b Blobs<'b>, history: &History, versions: &Versions) -> Result<Self, GitError> {
        let (head, graph, scope) = (history.head(), history.graph(), Scope::of(SITE));
        let tree = history.node(head).tree;
        if !versions.faults().is_empty() {
            return Self::of_site(blobs, tree);
        }
        let there = |path| versions.version(versions.timeline(path, graph).at(head, graph));
        let named = versions.paths().filter(|(_, name)| scope.holds(name));
        let mut files: Vec<_> = named.filter_map(|(path, name)| Some((name.to_vec(), there(path)?))).collect();
        files.extend(blobs.objects.files(tree, &Scope::of([DATA]))?);
        let snapshot = Self::new(blobs, files);
        debug_assert_eq!(snapshot.files, Self::of_site(blobs, tree)?.files, "a history says what its last tree says");
        Ok(snapshot)
    }

    /// Returns the page `path` of a tree with the folder of the files beside it: all that is read of a held edition.
    ///
    /// # Errors
    /// A tree on the way is missing, damaged or malformed.
    pub fn of_page(blobs: &'b Blobs<'b>, tree: TreeId, path: &ContentPath) -> Result<Self, GitError> {
        let scope = Scope::of([path.as_str(), source::files_folder(path)]);
        Ok(Self::new(blobs, blobs.objects.files(tree, &scope)?))
    }

    /// Returns the blobs that its files are.
    pub(super) fn blobs(&self) -> &'b Blobs<'b> {
        self.blobs
    }

    fn version(&self, path: &[u8]) -> Option<Version> {
        let found = self.files.binary_search_by(|(p, _)| p.as_slice().cmp(path)).ok()?;
        Some(self.files[found].1)
    }

    fn blob(&self, path: &str) -> io::Result<BlobId> {
        let version = self.version(path.as_bytes()).ok_or(io::ErrorKind::NotFound)?;
        if matches!(kind(version), EntryKind::File) { Ok(version.blob) } else { Err(not_plain()) }
    }

    /// Returns the files below `folder`.
    fn below(&self, folder: &str) -> &[(Vec<u8>, Version)] {
        let inside = format!("{folder}/");
        let first = self.files.partition_point(|(path, _)| path.as_slice() < inside.as_bytes());
        let count = self.files[first..].partition_point(|(path, _)| path.starts_with(inside.as_bytes()));
        &self.files[first..first + count]
    }

    /// Returns what stands at `folder` or on the way to it and is no folder.
    fn obstacle<'f>(&self, folder: &'f str) -> Option<Entry<'f>> {
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        ends.map(|end| &folder[..end]).find_map(|path| {
            let version = self.version(path.as_bytes())?;
            Some(match kind(version) {
                EntryKind::File if path.len() < folder.len() => absent(folder, io::ErrorKind::NotADirectory),
                kind => Entry { path: path.as_bytes(), kind },
            })
        })
    }
}

impl Files for Snapshot<'_> {
    fn visit(&self, folder: &str, hidden: Hidden, tell: &mut dyn FnMut(Entry<'_>)) {
        if let Some(entry) = self.obstacle(folder) {
            return tell(entry);
        }
        let files = self.below(folder);
        if files.is_empty() {
            return tell(absent(folder, io::ErrorKind::NotFound));
        }
        tell(Entry { path: folder.as_bytes(), kind: EntryKind::Folder });
        let mut last = folder.as_bytes();
        for (path, version) in files {
            if hidden == Hidden::LeftOut && path[folder.len()..].windows(2).any(|pair| pair == b"/.") {
                continue;
            }
            for end in new_folders(last, path, folder.len()) {
                tell(Entry { path: &path[..end], kind: EntryKind::Folder });
            }
            tell(Entry { path, kind: kind(*version) });
            last = path;
        }
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        self.blobs.size(self.blob(path)?)
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        self.blob(path).map(Stamp::Blob)
    }

    fn read(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        self.blobs.read(self.blob(path)?, most)
    }

    fn open(&self, path: &str, most: usize) -> io::Result<Box<dyn ReadSeek + '_>> {
        Ok(Box::new(Cursor::new(self.read(path, most)?)))
    }
}

fn absent(folder: &str, why: io::ErrorKind) -> Entry<'_> {
    Entry { path: folder.as_bytes(), kind: EntryKind::Unreadable(why.into()) }
}

fn kind(version: Version) -> EntryKind {
    match version.mode {
        Mode::FILE | Mode::EXECUTABLE => EntryKind::File,
        Mode::SYMLINK => EntryKind::Link,
        mode => EntryKind::Foreign { mode: mode.bits() },
    }
}

/// Returns where the folders end that `path` lies in and `last`, the path before it, does not, from the first below
/// `top` bytes on.
fn new_folders(last: &[u8], path: &[u8], top: usize) -> impl Iterator<Item = usize> {
    let slashes = path.iter().enumerate().skip(top + 1).filter(|(_, b)| **b == b'/').map(|(at, _)| at);
    slashes.filter(move |&end| !last.starts_with(&path[..=end]))
}
