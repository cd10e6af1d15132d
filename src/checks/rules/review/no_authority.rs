//! # QF503 no-authority · 签名时没有权限
//!
//! ## What it finds · 检查什么
//! 签名不算数：从签名人见过的那一版责任明细表，到这个签名可能并存的最新一版，其中有一版里密钥不是使用中，或者本人没有这一步的授权。
//!
//! A sign-off counts nothing: in some version of the matrix, from the one its signer knew to the newest it may have
//! been made beside, the key was not active or the person did not hold the step.
//!
//! ## Why it matters · 为什么要紧
//! 权限要跟踪管理，暂停、注销要立刻见效（《网站管理办法》第九条）。日期可以伪造，所以不看日期，只看签名人有没有可能绕开新的一版。后来离任、暂停的，不影响以前的签名。
//!
//! Suspending and revoking must take effect at once (article 9). Dates can be forged, so what counts is which
//! versions a signer cannot have passed by. Leaving later undoes nothing that was signed before.
//!
//! ## Example · 例子
//! ```text
//! warning[QF503]: `taowenbin` 的 `head` 签名不算数
//!  --> content/portal/notice/2026-11-20-a.md
//! ```
//!
//! ## What to do · 怎么改
//! 请有权限的人签；权限确实应当有的，先改 `reviewers.toml` 并由规定人数签名，再把主分支合并进来，由本人在此之后重新签：
//!
//! ```sh
//! qianfa people log
//! qianfa policy sign
//! git merge main
//! qianfa approve <PAGE> --step head
//! ```
//!
//! Have somebody sign who holds the step. If the person should hold it, change and sign `reviewers.toml` first,
//! merge the main branch, and sign again after that: a later grant does not reach back.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF503.
pub(crate) static RULE: Rule = Rule {
    code: codes::NO_AUTHORITY,
    name: "no-authority",
    since: "0.1.0",
    source: include_str!("no_authority.rs"),
    check: Check::Gate,
};
