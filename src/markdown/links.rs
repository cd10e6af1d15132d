//! Links and images: where they lead, what they say, and where that stands in the source.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{place_in, visible};
use crate::model::Span;

/// What a link is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// `[text](address)` or `[text][label]`.
    Link,
    /// `![alt](address)` or `![alt][label]`.
    Image,
    /// `<https://…>`.
    Autolink,
    /// `<name@host>`; the destination is written without `mailto:`.
    Email,
}

/// A link or image that appears on the page.
///
/// What stands inside the text of an image does not: there only the words count.
#[derive(Clone, Debug)]
pub struct Link<'a> {
    /// What it is.
    pub kind: LinkKind,
    /// Where it leads, as written, with escapes and entities resolved.
    pub dest: CowStr<'a>,
    /// Its title, or nothing.
    pub title: CowStr<'a>,
    /// What it says: the text of a link (with the texts of images in it), the text of an image.
    pub text: CowStr<'a>,
    /// The whole link.
    pub span: Span,
    /// Where the destination is written, if it stands there letter for letter; of `[text][label]`, in the definition.
    pub dest_span: Option<Span>,
    /// The index of its first event.
    pub event: usize,
    /// The index of its last event.
    pub end: usize,
}

/// Finds the links and images among `events`, in their order.
pub(super) fn links<'a>(text: &'a str, events: &[(Event<'a>, Span)]) -> Vec<Link<'a>> {
    let mut links = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // How many images we are inside of.
    let mut images = 0;
    for (at, (event, span)) in events.iter().enumerate() {
        match event {
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                if images == 0 {
                    open.push(links.len());
                    links.extend(link(text, tag, *span, at));
                }
                images += usize::from(matches!(tag, Tag::Image { .. }));
            }
            Event::End(tag @ (TagEnd::Link | TagEnd::Image)) => {
                images -= usize::from(*tag == TagEnd::Image);
                if images == 0
                    && let Some(link) = open.pop().and_then(|at| links.get_mut(at))
                {
                    link.end = at;
                    link.text = visible::words(&events[link.event + 1..at]);
                }
            }
            _ => {}
        }
    }
    links
}

fn link<'a>(text: &'a str, tag: &Tag<'a>, span: Span, event: usize) -> Option<Link<'a>> {
    let (Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. }) = tag else {
        return None;
    };
    let kind = match (tag, link_type) {
        (Tag::Image { .. }, _) => LinkKind::Image,
        (_, LinkType::Autolink) => LinkKind::Autolink,
        (_, LinkType::Email) => LinkKind::Email,
        _ => LinkKind::Link,
    };
    let dest_span = match dest_url {
        CowStr::Borrowed(dest) if !dest.is_empty() => place_in(text, dest).map(Span::new),
        _ => None,
    };
    let (dest, title) = (dest_url.clone(), title.clone());
    Some(Link { kind, dest, title, text: CowStr::Borrowed(""), span, dest_span, event, end: event })
}
