//! The history that is judged: everything behind one commit, read once.

use std::path::Path;

use super::{Blobs, PipelineError, Snapshot};
use crate::config;
use crate::diag::Sink;
use crate::git::{GitError, Head, History, KeyRing, Objects, Repository, Scope, Versions};
use crate::model::{CommitId, Trust};
use crate::policy::{Inputs, Standards};
use crate::review::chain::{self, Reading};
use crate::review::{JUDGED, Trail};
use crate::source::{self, SITE_FILE};

/// The folder of policies.
const POLICIES: &str = ".qianfa/policy";

/// Largest policy that is looked at for keys, in bytes.
const MAX_POLICY: usize = 4 << 20;

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

    fn behind(repository: Repository, head: Head, judged: CommitId) -> Result<Self, GitError> {
        let objects = repository.objects()?;
        let keys = named_keys(&repository, &objects, judged);
        let (history, versions) = History::read(&repository, judged, &Scope::of(JUDGED), &keys)?;
        let single = single(&objects, &history)?;
        Ok(Self { repository, objects, head, history, versions, single })
    }

    /// Returns what the gate looks at.
    pub fn trail(&self) -> Trail<'_> {
        Trail { history: &self.history, versions: &self.versions, objects: &self.objects }
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
    let texts: Vec<String> = policies
        .filter_map(|(_, version)| String::from_utf8(objects.blob(version.blob, MAX_POLICY).ok()?).ok())
        .collect();
    // Whatever stands between quotation marks: what is no key is left out.
    KeyRing::new(texts.iter().flat_map(|text| text.split('"')))
}

/// Returns whether the judged commit's `site.toml` describes one site. What a release shows must say the same.
fn single(objects: &Objects, history: &History) -> Result<bool, GitError> {
    let blobs = Blobs::new(objects);
    let files = objects.files(history.node(history.head()).tree, &Scope::of([SITE_FILE]))?;
    let text = source::read_settings(&Snapshot::new(&blobs, files), SITE_FILE);
    blobs.whole()?;
    let config = text.ok().flatten().and_then(|text| config::read_site(SITE_FILE, &text, &mut Sink::default()));
    Ok(config.is_some_and(|c| c.single))
}
