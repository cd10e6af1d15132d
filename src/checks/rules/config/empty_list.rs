//! # QF031 empty-list · 列表不能为空
//!
//! ## What it finds · 检查什么
//! 一个必须有内容的列表是空的：栏目的 `departments`、`levels`，密级的 `steps`，`[root]` 的 `people` 等。
//!
//! A list that must say something is empty: a column's `departments` or `levels`, a level's `steps`, `people` of
//! `[root]`.
//!
//! ## Why it matters · 为什么要紧
//! 空列表容易被读成“不限制”。在责任明细表里，没有写就是没有人能签、没有稿件能发，所以要求写明。
//!
//! An empty list is easily read as "no restriction". In the matrix it would mean that nobody can sign, so it must be
//! written out.
//!
//! ## Example · 例子
//! ```toml
//! [level.public]
//! steps = []                       # 公开发布至少要有一步审核
//! ```
//!
//! ## What to do · 怎么改
//! 写上至少一项；全部处室写 `["*"]`。
//!
//! Write at least one item; `["*"]` means every department.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF031.
pub(crate) static RULE: Rule = Rule {
    code: codes::EMPTY_LIST,
    name: "empty-list",
    since: "0.1.0",
    source: include_str!("empty_list.rs"),
    check: Check::Config,
};
