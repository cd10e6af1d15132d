//! An object with the findings, one a line; the keys are a contract (`docs/json.md`) and only ever added to.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Report;
use crate::diag::{Arg, Finding, Fix, Label, Place, Region, Sources};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"schema\":1,\"findings\":[")?;
    let mut before = "\n";
    for finding in report.findings {
        write!(out, "{before}{}", Value::Object(object(report, finding)))?;
        before = ",\n";
    }
    writeln!(out, "\n]}}")
}

/// Returns the findings as a value, for objects that hold findings among other things.
pub fn value(report: &Report<'_>) -> Value {
    report.findings.iter().map(|f| Value::Object(object(report, f))).collect()
}

fn object(report: &Report<'_>, finding: &Finding) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("code".into(), finding.code.to_string().into());
    object.insert("severity".into(), finding.severity.as_str().into());
    insert_place(&mut object, report.sources, &finding.at);
    object.insert("message".into(), report.headline(finding).into());
    object.insert("label".into(), report.label(finding).into());
    object.insert("help".into(), report.help(finding).into());
    object.insert("args".into(), args(finding));
    if !finding.labels.is_empty() {
        object.insert("labels".into(), finding.labels.iter().map(|l| label(report, l)).collect());
    }
    if let Some(fix) = &finding.fix {
        object.insert("fix".into(), self::fix(report.sources, &finding.at, fix));
    }
    object
}

/// Adds where: lines and columns are null where no place in the file is meant, or its text is not known.
fn insert_place(object: &mut Map<String, Value>, sources: &Sources, place: &Place) {
    object.insert("path".into(), (*place.file).into());
    insert_region(object, sources.region(place));
}

fn insert_region(object: &mut Map<String, Value>, region: Option<Region>) {
    object.insert("line".into(), region.map(|r| r.start.line).into());
    object.insert("column".into(), region.map(|r| r.start.column).into());
    object.insert("end_line".into(), region.map(|r| r.end.line).into());
    object.insert("end_column".into(), region.map(|r| r.end.column).into());
}

fn args(finding: &Finding) -> Value {
    let value = |arg: &Arg| match arg {
        Arg::Text(text) => Value::from(text.as_str()),
        Arg::Number(n) => Value::from(*n),
    };
    Value::Object(finding.message.args.iter().map(|(name, arg)| ((*name).to_owned(), value(arg))).collect())
}

fn label(report: &Report<'_>, label: &Label) -> Value {
    let mut object = Map::new();
    insert_place(&mut object, report.sources, &label.at);
    object.insert("message".into(), report.text(&label.message).into());
    Value::Object(object)
}

fn fix(sources: &Sources, at: &Place, fix: &Fix) -> Value {
    let edit = |edit: &crate::diag::Edit| {
        let mut object = Map::new();
        insert_region(&mut object, sources.region(&Place { file: at.file.clone(), span: Some(edit.span) }));
        object.insert("start".into(), edit.span.start.into());
        object.insert("end".into(), edit.span.end.into());
        object.insert("text".into(), edit.text.as_str().into());
        Value::Object(object)
    };
    json!({ "safe": fix.safe, "edits": fix.edits.iter().map(edit).collect::<Vec<_>>() })
}
