//! # QF107 unknown-key · 不认识的键
//!
//! ## What it finds · 检查什么
//! 前言里有一个程序不认识的键。
//!
//! The front matter has a key that the program does not know.
//!
//! ## Why it matters · 为什么要紧
//! 写错的键如果被忽略，作者以为写了的内容就不会出现，例如把截止时间写成 `expire`，页面就永远不会显示“已截止”。
//!
//! If it were ignored, what the author wrote would not appear: with `expire` for `expires` the page would never be
//! shown as closed.
//!
//! ## Example · 例子
//! ```yaml
//! expire: 2026-12-11 17:30     # 应为 expires
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改成最接近的键。某一类页面才有的键，写在该类的那一段里，例如 `guide:` 下面。
//!
//! Use the key that the message suggests. Keys of one kind of page stand in its block, such as `guide:`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF107.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_KEY,
    name: "unknown-key",
    since: "0.1.0",
    source: include_str!("unknown_key.rs"),
    check: Check::Source,
};
