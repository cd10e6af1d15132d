//! Fills a stage with the outputs of a plan, in parallel and with one buffer a thread.
//!
//! Where the folder holds an older build, only what differs from it is written: a file whose key is still the same is not
//! made at all, one whose bytes turn out the same stays where it is.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::WriteError;
use super::ledger::{Kept, Ledger, Left};
use crate::model::Sha256;
use crate::render::Key;

/// Most items that one thread makes before another may take over what follows.
const AT_ONCE: usize = 128;

/// Bytes of room that a buffer keeps for the next item: far more than a page has, less than the table of a catalogue.
const KEPT: usize = 1 << 20;

/// What a build wrote.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Written {
    /// Files of the whole output.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// How many of the files were written; the others were there, and the same.
    pub fresh: usize,
    /// Files of an older build that are gone.
    pub removed: usize,
}

impl Written {
    /// Counts these files.
    pub(super) fn of(made: &[Made]) -> Self {
        let fresh = made.iter().filter(|m| m.fresh().is_some()).count();
        Self { files: made.len(), bytes: made.iter().map(|m| m.bytes).sum(), fresh, removed: 0 }
    }
}

/// Where an output's bytes come from.
pub(super) enum Bytes<'b> {
    /// They are in the buffer.
    Buffer,
    /// They are these.
    These(Cow<'b, [u8]>),
    /// They are those of these texts, one behind the other.
    Pieces(&'b [String]),
    /// They are those of this file of the repository.
    Copy(PathBuf),
}

/// Whether the bytes of what is written are named while they are at hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hashed {
    Yes,
    No,
}

/// Where files are made before anybody sees them.
#[derive(Clone, Copy)]
pub(super) struct Stage<'a> {
    /// The folder.
    pub(super) path: &'a Path,
    /// The repository whose files may be copied; without one, nothing is.
    pub(super) root: Option<&'a Path>,
    /// The folder that an older build is in, and what that left there; without one, everything is written.
    pub(super) over: Option<(&'a Path, &'a Ledger)>,
    /// Whether keys are wanted, for the next build.
    pub(super) keyed: bool,
}

/// What is made.
pub(super) struct Work<'j, 'i, T> {
    pub(super) items: &'i [T],
    /// Where each stands in the output.
    pub(super) place: &'j (dyn Fn(&T) -> String + Sync),
    /// Names everything that its bytes depend on.
    pub(super) key: &'j (dyn Fn(&T) -> Key + Sync),
    /// When each takes its place, of those that do so one by one.
    pub(super) turn: &'j (dyn Fn(&T) -> Turn + Sync),
    pub(super) hashed: Hashed,
}

/// In which order files take their places: none before those that it leads to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Turn {
    Asset,
    Page,
    List,
    Manifest,
}

/// One file of the output.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) bytes: u64,
    /// The hash of its bytes, if it was asked for.
    pub(super) sha256: Option<Sha256>,
    /// What is new about it; nothing if all is as an older build left it. In a box: most builds bring little new.
    pub(super) new: Option<Box<New>>,
}

/// What is new about a file.
#[derive(Clone, Debug)]
pub(super) struct New {
    /// Where it stands in the output.
    pub(super) place: String,
    /// Whether it was written; otherwise its bytes stand in their place already.
    pub(super) fresh: bool,
    /// Whether the older build had a file here.
    pub(super) had: bool,
    pub(super) turn: Turn,
    /// What the next build is told of it, if that is wanted.
    pub(super) kept: Option<Kept>,
}

impl Made {
    /// Returns what is new, if the file was written.
    pub(super) fn fresh(&self) -> Option<&New> {
        self.new.as_deref().filter(|new| new.fresh)
    }
}

/// Makes every item in the stage, and returns them in their order: `make` fills the buffer or names where the bytes are.
pub(super) fn fill<'i, T: Sync>(
    stage: Stage<'_>,
    work: &Work<'_, 'i, T>,
    make: impl Fn(&'i T, &mut Vec<u8>) -> Result<Bytes<'i>, WriteError> + Sync,
) -> Result<Vec<Made>, WriteError> {
    if stage.over.is_none() {
        make_folders(stage.path, work.items.iter().map(work.place))?;
    }
    // Some take a thousand times what others take: whoever is idle must find something to take over.
    let filled = work.items.par_iter().with_max_len(AT_ONCE).map_init(Vec::new, |buffer, item| {
        buffer.clear();
        buffer.shrink_to(KEPT);
        let place = (work.place)(item);
        let key = stage.keyed.then(|| (work.key)(item));
        let old = stage.over.and_then(|(out, ledger)| Some((out, ledger.see(&place)?)));
        if let Some((_, kept)) = old.filter(|(_, kept)| Some(kept.key) == key && is_hashed(kept, work.hashed)) {
            return Ok(Made { bytes: kept.bytes, sha256: kept.sha256, new: None });
        }
        let bytes = make(item, buffer)?;
        let one = One { stage, place: &place, key, old, turn: (work.turn)(item), hashed: work.hashed };
        one.take(&bytes, buffer).map_err(|e| WriteError::at(&stage.path.join(&place), e))
    });
    filled.collect()
}

fn is_hashed(kept: &Kept, hashed: Hashed) -> bool {
    hashed == Hashed::No || kept.sha256.is_some()
}

/// Makes every folder once, parents before children.
fn make_folders(root: &Path, places: impl Iterator<Item = String>) -> Result<(), WriteError> {
    let (mut folders, mut last) = (BTreeSet::new(), String::new());
    for place in places {
        let parent = place.rsplit_once('/').map_or("", |(parent, _)| parent);
        // Neighbours mostly share theirs.
        if parent != last {
            last = parent.to_owned();
            folders.insert(last.clone());
        }
    }
    for folder in folders {
        let path = root.join(folder);
        fs::create_dir_all(&path).map_err(|e| WriteError::at(&path, e))?;
    }
    Ok(())
}

