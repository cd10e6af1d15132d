//! # QF004 missing-setting · 缺少必填的设置
//!
//! ## What it finds · 检查什么
//! 配置文件的一段里缺少必填的键。
//!
//! A paragraph of a configuration file lacks a key that it must have.
//!
//! ## Why it matters · 为什么要紧
//! 必填的键没有默认值：站点叫什么、栏目归谁、由谁终审，都不能由程序替人决定。
//!
//! Such keys have no default: what a site is called, who answers for a column and who reviews last cannot be decided by
//! a program.
//!
//! ## Example · 例子
//! ```toml
//! [department.xxc]
//! site = "portal"            # 缺少 name
//! ```
//!
//! ## What to do · 怎么改
//! 在提示的那一段里补上这个键。每个键的含义见《责任明细表和站点配置》一章。
//!
//! Add the key to the paragraph shown. What each key means is told in the chapter on the matrix and the configuration.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF004.
pub(crate) static RULE: Rule = Rule {
    code: codes::MISSING_SETTING,
    name: "missing-setting",
    since: "0.1.0",
    source: include_str!("missing_setting.rs"),
    check: Check::Config,
};
