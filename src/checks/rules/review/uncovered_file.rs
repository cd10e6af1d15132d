//! # QF514 uncovered-file · 没有规定管到的文件
//!
//! ## What it finds · 检查什么
//! 要发布的文件不属于任何页面，也没有 `[[scope]]` 管到它，所以没有人负责审核。
//!
//! A file that would be published belongs to no page, and no `[[scope]]` covers it, so nobody reviews it.
//!
//! ## Why it matters · 为什么要紧
//! 所有公开信息都要经过审核（《网站管理办法》第二十一条）。没有写要求，不等于没有要求。
//!
//! Everything that is made public is reviewed (article 21). A requirement that nobody wrote is not an empty one.
//!
//! ## Example · 例子
//! ```toml
//! [[scope]]
//! path  = "themes/**"
//! steps = ["final"]
//! ```
//!
//! ## What to do · 怎么改
//! 在 `reviewers.toml` 里给它加一段 `[[scope]]`，写明步骤，或者写 `published = false`；改完请规定人数签名：
//!
//! ```sh
//! qianfa policy diff
//! qianfa policy sign
//! ```
//!
//! Add a `[[scope]]` with its steps, or with `published = false`, to `reviewers.toml` and have it signed; or let a
//! page refer to the file, or delete it.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF514.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNCOVERED_FILE,
    name: "uncovered-file",
    since: "0.1.0",
    source: include_str!("uncovered_file.rs"),
    check: Check::Gate,
};
