//! # QF510 out-of-order · 审核次序颠倒
//!
//! ## What it finds · 检查什么
//! 步骤在后的签名没有签在步骤在前的签名之上：签终审的时候，处室还没有签，或者终审人的分支上还没有它。
//!
//! A sign-off of a later step does not stand upon that of an earlier one: the final reviewer signed before the
//! department had, or on a branch that did not have it.
//!
//! ## Why it matters · 为什么要紧
//! 商务信息处的终审是最后一道（《网站管理办法》第二十一条）：终审人要看得见前面各步。`[policy] ordered = false` 时不查。
//!
//! The information office reviews last (article 21), over what the others signed. Not asked where `[policy] ordered
//! = false`.
//!
//! ## Example · 例子
//! ```text
//! warning[QF510]: `final` 的签名不在 `head` 的签名之后
//!  --> content/portal/notice/2026-11-20-a.md
//! ```
//!
//! ## What to do · 怎么改
//! 合并最新的主分支，请步骤在后的人再签一次：
//!
//! ```sh
//! git merge main
//! qianfa renew --step final
//! ```
//!
//! Merge the newest main branch, so that the earlier sign-off lies behind, and have the later step signed again.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF510.
pub(crate) static RULE: Rule = Rule {
    code: codes::OUT_OF_ORDER,
    name: "out-of-order",
    since: "0.1.0",
    source: include_str!("out_of_order.rs"),
    check: Check::Gate,
};
