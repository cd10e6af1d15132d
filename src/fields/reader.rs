//! Takes typed values out of a raw table, and reports what is left.

use std::sync::Arc;

use crate::diag::{Code, Finding, Place, Sink, codes};
use crate::fields::{Entry, Node, Table, Value};
use crate::model::{Span, Spanned};

/// The codes under which a kind of file reports the faults that all have in common.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// A key that nobody knows.
    pub unknown_key: Code,
    /// A value of another type.
    pub wrong_type: Code,
    /// A required key that is not there.
    pub missing_key: Code,
    /// A value that says nothing we know.
    pub bad_value: Code,
}

impl Dialect {
    /// The codes of configuration: `site.toml`, `reviewers.toml`, `theme.toml`, data files.
    pub const SETTINGS: Self = Self {
        unknown_key: codes::UNKNOWN_SETTING,
        wrong_type: codes::WRONG_SETTING_TYPE,
        missing_key: codes::MISSING_SETTING,
        bad_value: codes::BAD_SETTING,
    };
}

/// One table being read: every `take` removes a key, and [`Reader::finish`] reports the keys that are left.
///
/// The name of a key in messages is its path, such as `guide.materials[2].name`.
pub struct Reader<'s> {
    file: Arc<str>,
    dialect: Dialect,
    path: String,
    span: Span,
    entries: Vec<Option<Entry>>,
    asked: Vec<&'static str>,
    sink: &'s mut Sink,
}

impl<'s> Reader<'s> {
    /// Returns a reader of `node`, which must be a table: anything else is reported and read as empty.
    pub fn new(file: Arc<str>, dialect: Dialect, node: Node, sink: &'s mut Sink) -> Self {
        Self::at_path(file, dialect, String::new(), node, sink)
    }

    fn at_path(file: Arc<str>, dialect: Dialect, path: String, node: Node, sink: &'s mut Sink) -> Self {
        let span = node.span;
        let (table, wrong) = match node.value {
            Value::Table(table) => (table, None),
            other => (Table::default(), Some(other.type_name())),
        };
        let entries = table.entries.into_iter().map(Some).collect();
        let mut reader = Self { file, dialect, path, span, entries, asked: Vec::new(), sink };
        if let Some(found) = wrong {
            let key = reader.path.clone();
            reader.report_type(&key, span, "table", found);
        }
        reader
    }

    /// Returns the place of the table.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns the sink, for findings about what was read.
    pub fn sink(&mut self) -> &mut Sink {
        self.sink
    }

