//! What holds the scanner, the parser and the places together: another parser, and texts made up by the thousand.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests, one of which takes the time")]

use std::sync::Arc;

use proptest::prelude::*;
use serde::de::{Deserialize, DeserializeSeed, Deserializer};

use super::parse::Tree;
use super::*;
use crate::fields::Entry;

/// A tree without places, for comparing.
struct Bare(Node);

impl<'de> Deserialize<'de> for Bare {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Tree.deserialize(from).map(Bare)
    }
}

/// Returns what the other parser makes of `text`, under rules like ours.
fn other_parser(text: &str) -> Result<Node, String> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::Error,
        budget: serde_saphyr::budget! {
            max_anchors: 0,
            max_aliases: 0,
            max_documents: 1,
            max_merge_keys: 0,
        },
    };
    serde_saphyr::from_str_with_options::<Bare>(text, options).map(|b| b.0).map_err(|e| e.without_snippet().to_string())
}

/// Returns our tree, or the message id of the first finding.
fn ours(text: &str) -> Result<Node, String> {
    let mut sink = Sink::default();
    let tree = read_yaml(&Arc::from("a.md"), text, 0..text.len(), Span::at(0), &mut sink);
    match sink.findings().first() {
        Some(finding) => Err(finding.message.id.to_string()),
        None => Ok(tree.unwrap()),
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
        }
        (Value::Table(a), Value::Table(b)) => {
            let alike = |(a, b): (&Entry, &Entry)| a.key.value == b.key.value && same(&a.node.value, &b.node.value);
            a.entries.len() == b.entries.len() && a.entries.iter().zip(&b.entries).all(alike)
        }
        (a, b) => a == b,
    }
}

/// Returns what is wrong with how `text` is read, if anything.
fn disagreement(text: &str) -> Option<String> {
    let Ok(tree) = ours(text) else { return None };
    let tokens = scan::scan(text).unwrap();
    let mut located = tree.clone();
    if !locate::locate(text, &tokens, &mut located, Span::at(0)) {
        return Some(format!("not located: {tree:?}\n{tokens:?}"));
    }
    if let Some(wrong) = wrong_place(text, &tree).or_else(|| told_otherwise(text, &tokens)) {
        return Some(wrong);
    }
    match other_parser(text) {
        Ok(other) if same(&tree.value, &other.value) => None,
        Ok(other) if tree.value == Value::Table(Table::default()) && other.value == Value::Null => None,
        Ok(other) => Some(format!("ours {tree:?}\nother {other:?}")),
        Err(error) => Some(format!("ours {tree:?}\nother {error}")),
    }
}

/// Returns where the tree told by the tokens is not that of the parser.
fn told_otherwise(text: &str, tokens: &[Token]) -> Option<String> {
    let told = plain::tree(text, tokens, Span::at(0))?;
    let mut parsed = match parse::parse(text) {
        Ok(Node { value: Value::Null, span }) => Node { value: Value::Table(Table::default()), span },
        Ok(parsed) => parsed,
        Err(error) => return Some(format!("told {told:?}\nparser {error}")),
    };
    locate::locate(text, tokens, &mut parsed, Span::at(0));
    (parsed != told).then(|| format!("told {told:?}\nparsed {parsed:?}"))
}

/// Returns a scalar whose place does not hold what it says.
fn wrong_place(text: &str, node: &Node) -> Option<String> {
    let written = text.get(node.span.range());
    let wrong = || Some(format!("{:?} at {:?}: {written:?}", node.value, node.span));
    match &node.value {
        Value::Table(table) => table.entries.iter().find_map(|e| {
            let key = &text[e.key.span.range()];
            let quoted = key.starts_with(['"', '\'']);
            if !quoted && key != e.key.value && !key.contains('\n') {
                Some(format!("key {key:?}"))
            } else {
                wrong_place(text, &e.node)
            }
        }),
        Value::List(items) => items.iter().find_map(|item| wrong_place(text, item)),
        Value::Text(value) => {
            let written = written?;
            let other_style = written.starts_with(['"', '\'']) || written.contains('\n') || value.ends_with('\n');
            let empty_block = value.trim().is_empty() && ["|", ">"].contains(&written);
            let block = empty_block || value.trim_matches('\n') == written.trim_matches('\n');
            if written == value || other_style || block { None } else { wrong() }
        }
        Value::Integer(n) if written != Some(&n.to_string()) && written != Some("-0") => wrong(),
        Value::Bool(b) if written.map(str::to_lowercase) != Some(b.to_string()) => wrong(),
        _ => None,
    }
}

