//! # QF115 container-column · 栏目只汇总，不放页面
//!
//! ## What it finds · 检查什么
//! 页面放在只作汇总的栏目（`container = true`）里。
//!
//! The page lies in a column that only lists the pages of others (`container = true`).
//!
//! ## Why it matters · 为什么要紧
//! 汇总栏目没有类型、没有审核步骤，放在这里的页面没有人能签。
//!
//! A container has no kind and no steps: nobody could sign the page.
//!
//! ## Example · 例子
//! ```text
//! content/portal/info/2026-11-09-a.md      portal/info 只汇总政府信息公开的下级栏目
//! ```
//!
//! ## What to do · 怎么改
//! 移到它下面的某个栏目。栏目介绍写在 `_index.md`。
//!
//! Move it to one of the columns below. An introduction is written as `_index.md`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF115.
pub(crate) static RULE: Rule = Rule {
    code: codes::CONTAINER_COLUMN,
    name: "container-column",
    since: "0.1.0",
    source: include_str!("container_column.rs"),
    check: Check::Source,
};
