//! GitHub workflow commands: `::error file=…,line=…,col=…,title=…::…`.
//!
//! A command ends with its line, so whatever could end it early is escaped as GitHub's own toolkit does.

use std::io::{self, Write};

use super::Report;
use crate::diag::{Finding, Severity};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| command(report, finding, out))
}

fn command(report: &Report<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "::{} file={}", name(finding.severity), property(&finding.at.file))?;
    if let Some(region) = report.sources.region(&finding.at) {
        write!(out, ",line={},col={}", region.start.line, region.start.column)?;
        // GitHub marks columns only where a place ends on the line on which it begins.
        if region.end.line == region.start.line {
            write!(out, ",endLine={},endColumn={}", region.end.line, region.end.column)?;
        }
    }
    let headline = report.headline(finding);
    let parts = [Some(headline), report.label(finding), report.help(finding)];
    let message = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    writeln!(out, ",title={}::{}", property(&finding.code.to_string()), data(&message))
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_path_or_message_ends_the_command() {
        assert_eq!(property("a,b::c\n%0A.md"), "a%2Cb%3A%3Ac%0A%250A.md");
        assert_eq!(data("第一行\r\n::error::假"), "第一行%0D%0A::error::假");
    }
}
