//! # QF515 held-edition · 网站上是旧版
//!
//! ## What it finds · 检查什么
//! 页面的现在这一版还没有批准，网站显示的是上一次全部批准的那一版；或者连旧版也不能显示，写明原因。
//!
//! The present version of a page is not approved, so the site shows the last one that was; or it can show none, and
//! why is said.
//!
//! ## Why it matters · 为什么要紧
//! 信息要及时，更要准确（《网站管理办法》第十四条）：宁可显示审过的旧版。批准之后被撤下、被退回、不再公开过的旧版不再显示，几个旧版互不相同的也不显示。
//!
//! Timely, but above all accurate (article 14): rather the old version that was reviewed. One that was withdrawn,
//! objected to or made non-public since is not shown again, nor are several that differ.
//!
//! ## Example · 例子
//! ```text
//! warning[QF515]: 网站显示的是旧版，批准于 `8c30d1e`
//!  --> content/portal/notice/2026-11-20-a.md
//! ```
//!
//! ## What to do · 怎么改
//! 看看与旧版差在哪里，请还没有签的步骤签；急的，可以先把改动撤回再重新签：
//!
//! ```sh
//! qianfa diff <PAGE>
//! qianfa status <PAGE>
//! qianfa approve <PAGE> --step <STEP>
//! ```
//!
//! See what differs and have the missing steps signed. Going back to the old text needs signatures as well: an
//! undone change does not revive the old ones.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF515.
pub(crate) static RULE: Rule = Rule {
    code: codes::HELD_EDITION,
    name: "held-edition",
    since: "0.1.0",
    source: include_str!("held_edition.rs"),
    check: Check::Gate,
};
