//! A strict little reader of HTML and XML: enough to hold our own output to its rules.

/// An element's start, with its attributes unescaped.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// What stands inside it, unescaped and without its tags.
    pub(crate) text: String,
}

impl Element {
    /// Returns the value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

const VOID: [&str; 6] = ["meta", "link", "img", "br", "hr", "input"];

/// Reads a page; panics where a tag is not closed, an attribute has no quotes, or a character should be escaped.
pub(crate) fn html(text: &str) -> Vec<Element> {
    assert!(text.starts_with("<!DOCTYPE html>\n"), "no doctype");
    read(&text["<!DOCTYPE html>".len()..], &VOID)
}

/// Reads XML; panics as [`html`] does.
pub(crate) fn xml(text: &str) -> Vec<Element> {
    let declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
    read(text.strip_prefix(declaration).expect("an XML declaration"), &[])
}

fn read(text: &str, void: &[&str]) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        add_text(&mut elements, &open, &rest[..at]);
        let end = tag_end(&rest[at..]);
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(elements[last].name, name, "</{name}> closes another element");
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |t| (t, true));
        let element = element(tag);
        if !closed && !void.contains(&element.name.as_str()) {
            open.push(elements.len());
        }
        elements.push(element);
    }
    let left: Vec<_> = open.iter().map(|i| elements[*i].name.clone()).collect();
    assert!(left.is_empty(), "not closed: {left:?}");
    assert!(rest.trim().is_empty(), "text behind the end: {rest:?}");
    elements
}

fn add_text(elements: &mut [Element], open: &[usize], text: &str) {
    assert!(!text.contains('>'), "a bare > in {text:?}");
    let text = unescape(text);
    for index in open {
        elements[*index].text.push_str(&text);
    }
}

fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            '<' if at > 0 => panic!("a < inside a tag: {:?}", &text[..text.len().min(120)]),
            _ => {}
        }
    }
    panic!("a tag without end: {:?}", &text[..text.len().min(120)]);
}

fn element(tag: &str) -> Element {
    let mut rest = tag.trim_end();
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let name = rest[..end].to_owned();
    assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b':'), "no name: {tag:?}");
    rest = rest[end..].trim_start();
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, after) = (rest[..end].to_owned(), &rest[end..]);
        let value = match after.strip_prefix("=\"") {
            Some(value) => {
                let end = value.find('"').expect("a closing quote");
                rest = value[end + 1..].trim_start();
                unescape(&value[..end])
            }
            None => {
                assert!(!after.starts_with('='), "an attribute without quotes: {tag:?}");
                rest = after.trim_start();
                String::new()
            }
        };
        assert!(attributes.iter().all(|(k, _)| *k != key), "{key} stands twice in {tag:?}");
        attributes.push((key, value));
    }
    Element { name, attributes, text: String::new() }
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').unwrap_or_else(|| panic!("a bare & in {text:?}"));
        out.push(match &rest[at + 1..at + end] {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" | "#x27" => '\'',
            other => panic!("&{other}; in {text:?}"),
        });
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}
