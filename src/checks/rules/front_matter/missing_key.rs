//! # QF108 missing-key · 缺少必填的键
//!
//! ## What it finds · 检查什么
//! 前言缺少必填的键，例如标题、责任处室、密级、发布时间，或者办事指南的设定依据。
//!
//! The front matter lacks a key that it must have, such as title, department, confidentiality, date, or a guide's legal
//! basis.
//!
//! ## Why it matters · 为什么要紧
//! 标题、时间和来源是国办发〔2017〕47号规定的页面标签；责任处室和密级决定由谁审核；办事指南缺少关键要素的单项否决（国办秘函〔2019〕19号）。
//!
//! Title, date and source are national page tags; department and level decide who reviews; a guide without its key
//! elements fails the inspection as a whole.
//!
//! ## Example · 例子
//! ```yaml
//! title: 关于组织申报示范项目的通知
//! department: xxc
//! date: 2026-11-09 10:00        # 缺少 confidentiality
//! ```
//!
//! ## What to do · 怎么改
//! 补上提示的键。密级和责任处室没有默认值，必须写明。
//!
//! Add the key shown. Confidentiality and department have no default and must be written.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF108.
pub(crate) static RULE: Rule = Rule {
    code: codes::MISSING_KEY,
    name: "missing-key",
    since: "0.1.0",
    source: include_str!("missing_key.rs"),
    check: Check::Source,
};
