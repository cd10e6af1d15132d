//! One line a finding: `path:line:column: error[QF104] headline`.

use std::io::{self, Write};

use super::Report;
use crate::diag::calm;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| line(report, finding, out))
}

/// Writes one finding on one line; a finding about a whole file stands at its first character.
pub(super) fn line(report: &Report<'_>, finding: &crate::diag::Finding, out: &mut dyn Write) -> io::Result<()> {
    let at = report.sources.position(&finding.at);
    let (file, severity, code) = (calm(&finding.at.file), finding.severity.as_str(), finding.code);
    let headline = report.headline(finding);
    writeln!(out, "{file}:{}:{}: {severity}[{code}] {}", at.line, at.column, calm(&headline))
}
