//! # QF602 pretended-history · 版本历史被替换或嫁接
//!
//! ## What it finds · 检查什么
//! 版本库里有替换对象（`refs/replace/`）或者嫁接文件（`.git/info/grafts`）。
//!
//! The repository has replacement objects (`refs/replace/`) or a grafts file (`.git/info/grafts`).
//!
//! ## Why it matters · 为什么要紧
//! 它们让 git 显示的历史与真正的历史不同，人看到的就不是程序核对的。程序只认原始对象，但看见这些就停下，免得人和程序各看各的。
//!
//! They make git show another history than there is, so people would look at one and the program judge another. The
//! program reads raw objects only, and stops so that both see the same.
//!
//! ## Example · 例子
//! ```text
//! .git/refs/replace/4be1f20…        一个提交被换成了另一个
//! ```
//!
//! ## What to do · 怎么改
//! 查明是谁放的，然后删去：
//!
//! ```sh
//! git replace -l
//! git replace -d <COMMIT>
//! rm .git/info/grafts
//! ```
//!
//! Find out who put them there, then remove them.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF602.
pub(crate) static RULE: Rule = Rule {
    code: codes::PRETENDED_HISTORY,
    name: "pretended-history",
    since: "0.1.0",
    source: include_str!("pretended_history.rs"),
    check: Check::Gate,
};
