//! A page's text, read once: events with their places, and what can be asked of them.
//!
//! The dialect of the site is CommonMark with tables, footnotes, strikethrough, task lists and ids of headings, and with
//! four changes that Chinese pages need: emphasis beside Chinese punctuation (`emphasis.rs`), no space where a line ends
//! between Chinese characters (`join.rs`), a single `~` is text, and raw HTML is shown as text. `CommonMark` alone is
//! there to prove by the specification's own tests that nothing else has changed.
//!
//! Every place is a range of bytes of the text as written; whoever cut it out of a file shifts it
//! ([`Span::shifted`]). The room reads no file and knows no page: what a link becomes is decided by who renders.

mod cjk;
mod emphasis;
mod footnotes;
pub mod html;
mod join;
mod links;
mod outline;
mod read;
mod references;
mod refusal;
mod visible;

use std::ops::Range;

pub use links::{Link, LinkKind};
pub use outline::{Heading, slug};
pub use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
pub use references::{Broken, ReferenceKind, Unused};
pub use refusal::{MAX_BYTES, MAX_DEPTH, Refusal};
pub use visible::Visible;

use crate::model::Span;
use footnotes::Footnotes;

/// Which Markdown a text is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum Dialect {
    /// The specification, and nothing else.
    CommonMark,
    /// What the pages of a site are written in; see the room's opening.
    Site,
}

/// A text that has been read.
///
/// Events are balanced, nested at most [`MAX_DEPTH`] deep, and their spans lie on character boundaries inside the text.
/// Text that stands in one piece in the source is one event, and its bytes are those at its span, unless an escape, an
/// entity or a line break between Chinese characters divides it.
pub struct Document<'a> {
    text: &'a str,
    dialect: Dialect,
    events: Vec<(Event<'a>, Span)>,
    outline: Vec<Heading>,
    links: Vec<Link<'a>>,
    footnotes: Footnotes,
    /// Of links alone.
    broken: Vec<Broken>,
    /// Of links alone.
    unused: Vec<Unused>,
}

impl<'a> Document<'a> {
    /// Reads `text`.
    ///
    /// # Errors
    /// The text is too long, too deep, or holds a noncharacter.
    pub fn parse(text: &'a str, dialect: Dialect) -> Result<Self, Refusal> {
        let read::Reading { mut events, broken, unused } = read::read(text, dialect)?;
        let outline = outline::outline(&mut events, dialect);
        let links = links::links(text, &events);
        let footnotes = Footnotes::of(&events);
        Ok(Self { text, dialect, events, outline, links, footnotes, broken, unused })
    }

    /// Returns the text as written.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the dialect that it was read in.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Returns the events with their places.
    pub fn events(&self) -> &[(Event<'a>, Span)] {
        &self.events
    }

    /// Returns the headings, in their order.
    pub fn outline(&self) -> &[Heading] {
        &self.outline
    }

    /// Returns the links and images, in their order.
    pub fn links(&self) -> &[Link<'a>] {
        &self.links
    }

    /// Returns the places of raw HTML: each block, and each tag inside a paragraph.
    pub fn raw_html(&self) -> Vec<Span> {
        let raw = self.events.iter().filter(|(e, _)| matches!(e, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)));
        let written = |span: &Span| span.start as usize + self.text[span.range()].trim_end().len();
        raw.map(|(_, span)| Span::new(span.start as usize..written(span))).collect()
    }

    /// Returns the references whose definition stands nowhere, in their order.
    pub fn broken_references(&self) -> Vec<Broken> {
        let mut broken = self.broken.clone();
        if let Dialect::Site = self.dialect {
            broken.extend(references::broken_footnotes(self.text, &self.events));
            broken.sort_unstable_by_key(|b| b.span);
        }
        broken
    }

    /// Returns the definitions that nothing refers to, in their order.
    pub fn unused_definitions(&self) -> Vec<Unused> {
        let mut unused = self.unused.clone();
        if let Dialect::Site = self.dialect {
            unused.extend(references::unused_footnotes(&self.footnotes, &self.events));
            unused.sort_unstable_by_key(|u| u.span);
        }
        unused
    }

    /// Returns what readers see, with the place of each word.
    pub fn visible(&self) -> Visible {
        visible::visible(self.text, &self.events)
    }

