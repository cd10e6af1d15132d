//! # QF203 heading-level-skipped · 标题跳级
//!
//! ## What it finds · 检查什么
//! 正文的标题跳过了一级，例如 `##` 后面直接用 `####`，或者第一个标题不是 `##`。
//!
//! A heading skips a level, such as `####` behind `##`, or the first heading is not `##`.
//!
//! ## Why it matters · 为什么要紧
//! 读屏软件靠标题层次浏览（GB/T 37668-2019）；跳级会让人以为漏了内容，目录也会错位。
//!
//! Screen readers walk by headings (GB/T 37668-2019): a skipped level sounds like missing text, and tables of contents
//! go wrong.
//!
//! ## Example · 例子
//! ```markdown
//! ## 一、总体要求
//! #### （一）指导思想      应为 ###
//! ```
//!
//! ## What to do · 怎么改
//! 逐级使用 `##`、`###`、`####`。只想让字变大或变粗的，用 `**加粗**`。
//!
//! Use `##`, `###`, `####` one after another; for mere emphasis use `**bold**`.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};

/// QF203.
pub(crate) static RULE: Rule = Rule {
    code: codes::HEADING_LEVEL_SKIPPED,
    name: "heading-level-skipped",
    since: "0.1.0",
    source: include_str!("heading_level_skipped.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    // The page's title is the heading of level 1.
    let mut before = 1;
    for heading in cx.body.outline() {
        if heading.level > before + 1 {
            let finding = Finding::new(RULE.code, cx.in_body(heading.span))
                .with("heading", heading.text.as_str())
                .with("level", usize::from(heading.level))
                .with("expected", usize::from(before + 1));
            sink.push(if before == 1 { finding.variant("first") } else { finding });
        }
        before = heading.level.max(1);
    }
}
