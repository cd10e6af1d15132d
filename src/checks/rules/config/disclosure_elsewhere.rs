//! # QF034 disclosure-elsewhere · 公开事项与栏目对不上
//!
//! ## What it finds · 检查什么
//! 附件二的一个公开事项，指定的处室不负责指定的栏目，或者那个栏目只作汇总。
//!
//! An item of proactive disclosure names a department that is not responsible for its column, or a column that only
//! lists others.
//!
//! ## Why it matters · 为什么要紧
//! 这样的事项没有地方可以公开：到了时限，栏目不收，处室无权发（《网站管理办法》第二十条，《政府信息公开条例》第二十条）。
//!
//! Such an item can be disclosed nowhere when its time comes (article 20; 条例 article 20).
//!
//! ## Example · 例子
//! ```toml
//! [disclosure.zcwj]
//! column     = "portal/policy"     # 由 fgspc 等处室负责
//! department = "rsc"
//! ```
//!
//! ## What to do · 怎么改
//! 核对附件二，改正处室或者栏目；确由这个处室公开的，把它加进栏目的 `departments`。
//!
//! Correct the department or the column, or add the department to the column's `departments`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF034.
pub(crate) static RULE: Rule = Rule {
    code: codes::DISCLOSURE_ELSEWHERE,
    name: "disclosure-elsewhere",
    since: "0.1.0",
    source: include_str!("disclosure_elsewhere.rs"),
    check: Check::Config,
};
