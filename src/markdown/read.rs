//! From a text to its events: the parser, and what we change of what it says.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::emphasis::{self, Marked};
use super::join::Joint;
use super::references::{Broken, ReferenceKind, Unused};
use super::refusal::{self, MAX_DEPTH, Refusal};
use super::{Dialect, place_in};
use crate::model::Span;

/// Longest explicit id of a heading, in bytes.
const MAX_ID: usize = 128;

/// What reading a text gives.
pub(super) struct Reading<'a> {
    pub(super) events: Vec<(Event<'a>, Span)>,
    pub(super) broken: Vec<Broken>,
    pub(super) unused: Vec<Unused>,
}

/// Reads `text`.
pub(super) fn read(text: &str, dialect: Dialect) -> Result<Reading<'_>, Refusal> {
    refusal::check(text)?;
    let marked = match dialect {
        Dialect::CommonMark => None,
        Dialect::Site => emphasis::mark(text),
    };
    match marked {
        None => parse(text, Reader::new(text, dialect), &Unmarked),
        Some(marked) => parse(marked.text(), Reader::new(text, dialect), &marked),
    }
}

fn options(dialect: Dialect) -> Options {
    match dialect {
        Dialect::CommonMark => Options::empty(),
        Dialect::Site => {
            Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
        }
    }
}

/// Takes what belongs to the text that was parsed back to the text as written.
trait Carry<'t, 'a> {
    fn event(&self, event: Event<'t>) -> Event<'a>;
    fn place(&self, range: Range<usize>) -> Span;
    fn label(&self, label: &str) -> String;
}

/// The text that was parsed is the text as written.
struct Unmarked;

impl<'a> Carry<'a, 'a> for Unmarked {
    fn event(&self, event: Event<'a>) -> Event<'a> {
        event
    }

    fn place(&self, range: Range<usize>) -> Span {
        Span::new(range)
    }

    fn label(&self, label: &str) -> String {
        label.to_owned()
    }
}

impl<'t, 'a> Carry<'t, 'a> for Marked<'a> {
    fn event(&self, event: Event<'t>) -> Event<'a> {
        self.carry(event)
    }

    fn place(&self, range: Range<usize>) -> Span {
        self.place(range)
    }

    fn label(&self, label: &str) -> String {
        emphasis::strip(label).into_owned()
    }
}

fn parse<'t, 'a>(source: &'t str, mut reader: Reader<'a>, carry: &impl Carry<'t, 'a>) -> Result<Reading<'a>, Refusal> {
    let mut broken = Vec::new();
    let note = |link: BrokenLink<'t>| {
        // A shortcut such as 国办发[2026]12号 is text; only `[…][…]` and `[…][]` show that a link was meant.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            let range = link.span.start..end_of_reference(source, link.span.end, link.link_type);
            let (label, span) = (carry.label(&link.reference), carry.place(range));
            broken.push(Broken { kind: ReferenceKind::Link, label, span });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(source, options(reader.dialect), Some(note));
    let mut events = parser.into_offset_iter();
    let mut used = Vec::new();
    for (event, range) in events.by_ref() {
        if let Some(id) = reference(&event) {
            used.push(id);
        }
        reader.take(carry.event(event), carry.place(range))?;
    }
    let definitions = events.reference_definitions();
    let used: Vec<usize> = used.iter().filter_map(|id| definitions.get(id)).map(|d| d.span.start).collect();
    let unused = unused(definitions.iter().map(|(label, d)| (label, &d.span)), used, carry);
    drop(events);
    Ok(Reading { events: reader.events, broken, unused })
}

/// Returns where a reference ends of which the parser says that it ends at byte `end`: it leaves out the `[]` of
/// `[label][]`.
pub(super) fn end_of_reference(text: &str, end: usize, kind: LinkType) -> usize {
    if kind == LinkType::Collapsed && text[end..].starts_with("[]") { end + 2 } else { end }
}

/// Returns the label that a link or image was written with.
fn reference<'t>(event: &Event<'t>) -> Option<CowStr<'t>> {
    let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event else { return None };
    matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut).then(|| id.clone())
}

