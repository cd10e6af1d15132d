//! 办理公示: rows that the page declares, or a CSV beside it.
//!
//! A CSV whose columns are the keys of a row looks like rows; any other is shown as it is.

use std::borrow::Cow;

use tera::{Context, Value};

use crate::model::{Day, PageId, Sha256, Span, Spanned};
use crate::render::context::{Download, Link, ResultView};
use crate::render::csv::{self, Cell};
use crate::render::view::{self, View};
use crate::render::{Originals, RenderError, file_label, table};
use crate::source::{Block, Page, PageIndex, ResultRow, Results, Table};

/// Adds `results`, or `table`; with a file also `file` and, of rows that are not shown, `more`.
pub(super) fn insert(
    view: &View<'_>,
    page: &Page,
    results: &Results,
    originals: &dyn Originals,
    context: &mut Context,
) -> Result<(), RenderError> {
    match results {
        Results::Rows(rows) => {
            insert_rows(view, page, rows, context)?;
            if let Some(place) = place(page) {
                let mut bytes = Vec::new();
                write(view, rows, &mut bytes);
                let file = Download {
                    name: &view.words.results,
                    url: Some(view.addresses.link(&page.site, &page.site, &place)?),
                    label: file_label::label(TABLE, bytes.len() as u64),
                    kind: None,
                    sha256: Some(Sha256::of(&bytes).to_string()),
                };
                context.insert_value("file", Value::try_from_serializable(&file)?);
            }
        }
        Results::File(file) => {
            if let Some(found) = super::read(page, &file.value, originals)? {
                insert_table(view, page, found, context)?;
            }
            let download = view.download(page, &file.value, &file.value, None, originals)?;
            context.insert_value("file", Value::try_from_serializable(&download)?);
        }
    }
    Ok(())
}

/// What the table of declared rows is called, beside its page.
const TABLE: &str = "results.csv";

/// Returns where the table of the rows that `page` declares stands; none if it declares none, or a file beside it has
/// that name.
pub(crate) fn place(page: &Page) -> Option<String> {
    let block = page.rare()?.block.as_deref()?;
    let is_free = page.files.iter().all(|file| !file.name.eq_ignore_ascii_case(TABLE));
    matches!(block, Block::Results(Results::Rows(rows)) if is_free && !rows.is_empty())
        .then(|| view::file_path(page, TABLE))
}

/// Renders the table of the rows that the page of this number declares.
pub(crate) fn render(view: &View<'_>, index: PageIndex, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let (_, front) = view.page(index)?;
    if let Some(Block::Results(Results::Rows(rows))) = front.block.as_deref() {
        write(view, rows, out);
    }
    Ok(())
}

fn write(view: &View<'_>, rows: &[ResultRow], out: &mut Vec<u8>) {
    let w = view.words;
    let head = [
        &w.result_case_no,
        &w.result_item,
        &w.result_applicant,
        &w.result_uscc,
        &w.result_id_masked,
        &w.result_accepted,
        &w.result_decided,
        &w.result_decision,
        &w.result_reason,
        &w.result_remedy,
    ];
    let days: Vec<[String; 2]> = rows.iter().map(|r| [r.accepted.to_string(), r.decided.value.to_string()]).collect();
    let cells = rows.iter().zip(&days).map(|(row, [accepted, decided])| {
        vec![
            Cell::Code(&row.case_no),
            Cell::Text(item_name(view, &row.item)),
            Cell::Text(&row.applicant.value),
            Cell::Code(row.uscc.as_deref().unwrap_or_default()),
            Cell::Code(row.id_masked.as_ref().map_or("", |id| id.value.as_str())),
            Cell::Text(accepted),
            Cell::Text(decided),
            Cell::Text(&row.decision),
            Cell::Text(row.reason.as_deref().unwrap_or_default()),
            Cell::Text(row.remedy.as_deref().unwrap_or_default()),
        ]
    });
    csv::write(out, &head.map(String::as_str), cells);
}

/// Returns what an item is called: the title of the guide of this id, or what is written.
fn item_name<'r>(view: &View<'r>, item: &'r str) -> &'r str {
    let named = PageId::parse(item).map(|id| view.named([&id])).unwrap_or_default();
    let title = |i: &PageIndex| Some(view.page(*i).ok()?.1.title.value.as_str());
    named.first().and_then(title).unwrap_or(item)
}

