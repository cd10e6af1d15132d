//! # QF010 bad-theme · 网页模板有错
//!
//! ## What it finds · 检查什么
//! `theme.toml` 或者模板文件有错：语法不对，引用了不存在的块、变量或文件，继承成了循环。
//!
//! `theme.toml` or a template has a fault: wrong syntax, a block, variable or file that does not exist, or a loop of
//! inheritance.
//!
//! ## Why it matters · 为什么要紧
//! 一个模板生成成千上万个页面，一处错误就是整站的错误，所以先停下来。
//!
//! One template makes thousands of pages, so its fault is the fault of the whole site: nothing is built.
//!
//! ## Example · 例子
//! ```html
//! <h1>{{ page.titel }}</h1>        {# 应为 title #}
//! ```
//!
//! ## What to do · 怎么改
//! 按提示的行和列改模板。不改模板的站点不需要 `themes/` 文件夹，程序自带一份。
//!
//! Correct the template at the place shown. A site that changes nothing needs no `themes/` folder: the program carries
//! one.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF010.
pub(crate) static RULE: Rule = Rule {
    code: codes::BAD_THEME,
    name: "bad-theme",
    since: "0.1.0",
    source: include_str!("bad_theme.rs"),
    check: Check::Config,
};
