//! # QF500 gate-missing · 审核关口还没有建成
//!
//! ## What it finds · 检查什么
//! 这一版程序还没有签名审核的关口，只能生成预览。
//!
//! This version of the program has no gate yet, so it can make nothing but previews.
//!
//! ## Why it matters · 为什么要紧
//! 发布必须经过审核（《网站管理办法》第二十一条）。没有核对签名的程序不能代替审核，所以宁可不发布。
//!
//! A release needs reviews (article 21). A program that cannot check signatures must not stand in for them, so it
//! refuses.
//!
//! ## Example · 例子
//! ```text
//! qianfa build                # 停下，退出码 1
//! qianfa build --preview      # 生成带水印的预览
//! ```
//!
//! ## What to do · 怎么改
//! 用 `qianfa build --preview` 或 `qianfa serve` 查看效果；正式发布等待审核关口建成。
//!
//! Use `qianfa build --preview` or `qianfa serve`; releases wait for the gate.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF500.
pub(crate) static RULE: Rule = Rule {
    code: codes::GATE_MISSING,
    name: "gate-missing",
    since: "0.1.0",
    source: include_str!("gate_missing.rs"),
    check: Check::Gate,
};
