//! # QF513 lowered · 降低密级或者换处室、栏目，没有经过原来的审核
//!
//! ## What it finds · 检查什么
//! 页面上一次批准以来降低了密级，换了责任处室或者栏目，而原来要求的步骤还没有签。新的、原来的要求都要满足。
//!
//! Since its last edition a page has a lower level, another department or another column, and the steps that it
//! needed before are missing. Both requirements hold, the old and the new.
//!
//! ## Why it matters · 为什么要紧
//! 涉及面广、敏感度高的信息须经主管局长审核（《网站管理办法》第二十一条）。改一个词就能绕开，等于没有规定。删去再建、换文件名也一样认得出来。
//!
//! What is sensitive needs the deputy director (article 21). If one changed word got around that, there would be no
//! rule. Deleting and re-creating is recognised by `id` and by text.
//!
//! ## Example · 例子
//! ```diff
//! -confidentiality: sensitive
//! +confidentiality: public
//! ```
//!
//! ## What to do · 怎么改
//! 请原来的步骤也签；改错了的，改回来：
//!
//! ```sh
//! qianfa status <PAGE>
//! qianfa approve <PAGE> --step leader
//! ```
//!
//! Have the steps of the old requirement sign too, or undo the change. Once both are met the page is approved, and
//! from then on only the new requirement holds.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF513.
pub(crate) static RULE: Rule = Rule {
    code: codes::LOWERED,
    name: "lowered",
    since: "0.1.0",
    source: include_str!("lowered.rs"),
    check: Check::Gate,
};
