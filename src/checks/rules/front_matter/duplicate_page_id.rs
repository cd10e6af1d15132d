//! # QF119 duplicate-page-id · 页面代号重复
//!
//! ## What it finds · 检查什么
//! 两个页面写了同一个 `id`。错误记在路径靠后的页面，先用的位置一并列出。
//!
//! Two pages have one `id`. The finding stands at the page that comes later by path; the first is shown beside it.
//!
//! ## Why it matters · 为什么要紧
//! 代号是页面的固定名称，网址由它生成，解读和废止关系靠它指认。重复了，就不知道指的是哪一个。
//!
//! The id is a page's lasting name: addresses are made of it, and interpretations and repeals point to it.
//!
//! ## Example · 例子
//! ```yaml
//! id: fund-2026        # content/portal/policy/2026-09-10-a.md 已经用了
//! ```
//!
//! ## What to do · 怎么改
//! 给后写的页面换一个代号；已经发布过的，用 `redirect_from` 保留旧网址。
//!
//! Give the newer page another id; if it was published, keep its old address with `redirect_from`.

use std::collections::HashMap;

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::model::{PageId, Spanned};
use crate::source::Page;

/// QF119.
pub(crate) static RULE: Rule = Rule {
    code: codes::DUPLICATE_PAGE_ID,
    name: "duplicate-page-id",
    since: "0.1.0",
    source: include_str!("duplicate_page_id.rs"),
    check: Check::Site(check),
};

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    // In path order, as the library resolves ids.
    let mut first: HashMap<&PageId, (&Page, &Spanned<PageId>)> = HashMap::new();
    for page in cx.library.pages() {
        let Some(id) = page.rare().and_then(|f| f.id.as_ref()) else { continue };
        let (earlier, place) = *first.entry(&id.value).or_insert((page, id));
        if earlier.path != page.path {
            sink.push(
                Finding::new(RULE.code, Place::in_path(&page.path, id.span))
                    .with("id", id.value.as_str())
                    .with("other", earlier.path.as_str())
                    .label(Place::in_path(&earlier.path, place.span), Message::new("label-first-page")),
            );
        }
    }
}
