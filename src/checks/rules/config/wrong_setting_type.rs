//! # QF003 wrong-setting-type · 设置的类型不对
//!
//! ## What it finds · 检查什么
//! 配置文件里一个值的类型不对：该写文字的写了数字，该写列表的写了文字。
//!
//! A value in a configuration file has the wrong type: a number where a text is expected, a text where a list is
//! expected.
//!
//! ## Why it matters · 为什么要紧
//! 类型不对的值只能猜，猜错了就是用错了规定。
//!
//! A value of the wrong type can only be guessed at, and a wrong guess applies the wrong rule.
//!
//! ## Example · 例子
//! ```toml
//! [column."portal/notice"]
//! departments = "xxc"        # 应为 ["xxc"]
//! order       = "10"         # 应为 10
//! ```
//!
//! ## What to do · 怎么改
//! 列表用方括号：`["xxc"]`；数字和 `true`、`false` 不加引号；文字加引号。
//!
//! Lists stand in brackets, `["xxc"]`; numbers, `true` and `false` without quotes; texts in quotes.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF003.
pub(crate) static RULE: Rule = Rule {
    code: codes::WRONG_SETTING_TYPE,
    name: "wrong-setting-type",
    since: "0.1.0",
    source: include_str!("wrong_setting_type.rs"),
    check: Check::Config,
};
