//! Places that people can find: file, line, column.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

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

/// Where a place begins and ends, as people count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Region {
    /// The first character.
    pub start: Position,
    /// The character after the last; the same as `start` where the place holds none.
    pub end: Position,
}

/// The texts that findings point into; only files with findings need to be here.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    texts: BTreeMap<Arc<str>, Text>,
}

/// One text and, once somebody asked, where its lines begin.
#[derive(Clone, Debug)]
struct Text {
    text: Arc<str>,
    marks: OnceLock<Vec<Mark>>,
}

/// A known position: every line has one at its start, and long lines have one every [`STRIDE`] bytes, so that neither
/// many findings in one file nor a file that is one line make counting slow.
#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    at: Position,
}

/// At most so many bytes are counted to find a column.
const STRIDE: usize = 1024;

impl Sources {
    /// Keeps the text of `file`.
    pub fn insert(&mut self, file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) {
        self.texts.insert(file.into(), Text { text: text.into(), marks: OnceLock::new() });
    }

    /// Takes all texts of another collection.
    pub fn extend(&mut self, other: Self) {
        self.texts.extend(other.texts);
    }

    /// Returns the text of `file`, where it is known.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.texts.get(file).map(|t| &*t.text)
    }

    /// Returns where a place begins and ends, if it names bytes of a text that is known.
    pub fn region(&self, place: &Place) -> Option<Region> {
        let (span, text) = (place.span?, self.texts.get(&place.file)?);
        Some(Region { start: text.position(span.start as usize), end: text.position(span.end as usize) })
    }

    /// Returns line and column of a place's first byte, or line 1, column 1 where they are not known.
    pub fn position(&self, place: &Place) -> Position {
        self.region(place).map_or(Position::FIRST, |r| r.start)
    }
}

impl Position {
    /// The first character of a file.
    pub const FIRST: Self = Self { line: 1, column: 1 };
}

impl Text {
    fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let marks = self.marks.get_or_init(|| marks(&self.text));
        let after = marks.partition_point(|m| m.byte <= byte);
        // The first mark is at byte 0, so there is one before every byte.
        let mark = marks[after - 1];
        Position { line: mark.at.line, column: mark.at.column + columns(&self.text[mark.byte..byte], mark.byte) }
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut byte = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        mark_line(line, byte, i + 1, &mut marks);
        byte += line.len();
    }
    if byte == 0 || text.ends_with('\n') {
        marks.push(Mark { byte, at: Position { line: marks.last().map_or(1, |m| m.at.line + 1), column: 1 } });
    }
    marks
}

fn mark_line(line: &str, start: usize, number: usize, marks: &mut Vec<Mark>) {
    let (mut inside, mut column) = (0, 1);
    while inside < line.len() {
        marks.push(Mark { byte: start + inside, at: Position { line: number, column } });
        let next = line.ceil_char_boundary(inside + STRIDE);
        column += columns(&line[inside..next], start + inside);
        inside = next;
    }
}

/// Returns how many columns `text`, which begins at `byte` of its file, takes: a byte order mark takes none.
fn columns(text: &str, byte: usize) -> usize {
    text.chars().count() - usize::from(byte == 0 && text.starts_with('\u{feff}'))
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
        assert_eq!(sources.position(&Place::file("other.md")), Position::FIRST);
        assert_eq!(sources.region(&Place::file("a.md")), None);
    }

    #[test]
    fn every_byte_of_any_text_has_the_position_that_counting_gives() {
        let long = "长".repeat(1000) + "\n" + &"ab字".repeat(900) + "\r\n\n末";
        for text in ["", "\n", "\u{feff}---\n字\n", "无换行", long.as_str()] {
            let mut sources = Sources::default();
            sources.insert("a", text);
            for byte in 0..=text.len() + 2 {
                let found = sources.position(&Place::new("a", Span::at(byte)));
                assert_eq!(found, counted(text, byte), "byte {byte} of {} bytes", text.len());
            }
        }
    }

    fn counted(text: &str, byte: usize) -> Position {
        let before = &text[..text.floor_char_boundary(byte)];
        let line = before.rsplit('\n').next().unwrap();
        let bom = usize::from(!before.contains('\n') && line.starts_with('\u{feff}'));
        Position { line: before.matches('\n').count() + 1, column: line.chars().count() - bom + 1 }
    }
}
