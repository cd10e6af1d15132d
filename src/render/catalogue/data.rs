//! The catalogue for spreadsheets and for programs.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::{Catalogue, TABLE};
use crate::model::{Day, Moment, Spanned};
use crate::render::csv::{self, Cell};
use crate::render::view::View;
use crate::render::{RenderError, Words};
use crate::source::{DocumentBlock, FrontMatter, Page, PageIndex};

/// A document with what is said of it elsewhere.
struct Row<'a> {
    front: &'a FrontMatter,
    document: &'a DocumentBlock,
    issuers: Vec<&'a str>,
    department: &'a str,
    validity: &'a str,
    site: &'a str,
    url: String,
}

fn row<'a>(view: &View<'a>, index: PageIndex) -> Result<Row<'a>, RenderError> {
    let (page, front): (&'a Page, &'a FrontMatter) = view.page(index)?;
    let missing = || RenderError::Missing { what: format!("document of {}", page.path) };
    let document = front.document.as_deref().ok_or_else(missing)?;
    Ok(Row {
        front,
        document,
        issuers: document.issuer.iter().chain(&document.co_issuers).map(String::as_str).collect(),
        department: view.department(&front.department.value),
        validity: view.standing(index, document.force()).badge(view.words).text,
        site: &view.site(&page.site)?.name,
        url: view.addresses.absolute(&page.site, page.address.as_str())?,
    })
}

/// Writes the table: the nine fields of a document (`docs/front-matter.md`), and where it is.
pub(in crate::render) fn table(
    view: &View<'_>,
    catalogue: &Catalogue<'_>,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    csv::push_head(out, &head(view.words));
    by_many_hands(view, catalogue, out, |row, out| {
        let cells = cells(row);
        // Index and document numbers, and days, are what a spreadsheet likes to make something else of.
        let code = [0, 4, 6, 7];
        let cell = |(at, text)| if code.contains(&at) { Cell::Code(text) } else { Cell::Text(text) };
        csv::push_row(out, cells.iter().map(Cow::as_ref).enumerate().map(cell));
        Ok(())
    })
}

/// Appends what `write` makes of each document, in their order.
fn by_many_hands<'a>(
    view: &View<'a>,
    catalogue: &Catalogue<'_>,
    out: &mut Vec<u8>,
    write: impl Fn(&Row<'a>, &mut Vec<u8>) -> Result<(), RenderError> + Sync,
) -> Result<(), RenderError> {
    let some = |documents: &[PageIndex]| {
        let mut part = Vec::new();
        documents.iter().try_for_each(|index| write(&row(view, *index)?, &mut part))?;
        Ok(part)
    };
    // Batch by batch, so that not all of it lies there twice.
    for batch in catalogue.documents.chunks(HANDFUL * HANDS) {
        let parts: Result<Vec<Vec<u8>>, RenderError> = batch.par_chunks(HANDFUL).map(some).collect();
        parts?.iter().for_each(|part| out.extend_from_slice(part));
    }
    Ok(())
}

/// Documents that one hand takes at a time.
const HANDFUL: usize = 128;

/// Hands of a batch.
const HANDS: usize = 16;

fn head(w: &Words) -> [&str; 12] {
    [
        &w.document_index,
        &w.document_theme,
        &w.document_genre,
        &w.document_issuer,
        &w.document_made,
        &w.document_title,
        &w.document_number,
        &w.document_published,
        &w.document_validity,
        &w.document_subject,
        &w.department,
        &w.catalogue_url,
    ]
}

fn cells<'r>(row: &'r Row<'_>) -> [Cow<'r, str>; 12] {
    let Row { front, document, .. } = row;
    let text = |text: &'r Option<String>| Cow::from(text.as_deref().unwrap_or_default());
    let number = |text: &'r Option<Spanned<String>>| Cow::from(text.as_ref().map_or("", |t| t.value.as_str()));
    [
        number(&document.index),
        text(&document.theme),
        text(&document.genre),
        row.issuers.join("、").into(),
        document.made.map(|day| day.to_string()).unwrap_or_default().into(),
        front.title.value.as_str().into(),
        number(&document.number),
        front.date.map(|moment| moment.to_string()).unwrap_or_default().into(),
        row.validity.into(),
        front.keywords.join("、").into(),
        row.department.into(),
        row.url.as_str().into(),
    ]
}

/// Writes the same as JSON-LD (schema.org): a data set whose parts are the documents, each on a line of its own.
pub(in crate::render) fn linked(
    view: &View<'_>,
    catalogue: &Catalogue<'_>,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let site = view.site(&catalogue.site)?;
    let whole = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": view.addresses.absolute(&site.id, super::LINKED)?,
        "name": format!("{} {}", site.name, view.words.catalogue),
        "description": view.words.catalogue_note,
        "url": view.addresses.absolute(&site.id, "catalogue.html")?,
        "inLanguage": view.config.group.lang.tag(),
        "publisher": Named::organization(&site.sponsor),
        "distribution": [{
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": view.addresses.absolute(&site.id, TABLE)?,
        }],
    });
    let whole = whole.to_string();
    out.extend_from_slice(whole.strip_suffix('}').unwrap_or(&whole).as_bytes());
    out.extend_from_slice(b",\"hasPart\":[\n");
    by_many_hands(view, catalogue, out, |row, out| {
        serde_json::to_writer(&mut *out, &part(row)).map_err(|e| RenderError::Missing { what: e.to_string() })?;
        out.extend_from_slice(b",\n");
        Ok(())
    })?;
    // No comma behind the last; a catalogue without documents is none.
    out.truncate(out.len() - 2);
    out.extend_from_slice(b"\n]}\n");
    Ok(())
}

/// A document in the words of schema.org, without the properties that nothing is known of.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part<'r> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    #[serde(rename = "@id")]
    id: &'r str,
    url: &'r str,
    name: &'r str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    identifier: Vec<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'r>>,
    publisher: Named<'r>,
    maintainer: Named<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'r str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'r [String],
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<&'r str>,
    creative_work_status: &'r str,
}

/// An organisation.
#[derive(Serialize)]
struct Named<'r> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'r str,
}

impl<'r> Named<'r> {
    fn organization(name: &'r str) -> Self {
        Self { of_type: "GovernmentOrganization", name }
    }
}

fn part<'r>(row: &'r Row<'_>) -> Part<'r> {
    let Row { front, document, .. } = row;
    let numbers = [&document.index, &document.number].into_iter().flatten();
    Part {
        of_type: "DigitalDocument",
        id: &row.url,
        url: &row.url,
        name: &front.title.value,
        identifier: numbers.map(|text| text.value.as_str()).collect(),
        author: row.issuers.iter().map(|name| Named::organization(name)).collect(),
        publisher: Named::organization(row.site),
        maintainer: Named::organization(row.department),
        date_created: document.made,
        date_published: front.date.map(Moment::day),
        expires: document.expires,
        genre: document.genre.as_deref(),
        about: document.theme.as_deref(),
        keywords: &front.keywords,
        summary: front.summary.as_deref(),
        creative_work_status: row.validity,
    }
}
