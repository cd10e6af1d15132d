//! # QF123 table-mismatch · 表格与说明不符
//!
//! ## What it finds · 检查什么
//! 页面旁边的 CSV 和页面说的不一样：数据集的表头与 `dataset.columns` 不同；调查结果的表头不是 `question,option,count`，或者写了没有的问题；办理公示的表头缺少必要的列。
//!
//! A CSV beside the page does not agree with it: a data set's header differs from `dataset.columns`, survey results
//! lack the header `question,option,count` or name an unknown question, a table of results lacks columns.
//!
//! ## Why it matters · 为什么要紧
//! 开放数据要能被机器直接使用，列名就是约定；办理公示缺了列，公示的要素就不全。
//!
//! Open data are used by machines, and the names of columns are the contract; a table of results without its columns
//! lacks what must be shown.
//!
//! ## Example · 例子
//! ```yaml
//! dataset:
//!   file: week47.csv
//!   columns: [品种, 单位, 本周均价]     # 文件的第一行是：品种,单位,均价
//! ```
//!
//! ## What to do · 怎么改
//! 改表头或者改 `columns`，使两边逐字相同、次序一致。CSV 用 UTF-8 编码，逗号分隔。
//!
//! Change one of them, so that both agree word by word and in order. CSV is UTF-8, separated by commas.

use crate::checks::rule::TableCx;
use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::model::Day;
use crate::source::{Block, Dataset, QuestionKind, Results, Survey};

/// QF123.
pub(crate) static RULE: Rule = Rule {
    code: codes::TABLE_MISMATCH,
    name: "table-mismatch",
    since: "0.1.0",
    source: include_str!("table_mismatch.rs"),
    check: Check::Page(check),
};

/// The header of survey results.
const SURVEY: [&str; 3] = ["question", "option", "count"];

/// The columns of a table of results: those that must be there, then those that may.
const RESULTS: [&str; 6] = ["case_no", "item", "applicant", "accepted", "decided", "decision"];
const RESULTS_OPTIONAL: [&str; 4] = ["uscc", "id_masked", "reason", "remedy"];

/// How many rows of one table are reported; the rest is most likely wrong in the same way.
const MAX_ROWS_SHOWN: usize = 20;

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    match cx.page.front.as_deref().and_then(|f| f.block.as_deref()) {
        Some(Block::Dataset(dataset)) => check_dataset(cx, dataset, sink),
        Some(Block::Survey(survey)) => check_survey(cx, survey, sink),
        Some(Block::Results(Results::File(file))) => {
            if let Some(table) = cx.table(&file.value) {
                check_results(&table, cx.in_file(file.span), sink);
            }
        }
        _ => {}
    }
}

fn check_dataset(cx: &PageCx<'_>, dataset: &Dataset, sink: &mut Sink) {
    let Some(table) = cx.table(&dataset.file.value) else { return };
    if table.header() != dataset.columns.value {
        let at = cx.in_file(dataset.columns.span);
        sink.push(header_differs(&table, at).with("expected", dataset.columns.value.join(",")));
    }
}

fn header_differs(table: &TableCx<'_>, at: Place) -> Finding {
    Finding::new(RULE.code, at)
        .with("file", table.name)
        .with("found", table.header().join(","))
        .label(table.header_place(), Message::new("label-header"))
}

fn check_survey(cx: &PageCx<'_>, survey: &Survey, sink: &mut Sink) {
    let Some((file, table)) = survey.results.as_ref().and_then(|f| Some((f, cx.table(&f.value)?))) else { return };
    if table.header() != SURVEY {
        let finding = header_differs(&table, cx.in_file(file.span)).variant("survey");
        return sink.push(finding.with("expected", SURVEY.join(",")));
    }
    let faults = table.rows().filter_map(|(row, place)| survey_row(survey, row, place, &table));
    faults.take(MAX_ROWS_SHOWN).for_each(|finding| sink.push(finding));
}

fn survey_row(survey: &Survey, row: &[String], place: Place, table: &TableCx<'_>) -> Option<Finding> {
    let [question, option, count] = row else { return None };
    let finding = Finding::new(RULE.code, place).with("file", table.name);
    let Some(asked) = survey.questions.iter().find(|q| q.id == *question) else {
        return Some(finding.variant("question").with("question", question.as_str()));
    };
    if asked.kind != QuestionKind::Text && !asked.options.contains(option) {
        return Some(finding.variant("option").with("question", question.as_str()).with("option", option.as_str()));
    }
    count.trim().parse::<u32>().is_err().then(|| finding.variant("count").with("found", count.as_str()))
}

fn check_results(table: &TableCx<'_>, at: Place, sink: &mut Sink) {
    let missing: Vec<&str> = RESULTS.into_iter().filter(|name| table.column(name).is_none()).collect();
    let unknown = table.header().iter().map(String::as_str);
    let unknown: Vec<&str> = unknown.filter(|n| !RESULTS.contains(n) && !RESULTS_OPTIONAL.contains(n)).collect();
    if !missing.is_empty() {
        sink.push(header_differs(table, at).variant("results").with("missing", missing.join(",")));
    } else if !unknown.is_empty() {
        sink.push(header_differs(table, at).variant("results-unknown").with("unknown", unknown.join(",")));
    } else {
        let faults = table.rows().filter_map(|(row, place)| results_row(table, row, place));
        faults.take(MAX_ROWS_SHOWN).for_each(|finding| sink.push(finding));
    }
}

fn results_row(table: &TableCx<'_>, row: &[String], place: Place) -> Option<Finding> {
    let finding = Finding::new(RULE.code, place).with("file", table.name);
    for name in RESULTS {
        let cell = row.get(table.column(name)?)?.trim();
        if cell.is_empty() {
            return Some(finding.variant("cell").with("column", name));
        }
        if matches!(name, "accepted" | "decided") && Day::parse(cell).is_err() {
            return Some(finding.variant("date").with("column", name).with("found", cell));
        }
    }
    None
}
