//! # QF405 orphan-file · 文件没有被引用
//!
//! ## What it finds · 检查什么
//! 页面旁边的文件，页面没有引用，不会发布。
//!
//! A file beside a page that the page does not refer to; it is not published.
//!
//! ## Why it matters · 为什么要紧
//! 没有引用的文件多半是忘了写进附件，或者是改稿留下的旧版本。旧版本留在仓库里，可能带着不该公开的内容。
//!
//! Most likely it was forgotten, or it is an old version, which may hold what should not be public.
//!
//! ## Example · 例子
//! ```text
//! content/portal/notice/2026-11-09-a.md
//! content/portal/notice/2026-11-09-a/申报书（旧）.docx      没有引用
//! ```
//!
//! ## What to do · 怎么改
//! 要发布的，写进 `attachments`、`images` 或正文链接；不要的，删掉。
//!
//! Name it in `attachments`, `images` or a link, or delete it.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF405.
pub(crate) static RULE: Rule = Rule {
    code: codes::ORPHAN_FILE,
    name: "orphan-file",
    since: "0.1.0",
    source: include_str!("orphan_file.rs"),
    check: Check::Source,
};
