//! What one build leaves to the next, below `.git/qianfa/`: records of pages, and what lies in each output folder.
//!
//! It changes nothing but time. Without a repository there is none. A process that builds again and again holds the same
//! in its own memory.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::records::Part;
use super::{Group, Records};
use crate::git::{Repository, Shelf, SpillFile};
use crate::model::Sha256;
use crate::render::Spill;
use crate::write::{Ledger, LedgerPart};

/// So many output folders are remembered; who builds into a new one each time leaves no more than these.
const MOST_FOLDERS: usize = 8;

/// What is kept of the pages of a work tree, or of its commits, and of output folders.
#[derive(Default)]
pub struct Memory {
    kept: Option<Kept>,
    held: Option<Held>,
}

/// What one process holds from build to build, instead of reading back what it wrote. It is believed exactly as far as
/// what lies on disk is: a page under the stamp of its file, a folder whose files are all as they were left.
#[derive(Clone, Default)]
pub struct Held(Arc<Mutex<Holding>>);

#[derive(Default)]
struct Holding {
    /// Records, and for which group and program they hold.
    pages: Option<(Sha256, Part)>,
    /// Of one output folder.
    ledger: Option<(PathBuf, Ledger)>,
}

impl Held {
    fn open(&self) -> MutexGuard<'_, Holding> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn take_pages(&self, key: Sha256) -> Option<Part> {
        self.open().pages.take().filter(|(of, _)| *of == key).map(|(_, records)| records)
    }

    fn holds_pages(&self) -> bool {
        self.open().pages.is_some()
    }

    pub(super) fn put_pages(&self, key: Sha256, records: Part) {
        self.open().pages = Some((key, records));
    }

    /// Looks whether the output folder is as the last build left it, so that the next need not look. If it is not, the
    /// next build makes it whole.
    pub fn look(&self) {
        let mut holding = self.open();
        holding.ledger = holding.ledger.take().and_then(|(out, ledger)| ledger.looked_at(&out).map(|it| (out, it)));
    }

    fn take_ledger(&self, out: &Path) -> Option<Ledger> {
        self.open().ledger.take().filter(|(of, _)| of == out).map(|(_, ledger)| ledger)
    }

    fn put_ledger(&self, out: &Path, ledger: Ledger) {
        self.open().ledger = Some((out.to_owned(), ledger));
    }
}

/// Where it is kept.
struct Kept {
    shelf: Shelf,
    root: PathBuf,
    /// Whether what is there is used; it is always written anew.
    used: bool,
}

impl Memory {
    /// Returns that of the site at `root`; with `anew`, nothing that is there is used.
    pub fn of(root: &Path, anew: bool) -> Self {
        let kept = |shelf| Kept { shelf, root: root.to_owned(), used: !anew };
        Self { kept: Repository::open(root).ok().map(|repository| kept(Shelf::of(&repository, "pages"))), held: None }
    }

    /// Returns the same, with what this process holds.
    #[must_use]
    pub fn holding(self, held: Option<Held>) -> Self {
        Self { held, ..self }
    }

    /// Returns what time it is by the clock of the file system, if anything is kept: to be asked before files are listed.
    pub fn clock(&self) -> Option<i64> {
        self.kept.as_ref()?.shelf.clock()
    }

    /// Returns a place for texts that find no room in memory, if there is one.
    pub fn spill(&self) -> Option<Box<dyn Spill>> {
        Some(Box::new(self.kept.as_ref()?.shelf.spill()?))
    }

    /// Returns the records of pages that were read from `origin`: the work tree, or commits. `began` is what
    /// [`Memory::clock`] said before.
    pub fn records(&self, group: &Group, origin: &str, began: Option<i64>) -> Records {
        let (Some(kept), Some(began)) = (&self.kept, began) else { return Records::default() };
        Records::on((kept.pages(origin), self.held.clone()), began, group, kept.used)
    }

    /// Returns whether there may be any of them.
    pub fn recalls(&self, origin: &str) -> bool {
        let holds = self.held.as_ref().is_some_and(Held::holds_pages);
        holds || self.kept.as_ref().is_some_and(|kept| kept.used && kept.pages(origin).is_there())
    }

    /// Returns what the last build left in the folder `out`; an empty ledger where nothing is known, and none where
    /// nothing is kept.
    pub(super) fn ledger(&self, out: &Path) -> Option<Ledger> {
        let kept = self.kept.as_ref()?;
        if let Some(ledger) = self.held.as_ref().and_then(|held| held.take_ledger(out)) {
            return Some(ledger);
        }
        let parts = if kept.used { kept.folder(out).take_parts(LedgerPart::read) } else { None };
        Some(parts.map_or_else(Ledger::default, Ledger::of))
    }

    /// Leaves what this build left in the folder `out`.
    pub(super) fn keep(&self, out: &Path, ledger: Ledger) {
        let Some(kept) = &self.kept else { return };
        if let Some(held) = &self.held {
            return held.put_ledger(out, ledger);
        }
        let shelf = kept.folder(out);
        shelf.put_parts(std::iter::once(ledger.parts()));
        // Each has two files.
        shelf.forget("outputs-", 2 * MOST_FOLDERS);
        // Tens of thousands of names, whose end nobody need wait for.
        rayon::spawn(|| drop(ledger));
    }
}

impl Spill for SpillFile {
    fn put(&self, bytes: &[u8]) -> Option<u64> {
        self.put(bytes)
    }

    fn take(&self, place: u64, length: usize) -> Option<Vec<u8>> {
        self.take(place, length)
    }
}

impl Kept {
    fn pages(&self, origin: &str) -> Shelf {
        self.shelf("pages", &[origin.as_bytes(), self.root.as_os_str().as_encoded_bytes()])
    }

    fn folder(&self, out: &Path) -> Shelf {
        self.shelf("outputs", &[out.as_os_str().as_encoded_bytes()])
    }

    fn shelf(&self, what: &str, named: &[&[u8]]) -> Shelf {
        let name = Sha256::of_parts(named.iter().copied()).to_string();
        self.shelf.at(format!("{what}-{}", &name[..16]))
    }
}
