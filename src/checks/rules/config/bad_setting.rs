//! # QF005 bad-setting · 设置的值不合规定
//!
//! ## What it finds · 检查什么
//! 一个值的类型对，但不合规定的写法：时限写成 `7天`，时区写成城市名，代号用了大写字母或者中文。
//!
//! A value has the right type but does not say anything we know: a limit written `7天`, a time zone written as a city,
//! an id with capitals or Chinese characters.
//!
//! ## Why it matters · 为什么要紧
//! 代号要出现在文件夹名、网址和签名里，时限要拿来计算，写法必须只有一种读法。
//!
//! Ids appear in folder names, addresses and signatures, and limits are calculated with: each must have exactly one
//! reading.
//!
//! ## Example · 例子
//! ```toml
//! limit = "7天"              # 应为 "7d"
//! ```
//!
//! ## What to do · 怎么改
//! 按提示的写法改。时限：`7d` 天、`5wd` 工作日、`6mo` 月、`1y` 年；代号：小写字母、数字和中间的连字符。
//!
//! Write it as the message says. Limits: `7d` days, `5wd` working days, `6mo` months, `1y` years; ids: lower-case
//! letters, digits, inner hyphens.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF005.
pub(crate) static RULE: Rule = Rule {
    code: codes::BAD_SETTING,
    name: "bad-setting",
    since: "0.1.0",
    source: include_str!("bad_setting.rs"),
    check: Check::Config,
};
