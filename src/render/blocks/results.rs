//! 办理公示: rows that the page declares, or a CSV beside it.
//!
//! A CSV whose columns are the keys of a row looks like rows; any other is shown as it is.

use std::borrow::Cow;

use tera::{Context, Value};

use crate::model::{Day, PageId, Span, Spanned};
use crate::render::context::{Link, ResultView};
use crate::render::view::View;
use crate::render::{Originals, RenderError, table};
use crate::source::{Page, ResultRow, Results, Table};

/// Adds `results`, or `table`; with a file also `file` and, of rows that are not shown, `more`.
pub(super) fn insert(
    view: &View<'_>,
    page: &Page,
    results: &Results,
    originals: &dyn Originals,
    context: &mut Context,
) -> Result<(), RenderError> {
    match results {
        Results::Rows(rows) => insert_rows(view, page, rows, context)?,
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
