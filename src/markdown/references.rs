//! References without a definition, definitions without a reference.

use memchr::{memchr, memmem};
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
/// Never a single pair of brackets: in `国办发[2026]12号` they are text.
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
    if memmem::find(text.as_bytes(), b"[^").is_none() {
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
    if memchr(b'^', slice.as_bytes()).is_none() {
        return;
    }
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

#[cfg(test)]
mod tests {
    use crate::markdown::{Dialect, Document, ReferenceKind};

    #[test]
    fn what_was_meant_as_a_reference_is_found_and_a_document_number_is_not() {
        let text = "国办发[2026]12号,见[通知][tz]、[办法][]和注[^1],\\[^2]、`[^3]`。";
        let doc = Document::parse(text, Dialect::Site).unwrap();
        let told = doc.broken_references();
        let broken: Vec<_> = told.iter().map(|b| (b.kind, &*b.label, &text[b.span.range()])).collect();
        let expected = [
            (ReferenceKind::Link, "tz", "[通知][tz]"),
            (ReferenceKind::Link, "办法", "[办法][]"),
            (ReferenceKind::Footnote, "1", "[^1]"),
        ];
        assert_eq!(broken, expected);
    }

    #[test]
    fn definitions_that_nobody_uses_are_found() {
        let text = "[甲][a]和[B],**“乙”**丙[^n]\n\n[a]: /a\n[b]: /b\n[c]: /c*（d\n\n[^N]: 用了\n\n[^m]: 没用\n";
        let doc = Document::parse(text, Dialect::Site).unwrap();
        let told = doc.unused_definitions();
        let unused: Vec<_> = told.iter().map(|u| (u.kind, &*u.label, text[u.span.range()].trim_end())).collect();
        let expected = [(ReferenceKind::Link, "c", "[c]: /c*（d"), (ReferenceKind::Footnote, "m", "[^m]: 没用")];
        assert_eq!(unused, expected);
    }
}
