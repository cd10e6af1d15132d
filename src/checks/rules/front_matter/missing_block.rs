//! # QF114 missing-block · 缺少这类页面的信息
//!
//! ## What it finds · 检查什么
//! 栏目的类型要求有一段信息，页面却没有：公文的 `document`，办事指南的 `guide`，解读的 `interprets` 等。
//!
//! The kind of the column demands a block that the page lacks: `document`, `guide`, `interprets` and so on.
//!
//! ## Why it matters · 为什么要紧
//! 公文要标明索引号、文号、有效性；办事指南缺少关键要素的单项否决；解读要和文件关联（国办秘函〔2019〕19号）。
//!
//! Documents must show index, number and validity; guides without their elements fail the inspection; interpretations
//! must be linked with what they explain.
//!
//! ## Example · 例子
//! ```yaml
//! # content/portal/interpretation/2026-09-11-b.md
//! title: 一图读懂专项资金管理办法
//! department: fgspc
//! confidentiality: public
//! date: 2026-09-11 09:00      # 缺少 interprets: [exhibition-fund-2026]
//! ```
//!
//! ## What to do · 怎么改
//! 补上这一段。`qianfa new <栏目>` 会列出要填的键。
//!
//! Add the block. `qianfa new <column>` lists its keys.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF114.
pub(crate) static RULE: Rule = Rule {
    code: codes::MISSING_BLOCK,
    name: "missing-block",
    since: "0.1.0",
    source: include_str!("missing_block.rs"),
    check: Check::Source,
};
