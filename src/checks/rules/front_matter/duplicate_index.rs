//! # QF120 duplicate-index · 索引号重复
//!
//! ## What it finds · 检查什么
//! 两个页面写了同一个索引号。错误记在发布时间较晚的页面，先用的位置一并列出。另一个页面签批过的号，那个页面撤下了、
//! 换了号，也不能再用；同一份文件换了文件名（`id`、正文或 `redirect_from` 认得出），号随它走。
//!
//! Two pages have one index number. The finding stands at the page that was published later; the first is shown beside
//! it. A number that was approved on another page is not free either, when that page is gone or has another number by
//! now; a document whose file was renamed keeps its own, if its `id`, its text or `redirect_from` tells which it is.
//!
//! ## Why it matters · 为什么要紧
//! 索引号是政府信息在目录里的唯一编号，依申请公开和检查都凭它查找，不能重复，也不能再用。
//!
//! It is the one number of a piece of government information in the catalogue; requests and inspections look it up, so
//! it is never shared or used again.
//!
//! ## Example · 例子
//! ```yaml
//! index: 11000000MBA10000XB/2026-00042     # 另一份文件已经用了
//! ```
//!
//! ## What to do · 怎么改
//! 给较晚的页面换成下一个没有用过的号；`qianfa check --fix` 会换。
//!
//! Give the later page the next free number; `qianfa check --fix` does it.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashMap};
use rayon::prelude::*;

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::model::Spanned;
use crate::source::{Page, index_number};

/// QF120.
pub(crate) static RULE: Rule = Rule {
    code: codes::DUPLICATE_INDEX,
    name: "duplicate-index",
    since: "0.1.0",
    source: include_str!("duplicate_index.rs"),
    check: Check::Site(check),
};

/// Returns whether two of these may have one number: nearly never, and to look for it is quick.
fn are_there_twins(claims: &[(&Page, &Spanned<String>)]) -> bool {
    let hasher = DefaultHashBuilder::default();
    let hash = |(_, index): &(&Page, &Spanned<String>)| hasher.hash_one(index_number(&index.value));
    let mut hashes: Vec<u64> = claims.par_iter().map(hash).collect();
    hashes.par_sort_unstable();
    hashes.windows(2).any(|pair| pair[0] == pair[1])
}

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let mut claims: Vec<(&Page, &Spanned<String>)> = Vec::with_capacity(cx.library.pages().len());
    for page in cx.library.pages() {
        // A draft takes nothing from anybody.
        let document = page.brief().filter(|b| !b.draft).and_then(|b| b.document.as_ref());
        claims.extend(document.and_then(|d| d.index.as_ref()).map(|index| (page, index)));
    }
    if !are_there_twins(&claims) {
        return;
    }
    // The number belongs to whoever was published first; a stable sort keeps the order of paths.
    claims.sort_by_cached_key(|(page, _)| page.brief().and_then(|b| b.date));
    let mut first: HashMap<String, (&Page, &Spanned<String>)> = HashMap::with_capacity(claims.len());
    for (page, index) in claims {
        let (earlier, place) = *first.entry(index_number(&index.value)).or_insert((page, index));
        if earlier.path != page.path {
            sink.push(
                Finding::new(RULE.code, Place::in_path(&page.path, index.span))
                    .with("index", index.value.as_str())
                    .with("other", earlier.path.as_str())
                    .label(Place::in_path(&earlier.path, place.span), Message::new("label-first-page")),
            );
        }
    }
}
