//! What the site's dialect changes of CommonMark: `tests/data/site-dialect.toml`, row by row.

use std::collections::BTreeSet;
use std::fmt::Write;

use qianfa::markdown::html::{self, Target};
use qianfa::markdown::{Dialect, Document};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/site-dialect.toml");

#[derive(serde::Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(serde::Deserialize)]
struct Row {
    about: String,
    reason: String,
    input: String,
    commonmark: String,
    site: String,
}

fn rows() -> (String, Vec<Row>) {
    let text = std::fs::read_to_string(TABLE).unwrap();
    let table: Table = toml::from_str(&text).unwrap();
    (text, table.row)
}

fn render(markdown: &str, dialect: Dialect) -> String {
    let mut out = String::new();
    html::render(&mut out, &Document::parse(markdown, dialect).unwrap(), &mut |_| Target::AsWritten);
    out
}

/// The row as it should stand in the table.
fn written(row: &Row) -> String {
    let mut text = format!("[[row]]\nabout = \"{}\"\nreason = '''{}'''\n", row.about, row.reason);
    let input = row.input.trim_end_matches('\n');
    let outputs = [("commonmark", Dialect::CommonMark), ("site", Dialect::Site)];
    write!(text, "input = '''\n{input}\n'''\n").unwrap();
    for (name, dialect) in outputs {
        write!(text, "{name} = '''\n{}'''\n", render(input, dialect)).unwrap();
    }
    text
}

#[test]
fn every_row_of_the_table_is_true() {
    let (text, rows) = rows();
    assert!(rows.len() >= 30);
    if std::env::var_os("UPDATE").is_some() {
        let opening: String = text.lines().take_while(|l| l.starts_with('#')).map(|l| format!("{l}\n")).collect();
        let rows: Vec<String> = rows.iter().map(written).collect();
        return std::fs::write(TABLE, format!("{opening}\n{}", rows.join("\n"))).unwrap();
    }
    for row in &rows {
        let input = row.input.trim_end_matches('\n');
        assert_eq!(render(input, Dialect::CommonMark), row.commonmark, "CommonMark: {}", row.reason);
        assert_eq!(render(input, Dialect::Site), row.site, "site: {}", row.reason);
    }
}

#[test]
fn a_row_that_is_no_guard_shows_a_change() {
    for row in rows().1.iter().filter(|r| !r.reason.starts_with("Guard")) {
        assert_ne!(row.commonmark, row.site, "{}: {}", row.about, row.reason);
    }
}

#[test]
fn no_row_is_there_twice_and_each_has_a_reason() {
    let rows = rows().1;
    let inputs: BTreeSet<&str> = rows.iter().map(|r| &*r.input).collect();
    assert_eq!(inputs.len(), rows.len());
    assert!(rows.iter().all(|r| r.reason.ends_with('.')));
}
