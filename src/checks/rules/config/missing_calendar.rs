//! # QF011 missing-calendar · 缺少当年的工作日历
//!
//! ## What it finds · 检查什么
//! 要计算工作日，却没有那一年的工作日历 `data/calendar-<年>.toml`，或者日历写得不对。
//!
//! Working days are to be counted, but there is no table `data/calendar-<year>.toml` for that year, or it is faulty.
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

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF011.
pub(crate) static RULE: Rule = Rule {
    code: codes::MISSING_CALENDAR,
    name: "missing-calendar",
    since: "0.1.0",
    source: include_str!("missing_calendar.rs"),
    check: Check::Config,
};
