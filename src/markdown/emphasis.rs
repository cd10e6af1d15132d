//! Emphasis beside Chinese punctuation: `**“商务”**字` is bold.
//!
//! # The problem
//!
//! CommonMark decides whether a run of `*` may open or close emphasis from the characters beside it, and expects a space
//! between a word and the punctuation around it. Chinese has no such spaces, so in `依据**《条例》**第三条` the first run
//! may not open (punctuation follows, no space before) and the asterisks stay. An amendment to CommonMark repairs this:
//! punctuation that is CJK is no hindrance, nor is punctuation beside a CJK character. Our parser does not have it yet.
//!
//! # The way
//!
//! Before parsing we visit every run of `*` and `~~`, compute what CommonMark says (`plain`) and what the amendment says
//! (`friendly`), and where they differ we put a mark before the run if it may close, and after it if it may open.
//! The mark is a noncharacter: neither space nor punctuation, so plain CommonMark, seeing a mark beside the run, gives
//! the wanted answer. If another run (`**_`) stands on the other side of the mark, it must go on seeing punctuation, so
//! such a mark has two characters. Marks change no block: a run that could start one (a list, a rule, a fence) has a space after it or
//! is a whole line or is longer than two `~`, and such a run gets none.
//! Afterwards every event is carried back: marks are taken out, offsets are moved, so that spans and slices are those of
//! the text as written. Sources that hold the noncharacter themselves have been refused.
//!
//! # What we decided
//!
//! * `“ ” ‘ ’ — … ·` count as CJK, too: see [`cjk::is_shared_mark`].
//! * `_` needs no marks. It opens only after a space or punctuation and closes only before one; the amendment lets a
//!   run flank where it did not before only when that character is there already.
//! * A single `~` is text. The parser would strike through `（~3天，5~）`; Chinese writes ranges so. Such a run gets marks
//!   on both sides, after which it can neither open nor close.
//! * `|` beside a run counts as a space, because it may be the edge of a table cell; so does the `>` of a quote.
//!
//! When a release of the parser has the amendment as an option, this file goes.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::cjk;
use crate::model::Span;

/// What stands beside a run: neither white space nor punctuation.
const LETTER: &str = "\u{fdd0}";
/// The same, with punctuation for the run that follows.
const LETTER_PUNCTUATION: &str = "\u{fdd1}§";
/// The same, with punctuation for the run before.
const PUNCTUATION_LETTER: &str = "§\u{fdd1}";

/// How far to look back for the start of a line; a prefix of quotes and lists longer than this is nobody's.
const MAX_PREFIX: usize = 64;

/// A text with marks, and where they stand.
pub(super) struct Marked<'a> {
    original: &'a str,
    text: String,
    /// In their order.
    marks: Vec<Mark>,
    /// How many marks begin before the offset that was asked for last: events come nearly in order.
    near: Cell<usize>,
}

/// A mark in the marked text.
struct Mark {
    start: usize,
    end: usize,
    /// The offset in the original at which it was put.
    original: usize,
}

/// Returns `text` with marks, or none if it needs none, which is the rule.
pub(super) fn mark(text: &str) -> Option<Marked<'_>> {
    let mut marked = Marked { original: text, text: String::new(), marks: Vec::new(), near: Cell::new(0) };
    for run in Runs::new(text) {
        let (before, after) = wanted(text, &run);
        if before {
            let follows_run = text[..run.start].ends_with(is_run);
            marked.insert(run.start, if follows_run { PUNCTUATION_LETTER } else { LETTER });
        }
        if after {
            let leads_to_run = text[run.end..].starts_with(is_run);
            marked.insert(run.end, if leads_to_run { LETTER_PUNCTUATION } else { LETTER });
        }
    }
    marked.finish()
}

/// Returns whether runs are made of `c`.
fn is_run(c: char) -> bool {
    matches!(c, '*' | '_' | '~')
}

