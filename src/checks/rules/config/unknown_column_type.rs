//! # QF027 unknown-column-type · 不认识的栏目类型
//!
//! ## What it finds · 检查什么
//! 栏目的 `type` 不是国家规定的栏目类型。
//!
//! A column's `type` is not one of the national column types.
//!
//! ## Why it matters · 为什么要紧
//! `ColumnType` 标签的取值由国办发〔2017〕47号附件列定，监测系统按它归类；自拟的类型等于没有标。
//!
//! The values of the tag `ColumnType` are listed in 国办发〔2017〕47号; monitoring sorts columns by them, and an invented one
//! counts as none.
//!
//! ## Example · 例子
//! ```toml
//! type = "通知"                    # 应为 政策文件、工作动态 等
//! ```
//!
//! ## What to do · 怎么改
//! 从提示的列表里选一个最接近的。列表在 `data/column-types.toml`。
//!
//! Choose the nearest of the list in `data/column-types.toml`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF027.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_COLUMN_TYPE,
    name: "unknown-column-type",
    since: "0.1.0",
    source: include_str!("unknown_column_type.rs"),
    check: Check::Config,
};
