//! A Code Quality report, as GitLab reads it.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Report;
use super::identity::identities;
use crate::diag::{Finding, Severity};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let names = identities(report.findings);
    let issues = report.findings.iter().zip(&names).map(|(finding, name)| issue(report, finding, name));
    serde_json::to_writer_pretty(&mut *out, &issues.collect::<Vec<Value>>())?;
    writeln!(out)
}

fn issue(report: &Report<'_>, finding: &Finding, name: &str) -> Value {
    let at = report.sources.position(&finding.at);
    let end = report.sources.region(&finding.at).map_or(at.line, |r| r.end.line);
    json!({
        "description": report.headline(finding),
        "check_name": finding.code.to_string(),
        "fingerprint": name,
        "severity": severity(finding.severity),
        "location": { "path": &*finding.at.file, "lines": { "begin": at.line, "end": end } },
    })
}

/// Returns GitLab's word; of its five, `blocker` and `critical` are left to people.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Hint => "info",
    }
}