fn insert_rows(view: &View<'_>, page: &Page, rows: &[ResultRow], context: &mut Context) -> Result<(), RenderError> {
    let seen: Result<Vec<_>, RenderError> = rows.iter().map(|row| result(view, page, row)).collect();
    context.insert_value("results", Value::try_from_serializable(&seen?)?);
    Ok(())
}

fn insert_table(view: &View<'_>, page: &Page, found: Table, context: &mut Context) -> Result<(), RenderError> {
    match rows(&found) {
        Some(mut rows) => {
            let more = rows.len().saturating_sub(table::MAX_SHOWN);
            rows.truncate(table::MAX_SHOWN);
            context.insert_value("more", Value::from_serializable(&more));
            insert_rows(view, page, &rows, context)
        }
        None => {
            context.insert_value("table", Value::try_from_serializable(&table::view(found))?);
            Ok(())
        }
    }
}

/// The columns of a CSV of results: the keys of a row in front matter.
const KEYS: [&str; 10] =
    ["case_no", "item", "applicant", "uscc", "id_masked", "accepted", "decided", "decision", "reason", "remedy"];

/// Returns the rows of a table whose columns are keys of a row and whose days are days.
fn rows(table: &Table) -> Option<Vec<ResultRow>> {
    let known = |name: &String| KEYS.contains(&name.trim());
    let whole = table.header.iter().all(known) && !table.rows.is_empty();
    whole.then(|| table.rows.iter().map(|cells| row(&table.header, cells)).collect())?
}

fn row(header: &[String], cells: &[String]) -> Option<ResultRow> {
    let cell = |key: &str| {
        let index = header.iter().position(|name| name.trim() == key)?;
        cells.get(index).map(|c| c.trim()).filter(|c| !c.is_empty()).map(str::to_owned)
    };
    let day = |key| Day::parse(&cell(key)?).ok();
    // Nobody asks where a cell of the output stood.
    let here = Span::at(0);
    Some(ResultRow {
        case_no: cell("case_no")?,
        item: cell("item")?,
        applicant: Spanned::new(cell("applicant")?, here),
        uscc: cell("uscc"),
        id_masked: cell("id_masked").map(|i| Spanned::new(i, here)),
        accepted: day("accepted")?,
        decided: Spanned::new(day("decided")?, here),
        decision: cell("decision")?,
        reason: cell("reason"),
        remedy: cell("remedy"),
    })
}

fn result<'r>(view: &View<'r>, page: &Page, row: &'r ResultRow) -> Result<ResultView<'r>, RenderError> {
    Ok(ResultView {
        case_no: &row.case_no,
        item: item(view, page, &row.item)?,
        applicant: &row.applicant.value,
        uscc: row.uscc.as_deref(),
        id_masked: row.id_masked.as_ref().map(|i| i.value.as_str()),
        accepted: row.accepted,
        decided: row.decided.value,
        decision: &row.decision,
        reason: row.reason.as_deref(),
        remedy: row.remedy.as_deref(),
    })
}

/// Returns the item in words: the guide of this id with a link to it, or what is written.
fn item<'r>(view: &View<'r>, page: &Page, item: &'r str) -> Result<Link<'r>, RenderError> {
    let named = PageId::parse(item).map(|id| view.named([&id])).unwrap_or_default();
    match view.page_links(&page.site, named)?.pop() {
        Some(link) => Ok(link),
        None => Ok(Link { name: Cow::Borrowed(item), url: String::new() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(header: &str, row: &str) -> Table {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        Table { header: cells(header), rows: vec![cells(row)], ..Table::default() }
    }

    #[test]
    fn a_csv_with_the_keys_of_a_row_is_read_as_rows() {
        let header = "item,case_no,applicant,accepted,decided,decision,reason";
        let read = rows(&table(header, "bszn-a,2026-1,王**,2026-10-09,2026-10-10,准予登记,")).unwrap();
        assert_eq!((read[0].case_no.as_str(), read[0].item.as_str()), ("2026-1", "bszn-a"));
        assert_eq!((read[0].decided.value.to_string().as_str(), &read[0].reason), ("2026-10-10", &None));
    }

    #[test]
    fn any_other_csv_is_shown_as_it_is() {
        assert!(rows(&table("编号,决定", "1,准予")).is_none());
        let header = "case_no,item,applicant,accepted,decided,decision";
        assert!(rows(&table(header, "1,a,王**,去年,2026-10-10,准予")).is_none());
    }
}
