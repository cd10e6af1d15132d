//! # QF110 bad-value · 值不合规定
//!
//! ## What it finds · 检查什么
//! 前言里一个值的类型对，但不合规定的写法：日期没有补零，时间缺少分钟，取值不在规定的几种之内。
//!
//! A value of the front matter has the right type but does not say anything we know: a date without its zeros, a time
//! without minutes, a word outside the list.
//!
//! ## Why it matters · 为什么要紧
//! 发布时间的格式由国办发〔2017〕47号规定为 `YYYY-MM-DD HH:MM`；有效性等取值固定，是为了能够检索和汇总。
//!
//! 国办发〔2017〕47号 fixes the form of publication times; fixed values such as the validity of a document can be searched and summed.
//!
//! ## Example · 例子
//! ```yaml
//! date: 2026-11-9 10点        # 应为 2026-11-09 10:00
//! ```
//!
//! ## What to do · 怎么改
//! 按提示的写法改。日期 `2026-11-09`，时间 `2026-11-09 10:00`，时限 `20wd`。
//!
//! Write it as the message says: dates `2026-11-09`, times `2026-11-09 10:00`, limits `20wd`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF110.
pub(crate) static RULE: Rule = Rule {
    code: codes::BAD_VALUE,
    name: "bad-value",
    since: "0.1.0",
    source: include_str!("bad_value.rs"),
    check: Check::Source,
};
