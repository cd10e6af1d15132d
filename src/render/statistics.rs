//! What a column of messages came to 答复统计: month by month how many came, how many were answered, and how long it took.
//!
//! Counted over the messages that are shown, in working days after the day on which one came (国办发〔2017〕47号 asks for
//! replies in time, and for figures that people can check).

use std::collections::BTreeMap;

use tera::Value;

use super::context::{MonthView, StatisticsView};
use super::csv::{self, Cell};
use super::page::insert_page_url;
use super::view::{self, View};
use super::{ColumnIndex, Plan, RenderError, StatisticsForm, addresses};
use crate::model::{Column, Kind};
use crate::review::Purpose;
use crate::source::{Block, Message};

/// Returns whether a column has statistics: it holds messages, and one at least.
pub(super) fn are_made(view: &View<'_>, index: ColumnIndex) -> bool {
    view.column(index).kind == Some(Kind::Message) && !view.lists.pages(index).is_empty()
}

/// Returns where they stand in the folder of the column.
pub(super) fn name(form: StatisticsForm) -> &'static str {
    match form {
        StatisticsForm::Page => "statistics.html",
        StatisticsForm::Csv => "statistics.csv",
    }
}

/// Returns the address of the page, as the column itself links it.
pub(super) fn url(column: &Column) -> String {
    addresses::local(&view::in_folder(column, name(StatisticsForm::Page)))
}

/// Renders the statistics of a column.
pub(super) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    index: ColumnIndex,
    form: StatisticsForm,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let counted = Counted::of(view, index);
    match form {
        StatisticsForm::Page => page(plan, index, counted, out),
        StatisticsForm::Csv => {
            table(view, counted, out);
            Ok(())
        }
    }
}

fn page<P: Purpose>(
    plan: &Plan<'_, P>,
    index: ColumnIndex,
    counted: Counted,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let (view, column) = (&plan.view, plan.view.column(index));
    let mut context = plan.column_context(index)?;
    let place = view::in_folder(column, name(StatisticsForm::Page));
    let url = view.addresses.absolute(&column.site, &place)?;
    insert_page_url(&mut context, &url);
    context.insert("url", &url);
    let seen = StatisticsView {
        title: &column.name,
        total: counted.total().view(""),
        months: counted.months.iter().rev().map(|(month, sum)| sum.view(&spelt(*month))).collect(),
        table: addresses::local(&view::in_folder(column, name(StatisticsForm::Csv))),
        list: view.column_url(&column.site, column)?,
    };
    context.insert_value("statistics", Value::try_from_serializable(&seen)?);
    plan.theme.of(&column.site).render("statistics.html", &context, out)
}

fn table(view: &View<'_>, counted: Counted, out: &mut Vec<u8>) {
    let w = view.words;
    let head = [&w.statistics_month, &w.statistics_received, &w.statistics_replied, &w.statistics_days];
    let rows: Vec<[String; 4]> = counted
        .months
        .iter()
        .map(|(month, sum)| {
            let seen = sum.view(&spelt(*month));
            [seen.month, seen.received.to_string(), seen.replied.to_string(), seen.days.unwrap_or_default()]
        })
        .collect();
    let cells = rows.iter().map(|row| row.iter().map(|cell| Cell::Text(cell)).collect());
    csv::write(out, &head.map(String::as_str), cells);
}

/// A month of a year.
type Month = (i16, i8);

fn spelt((year, month): Month) -> String {
    format!("{year:04}-{month:02}")
}

/// The sums of each month.
#[derive(Default)]
struct Counted {
    months: BTreeMap<Month, Sum>,
}

impl Counted {
    fn of(view: &View<'_>, index: ColumnIndex) -> Self {
        let mut counted = Self::default();
        let fronts = view.lists.pages(index).iter().filter_map(|i| view.library.page(*i).front.as_deref());
        for message in fronts.filter_map(|front| match front.block.as_deref() {
            Some(Block::Message(message)) => Some(message),
            _ => None,
        }) {
            counted.add(view, message);
        }
        counted
    }

    fn add(&mut self, view: &View<'_>, message: &Message) {
        let received = message.received.day();
        self.months.entry((received.year(), received.month())).or_default().received += 1;
        if let Some(replied) = &message.replied {
            let replied = replied.value.day();
            let sum = self.months.entry((replied.year(), replied.month())).or_default();
            sum.replied += 1;
            match view.calendar.working_days_between(received, replied) {
                Ok(days) => sum.days += u64::from(days),
                Err(_) => sum.unknown = true,
            }
        }
    }

    fn total(&self) -> Sum {
        self.months.values().fold(Sum::default(), |total, sum| Sum {
            received: total.received + sum.received,
            replied: total.replied + sum.replied,
            days: total.days + sum.days,
            unknown: total.unknown || sum.unknown,
        })
    }
}

/// What was counted.
#[derive(Clone, Copy, Default)]
struct Sum {
    received: u32,
    replied: u32,
    /// Working days to all answers together.
    days: u64,
    /// Whether there are answers whose working days are not known.
    unknown: bool,
}

impl Sum {
    fn view(&self, month: &str) -> MonthView {
        // Rounded half up, in whole numbers.
        let tenths = |replied: u64| (self.days * 20 + replied) / (2 * replied);
        let known = self.replied > 0 && !self.unknown;
        let days =
            known.then(|| tenths(u64::from(self.replied))).map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
        MonthView { month: month.to_owned(), received: self.received, replied: self.replied, days }
    }
}
