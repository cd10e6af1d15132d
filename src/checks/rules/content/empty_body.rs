//! # QF211 empty-body · 没有正文
//!
//! ## What it finds · 检查什么
//! 页面没有正文。内容写在页面信息里的类型（办事指南、办理公示、调查、年报、数据、访谈、表格、首页）和栏目介绍除外；已经答复的来信要有正文，正文就是答复。
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
use crate::diag::{Sink, codes};

/// QF211.
pub(crate) static RULE: Rule = Rule {
    code: codes::EMPTY_BODY,
    name: "empty-body",
    since: "0.1.0",
    source: include_str!("empty_body.rs"),
    check: Check::Page(check),
};

fn check(_cx: &PageCx<'_>, _sink: &mut Sink) {}
