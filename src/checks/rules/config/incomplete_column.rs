//! # QF026 incomplete-column · 栏目信息不全
//!
//! ## What it finds · 检查什么
//! 栏目缺少责任处室、类型、关键词或者说明。
//!
//! A column lacks a responsible department, a type, keywords or a description.
//!
//! ## Why it matters · 为什么要紧
//! 《网站管理办法》第十三条要求每个栏目有责任处室；国办发〔2017〕47号要求每个栏目页标明 `ColumnName`、`ColumnType`、`ColumnKeywords`、`ColumnDescription`，内容不得为空。
//!
//! Article 13 wants a department for every column; 国办发〔2017〕47号 wants the four column tags on every list page, none of
//! them empty.
//!
//! ## Example · 例子
//! ```toml
//! [column."portal/notice"]
//! name        = "通知公告"
//! departments = ["bgs", "xxc"]
//! type        = "政策文件"
//! keywords    = []                 # 不能为空
//! ```
//!
//! ## What to do · 怎么改
//! 补上缺少的内容。说明写清栏目发什么、不发什么。
//!
//! Fill in what is missing. The description says what the column publishes and what not.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF026.
pub(crate) static RULE: Rule = Rule {
    code: codes::INCOMPLETE_COLUMN,
    name: "incomplete-column",
    since: "0.1.0",
    source: include_str!("incomplete_column.rs"),
    check: Check::Config,
};
