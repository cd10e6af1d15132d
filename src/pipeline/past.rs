//! The history that is judged: everything behind one commit, read once.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Blobs, PipelineError, Report, Snapshot};
use crate::config::{self, Config};
use crate::diag::{Finding, Sink};
use crate::git::{GitError, Head, History, KeyRing, Objects, Repository, Scope, Versions};
use crate::model::{CommitId, Trust, Zone};
use crate::policy::{Inputs, Standards};
use crate::review::chain::{self, Reading};
use crate::review::{JUDGED, Trail};
use crate::source::{self, SITE_FILE};

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
}

impl Past {
    /// Reads everything behind `revision`, or behind HEAD.
    ///
    /// # Errors
    /// There is no such commit, the history is incomplete, or an object is missing or damaged.
    pub fn read(root: &Path, revision: Option<&str>) -> Result<Self, PipelineError> {
        let repository = Repository::open(root)?;
        let head = repository.head()?;
        let judged = revision.map_or(Ok(head.commit), |revision| repository.resolve(revision))?;
        Ok(Self::behind(repository, head, judged)?)
    }

    /// Reads everything behind the HEAD of an open repository.
    ///
    /// # Errors
    /// There is no commit yet, the history is incomplete, or an object is missing or damaged.
    pub fn of_head(repository: Repository) -> Result<Self, GitError> {
        let head = repository.head()?;
        let judged = head.commit;
        Self::behind(repository, head, judged)
    }

    /// Reads everything behind a commit that no branch need hold yet, such as one that is being pushed.
    ///
    /// # Errors
    /// The history is incomplete, or an object is missing or damaged.
    pub fn of_commit(repository: Repository, commit: CommitId) -> Result<Self, GitError> {
        let head = Head { commit, branch: repository.head_branch() };
        Self::behind(repository, head, commit)
    }

    fn behind(repository: Repository, head: Head, judged: CommitId) -> Result<Self, GitError> {
        let objects = repository.objects()?;
        let keys = named_keys(&repository, &objects, judged);
        let (history, versions) = History::read(&repository, judged, &Scope::of(JUDGED), &keys)?;
        let config = config(&objects, &history)?;
        let single = config.as_ref().is_some_and(|c| c.single);
        let zone = config.map_or(Zone::SHANGHAI, |c| c.group.zone);
        Ok(Self { repository, objects, head, history, versions, single, zone })
    }

    /// Reads every folder of the judged commit.
    ///
    /// # Errors
    /// One of them could be understood in two ways, is missing or damaged.
    pub fn whole_tree(&self) -> Result<(), GitError> {
        let tree = self.history.node(self.history.head()).tree;
        self.objects.files(tree, &Scope::of(JUDGED)).map(drop)
    }

    /// Returns what the gate looks at.
    pub fn trail(&self) -> Trail<'_> {
        Trail { history: &self.history, versions: &self.versions, objects: &self.objects }
    }

    /// Returns the text of a file of settings at the top of the judged commit; none if it is not there.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn file(&self, name: &str) -> Result<Option<String>, GitError> {
        let blobs = Blobs::new(&self.objects);
        let files = self.objects.files(self.history.node(self.history.head()).tree, &Scope::of([name]))?;
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
        let files = Snapshot::new(&blobs, self.objects.files(self.history.node(self.history.head()).tree, &scope)?);
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
