//! The history that is judged: everything behind one commit, read once.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::{Blobs, PipelineError, Report, Snapshot};
use crate::config::{self, Config};
use crate::diag::{Finding, Sink};
use crate::git::{
    CommitNo, GitError, Head, History, KeyRing, Objects, Packer, PathNo, Repository, Scope, Shelf, TreeId, Unpacker,
    Versions, carry_on,
};
use crate::model::{CommitId, FINGERPRINT, Trust, Zone};
use crate::policy::{Inputs, Standards};
use crate::review::chain::{self, Reading};
use crate::review::{JUDGED, Memory, Trail};
use crate::source::{self, SITE_FILE};

/// What the memory is called in `.git/qianfa/`.
const VERDICTS: &str = "verdicts";

/// The folder of policies.
const POLICIES: &str = ".qianfa/policy";

/// Bytes that are looked at for keys, in all: the newest versions of a large matrix. Anybody may put files there, and one
/// file under many names.
const MAX_LOOKED_AT: usize = 8 << 20;

/// A repository with everything behind one of its commits.
pub struct Past {
    /// The repository.
    pub repository: Repository,
    /// Its objects.
    pub objects: Objects,
    /// Where HEAD stands, whichever commit is judged.
    pub head: Head,
    /// Every commit behind the one that is judged.
    pub history: History,
    /// What each of them did to each path.
    pub versions: Versions,
    /// Whether that commit holds one site, without the level of sites.
    pub single: bool,
    /// Where its clocks stand.
    pub zone: Zone,
    /// Where the next run looks for what this one found; none if everything is found anew.
    shelf: Option<Shelf>,
    memory: Memory,
    /// Whether every folder of the judged commit was read, by this run or by those whose memory it goes on from.
    whole: AtomicBool,
}

/// Whether what earlier runs found on this machine may be relied on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recall {
    /// Everything is read and verified anew.
    Nothing,
    /// What lies in `.git/qianfa/` is taken as this program left it.
    Allowed,
}

impl Past {
    /// Reads everything behind `revision`, or behind HEAD.
    ///
    /// # Errors
    /// There is no such commit, the history is incomplete, or an object is missing or damaged.
    pub fn read(root: &Path, revision: Option<&str>, recall: Recall) -> Result<Self, PipelineError> {
        let repository = Repository::open(root)?;
        let head = repository.head()?;
        let judged = revision.map_or(Ok(head.commit), |revision| repository.resolve(revision))?;
        Ok(Self::behind(repository, head, judged, recall)?)
    }

    /// Reads everything behind the HEAD of an open repository.
    ///
    /// # Errors
    /// There is no commit yet, the history is incomplete, or an object is missing or damaged.
    pub fn of_head(repository: Repository) -> Result<Self, GitError> {
        let head = repository.head()?;
        let judged = head.commit;
        Self::behind(repository, head, judged, Recall::Nothing)
    }

    /// Reads everything behind a commit that no branch need hold yet, such as one that is being pushed.
    ///
    /// # Errors
    /// The history is incomplete, or an object is missing or damaged.
    pub fn of_commit(repository: Repository, commit: CommitId) -> Result<Self, GitError> {
        let head = Head { commit, branch: repository.head_branch() };
        Self::behind(repository, head, commit, Recall::Nothing)
    }

    fn behind(repository: Repository, head: Head, judged: CommitId, recall: Recall) -> Result<Self, GitError> {
        let objects = repository.objects()?;
        let shelf = match recall {
            Recall::Nothing => None,
            Recall::Allowed => Some(Shelf::of(&repository, VERDICTS)),
        };
        let carried = shelf.as_ref().and_then(|shelf| Carried::take(shelf, &repository, judged));
        let Carried { history, versions, memory, single: single_then } = match carried {
            Some(carried) => carried,
            None => {
                let keys = named_keys(&repository, &objects, judged);
                let (history, versions) = History::read(&repository, judged, &Scope::of(JUDGED), &keys)?;
                Carried { history, versions, memory: Memory::new(0, Vec::new()), single: false }
            }
        };
        // Every folder was read when some commit brought it. Of one that can be read in two ways nobody knows yet whether
        // the judged commit still has it.
        let whole = AtomicBool::new(versions.faults().is_empty());
        let config = config(&objects, &history)?;
        let single = config.as_ref().is_some_and(|c| c.single);
        let zone = config.map_or(Zone::SHANGHAI, |c| c.group.zone);
        let memory = if single == single_then { memory } else { Memory::new(0, Vec::new()) };
        Ok(Self { repository, objects, head, history, versions, single, zone, shelf, memory, whole })
    }

    /// Returns the top folder of the judged commit.
    pub fn tree(&self) -> TreeId {
        self.history.node(self.history.head()).tree
    }

    /// Reads every folder of the judged commit.
    ///
    /// # Errors
    /// One of them could be understood in two ways, is missing or damaged.
    pub fn whole_tree(&self) -> Result<(), GitError> {
        if !self.whole.load(Relaxed) {
            self.objects.files(self.tree(), &Scope::of(JUDGED))?;
            self.whole.store(true, Relaxed);
        }
        Ok(())
    }

    /// Leaves what was judged to the next run, if this one judged HEAD; whether that works matters to nobody.
    pub fn keep(&self) {
        let (Some(shelf), Some(judgements)) = (&self.shelf, self.memory.fresh()) else { return };
        if self.judged() != self.head.commit || self.whole_tree().is_err() {
            return;
        }
        let (mut history, mut versions) = (Packer::default(), Packer::default());
        self.history.pack(&mut history);
        if self.versions.pack(&mut versions) {
            let mut all = Packer::default();
            all.bytes(FINGERPRINT.as_bytes());
            all.flag(self.single);
            all.count(self.history.graph().len());
            all.bytes(&history.finish());
            all.bytes(&versions.finish());
            all.bytes(judgements);
            shelf.put(&all.finish());
        }
    }

