//! # QF603 foreign-history · 历史不是从创始提交来的
//!
//! ## What it finds · 检查什么
//! 要发布的提交不是创始提交的后代（错误）；或者历史里混有不是它后代的提交（提醒），其中的签名一概不算。
//!
//! The commit to be released does not descend from genesis (error), or its history holds commits that do not
//! (warning); no signature in those counts.
//!
//! ## Why it matters · 为什么要紧
//! 创始提交是信任的起点。另起一段历史，就可以另立一套责任明细表。
//!
//! Trust begins at genesis. Another history could bring a matrix of its own.
//!
//! ## Example · 例子
//! ```text
//! error[QF603]: `4be1f20` 不是创始提交的后代
//! ```
//!
//! ## What to do · 怎么改
//! 核对分支和信任根是否拿错；混进来的历史只作文字用，需要的页面由有拟稿权限的人担保，再审核：
//!
//! ```sh
//! qianfa trust show
//! git merge-base --is-ancestor <GENESIS> HEAD
//! qianfa vouch <PAGE>
//! ```
//!
//! Check that this is the right branch and the right trust root. Text from elsewhere may stay: somebody with `write`
//! vouches for it, and it is reviewed like any other.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF603.
pub(crate) static RULE: Rule = Rule {
    code: codes::FOREIGN_HISTORY,
    name: "foreign-history",
    since: "0.1.0",
    source: include_str!("foreign_history.rs"),
    check: Check::Gate,
};
