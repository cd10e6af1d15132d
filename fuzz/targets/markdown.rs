//! Markdown from anybody to HTML: no panic, no hang, and nothing in a page runs that an editor wrote.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qianfa::markdown::html::{self, Target};
use qianfa::markdown::{Dialect, Document, Link};

fuzz_target!(|text: &str| {
    for dialect in [Dialect::CommonMark, Dialect::Site] {
        match Document::parse(text, dialect) {
            Ok(document) => check(&document),
            Err(refusal) => assert!(text.get(refusal.span().range()).is_some(), "{refusal:?} is no place in the text"),
        }
    }
});

fn check(document: &Document<'_>) {
    for (event, span) in document.events() {
        assert!(document.text().get(span.range()).is_some(), "{:?} of {event:?} is no place", span.range());
    }
    document.visible();
    let html = written(document);
    assert_eq!(html, written(document), "the same text gives the same bytes");
    if document.dialect() == Dialect::Site {
        assert_harmless(&html);
    }
}

fn written(document: &Document<'_>) -> String {
    let mut html = String::new();
    html::render(&mut html, document, &mut |_: &Link<'_>| Target::AsWritten);
    html
}

/// Text is escaped, so every `<` begins a tag that the program wrote.
fn assert_harmless(html: &str) {
    let html = html.to_ascii_lowercase();
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        assert!(!["script", "iframe", "style", "object", "embed", "svg", "form"].contains(&name), "<{tag}> in {html}");
        for address in ["href=\"", "src=\""] {
            let value = tag.split_once(address).map_or("", |(_, value)| value);
            let runs = ["javascript:", "data:", "vbscript:"].iter().any(|scheme| value.starts_with(scheme));
            assert!(!runs, "<{tag}> in {html}");
        }
    }
}
