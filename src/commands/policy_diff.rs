//! `qianfa policy diff`: what differs between two versions of the matrix: first in words, then line by line.

use std::collections::BTreeMap;
use std::time::Duration;

use similar::TextDiff;

use crate::commands::policy::{text_of, version};
use crate::commands::world::World;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::{Message, calm, calm_lines};
use crate::fields::{Table, Value, parse_toml};
use crate::source::{self, REVIEWERS_FILE, WorkTree};

/// How long the best comparison is looked for; after that a coarser one is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// Compares version `from` (the newest if left out) with version `to` (the work tree's if left out).
///
/// # Errors
/// There is no repository or no such version, or the history cannot be read.
pub fn run(cx: &mut Cx<'_>, from: Option<u32>, to: Option<u32>) -> Result<Exit, Failure> {
    let Some(world) = cx.world_or_report()? else { return Ok(Exit::Errors) };
    let from = version(&world, from.unwrap_or(world.chain.newest().serial()))?.serial();
    let old = text_of(&world, from)?;
    let (new, name) = match to {
        Some(serial) => (text_of(&world, version(&world, serial)?.serial())?, format!("{serial:04}.toml")),
        None => (work_tree(&world)?, REVIEWERS_FILE.to_owned()),
    };
    if old == new {
        cx.say(&Message::new("policy-same"));
        return Ok(Exit::Clean);
    }
    let words = in_words(cx, &paragraphs(&old), &paragraphs(&new));
    let lines = TextDiff::configure().timeout(PATIENCE).diff_lines(&old, &new);
    let lines = lines.unified_diff().context_radius(2).header(&format!("{from:04}.toml"), &name).to_string();
    // Nobody signed it yet, and somebody is about to: what is shown must be all there is.
    cx.print(&format!("{words}\n{}", calm_lines(&lines)));
    Ok(Exit::Clean)
}

fn work_tree(world: &World) -> Result<String, Failure> {
    let text = source::read_settings(&WorkTree::new(&world.root), REVIEWERS_FILE)?;
    text.ok_or_else(|| Failure::config(Message::new("policy-no-file")))
}

/// The paragraphs of a matrix, by kind and by what tells one from another; each with its keys and their values.
type Paragraphs = BTreeMap<(String, String), BTreeMap<String, String>>;

fn paragraphs(text: &str) -> Paragraphs {
    let mut all = Paragraphs::new();
    let Ok(root) = parse_toml(REVIEWERS_FILE, text) else { return all };
    let Value::Table(top) = &root.value else { return all };
    for entry in &top.entries {
        let kind = entry.key.value.clone();
        match &entry.node.value {
            Value::Table(table) if holds_paragraphs(table) => {
                for inner in &table.entries {
                    if let Value::Table(inner_table) = &inner.node.value {
                        all.insert((kind.clone(), inner.key.value.clone()), keys(inner_table));
                    }
                }
            }
            Value::Table(table) => drop(all.insert((kind, String::new()), keys(table))),
            Value::List(list) => {
                for node in list {
                    let Value::Table(table) = &node.value else { continue };
                    put_apart(&mut all, &kind, table);
                }
            }
            // The version's own number, place and hash: every version has others.
            _ => {}
        }
    }
    all
}

/// Two paragraphs of one name are told apart by a number: which was first means nothing.
fn put_apart(all: &mut Paragraphs, kind: &str, table: &Table) {
    let keys = keys(table);
    let name = name_of(kind, &keys);
    let free = (1..).map(|n: usize| if n == 1 { name.clone() } else { format!("{name} ({n})") });
    let name = free.into_iter().find(|name| !all.contains_key(&(kind.to_owned(), name.clone())));
    if let Some(name) = name {
        all.insert((kind.to_owned(), name), keys);
    }
}

fn holds_paragraphs(table: &Table) -> bool {
    !table.entries.is_empty() && table.entries.iter().all(|e| matches!(e.node.value, Value::Table(_)))
}

fn keys(table: &Table) -> BTreeMap<String, String> {
    table.entries.iter().map(|e| (e.key.value.clone(), plain(&e.node.value))).collect()
}

/// Returns what tells one paragraph of a list from another, as people say it.
fn name_of(kind: &str, keys: &BTreeMap<String, String>) -> String {
    let get = |key: &str| keys.get(key).cloned().unwrap_or_default();
    let parts = match kind {
        "key" => {
            let public = get("public");
            let tail: String = public.trim().chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
            vec![get("person"), format!("…{tail}")]
        }
        "grant" => vec![get("person"), get("step"), get("columns"), get("paths")],
        "scope" => vec![get("paths")],
        "escalate" => vec![get("add"), get("words"), get("columns"), get("levels")],
        _ => keys.values().take(1).cloned().collect(),
    };
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Float(value) => value.to_string(),
        Value::Text(text) => text.clone(),
        Value::List(list) => list.iter().map(|node| plain(&node.value)).collect::<Vec<_>>().join(", "),
        Value::Table(table) => {
            keys(table).into_iter().map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>().join("; ")
        }
    }
}

fn in_words(cx: &Cx<'_>, old: &Paragraphs, new: &Paragraphs) -> String {
    let word = |id: &'static str, (kind, name): &(String, String)| {
        let kind = cx.word(&Message::new("policy-kind").with("kind", kind.as_str()));
        cx.word(&Message::new(id).with("kind", kind).with("name", name.as_str()))
    };
    let mut text = String::new();
    for place in old.keys().filter(|place| !new.contains_key(*place)) {
        text.push_str(&format!("{}\n", word("policy-gone", place)));
    }
    for (place, keys) in new {
        match old.get(place) {
            None => text.push_str(&format!("{}\n", word("policy-new", place))),
            Some(before) if before != keys => {
                text.push_str(&format!("{}\n", word("policy-changed", place)));
                let all: std::collections::BTreeSet<&String> = before.keys().chain(keys.keys()).collect();
                for key in all {
                    let (was, is) = (before.get(key), keys.get(key));
                    if was != is {
                        let shown = |v: Option<&String>| v.map_or_else(|| "–".to_owned(), |v| calm(v).into_owned());
                        text.push_str(&format!("    {}: {} → {}\n", calm(key), shown(was), shown(is)));
                    }
                }
            }
            Some(_) => {}
        }
    }
    text
}
