//! # QF208 unused-definition · 定义没有用到
//!
//! ## What it finds · 检查什么
//! 正文定义了一个引用或脚注，却没有地方用到它。
//!
//! The body defines a reference or a footnote that nothing uses.
//!
//! ## Why it matters · 为什么要紧
//! 没有用到的定义读者看不到；没有用到的脚注会孤零零地出现在页末，不知道说明的是什么。
//!
//! Readers do not see an unused definition; an unused footnote stands alone at the end of the page, explaining nothing.
//!
//! ## Example · 例子
//! ```markdown
//! [^1]: 展期以实际开放天数计算。      正文里没有 [^1]
//! ```
//!
//! ## What to do · 怎么改
//! 在该出现的地方加上引用，或者删掉定义。
//!
//! Refer to it where it belongs, or remove it.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::markdown::ReferenceKind;

/// QF208.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNUSED_DEFINITION,
    name: "unused-definition",
    since: "0.1.0",
    source: include_str!("unused_definition.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for unused in cx.body.unused_definitions() {
        let finding = Finding::new(RULE.code, cx.in_body(unused.span)).with("label", unused.label.as_str());
        sink.push(match unused.kind {
            ReferenceKind::Link => finding,
            ReferenceKind::Footnote => finding.variant("footnote"),
        });
    }
}
