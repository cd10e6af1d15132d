//! # QF020 unknown-name · 没有定义的名称
//!
//! ## What it finds · 检查什么
//! `reviewers.toml` 里引用了没有定义的处室、人员、步骤、密级、栏目或者词表。
//!
//! `reviewers.toml` refers to a department, person, step, level, column or word list that it does not define.
//!
//! ## Why it matters · 为什么要紧
//! 引用落空，就等于少了一道审核或者少了一个审核人。责任明细表只有全部引用都落实了才算数。
//!
//! A reference to nothing is a review that never happens. The matrix counts only when every name in it exists.
//!
//! ## Example · 例子
//! ```toml
//! [level.public]
//! steps = ["head", "finall"]       # 应为 final
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改成最接近的代号，或者先定义它。
//!
//! Use the id that the message suggests, or define the name first.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF020.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_NAME,
    name: "unknown-name",
    since: "0.1.0",
    source: include_str!("unknown_name.rs"),
    check: Check::Config,
};
