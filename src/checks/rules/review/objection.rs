//! # QF511 objection · 稿件被退回
//!
//! ## What it finds · 检查什么
//! 审核人退回了这一版，还没有撤销。这一步有否决权（`veto`）的，页面不发布；网站上正显示的就是这一版的，也撤下来。
//!
//! A reviewer objected to this version and has not lifted it. Where the step has a `veto` the page is not published;
//! if the site shows just this version, it goes.
//!
//! ## Why it matters · 为什么要紧
//! 审核人对内容负责（《网站管理办法》第十四条），也就可以说不。退回必须写理由，理由留在历史里。
//!
//! Who answers for a text (article 14) may say no. An objection has a reason, and the reason stays in history.
//!
//! ## Example · 例子
//! ```text
//! warning[QF511]: `taowenbin` 在 `head` 退回了这一版
//!  --> content/portal/notice/2026-11-20-a.md
//! ```
//!
//! ## What to do · 怎么改
//! 按理由改稿，重新送审；退回有误的，由同一个人再签同意；本人已经离任的，在下一版责任明细表的 `void` 里写上它：
//!
//! ```sh
//! qianfa approve <PAGE> --step head
//! qianfa policy sign                      # 先写 void = ["<COMMIT>"]
//! ```
//!
//! Mend the page as the reason says and have it signed anew. If the objection was a mistake, the same person
//! approves; if they have left, name the commit in `void` of the next version of `reviewers.toml`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF511.
pub(crate) static RULE: Rule = Rule {
    code: codes::OBJECTION,
    name: "objection",
    since: "0.1.0",
    source: include_str!("objection.rs"),
    check: Check::Gate,
};
