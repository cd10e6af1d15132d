//! # QF117 unknown-page-id · 没有这个代号的页面
//!
//! ## What it finds · 检查什么
//! `interprets`、`document.replaces`、`form.item` 或 `translates` 写的代号，没有页面用它作 `id`；或者那个页面不是公文、不是办事指南、本身就是译文、与译文同一语种；或者写的是自己。
//!
//! `interprets`, `document.replaces`, `form.item` or `translates` names an id that no page has, or a page that is not a
//! document or a guide, is a translation itself or in the language of its translation, or the page itself.
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

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::fields::nearest;
use crate::model::{PageId, Spanned};
use crate::source::{Block, FrontMatter, Language, Page};

/// QF117.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_PAGE_ID,
    name: "unknown-page-id",
    since: "0.1.0",
    source: include_str!("unknown_page_id.rs"),
    check: Check::Site(check),
};

/// How many ids a run looks for near names of; each look goes through all ids.
const MAX_LOOKS: usize = 50;

/// What a page that is named must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Document,
    Guide,
    /// An original in another language.
    Original,
}

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let mut looks = MAX_LOOKS;
    for page in cx.library.pages() {
        let Some(front) = page.rare() else { continue };
        for (key, named, wanted) in named_pages(front) {
            if let Some(finding) = judge(cx, page, named, wanted, &mut looks) {
                sink.push(finding.with("key", key).with("id", named.value.as_str()));
            }
        }
    }
}

fn named_pages(front: &FrontMatter) -> Vec<(&'static str, &Spanned<PageId>, Wanted)> {
    let mut named: Vec<_> = front.interprets.iter().map(|id| ("interprets", id, Wanted::Document)).collect();
    named.extend(front.translates.iter().map(|id| ("translates", id, Wanted::Original)));
    if let Some(document) = &front.document {
        named.extend(document.replaces.iter().map(|id| ("document.replaces", id, Wanted::Document)));
    }
    if let Some(Block::Form(form)) = front.block.as_deref() {
        named.extend(form.item.iter().map(|id| ("form.item", id, Wanted::Guide)));
    }
    named
}

fn judge(cx: &SiteCx<'_>, page: &Page, named: &Spanned<PageId>, wanted: Wanted, looks: &mut usize) -> Option<Finding> {
    let finding = Finding::new(RULE.code, Place::in_path(&page.path, named.span));
    let Some(&found) = cx.library.by_id.get(&named.value) else {
        let similar = similar(cx, &named.value, looks);
        return Some(match similar {
            Some(similar) => finding.variant("similar").with("similar", similar),
            None => finding,
        });
    };
    let found = cx.library.page(found);
    if found.path == page.path {
        return Some(finding.variant("self"));
    }
    let variant = match wanted {
        Wanted::Document if found.front.as_deref().is_some_and(|f| f.document.is_some()) => return None,
        Wanted::Guide if found.front.as_deref().is_some_and(is_guide) => return None,
        Wanted::Original => match (page.front.as_deref(), found.front.as_deref()) {
            (_, Some(original)) if original.translates.is_some() => "not-original",
            (Some(own), Some(original)) if language(cx, own) == language(cx, original) => "same-language",
            // An original that cannot be read has findings of its own.
            _ => return None,
        },
        Wanted::Document => "not-document",
        Wanted::Guide => "not-guide",
    };
    Some(finding.variant(variant).with("page", found.path.as_str()))
}

fn language(cx: &SiteCx<'_>, front: &FrontMatter) -> Language {
    front.language.unwrap_or_else(|| cx.group.config.group.lang.into())
}

fn is_guide(front: &FrontMatter) -> bool {
    matches!(front.block.as_deref(), Some(Block::Guide(_)))
}

fn similar<'a>(cx: &SiteCx<'a>, id: &PageId, looks: &mut usize) -> Option<&'a str> {
    *looks = looks.checked_sub(1)?;
    nearest(id.as_str(), cx.library.by_id.keys().map(PageId::as_str))
}
