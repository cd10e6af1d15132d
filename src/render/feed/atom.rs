//! A feed as Atom (RFC 4287).

use super::{Entry, Feed};
use crate::render::xml;

/// Writes `feed` at the end of `out`.
pub(super) fn write(feed: &Feed<'_>, out: &mut Vec<u8>) {
    open(feed, out);
    feed.entries.iter().for_each(|e| entry(e, out));
    out.extend_from_slice(b"</feed>\n");
}

fn open(feed: &Feed<'_>, out: &mut Vec<u8>) {
    let own = format!("{}xml", feed.head.own);
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute(out, "xml:lang", feed.head.language);
    out.extend_from_slice(b">\n");
    xml::push_element(out, "id", &own);
    xml::push_element(out, "title", &feed.head.title);
    xml::push_element(out, "updated", feed.updated());
    link(out, "self", "application/atom+xml", &own);
    link(out, "alternate", "text/html", &feed.head.home);
    author(out, feed.head.author);
}

fn entry(entry: &Entry<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<entry>\n");
    xml::push_element(out, "id", &entry.url);
    xml::push_element(out, "title", entry.title);
    xml::push_element(out, "updated", &entry.updated);
    xml::push_element(out, "published", &entry.published);
    link(out, "alternate", "text/html", &entry.url);
    author(out, entry.author);
    for keyword in entry.keywords {
        out.extend_from_slice(b"<category");
        attribute(out, "term", keyword);
        out.extend_from_slice(b"/>\n");
    }
    if let Some(summary) = entry.summary {
        xml::push_element(out, "summary", summary);
    }
    out.extend_from_slice(b"</entry>\n");
}

fn author(out: &mut Vec<u8>, name: &str) {
    out.extend_from_slice(b"<author>\n");
    xml::push_element(out, "name", name);
    out.extend_from_slice(b"</author>\n");
}

fn link(out: &mut Vec<u8>, rel: &str, kind: &str, href: &str) {
    out.extend_from_slice(b"<link");
    attribute(out, "rel", rel);
    attribute(out, "type", kind);
    attribute(out, "href", href);
    out.extend_from_slice(b"/>\n");
}

fn attribute(out: &mut Vec<u8>, name: &str, value: &str) {
    out.push(b' ');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"=\"");
    xml::push(out, value);
    out.push(b'"');
}
