//! Where findings are collected.

use crate::diag::{Finding, Severity};

/// Collects the findings of one run; pushing never fails and never stops the run.
#[derive(Default, Debug)]
pub struct Sink {
    findings: Vec<Finding>,
    errors: usize,
}

impl Sink {
    /// Takes one finding.
    pub fn push(&mut self, finding: Finding) {
        self.errors += usize::from(finding.severity == Severity::Error);
        self.findings.push(finding);
    }

    /// Takes all findings of another sink.
    pub fn extend(&mut self, other: Sink) {
        self.errors += other.errors;
        self.findings.extend(other.findings);
    }

    /// Returns whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Returns how many findings there are; a caller compares it before and after to see whether a step found any.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Returns whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Returns how many findings are errors; a caller compares it before and after to see whether a step found any.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Makes warnings of the errors that `milder` names.
    pub fn soften(&mut self, milder: impl Fn(&Finding) -> bool) {
        for finding in self.findings.iter_mut().filter(|f| f.severity == Severity::Error && milder(f)) {
            finding.severity = Severity::Warning;
            self.errors -= 1;
        }
    }

    /// Makes errors of the warnings that `worse` names among the findings from `first` on.
    pub fn harden(&mut self, first: usize, worse: impl Fn(&Finding) -> bool) {
        let later = self.findings.iter_mut().skip(first);
        for finding in later.filter(|f| f.severity == Severity::Warning && worse(f)) {
            finding.severity = Severity::Error;
            self.errors += 1;
        }
    }

    /// Returns the findings so far, in the order of pushing.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns all findings, by file, place and code, without repetitions.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        self.findings.dedup();
        self.findings
    }
}
