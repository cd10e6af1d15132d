//! What somebody probably meant who wrote something that is not YAML.
//!
//! A parser says what it expected, often lines below the slip. Most slips are few and always the same: a full-width
//! colon, no blank behind the colon, a colon or a quote inside a value, a tab, a quote or bracket never closed.

use crate::diag::Edit;
use crate::model::Span;
use crate::source::yaml::scan::{Kind, Stop, Style, Token};

/// A slip, in places of the YAML text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Slip {
    /// Which message: the part of its id behind the code.
    pub(super) variant: &'static str,
    /// Where.
    pub(super) span: Span,
    /// What the parser said, if we have no better words.
    pub(super) reason: Option<String>,
    /// How it is mended, where only one way makes sense.
    pub(super) edit: Option<Edit>,
}

/// Returns the slip for which the scanner stopped.
pub(super) fn of_stop(text: &str, stop: Stop) -> Slip {
    let start = line_start(text, stop.since);
    let end = line_end(text, stop.span.start as usize);
    colon_slip(text, start, end).unwrap_or_else(|| Slip::new(stop.variant, first_line(text, stop.span)))
}

/// Returns the slip for which the parser stopped, although the scanner did not.
pub(super) fn of_error(text: &str, tokens: &[Token], error: &serde_yaml::Error) -> Slip {
    let at = error.location().map_or(0, |l| offset(text, l.line(), l.column()));
    let words = error.to_string();
    let reason = words.split(" at line ").next().unwrap_or_default().to_owned();
    let next = tokens.iter().position(|t| t.span.start as usize >= at).unwrap_or(tokens.len());
    let span = tokens.get(next).map_or(Span::at(at), |t| first_line(text, t.span));
    let before = next.checked_sub(1).map(|i| tokens[i]).filter(|t| on_one_line(text, t.span.end as usize, at));
    let variant = match before.map(|t| t.kind) {
        _ if reason.contains("',' or") => "comma",
        Some(Kind::Scalar(Style::Quoted) | Kind::ListEnd | Kind::TableEnd) if span.end > span.start => "behind-quote",
        _ if reason.contains("expected key") || reason.contains("'-' indicator") => "indent",
        _ => return Slip { variant: "other", span, reason: Some(reason), edit: None },
    };
    Slip::new(variant, span)
}

/// Returns the slip of a text that is YAML, but no table.
pub(super) fn of_no_table(text: &str) -> Slip {
    let start = text.len() - text.trim_start().len();
    let end = line_end(text, start);
    colon_slip(text, line_start(text, start), end).unwrap_or_else(|| Slip::new("no-table", Span::new(start..end)))
}

impl Slip {
    fn new(variant: &'static str, span: Span) -> Self {
        Self { variant, span, reason: None, edit: None }
    }

    fn mended(self, at: Span, text: &str) -> Self {
        Self { edit: Some(Edit { span: at, text: text.to_owned() }), ..self }
    }
}

/// Finds the first line in `start..end` that begins with a key and a colon that YAML does not see.
fn colon_slip(text: &str, start: usize, end: usize) -> Option<Slip> {
    let mut at = start;
    for line in text.get(start..end)?.split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '-']);
        let key = word_length(inner);
        let colon = at + (line.len() - inner.len()) + key;
        let rest = &inner[key..];
        if key > 0 && rest.starts_with('：') {
            let span = Span::new(colon..colon + '：'.len_utf8());
            return Some(Slip::new("full-width-colon", span).mended(span, ": "));
        }
        let behind = rest.strip_prefix(':').and_then(|r| r.chars().next());
        if key > 0 && behind.is_some_and(|c| !c.is_whitespace() && c != '/') {
            return Some(Slip::new("no-space", Span::new(colon..colon + 1)).mended(Span::at(colon + 1), " "));
        }
        at += line.len();
    }
    None
}

/// Returns the length of the word that `text` begins with, if it could be one of our keys.
fn word_length(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count()
}

/// Returns the byte at line and column as parsers count them: from 1, in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(i, _)| i)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].rfind('\n').map_or(0, |i| i + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    at + text[at..end].trim_end().len()
}

/// Cuts a place at the end of its first line.
fn first_line(text: &str, span: Span) -> Span {
    let end = line_end(text, span.start as usize).max(span.start as usize);
    Span::new(span.start as usize..end.min(span.end as usize))
}

fn on_one_line(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| !between.contains('\n'))
}
