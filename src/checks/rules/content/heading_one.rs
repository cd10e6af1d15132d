//! # QF204 heading-one · 正文里有一级标题
//!
//! ## What it finds · 检查什么
//! 正文用了一级标题 `# `（或者下一行全是 `=` 的写法）。
//!
//! The body has a heading of the first level, `# ` or underlined with `=`.
//!
//! ## Why it matters · 为什么要紧
//! 一级标题是页面的标题，由 `title` 生成，每页只能有一个（GB/T 37668-2019）。
//!
//! The heading of the first level is the page's title and is made from `title`; a page has exactly one.
//!
//! ## Example · 例子
//! ```markdown
//! # 关于组织申报示范项目的通知      删去，title 已经写了
//! ```
//!
//! ## What to do · 怎么改
//! 和 `title` 相同的，删去；是正文的章节的，改为 `## `，下面的标题依次降一级。
//!
//! Remove it if it repeats the title; make it `## ` if it is a section, and lower those below it.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};

/// QF204.
pub(crate) static RULE: Rule = Rule {
    code: codes::HEADING_ONE,
    name: "heading-one",
    since: "0.1.0",
    source: include_str!("heading_one.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let title = cx.page.front.as_deref().map(|f| f.title.value.trim());
    for heading in cx.body.outline().iter().filter(|h| h.level == 1) {
        let finding = Finding::new(RULE.code, cx.in_body(heading.span)).with("heading", heading.text.as_str());
        let repeats = title == Some(heading.text.trim());
        sink.push(if repeats { finding.variant("title") } else { finding });
    }
}
