//! # QF106 front-matter-syntax · 前言写法不对
//!
//! ## What it finds · 检查什么
//! 前言不是合法的 YAML：冒号用了全角，冒号后面没有空格，缩进不齐，引号没有成对。
//!
//! The front matter is not YAML: a full-width colon, no space behind a colon, uneven indentation, an unpaired quote.
//!
//! ## Why it matters · 为什么要紧
//! 读不出来的前言不能猜，页面不能发布。
//!
//! Front matter that cannot be read is not guessed at; the page is withheld.
//!
//! ## Example · 例子
//! ```yaml
//! title：关于组织申报示范项目的通知     # 冒号应为半角，后面空一格
//! ```
//!
//! ## What to do · 怎么改
//! 冒号用半角，后面空一格；值里有冒号或以符号开头的，用双引号括起来；列表的各行缩进相同。
//!
//! Use a straight colon and a space behind it; quote values that contain a colon or begin with a symbol; indent the
//! lines of a list alike.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF106.
pub(crate) static RULE: Rule = Rule {
    code: codes::FRONT_MATTER_SYNTAX,
    name: "front-matter-syntax",
    since: "0.1.0",
    source: include_str!("front_matter_syntax.rs"),
    check: Check::Source,
};
