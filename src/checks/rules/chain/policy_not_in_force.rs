//! # QF607 policy-not-in-force · reviewers.toml 不是生效的那一版
//!
//! ## What it finds · 检查什么
//! `reviewers.toml` 与 `.qianfa/policy/` 里最新的有效版本不是一字不差。
//!
//! `reviewers.toml` is not, byte for byte, the newest valid version in `.qianfa/policy/`.
//!
//! ## Why it matters · 为什么要紧
//! 人看的是 `reviewers.toml`，程序认的是签过名的那一版，两者必须相同（《网站管理办法》第九条、第十三条）。
//!
//! People read `reviewers.toml`, the program obeys the signed version; the two must be the same (articles 9 and 13).
//!
//! ## Example · 例子
//! ```text
//! error[QF607]: `reviewers.toml` 不是生效的第 2 版
//!  --> reviewers.toml
//! ```
//!
//! ## What to do · 怎么改
//! 要改的，`serial` 加一，请规定人数签名；不要改的，恢复生效的那一版：
//!
//! ```sh
//! qianfa policy diff
//! qianfa policy sign
//! cp .qianfa/policy/0002.toml reviewers.toml
//! ```
//!
//! If the change is meant, have it signed as the next version; `policy sign` says who is still missing. Otherwise
//! put the version in force back.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF607.
pub(crate) static RULE: Rule = Rule {
    code: codes::POLICY_NOT_IN_FORCE,
    name: "policy-not-in-force",
    since: "0.1.0",
    source: include_str!("policy_not_in_force.rs"),
    check: Check::Gate,
};
