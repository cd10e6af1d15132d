//! The footnotes of a page, found by label.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;

/// A footnote's definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Note {
    /// Its label, without `[^` and `]`.
    pub(super) label: String,
    /// The whole definition.
    pub(super) span: Span,
    /// The events between its start and its end.
    pub(super) body: Range<usize>,
}

/// The definitions, in the order of the text.
#[derive(Default)]
pub(super) struct Footnotes {
    notes: Vec<Note>,
    by_label: HashMap<String, usize>,
}

impl Footnotes {
    /// Finds the definitions among `events`; of two with one label, references mean the first.
    pub(super) fn of(events: &[(Event<'_>, Span)]) -> Self {
        let mut found = Self::default();
        let mut open = Vec::new();
        for (at, (event, span)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push(found.notes.len());
                    found.by_label.entry(key(label)).or_insert(found.notes.len());
                    found.notes.push(Note { label: label.to_string(), span: *span, body: at + 1..at + 1 });
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some(note) = open.pop() {
                        found.notes[note].body.end = at;
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Returns the index of the note that `label` means.
    pub(super) fn find(&self, label: &str) -> Option<usize> {
        if self.notes.is_empty() {
            return None;
        }
        self.by_label.get(&key(label)).copied()
    }

    /// Returns the note whose definition starts just before event `body`.
    pub(super) fn starting_at(&self, body: usize) -> Option<&Note> {
        self.notes.binary_search_by_key(&body, |n| n.body.start).ok().map(|at| &self.notes[at])
    }

    pub(super) fn get(&self, note: usize) -> &Note {
        &self.notes[note]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.notes.len()
    }
}

/// Returns what two labels share that differ in case alone.
fn key(label: &str) -> String {
    label.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}
