//! # QF124 unmasked-person · 个人信息没有隐去
//!
//! ## What it finds · 检查什么
//! 公示或公开来信里出现了个人的全名，或者没有按规定隐去的证件号码：`results` 和 `results_file` 的申请人、证件号码，`message.asker`，`interview.questions` 的提问人。企业名称不用隐去。
//!
//! A published result or letter shows a person's full name, or an identity number that is not masked as prescribed.
//! Names of companies are fine.
//!
//! ## Why it matters · 为什么要紧
//! 公开信息不得侵犯个人隐私（《政府信息公开条例》第十五条，《个人信息保护法》第二十五条）。上网之后会被检索、转载，收不回来。
//!
//! Publication must not violate privacy (条例 article 15, the Personal Information Protection Act). What was online is
//! copied and cannot be taken back.
//!
//! ## Example · 例子
//! ```yaml
//! applicant: 张三丰                    # 应为 张**
//! id_masked: "350102199001011234"      # 应为 35*************234
//! ```
//!
//! ## What to do · 怎么改
//! 姓名保留姓氏，其余用 `*`；不愿具名的写“匿名”；证件号码保留前两位和后三位，中间用 `*`。已经提交的，报告信息部门处理历史。
//!
//! Keep the surname and write `*` for the rest, or 匿名; of an identity number keep the first two and the last three. If
//! it was committed, tell the information office.

use crate::checks::people::{identity_number, is_full_name, is_masked_number, mask_name, mask_number};
use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Place, Sink, codes};
use crate::source::{Block, Interview, Message, ResultRow, Results};

/// QF124.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNMASKED_PERSON,
    name: "unmasked-person",
    since: "0.1.0",
    source: include_str!("unmasked_person.rs"),
    check: Check::Page(check),
};

// What is found is never part of the message: reports may be public.
fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    match cx.page.front.as_deref().and_then(|f| f.block.as_deref()) {
        Some(Block::Results(Results::Rows(rows))) => {
            for (row, number) in rows.iter().zip(1..) {
                check_row(cx, row, number, sink);
            }
        }
        Some(Block::Results(Results::File(file))) => check_file(cx, &file.value, sink),
        Some(Block::Message(message)) => check_message(cx, message, sink),
        Some(Block::Interview(interview)) => check_interview(cx, interview, sink),
        _ => {}
    }
}

fn check_row(cx: &PageCx<'_>, row: &ResultRow, number: usize, sink: &mut Sink) {
    check_name("applicant", &row.applicant.value, || cx.in_file(row.applicant.span), sink);
    if let Some(id) = &row.id_masked {
        check_number("id_masked", &id.value, || cx.in_file(id.span), sink);
    }
    for (key, text) in [("uscc", &row.uscc), ("reason", &row.reason)] {
        let Some(text) = text else { continue };
        check_text(key, text, || cx.at_key(&format!("results[{number}].{key}")), sink);
    }
}

fn check_file(cx: &PageCx<'_>, file: &str, sink: &mut Sink) {
    let Some(table) = cx.table(file) else { return };
    for (row, place) in table.rows() {
        let cell = |name| table.column(name).and_then(|at| row.get(at)).map(|cell| cell.trim());
        if let Some(name) = cell("applicant") {
            check_name("applicant", name, || place.clone(), sink);
        }
        if let Some(id) = cell("id_masked").filter(|id| !id.is_empty()) {
            check_number("id_masked", id, || place.clone(), sink);
        }
        for key in ["uscc", "reason"] {
            check_text(key, cell(key).unwrap_or_default(), || place.clone(), sink);
        }
    }
}

fn check_message(cx: &PageCx<'_>, message: &Message, sink: &mut Sink) {
    check_name("asker", &message.asker.value, || cx.in_file(message.asker.span), sink);
    check_text("question", &message.question, || cx.at_key("message.question"), sink);
}

fn check_interview(cx: &PageCx<'_>, interview: &Interview, sink: &mut Sink) {
    for (question, number) in interview.questions.iter().zip(1..) {
        let Some(by) = &question.by else { continue };
        // Host and guests are there in public.
        let is_public = interview.host.as_deref() == Some(by) || interview.guests.iter().any(|g| g.name == *by);
        if !is_public {
            check_name("by", by, || cx.at_key(&format!("interview.questions[{number}].by")), sink);
        }
    }
}

fn check_name(key: &str, name: &str, at: impl Fn() -> Place, sink: &mut Sink) {
    check_text(key, name, &at, sink);
    if is_full_name(name) {
        sink.push(Finding::new(RULE.code, at()).with("key", key).with("masked", mask_name(name)));
    }
}

fn check_number(key: &str, number: &str, at: impl Fn() -> Place, sink: &mut Sink) {
    if !is_masked_number(number) {
        sink.push(Finding::new(RULE.code, at()).variant("number").with("key", key).with("masked", mask_number(number)));
    }
}

fn check_text(key: &str, text: &str, at: impl Fn() -> Place, sink: &mut Sink) {
    if let Some(number) = identity_number(text) {
        let finding = Finding::new(RULE.code, at()).variant("identity");
        sink.push(finding.with("key", key).with("masked", mask_number(number)));
    }
}
