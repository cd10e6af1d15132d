//! # QF414 link-to-withheld · 链接的页面暂不发布
//!
//! ## What it finds · 检查什么
//! 正文链接的页面现在不会发布：它有错误、是草稿，或者密级规定不发布。
//!
//! The body links to a page that is not published now: it has errors, is a draft, or has a level that is never
//! published.
//!
//! ## Why it matters · 为什么要紧
//! 发布时这个链接会变成普通文字，以免成为断链；但读者看不到你想让他看的内容。
//!
//! In the release the link becomes plain text, so that it is not broken; but readers miss what they were sent to.
//!
//! ## Example · 例子
//! ```markdown
//! 见[实施细则](2026-11-20-details.md)      那一页写着 draft: true
//! ```
//!
//! ## What to do · 怎么改
//! 先改好、审完目标页面；不会发布的，删掉链接。
//!
//! Mend and review the target first, or remove the link.

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::source::{Page, Resolved};

/// QF414.
pub(crate) static RULE: Rule = Rule {
    code: codes::LINK_TO_WITHHELD,
    name: "link-to-withheld",
    since: "0.1.0",
    source: include_str!("link_to_withheld.rs"),
    check: Check::Site(check),
};

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    // Of most sites nothing is withheld, and then no link need be looked at.
    if !cx.library.pages().any(|page| withheld(cx, page).is_some()) {
        return;
    }
    for followed in cx.links().filter(|l| withheld(cx, l.page).is_none()) {
        let target = match &followed.to {
            Resolved::Page(index, _) => cx.library.page(*index),
            Resolved::File { page, .. } => cx.library.page(*page),
            _ => continue,
        };
        if let Some(variant) = withheld(cx, target) {
            let at = Place::in_path(&followed.page.path, followed.link.span);
            sink.push(Finding::new(RULE.code, at).variant(variant).with("page", target.path.as_str()));
        }
    }
}

/// Returns why a page is not published, as far as is known before anybody is asked to sign.
///
/// Of errors only those are known that leave a page without front matter: what other rules find goes to the sink, which
/// no rule can read. The edition withholds those pages all the same, and the link becomes plain text without a warning.
fn withheld(cx: &SiteCx<'_>, page: &Page) -> Option<&'static str> {
    let Some(front) = &page.front else { return Some("errors") };
    let level = cx.group.policy.levels.get(&front.brief.level);
    if front.brief.draft {
        Some("draft")
    } else if level.is_some_and(|level| !level.publish) {
        Some("level")
    } else {
        None
    }
}
