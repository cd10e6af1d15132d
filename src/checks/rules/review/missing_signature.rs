//! # QF501 missing-signature · 缺少审核签名
//!
//! ## What it finds · 检查什么
//! 页面（连同它用到的文件）还缺一步审核：责任明细表要求的这一步，没有任何人的有效签名。一步一条，写明谁可以签。
//!
//! A page, with the files it uses, lacks a step: nobody's valid sign-off fills what the matrix demands. One finding
//! a step, with the people who may sign.
//!
//! ## Why it matters · 为什么要紧
//! 处室负责人审核，涉及面广、敏感度高的再经主管局长审核，商务信息处终审，方可公开（《网站管理办法》第十四条、第二十一条）。少一步就不发布；网站上有旧版的，仍显示旧版。
//!
//! The head of the department reviews, the deputy director too where reach or sensitivity is high, and the
//! information office last (articles 14 and 21). While a step is missing nothing is published; an older approved
//! version stays.
//!
//! ## Example · 例子
//! ```text
//! error[QF501]: 缺少 `zhc` 的 `leader` 审核签名
//!  --> content/portal/policy/2026-11-20-measures.md
//! ```
//!
//! ## What to do · 怎么改
//! 请可以签的人先看改了什么，再签名：
//!
//! ```sh
//! qianfa status content/portal/policy/2026-11-20-measures.md
//! qianfa diff content/portal/policy/2026-11-20-measures.md
//! qianfa approve content/portal/policy/2026-11-20-measures.md --step leader
//! ```
//!
//! Have one of those who may sign read the difference and approve. Where the finding names nobody, the matrix lacks
//! a grant: change `reviewers.toml` and have it signed with `qianfa policy sign`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF501.
pub(crate) static RULE: Rule = Rule {
    code: codes::MISSING_SIGNATURE,
    name: "missing-signature",
    since: "0.1.0",
    source: include_str!("missing_signature.rs"),
    check: Check::Gate,
};
