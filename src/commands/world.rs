//! The repository with its whole history and its policies, opened once for a verb that asks the gate.

use std::path::{Path, PathBuf};

use crate::commands::pin::{self, Pin};
use crate::commands::site::shown;
use crate::commands::{Cx, Failure};
use crate::diag::{Finding, Message, Place, codes};
use crate::git::{GitError, Repository};
use crate::pipeline::{Past, PipelineError, Recall, Report};
use crate::review::chain::Chain;
use crate::source;

/// What a verb that asks the gate works with.
pub(super) struct World {
    /// The top of the repository.
    pub(super) root: PathBuf,
    /// The history.
    pub(super) past: Past,
    /// The policies.
    pub(super) chain: Chain,
    /// The trust root, where this run was given one.
    pub(super) pin: Option<Pin>,
    /// Whether the chain is broken, so that nothing may be released.
    pub(super) broken: bool,
}

/// Which commit is asked about, and what is trusted.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked<'a> {
    /// The revision; HEAD if left out.
    pub(super) revision: Option<&'a str>,
    /// A file that holds the trust root.
    pub(super) trust: Option<&'a Path>,
    /// Whether nothing that earlier runs found is relied on.
    pub(super) anew: bool,
}

impl Cx<'_> {
    /// Opens the repository that the site lies at the top of.
    ///
    /// # Errors
    /// There is no site, no repository, or the site lies in a folder of it.
    pub(super) fn repository(&self) -> Result<(PathBuf, Repository), Failure> {
        let root = self.root()?;
        let repository = Repository::open(&root)?;
        if !is_top(&repository, &root) {
            let message = Message::new("failure-not-top").with("path", shown(&root));
            return Err(Failure::environment(message).hint(Message::new("failure-not-top-hint")));
        }
        Ok((root, repository))
    }

    /// Opens the world; none if its history cannot be judged, which `report` then says.
    ///
    /// # Errors
    /// There is no repository or no such revision, or the trust root cannot be read.
    pub(super) fn world(&self, asked: Asked<'_>, report: &mut Report) -> Result<Option<World>, Failure> {
        let (root, repository) = self.repository()?;
        let pin = pin::find(self, &repository, asked.trust)?;
        let recall = if asked.anew { Recall::Nothing } else { Recall::Allowed };
        let past = match Past::read(&root, asked.revision, recall) {
            Ok(past) => past,
            Err(PipelineError::Git(error)) => {
                report.sink.push(incomplete(error)?);
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        };
        if past.repository.has_replacements()? {
            let finding = Finding::new(codes::PRETENDED_HISTORY, Place::file(".git/refs/replace")).as_warning();
            report.sink.push(finding.with("path", "refs/replace"));
        }
        let reading = match past.chain(pin.as_ref().map(|p| &p.trust)) {
            Ok(reading) => reading,
            Err(error) => {
                report.sink.push(incomplete(error)?);
                return Ok(None);
            }
        };
        let mut broken = reading.stops();
        if let Err(error) = past.whole_tree() {
            report.sink.push(incomplete(error)?);
            broken = true;
        }
        report.sink.extend(reading.findings);
        Ok(reading.chain.map(|chain| World { root, past, chain, pin, broken }))
    }
}

/// Returns whether the site lies at the top of the repository's work tree: what is signed are paths from there.
pub(super) fn is_top(repository: &Repository, root: &Path) -> bool {
    repository.work_tree().is_none_or(|top| source::real_path(top) == source::real_path(root))
}

/// Returns what is to be said of a history that is not whole.
///
/// # Errors
/// The error is about something else.
pub(super) fn incomplete(error: GitError) -> Result<Finding, Failure> {
    let finding = |code, place: &str| Finding::new(code, Place::file(place));
    match &error {
        GitError::Shallow | GitError::Partial { .. } | GitError::Missing { .. } | GitError::Damaged { .. } => {
            let reason = match &error {
                GitError::Shallow => "shallow",
                GitError::Partial { .. } => "partial",
                _ => "missing",
            };
            let finding = finding(codes::INCOMPLETE_HISTORY, ".git").with("reason", reason);
            Ok(finding.with("detail", error.to_string()))
        }
        GitError::Hostile { path, .. } => {
            let place = if path.is_empty() { "." } else { path };
            Ok(finding(codes::HOSTILE_TREE, place).with("path", place).with("reason", "order"))
        }
        GitError::Grafts { path } => {
            Ok(finding(codes::PRETENDED_HISTORY, ".git/info/grafts").with("path", path.display().to_string()))
        }
        _ => Err(error.into()),
    }
}