    /// Returns what readers see.
    pub fn plain_text(&self) -> String {
        self.visible().text
    }
}

/// Returns what readers see of `text`, as [`Document::plain_text`] does, for whoever wants nothing else of it.
///
/// # Errors
/// As for [`Document::parse`].
pub fn plain_text(text: &str, dialect: Dialect) -> Result<String, Refusal> {
    let read = read::read(text, dialect)?;
    Ok(visible::visible(text, &read.events).text)
}

/// Returns where in `text` the slice `s` of it stands; none if it is no slice of it.
fn place_in(text: &str, s: &str) -> Option<Range<usize>> {
    let start = (s.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start.checked_add(s.len())?;
    (end <= text.len()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &str) -> Document<'_> {
        Document::parse(text, Dialect::Site).unwrap()
    }

    #[test]
    fn text_is_one_event_where_it_is_one_piece() {
        let doc = site("国办发[2026]12号 a_b 5*3");
        let texts: Vec<&str> =
            doc.events().iter().filter_map(|(e, _)| if let Event::Text(s) = e { Some(&**s) } else { None }).collect();
        assert_eq!(texts, ["国办发[2026]12号 a_b 5*3"]);
    }

    #[test]
    fn headings_keep_the_ids_that_were_promised() {
        let doc = site(
            "# 条件\n\n## 其他 {#条件}\n\n## **甲** {#a}\n\n## 乙 \\{#b}\n\n## 丙{#c}\n\n## [丁](x)[^1]\n\n[^1]: 注",
        );
        let told: Vec<(u8, &str, &str)> = doc.outline().iter().map(|h| (h.level, &*h.id, &*h.text)).collect();
        let expected = [
            (1, "条件-1", "条件"),
            (2, "条件", "其他"),
            (2, "a", "甲"),
            (2, "乙-b", "乙 {#b}"),
            (2, "丙c", "丙{#c}"),
            (2, "丁", "丁"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn raw_html_is_told_piece_by_piece() {
        let text = "甲<b>乙</b>\n\n<div>\n丙\n</div>\n\n丁";
        let told: Vec<&str> = site(text).raw_html().iter().map(|s| &text[s.range()]).collect();
        assert_eq!(told, ["<b>", "</b>", "<div>\n丙\n</div>"]);
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_at_its_place() {
        let text = format!("{}甲", "> ".repeat(MAX_DEPTH));
        let Err(refusal) = Document::parse(&text, Dialect::Site) else { panic!("accepted") };
        // The paragraph inside the last quotation is one too many.
        assert_eq!(refusal, Refusal::TooDeep { span: Span::new(2 * MAX_DEPTH..text.len()) });
        assert!(Document::parse(&text[2..], Dialect::Site).is_ok());
    }

    /// Each of these once took some Markdown parser minutes. That they are quick here was measured; the test says that
    /// they end, and how.
    #[test]
    fn hostile_texts_are_read_or_refused() {
        let bytes = MAX_BYTES / 8;
        let pieces = [
            "[", "*", "**字", "`a", "|", "<", "<a ", "[^1]", "[x][y]", "[a](b", "[a](<b", "# a\n", "~~a", "（~a",
            ">*字", "\\*（", "&#1", "- a\n", "<!--", "![a][", "字\n", "](",
        ];
        for piece in pieces {
            assert!(Document::parse(&piece.repeat(bytes / piece.len()), Dialect::Site).is_ok(), "{piece}");
        }
        for (mark, rest) in [(">", "b\n"), ("- ", "b\n"), ("+ ", "|-|-|\n"), ("1. ", "===\n"), ("> ", "\n\n")] {
            let text = format!("{}a\n{}", mark.repeat(bytes / 2 / mark.len()), rest.repeat(bytes / 2 / rest.len()));
            assert!(matches!(Document::parse(&text, Dialect::Site), Err(Refusal::TooDeep { .. })), "{mark}");
        }
        let nested = format!("{}a{}", "![".repeat(bytes / 6), "](b)".repeat(bytes / 6));
        assert!(matches!(Document::parse(&nested, Dialect::Site), Err(Refusal::TooDeep { .. })));
    }
}
