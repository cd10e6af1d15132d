//! 办理公示: rows that the page declares, or a CSV beside it.

use std::borrow::Cow;

use tera::{Context, Value};

use crate::model::PageId;
use crate::render::context::{Link, ResultView};
use crate::render::view::View;
use crate::render::{Originals, RenderError};
use crate::source::{Page, ResultRow, Results};

/// Adds `results`, or `table` and `file`.
pub(super) fn insert(
    view: &View<'_>,
    page: &Page,
    results: &Results,
    originals: &dyn Originals,
    context: &mut Context,
) -> Result<(), RenderError> {
    match results {
        Results::Rows(rows) => {
            let seen: Result<Vec<_>, RenderError> = rows.iter().map(|row| result(view, page, row)).collect();
            context.insert_value("results", Value::try_from_serializable(&seen?)?);
        }
        Results::File(file) => {
            super::insert_table(page, &file.value, originals, context)?;
            let download = view.download(page, &file.value, &file.value, None)?;
            context.insert_value("file", Value::try_from_serializable(&download)?);
        }
    }
    Ok(())
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
