//! The catalogue for spreadsheets and for programs.

use serde_json::{Map, Value, json};

use super::{Catalogue, TABLE};
use crate::model::Moment;
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
        validity: view.standing(index, document).badge(view.words).text,
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
    let rows: Vec<Row<'_>> = catalogue.documents.iter().map(|i| row(view, *i)).collect::<Result<_, _>>()?;
    let texts: Vec<[String; 12]> = rows.iter().map(cells).collect();
    let cells = texts.iter().map(|row| {
        // Index and document numbers, and days, are what a spreadsheet likes to make something else of.
        let code = [0, 4, 6, 7];
        let cell = |(at, text)| if code.contains(&at) { Cell::Code(text) } else { Cell::Text(text) };
        row.iter().map(String::as_str).enumerate().map(cell).collect()
    });
    csv::write(out, &head(view.words), cells);
    Ok(())
}

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

fn cells(row: &Row<'_>) -> [String; 12] {
    let Row { front, document, .. } = row;
    let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        document.index.as_ref().map(|i| i.value.clone()).unwrap_or_default(),
        or_nothing(&document.theme),
        or_nothing(&document.genre),
        row.issuers.join("、"),
        document.made.map(|day| day.to_string()).unwrap_or_default(),
        front.title.value.clone(),
        document.number.as_ref().map(|n| n.value.clone()).unwrap_or_default(),
        front.date.map(|moment| moment.to_string()).unwrap_or_default(),
        row.validity.to_owned(),
        front.keywords.join("、"),
        row.department.to_owned(),
        row.url.clone(),
    ]
}

/// Writes the same as JSON-LD (schema.org): a data set whose parts are the documents.
pub(in crate::render) fn linked(
    view: &View<'_>,
    catalogue: &Catalogue<'_>,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let site = view.site(&catalogue.site)?;
    let rows: Vec<Row<'_>> = catalogue.documents.iter().map(|i| row(view, *i)).collect::<Result<_, _>>()?;
    let object = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": view.addresses.absolute(&site.id, super::LINKED)?,
        "name": format!("{} {}", site.name, view.words.catalogue),
        "description": view.words.catalogue_note,
        "url": view.addresses.absolute(&site.id, "catalogue.html")?,
        "inLanguage": view.config.group.lang.tag(),
        "publisher": {"@type": "GovernmentOrganization", "name": site.sponsor},
        "distribution": [{
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": view.addresses.absolute(&site.id, TABLE)?,
        }],
        "hasPart": rows.iter().map(part).collect::<Vec<_>>(),
    });
    out.extend_from_slice(format!("{object:#}\n").as_bytes());
    Ok(())
}

/// Returns a document, without the properties that nothing is known of.
fn part(row: &Row<'_>) -> Value {
    let Row { front, document, .. } = row;
    let mut part = Map::new();
    let mut say = |name: &str, value: Option<Value>| value.map(|value| part.insert(name.to_owned(), value));
    let organization = |name: &&str| json!({"@type": "GovernmentOrganization", "name": name});
    say("@type", Some("DigitalDocument".into()));
    say("@id", Some(row.url.as_str().into()));
    say("url", Some(row.url.as_str().into()));
    say("name", Some(front.title.value.as_str().into()));
    let identifiers: Vec<&str> =
        [&document.index, &document.number].into_iter().flatten().map(|text| text.value.as_str()).collect();
    say("identifier", (!identifiers.is_empty()).then(|| identifiers.into()));
    say("author", (!row.issuers.is_empty()).then(|| row.issuers.iter().map(organization).collect()));
    say("publisher", Some(organization(&row.site)));
    say("maintainer", Some(organization(&row.department)));
    say("dateCreated", document.made.map(|day| day.to_string().into()));
    say("datePublished", front.date.map(Moment::day).map(|day| day.to_string().into()));
    say("expires", document.expires.map(|day| day.to_string().into()));
    say("genre", document.genre.as_deref().map(Into::into));
    say("about", document.theme.as_deref().map(Into::into));
    say("keywords", (!front.keywords.is_empty()).then(|| front.keywords.clone().into()));
    say("abstract", front.summary.as_deref().map(Into::into));
    say("creativeWorkStatus", Some(row.validity.into()));
    Value::Object(part)
}
