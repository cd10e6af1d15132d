//! # QF206 empty-link · 链接没有文字或者没有目标
//!
//! ## What it finds · 检查什么
//! 链接没有文字（`[](a.md)`），或者没有目标（`[通知]()`）。
//!
//! A link has no text, `[](a.md)`, or no target, `[notice]()`.
//!
//! ## Why it matters · 为什么要紧
//! 没有文字的链接看不见、点不到，容易被利用作暗链；没有目标的链接点了没有反应，算错链。
//!
//! A link without text cannot be seen and may serve as a hidden link; one without a target goes nowhere and counts as
//! broken.
//!
//! ## Example · 例子
//! ```markdown
//! 详见[实施细则]()。
//! ```
//!
//! ## What to do · 怎么改
//! 补上文字或目标；还没有目标的，先写成普通文字。
//!
//! Add what is missing; as long as there is no target, write plain text.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::markdown::{Event, Link, LinkKind, Tag};

/// QF206.
pub(crate) static RULE: Rule = Rule {
    code: codes::EMPTY_LINK,
    name: "empty-link",
    since: "0.1.0",
    source: include_str!("empty_link.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for link in cx.body.links() {
        let finding = || Finding::new(RULE.code, cx.in_body(link.span));
        if link.dest.trim().is_empty() {
            sink.push(finding().variant("target").with("text", &*link.text));
        } else if link.kind == LinkKind::Link && says_nothing(&link.text) && !holds_image(cx, link) {
            sink.push(finding().with("target", &*link.dest));
        }
    }
}

fn says_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || crate::checks::residue::is_invisible(c))
}

/// The words of an image are QF205's.
fn holds_image(cx: &PageCx<'_>, link: &Link<'_>) -> bool {
    cx.body.events()[link.event..link.end].iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })))
}