/// Returns whether a mark is wanted before this run, and whether one is wanted after it.
fn wanted(text: &str, run: &Range<usize>) -> (bool, bool) {
    let sides = Sides::of(text, run);
    let (plain, friendly) = (sides.plain(), sides.friendly());
    if text.as_bytes()[run.start] == b'*' {
        return if plain == friendly { (false, false) } else { (friendly.close, friendly.open) };
    }
    match run.len() {
        1 => {
            let active = sides.is_beside_edge();
            (active, active)
        }
        // `~~` opens before anything but a space, so only closing needs help.
        2 => (friendly.close && !plain.close, false),
        // Three or more are no mark of emphasis.
        _ => (false, false),
    }
}

/// The runs of `*` and `~` in a text, without those whose first character is escaped.
struct Runs<'a> {
    text: &'a str,
    star: usize,
    tilde: usize,
}

impl<'a> Runs<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, star: find(text, b'*', 0), tilde: find(text, b'~', 0) }
    }

    fn next_of(&mut self, start: usize) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let kind = bytes[start];
        let end = start + bytes[start..].iter().take_while(|b| **b == kind).count();
        if kind == b'*' {
            self.star = find(self.text, b'*', end);
        } else {
            self.tilde = find(self.text, b'~', end);
        }
        start..end
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let start = self.star.min(self.tilde);
            if start == usize::MAX {
                return None;
            }
            let mut run = self.next_of(start);
            if is_escaped(self.text, start) {
                run.start += 1;
            }
            if !run.is_empty() {
                return Some(run);
            }
        }
    }
}

fn find(text: &str, byte: u8, from: usize) -> usize {
    memchr(byte, &text.as_bytes()[from..]).map_or(usize::MAX, |at| from + at)
}

/// Returns whether an odd number of backslashes stands before byte `at`.
fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1
}

/// What a run may do.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Flanks {
    open: bool,
    close: bool,
}

/// The characters beside a run; a space stands for the edges of a line, a cell, a quote.
struct Sides {
    /// The character before `before`, which matters if that is a variation selector.
    second: char,
    before: char,
    after: char,
}

impl Sides {
    fn of(text: &str, run: &Range<usize>) -> Self {
        let mut back = text[..run.start].chars();
        let before = back.next_back().unwrap_or(' ');
        let second = back.next_back().unwrap_or(' ');
        let after = text[run.end..].chars().next().unwrap_or(' ');
        let before = if before == '>' && is_prefix(text, run.start) { ' ' } else { before };
        Self { second, before: without_cell_edge(before), after: without_cell_edge(after) }
    }

    /// Returns what CommonMark allows.
    fn plain(&self) -> Flanks {
        let (before, after) = (cjk::is_punctuation(self.before), cjk::is_punctuation(self.after));
        let (before_space, after_space) = (self.before.is_whitespace(), self.after.is_whitespace());
        Flanks {
            open: !after_space && (!after || before_space || before),
            close: !before_space && (!before || after_space || after),
        }
    }

    /// Returns what the amendment allows.
    fn friendly(&self) -> Flanks {
        let after_cjk = cjk::is_chinese(self.after);
        let (before_space, after_space) = (self.before.is_whitespace(), self.after.is_whitespace());
        let after_punctuation = cjk::is_punctuation(self.after);
        let (before_cjk, before_punctuation) = self.character_before();
        Flanks {
            open: !after_space && (!after_punctuation || before_space || after_cjk || before_cjk || before_punctuation),
            close: !before_space
                && (after_cjk || before_cjk || !before_punctuation || after_space || after_punctuation),
        }
    }

    /// Returns whether the character before the run is CJK, and whether it is punctuation; a variation selector counts
    /// as the character that it varies.
    fn character_before(&self) -> (bool, bool) {
        let c = if cjk::selects_variant(self.before) { self.second } else { self.before };
        (cjk::is_chinese(c) || cjk::selects_ideograph(c), cjk::is_punctuation(c))
    }

