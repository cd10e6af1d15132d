//! Reads `data/calendar-<year>.toml`: one year's working-day table, as the State Council published it.

use crate::diag::Sink;
use crate::fields::{Dialect, Node, Reader, read_whole};
use crate::model::{Day, Span, Spanned, YearTable};

/// Reads `text`, the content of `file`; none if anything in it is wrong. Returns the year and its table.
pub fn read_calendar(file: &str, text: &str, sink: &mut Sink) -> Option<(i16, YearTable)> {
    read_whole(file, text, sink, |root, sink| read(file, root, sink))
}

fn read(file: &str, root: Node, sink: &mut Sink) -> Option<(i16, YearTable)> {
    let mut reader = Reader::new(file.into(), Dialect::SETTINGS, root, sink);
    let r = &mut reader;
    let year = read_year(r, file);
    r.text("source");
    let mut table = YearTable::default();
    let off = r.require("off", |r, key| r.tables(key, read_range));
    let work = r.require("work", |r, key| r.parsed_list(key, "expected-day", Day::parse));
    if let Some(year) = year {
        for range in off.into_iter().flat_map(|list| list.value).flatten() {
            add_range(r, year, &range, &mut table);
        }
        for day in work.into_iter().flat_map(|list| list.value) {
            add_working_day(r, year, &day, &mut table);
        }
    }
    reader.finish();
    Some((year?, table))
}

/// The year must be the one in the file's name: a table under another name would be missed when its year comes.
fn read_year(r: &mut Reader<'_>, file: &str) -> Option<i16> {
    let written = r.require("year", Reader::integer)?;
    let named = file.rsplit_once("calendar-").and_then(|(_, rest)| rest.strip_suffix(".toml"));
    let fits = named.is_none_or(|n| n == written.value.to_string());
    match i16::try_from(written.value) {
        Ok(year) if fits && Day::new(year, 1, 1).is_some() => Some(year),
        _ => {
            r.report_bad("year", written.span, &written.value.to_string(), "expected-year-of-file");
            None
        }
    }
}

/// One holiday: its first and its last day, and where they stand.
struct Holiday {
    from: Day,
    to: Day,
    span: Span,
}

fn read_range(r: &mut Reader<'_>) -> Option<Holiday> {
    r.required_text("name");
    let from = r.required("from", "expected-day", Day::parse);
    let to = r.required("to", "expected-day", Day::parse);
    Some(Holiday { from: from?.value, to: to?.value, span: r.span() })
}

fn add_range(r: &mut Reader<'_>, year: i16, holiday: &Holiday, table: &mut YearTable) {
    let Holiday { from, to, span } = *holiday;
    if from > to || from.year() != year || to.year() != year {
        r.report_bad("off", span, &format!("{from}–{to}"), "expected-days-of-year");
        return;
    }
    let mut day = from;
    while day <= to {
        table.off.insert(day);
        day = day.next();
    }
}

/// Only a weekend day needs to be called a working day, and a day off is none.
fn add_working_day(r: &mut Reader<'_>, year: i16, day: &Spanned<Day>, table: &mut YearTable) {
    if day.value.year() != year || !day.value.is_weekend() || table.off.contains(&day.value) {
        r.report_bad("work", day.span, &day.value.to_string(), "expected-working-weekend");
        return;
    }
    table.work.insert(day.value);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::Calendar;

    const GOOD: &str = "year = 2026\noff = [\n  { name = \"国庆节\", from = 2026-10-01, to = 2026-10-07 },\n]\nwork = [2026-09-20, 2026-10-10]\n";

    fn faults(text: &str) -> usize {
        let mut sink = Sink::default();
        let table = read_calendar("data/calendar-2026.toml", text, &mut sink);
        assert_eq!(table.is_none(), sink.has_errors());
        sink.len()
    }

    #[test]
    fn a_table_tells_working_weekends_from_days_off() {
        let (year, table) = read_calendar("data/calendar-2026.toml", GOOD, &mut Sink::default()).unwrap();
        let calendar = Calendar::new(BTreeMap::from([(year, table)]));
        let working = |text| calendar.is_working(Day::parse(text).unwrap()).unwrap();
        assert!(working("2026-10-10") && working("2026-10-09"));
        assert!(!working("2026-10-07") && !working("2026-10-11"));
    }

    #[test]
    fn a_table_that_cannot_be_right_is_refused() {
        for (needle, other) in [
            ("2026-10-07", "2026-09-30"),
            ("2026-10-07", "2027-10-07"),
            ("2026-10-10", "2026-10-09"),
            ("2026-10-10", "2026-10-03"),
            ("year = 2026", "year = 2027"),
            ("2026-09-20", "\"二〇二六\""),
        ] {
            assert_eq!(faults(&GOOD.replace(needle, other)), 1, "{needle} → {other}");
        }
        assert_eq!(faults(GOOD), 0);
    }
}
