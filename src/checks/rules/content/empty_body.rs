//! # QF211 empty-body · 没有正文
//!
//! ## What it finds · 检查什么
//! 页面没有正文。内容写在前言里的类型（办事指南、办理公示、调查、年报、数据、访谈、表格、首页）和栏目介绍除外；已经答复的来信要有正文，正文就是答复。
//!
//! The page has no body. Kinds whose content stands in the front matter and introductions of columns are exempt; a
//! letter that was answered needs one: it is the reply.
//!
//! ## Why it matters · 为什么要紧
//! 空白页面和空白栏目一样，检查时按没有内容计（国办秘函〔2019〕19号）；只有附件没有正文的，手机上看不了，读屏软件也读不了。
//!
//! Empty pages count as no content at inspections; a page with nothing but an attachment cannot be read on a telephone
//! or by a screen reader.
//!
//! ## Example · 例子
//! ```markdown
//! ---
//! title: 关于组织申报示范项目的通知
//! ……
//! ---
//! ```
//!
//! ## What to do · 怎么改
//! 写上正文；附件的主要内容在正文里概述。
//!
//! Write the body; sum up what attachments say.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::markdown::{Event, Tag};
use crate::model::{Kind, Span};
use crate::source::{Block, FrontMatter, Place};

/// QF211.
pub(crate) static RULE: Rule = Rule {
    code: codes::EMPTY_BODY,
    name: "empty-body",
    since: "0.1.0",
    source: include_str!("empty_body.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let Some(front) = &cx.page.front else { return };
    if cx.page.place == Place::Introduction || !needs_body(cx.page.kind, front) || says_something(cx) {
        return;
    }
    let at = cx.in_file(Span::at(cx.page.body_start as usize));
    let finding = Finding::new(RULE.code, at);
    sink.push(if cx.page.kind == Kind::Message { finding.variant("reply") } else { finding });
}

/// Returns whether a page of this kind says what it has to say in its body.
fn needs_body(kind: Kind, front: &FrontMatter) -> bool {
    match kind {
        Kind::Article | Kind::Document | Kind::Interpretation | Kind::Standing => true,
        // The body is the reply.
        Kind::Message => matches!(front.block.as_deref(), Some(Block::Message(m)) if m.replied.is_some()),
        Kind::Guide
        | Kind::Result
        | Kind::Survey
        | Kind::Annual
        | Kind::Dataset
        | Kind::Interview
        | Kind::Form
        | Kind::Home => false,
    }
}

fn says_something(cx: &PageCx<'_>) -> bool {
    cx.body.events().iter().any(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => !text.trim().is_empty(),
        Event::Start(Tag::Image { .. }) => true,
        _ => false,
    })
}
