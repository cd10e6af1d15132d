//! The language that the site itself speaks, for messages where nobody asked for another.

use std::path::Path;

use crate::fields::{Table, Value, parse_toml};
use crate::model::Lang;
use crate::source::{SITE_FILE, WorkTree, find_root, read_settings};

/// Returns `[group] language` of the `site.toml` in `dir` or the nearest folder above it that has one.
///
/// None if there is no such file, or if it has faults: those are reported by whoever reads it for its sake, in the
/// language that is decided without it.
pub fn site_language(dir: &Path) -> Option<Lang> {
    let text = read_settings(&WorkTree::new(&find_root(dir)?), SITE_FILE).ok()??;
    let root = parse_toml(SITE_FILE, &text).ok()?;
    let Value::Table(top) = &root.value else { return None };
    let Value::Table(group) = value(top, "group")? else { return None };
    let Value::Text(language) = value(group, "language")? else { return None };
    Lang::parse(language)
}

fn value<'a>(table: &'a Table, key: &str) -> Option<&'a Value> {
    table.entries.iter().find(|e| e.key.value == key).map(|e| &e.node.value)
}
