//! # QF022 fragile-cell · 缺一个人就审不了
//!
//! ## What it finds · 检查什么
//! 某个栏目、处室和密级现在凑得齐审核的人，但少了其中某一个人就凑不齐了。
//!
//! The steps of a cell can be filled now, but not without one particular person.
//!
//! ## Why it matters · 为什么要紧
//! 这个人休假、调动，或者密钥到期，栏目就停更。动态栏目两周不更新、互动栏目不答复，检查时都要扣分。
//!
//! When this person is on leave, moves on or has an expired key, the column stands still; inspections count columns
//! without updates.
//!
//! ## Example · 例子
//! ```toml
//! [[grant]]
//! person      = "guanzhongping"
//! step        = "legal"
//! departments = ["*"]              # 全局只有这一个人能做合法性审核
//! ```
//!
//! ## What to do · 怎么改
//! 为这一步再授权一个人。
//!
//! Grant the step to a second person.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF022.
pub(crate) static RULE: Rule = Rule {
    code: codes::FRAGILE_CELL,
    name: "fragile-cell",
    since: "0.1.0",
    source: include_str!("fragile_cell.rs"),
    check: Check::Config,
};
