//! # QF502 void-sign-off · 签名之后内容又动过
//!
//! ## What it finds · 检查什么
//! 一个审核签名不再算数：有一个签名人没有见过的提交改过这个文件，或者一次合并丢掉过签名的内容。改了又改回来的也一样。
//!
//! A sign-off counts no more: a commit that its signer had not seen gave the file other content, or a merge threw
//! the signed content away. Changing it back does not revive the signature.
//!
//! ## Why it matters · 为什么要紧
//! 签名只对签名人见过的内容和经过负责（《网站管理办法》第十四条）。只比对文字是否相同，会让撤回的旧稿借旧签名重新上网。
//!
//! A signature answers for what its signer saw (article 14). If equal text were enough, a version that was taken
//! back could return on its old signatures.
//!
//! ## Example · 例子
//! ```text
//! warning[QF502]: `yuexiaofan` 的 `final` 签名已失效
//!  --> content/portal/notice/2026-11-20-a.md
//! ```
//!
//! ## What to do · 怎么改
//! 看清楚那个提交改了什么；内容没有问题的，请本人重新签。步骤在前的先签，后面的再签：
//!
//! ```sh
//! git show <COMMIT>
//! qianfa renew --step final
//! ```
//!
//! Look at the commit that the finding names. If the text is right, its signers renew, the lower steps first.
//! `renew` offers only what the caller has signed before; anything else is signed with `qianfa approve`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF502.
pub(crate) static RULE: Rule = Rule {
    code: codes::VOID_SIGN_OFF,
    name: "void-sign-off",
    since: "0.1.0",
    source: include_str!("void_sign_off.rs"),
    check: Check::Gate,
};
