//! The headings of a page, and the ids that links to them name.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::{Dialect, cjk, visible};
use crate::model::Span;

/// A heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, unique within the page: as written in `{#id}`, or made of its text as GitHub makes it.
    pub id: String,
    /// What readers see, without footnote numbers.
    pub text: String,
    /// The whole heading.
    pub span: Span,
    /// The index of its first event.
    pub event: usize,
}

/// The id of a heading without a letter or digit.
const NAMELESS: &str = "section";

/// Finds the headings; in the site's dialect, writes their ids into the events.
pub(super) fn outline(events: &mut [(Event<'_>, Span)], dialect: Dialect) -> Vec<Heading> {
    let mut headings = headings(events);
    if headings.is_empty() {
        return headings;
    }
    let mut ids = Ids::default();
    // What somebody wrote is a promise to those who link; made ids give way.
    for heading in headings.iter_mut().filter(|h| !h.id.is_empty()) {
        heading.id = ids.claim(&heading.id);
    }
    for heading in &mut headings {
        if heading.id.is_empty() {
            heading.id = ids.claim(&slug(&heading.text));
        }
        if let (Dialect::Site, (Event::Start(Tag::Heading { id, .. }), _)) = (dialect, &mut events[heading.event]) {
            *id = Some(heading.id.clone().into());
        }
    }
    headings
}

/// Returns the headings with the ids that were written, or none.
fn headings(events: &[(Event<'_>, Span)]) -> Vec<Heading> {
    let mut headings = Vec::new();
    for (at, (event, span)) in events.iter().enumerate() {
        let Event::Start(Tag::Heading { level, id, .. }) = event else { continue };
        let inside = events[at + 1..].iter().take_while(|(e, _)| !matches!(e, Event::End(TagEnd::Heading(_))));
        let mut text = String::new();
        visible::write_line(&mut text, inside.map(|(e, _)| e));
        headings.push(Heading {
            level: *level as u8,
            id: id.as_deref().unwrap_or_default().to_owned(),
            text: text.trim().to_owned(),
            span: *span,
            event: at,
        });
    }
    headings
}

/// The ids that are taken, and for each the last number that was put behind it.
#[derive(Default)]
struct Ids {
    /// Ordered, as a page has few headings: comparing them costs less than hashing them.
    taken: BTreeMap<String, u32>,
}

impl Ids {
    /// Takes `wanted`, or `wanted-1`, `wanted-2`, …
    fn claim(&mut self, wanted: &str) -> String {
        let Some(mut number) = self.taken.get(wanted).copied() else {
            self.taken.insert(wanted.to_owned(), 0);
            return wanted.to_owned();
        };
        let free = loop {
            number += 1;
            let candidate = format!("{wanted}-{number}");
            if !self.taken.contains_key(&candidate) {
                break candidate;
            }
        };
        self.taken.insert(wanted.to_owned(), number);
        self.taken.insert(free.clone(), 0);
        free
    }
}

/// Returns the id that GitHub makes of a heading: lower case, spaces become `-`, of the rest only letters, marks,
/// numbers, `-` and `_` stay.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' => slug.push('-'),
            _ if cjk::is_ideograph(c) => slug.push(c),
            _ if stays(c) => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if slug.is_empty() { NAMELESS.to_owned() } else { slug }
}

fn stays(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '-' || c == '_';
    }
    c.is_alphanumeric()
        || c.general_category_group() == GeneralCategoryGroup::Mark
        || c.general_category() == GeneralCategory::ConnectorPunctuation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_what_github_makes_of_a_heading() {
        for (text, id) in [
            ("一、总体要求", "一总体要求"),
            ("Getting Started", "getting-started"),
            ("`qianfa check` 与 CI/CD", "qianfa-check-与-cicd"),
            ("（一）2027年：目标", "一2027年目标"),
            ("a_b - c", "a_b---c"),
            ("！？", NAMELESS),
        ] {
            assert_eq!(slug(text), id);
        }
    }

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        let given: Vec<String> = ["a", "a-1", "a", "a", "a-1"].iter().map(|w| ids.claim(w)).collect();
        assert_eq!(given, ["a", "a-1", "a-2", "a-3", "a-1-1"]);
    }
}
