//! # QF207 broken-reference · 引用没有定义
//!
//! ## What it finds · 检查什么
//! 正文用了 `[文字][标记]` 或者脚注 `[^1]`，却没有定义这个标记。
//!
//! The body uses `[text][label]` or a footnote `[^1]` that is not defined.
//!
//! ## Why it matters · 为什么要紧
//! 没有定义的引用会原样显示成方括号，链接和脚注都不会出现。
//!
//! An undefined reference is shown as brackets: neither link nor footnote appears.
//!
//! ## Example · 例子
//! ```markdown
//! 首次取得认证[^1]的，一次性奖励30万元。
//!
//! [^2]: 以认证机构颁发的证书为准。      应为 [^1]:
//! ```
//!
//! ## What to do · 怎么改
//! 补上定义，或者改正标记。方括号只是正文里的符号的，前面加 `\`；文号的年份用六角括号〔2026〕。
//!
//! Define it or correct the label; write `\[` for the character itself. Years in document numbers stand in 〔2026〕.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::markdown::ReferenceKind;

/// QF207.
pub(crate) static RULE: Rule = Rule {
    code: codes::BROKEN_REFERENCE,
    name: "broken-reference",
    since: "0.1.0",
    source: include_str!("broken_reference.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for broken in cx.body.broken_references() {
        let finding = Finding::new(RULE.code, cx.in_body(broken.span)).with("label", broken.label.as_str());
        sink.push(match broken.kind {
            ReferenceKind::Link => finding,
            ReferenceKind::Footnote => finding.variant("footnote"),
        });
    }
}
