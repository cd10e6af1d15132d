//! The page of something that somebody wrote.

use std::borrow::Cow;

use tera::{Context, Value};

use super::context::{
    ChangeView, DocumentView, Download, Keyword, Link, PageContext, Picture, ReprintView, VersionView,
};
use super::view::{self, View};
use super::{Originals, Plan, RenderError, addresses, blocks, body, leaving, search};
use crate::model::Kind;
use crate::review::Purpose;
use crate::source::{
    Attachment, AttachmentKind, DocumentBlock, FileBeside, FrontMatter, HeadingRecord, Language, Page, PageIndex,
    Resolved,
};

/// A page has a table of contents from this many headings of the second level on.
const CONTENTS_FROM: usize = 3;

/// Renders the page of this number.
pub(super) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    index: PageIndex,
    originals: &dyn Originals,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let (page, front) = view.page(index)?;
    let mut context = plan.column_context(view.column_of(page)?)?;
    let body = body::render(view, index, originals)?;
    let url = view.addresses.absolute(&page.site, page.address.as_str())?;
    let seen = page_context(view, index, &url, originals)?;
    context.insert_value("page", Value::try_from_serializable(&seen)?);
    if view.config.build.json {
        let twin = addresses::local(&search::twin_place(page.address.as_str()));
        context.insert_value("twin", Value::normal_string(&twin));
    }
    let (body, rest) = annual_parts(page, &body);
    context.insert_value("body", Value::safe_string(body));
    if let Some((heading, rest)) = rest {
        context.insert_value("rest", Value::safe_string(rest));
        context.insert_value("rest_url", Value::normal_string(&format!("#{}", addresses::fragment(heading.id))));
    }
    insert_page_url(&mut context, &url);
    if let Some(block) = &front.block {
        blocks::insert(view, page, index, block, originals, &mut context)?;
    }
    plan.theme.of(&page.site).render(template(page.kind), &context, out)
}

/// How the heading behind the tables of an annual report begins: 国办公开办函〔2021〕30号 puts them second to fourth.
const BEHIND_TABLES: &str = "五、";

/// Cuts the body of an annual report where its tables belong; any other body, and one without that heading, stays
/// whole.
fn annual_parts<'b>(page: &'b Page, body: &'b str) -> (&'b str, Option<(HeadingRecord<'b>, &'b str)>) {
    let behind = |h: &HeadingRecord<'_>| h.level == 2 && h.text.starts_with(BEHIND_TABLES);
    let heading = (page.kind == Kind::Annual).then(|| page.headings.iter().find(behind)).flatten();
    let cut = heading.and_then(|h| Some((h, body.find(&format!("<h2 id=\"{}\"", h.id))?)));
    cut.map_or((body, None), |(heading, at)| (&body[..at], Some((heading, &body[at..]))))
}

/// Adds the address of the page, as the footer's link to 我为政府网站找错 carries it.
pub(super) fn insert_page_url(context: &mut Context, url: &str) {
    context.insert_value("page_url", Value::normal_string(&addresses::query_value(url)));
}

/// Returns the template of a kind of page.
fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::Article | Kind::Home => "article.html",
        Kind::Document => "document.html",
        Kind::Interpretation => "interpretation.html",
        Kind::Guide => "guide.html",
        Kind::Result => "result.html",
        Kind::Message => "message.html",
        Kind::Survey => "survey.html",
        Kind::Annual => "annual.html",
        Kind::Dataset => "dataset.html",
        Kind::Interview => "interview.html",
        Kind::Form => "form.html",
        Kind::Standing => "standing.html",
    }
}

pub(super) fn page_context<'a>(
    view: &View<'a>,
    index: PageIndex,
    url: &'a str,
    originals: &dyn Originals,
) -> Result<PageContext<'a>, RenderError> {
    let (page, front) = view.page(index)?;
    let document = front.document.as_ref().map(|d| document_view(view, page, index, d)).transpose()?;
    let interprets = view.named(front.interprets.iter().map(|id| &id.value));
    Ok(PageContext {
        title: &front.title.value,
        subtitle: front.subtitle.as_deref(),
        url,
        date: front.date,
        source: match &front.source {
            Some(source) => source,
            None => &view.site(&page.site)?.name,
        },
        department: view.department(&front.department.value),
        co_departments: front.co_departments.iter().map(|d| view.department(&d.value)).collect(),
        author: front.author.as_deref(),
        summary: front.summary.as_deref(),
        keywords: front.keywords.iter().map(|k| keyword(view, page, k)).collect(),
        badges: view.page_badges(front),
        expires: front.expires,
        confirmed: front.confirmed,
        language: Some(view.language(front)).filter(|l| *l != view.config.group.lang.into()).map(Language::as_str),
        versions: versions(view, index)?,
        changes: front.changes.iter().rev().map(|c| ChangeView { date: c.date.value, note: &c.note }).collect(),
        reprint: front.reprint.as_ref().map(|r| ReprintView {
            link: leaving::through(view.config, &r.url),
            site: &r.site,
            url: &r.url,
            time: r.time,
            licence: &r.licence,
        }),
        image: first_image(view, page, front)?,
        gallery: gallery(view, page, front)?,
        attachments: attachments(view, page, front, originals)?,
        contents: contents(page),
        document,
        interprets: view.page_links(&page.site, interprets)?,
        interpretations: view.page_links(&page.site, view.interpretations(index))?,
    })
}

