//! Brings the parser's values and the scanner's places together.
//!
//! Both walk the same text in the same order, so the tree tells what the next token must be. Should they ever disagree,
//! what follows gets the place of the last key that was found: a place that is too wide, never a wrong value.

use crate::fields::{Node, Table, Value};
use crate::model::Span;
use crate::source::yaml::scan::{Kind, Style, Token};

/// Gives every key and value of `root` its place in `text`; returns whether all were found.
///
/// A table in block style has the place of the key above it, or of its own first key in a list: that is where people
/// look when something is missing in it. All other values have the place of their text.
pub(super) fn locate(text: &str, tokens: &[Token], root: &mut Node, root_span: Span) -> bool {
    let mut locator = Locator { text, tokens, next: 0, after: Span::at(0), lost: false };
    locator.node(root, Some(root_span));
    root.span = root_span;
    !locator.lost && locator.next == tokens.len()
}

struct Locator<'t> {
    text: &'t str,
    tokens: &'t [Token],
    next: usize,
    /// The last token taken.
    after: Span,
    lost: bool,
}

impl Locator<'_> {
    /// Locates a value; `key` is the place of the key above, if there is one.
    fn node(&mut self, node: &mut Node, key: Option<Span>) {
        node.span = match &mut node.value {
            Value::Null => self.null(),
            Value::Text(value) => self.text_value(value),
            Value::Bool(_) | Value::Integer(_) | Value::Float(_) => self.scalar(),
            Value::List(items) => self.list(items),
            Value::Table(table) => self.table(table, key),
        }
        .unwrap_or_else(|| {
            self.lost = true;
            key.unwrap_or(self.after)
        });
    }

    fn null(&mut self) -> Option<Span> {
        match self.peek() {
            Some(Kind::Scalar(_)) => self.scalar(),
            _ => Some(Span::at(self.after.end as usize)),
        }
    }

    fn scalar(&mut self) -> Option<Span> {
        match self.peek()? {
            Kind::Scalar(_) => self.take(),
            _ => None,
        }
    }

    fn text_value(&mut self, value: &str) -> Option<Span> {
        let plain = self.peek()? == Kind::Scalar(Style::Plain);
        let span = self.scalar()?;
        let written = &self.text[span.range()];
        // Lines of a plain scalar are joined; the first word is enough to see that this is the right one.
        let agrees = !plain || written == value || (written.contains('\n') && starts_alike(written, value));
        agrees.then_some(span)
    }

    fn list(&mut self, items: &mut [Node]) -> Option<Span> {
        if self.peek() == Some(Kind::ListStart) {
            return self.bracketed(Kind::ListEnd, |this| {
                for item in items {
                    this.node(item, None);
                    this.take_if(Kind::Comma);
                }
            });
        }
        let mut whole: Option<Span> = None;
        for item in items {
            let Some(dash) = self.take_if(Kind::Dash) else {
                self.lost = true;
                self.node(item, Some(self.after));
                continue;
            };
            self.node(item, None);
            let start = whole.map_or(dash.start, |w| w.start);
            whole = Some(Span { start, end: self.after.end });
        }
        whole.filter(|_| !self.lost)
    }

    fn table(&mut self, table: &mut Table, key: Option<Span>) -> Option<Span> {
        if self.peek() == Some(Kind::TableStart) {
            return self.bracketed(Kind::TableEnd, |this| this.entries(table));
        }
        self.entries(table);
        key.or_else(|| table.entries.first().map(|e| e.key.span))
    }

    fn bracketed(&mut self, end: Kind, inside: impl FnOnce(&mut Self)) -> Option<Span> {
        let start = self.take()?;
        inside(self);
        let end = self.take_if(end)?;
        Some(Span { start: start.start, end: end.end })
    }

    fn entries(&mut self, table: &mut Table) {
        for entry in &mut table.entries {
            let Some(key) = self.key(&entry.key.value) else {
                self.lost = true;
                entry.key.span = self.after;
                self.node(&mut entry.node, Some(self.after));
                continue;
            };
            entry.key.span = key;
            // In `{a, b}` a key has neither colon nor value.
            self.take_if(Kind::Colon);
            self.node(&mut entry.node, Some(key));
            self.take_if(Kind::Comma);
        }
    }

    fn key(&mut self, name: &str) -> Option<Span> {
        match self.peek()? {
            Kind::Key | Kind::Scalar(_) if !self.lost => {}
            _ => return None,
        }
        let span = self.tokens[self.next].span;
        let written = &self.text[span.range()];
        let lines = written.contains('\n') && starts_alike(written, name);
        (written == name || lines || written.starts_with(['"', '\''])).then(|| self.take())?
    }

    fn peek(&self) -> Option<Kind> {
        if self.lost { None } else { self.tokens.get(self.next).map(|t| t.kind) }
    }

    fn take(&mut self) -> Option<Span> {
        let token = self.tokens.get(self.next)?;
        self.next += 1;
        self.after = token.span;
        Some(token.span)
    }

    fn take_if(&mut self, kind: Kind) -> Option<Span> {
        if self.peek() == Some(kind) { self.take() } else { None }
    }
}

fn starts_alike(written: &str, value: &str) -> bool {
    let first = written.split_ascii_whitespace().next().unwrap_or_default();
    value.starts_with(first)
}
