//! The YAML of a front matter: `serde_yaml` behind guard rails, with a place for every key and value.
//!
//! In this order: size and characters ([`guard`]), tokens ([`scan`]), values ([`parse`]), places ([`locate`]). The
//! first that refuses ends it with a finding, in words for the slip that was probably made ([`slips`]). What most
//! people write needs no parser: its tokens say all ([`plain`]).

mod guard;
mod locate;
#[cfg(test)]
mod oracle;
mod parse;
mod plain;
mod scan;
mod slips;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::fields::{Node, Table, Value};
use crate::model::{Span, Spanned};
use crate::source::yaml::scan::{Stop, Token};

/// Returns the tree of the YAML in `text[inside]`, which is a table; `opening` is the line above it, where what is
/// missing is reported. A table without any key is a tree too.
///
/// A key that stands twice is reported at the second place and kept once.
pub(super) fn read_yaml(
    file: &Arc<str>,
    text: &str,
    inside: Range<usize>,
    opening: Span,
    sink: &mut Sink,
) -> Option<Node> {
    let cx = Cx { file, text, inside, opening };
    match cx.tree() {
        Ok(mut root) => {
            for twin in take_twins(&mut root) {
                sink.push(cx.duplicate(twin));
            }
            Some(root)
        }
        Err(finding) => {
            sink.push(*finding);
            None
        }
    }
}

/// The text being read.
struct Cx<'t> {
    file: &'t Arc<str>,
    text: &'t str,
    inside: Range<usize>,
    opening: Span,
}

/// A key that stands twice in its table.
struct Twin {
    first: Span,
    second: Spanned<String>,
}

