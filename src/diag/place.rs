//! Places that people can find: file, line, column.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{ContentPath, Span};

/// Where something stands: a file of the repository and, where it can be said, the bytes in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The file, relative to the repository.
    pub file: Arc<str>,
    /// The bytes; none if the file as a whole is meant or its text could not be read.
    pub span: Option<Span>,
}

impl Place {
    /// Returns the place of `span` in `file`.
    pub fn new(file: impl Into<Arc<str>>, span: Span) -> Self {
        Self { file: file.into(), span: Some(span) }
    }

    /// Returns the place that is the whole of `file`.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), span: None }
    }

    /// Returns the place of `span` in the page or file at `path`.
    pub fn in_path(path: &ContentPath, span: Span) -> Self {
        Self::new(path.shared(), span)
    }
}

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character of the line, from 1.
    pub column: usize,
}

/// The texts that findings point into; only files with findings need to be here.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl Sources {
    /// Keeps the text of `file`.
    pub fn insert(&mut self, file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) {
        self.texts.insert(file.into(), text.into());
    }

    /// Returns the text of `file`, where it is known.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.texts.get(file).map(|t| &**t)
    }

    /// Returns line and column of a place's first byte, or line 1, column 1 where the text is unknown.
    pub fn position(&self, place: &Place) -> Position {
        let start = place.span.map_or(0, |s| s.start as usize);
        self.text(&place.file).map_or(Position { line: 1, column: 1 }, |text| position(text, start))
    }

    /// Returns line and column of a place's end.
    pub fn end_position(&self, place: &Place) -> Position {
        let end = place.span.map_or(0, |s| s.end as usize);
        self.text(&place.file).map_or(Position { line: 1, column: 1 }, |text| position(text, end))
    }
}

fn position(text: &str, at: usize) -> Position {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    Position {
        line: before.bytes().filter(|&b| b == b'\n').count() + 1,
        column: before[line_start..].chars().filter(|&c| c != '\u{feff}').count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_behind_chinese_text() {
        let mut sources = Sources::default();
        sources.insert("a.md", "---\n标题: 通知\n");
        let place = Place::new("a.md", Span::new(12..15));
        assert_eq!(sources.position(&place), Position { line: 2, column: 5 });
        assert_eq!(sources.position(&Place::file("other.md")), Position { line: 1, column: 1 });
    }
}
