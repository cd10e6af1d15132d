//! Footnotes on a page: numbers in the order of reading, notes at the end, links both ways.
//!
//! Ids hold a colon, which no heading's id can, so that the two never meet.

use std::fmt::Write;

use super::escape::{escape_attribute, escape_text};
use super::writer::Writer;

/// How many links back a note has at most; nobody counts further, and a hostile page would grow fiftyfold.
const MAX_BACK_LINKS: usize = 100;

/// What has been given out so far.
#[derive(Default)]
pub(super) struct Numbers {
    /// The notes in the order of their numbers.
    order: Vec<usize>,
    /// For each note, its number; 0 before it has one.
    number: Vec<usize>,
    /// For each note, how many references lead to it.
    references: Vec<usize>,
    /// Every note before this one has a number.
    unnumbered: usize,
}

impl Numbers {
    pub(super) fn new(notes: usize) -> Self {
        Self { order: Vec::new(), number: vec![0; notes], references: vec![0; notes], unnumbered: 0 }
    }

    /// Returns the number of a note, the next free one if it has none.
    fn number(&mut self, note: usize) -> usize {
        if self.number[note] == 0 {
            self.order.push(note);
            self.number[note] = self.order.len();
        }
        self.number[note]
    }

    /// Returns the note whose turn it is after `written` notes: those that are referred to, then the others.
    fn next(&mut self, written: usize) -> Option<usize> {
        if let Some(note) = self.order.get(written) {
            return Some(*note);
        }
        while *self.number.get(self.unnumbered)? > 0 {
            self.unnumbered += 1;
        }
        self.number(self.unnumbered);
        Some(self.unnumbered)
    }
}

impl Writer<'_, '_, '_> {
    /// Writes the number of a footnote where the text refers to it.
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let Some(note) = self.doc.footnotes.find(label) else {
            self.out.push_str("[^");
            escape_text(&mut self.out, label);
            return self.out.push(']');
        };
        let number = self.notes.number(note);
        self.notes.references[note] += 1;
        let id = ReferenceId { number, reference: self.notes.references[note] };
        self.put(format_args!(
            r##"<sup class="footnote-ref"><a id="{id}" href="#fn:{number}" role="doc-noteref">{number}</a></sup>"##
        ));
    }

    /// Writes the notes at the end of the page.
    pub(super) fn footnotes(&mut self) {
        if self.doc.footnotes.len() == 0 {
            return;
        }
        self.fresh_line();
        self.out.push_str(r#"<section class="footnotes" role="doc-endnotes" aria-label=""#);
        escape_attribute(&mut self.out, self.words.footnotes);
        self.out.push_str("\">\n<ol>\n");
        let mut written = 0;
        while let Some(note) = self.notes.next(written) {
            self.footnote(note);
            written += 1;
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn footnote(&mut self, note: usize) {
        let number = self.notes.number(note);
        self.put(format_args!("<li id=\"fn:{number}\">\n"));
        self.events(self.doc.footnotes.get(note).body.clone());
        if self.notes.references[note] > 0 {
            self.back_links(note, number);
        }
        self.fresh_line();
        self.out.push_str("</li>\n");
    }

    /// Writes a link back for each reference, inside the last paragraph if the note ends with one. An image at the end stands
    /// for itself, whatever becomes of it.
    fn back_links(&mut self, note: usize, number: usize) {
        const END: &str = "</p>\n";
        let inside = self.out.ends_with(END) && !self.ends_with_hole();
        if inside {
            self.out.truncate(self.out.len() - END.len());
        } else {
            self.out.push_str("<p>");
        }
        for reference in 1..=self.notes.references[note].min(MAX_BACK_LINKS) {
            let id = ReferenceId { number, reference };
            if inside || reference > 1 {
                self.out.push(' ');
            }
            self.put(format_args!(r##"<a href="#{id}" role="doc-backlink" aria-label=""##));
            escape_attribute(&mut self.out, self.words.back);
            self.put(format_args!(" {number}"));
            if reference > 1 {
                self.put(format_args!("-{reference}"));
            }
            self.out.push_str("\">↩\u{fe0e}</a>");
        }
        self.out.push_str(END);
    }

    pub(super) fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }
}

/// The id of the place that refers to a note; the first has no number of its own.
struct ReferenceId {
    number: usize,
    reference: usize,
}

impl std::fmt::Display for ReferenceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.reference {
            1 => write!(f, "fnref:{}", self.number),
            n => write!(f, "fnref:{}-{n}", self.number),
        }
    }
}
