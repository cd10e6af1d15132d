//! # QF001 unreadable-toml · 配置文件读不出来
//!
//! ## What it finds · 检查什么
//! `site.toml`、`reviewers.toml` 或 `theme.toml` 不是合法的 TOML：少了引号、等号、方括号，同一个键写了两遍，或者文件过大。
//!
//! `site.toml`, `reviewers.toml` or `theme.toml` is not TOML: a quote, an equals sign or a bracket is missing, a key
//! stands twice, or the file is too large.
//!
//! ## Why it matters · 为什么要紧
//! 这些文件读不出来，就不知道有哪些站点、谁该审核，什么也不能发布。程序在第一处错误停下，不猜测后面的意思。
//!
//! Without these files nobody knows which sites there are and who must review, so nothing may be published. The program
//! stops at the first such place and never guesses what was meant.
//!
//! ## Example · 例子
//! ```toml
//! [site.portal]
//! name = "中国安澜商务      # 少了右边的引号
//! ```
//!
//! ## What to do · 怎么改
//! 按提示的行和列补上缺少的符号。值是文字的，前后各一个半角引号；日期 `2026-01-05` 不加引号。
//!
//! Add what is missing at the place shown. Texts stand between straight quotes; dates such as `2026-01-05` need none.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF001.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNREADABLE_TOML,
    name: "unreadable-toml",
    since: "0.1.0",
    source: include_str!("unreadable_toml.rs"),
    check: Check::Config,
};