    /// Returns the place of `span` in the file that is read.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file.clone(), span)
    }

    /// Returns the full name of `key`, as messages show it.
    pub fn name_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Takes the raw value of `key`, with the place of the key.
    pub fn take(&mut self, key: &'static str) -> Option<Entry> {
        self.asked.push(key);
        self.entries.iter_mut().find(|e| e.as_ref().is_some_and(|e| e.key.value == key)).and_then(Option::take)
    }

    /// Returns whether `key` is there and not yet taken.
    pub fn has(&self, key: &str) -> bool {
        self.peek(key).is_some()
    }

    /// Returns the value of `key` without taking it.
    pub fn peek(&self, key: &str) -> Option<&Node> {
        self.entries.iter().flatten().find(|e| e.key.value == key).map(|e| &e.node)
    }

    /// Takes every entry that is left: for tables whose keys are names.
    pub fn take_rest(&mut self) -> Vec<Entry> {
        self.entries.drain(..).flatten().collect()
    }

    /// Reports that `key` is required.
    pub fn report_missing(&mut self, key: &str) {
        let finding = Finding::new(self.dialect.missing_key, self.place(self.span))
            .with("key", self.name_of(key))
            .with("short", key);
        self.sink.push(finding);
    }

    /// Reports a value of `key` that says nothing we know; `expected` is an id of the catalogue (`expected-…`).
    pub fn report_bad(&mut self, key: &str, span: Span, found: &str, expected: &'static str) {
        let finding = Finding::new(self.dialect.bad_value, self.place(span))
            .with("key", self.name_of(key))
            .with("found", shown(found))
            .with("expected", expected);
        self.sink.push(if found.trim().is_empty() { finding.variant("empty") } else { finding });
    }

    /// Reports a table whose own name, the key of this reader, is not of the form that such names have.
    pub fn report_bad_name(&mut self, name: &Spanned<String>, expected: &'static str) {
        let finding = Finding::new(self.dialect.bad_value, self.place(name.span))
            .with("key", &*self.path)
            .with("found", shown(&name.value))
            .with("expected", expected);
        self.sink.push(finding);
    }

    fn report_type(&mut self, key: &str, span: Span, expected: &'static str, found: &'static str) {
        let finding = Finding::new(self.dialect.wrong_type, self.place(span))
            .with("key", key)
            .with("expected", expected)
            .with("found", found);
        self.sink.push(finding);
    }

    fn wrong<T>(&mut self, key: &str, node: &Node, expected: &'static str) -> Option<T> {
        let name = self.name_of(key);
        self.report_type(&name, node.span, expected, node.value.type_name());
        None
    }

    /// Takes a text; numbers and booleans are refused, an empty text counts as written.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.take(key)?.node;
        match node.value {
            Value::Text(text) => Some(Spanned::new(text, node.span)),
            _ => self.wrong(key, &node, "text"),
        }
    }

    /// Takes what must be there with one of the methods below, such as `Reader::boolean`, and reports if it is not.
    pub fn require<T>(
        &mut self,
        key: &'static str,
        take: impl FnOnce(&mut Self, &'static str) -> Option<T>,
    ) -> Option<T> {
        let before = self.sink.len();
        let value = take(self, key);
        if value.is_none() && self.sink.len() == before {
            self.report_missing(key);
        }
        value
    }

    /// Takes a text that must be there and say something.
    pub fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let before = self.sink.len();
        let text = self.text(key);
        match text {
            Some(text) if text.value.trim().is_empty() => {
                self.report_bad(key, text.span, &text.value, "expected-nonempty");
                None
            }
            None if self.sink.len() == before => {
                self.report_missing(key);
                None
            }
            text => text,
        }
    }

    /// Takes a text and reads it with `parse`; `expected` is an id of the catalogue for what it should have been.
    pub fn parsed<T, E>(
        &mut self,
        key: &'static str,
        expected: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        self.parse_text(key, text, expected, parse)
    }

    /// Takes a text that must be there, and reads it with `parse`.
    pub fn required<T, E>(
        &mut self,
        key: &'static str,
        expected: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Spanned<T>> {
        let text = self.require(key, Self::text)?;
        if text.value.trim().is_empty() {
            self.report_bad(key, text.span, &text.value, expected);
            return None;
        }
        self.parse_text(key, text, expected, parse)
    }

    fn parse_text<T, E>(
        &mut self,
        key: &str,
        text: Spanned<String>,
        expected: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Spanned<T>> {
        match parse(&text.value) {
            Ok(value) => Some(Spanned::new(value, text.span)),
            Err(_) => {
                self.report_bad(key, text.span, &text.value, expected);
                None
            }
        }
    }

    /// Takes `true` or `false`.
    pub fn boolean(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.take(key)?.node;
        match node.value {
            Value::Bool(b) => Some(Spanned::new(b, node.span)),
            _ => self.wrong(key, &node, "bool"),
        }
    }

    /// Takes a whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<Spanned<i64>> {
        let node = self.take(key)?.node;
        match node.value {
            Value::Integer(n) => Some(Spanned::new(n, node.span)),
            _ => self.wrong(key, &node, "integer"),
        }
    }

    /// Takes a number, whole or not.
    pub fn number(&mut self, key: &'static str) -> Option<Spanned<f64>> {
        let node = self.take(key)?.node;
        match node.value {
            // A sum of money or a count: far below 2^53, where every integer is exact.
            Value::Integer(n) => Some(Spanned::new(n as f64, node.span)),
            Value::Float(f) => Some(Spanned::new(f, node.span)),
            _ => self.wrong(key, &node, "number"),
        }
    }

    /// Takes a list.
    pub fn list(&mut self, key: &'static str) -> Option<Spanned<Vec<Node>>> {
        let node = self.take(key)?.node;
        match node.value {
            Value::List(items) => Some(Spanned::new(items, node.span)),
            _ => self.wrong(key, &node, "list"),
        }
    }

    /// Takes a list of texts; items that are not texts are reported and left out.
    pub fn texts(&mut self, key: &'static str) -> Option<Spanned<Vec<Spanned<String>>>> {
        let list = self.list(key)?;
        let mut texts = Vec::with_capacity(list.value.len());
        for node in list.value {
            match node.value {
                Value::Text(text) => texts.push(Spanned::new(text, node.span)),
                _ => {
                    self.wrong::<()>(key, &node, "text");
                }
            }
        }
        Some(Spanned::new(texts, list.span))
    }

    /// Takes a list of texts and reads each with `parse`; bad ones are reported and left out.
    pub fn parsed_list<T, E>(
        &mut self,
        key: &'static str,
        expected: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Spanned<Vec<Spanned<T>>>> {
        let texts = self.texts(key)?;
        let values = texts.value.into_iter().filter_map(|t| self.parse_text(key, t, expected, &parse)).collect();
        Some(Spanned::new(values, texts.span))
    }

    /// Takes a table and returns a reader of it.
    pub fn table(&mut self, key: &'static str) -> Option<Reader<'_>> {
        let entry = self.take(key)?;
        let path = self.name_of(key);
        Some(Reader::at_path(self.file.clone(), self.dialect, path, entry.node, self.sink))
    }

    /// Calls `read` with a reader of each table of the list at `key`.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'_>) -> T,
    ) -> Option<Spanned<Vec<T>>> {
        let list = self.list(key)?;
        let name = self.name_of(key);
        let mut values = Vec::with_capacity(list.value.len());
        for (i, node) in list.value.into_iter().enumerate() {
            let path = format!("{name}[{}]", i + 1);
            let mut reader = Reader::at_path(self.file.clone(), self.dialect, path, node, self.sink);
            values.push(read(&mut reader));
            reader.finish();
        }
        Some(Spanned::new(values, list.span))
    }

    /// Calls `read` with the name and a reader of each table below the table at `key`, in the order of writing.
    pub fn named_tables(&mut self, key: &'static str, mut read: impl FnMut(&Spanned<String>, &mut Reader<'_>)) {
        let Some(mut group) = self.table(key) else { return };
        for entry in group.take_rest() {
            let name = entry.key.clone();
            let mut reader = group.named(entry);
            read(&name, &mut reader);
            reader.finish();
        }
    }

    /// Returns a reader of a table whose key is a name, taken with [`Reader::take_rest`].
    pub fn named(&mut self, entry: Entry) -> Reader<'_> {
        let path = self.name_of(&entry.key.value);
        Reader::at_path(self.file.clone(), self.dialect, path, entry.node, self.sink)
    }

    /// Reports every key that nobody asked for, with the nearest name that somebody did.
    pub fn finish(mut self) {
        self.report_rest();
    }

    /// Reports every key that nobody asked for so far; what was reported is taken.
    pub fn report_rest(&mut self) {
        for (count, entry) in self.entries.drain(..).flatten().collect::<Vec<_>>().into_iter().enumerate() {
            let mut finding = Finding::new(self.dialect.unknown_key, self.place(entry.key.span))
                .with("key", self.name_of(&entry.key.value));
            let asked = if count < MAX_PROPOSALS { &self.asked[..] } else { &[] };
            if let Some(near) = nearest(&entry.key.value, asked.iter().copied()) {
                finding = finding.variant("similar").with("similar", near);
            }
            self.sink.push(finding);
        }
    }
}

