//! # QF512 removed-without-withdrawal · 撤下没有经过审核
//!
//! ## What it finds · 检查什么
//! 发布过的页面已从版本库删去，而撤下还缺审核签名。页面已经不在网站上，原网址显示说明。
//!
//! A page that was published is gone from the repository, and its withdrawal lacks sign-offs. It has left the site
//! already; its address says so.
//!
//! ## Why it matters · 为什么要紧
//! 撤下总是安全的，所以立即见效；但应当公开的信息不能悄悄消失（《网站管理办法》第十四条），撤下要由原来审核的各步确认。
//!
//! Taking down is always safe and so takes effect at once; but what the public is due must not vanish quietly
//! (article 14), so those steps that published it confirm its removal.
//!
//! ## Example · 例子
//! ```text
//! warning[QF512]: `content/portal/notice/2026-03-02-b.md` 的撤下没有签名
//! ```
//!
//! ## What to do · 怎么改
//! 请原来审核的各步签撤下，写明理由；误删的，恢复之后重新审核；换了地方的，在新页面的 `redirect_from` 里写旧网址：
//!
//! ```sh
//! qianfa withdraw content/portal/notice/2026-03-02-b.md --step head -m "已被新通知代替"
//! git checkout <COMMIT> -- content/portal/notice/2026-03-02-b.md
//! ```
//!
//! Have the steps of its last edition sign the withdrawal, with a reason. A page deleted by mistake is put back and
//! signed again; one that moved names the old address in `redirect_from`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF512.
pub(crate) static RULE: Rule = Rule {
    code: codes::REMOVED_WITHOUT_WITHDRAWAL,
    name: "removed-without-withdrawal",
    since: "0.1.0",
    source: include_str!("removed_without_withdrawal.rs"),
    check: Check::Gate,
};