    /// Returns whether a single `~` here would be read as a mark of emphasis.
    fn is_beside_edge(&self) -> bool {
        let edge = |c: char| c.is_whitespace() || cjk::is_punctuation(c);
        edge(self.before) || edge(self.after)
    }
}

fn without_cell_edge(c: char) -> char {
    if c == '|' { ' ' } else { c }
}

/// Returns whether nothing but the marks of quotes and lists stands between the start of the line and byte `at`.
fn is_prefix(text: &str, at: usize) -> bool {
    let prefix = text.as_bytes()[..at].iter().rev().take(MAX_PREFIX).take_while(|b| **b != b'\n');
    let mut length = 0;
    for byte in prefix {
        if !matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b'0'..=b'9') {
            return false;
        }
        length += 1;
    }
    length < MAX_PREFIX
}

impl<'a> Marked<'a> {
    /// Puts a mark at offset `at` of the original, which is not before that of the last.
    fn insert(&mut self, at: usize, mark: &str) {
        if self.marks.is_empty() {
            self.text.reserve(self.original.len() + self.original.len() / 16 + 64);
        }
        self.copy_to(at);
        let start = self.text.len();
        self.text.push_str(mark);
        self.marks.push(Mark { start, end: self.text.len(), original: at });
    }

    fn copy_to(&mut self, at: usize) {
        let from = self.marks.last().map_or(0, |mark| mark.original);
        self.text.push_str(&self.original[from..at]);
    }

    fn finish(mut self) -> Option<Self> {
        if self.marks.is_empty() {
            return None;
        }
        self.copy_to(self.original.len());
        Some(self)
    }

    /// Returns the text with its marks.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the place in the original of a range of the marked text.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        Span::new(self.offset(range.start)..self.offset(range.end))
    }

    /// Returns the offset in the original of offset `at`; every byte of a mark is where the mark was put.
    fn offset(&self, at: usize) -> usize {
        match self.before(at).checked_sub(1).map(|last| &self.marks[last]) {
            None => at,
            Some(mark) => mark.original + at.saturating_sub(mark.end),
        }
    }

    /// Returns how many marks begin before offset `at`.
    fn before(&self, at: usize) -> usize {
        let begins = |mark: &Mark| mark.start < at;
        let is_count =
            |n: usize| (n == 0 || self.marks.get(n - 1).is_some_and(begins)) && !self.marks.get(n).is_some_and(begins);
        let near = self.near.get();
        let count = [near, near + 1].into_iter().find(|n| is_count(*n));
        let count = count.unwrap_or_else(|| self.marks.partition_point(begins));
        self.near.set(count);
        count
    }

    /// Returns an event of the marked text as the original would have given it.
    pub(super) fn carry(&self, event: Event<'_>) -> Event<'a> {
        match event {
            Event::Start(tag) => Event::Start(self.carry_tag(tag)),
            Event::End(tag) => Event::End(tag),
            Event::Text(s) => Event::Text(self.clean(s)),
            Event::Code(s) => Event::Code(self.clean(s)),
            Event::InlineMath(s) => Event::InlineMath(self.clean(s)),
            Event::DisplayMath(s) => Event::DisplayMath(self.clean(s)),
            Event::Html(s) => Event::Html(self.clean(s)),
            Event::InlineHtml(s) => Event::InlineHtml(self.clean(s)),
            Event::FootnoteReference(s) => Event::FootnoteReference(self.clean(s)),
            Event::SoftBreak => Event::SoftBreak,
            Event::HardBreak => Event::HardBreak,
            Event::Rule => Event::Rule,
            Event::TaskListMarker(done) => Event::TaskListMarker(done),
        }
    }

    fn carry_tag(&self, tag: Tag<'_>) -> Tag<'a> {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(self.clean(info))),
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.clean(label)),
            Tag::Link { link_type, dest_url, title, id } => {
                Tag::Link { link_type, dest_url: self.clean(dest_url), title: self.clean(title), id: self.clean(id) }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                Tag::Image { link_type, dest_url: self.clean(dest_url), title: self.clean(title), id: self.clean(id) }
            }
            Tag::Heading { level, id, classes, attrs } => Tag::Heading {
                level,
                id: id.map(|s| self.clean(s)),
                classes: classes.into_iter().map(|s| self.clean(s)).collect(),
                attrs: attrs.into_iter().map(|(k, v)| (self.clean(k), v.map(|s| self.clean(s)))).collect(),
            },
            other => other.into_static(),
        }
    }

    /// Returns `s` without marks: a slice of the original where it is a slice of the marked text.
    pub(super) fn clean(&self, s: CowStr<'_>) -> CowStr<'a> {
        if let CowStr::Borrowed(slice) = s {
            if slice.is_empty() {
                return CowStr::Borrowed("");
            }
            if let Some(range) = super::place_in(&self.text, slice) {
                return CowStr::Borrowed(&self.original[self.place(range).range()]);
            }
        }
        match strip(&s) {
            Cow::Borrowed(_) => s.into_static(),
            Cow::Owned(clean) => clean.into(),
        }
    }
}

