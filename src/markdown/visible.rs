//! What readers see: the words of a page without its marks, each with its place.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::read::is_slice;
use crate::model::Span;

/// The words of a page as one text, in which words can be searched for although the source has marks and line breaks
/// in them.
///
/// Blocks, cells and hard line breaks end with `\n`; a soft line break is a space where it is one on the page. Code and
/// raw HTML (which the site shows as text) are words, too. The texts of images are not here but in
/// [`Document::links`](super::Document::links): they stand in an attribute.
#[derive(Clone, Debug, Default)]
pub struct Visible {
    /// The words.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the words that comes from one place.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it starts in the words.
    start: usize,
    /// Where it stands in the source.
    span: Span,
    /// Whether every byte of it is a byte of the source.
    exact: bool,
}

impl Visible {
    /// Returns the place in the source of a range of the words; a whole entity or event where bytes do not match.
    pub fn span(&self, range: Range<usize>) -> Span {
        let (start, end) = (self.place(range.start), self.place(range.end.saturating_sub(1).max(range.start)));
        let (Some((first, from)), Some((last, to))) = (start, end) else { return Span::default() };
        let start = if first.exact { first.span.start as usize + from } else { first.span.start as usize };
        let end = if last.exact { last.span.start as usize + to + 1 } else { last.span.end as usize };
        Span::new(start..end.min(last.span.end as usize))
    }

    /// Returns the piece that holds byte `at`, and how far inside of it that is.
    fn place(&self, at: usize) -> Option<(&Piece, usize)> {
        let piece = self.pieces.partition_point(|p| p.start <= at).checked_sub(1).map(|i| &self.pieces[i])?;
        Some((piece, at - piece.start))
    }

    fn push(&mut self, source: &str, words: &CowStr<'_>, span: Span) {
        self.pieces.push(Piece { start: self.text.len(), span, exact: is_slice(source, words, span) });
        self.text.push_str(words);
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// Returns the words of `events`.
pub(super) fn visible(source: &str, events: &[(Event<'_>, Span)]) -> Visible {
    let mut visible = Visible::default();
    let mut images = 0;
    for (event, span) in events {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            _ if images > 0 => {}
            Event::Text(s) | Event::Code(s) | Event::Html(s) | Event::InlineHtml(s) => {
                let place = if let Event::Code(_) = event { inside(source, s).unwrap_or(*span) } else { *span };
                visible.push(source, s, place);
            }
            Event::SoftBreak => visible.text.push(' '),
            Event::HardBreak => visible.end_line(),
            Event::Start(tag) if !is_inline(tag) => visible.end_line(),
            Event::End(tag) if !is_inline_end(*tag) => visible.end_line(),
            _ => {}
        }
    }
    visible
}

/// Returns where the content of a code span stands, without its backticks.
fn inside(source: &str, s: &CowStr<'_>) -> Option<Span> {
    let CowStr::Borrowed(s) = s else { return None };
    super::place_in(source, s).map(Span::new)
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

/// Writes the words of one line, without those of images.
pub(super) fn write_line<'e, 'a: 'e>(out: &mut String, events: impl Iterator<Item = &'e Event<'a>>) {
    let mut images = 0;
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            _ if images == 0 => write_words(out, event),
            _ => {}
        }
    }
}

/// Returns the words of a link or image, with those of images in it; without copying where there is one piece.
pub(super) fn words<'a>(events: &[(Event<'a>, Span)]) -> CowStr<'a> {
    if let [(Event::Text(s) | Event::Code(s), _)] = events {
        return s.clone();
    }
    let mut words = String::new();
    events.iter().for_each(|(event, _)| write_words(&mut words, event));
    words.into()
}

fn write_words(out: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(s) | Event::Code(s) | Event::InlineHtml(s) => out.push_str(s),
        Event::SoftBreak | Event::HardBreak => out.push(' '),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Dialect, Document};

    #[test]
    fn a_word_is_found_across_marks_and_lines_and_shown_where_it_stands() {
        let text = "> 本文**绝**\n> 密,`a`&amp;b\n";
        let doc = Document::parse(text, Dialect::Site).unwrap();
        let visible = doc.visible();
        assert_eq!(visible.text, "本文绝密,a&b\n");
        let place = |word: &str| {
            let at = visible.text.find(word).unwrap();
            &text[visible.span(at..at + word.len()).range()]
        };
        assert_eq!(place("绝密"), "绝**\n> 密");
        assert_eq!(place("a"), "a");
        assert_eq!(place("&"), "&amp;");
    }

    #[test]
    fn blocks_and_cells_are_lines_and_images_are_silent() {
        let text = "# 题\n\n|甲|乙|\n|-|-|\n|1|2|\n\n- 项![图](a)目\n\n<b>粗</b>\n";
        let doc = Document::parse(text, Dialect::Site).unwrap();
        assert_eq!(doc.plain_text(), "题\n甲\n乙\n1\n2\n项目\n<b>粗</b>\n");
    }
}
