//! # QF504 one-person-two-steps · 一人签了两步
//!
//! ## What it finds · 检查什么
//! 几步审核的签名分不到不同的人头上：同一个人签了两步，又没有别人签其中一步。
//!
//! The sign-offs cannot be shared out among distinct people: one person signed two steps, and nobody else signed
//! either.
//!
//! ## Why it matters · 为什么要紧
//! 分级审核要由不同的人把关（《网站管理办法》第二十一条）。一个人签两步，等于少审一步。
//!
//! Reviews at several levels are reviews by several people (article 21). Who signs twice has reviewed once.
//!
//! ## Example · 例子
//! ```text
//! warning[QF504]: `meiruoyun` 签了 `head` 和 `legal` 两步
//!  --> content/portal/policy/2026-11-20-measures.md
//! ```
//!
//! ## What to do · 怎么改
//! 请另一个有权限的人签其中一步：
//!
//! ```sh
//! qianfa status <PAGE>
//! qianfa approve <PAGE> --step legal
//! ```
//!
//! Have another person who may sign fill one of the two steps; `qianfa status` names them. Where there is nobody
//! else, the matrix needs another grant.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF504.
pub(crate) static RULE: Rule = Rule {
    code: codes::ONE_PERSON_TWO_STEPS,
    name: "one-person-two-steps",
    since: "0.1.0",
    source: include_str!("one_person_two_steps.rs"),
    check: Check::Gate,
};
