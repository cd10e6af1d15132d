//! Feeds: the newest pages of a site or a column, for programs that tell people what is new.
//!
//! Written here and not by the theme, because a feed is read by machines: every element that its standard requires is
//! there, and ids never change while an address stays.

mod atom;
mod json;

use super::view::{self, View};
use super::{ColumnIndex, FeedForm, Plan, RenderError};
use crate::config::Site;
use crate::model::{SiteId, Zone};
use crate::review::Purpose;
use crate::source::{FrontMatter, Page, PageIndex};

/// Entries of a feed.
const SHOWS: usize = 20;

/// Renders the feed of the site, or of one of its columns.
pub(super) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    (column, form): (Option<ColumnIndex>, FeedForm),
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let pages = match column {
        Some(index) => view.lists.pages(index),
        None => &plan.site(site)?.pages,
    };
    let entries: Result<Vec<_>, _> = newest(view, pages).filter_map(|i| entry(view, i).transpose()).collect();
    let feed = Feed { head: head(view, site, column)?, entries: entries? };
    match form {
        FeedForm::Atom => atom::write(&feed, out),
        FeedForm::Json => json::write(&feed, out),
    }
    Ok(())
}

/// Returns the pages of these, newest first, that a feed shows.
pub(super) fn newest<'p>(view: &'p View<'_>, pages: &'p [PageIndex]) -> impl Iterator<Item = PageIndex> + use<'p> {
    let dated = |i: &PageIndex| view.shows(*i) && view.library.page(*i).brief().is_some_and(|b| b.date.is_some());
    pages.iter().copied().filter(dated).take(SHOWS)
}

/// A feed, whichever way it is written.
struct Feed<'a> {
    head: Head<'a>,
    /// Newest first.
    entries: Vec<Entry<'a>>,
}

/// What a feed says of itself.
struct Head<'a> {
    title: String,
    /// The page that shows the same to people.
    home: String,
    /// Where the feed itself is, but for `xml` or `json` at its end.
    own: String,
    language: &'static str,
    author: &'a str,
}

/// One page.
struct Entry<'a> {
    url: String,
    title: &'a str,
    /// Both as RFC 3339 writes them.
    published: String,
    updated: String,
    author: &'a str,
    keywords: &'a [String],
    summary: Option<&'a str>,
}

fn head<'a>(view: &View<'a>, site: &SiteId, column: Option<ColumnIndex>) -> Result<Head<'a>, RenderError> {
    let named: &'a Site = view.site(site)?;
    let (title, home, own) = match column.map(|i| view.column(i)) {
        Some(c) => (format!("{} - {}", c.name, named.name), view::list_path(c, 1), view::in_folder(c, "feed.")),
        None => (named.name.clone(), "index.html".to_owned(), "feed.".to_owned()),
    };
    Ok(Head {
        title,
        home: view.addresses.absolute(site, &home)?,
        own: view.addresses.absolute(site, &own)?,
        language: view.config.group.lang.tag(),
        author: &named.sponsor,
    })
}

fn entry<'a>(view: &View<'a>, index: PageIndex) -> Result<Option<Entry<'a>>, RenderError> {
    let (page, front): (&'a Page, &'a FrontMatter) = view.page(index)?;
    let zone: Zone = view.config.group.zone;
    let (Some(published), Some(updated)) = (front.date, front.updated()) else { return Ok(None) };
    Ok(Some(Entry {
        url: view.addresses.absolute(&page.site, page.address.as_str())?,
        title: &front.title.value,
        published: published.rfc3339(zone),
        updated: updated.rfc3339(zone),
        author: match &front.source {
            Some(source) => source,
            None => &view.site(&page.site)?.name,
        },
        keywords: &front.keywords,
        summary: front.summary.as_deref(),
    }))
}

impl Feed<'_> {
    /// Returns when something in it last changed; empty where nothing is in it, which no plan has.
    fn updated(&self) -> &str {
        self.entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or_default()
    }
}
