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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    raw_html: Vec<Span>,
    broken: Vec<Broken>,
    unused: Vec<Unused>,
}

impl<'a> Document<'a> {
    /// Reads `text`.
    ///
    /// # Errors
    /// The text is too long, too deep, or holds a noncharacter.
    pub fn parse(text: &'a str, dialect: Dialect) -> Result<Self, Refusal> {
        let read::Reading { mut events, mut broken, mut unused } = read::read(text, dialect)?;
        let outline = outline::outline(&mut events, dialect);
        let links = links::links(text, &events);
        let footnotes = Footnotes::of(&events);
        if let Dialect::Site = dialect {
            broken.extend(references::broken_footnotes(text, &events));
            broken.sort_unstable_by_key(|b| b.span);
            unused.extend(references::unused_footnotes(&footnotes, &events));
            unused.sort_unstable_by_key(|u| u.span);
        }
        let raw_html = raw_html(text, &events);
        Ok(Self { text, dialect, events, outline, links, footnotes, raw_html, broken, unused })
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
    pub fn raw_html(&self) -> &[Span] {
        &self.raw_html
    }

    /// Returns the references whose definition stands nowhere, in their order.
    pub fn broken_references(&self) -> &[Broken] {
        &self.broken
    }

    /// Returns the definitions that nothing refers to, in their order.
    pub fn unused_definitions(&self) -> &[Unused] {
        &self.unused
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

fn raw_html(text: &str, events: &[(Event<'_>, Span)]) -> Vec<Span> {
    let raw = events.iter().filter(|(e, _)| matches!(e, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)));
    raw.map(|(_, span)| Span::new(span.start as usize..span.start as usize + text[span.range()].trim_end().len()))
        .collect()
}

/// Returns where in `text` the slice `s` of it stands; none if it is no slice of it.
fn place_in(text: &str, s: &str) -> Option<Range<usize>> {
    let start = (s.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start.checked_add(s.len())?;
    (end <= text.len()).then_some(start..end)
}
