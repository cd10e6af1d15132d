//! Plain CommonMark is the specification's: all examples of version 0.31.2.

use std::collections::BTreeMap;

use qianfa::markdown::html::{self, Target};
use qianfa::markdown::{Dialect, Document};

#[derive(serde::Deserialize)]
struct Example {
    example: u32,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    serde_json::from_str(include_str!("../data/commonmark-0.31.2.json")).unwrap()
}

fn render(markdown: &str) -> String {
    let mut out = String::new();
    html::render(&mut out, &Document::parse(markdown, Dialect::CommonMark).unwrap(), &mut |_| Target::AsWritten);
    out
}

/// What two spellings of the same page share: a quotation mark may be an entity outside of attributes, and white space
/// between blocks is free.
fn normal(html: &str) -> String {
    html.replace("&quot;", "\"").replace(">\n<", "><").replace("<li>\n", "<li>").replace("\n</li>", "</li>")
}

#[test]
fn every_example_of_the_specification_gives_its_html() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut failed: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for e in &examples {
        if normal(&render(&e.markdown)) != normal(&e.html) {
            eprintln!("{}: {:?}\n  wanted {:?}\n  given  {:?}", e.example, e.markdown, e.html, render(&e.markdown));
            failed.entry(e.section.clone()).or_default().push(e.example);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn our_writer_and_the_parsers_own_agree_on_every_byte() {
    for e in examples() {
        let mut theirs = String::new();
        pulldown_cmark::html::push_html(&mut theirs, pulldown_cmark::Parser::new(&e.markdown));
        assert_eq!(render(&e.markdown), theirs, "example {}", e.example);
    }
}
