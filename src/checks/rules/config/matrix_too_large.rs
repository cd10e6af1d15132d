//! # QF035 matrix-too-large · 责任明细表过大
//!
//! ## What it finds · 检查什么
//! 责任明细表的授权、自动加签或者格子多到无法逐一核对。
//!
//! The matrix has more grants, escalations or cells than can be judged one by one.
//!
//! ## Why it matters · 为什么要紧
//! 核对不完的矩阵不能当作核对过。正常的矩阵离这个上限很远，碰到多半是程序生成的文件出了错。
//!
//! A matrix that cannot be judged does not count as judged. Ordinary ones are far from the limit; a file that reaches
//! it was most likely generated wrongly.
//!
//! ## Example · 例子
//! ```toml
//! [[grant]]                        # 同样的授权重复了几万次
//! person      = "yuexiaofan"
//! step        = "final"
//! departments = ["*"]
//! ```
//!
//! ## What to do · 怎么改
//! 合并重复的授权：用 `departments = ["*"]`、`columns = ["portal/**"]` 代替逐个列举。
//!
//! Merge what repeats: `departments = ["*"]` and `columns = ["portal/**"]` stand for many.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF035.
pub(crate) static RULE: Rule = Rule {
    code: codes::MATRIX_TOO_LARGE,
    name: "matrix-too-large",
    since: "0.1.0",
    source: include_str!("matrix_too_large.rs"),
    check: Check::Config,
};