impl Cx<'_> {
    fn tree(&self) -> Result<Node, Box<Finding>> {
        let yaml = &self.text[self.inside.clone()];
        self.guard(yaml)?;
        let tokens = scan::scan(yaml).map_err(|stop| self.stopped(stop))?;
        let in_file: Vec<Token> = tokens.iter().map(|t| self.in_file(*t)).collect();
        let root = match plain::tree(self.text, &in_file, self.opening) {
            Some(root) => root,
            None => self.parsed(yaml, &tokens, &in_file)?,
        };
        self.check_numbers(&root)?;
        Ok(root)
    }

    fn parsed(&self, yaml: &str, tokens: &[Token], in_file: &[Token]) -> Result<Node, Box<Finding>> {
        let mut root = parse::parse(yaml).map_err(|error| self.not_parsed(tokens, &error))?;
        match root.value {
            Value::Table(_) => {}
            Value::Null => root.value = Value::Table(Table::default()),
            _ => return Err(self.no_table()),
        }
        locate::locate(self.text, in_file, &mut root, self.opening);
        Ok(root)
    }

    fn guard(&self, yaml: &str) -> Result<(), Box<Finding>> {
        if yaml.len() > guard::MAX_SIZE {
            let finding = self.finding(codes::HOSTILE_FRONT_MATTER, self.opening).variant("size");
            return Err(Box::new(finding.with("size", yaml.len()).with("most", guard::MAX_SIZE)));
        }
        let Some((character, span)) = guard::hidden_character(yaml) else { return Ok(()) };
        let finding = self.finding(codes::HOSTILE_FRONT_MATTER, span.shifted(self.inside.start)).variant("character");
        Err(Box::new(finding.with("character", format!("U+{:04X}", u32::from(character)))))
    }

    fn stopped(&self, stop: Stop) -> Box<Finding> {
        let yaml = &self.text[self.inside.clone()];
        let found = &yaml[stop.span.range()];
        if stop.refused {
            let at = stop.span.shifted(self.inside.start);
            let finding = self.finding(codes::HOSTILE_FRONT_MATTER, at).variant(stop.variant);
            return Box::new(finding.with("found", found).with("most", scan::MAX_DEPTH));
        }
        self.slip(slips::of_stop(yaml, stop))
    }

    fn not_parsed(&self, tokens: &[Token], error: &serde_yaml::Error) -> Box<Finding> {
        self.slip(slips::of_error(&self.text[self.inside.clone()], tokens, error))
    }

    fn no_table(&self) -> Box<Finding> {
        self.slip(slips::of_no_table(&self.text[self.inside.clone()]))
    }

    fn slip(&self, slip: slips::Slip) -> Box<Finding> {
        let at = slip.span.shifted(self.inside.start);
        let mut finding = self.finding(codes::FRONT_MATTER_SYNTAX, at).variant(slip.variant);
        finding = finding.with("found", &self.text[at.range()]);
        if let Some(reason) = slip.reason {
            finding = finding.with("reason", reason);
        }
        if let Some(mut edit) = slip.edit {
            edit.span = edit.span.shifted(self.inside.start);
            finding = finding.safe_fix(vec![edit]);
        }
        Box::new(finding)
    }

    fn duplicate(&self, twin: Twin) -> Finding {
        self.finding(codes::DUPLICATE_KEY, twin.second.span)
            .with("key", twin.second.value)
            .label(Place::new(self.file.clone(), twin.first), Message::new("QF111-first"))
    }

    /// Refuses numbers that parsers read differently: other bases, exponents, infinity.
    fn check_numbers(&self, node: &Node) -> Result<(), Box<Finding>> {
        let written = &self.text[node.span.range()];
        let odd = match &node.value {
            Value::Integer(_) | Value::Float(_) => !is_plain_number(written),
            // Too large a number is a text to one parser.
            Value::Text(_) => may_have_exponent(written) && written.parse::<f64>().is_ok_and(f64::is_infinite),
            _ => false,
        };
        if odd {
            let finding = self.finding(codes::HOSTILE_FRONT_MATTER, node.span).variant("number");
            return Err(Box::new(finding.with("found", written)));
        }
        match &node.value {
            Value::List(items) => items.iter().try_for_each(|n| self.check_numbers(n)),
            Value::Table(table) => table.entries.iter().try_for_each(|e| self.check_numbers(&e.node)),
            _ => Ok(()),
        }
    }

    fn finding(&self, code: crate::diag::Code, span: Span) -> Finding {
        Finding::new(code, Place::new(self.file.clone(), span))
    }

    fn in_file(&self, token: Token) -> Token {
        Token { span: token.span.shifted(self.inside.start), ..token }
    }
}

fn may_have_exponent(text: &str) -> bool {
    memchr::memchr2(b'e', b'E', text.as_bytes()).is_some()
}

/// Returns whether `text` is a decimal number as everybody writes it: `31`, `-4`, `12.50`.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

/// Takes every entry whose key stood in its table before.
fn take_twins(root: &mut Node) -> Vec<Twin> {
    let mut twins = Vec::new();
    collect_twins(root, &mut twins);
    twins
}

fn collect_twins(node: &mut Node, twins: &mut Vec<Twin>) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| collect_twins(item, twins)),
        Value::Table(table) => {
            if has_twins(table) {
                split_twins(table, twins);
            }
            table.entries.iter_mut().for_each(|e| collect_twins(&mut e.node, twins));
        }
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Text(_) => {}
    }
}

fn has_twins(table: &Table) -> bool {
    // Few keys: comparing them costs less than hashing them.
    let keys = &table.entries;
    if keys.len() > 32 {
        return true;
    }
    (1..keys.len()).any(|i| keys[..i].iter().any(|k| k.key.value == keys[i].key.value))
}

fn split_twins(table: &mut Table, twins: &mut Vec<Twin>) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    table.entries.retain(|entry| match seen.get(&entry.key.value) {
        Some(&first) => {
            twins.push(Twin { first, second: entry.key.clone() });
            false
        }
        None => {
            seen.insert(entry.key.value.clone(), entry.key.span);
            true
        }
    });
}
