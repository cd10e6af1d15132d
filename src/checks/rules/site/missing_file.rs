//! # QF403 missing-file · 缺少文件
//!
//! ## What it finds · 检查什么
//! 前言或正文提到的附件、图片或表格不在页面旁边。
//!
//! A file that the page names — attachment, image, table — is not beside it.
//!
//! ## Why it matters · 为什么要紧
//! 附件下载不了，办事的人就要白跑一趟（《网站管理办法》第二十三条：实现办事表格下载）。
//!
//! If a form cannot be downloaded, people come in vain (article 23).
//!
//! ## Example · 例子
//! ```yaml
//! attachments:
//!   - file: 申请表.docx       # 应放在 content/portal/forms/apply/申请表.docx
//! ```
//!
//! ## What to do · 怎么改
//! `a.md` 的文件放在同名文件夹 `a/` 里；`<页面>/index.md` 的文件放在它旁边。核对文件名，包括扩展名和大小写。
//!
//! Files of `a.md` lie in the folder `a/`, those of `<page>/index.md` beside it. Compare names, extension and case
//! included.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF403.
pub(crate) static RULE: Rule = Rule {
    code: codes::MISSING_FILE,
    name: "missing-file",
    since: "0.1.0",
    source: include_str!("missing_file.rs"),
    check: Check::Source,
};
