//! # QF518 copied-sign-off · 复制的签名不算
//!
//! ## What it finds · 检查什么
//! 这个审核签名是变基（rebase）、`pull --rebase` 或者拣选（cherry-pick）出来的副本：写的上级或者密钥不是它自己的。它不算数。
//!
//! This sign-off is a copy made by a rebase, a `pull --rebase` or a cherry-pick: the parent or key it names is not
//! its own. It counts nothing.
//!
//! ## Why it matters · 为什么要紧
//! git 变基时用操作人的密钥重新签名，别人的同意就变成了操作人的同意；换了上级，签名人见过什么也变了。一人一钥，不得代签（《网站管理办法》第十条、第三十条）。
//!
//! A rebase signs again with the key of whoever rebases, so one person's approval would become another's; with
//! another parent, what the signer had seen changes too. Nobody signs for somebody else (articles 10 and 30).
//!
//! ## Example · 例子
//! ```text
//! warning[QF518]: `songlizhen` 的审核签名 `77ad0c2` 是复制的，不算数
//! ```
//!
//! ## What to do · 怎么改
//! 原来的签名还在某个分支上的，接回来；不在了的，请本人重新签。装上钩子，变基之前会拦住：
//!
//! ```sh
//! qianfa adopt <BRANCH>
//! qianfa renew --step <STEP>
//! qianfa hooks install
//! git config pull.rebase false
//! ```
//!
//! If a branch still has the originals, adopt it; otherwise their signers renew. The hook refuses to rebase
//! sign-offs next time. Merge instead of rebasing.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF518.
pub(crate) static RULE: Rule = Rule {
    code: codes::COPIED_SIGN_OFF,
    name: "copied-sign-off",
    since: "0.1.0",
    source: include_str!("copied_sign_off.rs"),
    check: Check::Gate,
};
