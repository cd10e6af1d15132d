//! # QF028 unreachable-level · 没有栏目使用的密级
//!
//! ## What it finds · 检查什么
//! 定义了一个密级，却没有栏目允许它。
//!
//! A level is defined that no column allows.
//!
//! ## Why it matters · 为什么要紧
//! 多半是某个栏目漏写了它：以为敏感稿件有更严的审核，其实没有稿件能声明这个密级。
//!
//! Most likely a column forgot it: somebody believes that sensitive pages are reviewed more strictly, but no page can
//! declare the level.
//!
//! ## Example · 例子
//! ```toml
//! [level.sensitive]
//! name  = "公开（涉及面广、敏感度高）"
//! steps = ["head", "leader", "final"]
//! # 所有栏目的 levels 都只有 ["public"]
//! ```
//!
//! ## What to do · 怎么改
//! 在相应栏目的 `levels` 里加上它，或者删掉这个密级。
//!
//! Add it to the `levels` of the columns that need it, or remove it.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF028.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNREACHABLE_LEVEL,
    name: "unreachable-level",
    since: "0.1.0",
    source: include_str!("unreachable_level.rs"),
    check: Check::Config,
};
