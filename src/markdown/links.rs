//! Links and images: where they lead, what they say, and where that stands in the source.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use super::read::end_of_reference;
use super::{place_in, visible};
use crate::model::Span;

/// What a link is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Link<'a> {
    /// What it is.
    pub kind: LinkKind,
    /// Where it leads, as written, with escapes and entities resolved.
    #[serde(borrow)]
    pub dest: CowStr<'a>,
    /// Its title, or nothing.
    #[serde(borrow)]
    pub title: CowStr<'a>,
    /// What it says: the text of a link (with the texts of images in it), the text of an image.
    #[serde(borrow)]
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

impl Link<'_> {
    /// Returns the same without what it borrows.
    pub(super) fn into_owned(self) -> Link<'static> {
        let Self { kind, dest, title, text, span, dest_span, event, end } = self;
        let (dest, title, text) = (dest.into_static(), title.into_static(), text.into_static());
        Link { kind, dest, title, text, span, dest_span, event, end }
    }
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
    let span = Span::new(span.start as usize..end_of_reference(text, span.end as usize, *link_type));
    let dest_span = match dest_url {
        CowStr::Borrowed(dest) if !dest.is_empty() => place_in(text, dest).map(Span::new),
        _ => None,
    };
    let (dest, title) = (dest_url.clone(), title.clone());
    Some(Link { kind, dest, title, text: CowStr::Borrowed(""), span, dest_span, event, end: event })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Dialect, Document};

    fn told(text: &str) -> Vec<(LinkKind, String, String, Option<&str>)> {
        let doc = Document::parse(text, Dialect::Site).unwrap();
        let told =
            |l: &Link<'_>| (l.kind, l.dest.to_string(), l.text.to_string(), l.dest_span.map(|s| &text[s.range()]));
        doc.links().iter().map(told).collect()
    }

    #[test]
    fn a_destination_is_found_where_it_is_written() {
        let text = "见[通知](../notice/a.md \"题\")、[**办法**][1]和<https://a.example>。\n\n[1]: /policy/b.md\n";
        let expected = [
            (LinkKind::Link, "../notice/a.md".to_owned(), "通知".to_owned(), Some("../notice/a.md")),
            (LinkKind::Link, "/policy/b.md".to_owned(), "办法".to_owned(), Some("/policy/b.md")),
            (
                LinkKind::Autolink,
                "https://a.example".to_owned(),
                "https://a.example".to_owned(),
                Some("https://a.example"),
            ),
        ];
        assert_eq!(told(text), expected);
    }

    #[test]
    fn places_are_right_although_marks_were_put_into_the_text() {
        let text = "**“甲”**乙[丙](丁*（戊.md)**（己）**庚<a@b.example>";
        let told = told(text);
        assert_eq!(told[0].3, Some("丁*（戊.md"));
        assert_eq!((told[1].0, told[1].3), (LinkKind::Email, Some("a@b.example")));
    }

    #[test]
    fn a_link_reaches_to_its_last_bracket() {
        for text in ["[甲](b)", "[甲][b]", "[甲][]", "[甲]", "![甲][]", "<a@b>"] {
            let text = format!("{text}\n\n[甲]: c\n[b]: c\n");
            let doc = Document::parse(&text, Dialect::Site).unwrap();
            assert_eq!(doc.links()[0].span, Span::new(0..text.find('\n').unwrap()), "{text}");
        }
    }

    #[test]
    fn a_destination_with_escapes_has_no_place() {
        assert_eq!(told("[甲](a&amp;b)"), [(LinkKind::Link, "a&b".to_owned(), "甲".to_owned(), None)]);
    }

    #[test]
    fn an_image_in_a_link_speaks_for_the_link_and_a_link_in_an_image_is_words() {
        let told = told("[![标志](a.png)](b) ![看[这里](c)](d)");
        let told: Vec<_> = told.iter().map(|(kind, dest, text, _)| (*kind, &**dest, &**text)).collect();
        let expected =
            [(LinkKind::Link, "b", "标志"), (LinkKind::Image, "a.png", "标志"), (LinkKind::Image, "d", "看这里")];
        assert_eq!(told, expected);
    }
}
