//! # QF507 sign-off-in-content · 改动文件的提交里写了签名行
//!
//! ## What it finds · 检查什么
//! 提交改动了文件，或者有几个上级，提交说明里却有以 `Qianfa-` 开头的行。这样的提交从来不是审核签名，这些行不起作用。
//!
//! A commit changes files, or has several parents, and its message has lines that begin with `Qianfa-`. Such a
//! commit is never a sign-off, and the lines do nothing.
//!
//! ## Why it matters · 为什么要紧
//! 审核签名是不改动任何文件的提交。允许边改边签，改的人就能替自己签。合并、压缩（squash）常把原来的说明抄进来，所以只提醒。
//!
//! A sign-off changes nothing. If one commit could change and approve, who changes could approve. Merges and
//! squashes often copy old messages, hence only a warning.
//!
//! ## Example · 例子
//! ```text
//! fix typo
//!
//! Qianfa-Action: approve
//! ```
//!
//! ## What to do · 怎么改
//! 要审核的，另外签；分支被压缩过的，把原来的签名接回来：
//!
//! ```sh
//! qianfa approve <PAGE> --step <STEP>
//! qianfa adopt <BRANCH>
//! ```
//!
//! Sign apart with `qianfa approve`. If a forge squashed a branch whose sign-offs should count, adopt the branch.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF507.
pub(crate) static RULE: Rule = Rule {
    code: codes::SIGN_OFF_IN_CONTENT,
    name: "sign-off-in-content",
    since: "0.1.0",
    source: include_str!("sign_off_in_content.rs"),
    check: Check::Gate,
};
