//! `qianfa new COLUMN`: a page with its front matter prefilled from the matrix.

mod annual;

use std::fmt::Write;
use std::io::ErrorKind;

use crate::commands::index_number::Register;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::model::{Column, ColumnDepartments, ContentPath, Kind, Moment, PageId};
use crate::pipeline::Group;
use crate::write::{self, WriteError};

/// What the person said.
#[derive(Clone, Debug)]
pub struct Options {
    /// The column: its id or its name.
    pub column: String,
    /// The title.
    pub title: String,
    /// The file's name without date and ending.
    pub slug: Option<String>,
}

/// Makes the page and says where it is.
///
/// # Errors
/// There is no such column, or the page exists.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let group = match cx.open_or_report()? {
        Ok(group) => group,
        Err(exit) => return Ok(exit),
    };
    let column = group.named_column(&options.column)?.ok_or_else(|| {
        let message = Message::new("new-unknown-column").with("column", options.column.as_str());
        Failure::usage(message).hint(Message::new("new-name-hint"))
    })?;
    let Some(kind) = column.kind else {
        return Err(Failure::usage(Message::new("new-container").with("column", column.name.as_str())));
    };
    let now = cx.moment(group.config.group.zone);
    let Some(path) = place(&group, column, kind, options.slug.as_deref(), now) else {
        return Err(Failure::usage(
            Message::new("new-bad-slug").with("slug", options.slug.clone().unwrap_or_default()),
        ));
    };
    let mut text = page(&group, column, kind, &options.title, now);
    if kind == Kind::Document
        && let Some(number) = Register::read(&group)?.issue(&column.site, now.day().year())
    {
        let _ = writeln!(text, "  index: {number}  # 索引号");
    }
    if kind == Kind::Annual {
        text.push_str(&annual::block(&group, column, now));
    }
    text.push_str("---\n\n");
    if kind == Kind::Annual {
        text.push_str(annual::BODY);
    }
    write::new_file(&group.root, &path, text.as_bytes()).map_err(|e| match e {
        WriteError::Io { source, .. } if source.kind() == ErrorKind::AlreadyExists => {
            Failure::usage(Message::new("new-exists").with("path", path.as_str())).hint(Message::new("new-exists-hint"))
        }
        other => other.into(),
    })?;
    cx.say(&Message::new("new-made").with("path", path.as_str()));
    Ok(Exit::Clean)
}

/// Returns where the page goes: `content/<column>/<date>-<slug>.md`, without the date for kinds whose address has none;
/// none if the slug is not one.
fn place(group: &Group, column: &Column, kind: Kind, slug: Option<&str>, now: Moment) -> Option<ContentPath> {
    let folder = match kind {
        // The only site's home page lies at the top.
        Kind::Home if group.config.single => "content".to_owned(),
        _ => format!("content/{}", column.id),
    };
    let minute = now.to_string();
    let slug = match slug {
        Some(slug) => PageId::parse(slug).ok()?.to_string(),
        None => format!("page-{}{}", &minute[11..13], &minute[14..16]),
    };
    let name = match kind {
        Kind::Home => "_index".to_owned(),
        _ if kind.is_dated() => format!("{}-{slug}", now.day()),
        _ => slug,
    };
    ContentPath::parse(&format!("{folder}/{name}.md")).ok()
}

/// Returns the front matter of the page, still open.
fn page(group: &Group, column: &Column, kind: Kind, title: &str, now: Moment) -> String {
    let department = match &column.departments {
        ColumnDepartments::Some(list) => list.first().cloned(),
        ColumnDepartments::All => group.departments.first().map(|d| d.id.clone()),
    };
    let levels = group.policy.columns.get(&column.id).map(|c| c.levels.as_slice()).unwrap_or_default();
    let mut text = format!("---\ntitle: {}\n", quoted(title));
    if let Some(department) = department {
        let name = group.policy.departments.get(&department).map(|d| d.name.as_str()).unwrap_or_default();
        let _ = writeln!(text, "department: {department}  # {name}");
    }
    if let Some(level) = levels.first() {
        let names = levels.iter().filter_map(|l| Some(format!("{l} {}", group.policy.levels.get(l)?.name)));
        let _ = writeln!(text, "confidentiality: {level}  # {}", names.collect::<Vec<_>>().join(" | "));
    }
    let _ = writeln!(text, "date: {now}\nsummary: \"\"\nkeywords: []");
    text.push_str(block(kind));
    text
}

/// Returns a title as YAML: in quotes, so that no character in it means anything.
fn quoted(title: &str) -> String {
    format!("\"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t'], " "))
}

/// Returns the block of a kind with its required keys, ready to be filled.
fn block(kind: Kind) -> &'static str {
    match kind {
        // Of an annual report, `annual` makes it.
        Kind::Article | Kind::Standing | Kind::Home | Kind::Annual => "",
        Kind::Document => include_str!("new/document.yaml"),
        Kind::Interpretation => include_str!("new/interpretation.yaml"),
        Kind::Guide => include_str!("new/guide.yaml"),
        Kind::Result => include_str!("new/result.yaml"),
        Kind::Message => include_str!("new/message.yaml"),
        Kind::Survey => include_str!("new/survey.yaml"),
        Kind::Dataset => include_str!("new/dataset.yaml"),
        Kind::Interview => include_str!("new/interview.yaml"),
        Kind::Form => include_str!("new/form.yaml"),
    }
}
