//! # QF605 unsigned-policy · 责任明细表的这一版签名不足
//!
//! ## What it finds · 检查什么
//! `.qianfa/policy/` 里有一个文件不是有效的一版：签名人数不够，接不上前一版，或者读不出来。
//!
//! A file in `.qianfa/policy/` is no valid version: too few people signed it, it does not follow the version before,
//! or it cannot be read.
//!
//! ## Why it matters · 为什么要紧
//! 责任明细表决定谁能写、谁能审（《网站管理办法》第九条、第十三条），改它要规定人数签名。不够数的只是草稿，草稿不能留在主分支上。
//!
//! The matrix decides who may write and who reviews (articles 9 and 13), so a set number of people sign it. With
//! fewer it is a draft, and drafts do not stay on the main branch.
//!
//! ## Example · 例子
//! ```text
//! error[QF605]: `.qianfa/policy/0003.toml` 还不是有效的一版
//!  --> .qianfa/policy/0003.toml
//! ```
//!
//! ## What to do · 怎么改
//! 请还没有签的人签；不要这一版的，删去：
//!
//! ```sh
//! qianfa policy diff
//! qianfa policy sign
//! git rm .qianfa/policy/0003.*
//! ```
//!
//! Have those sign who are missing; a draft that nobody wants is deleted. What it says counts nothing until then:
//! the version before is in force.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF605.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNSIGNED_POLICY,
    name: "unsigned-policy",
    since: "0.1.0",
    source: include_str!("unsigned_policy.rs"),
    check: Check::Gate,
};
