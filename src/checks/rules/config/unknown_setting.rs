//! # QF002 unknown-setting · 不认识的设置
//!
//! ## What it finds · 检查什么
//! 配置文件里有一个程序不认识的键，例如把 `departments` 写成了 `department`。
//!
//! A configuration file has a key that the program does not know, such as `department` for `departments`.
//!
//! ## Why it matters · 为什么要紧
//! 写错的键如果被悄悄忽略，一条限制就会悄悄失效：以为要加法制审核，其实没有加。
//!
//! If a misspelt key were ignored, a restriction would silently not hold: somebody believes that a legal review is
//! required, and it is not.
//!
//! ## Example · 例子
//! ```toml
//! [column."portal/notice"]
//! add-step = ["legal"]      # 应为 add-steps
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改成最接近的键。说明文字写在 `#` 后面。
//!
//! Use the key that the message suggests. Remarks stand behind `#`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF002.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_SETTING,
    name: "unknown-setting",
    since: "0.1.0",
    source: include_str!("unknown_setting.rs"),
    check: Check::Config,
};
