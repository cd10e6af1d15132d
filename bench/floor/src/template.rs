//! Two ways to make a page of an article: tera, and copying into a template that was cut at its fields.

use anyhow::{Context as _, Result, bail};
use serde::Serialize;
use tera::{Context, Tera};

use crate::article::{COLUMNS, Page};

const BASE: &str = include_str!("../templates/base.html");
const PAGE: &str = include_str!("../templates/page.html");

/// How a page is made.
pub enum Template {
    /// By copying.
    Push(Skeleton),
    /// By tera, all of it, for each page.
    Tera(Box<Tera>),
}

impl Template {
    /// Returns the way that the command line calls so.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "push" => Ok(Template::Push(Skeleton::cut(&tera()?)?)),
            "tera2" => Ok(Template::Tera(Box::new(tera()?))),
            _ => bail!("--tpl wants push or tera2, not {name}"),
        }
    }

    /// Makes a page; `column` counts in [`COLUMNS`].
    pub fn render(&self, column: usize, page: &Page) -> Result<String> {
        match self {
            Template::Push(skeleton) => Ok(skeleton.fill(column, page)),
            Template::Tera(tera) => render(tera, page),
        }
    }
}

#[derive(Serialize)]
struct Site {
    title: &'static str,
    domain: &'static str,
    id_code: &'static str,
    columns: Vec<Column>,
}

#[derive(Serialize)]
struct Column {
    slug: &'static str,
    name: &'static str,
}

fn tera() -> Result<Tera> {
    let mut tera = Tera::new();
    tera.add_raw_templates([("base.html", BASE), ("page.html", PAGE)])?;
    let columns = COLUMNS.iter().map(|&(slug, name)| Column { slug, name }).collect();
    let site = Site { title: "云州市商务局", domain: "swj.example", id_code: "0000000052", columns };
    tera.global_context().insert("site", &site);
    Ok(tera)
}

fn render(tera: &Tera, page: &Page) -> Result<String> {
    let mut context = Context::new();
    context.insert("page", page);
    Ok(tera.render("page.html", &context)?)
}

/// What differs from page to page of a column.
#[derive(Clone, Copy)]
enum Field {
    Title,
    Date,
    Minute,
    Description,
    Department,
    Confidentiality,
    Source,
    Editor,
    Docno,
    Indexno,
    Validity,
    Keywords,
    Permalink,
    Content,
    Tags,
}

/// Every field, for the look-up from a mark.
const FIELDS: [Field; 15] = [
    Field::Title,
    Field::Date,
    Field::Minute,
    Field::Description,
    Field::Department,
    Field::Confidentiality,
    Field::Source,
    Field::Editor,
    Field::Docno,
    Field::Indexno,
    Field::Validity,
    Field::Keywords,
    Field::Permalink,
    Field::Content,
    Field::Tags,
];

/// Text that stays, then a field (none at the end of the page).
struct Segment {
    text: String,
    then: Option<Field>,
}

/// The page template, rendered once for each column with marks in place of the fields, and cut there.
pub struct Skeleton {
    columns: Vec<Vec<Segment>>,
    size: usize,
}

impl Skeleton {
    fn cut(tera: &Tera) -> Result<Self> {
        let columns: Vec<_> = (0..COLUMNS.len()).map(|column| cut_column(tera, column)).collect::<Result<_>>()?;
        let size = columns[0].iter().map(|segment| segment.text.len()).sum();
        Ok(Skeleton { columns, size })
    }

    fn fill(&self, column: usize, page: &Page) -> String {
        let mut out = String::with_capacity(self.size + page.content.len() + 2048);
        for segment in &self.columns[column] {
            out.push_str(&segment.text);
            if let Some(field) = segment.then {
                push_field(&mut out, field, page);
            }
        }
        out
    }
}

/// Stands for a field until the template is cut: a control character that no text has, and one that names the field.
fn mark(field: Field) -> String {
    format!("\u{1}{}", char::from(b'a' + field as u8))
}

fn cut_column(tera: &Tera, column: usize) -> Result<Vec<Segment>> {
    let text = render(tera, &marked_page(column))?;
    // The list of keywords is a loop, empty here: its place is known by the words before it.
    let text = text.replace("关键词：</p>", &format!("关键词：{}</p>", mark(Field::Tags)));
    let mut parts = text.split('\u{1}');
    let mut segments = vec![Segment { text: parts.next().unwrap_or_default().to_owned(), then: None }];
    for part in parts {
        let name = part.bytes().next().context("a mark without a name")?;
        let field = FIELDS.get(usize::from(name.wrapping_sub(b'a'))).context("a mark of no field")?;
        if let Some(last) = segments.last_mut() {
            last.then = Some(*field);
        }
        segments.push(Segment { text: part[1..].to_owned(), then: None });
    }
    Ok(segments)
}

fn marked_page(column: usize) -> Page {
    let (slug, name) = COLUMNS[column];
    Page {
        title: mark(Field::Title),
        date: mark(Field::Date),
        minute: mark(Field::Minute),
        description: mark(Field::Description),
        department: mark(Field::Department),
        confidentiality: mark(Field::Confidentiality),
        source: mark(Field::Source),
        editor: mark(Field::Editor),
        docno: mark(Field::Docno),
        indexno: mark(Field::Indexno),
        validity: mark(Field::Validity),
        tags: Vec::new(),
        keywords: mark(Field::Keywords),
        column: slug,
        column_name: name,
        path: format!("/{slug}/x/"),
        permalink: mark(Field::Permalink),
        content: mark(Field::Content),
    }
}

fn push_field(out: &mut String, field: Field, page: &Page) {
    let text = match field {
        Field::Content => return out.push_str(&page.content),
        Field::Tags => return push_tags(out, &page.tags),
        Field::Title => &page.title,
        Field::Date => &page.date,
        Field::Minute => &page.minute,
        Field::Description => &page.description,
        Field::Department => &page.department,
        Field::Confidentiality => &page.confidentiality,
        Field::Source => &page.source,
        Field::Editor => &page.editor,
        Field::Docno => &page.docno,
        Field::Indexno => &page.indexno,
        Field::Validity => &page.validity,
        Field::Keywords => &page.keywords,
        Field::Permalink => &page.permalink,
    };
    push_escaped(out, text);
}

fn push_tags(out: &mut String, tags: &[String]) {
    for tag in tags {
        out.push_str("<a rel=\"tag\" href=\"/tags/");
        push_escaped(out, tag);
        out.push_str("/\">");
        push_escaped(out, tag);
        out.push_str("</a>");
    }
}

fn push_escaped(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(escape);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}
