//! # QF025 loose-limit · 时限比国家规定宽
//!
//! ## What it finds · 检查什么
//! 栏目的更新时限或答复时限比 `data/limits.toml` 里的国家规定宽。
//!
//! A column's limit for updates or replies is looser than the national one in `data/limits.toml`.
//!
//! ## Why it matters · 为什么要紧
//! 本单位的时限可以从严，不能放宽。按放宽的时限办，到检查时已经超期了。
//!
//! Limits may be stricter than the national ones, never looser: whoever keeps the loose one is late at inspection.
//!
//! ## Example · 例子
//! ```toml
//! [column."portal/work"]
//! class = "news"
//! limit = "30d"                    # 动态类栏目不得超过 14d
//! ```
//!
//! ## What to do · 怎么改
//! 改成不超过提示里的时限。国家规定有变化的，改 `data/limits.toml` 并写明出处。
//!
//! Stay within the limit shown. If the national rule has changed, change `data/limits.toml`, with its source.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF025.
pub(crate) static RULE: Rule = Rule {
    code: codes::LOOSE_LIMIT,
    name: "loose-limit",
    since: "0.1.0",
    source: include_str!("loose_limit.rs"),
    check: Check::Config,
};
