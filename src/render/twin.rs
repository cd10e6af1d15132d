//! The JSON twin of a page: what the page shows, for programs. `docs/json.md` describes it.

use serde::Serialize;
use tera::Context;

use super::context::{ChangeView, DocumentView, Download, Link, Picture, ReprintView};
use super::view::View;
use super::{Originals, Plan, RenderError, blocks, body, page};
use crate::review::Purpose;
use crate::source::PageIndex;

/// What blocks are called where templates see them; `table` is a CSV beside the page, and `more` counts the rows of it
/// that are not shown.
const BLOCKS: [&str; 11] =
    ["guide", "results", "message", "survey", "annual", "dataset", "interview", "form", "table", "file", "more"];

/// What stands in the file; the blocks follow it.
#[derive(Serialize)]
struct Twin<'a> {
    schema: u32,
    id: &'a str,
    url: &'a str,
    language: &'a str,
    site: Named<'a>,
    column: NamedColumn<'a>,
    kind: &'static str,
    title: &'a str,
    subtitle: Option<&'a str>,
    published: Option<String>,
    updated: Option<String>,
    source: &'a str,
    department: &'a str,
    co_departments: Vec<&'a str>,
    author: Option<&'a str>,
    summary: Option<&'a str>,
    keywords: Vec<&'a str>,
    expires: Option<String>,
    confirmed: Option<crate::model::Day>,
    document: Option<DocumentView<'a>>,
    interprets: Vec<Link<'a>>,
    interpretations: Vec<Link<'a>>,
    attachments: Vec<Download<'a>>,
    gallery: Vec<Picture<'a>>,
    image: Option<String>,
    reprint: Option<ReprintView<'a>>,
    changes: Vec<ChangeView<'a>>,
    headings: Vec<Heading<'a>>,
    text: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct NamedColumn<'a> {
    id: &'a str,
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Heading<'a> {
    level: u8,
    id: &'a str,
    text: &'a str,
}

/// Renders the twin of the page of this number.
pub(super) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    index: PageIndex,
    originals: &dyn Originals,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    body::with_words(view, index, originals, |words| write(view, index, words, originals, out))??;
    let (page, front) = view.page(index)?;
    if let Some(block) = &front.block {
        let mut seen = Context::new();
        blocks::insert(view, page, index, block, originals, &mut seen)?;
        // Behind the last member, in its place.
        out.truncate(out.len() - b"}\n".len());
        for (name, block) in BLOCKS.iter().filter_map(|name| Some((name, seen.get(name)?))) {
            out.extend_from_slice(format!(",\"{name}\":").as_bytes());
            to_json(out, block)?;
        }
        out.extend_from_slice(b"}\n");
    }
    Ok(())
}

fn write(
    view: &View<'_>,
    index: PageIndex,
    words: &str,
    originals: &dyn Originals,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let (page, front) = view.page(index)?;
    let url = view.addresses.absolute(&page.site, page.address.as_str())?;
    let column = view.column(view.column_of(page)?);
    let zone = view.config.group.zone;
    let seen = page::page_context(view, index, &url, originals)?;
    let address = page.address.as_str();
    let twin = Twin {
        schema: 1,
        id: &format!("{}/{}", page.site, address.strip_suffix(".html").unwrap_or(address)),
        url: seen.url,
        language: view.language(front).as_str(),
        site: Named { id: page.site.as_str(), name: &view.site(&page.site)?.name },
        column: NamedColumn {
            id: column.id.as_str(),
            name: &column.name,
            url: view.addresses.absolute(&column.site, &super::view::list_path(column, 1))?,
        },
        kind: page.kind.as_str(),
        title: seen.title,
        subtitle: seen.subtitle,
        published: front.date.map(|date| date.rfc3339(zone)),
        updated: front.updated().map(|date| date.rfc3339(zone)),
        source: seen.source,
        department: seen.department,
        co_departments: seen.co_departments,
        author: seen.author,
        summary: seen.summary,
        keywords: seen.keywords.iter().map(|keyword| keyword.name).collect(),
        expires: front.expires.map(|date| date.rfc3339(zone)),
        confirmed: seen.confirmed,
        document: seen.document,
        interprets: seen.interprets,
        interpretations: seen.interpretations,
        attachments: seen.attachments,
        gallery: seen.gallery,
        image: seen.image,
        reprint: seen.reprint,
        changes: seen.changes,
        headings: page.headings.iter().map(|h| Heading { level: h.level, id: h.id, text: h.text }).collect(),
        text: words,
    };
    to_json(out, &twin)?;
    out.push(b'\n');
    Ok(())
}

fn to_json(out: &mut Vec<u8>, thing: &impl Serialize) -> Result<(), RenderError> {
    serde_json::to_writer(out, thing).map_err(|e| RenderError::Missing { what: format!("a way to say it: {e}") })
}
