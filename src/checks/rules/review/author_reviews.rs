//! # QF505 author-reviews · 审核人是作者
//!
//! ## What it finds · 检查什么
//! 审核人签过这一版内容的某次改动，或者为它担保过，所以是作者之一；作者的审核签名不算数。
//!
//! The reviewer signed a commit that made this version, or vouched for it, and so is one of its authors; an author's
//! sign-off fills no step.
//!
//! ## Why it matters · 为什么要紧
//! 写的人不能审自己写的（《网站管理办法》第二十一条要求分级审核）。顺手改一个错字也算，所以 `approve` 和提交钩子会事先提醒。
//!
//! Nobody reviews what they wrote (article 21 asks for review by others). Mending a typo counts too, which is why
//! `approve` and the commit hook say so beforehand.
//!
//! ## Example · 例子
//! ```text
//! warning[QF505]: `taowenbin` 是这一版的作者，不能审 `head`
//!  --> content/portal/notice/2026-11-20-a.md
//! ```
//!
//! ## What to do · 怎么改
//! 请同一步骤的另一个人（B 岗）签；以后发现错字，请写 `object` 退回，让编辑改：
//!
//! ```sh
//! qianfa status <PAGE>
//! qianfa approve <PAGE> --step head
//! qianfa object <PAGE> --step head -m "第二段日期有误"
//! ```
//!
//! Have the other person of that step sign. Next time, object and let the editor mend it. When the version has
//! changed and is completely approved, earlier authors may review again.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF505.
pub(crate) static RULE: Rule = Rule {
    code: codes::AUTHOR_REVIEWS,
    name: "author-reviews",
    since: "0.1.0",
    source: include_str!("author_reviews.rs"),
    check: Check::Gate,
};
