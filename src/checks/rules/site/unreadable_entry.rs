//! # QF408 unreadable-entry · 文件读不出来
//!
//! ## What it finds · 检查什么
//! `content/` 里的文件或文件夹读不出来：没有权限，读到一半出错，既不是文件也不是文件夹，或者过大。
//!
//! A file or folder in `content/` cannot be read: no permission, an error half-way, neither file nor folder, or too
//! large.
//!
//! ## Why it matters · 为什么要紧
//! 读不出来的内容不能当作没有：它可能是某个页面审核过的一部分。
//!
//! What cannot be read must not count as absent: it may be part of what was reviewed.
//!
//! ## Example · 例子
//! ```text
//! content/portal/notice/a/图.png      权限 000
//! ```
//!
//! ## What to do · 怎么改
//! 检查文件权限和磁盘；不是内容的，移出 `content/`。
//!
//! Look at permissions and the disk; move what is not content out of `content/`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF408.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNREADABLE_ENTRY,
    name: "unreadable-entry",
    since: "0.1.0",
    source: include_str!("unreadable_entry.rs"),
    check: Check::Source,
};
