//! # QF117 unknown-page-id · 没有这个代号的页面
//!
//! ## What it finds · 检查什么
//! `interprets`、`document.replaces` 或 `form.item` 写的代号，没有页面用它作 `id`；或者那个页面不是公文、不是办事指南；或者写的是自己。
//!
//! `interprets`, `document.replaces` or `form.item` names an id that no page has, or a page that is not a document or a
//! guide, or the page itself.
//!
//! ## Why it matters · 为什么要紧
//! 解读和文件要互相链接，被废止的文件要立即标明（国办发〔2017〕47号）。代号落空，链接和标注都不会出现。
//!
//! Interpretations and documents link to each other, and repealed documents must be marked at once. With an id that
//! leads nowhere neither happens.
//!
//! ## Example · 例子
//! ```yaml
//! interprets: [exhibition-fund-2062]     # 应为 exhibition-fund-2026
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改成最接近的代号；对方页面还没有 `id` 的，先给它写上一个。
//!
//! Use the id that the message suggests; give the other page an `id` if it has none.

use crate::checks::{Check, SiteCx, Rule};
use crate::diag::{Sink, codes};

/// QF117.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_PAGE_ID,
    name: "unknown-page-id",
    since: "0.1.0",
    source: include_str!("unknown_page_id.rs"),
    check: Check::Site(check),
};

fn check(_cx: &SiteCx<'_>, _sink: &mut Sink) {}
