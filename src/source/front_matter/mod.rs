//! The front matter of a page: YAML between `---` lines becomes a [`FrontMatter`], or findings.
//!
//! [`cut`] finds the lines, `source::yaml` makes a tree with places, [`read`] and [`blocks`] make values of it; the
//! keys, their types and their names in two languages stand in [`keys`].

mod blocks;
mod examples;
mod front;
pub mod keys;
mod manual;
mod read;
mod types;

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Code, Finding, Place as FindingPlace, Sink, codes};
use crate::fields::Value;
use crate::model::{Kind, Span};
use crate::source::Place;
use crate::source::yaml::read_yaml;

pub use front::{Brief, DocumentBrief, Force, Front};
pub use types::{
    Adoption, Annual, Attachment, AttachmentKind, Block, Change, Dataset, DocumentBlock, Form, FrontMatter, Guest,
    Guide, Image, Interview, InterviewQuestion, Language, Material, Message, MessageKind, Outcome, Precheck, Question,
    QuestionKind, Reprint, ResultRow, Results, Survey, Table1, Table2, Table2Row, Table3, Table3Row, Validity,
};

/// What is known of a page before its front matter is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    /// The kind of its column; none if the column is not known, and blocks are not judged.
    pub(super) kind: Option<Kind>,
    /// Page or introduction.
    pub(super) place: Place,
}

/// Reads the front matter of the file `text`; returns it, if it has no errors, and where the body begins.
pub(super) fn read_front_matter(
    file: &Arc<str>,
    text: &str,
    expected: Expected,
    sink: &mut Sink,
) -> (Option<FrontMatter>, usize) {
    let parts = match cut(text) {
        Ok(parts) => parts,
        Err(missing) => {
            let at = FindingPlace::new(file.clone(), missing.span);
            let finding = Finding::new(codes::NO_FRONT_MATTER, at);
            sink.push(if missing.variant.is_empty() { finding } else { finding.variant(missing.variant) });
            return (None, missing.body);
        }
    };
    let before = sink.len();
    let root = read_yaml(file, text, parts.inside.clone(), parts.opening, sink);
    let front = root.and_then(|root| read::read(file, root, Span::new(parts.inside), expected, sink));
    (front.filter(|_| sink.len() == before), parts.body)
}

/// Returns the place of a value, or of its key where it has no text of its own, in the front matter of the file
/// `text`: `path` is the name that messages use, such as `document.effective` or `results[2].decided`.
///
/// For findings about two keys together: a record keeps few places, and who needs one has the text at hand.
pub fn place_of_key(text: &str, path: &str) -> Option<Span> {
    let parts = cut(text).ok()?;
    let root = read_yaml(&Arc::from(""), text, parts.inside, parts.opening, &mut Sink::default())?;
    let mut node = &root;
    for step in path.split('.') {
        let (key, item) = match step.strip_suffix(']').and_then(|s| s.split_once('[')) {
            Some((key, number)) => (key, Some(number.parse::<usize>().ok()?.checked_sub(1)?)),
            None => (step, None),
        };
        let Value::Table(table) = &node.value else { return None };
        node = &table.entries.iter().find(|e| e.key.value == key)?.node;
        if let Some(item) = item {
            let Value::List(items) = &node.value else { return None };
            node = items.get(item)?;
        }
    }
    Some(node.span)
}

/// The parts of a file, in its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Parts {
    /// The opening `---`.
    opening: Span,
    /// What lies between the lines.
    inside: Range<usize>,
    /// Where the body begins.
    body: usize,
}

/// Why a file has no front matter, and what counts as its body.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Missing {
    variant: &'static str,
    span: Span,
    body: usize,
}

/// Finds the front matter: the first line is `---`, and so is the line that ends it. A byte order mark is skipped, and
/// lines may end in CR LF.
fn cut(text: &str) -> Result<Parts, Missing> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Lines { text, at: start };
    let first = lines.next().unwrap_or(start..start);
    if !is_rule(&text[first.clone()]) {
        return Err(no_opening(text, start, first));
    }
    let opening = Span::new(first.start..first.start + 3);
    let inside = lines.at;
    while let Some(line) = lines.next() {
        if is_rule(&text[line.clone()]) {
            return Ok(Parts { opening, inside: inside..line.start, body: lines.at });
        }
    }
    Err(Missing { variant: "unclosed", span: opening, body: text.len() })
}

fn no_opening(text: &str, start: usize, first: Range<usize>) -> Missing {
    let trimmed = text[start..].trim_start();
    let late = text.len() - trimmed.len();
    if late > start && trimmed.lines().next().is_some_and(is_rule) {
        return Missing { variant: "late", span: Span::new(late..late + 3), body: text.len() };
    }
    let variant = if text[first.clone()].trim_end() == "+++" { "toml" } else { "" };
    let end = first.start + text[first.clone()].trim_end().len();
    Missing { variant, span: Span::new(first.start..end), body: if variant.is_empty() { start } else { text.len() } }
}

fn is_rule(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.trim_end().is_empty())
}

/// The lines of a text as ranges, each with its line end.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let length = self.text[start..].find('\n').map_or(self.text.len() - start, |i| i + 1);
        self.at = start + length;
        Some(start..self.at)
    }
}

/// The codes under which a front matter reports the faults that all tables have in common.
const DIALECT: crate::fields::Dialect = crate::fields::Dialect {
    unknown_key: codes::UNKNOWN_KEY,
    wrong_type: codes::WRONG_TYPE,
    missing_key: codes::MISSING_KEY,
    bad_value: codes::BAD_VALUE,
};

/// Whether a finding of this code names a key that people know by two names.
fn names_a_key(code: Code) -> bool {
    [
        codes::MISSING_KEY,
        codes::WRONG_TYPE,
        codes::BAD_VALUE,
        codes::BLOCK_OF_OTHER_KIND,
        codes::MISSING_BLOCK,
        codes::MISSING_FILE,
    ]
    .contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_around_a_front_matter_are_found_in_every_habit_of_writing() {
        for text in ["---\na: b\n---\nx", "---  \r\na: b\r\n---\r\nx", "\u{feff}---\na: b\n---\nx", "---\na: b\n---"] {
            let parts = cut(text).unwrap();
            assert_eq!(text[parts.inside].trim_end(), "a: b", "{text:?}");
            assert!(["x", ""].contains(&&text[parts.body..]), "{text:?}");
        }
        assert_eq!(cut("---\n---\n正文").unwrap().inside, 4..4);
    }

    #[test]
    fn a_file_without_front_matter_says_why() {
        let variant = |text| cut(text).unwrap_err().variant;
        assert_eq!(variant("正文\n"), "");
        assert_eq!(variant(""), "");
        assert_eq!(variant("---\ntitle: a\n正文\n"), "unclosed");
        assert_eq!(variant("\n---\ntitle: a\n---\n"), "late");
        assert_eq!(variant("+++\ntitle = 1\n+++\n"), "toml");
    }

    #[test]
    fn a_key_is_found_again_by_its_name() {
        let text = "---\n标题: 一\ndocument:\n  made: 2026-11-09\nresults:\n  - item: 甲\n  - item: 乙\n---\n";
        let at = |path| place_of_key(text, path).map(|s| &text[s.range()]);
        assert_eq!(at("document.made"), Some("2026-11-09"));
        assert_eq!(at("results[2].item"), Some("乙"));
        assert_eq!(at("results[3].item"), None);
        assert_eq!(at("document"), Some("document"));
    }
}