const SEEDS: &[&str] = &[
    "title: 关于开展“诚信兴商”活动的通知\ndepartment: xxc   # 责任处室\ndate: 2026-11-09 10:00\nkeywords: [电子商务, 示范项目]\n",
    "guide:\n  basis:\n    - 《条例》第二十条\n    - '办法: 试行'\n  materials:\n    - name: 申请表\n      copies: 2\n      original: true\n    - {name: 营业执照, copies: 1}\n",
    "message:\n  question: |\n    第一段。\n\n    第二段: 有冒号 # 不是注释\n  no: '2026-0031'\ntopic: >-\n  折叠\n  的文字\nnext: ~\n",
    "annual:\n  table2: {new: [1, 2, 3, 4, 5, 6, 21], carried_in: [0, 0]}\n  table3:\n    review: [\n      1, 2,\n      3\n    ]\n",
    "summary: 这是一段\n  折了行的摘要,\n  还有第三行\nsource: \"双引号 \\\"里\\\"\n  折行\"\nempty:\nlist:\n- 甲\n- 乙: 1\n  丙: 2\n-\n  - 嵌套\n",
    "a: -1\nb: 3.50\nc: 007\nd: 1_000\ne: yes\nf: null\ng: 2026-11-09\nh: 10:30\ni: '31'\nj: - x\n",
];

/// A small generator of numbers, so that a failure is found again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

const PIECES: &[&str] = &[
    " ", "  ", "    ", "\n", "\n\n", "\r\n", "\t", ":", ": ", "：", "-", "- ", "? ", "#", " #", "[", "]", "{", "}",
    ",", ", ", "'", "\"", "\\", "|", ">", "|-", ">+", "|2", "&a", "*a", "!t", "%", "@", "`", "~", "null", "true", "0",
    "1", "1.5", "-", "+1", "0x1f", "1e3", ".inf", "a", "b: c", "键", "，", "\u{feff}", "\u{85}", "\u{3000}", "=", "<<",
    "---", "...", "- a: b", "\n- ", "\n  ", "[a, b]", "{a: b}", "''", "\"\"",
];

fn mutate(text: &mut String, dice: &mut Dice) {
    let boundaries: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let at = boundaries[dice.roll(boundaries.len())];
    match dice.roll(4) {
        0 | 1 => text.insert_str(at, PIECES[dice.roll(PIECES.len())]),
        2 => {
            let end = boundaries[dice.roll(boundaries.len())];
            let (from, to) = (at.min(end), at.max(end).min(at.min(end) + 6));
            if text.is_char_boundary(to) {
                text.replace_range(from..to, "");
            }
        }
        _ => {
            let end = boundaries[dice.roll(boundaries.len())];
            let (from, to) = (at.min(end), at.max(end).min(at.min(end) + 9));
            if text.is_char_boundary(to) {
                let piece = text[from..to].to_owned();
                let target = boundaries[dice.roll(boundaries.len())];
                text.insert_str(target, &piece);
            }
        }
    }
}

