//! The block of each kind of page, as its template sees it.

mod annual;
mod guide;
mod plain;
mod results;
mod survey;

pub(super) use guide::limit;
pub(super) use results::{place as result_table_place, render as result_table};

use tera::{Context, Value};

use super::view::{self, View};
use super::{Originals, RenderError, table};
use crate::source::{Block, Page, PageIndex, Table};

/// Adds the block to what the template of the page sees, under the name of its kind.
pub(super) fn insert(
    view: &View<'_>,
    page: &Page,
    index: PageIndex,
    block: &Block,
    originals: &dyn Originals,
    context: &mut Context,
) -> Result<(), RenderError> {
    let (name, value) = match block {
        Block::Guide(guide) => {
            ("guide", Value::try_from_serializable(&guide::view(view, (index, page), guide, originals)?)?)
        }
        Block::Results(results) => return results::insert(view, page, results, originals, context),
        Block::Message(message) => ("message", Value::try_from_serializable(&plain::message(view, message))?),
        Block::Survey(survey) => {
            let counts = survey.results.as_ref().map(|f| read(page, &f.value, originals)).transpose()?.flatten();
            ("survey", Value::try_from_serializable(&survey::view(view, page, survey, (counts, originals))?)?)
        }
        Block::Annual(annual) => ("annual", Value::try_from_serializable(&annual::view(view.words, annual))?),
        Block::Dataset(dataset) => {
            insert_table(page, &dataset.file.value, originals, context)?;
            ("dataset", Value::try_from_serializable(&plain::dataset(view, page, dataset, originals)?)?)
        }
        Block::Interview(interview) => ("interview", Value::try_from_serializable(&plain::interview(interview))?),
        Block::Form(form) => ("form", Value::try_from_serializable(&plain::form(view, page, form, originals)?)?),
    };
    context.insert_value(name, value);
    Ok(())
}

/// Adds the file `name` beside `page` as `table`; one that is not there was reported, and the page says so.
fn insert_table(page: &Page, name: &str, originals: &dyn Originals, context: &mut Context) -> Result<(), RenderError> {
    if let Some(found) = read(page, name, originals)? {
        context.insert_value("table", Value::try_from_serializable(&table::view(found))?);
    }
    Ok(())
}

fn read(page: &Page, name: &str, originals: &dyn Originals) -> Result<Option<Table>, RenderError> {
    Ok(view::file(page, name).map(|file| originals.table(file)).transpose()?)
}