/// One file on its way.
struct One<'a> {
    stage: Stage<'a>,
    place: &'a str,
    key: Option<Key>,
    /// The folder of the older build, and what that left at this place.
    old: Option<(&'a Path, &'a Kept)>,
    turn: Turn,
    hashed: Hashed,
}

impl One<'_> {
    fn take(&self, bytes: &Bytes<'_>, buffer: &[u8]) -> io::Result<Made> {
        match bytes {
            Bytes::Buffer => self.put(&[buffer]),
            Bytes::These(bytes) => self.put(&[bytes]),
            Bytes::Pieces(texts) => self.put(&texts.iter().map(String::as_bytes).collect::<Vec<_>>()),
            Bytes::Copy(from) => self.copy(from),
        }
    }

    fn put(&self, pieces: &[&[u8]]) -> io::Result<Made> {
        let bytes: u64 = pieces.iter().map(|piece| piece.len() as u64).sum();
        let sha256 = (self.hashed == Hashed::Yes).then(|| Sha256::of_all(pieces));
        if let Some((out, kept)) = self.old
            && kept.bytes == bytes
            && holds(&out.join(self.place), pieces).unwrap_or(false)
        {
            return Ok(self.same(Kept { sha256, ..*kept }));
        }
        let mut file = self.create()?;
        pieces.iter().try_for_each(|piece| file.write_all(piece))?;
        self.made(&file, bytes, sha256)
    }

    /// Copies the bytes of a plain file of the repository, however many; what must be named is never copied.
    fn copy(&self, from: &Path) -> io::Result<Made> {
        let (Some(root), Hashed::No) = (self.stage.root, self.hashed) else {
            return Err(io::Error::other("a release takes nothing from the work tree"));
        };
        let mut from = open_below(root, from)?;
        if !from.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a plain file"));
        }
        if let Some((out, kept)) = self.old
            && kept.bytes == from.metadata()?.len()
            && are_same(&mut from, &mut File::open(out.join(self.place))?)?
        {
            return Ok(self.same(*kept));
        }
        io::Seek::rewind(&mut from)?;
        let mut file = self.create()?;
        let bytes = io::copy(&mut from, &mut file)?;
        self.made(&file, bytes, None)
    }

    /// Makes a file that must not be there yet: two outputs at one place are a fault of the plan, never a silent loss.
    fn create(&self) -> io::Result<File> {
        let path = self.stage.path.join(self.place);
        match (File::create_new(&path), path.parent()) {
            // Folders of a whole build were made before.
            (Err(e), Some(folder)) if e.kind() == io::ErrorKind::NotFound && self.stage.over.is_some() => {
                fs::create_dir_all(folder)?;
                File::create_new(&path)
            }
            (made, _) => made,
        }
    }

    fn made(&self, file: &File, bytes: u64, sha256: Option<Sha256>) -> io::Result<Made> {
        let kept = |key| Ok::<_, io::Error>(Kept { key, bytes, sha256, left: Left::of(&file.metadata()?) });
        let new = self.news(true, self.key.map(kept).transpose()?);
        Ok(Made { bytes, sha256, new: Some(new) })
    }

    /// The bytes are those of the older build, under another key.
    fn same(&self, kept: Kept) -> Made {
        let new = self.news(false, Some(Kept { key: self.key.unwrap_or(kept.key), ..kept }));
        Made { bytes: kept.bytes, sha256: kept.sha256, new: Some(new) }
    }

    fn news(&self, fresh: bool, kept: Option<Kept>) -> Box<New> {
        Box::new(New { place: self.place.to_owned(), fresh, had: self.old.is_some(), turn: self.turn, kept })
    }
}

/// Returns whether a file holds exactly the bytes of these pieces; it is read no further than to the first that differ.
fn holds(path: &Path, pieces: &[&[u8]]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let longest = pieces.iter().map(|piece| piece.len()).max().unwrap_or(0);
    let mut buffer = vec![0; longest.clamp(1, 1 << 16)];
    for wanted in pieces.iter().flat_map(|piece| piece.chunks(1 << 16)) {
        let found = &mut buffer[..wanted.len()];
        file.read_exact(found)?;
        if found != wanted {
            return Ok(false);
        }
    }
    Ok(file.read(&mut buffer[..1])? == 0)
}

/// Returns whether two files hold the same bytes from where they stand.
fn are_same(a: &mut File, b: &mut File) -> io::Result<bool> {
    let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let count = a.read(&mut left)?;
        if count == 0 {
            return Ok(b.read(&mut right[..1])? == 0);
        }
        match b.read_exact(&mut right[..count]) {
            Ok(()) if left[..count] == right[..count] => {}
            Ok(()) => return Ok(false),
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(e) => return Err(e),
        }
    }
}

/// Opens a file below `root`; a link anywhere on the way, put there since the walk, is refused.
#[cfg(target_os = "linux")]
pub(super) fn open_below(root: &Path, inside: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
    use rustix::io::Errno;
    let folder = File::open(root)?;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    match openat2(&folder, inside, flags, Mode::empty(), ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS) {
        Ok(file) => Ok(File::from(file)),
        // Before Linux 5.6, or where a sandbox forbids it.
        Err(Errno::NOSYS | Errno::PERM) => open_unlinked(&root.join(inside)),
        Err(e) => Err(e.into()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn open_below(root: &Path, inside: &Path) -> io::Result<File> {
    open_unlinked(&root.join(inside))
}

fn open_unlinked(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a plain file"));
    }
    File::open(path)
}