/// Reads `rounds` texts that are nearly front matter.
fn fuzz(rounds: usize, seed: u64) -> Vec<(String, String)> {
    let mut dice = Dice(seed | 1);
    let mut found = Vec::new();
    for _ in 0..rounds {
        let mut text = SEEDS[dice.roll(SEEDS.len())].to_owned();
        for _ in 0..=dice.roll(5) {
            mutate(&mut text, &mut dice);
        }
        // As between its lines: a front matter ends with a line end.
        text.push('\n');
        if let Some(wrong) = disagreement(&text) {
            found.push((text, wrong));
        }
    }
    found
}

/// Enough to meet every rule of the scanner; millions were read while it was written.
const ROUNDS: usize = 4_000;

#[test]
fn another_parser_reads_alike_whatever_the_guard_rails_let_through() {
    let found = fuzz(ROUNDS, 0x5eed_2026);
    let shown: Vec<_> = found.iter().take(5).map(|(text, wrong)| format!("{text:?}\n{wrong}")).collect();
    assert!(found.is_empty(), "{} of {ROUNDS}:\n{}", found.len(), shown.join("\n\n"));
}

/// A value and how it is written.
#[derive(Clone, Debug)]
enum Written {
    Plain(String),
    Single(String),
    Double(String),
    Integer(i64),
    Bool(bool),
    Nothing,
    List(Vec<Written>, bool),
    Table(Vec<Written>, bool),
}

fn written() -> impl Strategy<Value = Written> {
    let scalar = prop_oneof![
        4 => "[一-龟《“][一-龟a-z0-9，。：“” ]{0,8}[一-龟》”]".prop_map(Written::Plain),
        1 => "[a-z]{1,5}-[a-z]{1,5}".prop_map(Written::Plain),
        2 => "[一-龟a-z:#'\"\\\\,\\[\\]{}&* -]{0,9}".prop_map(Written::Single),
        2 => "[一-龟a-z:#'\"\\\\,\\[\\]{}&* -]{0,9}".prop_map(Written::Double),
        1 => any::<i32>().prop_map(|n| Written::Integer(n.into())),
        1 => any::<bool>().prop_map(Written::Bool),
        1 => Just(Written::Nothing),
    ];
    scalar.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 1..5), any::<bool>()).prop_map(|(v, flow)| Written::List(v, flow)),
            (prop::collection::vec(inner, 1..5), any::<bool>()).prop_map(|(v, flow)| Written::Table(v, flow)),
        ]
    })
}

/// Writes a value; `places` gets the place of each scalar with text, in order.
fn write(value: &Written, indent: usize, flow: bool, text: &mut String, places: &mut Vec<Span>) {
    let start = text.len();
    match value {
        Written::Plain(t) => text.push_str(t),
        Written::Single(t) => text.push_str(&format!("'{}'", t.replace('\'', "''"))),
        Written::Double(t) => text.push_str(&format!("\"{}\"", t.replace('\\', "\\\\").replace('"', "\\\""))),
        Written::Integer(n) => text.push_str(&n.to_string()),
        Written::Bool(b) => text.push_str(&b.to_string()),
        Written::Nothing if flow => text.push('~'),
        Written::Nothing => return,
        Written::List(items, own) => return write_list(items, indent, flow || *own, text, places),
        Written::Table(items, own) => return write_table(items, indent, flow || *own, text, places),
    }
    places.push(Span::new(start..text.len()));
}

fn write_list(items: &[Written], indent: usize, flow: bool, text: &mut String, places: &mut Vec<Span>) {
    text.push_str(if flow { "[" } else { "  # 列表" });
    for (i, item) in items.iter().enumerate() {
        if flow {
            text.push_str(if i > 0 { ", " } else { "" });
        } else {
            text.push_str(&format!("\n{}- ", " ".repeat(indent)));
        }
        write(item, indent + 2, flow, text, places);
    }
    text.push_str(if flow { "]" } else { "" });
}

fn write_table(items: &[Written], indent: usize, flow: bool, text: &mut String, places: &mut Vec<Span>) {
    text.push_str(if flow { "{" } else { "" });
    for (i, item) in items.iter().enumerate() {
        if flow {
            text.push_str(if i > 0 { ", " } else { "" });
        } else {
            text.push_str(&format!("\n{}", " ".repeat(indent)));
        }
        text.push_str(&format!("键{i}: "));
        write(item, indent + 2, flow, text, places);
    }
    text.push_str(if flow { "}" } else { "" });
}

