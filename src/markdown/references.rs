//! References without a definition, definitions without a reference.

use pulldown_cmark::Event;

use super::footnotes::Footnotes;
use super::read::is_slice;
use crate::model::Span;

/// What refers: `[text][label]`, or `[^label]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReferenceKind {
    /// A link or image.
    Link,
    /// A footnote.
    Footnote,
}

/// A reference whose definition stands nowhere; readers see its brackets.
///
/// Never a single pair of brackets: in 国办发[2026]12号 they are text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// What was meant.
    pub kind: ReferenceKind,
    /// The label that is not defined, without brackets.
    pub label: String,
    /// The whole reference.
    pub span: Span,
}

/// A definition that nothing refers to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unused {
    /// What it defines. Readers never see a link's definition; a footnote stands at the end of the page all the same.
    pub kind: ReferenceKind,
    /// Its label, without brackets.
    pub label: String,
    /// The whole definition.
    pub span: Span,
}

/// Returns the references to footnotes that are not defined.
///
/// The parser leaves them as text and says nothing, so we look for `[^label]` in the text.
pub(super) fn broken_footnotes(text: &str, events: &[(Event<'_>, Span)]) -> Vec<Broken> {
    let mut broken = Vec::new();
    if !text.contains("[^") {
        return broken;
    }
    let mut in_code = false;
    for (event, span) in events {
        match event {
            Event::Start(pulldown_cmark::Tag::CodeBlock(_)) => in_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_code = false,
            Event::Text(s) if !in_code && is_slice(text, s, *span) => find_labels(text, *span, &mut broken),
            _ => {}
        }
    }
    broken
}

fn find_labels(text: &str, span: Span, broken: &mut Vec<Broken>) {
    let slice = &text[span.range()];
    for (at, _) in slice.match_indices("[^") {
        let start = span.start as usize + at;
        let rest = &slice[at + 2..];
        let Some(length) = rest.find(['[', ']', ' ', '\n']).filter(|n| *n > 0 && rest[*n..].starts_with(']')) else {
            continue;
        };
        if !text[..start].ends_with('\\') {
            let span = Span::new(start..start + 2 + length + 1);
            broken.push(Broken { kind: ReferenceKind::Footnote, label: rest[..length].to_owned(), span });
        }
    }
}

/// Returns the footnotes that nothing refers to.
pub(super) fn unused_footnotes(notes: &Footnotes, events: &[(Event<'_>, Span)]) -> Vec<Unused> {
    let mut used = vec![false; notes.len()];
    for (event, _) in events {
        if let Event::FootnoteReference(label) = event
            && let Some(note) = notes.find(label)
        {
            used[note] = true;
        }
    }
    let unused = notes.iter().zip(used).filter(|(_, used)| !used);
    unused
        .map(|(note, _)| Unused { kind: ReferenceKind::Footnote, label: note.label.clone(), span: note.span })
        .collect()
}
