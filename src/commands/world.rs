//! The repository with its whole history and its policies, opened once for a verb that asks the gate.

use std::path::{Path, PathBuf};

use crate::commands::pin::{self, Pin};
use crate::commands::{Cx, Failure};
use crate::diag::{Finding, Place, codes};
use crate::git::{GitError, Repository};
use crate::pipeline::{Past, PipelineError, Report};
use crate::review::chain::Chain;

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
}

impl Cx<'_> {
    /// Opens the world; none if its history cannot be judged, which `report` then says.
    ///
    /// # Errors
    /// There is no repository or no such revision, or the trust root cannot be read.
    pub(super) fn world(&self, asked: Asked<'_>, report: &mut Report) -> Result<Option<World>, Failure> {
        let root = self.root()?;
        let pin = pin::find(self, &Repository::open(&root)?, asked.trust)?;
        let past = match Past::read(&root, asked.revision) {
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

/// Returns what is to be said of a history that is not whole.
///
/// # Errors
/// The error is about something else.
pub(super) fn incomplete(error: GitError) -> Result<Finding, Failure> {
    let finding = |code, place: &str| Finding::new(code, Place::file(place));
    match &error {
        GitError::Shallow | GitError::Partial { .. } | GitError::Missing { .. } | GitError::Damaged { .. } => {
            Ok(finding(codes::INCOMPLETE_HISTORY, ".git").with("reason", error.to_string()))
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
