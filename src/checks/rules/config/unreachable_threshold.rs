//! # QF029 unreachable-threshold · 签名人数达不到
//!
//! ## What it finds · 检查什么
//! `[root]` 要求的签名人数多于列出的人，或者少于 1。
//!
//! `[root]` demands more signatures than it lists people, or fewer than one.
//!
//! ## Why it matters · 为什么要紧
//! 达不到的人数等于永远改不了责任明细表；人数为零等于谁都能改。
//!
//! Too high, and the matrix can never be changed; zero, and anybody can change it.
//!
//! ## Example · 例子
//! ```toml
//! [root]
//! people    = ["yuexiaofan", "dingpeng"]
//! threshold = 3
//! ```
//!
//! ## What to do · 怎么改
//! `threshold` 写 1 到人数之间的数，建议不少于 2，并比人数少 1。
//!
//! Write a number from 1 to the number of people; at least 2, and one fewer than the people, is prudent.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF029.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNREACHABLE_THRESHOLD,
    name: "unreachable-threshold",
    since: "0.1.0",
    source: include_str!("unreachable_threshold.rs"),
    check: Check::Config,
};