fn unused<'d, 't, 'a>(
    definitions: impl Iterator<Item = (&'d str, &'d Range<usize>)>,
    mut used: Vec<usize>,
    carry: &impl Carry<'t, 'a>,
) -> Vec<Unused> {
    used.sort_unstable();
    let mut unused: Vec<Unused> = definitions
        .filter(|(_, range)| used.binary_search(&range.start).is_err())
        .map(|(label, range)| Unused {
            kind: ReferenceKind::Link,
            label: carry.label(label),
            span: carry.place(range.clone()),
        })
        .collect();
    unused.sort_unstable_by_key(|u| u.span);
    unused
}

/// Collects events and changes them on the way.
struct Reader<'a> {
    text: &'a str,
    dialect: Dialect,
    events: Vec<(Event<'a>, Span)>,
    depth: usize,
    joint: Joint,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, dialect: Dialect) -> Self {
        // Chinese prose has an event every 30 to 100 bytes, a table every 20.
        let events = Vec::with_capacity(text.len() / 24 + 16);
        Self { text, dialect, events, depth: 0, joint: Joint::default() }
    }

    fn take(&mut self, event: Event<'a>, span: Span) -> Result<(), Refusal> {
        match event {
            Event::Start(_) if self.depth == MAX_DEPTH => return Err(Refusal::TooDeep { span }),
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth -= 1,
            _ => {}
        }
        if let Dialect::Site = self.dialect {
            self.joint.see(&event, &mut self.events);
        }
        match event {
            Event::Text(text) => self.push_text(text, span),
            Event::End(TagEnd::Heading(_)) if matches!(self.dialect, Dialect::Site) => self.end_heading(event, span),
            _ => self.events.push((event, span)),
        }
        Ok(())
    }

    /// Adds text, in one event with the text before it if the two are one slice of the source.
    fn push_text(&mut self, text: CowStr<'a>, span: Span) {
        if text.is_empty() {
            return;
        }
        if let Some((Event::Text(before), place)) = self.events.last_mut()
            && place.end == span.start
            && is_slice(self.text, before, *place)
            && is_slice(self.text, &text, span)
        {
            place.end = span.end;
            *before = CowStr::Borrowed(&self.text[place.range()]);
            return;
        }
        self.events.push((Event::Text(text), span));
    }

    /// Ends a heading, and takes `{#id}` from its end.
    fn end_heading(&mut self, end: Event<'a>, span: Span) {
        if let Some(id) = self.take_id() {
            let start = self.events.iter_mut().rev().find_map(|(event, _)| match event {
                Event::Start(Tag::Heading { id, .. }) => Some(id),
                _ => None,
            });
            if let Some(place) = start {
                *place = Some(id.into());
            }
        }
        self.events.push((end, span));
    }

    fn take_id(&mut self) -> Option<&'a str> {
        let Some((Event::Text(last), span)) = self.events.last_mut() else { return None };
        if !is_slice(self.text, last, *span) {
            return None;
        }
        let (rest, id) = split_id(self.text, *span)?;
        if rest.is_empty() {
            self.events.pop();
        } else {
            span.end = span.start + u32::try_from(rest.len()).ok()?;
            *last = CowStr::Borrowed(rest);
        }
        Some(id)
    }
}

/// Returns what stands before `{#id}` at the end of this place in `text`, and the id.
///
/// Only an id; classes and attributes would change how a page looks, and stay text.
fn split_id(text: &str, span: Span) -> Option<(&str, &str)> {
    let (before, id) = text[span.range()].strip_suffix('}')?.rsplit_once("{#")?;
    let free = text[..span.start as usize + before.len()].ends_with([' ', '\t']);
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    (free && !id.is_empty() && id.len() <= MAX_ID && id.chars().all(plain)).then(|| (before.trim_end(), id))
}

/// Returns whether `s` is the very slice of `text` that `span` names, so that its bytes are those of the source.
pub(super) fn is_slice(text: &str, s: &CowStr<'_>, span: Span) -> bool {
    let CowStr::Borrowed(s) = s else { return false };
    place_in(text, s).is_some_and(|range| range == span.range())
}
