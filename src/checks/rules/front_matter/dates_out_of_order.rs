//! # QF122 dates-out-of-order · 时间先后颠倒
//!
//! ## What it finds · 检查什么
//! 两个有先后的时间写反了：截止早于开始，答复早于收到，决定早于受理，施行早于成文，失效早于施行，公布早于成文，更新早于发布或者早于前一次更新；或者承诺时限比法定时限还长。
//!
//! Two dates are in the wrong order: closing before opening, reply before receipt, decision before acceptance, effect
//! before making, expiry before effect, publication before making, a change before publication or before the change above it; or a promised limit that is looser than the legal
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
use crate::diag::{Finding, Place, Sink, codes};
use crate::model::Day;
use crate::source::{Block, DocumentBlock, FrontMatter, Guide, Message, Results};

/// QF122.
pub(crate) static RULE: Rule = Rule {
    code: codes::DATES_OUT_OF_ORDER,
    name: "dates-out-of-order",
    since: "0.1.0",
    source: include_str!("dates_out_of_order.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let Some(front) = &cx.page.front else { return };
    check_page(cx, front, sink);
    if let Some(document) = &front.document {
        check_document(cx, front, document, sink);
    }
    match front.block.as_deref() {
        Some(Block::Guide(guide)) => check_guide(cx, guide, sink),
        Some(Block::Message(message)) => check_message(cx, message, sink),
        Some(Block::Survey(survey)) if survey.closes.value < survey.opens => {
            let at = cx.in_file(survey.closes.span);
            sink.push(out_of_order(at, "survey", survey.opens, survey.closes.value));
        }
        Some(Block::Results(Results::Rows(rows))) => {
            for row in rows.iter().filter(|row| row.decided.value < row.accepted) {
                sink.push(out_of_order(cx.in_file(row.decided.span), "decided", row.accepted, row.decided.value));
            }
        }
        Some(Block::Results(Results::File(file))) => check_results_file(cx, &file.value, sink),
        _ => {}
    }
}

fn out_of_order(at: Place, variant: &str, first: impl ToString, second: impl ToString) -> Finding {
    Finding::new(RULE.code, at).variant(variant).with("first", first.to_string()).with("second", second.to_string())
}

fn check_page(cx: &PageCx<'_>, front: &FrontMatter, sink: &mut Sink) {
    let Some(date) = front.date else { return };
    if let Some(expires) = front.expires.filter(|e| *e < date) {
        sink.push(out_of_order(cx.at_key("expires"), "expires", date, expires));
    }
    let mut last = date.day();
    for change in &front.changes {
        if change.date.value < last {
            sink.push(out_of_order(cx.in_file(change.date.span), "change", last, change.date.value));
        }
        last = change.date.value;
    }
}

fn check_document(cx: &PageCx<'_>, front: &FrontMatter, document: &DocumentBlock, sink: &mut Sink) {
    let published = front.date.map(crate::model::Moment::day);
    let order = [
        ("made", "document.made", document.made, published),
        ("effective", "document.effective", document.made, document.effective),
        ("document-expires", "document.expires", document.effective.or(document.made), document.expires),
    ];
    for (variant, key, first, second) in order {
        if let (Some(first), Some(second)) = (first, second)
            && second < first
        {
            sink.push(out_of_order(cx.at_key(key), variant, first, second));
        }
    }
}

fn check_guide(cx: &PageCx<'_>, guide: &Guide, sink: &mut Sink) {
    if guide.promised_days.may_exceed(guide.legal_days) {
        sink.push(out_of_order(cx.at_key("guide.promised_days"), "limit", guide.legal_days, guide.promised_days));
    }
}

fn check_message(cx: &PageCx<'_>, message: &Message, sink: &mut Sink) {
    if let Some(accepted) = message.accepted.filter(|a| a.value < message.received) {
        sink.push(out_of_order(cx.in_file(accepted.span), "accepted", message.received, accepted.value));
    }
    let Some(replied) = message.replied else { return };
    if replied.value < message.received {
        sink.push(out_of_order(cx.in_file(replied.span), "replied", message.received, replied.value));
    } else if let Some(accepted) = message.accepted.filter(|a| replied.value < a.value) {
        sink.push(out_of_order(cx.in_file(replied.span), "replied-accepted", accepted.value, replied.value));
    }
}

/// Rows in a CSV are held to the same order; days that are none are QF123's.
fn check_results_file(cx: &PageCx<'_>, file: &str, sink: &mut Sink) {
    let Some(table) = cx.table(file) else { return };
    let (Some(accepted), Some(decided)) = (table.column("accepted"), table.column("decided")) else { return };
    for (row, place) in table.rows() {
        let day = |at: usize| row.get(at).and_then(|cell| Day::parse(cell.trim()).ok());
        if let (Some(accepted), Some(decided)) = (day(accepted), day(decided))
            && decided < accepted
        {
            sink.push(out_of_order(place, "decided", accepted, decided));
        }
    }
}
