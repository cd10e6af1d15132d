//! A document as HTML.
//!
//! `CommonMark` gives what the specification's tests expect. `Site` gives what a page of a government website needs:
//! raw HTML is shown, not run; nothing carries a style; tables and code can be reached and scrolled by keyboard; an
//! image alone in a paragraph is a figure; footnotes stand at the end and lead back; an address that could run
//! something is not linked, whoever gave it.

mod escape;
mod notes;
mod unlinked;
mod writer;

use std::borrow::Cow;

pub use escape::{escape_attribute, escape_href, escape_text};
pub use unlinked::Unlinked;

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
    /// The same in other widths, as `srcset` lists them; empty if there are none.
    pub widths: Cow<'r, str>,
    /// How wide it is shown, as `sizes` says it.
    pub shown: &'static str,
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
    Unlinked::of(doc, words).link(out, resolve);
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
    use crate::markdown::{Dialect, LinkKind};

    fn rendered<'r>(text: &str, mut resolve: impl FnMut(&Link<'_>) -> Target<'r>) -> String {
        let mut out = String::new();
        render(&mut out, &Document::parse(text, Dialect::Site).unwrap(), &mut resolve);
        out
    }

    #[test]
    fn a_link_becomes_what_the_resolver_says() {
        let text = "[甲](a.md \"题\")";
        let link = |target: Target<'static>| rendered(text, |_| target.clone());
        assert_eq!(link(Target::PlainText), "<p>甲</p>\n");
        assert_eq!(link(Target::Address("/a b.html".into())), "<p><a href=\"/a%20b.html\" title=\"题\">甲</a></p>\n");
        let anchor = Anchor {
            address: "/a.pdf".into(),
            rel: "external".into(),
            class: "file".into(),
            after: "<span>(PDF)</span>".into(),
        };
        let html = r#"<p><a href="/a.pdf" title="题" rel="external" class="file">甲</a><span>(PDF)</span></p>"#;
        assert_eq!(link(Target::Anchor(anchor)).trim_end(), html);
    }

    #[test]
    fn an_image_becomes_what_the_resolver_says() {
        let image = |text, target: Target<'static>| rendered(text, |_| target.clone());
        let picture = Picture { address: "/图.jpg".into(), size: Some((800, 600)), ..Picture::default() };
        assert_eq!(
            image("![会场](a.jpg)", Target::Picture(picture)).trim_end(),
            r#"<figure><img src="/%E5%9B%BE.jpg" alt="会场" width="800" height="600" loading="lazy" decoding="async"></figure>"#
        );
        assert_eq!(image("![会场](a.jpg)", Target::PlainText), "<p>会场</p>\n");
        assert_eq!(image("见![会场](a.jpg \"题\")", Target::PlainText), "<p>见会场</p>\n");
    }

    #[test]
    fn every_link_is_asked_about_once_wherever_it_stands() {
        let text = "[^1]\n\n![图](a)\n\n[^1]: 见[甲](b)和[![丙](c)](d)\n";
        let mut asked = Vec::new();
        rendered(text, |link| {
            asked.push((link.kind, link.dest.to_string()));
            Target::AsWritten
        });
        let expected = [(LinkKind::Image, "a"), (LinkKind::Link, "b"), (LinkKind::Link, "d"), (LinkKind::Image, "c")];
        assert_eq!(asked, expected.map(|(kind, dest)| (kind, dest.to_owned())));
    }

    #[test]
    fn an_address_that_runs_something_is_not_linked_whoever_gave_it() {
        assert_eq!(rendered("[甲](a)", |_| Target::Address("JavaScript:x".into())), "<p>甲</p>\n");
    }

    #[test]
    fn a_note_with_many_references_leads_back_to_the_first_hundred() {
        let html = rendered(&format!("{}\n\n[^1]: 注", "[^1]".repeat(300)), |_| Target::AsWritten);
        assert_eq!(html.matches("doc-noteref").count(), 300);
        assert_eq!(html.matches("doc-backlink").count(), 100);
    }

    #[test]
    fn a_note_leads_back_inside_its_last_paragraph_and_behind_an_image() {
        let html = |note: &str, target: Target<'static>| {
            let html = rendered(&format!("文[^1]\n\n[^1]: {note}"), |_| target.clone());
            html.split_once("<li id=\"fn:1\">\n").unwrap().1.split_once("<a href=\"#fnref").unwrap().0.to_owned()
        };
        assert_eq!(html("注", Target::PlainText), "<p>注 ");
        assert_eq!(html("见[甲](a)", Target::Address("/a".into())), "<p>见<a href=\"/a\">甲</a> ");
        assert_eq!(html("注\n\n    ![图](a)", Target::PlainText), "<p>注</p>\n<p>图</p>\n<p>");
        assert!(html("注\n\n    ![图](a)", Target::AsWritten).ends_with("</figure>\n<p>"));
    }

    #[test]
    fn a_text_that_was_kept_is_linked_as_one_that_was_not() {
        let text = "- [甲](a \"题\")\n  - ![](b)\n    > x\n\n![图 *丙*](c \"图\")\n\n<a@b.example> [![丁](d)](e) [戊][f]\n\n\
                    - ![只](g)\n\n文[^1]\n\n[^1]: ![注](h)\n\n[f]: /i\n";
        let doc = Document::parse(text, Dialect::Site).unwrap();
        for target in [Target::AsWritten, Target::PlainText, Target::Address("/x".into())] {
            let (mut now, mut later) = (String::from("…"), String::from("…"));
            render(&mut now, &doc, &mut |_| target.clone());
            let kept = Unlinked::of(&doc, Words::CHINESE).into_owned();
            kept.link(&mut later, &mut |_| target.clone());
            assert_eq!(now, later);
            assert!(kept.size() > text.len(), "{}", kept.size());
        }
    }

    #[test]
    fn an_english_page_has_english_words() {
        let mut out = String::new();
        let doc = Document::parse("|a|\n|-|\n", Dialect::Site).unwrap();
        render_with(&mut out, &doc, Words::ENGLISH, &mut |_| Target::AsWritten);
        assert!(out.contains("aria-label=\"Table\""));
    }

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