/// Returns `s` without marks, where slices do not help.
pub(super) fn strip(s: &str) -> Cow<'_, str> {
    if !s.contains(['\u{fdd0}', '\u{fdd1}']) {
        return Cow::Borrowed(s);
    }
    [LETTER_PUNCTUATION, PUNCTUATION_LETTER, LETTER].iter().fold(s.to_owned(), |s, mark| s.replace(mark, "")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        mark(text).map_or(text.to_owned(), |m| m.text.replace(LETTER, "^").replace('\u{fdd1}', "^"))
    }

    #[test]
    fn a_text_that_plain_commonmark_reads_well_is_left_alone() {
        for text in
            ["**商务**字", "* 项目", "3*4*5", "`**“`无", "10~20元", "a ~~b~~ c", "**甲** **“乙”**", "|**甲**|乙|"]
        {
            let plain = marked(text);
            assert!(text.contains('`') || plain == text, "{plain}");
        }
    }

    #[test]
    fn marks_stand_where_the_amendment_differs() {
        assert_eq!(marked("依据**《条例》**第三条"), "依据^**^《条例》^**^第三条");
        assert_eq!(marked("**注意：**请"), "**注意：^**^请");
        assert_eq!(marked("甲~~（乙）~~丙"), "甲~~（乙）^~~丙");
    }

    #[test]
    fn a_run_beside_a_run_goes_on_seeing_punctuation() {
        assert_eq!(marked("甲**_乙"), "甲^**^§_乙");
        assert_eq!(marked("甲。_**乙"), "甲。_§^**^乙");
        let text = "甲**_（”_§**”_，字.";
        assert_eq!(strip(mark(text).unwrap().text()), text);
    }

    #[test]
    fn an_escaped_asterisk_is_no_run() {
        assert_eq!(marked("注\\*：请"), "注\\*：请");
        assert_eq!(marked("\\\\**：**请"), "\\\\**：^**^请");
    }

    #[test]
    fn a_single_tilde_can_neither_open_nor_close() {
        assert_eq!(marked("（~3天，5~）"), "（^~^3天，5^~^）");
        assert_eq!(marked("3~5天"), "3~5天");
    }

    #[test]
    fn offsets_go_back_to_the_text_as_written() {
        let text = "依据**《条例》**第三条";
        let m = mark(text).unwrap();
        for (at, c) in text.char_indices() {
            let there = m.text.char_indices().find(|(i, d)| m.offset(*i) == at && *d == c);
            assert!(there.is_some(), "{c}");
        }
        assert_eq!(m.offset(m.text.len()), text.len());
        assert_eq!(m.offset(0), 0);
    }
}
