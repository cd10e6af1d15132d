//! # QF109 wrong-type · 值的类型不对
//!
//! ## What it finds · 检查什么
//! 前言里一个值的类型不对：该写列表的写了文字，该写数字的写了文字。
//!
//! A value of the front matter has the wrong type: a text for a list, a text for a number.
//!
//! ## Why it matters · 为什么要紧
//! 类型不对的值只能猜。
//!
//! A value of the wrong type can only be guessed at.
//!
//! ## Example · 例子
//! ```yaml
//! keywords: 电子商务、示范项目       # 应为 [电子商务, 示范项目]
//! ```
//!
//! ## What to do · 怎么改
//! 列表写成 `[甲, 乙]`，或者每项一行、前面加 `- `；数字和 `true`、`false` 不加引号。
//!
//! Write lists as `[a, b]` or one item a line behind `- `; numbers, `true` and `false` stand without quotes.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF109.
pub(crate) static RULE: Rule = Rule {
    code: codes::WRONG_TYPE,
    name: "wrong-type",
    since: "0.1.0",
    source: include_str!("wrong_type.rs"),
    check: Check::Source,
};
