//! What holds for every text, however it was made.

use std::collections::BTreeSet;

use proptest::prelude::*;
use qianfa::markdown::html::{self, Target};
use qianfa::markdown::{CowStr, Dialect, Document, Event, MAX_DEPTH};
use qianfa::model::Span;

const PIECES: [&str; 78] = [
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "!",
    "*",
    "**",
    "_",
    "~~",
    "~",
    "`",
    "``",
    "|",
    "-",
    "- ",
    "1. ",
    "> ",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\\",
    "&",
    "&amp;",
    "&lt;",
    "\"",
    "'",
    "a",
    "b",
    "：",
    "“",
    "”",
    "《条例》",
    "商务",
    "字",
    "，",
    "\u{301}",
    "[^1]",
    "[^1]: ",
    "[^甲]",
    "[x]",
    "[x]: /u\n",
    "[x][y]",
    "]: ",
    "# ",
    "## ",
    "{#id}",
    "===\n",
    "---\n",
    "|-|-|\n",
    "a|b\n",
    "```\n",
    "~~~\n",
    "<b>",
    "<div>\n",
    "<script>",
    "-->",
    "<!--",
    "<http://甲>",
    "javascript:",
    "![图](a.png)",
    "](/b \"t\")",
    "](甲*“)",
    "\t",
    "+ ",
    "- [ ] ",
    "\r\n",
    "\r",
    "\u{a0}",
    "\u{2028}",
    "0",
    "😀",
    "한",
    "\u{fe00}",
    "\0",
];

fn texts() -> impl Strategy<Value = String> {
    let made = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40).prop_map(|v| v.concat());
    prop_oneof![4 => made, 1 => any::<String>(), 1 => ".{0,60}"]
}

fn dialects() -> impl Strategy<Value = Dialect> {
    prop_oneof![Just(Dialect::CommonMark), Just(Dialect::Site)]
}

fn lies_in(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

fn render(doc: &Document<'_>) -> String {
    let mut out = String::new();
    html::render(&mut out, doc, &mut |_| Target::AsWritten);
    out
}

/// The tags in `html`, from `<` to `>`; attributes never hold either.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|piece| piece.split_once('>').expect("a tag that ends").0).collect()
}

/// Every element that a page of the site may hold.
const ELEMENTS: [&str; 37] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "/a",
    "/p",
    "/li",
    "/td",
    "/th",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_place_lies_in_the_text_on_character_boundaries(text in texts(), dialect in dialects()) {
        let Ok(doc) = Document::parse(&text, dialect) else { return Ok(()) };
        for (event, span) in doc.events() {
            prop_assert!(lies_in(&text, *span), "{event:?} {span:?}");
        }
        let links = doc.links().iter().flat_map(|l| [Some(l.span), l.dest_span]).flatten();
        let references = doc.broken_references().into_iter().map(|b| b.span);
        let definitions = doc.unused_definitions().into_iter().map(|u| u.span);
        let headings = doc.outline().iter().map(|h| h.span);
        let all = links.chain(references).chain(definitions).chain(headings).chain(doc.raw_html());
        for span in all {
            prop_assert!(lies_in(&text, span), "{span:?}");
        }
    }

    #[test]
    fn events_are_balanced_and_no_deeper_than_the_limit(text in texts(), dialect in dialects()) {
        let Ok(doc) = Document::parse(&text, dialect) else { return Ok(()) };
        let mut open = Vec::new();
        for (event, _) in doc.events() {
            match event {
                Event::Start(tag) => open.push(tag.to_end()),
                Event::End(tag) => prop_assert_eq!(open.pop(), Some(*tag)),
                _ => {}
            }
            prop_assert!(open.len() <= MAX_DEPTH);
        }
        prop_assert!(open.is_empty());
    }

    #[test]
    fn text_that_is_as_long_as_its_place_is_what_stands_there(text in texts()) {
        let Ok(doc) = Document::parse(&text, Dialect::Site) else { return Ok(()) };
        for (event, span) in doc.events() {
            if let Event::Text(CowStr::Borrowed(s)) = event && s.len() == span.range().len() {
                prop_assert_eq!(*s, &text[span.range()]);
            }
        }
        for link in doc.links() {
            if let Some(span) = link.dest_span {
                prop_assert_eq!(&*link.dest, &text[span.range()]);
            }
        }
    }

    #[test]
    fn our_own_marks_never_leave_the_room(text in texts()) {
        let Ok(doc) = Document::parse(&text, Dialect::Site) else { return Ok(()) };
        let foreign = |s: &str| !text.contains("&#") && s.contains(['\u{fdd0}', '\u{fdd1}']);
        prop_assert!(!foreign(&render(&doc)));
        let events = format!("{:?}", doc.events());
        prop_assert!(!foreign(&events));
        let sections = |s: &str| s.matches('§').count();
        prop_assert!(sections(&doc.plain_text()) <= sections(&text));
    }

    #[test]
    fn a_page_of_the_site_holds_only_elements_of_ours(text in texts()) {
        let Ok(doc) = Document::parse(&text, Dialect::Site) else { return Ok(()) };
        let html = render(&doc);
        for tag in tags(&html) {
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            prop_assert!(ELEMENTS.contains(&name), "{tag} in {html}");
prop_assert!(!tag.contains("=\"javascript:") && !tag.contains(" style="), "{tag}");
        }
    }

    #[test]
    fn no_id_is_on_a_page_twice(text in texts()) {
        let Ok(doc) = Document::parse(&text, Dialect::Site) else { return Ok(()) };
        let html = render(&doc);
        let ids: Vec<&str> = tags(&html).into_iter().filter_map(|t| t.split_once(" id=\"")?.1.split('"').next()).collect();
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{}", html);
    }

    #[test]
    fn every_word_has_a_place(text in texts()) {
        let Ok(doc) = Document::parse(&text, Dialect::Site) else { return Ok(()) };
        let visible = doc.visible();
        for (at, c) in visible.text.char_indices() {
            let span = visible.span(at..at + c.len_utf8());
            prop_assert!(lies_in(&text, span), "{c:?} {span:?}");
        }
    }

    #[test]
    fn a_text_without_extensions_is_read_as_the_specification_says(text in "[a-z *`\\[\\]()>#\n-]{0,60}") {
        // Nothing in these letters is of the site's dialect, so both must tell the same events.
        let plain = Document::parse(&text, Dialect::CommonMark).unwrap();
        let site = Document::parse(&text, Dialect::Site).unwrap();
        let names = |doc: &Document<'_>| doc.events().iter().map(|(e, s)| match e {
            Event::Start(tag) => format!("{:?} {s:?}", tag.to_end()),
            other => format!("{other:?} {s:?}"),
        }).collect::<Vec<_>>();
        prop_assert_eq!(names(&plain), names(&site));
    }
}
