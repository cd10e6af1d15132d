//! # QF011 missing-calendar · 缺少当年的工作日历
//!
//! ## What it finds · 检查什么
//! 责任明细表里有用工作日计算的时限，却没有今年的工作日历 `data/calendar-<年>.toml`。
//!
//! The matrix has limits in working days, but there is no table `data/calendar-<year>.toml` for this year.
//!
//! ## Why it matters · 为什么要紧
//! 放假和调休由国务院办公厅每年公布，推算不出来。缺了日历还要计算，20 个工作日就可能算错一周。
//!
//! Holidays and the working weekends that pay for them are published year by year and cannot be calculated: without the
//! table, 20 working days may be wrong by a week.
//!
//! ## Example · 例子
//! ```toml
//! reply-within = "5wd"             # 2027 年的答复要用 data/calendar-2027.toml
//! ```
//!
//! ## What to do · 怎么改
//! 国务院办公厅公布放假安排后，照着上一年的文件写一份。
//!
//! When the State Council has published the year's holidays, write the table after the pattern of the last one.

use crate::checks::rule::REVIEWERS_TOML;
use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::model::{Limit, Span};
use crate::policy::Policy;

/// QF011.
pub(crate) static RULE: Rule = Rule {
    code: codes::MISSING_CALENDAR,
    name: "missing-calendar",
    since: "0.1.0",
    source: include_str!("missing_calendar.rs"),
    check: Check::Site(check),
};

/// A warning: whoever counts working days stops where there is no table, but nothing else needs to wait for it.
fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let (Err(missing), Some(span)) = (cx.group.calendar.is_working(cx.now.day()), first_use(cx.group.policy)) else {
        return;
    };
    let finding = Finding::new(RULE.code, Place::new(REVIEWERS_TOML, span)).as_warning();
    sink.push(finding.with("year", i64::from(missing.0)));
}

/// Returns the first paragraph with a limit in working days.
fn first_use(policy: &Policy) -> Option<Span> {
    let working = |limit: Option<Limit>| matches!(limit, Some(Limit::WorkingDays(_)));
    let columns = policy.columns.values().map(|c| (c.span, [c.column.limit, c.column.confirm, c.column.reply_within]));
    let columns = columns.filter(|(_, limits)| limits.iter().any(|l| working(*l))).map(|(span, _)| span);
    let items = policy.disclosure.values().filter(|i| working(Some(i.within))).map(|i| i.span);
    let emergency = policy.emergency.iter().filter(|e| working(Some(e.review_after))).map(|e| e.span);
    columns.chain(items).chain(emergency).min()
}
