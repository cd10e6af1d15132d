//! # QF100 no-front-matter · 没有前言
//!
//! ## What it finds · 检查什么
//! 页面开头没有 `---` 括起来的前言，或者只有开头的 `---` 没有结尾的。
//!
//! The file does not begin with front matter between `---` lines, or the closing line is missing.
//!
//! ## Why it matters · 为什么要紧
//! 标题、责任处室、密级和发布时间都写在前言里。没有它，就不知道该由谁审核，页面不能发布。
//!
//! Title, department, confidentiality and date stand there; without them nobody knows who must review, and the page is
//! withheld.
//!
//! ## Example · 例子
//! ```markdown
//! 关于组织申报示范项目的通知      ← 第一行应为 ---
//!
//! 各有关单位：……
//! ```
//!
//! ## What to do · 怎么改
//! 在文件开头写上前言，前后各一行 `---`。`qianfa new <栏目>` 会按栏目生成一份。
//!
//! Open the file with front matter between two `---` lines. `qianfa new <column>` writes one for the column.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF100.
pub(crate) static RULE: Rule = Rule {
    code: codes::NO_FRONT_MATTER,
    name: "no-front-matter",
    since: "0.1.0",
    source: include_str!("no_front_matter.rs"),
    check: Check::Source,
};
