//! # QF406 hostile-path · 文件名不允许
//!
//! ## What it finds · 检查什么
//! 文件或文件夹的名称里有控制字符、改变阅读方向的字符、反斜杠，不是规范形式（NFC），过长，或者和旁边的只差大小写。
//!
//! A file or folder name has control characters, characters that reverse the reading direction or backslashes, is not
//! in normal form C, is too long, or differs from a neighbour in case alone.
//!
//! ## Why it matters · 为什么要紧
//! 这样的名称在别的系统上是另一个文件，或者看上去是另一个文件：审核的是一个，发布的可能是另一个。
//!
//! On another system, or to another eye, such a name is another file: one may be reviewed and another published.
//!
//! ## Example · 例子
//! ```text
//! content/portal/notice/A.md
//! content/portal/notice/a.md      在 Windows 和 macOS 上是同一个文件
//! ```
//!
//! ## What to do · 怎么改
//! 改名。建议用小写字母、数字和连字符；附件可以用中文。
//!
//! Rename it. Lower-case letters, digits and hyphens are best; attachments may have Chinese names.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF406.
pub(crate) static RULE: Rule = Rule {
    code: codes::HOSTILE_PATH,
    name: "hostile-path",
    since: "0.1.0",
    source: include_str!("hostile_path.rs"),
    check: Check::Source,
};