    /// Returns what the gate looks at.
    pub fn trail(&self) -> Trail<'_> {
        let memory = self.shelf.as_ref().map(|_| &self.memory);
        Trail { history: &self.history, versions: &self.versions, objects: &self.objects, memory }
    }

    /// Returns the text of a file of settings at the top of the judged commit; none if it is not there.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn file(&self, name: &str) -> Result<Option<String>, GitError> {
        let blobs = Blobs::new(&self.objects);
        let files = self.objects.files(self.tree(), &Scope::of([name]))?;
        let text = source::read_settings(&Snapshot::new(&blobs, files), name);
        blobs.whole()?;
        Ok(text.ok().flatten())
    }

    /// Adds the texts of the judged commit that findings point into and that nobody read, so that they have lines.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn quote(&self, report: &mut Report) -> Result<(), GitError> {
        let unread = |f: &&Finding| f.at.span.is_some() && report.sources.text(&f.at.file).is_none();
        let names: BTreeSet<String> =
            report.sink.findings().iter().filter(unread).map(|f| f.at.file.to_string()).collect();
        if names.is_empty() {
            return Ok(());
        }
        let blobs = Blobs::new(&self.objects);
        let scope = Scope::of(names.iter().map(String::as_str));
        let files = Snapshot::new(&blobs, self.objects.files(self.tree(), &scope)?);
        for name in names {
            if let Some(text) = source::read_settings(&files, &name).ok().flatten() {
                report.sources.insert(name, text);
            }
        }
        blobs.whole()
    }

    /// Returns the commit that is judged.
    pub fn judged(&self) -> CommitId {
        self.history.node(self.history.head()).id
    }

    /// Reads the policies of the history.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn chain(&self, trust: Option<&Trust>) -> Result<Reading, GitError> {
        let standards = Standards::embedded();
        chain::read(self.trail(), trust, Inputs { single: self.single, standards: &standards })
    }
}

/// What an earlier run read and judged, carried on to another commit.
struct Carried {
    history: History,
    versions: Versions,
    memory: Memory,
    single: bool,
}

impl Carried {
    /// Returns what lies on the shelf; none if it is not there, is not this program's, does not lead to `judged`, or if
    /// a commit since touched what everything depends on.
    fn take(shelf: &Shelf, repository: &Repository, judged: CommitId) -> Option<Self> {
        let bytes = shelf.take()?;
        let mut all = Unpacker::new(&bytes)?;
        // Another program might judge otherwise.
        if all.bytes()? != FINGERPRINT.as_bytes() {
            return None;
        }
        let single = all.flag()?;
        let commits = all.count()?;
        let (history, versions) = (all.bytes()?, all.bytes()?);
        let judgements = all.bytes()?;
        let (history, versions) = rayon::join(
            || History::unpack(&mut Unpacker::new(history)?),
            || Versions::unpack(&mut Unpacker::new(versions)?, commits),
        );
        let (history, versions) = (history.filter(|h| h.graph().len() == commits)?, versions?);
        let first = CommitNo::new(commits as u32);
        // What cannot be read is said by whoever reads everything.
        let (history, versions) =
            carry_on(repository, judged, &Scope::of(JUDGED), (history, versions)).ok().flatten()?;
        let name = |path: PathNo| versions.name(path);
        let decides = |name: &[u8]| DECIDING.iter().any(|top| name.starts_with(top.as_bytes()));
        if versions.touched_since(first).into_iter().map(name).any(decides) {
            return None;
        }
        let memory = Memory::new(commits, judgements.to_vec());
        Some(Self { history, versions, memory, single })
    }
}

/// Where everything lies by which the rest is judged.
const DECIDING: [&str; 3] = [POLICIES, "reviewers.toml", SITE_FILE];

/// Returns the keys that the policies of the judged commit name, whoever signed them; which of them are registered, the
/// chain says later. What cannot be read here is read again there, and then it is an error.
fn named_keys(repository: &Repository, objects: &Objects, judged: CommitId) -> KeyRing {
    let tree = repository.tree_of(judged);
    let files = tree.and_then(|tree| objects.files(tree, &Scope::of([POLICIES]))).unwrap_or_default();
    let policies = files.iter().filter(|(path, _)| path.ends_with(b".toml"));
    let (mut ring, mut seen, mut left) = (KeyRing::default(), BTreeSet::new(), MAX_LOOKED_AT);
    // The newest versions have the highest numbers.
    for (_, version) in policies.rev().filter(|(_, version)| seen.insert(version.blob)) {
        let Some(bytes) = objects.blob(version.blob, left).ok() else { continue };
        left -= bytes.len();
        // Whatever stands between quotation marks: what is no key is left out.
        ring.extend(std::str::from_utf8(&bytes).unwrap_or_default().split('"'));
    }
    ring
}

/// Returns what the judged commit's `site.toml` says, if it can be read. What a release shows must say the same.
fn config(objects: &Objects, history: &History) -> Result<Option<Config>, GitError> {
    let blobs = Blobs::new(objects);
    let files = objects.files(history.node(history.head()).tree, &Scope::of([SITE_FILE]))?;
    let text = source::read_settings(&Snapshot::new(&blobs, files), SITE_FILE);
    blobs.whole()?;
    Ok(text.ok().flatten().and_then(|text| config::read_site(SITE_FILE, &text, &mut Sink::default())))
}