/// Longest name, in characters, for which a slip of the pen is looked for: the search is quadratic in it.
const MAX_SLIP: usize = 64;

/// How many unknown keys of one table get a proposal.
const MAX_PROPOSALS: usize = 50;

/// How many characters of a wrong value a message shows.
const MAX_SHOWN: usize = 80;

/// Returns the beginning of what was written, as much as a message can show.
fn shown(written: &str) -> String {
    match written.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &written[..end]),
        None => written.to_owned(),
    }
}

/// Returns the candidate that a typist probably meant, if one is near enough: one character in four may differ, and
/// one more.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    if length > MAX_SLIP {
        return None;
    }
    let allowed = 1 + length / 4;
    let near = candidates.into_iter().filter(|c| c.chars().count().abs_diff(length) <= allowed);
    let best = near.map(|c| (strsim::osa_distance(written, c), c)).min()?;
    // Another name of the same few letters is not a slip of the pen.
    (best.0 <= allowed && best.0 < length).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::parse_toml;

    #[test]
    fn every_fault_of_a_table_is_found_at_its_own_place() {
        let text = "nme = \"甲\"\nlimit = 7\ndate = \"昨天\"\n";
        let mut sink = Sink::default();
        let mut reader =
            Reader::new("a.toml".into(), Dialect::SETTINGS, parse_toml("a.toml", text).unwrap(), &mut sink);
        assert!(reader.required_text("name").is_none());
        assert!(reader.text("limit").is_none());
        assert!(reader.parsed("date", "expected-day", crate::model::Day::parse).is_none());
        reader.finish();
        let found: Vec<_> =
            sink.into_sorted().iter().map(|f| (f.message.id.to_string(), f.at.span.unwrap().start)).collect();
        let expected = [("QF002-similar", 0), ("QF004", 0), ("QF003", 20), ("QF005", 29)];
        assert_eq!(found.len(), 4);
        for (id, at) in expected {
            assert!(found.contains(&(id.into(), at)), "{id} at {at} in {found:?}");
        }
    }
}
