//! # QF101 unknown-column · 未知栏目
//!
//! ## What it finds · 检查什么
//! 页面所在的文件夹不属于责任明细表里的任何栏目。
//!
//! The folder of the page belongs to no column of the responsibility matrix.
//!
//! ## Why it matters · 为什么要紧
//! 栏目决定责任处室、审核步骤和网址。矩阵里没有的栏目，没有人负责，也没有人有权审核（《网站管理办法》第十三条）。
//!
//! The column decides who answers, who reviews and what the address is. Nobody is responsible for a column that the
//! matrix does not have (article 13).
//!
//! ## Example · 例子
//! ```text
//! content/portal/notices/2026-11-09-a.md      栏目是 portal/notice，多写了 s
//! ```
//!
//! ## What to do · 怎么改
//! 把文件移到正确的栏目文件夹；确需新开栏目的，先在 `reviewers.toml` 里写上并签名。
//!
//! Move the file to the folder of a column; a new column is written into `reviewers.toml` and signed first.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF101.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_COLUMN,
    name: "unknown-column",
    since: "0.1.0",
    source: include_str!("unknown_column.rs"),
    check: Check::Source,
};
