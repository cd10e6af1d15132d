//! # QF009 unknown-theme · 找不到网页模板
//!
//! ## What it finds · 检查什么
//! `[build] theme` 或者站点的 `theme` 指定的模板既不在 `themes/` 里，也不是程序自带的；或者它继承的模板找不到。
//!
//! The theme that `[build] theme`, or the `theme` of a site, names is neither in `themes/` nor one that the program
//! carries, or it inherits from one that cannot be found.
//!
//! ## Why it matters · 为什么要紧
//! 没有模板就生成不了网页，用另一个模板代替又会让版式不统一（《网站管理办法》第十七条：统一格式、统一字体、统一字号）。
//!
//! Without the theme there are no pages, and another one in its place would break the unity of form that article 17
//! demands.
//!
//! ## Example · 例子
//! ```toml
//! [build]
//! theme = "gvo"                    # 应为 gov
//! ```
//!
//! ## What to do · 怎么改
//! 改成 `gov`，或者把模板放进 `themes/<名称>/`。
//!
//! Write `gov`, or put the theme into `themes/<name>/`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF009.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_THEME,
    name: "unknown-theme",
    since: "0.1.0",
    source: include_str!("unknown_theme.rs"),
    check: Check::Config,
};
