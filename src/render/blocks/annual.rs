//! 年度报告: the three tables of 国办公开办函〔2021〕30号.

use crate::render::Words;
use crate::render::context::{AnnualView, RowView, Table1View, Table2View, Table3View};
use crate::source::{Annual, Table1, Table2, Table3};

/// Returns the report as its template sees it.
pub(super) fn view<'a>(w: &'a Words, annual: &'a Annual) -> AnnualView<'a> {
    AnnualView {
        year: annual.year,
        table1: annual.table1.as_ref().map(table1),
        table2: annual.table2.as_ref().map(|t| table2(w, t)),
        table3: annual.table3.as_ref().map(table3),
    }
}

fn table1(table: &Table1) -> Table1View {
    let Table1 { regulations, normative, licences, penalties, compulsory, fees } = *table;
    Table1View { regulations, normative, licences, penalties, compulsory, fees: fees.to_string() }
}

fn table2<'a>(w: &'a Words, table: &Table2) -> Table2View<'a> {
    let rows = [
        (&w.annual_granted, table.granted),
        (&w.annual_partly, table.partly),
        (&w.annual_refused, table.refused),
        (&w.annual_unable, table.unable),
        (&w.annual_dismissed, table.dismissed),
        (&w.annual_other_handling, table.other),
        (&w.annual_processed, table.processed),
    ];
    Table2View {
        new: table.new.value,
        carried_in: table.carried_in.value,
        outcomes: rows.into_iter().map(|(name, row)| RowView { name, cells: row.value }).collect(),
        carried_out: table.carried_out.value,
    }
}

fn table3(table: &Table3) -> Table3View {
    Table3View {
        review: table.review.value,
        suit_direct: table.suit_direct.value,
        suit_after_review: table.suit_after_review.value,
    }
}
