//! # QF105 unknown-level · 未知密级
//!
//! ## What it finds · 检查什么
//! 页面写的密级代号，责任明细表里没有。
//!
//! The page declares a level that the matrix does not have.
//!
//! ## Why it matters · 为什么要紧
//! 密级没有默认值：写错了也不能当作公开。
//!
//! There is no default level: a misspelt one does not count as public.
//!
//! ## Example · 例子
//! ```yaml
//! confidentiality: publik     # 应为 public
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改。代号由 `reviewers.toml` 的 `[level.…]` 规定，中文名称不能代替代号。
//!
//! Use the id that the message suggests. Ids are those of `[level.…]` in `reviewers.toml`, not their Chinese names.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::fields::nearest;
use crate::model::LevelId;

/// QF105.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_LEVEL,
    name: "unknown-level",
    since: "0.1.0",
    source: include_str!("unknown_level.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let Some(front) = &cx.page.front else { return };
    let (declared, levels) = (&front.level, &cx.group.policy.levels);
    if levels.contains_key(&declared.value) {
        return;
    }
    let finding = Finding::new(RULE.code, cx.in_file(declared.span)).with("level", declared.value.as_str());
    sink.push(match nearest(declared.value.as_str(), levels.keys().map(LevelId::as_str)) {
        Some(similar) => finding.variant("similar").with("similar", similar),
        None => {
            let known: Vec<String> = levels.values().map(|l| format!("{} {}", l.id, l.name)).collect();
            finding.with("known", known.join("、"))
        }
    });
}
