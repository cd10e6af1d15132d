//! `sitemap.xml` and `robots.txt`: what search engines may find.

use std::io::Write;

use super::view::{self, View};
use super::{Plan, RenderError, xml};
use crate::model::{Column, Kind, SiteId};
use crate::review::Purpose;
use crate::source::PageIndex;

/// Addresses in one file, by sitemaps.org; more are divided and listed by an index.
const MAX_URLS: usize = 50_000;

/// Returns the numbers of the files that `urls` addresses need: 0 alone, or 0 for the index and the parts from 1.
pub(super) fn parts(urls: usize) -> std::ops::RangeInclusive<u32> {
    if urls <= MAX_URLS { 0..=0 } else { 0..=u32::try_from(urls.div_ceil(MAX_URLS)).unwrap_or(u32::MAX) }
}

/// Returns how many addresses the map of a site with so many pages holds.
pub(super) fn count(view: &View<'_>, site: &SiteId, pages: usize) -> usize {
    1 + columns(view, site).count() + pages
}

/// Returns the columns of `site` that have lists.
fn columns<'a>(view: &View<'a>, site: &SiteId) -> impl Iterator<Item = &'a Column> {
    view.columns.iter().filter(move |c| c.site == *site && c.kind != Some(Kind::Home))
}

/// Returns what the part of this number is called.
pub(super) fn name(part: u32) -> String {
    if part == 0 { "sitemap.xml".to_owned() } else { format!("sitemap_{part}.xml") }
}

/// Renders one part of the map of `site`.
pub(super) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    part: u32,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let pages = &plan.site(site)?.pages;
    let all = parts(count(view, site, pages.len()));
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    if part == 0 && *all.end() > 0 {
        return index(view, site, *all.end(), out);
    }
    out.extend_from_slice(b"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let first = part.saturating_sub(1) as usize * MAX_URLS;
    let mut lists = std::iter::once("index.html".to_owned()).chain(columns(view, site).map(|c| view::list_path(c, 1)));
    lists.by_ref().skip(first).take(MAX_URLS).try_for_each(|list| {
        url(out, &view.addresses.absolute(site, &list)?, None);
        Ok::<_, RenderError>(())
    })?;
    for index in shown(view, site, part, pages) {
        let page = view.library.page(*index);
        let day = page.brief().and_then(|b| b.updated).map(|moment| moment.day().to_string());
        url(out, &view.addresses.absolute(site, page.address.as_str())?, day.as_deref());
    }
    out.extend_from_slice(b"</urlset>\n");
    Ok(())
}

/// Returns the pages of these, all of a site, that the part of this number shows: behind the home page and the columns,
/// which stand in the first.
pub(super) fn shown<'p>(view: &View<'_>, site: &SiteId, part: u32, pages: &'p [PageIndex]) -> &'p [PageIndex] {
    let before = 1 + columns(view, site).count();
    let first = part.saturating_sub(1) as usize * MAX_URLS;
    let at = |place: usize| place.saturating_sub(before).min(pages.len());
    &pages[at(first)..at(first + MAX_URLS)]
}

fn url(out: &mut Vec<u8>, address: &str, day: Option<&str>) {
    out.extend_from_slice(b"<url>\n");
    xml::push_element(out, "loc", address);
    if let Some(day) = day {
        xml::push_element(out, "lastmod", day);
    }
    out.extend_from_slice(b"</url>\n");
}

fn index(view: &View<'_>, site: &SiteId, last: u32, out: &mut Vec<u8>) -> Result<(), RenderError> {
    out.extend_from_slice(b"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in 1..=last {
        out.extend_from_slice(b"<sitemap>\n");
        xml::push_element(out, "loc", &view.addresses.absolute(site, &name(part))?);
        out.extend_from_slice(b"</sitemap>\n");
    }
    out.extend_from_slice(b"</sitemapindex>\n");
    Ok(())
}

/// Renders `robots.txt`: a demo or a preview is not to be found.
pub(super) fn robots<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    preview: bool,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    if preview || plan.view.config.group.demo {
        out.extend_from_slice(b"User-agent: *\nDisallow: /\n");
        return Ok(());
    }
    let map = plan.view.addresses.absolute(site, &name(0))?;
    // Writing to memory cannot fail.
    let _ = write!(out, "User-agent: *\nDisallow:\nSitemap: {map}\n");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_divided_before_it_is_too_long() {
        assert_eq!(parts(0), 0..=0);
        assert_eq!(parts(MAX_URLS), 0..=0);
        assert_eq!(parts(MAX_URLS + 1), 0..=2);
        assert_eq!(parts(MAX_URLS * 2), 0..=2);
    }
}
