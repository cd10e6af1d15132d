//! # QF030 column-loop · 栏目关系成了循环
//!
//! ## What it finds · 检查什么
//! 栏目的 `parent` 或 `aggregate` 绕了一圈又回到自己。
//!
//! A column's `parent` or `aggregate` leads back to itself.
//!
//! ## Why it matters · 为什么要紧
//! 循环的栏目没有上级，导航里画不出来；互相聚合的栏目会没完没了。
//!
//! Columns in a loop have no top and cannot be drawn in a navigation; columns that list each other would never end.
//!
//! ## Example · 例子
//! ```toml
//! [column."portal/news"]
//! parent = "portal/work"
//! [column."portal/work"]
//! parent = "portal/news"
//! ```
//!
//! ## What to do · 怎么改
//! 去掉其中一处，让上级栏目在上。
//!
//! Remove one of them, so that the upper column is above.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF030.
pub(crate) static RULE: Rule = Rule {
    code: codes::COLUMN_LOOP,
    name: "column-loop",
    since: "0.1.0",
    source: include_str!("column_loop.rs"),
    check: Check::Config,
};
