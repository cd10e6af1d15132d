//! # QF123 table-mismatch · 表格与说明不符
//!
//! ## What it finds · 检查什么
//! 页面旁边的 CSV 和页面说的不一样：数据集的表头与 `dataset.columns` 不同；调查结果的表头不是 `question,option,count`，或者写了没有的问题；办理公示的表头缺少必要的列。
//!
//! A CSV beside the page does not agree with it: a data set's header differs from `dataset.columns`, survey results
//! lack the header `question,option,count` or name an unknown question, a table of results lacks columns.
//!
//! ## Why it matters · 为什么要紧
//! 开放数据要能被机器直接使用，列名就是约定；办理公示缺了列，公示的要素就不全。
//!
//! Open data are used by machines, and the names of columns are the contract; a table of results without its columns
//! lacks what must be shown.
//!
//! ## Example · 例子
//! ```yaml
//! dataset:
//!   file: week47.csv
//!   columns: [品种, 单位, 本周均价]     # 文件的第一行是：品种,单位,均价
//! ```
//!
//! ## What to do · 怎么改
//! 改表头或者改 `columns`，使两边逐字相同、次序一致。CSV 用 UTF-8 编码，逗号分隔。
//!
//! Change one of them, so that both agree word by word and in order. CSV is UTF-8, separated by commas.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Sink, codes};

/// QF123.
pub(crate) static RULE: Rule = Rule {
    code: codes::TABLE_MISMATCH,
    name: "table-mismatch",
    since: "0.1.0",
    source: include_str!("table_mismatch.rs"),
    check: Check::Page(check),
};

fn check(_cx: &PageCx<'_>, _sink: &mut Sink) {}