/// Returns a page and its versions in other languages, if there are any that are shown.
fn versions(view: &View<'_>, index: PageIndex) -> Result<Vec<VersionView>, RenderError> {
    let shown: Vec<PageIndex> = view.versions(index).into_iter().filter(|i| view.shows(*i)).collect();
    if shown.len() < 2 {
        return Ok(Vec::new());
    }
    let version = |i: PageIndex| {
        let (page, front) = view.page(i)?;
        let language = view.language(front);
        let url = view.addresses.absolute(&page.site, page.address.as_str())?;
        Ok(VersionView { language: language.as_str(), name: language.own_name(), url, current: i == index })
    };
    shown.into_iter().map(version).collect()
}

fn keyword<'a>(view: &View<'a>, page: &Page, name: &'a str) -> Keyword<'a> {
    Keyword { name, url: view.keyword_url(&page.site, name).map(str::to_owned) }
}

/// Returns the whole address of the page's first picture: one that it names, else the first in the text.
fn first_image(view: &View<'_>, page: &Page, front: &FrontMatter) -> Result<Option<String>, RenderError> {
    let named = front.images.iter().filter_map(|i| view::file(page, &i.file.value));
    let first = named.chain(pictures_in_text(view, page)).next();
    first.map(|f| view.addresses.absolute(&page.site, &view::file_path(page, &f.name))).transpose()
}

/// Returns the files beside the page that its text shows as pictures.
fn pictures_in_text<'p>(view: &View<'_>, page: &'p Page) -> impl Iterator<Item = &'p FileBeside> {
    page.links.iter().filter(|l| l.image).filter_map(|link| match view.library.resolve(page, link.dest) {
        Resolved::File { page: owner, index, .. } if view.library.page(owner).path == page.path => {
            page.files.get(index)
        }
        _ => None,
    })
}

/// Returns the pictures that the text does not show itself.
fn gallery<'a>(view: &View<'a>, page: &'a Page, front: &'a FrontMatter) -> Result<Vec<Picture<'a>>, RenderError> {
    let shown: Vec<&str> = pictures_in_text(view, page).map(|f| f.name.as_str()).collect();
    let others = front.images.iter().filter(|image| !shown.contains(&image.file.value.as_str()));
    others.filter_map(|image| view.picture(page, image).transpose()).collect()
}

fn attachments<'a>(
    view: &View<'a>,
    page: &Page,
    front: &'a FrontMatter,
    originals: &dyn Originals,
) -> Result<Vec<Download<'a>>, RenderError> {
    let w = view.words;
    let kind = |kind| match kind {
        AttachmentKind::Form => w.attachment_form.as_str(),
        AttachmentKind::Sample => &w.attachment_sample,
        AttachmentKind::Annex => &w.attachment_annex,
        AttachmentKind::Official => &w.attachment_official,
    };
    let download = |a: &'a Attachment| view.download(page, &a.file.value, &a.name, Some(kind(a.kind)), originals);
    front.attachments.iter().map(download).collect()
}

fn contents(page: &Page) -> Vec<Link<'_>> {
    let second: Vec<HeadingRecord<'_>> = page.headings.iter().filter(|h| h.level == 2).collect();
    if second.len() < CONTENTS_FROM {
        return Vec::new();
    }
    second
        .into_iter()
        .map(|h| Link { name: Cow::Borrowed(h.text), url: format!("#{}", addresses::fragment(h.id)) })
        .collect()
}

fn document_view<'a>(
    view: &View<'a>,
    page: &Page,
    index: PageIndex,
    document: &'a DocumentBlock,
) -> Result<DocumentView<'a>, RenderError> {
    let replaced = view.replaced(index);
    let replaces = view.named(document.replaces.iter().map(|id| &id.value));
    Ok(DocumentView {
        index: document.index.as_ref().map(|i| i.value.as_str()),
        number: document.number.as_ref().map(|n| n.value.as_str()),
        issuers: document.issuer.iter().chain(&document.co_issuers).map(String::as_str).collect(),
        made: document.made,
        effective: document.effective,
        expires: document.expires,
        genre: document.genre.as_deref(),
        theme: document.theme.as_deref(),
        validity: view.validity(index, document),
        replaces: view.page_links(&page.site, replaces)?,
        replaced_by: replaced.map(|(new, _)| view.page_link(&page.site, new)).transpose()?,
        replaced_later: replaced.and_then(|(_, since)| since).filter(|day| *day > view.now.day()),
    })
}
