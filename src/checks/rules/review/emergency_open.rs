//! # QF519 emergency-open · 应急发布尚待补签
//!
//! ## What it finds · 检查什么
//! 页面是应急发布的，平常的步骤还没有补齐。页面照常显示，标明应急发布。
//!
//! A page was published in an emergency, and its ordinary steps are still missing. It stays on the site, marked as
//! such.
//!
//! ## Why it matters · 为什么要紧
//! 应急发布只是换一种先后：先由规定的几步签了就发，其余的仍要补（《网站管理办法》第二十一条）。补齐以前一直提醒。
//!
//! An emergency changes when things are reviewed, not whether (article 21): the steps of `[emergency]` publish, the
//! rest follow. Reported until they have.
//!
//! ## Example · 例子
//! ```text
//! warning[QF519]: 应急发布，尚缺 `head` 的签名
//!  --> content/portal/response/2026-11-20-snow.md
//! ```
//!
//! ## What to do · 怎么改
//! 请平常的各步补签；应急的签名不能代替平常的签名：
//!
//! ```sh
//! qianfa status <PAGE>
//! qianfa approve <PAGE> --step head
//! ```
//!
//! Have the ordinary steps signed, without `--emergency`. Emergency sign-offs never complete ordinary ones, nor the
//! other way round.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF519.
pub(crate) static RULE: Rule = Rule {
    code: codes::EMERGENCY_OPEN,
    name: "emergency-open",
    since: "0.1.0",
    source: include_str!("emergency_open.rs"),
    check: Check::Gate,
};