/// Returns the places of all scalars that have text, in order.
fn scalars(node: &Node, places: &mut Vec<Span>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| scalars(item, places)),
        Value::Table(table) => table.entries.iter().for_each(|e| scalars(&e.node, places)),
        Value::Null if node.span.is_empty() => {}
        _ => places.push(node.span),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_is_found_where_it_was_written(items in prop::collection::vec(written(), 1..6), crlf: bool) {
        let (mut text, mut places) = (String::new(), Vec::new());
        write_table(&items, 0, false, &mut text, &mut places);
        text.push('\n');
        if crlf {
            let before = |at: u32| text[..at as usize].matches('\n').count() as u32;
            for place in &mut places {
                (place.start, place.end) = (place.start + before(place.start), place.end + before(place.end));
            }
            text = text.replace('\n', "\r\n");
        }
        let tree = ours(&text).map_err(|id| TestCaseError::fail(format!("{id}: {text:?}")))?;
        let mut found = Vec::new();
        scalars(&tree, &mut found);
        prop_assert_eq!(found, places, "{}", text);
        prop_assert_eq!(disagreement(&text), None, "{}", text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[ -~一-三\\n：]{0,60}") {
        let _ = ours(&text);
    }
}

#[test]
fn hostile_texts_are_refused_before_they_cost_anything() {
    let bomb: String = (1..12).map(|i| format!("a{i}: &x{i} [*x{0}, *x{0}, *x{0}]\n", i - 1)).collect();
    let deep_block: String = (0..60).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    let cases = [
        ("[".repeat(20_000), "QF112-size"),
        (format!("a: {}", "[".repeat(16_000)), "QF112-deep"),
        (format!("a: {}", "{a: ".repeat(4_000)), "QF112-deep"),
        ("- ".repeat(8_000), "QF112-deep"),
        (deep_block, "QF112-deep"),
        (format!("{}a: &x [1, 2]\nb: *x\n", bomb), "QF112-anchor"),
        (format!("a: {}\n", "*x ".repeat(5_000)), "QF112-alias"),
        ("a: \0\n".to_owned(), "QF112-character"),
        (format!("{}: 1\n", "k".repeat(10_000)), "QF112-key"),
        (format!("a: \"{}", "\\\\".repeat(8_000)), "QF106-unclosed-quote"),
        (format!("a: {}\n", "'".repeat(16_001)), "QF106-unclosed-quote"),
        (format!("a:{}b\n", " \n".repeat(8_000)), "QF106-no-colon"),
        ("? ".repeat(8_000), "QF112-key"),
        ("a: !!python/object x\n".to_owned(), "QF112-tag"),
        ("a: 1\n<<: {b: 2}\n".to_owned(), "QF112-merge"),
        ("a: 1\n---\nb: 2\n".to_owned(), "QF112-document"),
        ("%YAML 1.1\na: 1\n".to_owned(), "QF112-directive"),
        ("a: \"\\u202e\"\n".to_owned(), "QF112-escape"),
        ("a: 0x1f\n".to_owned(), "QF112-number"),
    ];
    for (text, id) in &cases {
        assert_eq!(ours(text).map(|_| ()).unwrap_err(), *id, "{}", text.chars().take(40).collect::<String>());
    }
    let many_keys: String = (0..2_000).map(|i| format!("k{i}:\n")).collect();
    let many_twins = "k: 1\n".repeat(3_200);
    let many_brackets = format!("a: [{}]", "[], ".repeat(4_000));
    assert!(ours(&many_keys).is_ok());
    assert_eq!(ours(&many_twins).map(|_| ()).unwrap_err(), "QF111");
    assert!(ours(&many_brackets).is_ok());
}
