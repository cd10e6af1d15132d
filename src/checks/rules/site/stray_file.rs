//! # QF413 stray-file · 文件不属于任何页面
//!
//! ## What it finds · 检查什么
//! `content/` 里的文件不属于任何页面，也不是 Markdown。
//!
//! A file in `content/` belongs to no page and is not Markdown.
//!
//! ## Why it matters · 为什么要紧
//! 不属于页面的文件没有责任处室，没有人审核，不会发布；多半是放错了地方。
//!
//! A file of no page has no department and no review, and is not published: most likely it lies in the wrong place.
//!
//! ## Example · 例子
//! ```text
//! content/portal/notice/名单.xlsx      应放在 content/portal/notice/2026-11-09-a/名单.xlsx
//! ```
//!
//! ## What to do · 怎么改
//! 移到页面的同名文件夹并在页面里引用，或者删掉。
//!
//! Move it to the folder of its page and refer to it there, or delete it.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF413.
pub(crate) static RULE: Rule = Rule {
    code: codes::STRAY_FILE,
    name: "stray-file",
    since: "0.1.0",
    source: include_str!("stray_file.rs"),
    check: Check::Source,
};
