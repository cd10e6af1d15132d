//! # QF604 behind-published · 不包含上次发布的提交
//!
//! ## What it finds · 检查什么
//! 要发布的提交，历史里没有上次发布的那个提交，或者信任根与上次不同。
//!
//! The history of the commit to be released lacks the commit of the last release, or its trust root is another one.
//!
//! ## Why it matters · 为什么要紧
//! 强行推送可以抹掉一次退回、一次暂停。发布只能向前走，所以上次发布到哪里记在版本库外面。
//!
//! A forced push can wipe out an objection or a suspension. Releases only move forward, and where they stand is kept
//! outside the repository.
//!
//! ## Example · 例子
//! ```text
//! error[QF604]: 历史里没有上次发布的 `8c30d1e`
//! ```
//!
//! ## What to do · 怎么改
//! 取最新的历史；主分支被强行推送过的，把上次发布的提交合并回来；不要直接删去记录：
//!
//! ```sh
//! git fetch origin
//! git merge <COMMIT>
//! qianfa trust show
//! ```
//!
//! Fetch the newest history. If the branch was force-pushed, find out by whom and merge the last published commit
//! back. Do not simply forget the record: that is what an attacker would want.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF604.
pub(crate) static RULE: Rule = Rule {
    code: codes::BEHIND_PUBLISHED,
    name: "behind-published",
    since: "0.1.0",
    source: include_str!("behind_published.rs"),
    check: Check::Gate,
};
