//! The page that people search on, and the file that tells its script what there is to search.

use serde::Serialize;

use super::{DIRECTORY, Heads, PAGE, Segment, searched, twins_of};
use crate::model::{Day, Kind, SiteId};
use crate::render::page::insert_page_url;
use crate::render::view::View;
use crate::render::{Plan, RenderError, Words};
use crate::review::Purpose;
use crate::source::PageIndex;

/// Renders the page.
pub(in crate::render) fn page<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let mut context = plan.site(site)?.elsewhere.clone();
    insert_page_url(&mut context, &view.addresses.absolute(site, PAGE)?);
    let columns = view.lists.first_level(view.columns, site);
    let columns: Result<Vec<_>, _> = columns.iter().map(|i| view.column_link(site, *i)).collect();
    context.insert("columns", &columns?);
    context.insert("directory", &format!("/{DIRECTORY}"));
    plan.theme.render("search.html", &context, out)
}

/// What there is to search.
#[derive(Serialize)]
struct Directory<'a> {
    schema: u32,
    sites: Vec<SearchedSite<'a>>,
    kinds: Vec<(&'static str, &'a str)>,
}

#[derive(Serialize)]
struct SearchedSite<'a> {
    id: &'a str,
    name: &'a str,
    /// How addresses of its pages begin; nothing on the site itself.
    root: &'a str,
    /// How addresses of their twins begin here.
    twins: String,
    columns: Vec<SearchedColumn<'a>>,
    heads: Vec<SearchedHeads<'a>>,
}

/// A column that holds pages.
#[derive(Serialize)]
struct SearchedColumn<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
struct SearchedHeads<'a> {
    #[serde(flatten)]
    segment: SearchedSegment<'a>,
    texts: Vec<SearchedSegment<'a>>,
}

#[derive(Serialize)]
struct SearchedSegment<'a> {
    name: &'a str,
    pages: usize,
    /// It has 2 to the power of this many drawers.
    bits: u8,
    /// The day of its newest page; none of them may have one.
    to: Option<Day>,
    /// The day of its oldest.
    from: Option<Day>,
}

/// Renders the directory of `site`.
pub(in crate::render) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let mut sites = Vec::new();
    for other in searched(view.config, site) {
        let own = other.id == *site;
        let columns = view.columns.iter().filter(|column| column.site == other.id);
        let columns = columns.filter_map(|column| {
            Some(SearchedColumn { id: column.id.as_str(), name: &column.name, kind: column.kind?.as_str() })
        });
        sites.push(SearchedSite {
            id: other.id.as_str(),
            name: &other.name,
            root: if own { "" } else { view.addresses.root(&other.id)? },
            twins: if own && view.config.build.json { "/".to_owned() } else { format!("/{}", twins_of(&other.id)) },
            columns: columns.collect(),
            heads: plan.search.heads(&other.id).iter().map(|heads| searched_heads(view, heads)).collect(),
        });
    }
    let mut kinds = kinds(view.words);
    let is_there = |kind: &str| sites.iter().flat_map(|site| &site.columns).any(|column| column.kind == kind);
    kinds.retain(|(kind, _)| is_there(kind));
    serde_json::to_writer(&mut *out, &Directory { schema: 1, sites, kinds })
        .map_err(|e| RenderError::Missing { what: e.to_string() })?;
    out.push(b'\n');
    Ok(())
}

fn searched_heads<'a>(view: &View<'_>, heads: &'a Heads) -> SearchedHeads<'a> {
    SearchedHeads {
        segment: searched_segment(view, &heads.segment),
        texts: heads.texts.iter().map(|text| searched_segment(view, text)).collect(),
    }
}

fn searched_segment<'a>(view: &View<'_>, segment: &'a Segment) -> SearchedSegment<'a> {
    let day = |index: &PageIndex| view.library.page(*index).brief()?.date.map(|date| date.day());
    let days = || segment.pages.iter().filter_map(day);
    let (to, from) = (days().max(), days().min());
    SearchedSegment { name: &segment.name, pages: segment.pages.len(), bits: segment.bits, to, from }
}

/// Returns the word for each kind of page.
fn kinds(w: &Words) -> Vec<(&'static str, &str)> {
    let kinds = [
        (Kind::Article, &w.search_kind_article),
        (Kind::Document, &w.search_kind_document),
        (Kind::Interpretation, &w.search_kind_interpretation),
        (Kind::Guide, &w.search_kind_guide),
        (Kind::Result, &w.search_kind_result),
        (Kind::Message, &w.search_kind_message),
        (Kind::Survey, &w.search_kind_survey),
        (Kind::Annual, &w.search_kind_annual),
        (Kind::Dataset, &w.search_kind_dataset),
        (Kind::Interview, &w.search_kind_interview),
        (Kind::Form, &w.search_kind_form),
        (Kind::Standing, &w.search_kind_standing),
    ];
    kinds.map(|(kind, word)| (kind.as_str(), word.as_str())).to_vec()
}
