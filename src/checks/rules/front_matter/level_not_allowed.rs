//! # QF103 level-not-allowed · 该栏目不允许这个密级
//!
//! ## What it finds · 检查什么
//! 页面声明的密级（`confidentiality`）不在责任明细表里该栏目的 `levels` 之列。
//!
//! The page declares a level of confidentiality that the matrix does not list for its column.
//!
//! ## Why it matters · 为什么要紧
//! 密级决定要签几道。涉及面广、敏感度高的信息须经主管局长审核（《网站管理办法》第二十一条）；栏目只允许这一级的，就不能按一般公开信息少签一道。
//!
//! The level decides how many reviews there are. Where a column allows only the sensitive level, a page cannot pass
//! with fewer (article 21).
//!
//! ## Example · 例子
//! ```yaml
//! confidentiality: public    # portal/policy 允许 sensitive、public；portal/leaders 只允许 sensitive
//! ```
//!
//! ## What to do · 怎么改
//! 改成提示里列出的密级；不能确定的，选更严的一级。
//!
//! Declare one of the levels that the message lists; in doubt, the stricter.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::model::LevelId;

/// QF103.
pub(crate) static RULE: Rule = Rule {
    code: codes::LEVEL_NOT_ALLOWED,
    name: "level-not-allowed",
    since: "0.1.0",
    source: include_str!("level_not_allowed.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let (Some(front), Some(entry)) = (&cx.page.front, cx.group.policy.columns.get(&cx.page.column)) else { return };
    let declared = &front.level;
    let Some(level) = cx.group.policy.levels.get(&declared.value) else { return };
    // Of a level that is never published, QF116 speaks.
    if entry.levels.contains(&declared.value) || !level.publish {
        return;
    }
    let named = |id: &LevelId| cx.group.policy.levels.get(id).map(|l| format!("{id} {}", l.name));
    let allowed: Vec<String> = entry.levels.iter().filter_map(named).collect();
    sink.push(
        Finding::new(RULE.code, cx.in_file(declared.span))
            .with("level", declared.value.as_str())
            .with("name", level.name.as_str())
            .with("column", entry.column.name.as_str())
            .with("allowed", allowed.join("、")),
    );
}
