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
use crate::diag::{Finding, Sink, codes};
use crate::model::Span;
use crate::source::{Annual, Block, Table2, Table2Row, Table3};

/// QF121.
pub(crate) static RULE: Rule = Rule {
    code: codes::WRONG_SUM,
    name: "wrong-sum",
    since: "0.1.0",
    source: include_str!("wrong_sum.rs"),
    check: Check::Page(check),
};

/// The columns of table 2, as 国办公开办函〔2021〕30号 prints them. The last, 总计, balances when these and the rows do.
const APPLICANTS: [&str; 6] = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"];

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let Some(Block::Annual(annual)) = cx.page.front.as_deref().and_then(|f| f.block.as_deref()) else { return };
    let Annual { table2, table3, .. } = annual;
    if let Some(table) = table2 {
        check_requests(cx, table, sink);
    }
    if let Some(table) = table3 {
        check_suits(cx, table, sink);
    }
}

fn check_requests(cx: &PageCx<'_>, table: &Table2, sink: &mut Sink) {
    let outcomes = [&table.granted, &table.partly, &table.refused, &table.unable, &table.dismissed, &table.other];
    let rows = [
        ("本年新收政府信息公开申请数量", &table.new),
        ("上年结转政府信息公开申请数量", &table.carried_in),
        ("予以公开", outcomes[0]),
        ("部分公开", outcomes[1]),
        ("不予公开", outcomes[2]),
        ("无法提供", outcomes[3]),
        ("不予处理", outcomes[4]),
        ("其他处理", outcomes[5]),
        ("办理结果总计", &table.processed),
        ("结转下年度继续办理", &table.carried_out),
    ];
    for (name, row) in rows {
        check_row(cx, name, &row.value, row.span, sink);
    }
    for (at, column) in APPLICANTS.iter().enumerate() {
        let sum = |rows: &[&Table2Row]| rows.iter().map(|r| u64::from(r.value[at])).sum::<u64>();
        let (processed, expected) = (sum(&[&table.processed]), sum(&outcomes));
        if processed != expected {
            let finding = wrong(cx, table.processed.span, processed, expected).variant("processed");
            sink.push(finding.with("row", "办理结果总计").with("column", *column));
        }
        let (taken, left) = (sum(&[&table.new, &table.carried_in]), sum(&[&table.processed, &table.carried_out]));
        if taken != left {
            let finding = wrong(cx, table.carried_out.span, left, taken).variant("balance");
            sink.push(finding.with("row", "结转下年度继续办理").with("column", *column));
        }
    }
}

fn check_suits(cx: &PageCx<'_>, table: &Table3, sink: &mut Sink) {
    let rows = [
        ("行政复议", &table.review),
        ("未经复议直接起诉", &table.suit_direct),
        ("复议后起诉", &table.suit_after_review),
    ];
    for (name, row) in rows {
        check_row(cx, name, &row.value, row.span, sink);
    }
}

/// The last number of a row is the sum of the others.
fn check_row(cx: &PageCx<'_>, name: &str, row: &[u32], span: Span, sink: &mut Sink) {
    let Some((total, parts)) = row.split_last() else { return };
    let expected = parts.iter().map(|n| u64::from(*n)).sum::<u64>();
    if u64::from(*total) != expected {
        sink.push(wrong(cx, span, u64::from(*total), expected).with("row", name).with("column", "总计"));
    }
}

fn wrong(cx: &PageCx<'_>, span: Span, found: u64, expected: u64) -> Finding {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Finding::new(RULE.code, cx.in_file(span)).with("found", number(found)).with("expected", number(expected))
}
