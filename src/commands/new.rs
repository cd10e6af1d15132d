//! `qianfa new COLUMN`: a page with its front matter prefilled from the matrix.

use std::fmt::Write;

use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::model::{Column, ColumnDepartments, ColumnId, ContentPath, Kind, Moment};
use crate::pipeline::Group;
use crate::write;

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
    let named = |c: &&Column| c.id.as_str() == options.column.trim_end_matches('/') || c.name == options.column;
    let Some(column) = group.columns.iter().find(named) else {
        let hint = Message::new("new-name-hint");
        return Err(
            Failure::usage(Message::new("new-unknown-column").with("column", options.column.as_str())).hint(hint)
        );
    };
    let Some(kind) = column.kind else {
        return Err(Failure::usage(Message::new("new-container").with("column", column.name.as_str())));
    };
    let now = cx.moment(group.config.group.zone);
    let Some(path) = place(&column.id, kind, options.slug.as_deref(), now) else {
        return Err(Failure::usage(
            Message::new("new-bad-slug").with("slug", options.slug.clone().unwrap_or_default()),
        ));
    };
    write::new_file(&group.root, &path, page(&group, column, kind, &options.title, now).as_bytes())?;
    cx.say(&Message::new("new-made").with("path", path.as_str()));
    Ok(Exit::Clean)
}

/// Returns where the page goes: `content/<column>/<date>-<slug>.md`, without the date for kinds whose address has none.
fn place(column: &ColumnId, kind: Kind, slug: Option<&str>, now: Moment) -> Option<ContentPath> {
    if kind == Kind::Home {
        return ContentPath::parse(&format!("content/{column}/_index.md")).ok();
    }
    let minute = now.to_string();
    let slug = slug.map_or_else(|| format!("page-{}{}", &minute[11..13], &minute[14..16]), str::to_owned);
    if slug.contains('/') {
        return None;
    }
    let name = if kind.is_dated() { format!("{}-{slug}", now.day()) } else { slug };
    ContentPath::parse(&format!("content/{column}/{name}.md")).ok()
}

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
    text.push_str("---\n\n");
    text
}

/// Returns a title as YAML: in quotes, so that no character in it means anything.
fn quoted(title: &str) -> String {
    format!("\"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t'], " "))
}

/// Returns the block of a kind with its required keys, ready to be filled.
fn block(kind: Kind) -> &'static str {
    match kind {
        Kind::Article | Kind::Standing | Kind::Home => "",
        Kind::Document => include_str!("new/document.yaml"),
        Kind::Interpretation => include_str!("new/interpretation.yaml"),
        Kind::Guide => include_str!("new/guide.yaml"),
        Kind::Result => include_str!("new/result.yaml"),
        Kind::Message => include_str!("new/message.yaml"),
        Kind::Survey => include_str!("new/survey.yaml"),
        Kind::Annual => include_str!("new/annual.yaml"),
        Kind::Dataset => include_str!("new/dataset.yaml"),
        Kind::Interview => include_str!("new/interview.yaml"),
        Kind::Form => include_str!("new/form.yaml"),
    }
}
