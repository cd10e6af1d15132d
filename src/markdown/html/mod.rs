//! A document as HTML.
//!
//! `CommonMark` gives what the specification's tests expect. `Site` gives what a page of a government website needs:
//! raw HTML is shown, not run; nothing carries a style; tables and code can be reached and scrolled by keyboard; an
//! image alone in a paragraph is a figure; footnotes stand at the end and lead back; an address that could run
//! something is not linked, whoever gave it.

mod escape;
mod notes;
mod writer;

use std::borrow::Cow;

pub use escape::{escape_attribute, escape_href, escape_text};

use super::{Document, Link};

/// What a link or image becomes.
///
/// `'r` is the life of what the resolver lends: addresses of pages, usually.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target<'r> {
    /// Where it leads is as written (an e-mail address gets its `mailto:`).
    AsWritten,
    /// It leads here; characters that an address cannot hold are percent-encoded, `%` stays.
    Address(Cow<'r, str>),
    /// It leads here, with more around it.
    Anchor(Anchor<'r>),
    /// The image is here. (As an answer for a link: its address.)
    Picture(Picture<'r>),
    /// It leads nowhere: the text stays, without a link; of an image, its text.
    PlainText,
}

/// A link with attributes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Anchor<'r> {
    /// Where it leads.
    pub address: Cow<'r, str>,
    /// `rel`, such as `external noopener`; nothing if empty.
    pub rel: Cow<'r, str>,
    /// `class`; nothing if empty.
    pub class: Cow<'r, str>,
    /// HTML that follows the link and is written as it is, such as the type and size of a file. Never what an editor
    /// wrote.
    pub after: Cow<'r, str>,
}

/// An image with its size.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picture<'r> {
    /// Where it is.
    pub address: Cow<'r, str>,
    /// Width and height in pixels, so that the page does not jump when it loads.
    pub size: Option<(u32, u32)>,
}

/// The words that a rendered text adds to what was written.
#[derive(Clone, Copy, Debug)]
pub struct Words<'w> {
    /// Names a table, for those who cannot see that it is one.
    pub table: &'w str,
    /// Names the footnotes.
    pub footnotes: &'w str,
    /// Names the link from a footnote back to its number.
    pub back: &'w str,
    /// Names a task that is done.
    pub done: &'w str,
    /// Names a task that is not.
    pub open: &'w str,
}

impl Words<'_> {
    /// The words of a Chinese page.
    pub const CHINESE: Words<'static> =
        Words { table: "表格", footnotes: "注释", back: "返回正文", done: "已完成", open: "未完成" };
    /// The words of an English page.
    pub const ENGLISH: Words<'static> =
        Words { table: "Table", footnotes: "Notes", back: "Back to text", done: "Done", open: "Open" };
}

/// Writes `doc` to the end of `out`, with Chinese words; `resolve` decides what every link and image becomes.
pub fn render<'r>(out: &mut String, doc: &Document<'_>, resolve: &mut dyn FnMut(&Link<'_>) -> Target<'r>) {
    render_with(out, doc, Words::CHINESE, resolve);
}

/// Writes `doc` to the end of `out`, with these words.
pub fn render_with<'r>(
    out: &mut String,
    doc: &Document<'_>,
    words: Words<'_>,
    resolve: &mut dyn FnMut(&Link<'_>) -> Target<'r>,
) {
    out.reserve(doc.text().len() + doc.text().len() / 4 + 64);
    writer::Writer::new(out, doc, words, resolve).write();
}

/// Returns whether a browser that follows `address` only fetches or writes a message, and never runs what it says.
///
/// A list of what is safe, because nobody knows the list of what is not.
pub fn is_safe(address: &str) -> bool {
    const SAFE: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];
    let head = address.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        None => true,
        Some((scheme, _)) => SAFE.iter().any(|safe| scheme.eq_ignore_ascii_case(safe)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_run_nothing_are_safe() {
        for safe in ["/a:b", "a.html", "#a:b", "?q=a:b", "HTTPS://a", "mailto:a@b", "tel:12345", "../通知.html", ""] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_ in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " javascript:x",
            "java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "portal:notice/a.md",
            ":x",
        ] {
            assert!(!is_safe(unsafe_), "{unsafe_}");
        }
    }
}
