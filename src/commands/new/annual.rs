//! The skeleton of an annual report 政府信息公开工作年度报告 (国办公开办函〔2021〕30号): its tables, balanced, and its headings.
//!
//! Reported is the year before, until 31 January. What the last report carried out is carried into this one.

use crate::diag::Sink;
use crate::model::{Column, Moment};
use crate::pipeline::{self, Group};
use crate::source::{Block, WorkTree, walk};

/// The headings around the tables, which stand second to fourth.
pub(super) const BODY: &str = include_str!("annual.md");

/// Returns the block of a report that is written `now` for `column`.
pub(super) fn block(group: &Group, column: &Column, now: Moment) -> String {
    let year = now.day().year() - 1;
    let carried = carried_out(group, column, year - 1).unwrap_or_default();
    let block = include_str!("annual.yaml").replace("{year}", &year.to_string());
    block.replace("{carried}", &format!("{carried:?}"))
}

/// Returns what the report of `year` in this column carried out.
fn carried_out(group: &Group, column: &Column, year: i16) -> Option<[u32; 7]> {
    let files = WorkTree::new(&group.root);
    let inside = format!("content/{}/", column.id);
    let pages = walk(&files, &mut Sink::default()).pages.into_iter();
    let own = pages.filter(|page| page.path.as_str().starts_with(&inside));
    own.filter_map(|page| pipeline::read_one(group, &files, page.path, &mut Sink::default())).find_map(
        |page| match page.front?.block.as_deref()? {
            Block::Annual(annual) if annual.year == year => Some(annual.table2.as_ref()?.carried_out.value),
            _ => None,
        },
    )
}
