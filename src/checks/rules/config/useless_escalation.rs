//! # QF032 useless-escalation · 自动加签不起作用
//!
//! ## What it finds · 检查什么
//! 一条自动加签（`[[escalate]]`）要加的步骤，凡是它能遇到的页面本来就都要签；或者它的条件永远碰不到任何栏目。
//!
//! The steps that an escalation adds are needed already by every page that it can meet, or it can meet none.
//!
//! ## Why it matters · 为什么要紧
//! 多半是条件写错了：以为敏感词会多一道审核，其实没有多。
//!
//! Most likely the condition is wrong: somebody believes that sensitive words bring one more review, and they bring
//! none.
//!
//! ## Example · 例子
//! ```toml
//! [[escalate]]
//! when = { columns = ["portal/leaders"] }
//! add  = ["leader"]                # 该栏目只允许 sensitive，本来就要 leader 签
//! ```
//!
//! ## What to do · 怎么改
//! 改正条件或步骤，或者删掉这一条。
//!
//! Correct the condition or the steps, or remove it.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF032.
pub(crate) static RULE: Rule = Rule {
    code: codes::USELESS_ESCALATION,
    name: "useless-escalation",
    since: "0.1.0",
    source: include_str!("useless_escalation.rs"),
    check: Check::Config,
};
