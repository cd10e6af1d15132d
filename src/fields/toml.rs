//! TOML to a tree of nodes.

use ::toml::Spanned as TomlSpanned;
use ::toml::de::{DeTable, DeValue};

use crate::diag::{Finding, Place, Sink, codes};
use crate::fields::{Entry, Node, Table, Value};
use crate::model::{Span, Spanned};

/// Largest file, in bytes: a matrix of thousands of columns fits, and whatever is made of it stays small.
pub const MAX_TOML: usize = 1 << 20;

/// Returns the tree of `text`.
///
/// # Errors
/// The first place that is not TOML, or that the file is larger than [`MAX_TOML`], as a finding (QF001) of `file`.
pub fn parse_toml(file: &str, text: &str) -> Result<Node, Box<Finding>> {
    if text.len() > MAX_TOML {
        let finding = Finding::new(codes::UNREADABLE_TOML, Place::file(file)).variant("size");
        return Err(Box::new(finding.with("size", text.len()).with("most", MAX_TOML)));
    }
    // Nesting of keys and of brackets is bounded by the parser itself, at 80.
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().map_or(Span::at(0), Span::new);
        Box::new(unreadable(file, text, span, error.message()))
    })?;
    let span = Span::new(table.span());
    Ok(Node { value: Value::Table(read_table(table.into_inner())), span })
}

/// Reads a file whole or not at all: `read` makes of its tree what it can and reports the rest; the value counts only
/// if no error was found.
pub fn read_whole<T>(
    file: &str,
    text: &str,
    sink: &mut Sink,
    read: impl FnOnce(Node, &mut Sink) -> Option<T>,
) -> Option<T> {
    let root = match parse_toml(file, text) {
        Ok(root) => root,
        Err(finding) => {
            sink.push(*finding);
            return None;
        }
    };
    let mut found = Sink::default();
    let value = read(root, &mut found);
    let accepted = !found.has_errors();
    sink.extend(found);
    value.filter(|_| accepted)
}

/// Returns the finding for what is not TOML at `span`, with its own words for the slips that people make.
fn unreadable(file: &str, text: &str, span: Span, reason: &str) -> Finding {
    let reason = reason.lines().next().unwrap_or_default();
    let written = text.get(span.range()).unwrap_or_default();
    let finding = Finding::new(codes::UNREADABLE_TOML, Place::new(file, span)).with("reason", reason);
    if reason == "duplicate key" {
        return finding.variant("duplicate").with("key", written);
    }
    if written.starts_with(['“', '”', '‘', '’', '＂']) {
        return finding.variant("quotes");
    }
    let line = line_at(text, span.start as usize);
    if !line.contains('=') && line.contains(['＝', '：']) {
        return finding.variant("equals");
    }
    match SLIPS.iter().find(|(start, _)| reason.starts_with(start)) {
        Some((_, variant)) => finding.variant(variant),
        None => finding,
    }
}

/// What the parser says about the slips that people make, and the variants of our message; the rest stays in the
/// parser's own words.
const SLIPS: [(&str, &str); 9] = [
    ("string values must be quoted", "unquoted"),
    ("invalid basic string", "open-text"),
    ("invalid literal string", "open-text"),
    ("unclosed array table", "open-header"),
    ("unclosed array", "open-list"),
    ("missing comma between array elements", "open-list"),
    ("unclosed table", "open-header"),
    ("key with no value", "no-value"),
    ("unexpected key or value", "one-line"),
];

fn line_at(text: &str, at: usize) -> &str {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return "" };
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let end = at + after.find('\n').unwrap_or(after.len());
    text.get(start..end).unwrap_or_default()
}

fn read_table(table: DeTable<'_>) -> Table {
    let entries = table.into_iter().map(|(key, value)| {
        let span = Span::new(key.span());
        Entry { key: Spanned::new(key.into_inner().into_owned(), span), node: read_value(value) }
    });
    let mut entries: Vec<Entry> = entries.collect();
    // The parser sorts keys; people expect the order in which they wrote.
    entries.sort_by_key(|e| e.key.span);
    Table { entries }
}

fn read_value(value: TomlSpanned<DeValue<'_>>) -> Node {
    let span = Span::new(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Boolean(b) => Value::Bool(b),
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).map_or(Value::Null, Value::Integer),
        DeValue::Float(f) => f.as_str().parse().map_or(Value::Null, Value::Float),
        DeValue::Datetime(at) => Value::Text(at.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(read_value).collect()),
        DeValue::Table(table) => Value::Table(read_table(table)),
    };
    Node { value, span }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places_behind_chinese_text() {
        let text = "# 说明\n[department.xxc]\nname = \"商务信息处\"\nsince = 2026-01-05\n";
        let Value::Table(top) = parse_toml("a.toml", text).unwrap().value else { panic!() };
        let Value::Table(departments) = &top.entries[0].node.value else { panic!() };
        let Value::Table(xxc) = &departments.entries[0].node.value else { panic!() };
        assert_eq!(&text[xxc.entries[0].node.span.range()], "\"商务信息处\"");
        assert_eq!(xxc.entries[1].node.value, Value::Text("2026-01-05".into()));
    }

    #[test]
    fn what_is_not_toml_is_one_finding_at_its_place() {
        let finding = parse_toml("a.toml", "name = \n").unwrap_err();
        assert_eq!(finding.code, codes::UNREADABLE_TOML);
        assert_eq!(finding.at.span.unwrap().start, 7);
    }

    #[test]
    fn the_slips_of_a_chinese_keyboard_have_words_of_their_own() {
        let id = |text| parse_toml("a.toml", text).unwrap_err().message.id.into_owned();
        assert_eq!(id("name = “通知”\n"), "QF001-quotes");
        assert_eq!(id("name：\"通知\"\n"), "QF001-equals");
        assert_eq!(id("[a]\nx = 1\n[a]\n"), "QF001-duplicate");
        assert_eq!(id("name = 通知\n"), "QF001-unquoted");
        assert_eq!(id("name = \"通知\n"), "QF001-open-text");
        assert_eq!(id("names = [\"通知\"\nx = 1\n"), "QF001-open-list");
        assert_eq!(id("[a\nx = 1\n"), "QF001-open-header");
        assert_eq!(id("name\n"), "QF001-no-value");
        assert_eq!(id("a = 1 b = 2\n"), "QF001-one-line");
    }

    #[test]
    fn a_hostile_file_is_refused_before_it_costs_anything() {
        let id = |text: &str| parse_toml("a.toml", text).unwrap_err().message.id.into_owned();
        assert_eq!(id(&"#".repeat(MAX_TOML + 1)), "QF001-size");
        assert_eq!(id(&format!("a = {}", "[".repeat(100_000))), "QF001");
        assert_eq!(id(&format!("{}a = 1", "a.".repeat(100_000))), "QF001");
    }
}
