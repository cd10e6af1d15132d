//! # QF407 symlink · 不允许符号链接
//!
//! ## What it finds · 检查什么
//! `content/` 里有符号链接。
//!
//! There is a symbolic link in `content/`.
//!
//! ## Why it matters · 为什么要紧
//! 符号链接可以指向仓库以外的文件：签名签的是链接，发布出去的是别处的内容。
//!
//! A link can point outside the repository: people would sign the link, and something else would be published.
//!
//! ## Example · 例子
//! ```text
//! content/portal/notice/a/图.png -> /home/qinyu/桌面/图.png
//! ```
//!
//! ## What to do · 怎么改
//! 换成文件本身。
//!
//! Put the file itself in its place.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF407.
pub(crate) static RULE: Rule = Rule {
    code: codes::SYMLINK,
    name: "symlink",
    since: "0.1.0",
    source: include_str!("symlink.rs"),
    check: Check::Source,
};
