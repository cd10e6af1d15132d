//! How many findings there are, in one line.

use std::collections::BTreeSet;

use crate::diag::{Finding, Message, Severity};

/// How many findings there are of each kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Suggestions.
    pub hints: usize,
    /// Findings that `check --fix` mends.
    pub fixable: usize,
    /// Files with findings.
    pub files: usize,
}

impl Tally {
    /// Counts `findings`.
    pub fn of(findings: &[Finding]) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Hint => tally.hints += 1,
            }
            tally.fixable += usize::from(finding.fix.as_ref().is_some_and(|f| f.safe));
        }
        tally.files = findings.iter().map(|f| &*f.at.file).collect::<BTreeSet<_>>().len();
        tally
    }
}

/// Returns the last line of a report.
pub fn summary(findings: &[Finding]) -> Message {
    let tally = Tally::of(findings);
    let id = match (findings.is_empty(), tally.fixable) {
        (true, _) => return Message::new("report-clean"),
        (false, 0) => "report-summary",
        (false, _) => "report-summary-fixable",
    };
    let message = Message::new(id)
        .with("errors", tally.errors)
        .with("warnings", tally.warnings)
        .with("hints", tally.hints)
        .with("files", tally.files);
    if tally.fixable == 0 { message } else { message.with("fixable", tally.fixable) }
}
