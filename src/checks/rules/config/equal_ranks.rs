//! # QF033 equal-ranks · 两个密级的等级相同
//!
//! ## What it finds · 检查什么
//! 一个栏目允许的两个可发布的密级 `rank` 相同，要求的步骤却不同。
//!
//! A column allows two published levels of one `rank` whose steps differ.
//!
//! ## Why it matters · 为什么要紧
//! 等级相同，从一个改成另一个就不算降级，也就不会重新提醒；少签的那一级会成为捷径。
//!
//! Between levels of one rank a page moves without anybody calling it lowering, so the one with fewer steps becomes a
//! shortcut.
//!
//! ## Example · 例子
//! ```toml
//! [level.public]
//! rank  = 0
//! steps = ["head", "final"]
//! [level.county]
//! rank  = 0                        # 与 public 相同
//! steps = ["head", "leader"]
//! ```
//!
//! ## What to do · 怎么改
//! 给更严的密级写更大的 `rank`，或者让栏目只允许其中一个。
//!
//! Give the stricter level a higher `rank`, or let the column allow only one of them.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF033.
pub(crate) static RULE: Rule = Rule {
    code: codes::EQUAL_RANKS,
    name: "equal-ranks",
    since: "0.1.0",
    source: include_str!("equal_ranks.rs"),
    check: Check::Config,
};
