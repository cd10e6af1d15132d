//! SARIF 2.1.0, as code scanning services read it.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::identity::identities;
use super::{Report, RuleCard, level};
use crate::diag::{Edit, Finding, Fix, Label, Message, Place, Region};

/// Where the schema of the format stands.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands for itself in the path of an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &log(report))?;
    writeln!(out)
}

fn log(report: &Report<'_>) -> Value {
    let names = identities(report.findings);
    let results = report.findings.iter().zip(&names).map(|(finding, name)| result(report, finding, name));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": report.rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(card: &RuleCard<'_>) -> Value {
    json!({
        "id": card.code.to_string(),
        "name": card.name,
        "shortDescription": { "text": card.summary },
        "defaultConfiguration": { "level": level(card.code.severity()) },
    })
}

fn result(report: &Report<'_>, finding: &Finding, name: &str) -> Value {
    let text = [Some(report.headline(finding)), report.help(finding)];
    let mut result = json!({
        "ruleId": finding.code.to_string(),
        "level": level(finding.severity),
        "message": { "text": text.into_iter().flatten().collect::<Vec<_>>().join("\n") },
        "locations": [{ "physicalLocation": location(report, &finding.at) }],
        "partialFingerprints": { "qianfa/v1": name },
    });
    if let Some(index) = report.rules.iter().position(|r| r.code == finding.code) {
        result["ruleIndex"] = index.into();
    }
    if !finding.labels.is_empty() {
        result["relatedLocations"] = finding.labels.iter().map(|l| related(report, l)).collect();
    }
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([self::fix(report, &finding.at, fix)]);
    }
    result
}

fn related(report: &Report<'_>, label: &Label) -> Value {
    json!({
        "physicalLocation": location(report, &label.at),
        "message": { "text": report.text(&label.message) },
    })
}

fn location(report: &Report<'_>, place: &Place) -> Value {
    let mut location = json!({ "artifactLocation": artifact(&place.file) });
    if let Some(region) = report.sources.region(place) {
        location["region"] = self::region(region);
    }
    location
}

fn artifact(file: &str) -> Value {
    json!({ "uri": utf8_percent_encode(file, PATH).to_string(), "uriBaseId": "%SRCROOT%" })
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

fn fix(report: &Report<'_>, at: &Place, fix: &Fix) -> Value {
    let replacement = |edit: &Edit| {
        let place = Place { file: at.file.clone(), span: Some(edit.span) };
        // A fix whose text is not known cannot be placed by line; SARIF allows bytes instead.
        let bytes = || json!({ "byteOffset": edit.span.start, "byteLength": edit.span.end - edit.span.start });
        let deleted = report.sources.region(&place).map_or_else(bytes, region);
        json!({ "deletedRegion": deleted, "insertedContent": { "text": edit.text } })
    };
    let words = if fix.safe { "report-fix-safe" } else { "report-fix-unsafe" };
    json!({
        "description": { "text": report.text(&Message::new(words)) },
        "artifactChanges": [{
            "artifactLocation": artifact(&at.file),
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}
