//! # QF111 duplicate-key · 键重复
//!
//! ## What it finds · 检查什么
//! 前言里同一个键写了两遍。
//!
//! A key stands twice in the front matter.
//!
//! ## Why it matters · 为什么要紧
//! 两个值不知道以哪个为准：审核的人看到一个，发布出去的可能是另一个。
//!
//! Nobody knows which value counts: the reviewer may see one, and the other may be published.
//!
//! ## Example · 例子
//! ```yaml
//! department: xxc
//! title: 关于组织申报示范项目的通知
//! department: bgs             # 与上面重复
//! ```
//!
//! ## What to do · 怎么改
//! 删掉不要的一个。
//!
//! Remove the one that is not meant.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF111.
pub(crate) static RULE: Rule = Rule {
    code: codes::DUPLICATE_KEY,
    name: "duplicate-key",
    since: "0.1.0",
    source: include_str!("duplicate_key.rs"),
    check: Check::Source,
};
