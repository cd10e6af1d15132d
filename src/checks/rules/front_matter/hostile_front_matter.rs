//! # QF112 hostile-front-matter · 前言里有不允许的写法
//!
//! ## What it finds · 检查什么
//! 前言用了锚点、别名、合并、标签、第二个文档，嵌套过深，或者超过 16 KiB。
//!
//! The front matter uses anchors, aliases, merges, tags or a second document, is nested too deeply, or is larger than
//! 16 KiB.
//!
//! ## Why it matters · 为什么要紧
//! 这些写法会让人看到的和程序读到的不一样，也能让程序耗尽内存。前言用不着它们。
//!
//! Such constructs make the program read something other than people see, or run out of memory. Front matter has no
//! need of them.
//!
//! ## Example · 例子
//! ```yaml
//! base: &b {department: xxc}
//! <<: *b                      # 不允许锚点、别名和合并
//! ```
//!
//! ## What to do · 怎么改
//! 把值直接写出来。值以 `&`、`*`、`!` 开头的，用双引号括起来。
//!
//! Write the values out. Quote a value that begins with `&`, `*` or `!`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF112.
pub(crate) static RULE: Rule = Rule {
    code: codes::HOSTILE_FRONT_MATTER,
    name: "hostile-front-matter",
    since: "0.1.0",
    source: include_str!("hostile_front_matter.rs"),
    check: Check::Source,
};
