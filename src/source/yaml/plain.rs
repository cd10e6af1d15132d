//! The tree of a front matter as nearly everybody writes it, straight from the tokens: one line a key, lists in
//! brackets, tables by indentation.
//!
//! The parser takes five times as long as all the rest of reading a front matter, and there is one in every page. What
//! is told here is what the parser would tell, or nothing: whatever is written in another way, over several lines or
//! with escapes is left to it, and so is everything that might be wrong. `oracle.rs` compares the two.

use memchr::memchr;

use crate::fields::{Entry, Node, Table, Value};
use crate::model::{Span, Spanned};
use crate::source::yaml::parse;
use crate::source::yaml::scan::{Kind, Style, Token};

/// Returns the tree of `text`, with every place; nothing where the parser must be asked. Its own place is `root`.
pub(super) fn tree(text: &str, tokens: &[Token], root: Span) -> Option<Node> {
    let mut reader = Plain { text, tokens, next: 0 };
    let table = reader.table(0)?;
    (reader.next == tokens.len()).then_some(Node { value: Value::Table(table), span: root })
}

struct Plain<'t> {
    text: &'t str,
    tokens: &'t [Token],
    next: usize,
}

impl Plain<'_> {
    /// Reads the entries whose keys begin in this column.
    fn table(&mut self, column: usize) -> Option<Table> {
        let mut entries = Vec::with_capacity(8);
        while let Some(span) = self.key_in(column) {
            self.next += 1;
            let key = self.written(span).filter(|key| !key.starts_with(['"', '\'']))?;
            let key = Spanned::new(key.to_owned(), span);
            let colon = self.take(Kind::Colon)?;
            entries.push(Entry { node: self.value(span, colon)?, key });
        }
        Some(Table { entries })
    }

    /// Returns the place of the next token, if it is a key that begins in this column.
    fn key_in(&self, column: usize) -> Option<Span> {
        let token = self.tokens.get(self.next).filter(|t| t.kind == Kind::Key)?;
        (self.column(token.span) == column).then_some(token.span)
    }

    fn value(&mut self, key: Span, colon: Span) -> Option<Node> {
        let Some(token) = self.tokens.get(self.next).copied() else { return Some(nothing(colon)) };
        match token.kind {
            Kind::Scalar(_) | Kind::ListStart if !self.on_line_of(colon, token.span) => None,
            Kind::Scalar(style) => self.scalar(style, token.span),
            Kind::ListStart => self.list(token.span),
            Kind::Key if self.column(token.span) > self.column(key) => {
                let table = self.table(self.column(token.span))?;
                Some(Node { value: Value::Table(table), span: key })
            }
            Kind::Key => Some(nothing(colon)),
            _ => None,
        }
    }

    /// Reads `[…]` of scalars.
    fn list(&mut self, start: Span) -> Option<Node> {
        self.next += 1;
        let mut items = Vec::with_capacity(4);
        let mut end = self.take(Kind::ListEnd);
        while end.is_none() {
            let Token { kind: Kind::Scalar(style), span } = *self.tokens.get(self.next)? else { return None };
            items.push(self.scalar(style, span)?);
            let comma = self.take(Kind::Comma);
            end = self.take(Kind::ListEnd);
            end.or(comma)?;
        }
        let span = Span { start: start.start, end: end?.end };
        self.written(span).map(|_| Node { value: Value::List(items), span })
    }

    fn scalar(&mut self, style: Style, span: Span) -> Option<Node> {
        self.next += 1;
        let written = self.written(span)?;
        let value = match style {
            Style::Plain if is_text(written) => Value::Text(written.to_owned()),
            Style::Plain => parse::parse(written).ok()?.value,
            Style::Quoted => Value::Text(unquoted(written)?.to_owned()),
            Style::Block => return None,
        };
        Some(Node { value, span })
    }

    /// Returns the text of a place that lies in one line.
    fn written(&self, span: Span) -> Option<&str> {
        let written = &self.text[span.range()];
        memchr(b'\n', written.as_bytes()).is_none().then_some(written)
    }

    fn on_line_of(&self, colon: Span, token: Span) -> bool {
        self.written(Span { start: colon.end, end: token.start }).is_some()
    }

    fn column(&self, span: Span) -> usize {
        let before = &self.text.as_bytes()[..span.start as usize];
        before.iter().rev().take_while(|b| **b != b'\n').count()
    }

    fn take(&mut self, kind: Kind) -> Option<Span> {
        let token = self.tokens.get(self.next).filter(|t| t.kind == kind)?;
        self.next += 1;
        Some(token.span)
    }
}

/// What stands behind a colon with nothing behind it.
fn nothing(colon: Span) -> Node {
    Node { value: Value::Null, span: Span::at(colon.end as usize) }
}

/// Returns whether a scalar without quotes is surely a text: no number, no truth value, not nothing.
fn is_text(written: &str) -> bool {
    let bytes = written.as_bytes();
    if !matches!(bytes.first(), Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F'))
    {
        return !bytes.is_empty();
    }
    // None of these has a space, a colon or a character beyond ASCII; no number has a minus behind a digit, as dates do.
    let strange = |b: &u8| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'~'));
    bytes.iter().any(strange) || bytes.windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1] == b'-')
}

/// Returns what stands between quotes, if it means itself.
fn unquoted(written: &str) -> Option<&str> {
    let quote = written.chars().next().filter(|q| matches!(q, '"' | '\''))?;
    let inside = written.strip_prefix(quote)?.strip_suffix(quote)?;
    let escape = if quote == '"' { b'\\' } else { b'\'' };
    memchr(escape, inside.as_bytes()).is_none().then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::scan::scan;

    fn told(text: &str) -> Option<Node> {
        tree(text, &scan(text).unwrap(), Span::at(0))
    }

    #[test]
    fn what_everybody_writes_is_told_without_the_parser() {
        let text = "title: \"关于“诚信”的通知\"\ndate: 2026-11-09 10:00 # 时间\nkeywords: [甲, '乙']\ndocument:\n  made: 2026-11-09\nid:\n";
        let told = told(text).unwrap();
        let Value::Table(table) = &told.value else { panic!("{told:?}") };
        let spans: Vec<&str> = table.entries.iter().map(|e| &text[e.node.span.range()]).collect();
        assert_eq!(spans, ["\"关于“诚信”的通知\"", "2026-11-09 10:00", "[甲, '乙']", "document", ""]);
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_left_to_the_parser() {
        for text in
            ["a:\n  - b\n", "a: |\n  b\n", "a: b\n  c\n", "a: [b,\n  c]\n", "a:\n  b\n", "a: {b: c}\n", "'a': b\n"]
        {
            assert!(told(text).is_none(), "{text:?}");
        }
        for (text, is) in [
            ("2026-11-09", true),
            ("1e-5", false),
            ("-1", false),
            ("null", false),
            ("no", false),
            ("no time", true),
            ("", false),
        ] {
            assert_eq!(is_text(text), is, "{text}");
        }
    }
}
