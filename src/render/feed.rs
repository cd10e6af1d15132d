//! Atom feeds (RFC 4287): the newest pages of a site or a column.
//!
//! Written here and not by the theme, because a feed is read by machines: every element that the standard requires is
//! there, and ids never change while an address stays.

use super::view::{self, View};
use super::{ColumnIndex, Plan, RenderError, xml};
use crate::model::{SiteId, Zone};
use crate::review::Purpose;
use crate::source::{FrontMatter, Page, PageIndex};

/// Entries of a feed.
const SHOWS: usize = 20;

/// Renders the feed of the site, or of one of its columns.
pub(super) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    column: Option<ColumnIndex>,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let pages = match column {
        Some(index) => view.lists.pages(index),
        None => &plan.site(site)?.pages,
    };
    let dated: Vec<_> = newest(view, pages).filter_map(|i| entry_of(view, i)).collect();
    open(view, site, column, &dated, out)?;
    for (page, front, _) in &dated {
        entry(view, page, front, out)?;
    }
    out.extend_from_slice(b"</feed>\n");
    Ok(())
}

/// A page with its front matter and when it was published, as RFC 3339 writes it.
type Entry<'a> = (&'a Page, &'a FrontMatter, String);

/// Returns the pages of these, newest first, that a feed shows.
pub(super) fn newest<'p>(view: &'p View<'_>, pages: &'p [PageIndex]) -> impl Iterator<Item = PageIndex> + use<'p> {
    let dated = |i: &PageIndex| view.page(*i).is_ok_and(|(_, front)| front.date.is_some());
    pages.iter().copied().filter(dated).take(SHOWS)
}

fn entry_of<'a>(view: &View<'a>, index: PageIndex) -> Option<Entry<'a>> {
    let (page, front) = view.page(index).ok()?;
    Some((page, front, front.date?.rfc3339(zone(view))))
}

fn zone(view: &View<'_>) -> Zone {
    view.config.group.zone
}

fn open(
    view: &View<'_>,
    site: &SiteId,
    column: Option<ColumnIndex>,
    entries: &[Entry<'_>],
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let named = view.site(site)?;
    let (title, home, own) = match column.map(|i| view.column(i)) {
        Some(c) => (format!("{} - {}", c.name, named.name), view::list_path(c, 1), view::in_folder(c, "feed.xml")),
        None => (named.name.clone(), "index.html".to_owned(), "feed.xml".to_owned()),
    };
    let (home, own) = (view.addresses.absolute(site, &home)?, view.addresses.absolute(site, &own)?);
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute(out, "xml:lang", view.config.group.lang.tag());
    out.extend_from_slice(b">\n");
    xml::push_element(out, "id", &own);
    xml::push_element(out, "title", &title);
    // A plan has no feed without an entry, so the newest is always there.
    xml::push_element(out, "updated", entries.first().map_or("", |(_, _, updated)| updated));
    link(out, "self", "application/atom+xml", &own);
    link(out, "alternate", "text/html", &home);
    author(out, &named.sponsor);
    Ok(())
}

fn entry(view: &View<'_>, page: &Page, front: &FrontMatter, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let Some(date) = front.date.map(|d| d.rfc3339(zone(view))) else { return Ok(()) };
    let address = view.addresses.absolute(&page.site, page.address.as_str())?;
    out.extend_from_slice(b"<entry>\n");
    xml::push_element(out, "id", &address);
    xml::push_element(out, "title", &front.title.value);
    xml::push_element(out, "updated", &date);
    xml::push_element(out, "published", &date);
    link(out, "alternate", "text/html", &address);
    author(out, front.source.as_ref().unwrap_or(&view.site(&page.site)?.name));
    for keyword in &front.keywords {
        out.extend_from_slice(b"<category");
        attribute(out, "term", keyword);
        out.extend_from_slice(b"/>\n");
    }
    if let Some(summary) = &front.summary {
        xml::push_element(out, "summary", summary);
    }
    out.extend_from_slice(b"</entry>\n");
    Ok(())
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
