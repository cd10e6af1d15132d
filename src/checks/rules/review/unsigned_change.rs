//! # QF506 unsigned-change · 改动没有有效的拟稿签名
//!
//! ## What it finds · 检查什么
//! 这一版内容是由没有登记签名的提交带来的：提交没有签名、密钥没有登记，或者签名人当时没有这个栏目的拟稿权限（`write`），也没有人为它担保。
//!
//! This version came in by a commit without a writer's signature: it is not signed, its key is not registered, or
//! the person had no `write` for the column then; and nobody has vouched for it.
//!
//! ## Why it matters · 为什么要紧
//! 管理维护人员必须以确定的身份操作（《网站管理办法》第十条）。不知道是谁写的，就没有办法知道审的人是不是写的人。
//!
//! Those who maintain the sites work under an identity of their own (article 10). If nobody knows who wrote a text,
//! nobody knows whether its reviewer did.
//!
//! ## Example · 例子
//! ```text
//! error[QF506]: 提交 `4be1f20` 的改动没有有效的拟稿签名
//!  --> content/portal/notice/2026-11-20-a.md
//! ```
//!
//! ## What to do · 怎么改
//! 请有拟稿权限的人看过之后担保；以后的提交自动签名：
//!
//! ```sh
//! qianfa vouch content/portal/notice/2026-11-20-a.md
//! git config gpg.format ssh
//! git config user.signingKey ~/.ssh/id_ed25519.pub
//! git config commit.gpgSign true
//! ```
//!
//! Have somebody with `write` read and vouch for it; whoever vouches is an author and cannot review it. Let git sign
//! the next commits by itself. A commit that is not pushed yet can be signed with `git commit --amend --no-edit -S`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF506.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNSIGNED_CHANGE,
    name: "unsigned-change",
    since: "0.1.0",
    source: include_str!("unsigned_change.rs"),
    check: Check::Gate,
};
