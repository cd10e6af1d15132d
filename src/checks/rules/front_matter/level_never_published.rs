//! # QF116 level-never-published · 密级不得发布
//!
//! ## What it finds · 检查什么
//! 页面声明的密级规定永不发布（`publish = false`），栏目也没有特意允许存放这一级的页面。
//!
//! The page declares a level that is never published (`publish = false`), in a column that does not expressly keep such
//! pages.
//!
//! ## Why it matters · 为什么要紧
//! `content/` 里是准备上网的内容，仓库的历史很难抹去。内部信息不应当放进来（《网站管理办法》第二十九条：确保上网信息内容不涉密）。
//!
//! What lies in `content/` is meant for publication, and the history of a repository is hard to erase: internal texts
//! do not belong there (article 29).
//!
//! ## Example · 例子
//! ```yaml
//! confidentiality: internal     # 内部，永不发布
//! ```
//!
//! ## What to do · 怎么改
//! 内容可以公开的，改成公开的密级并按规定送审；不能公开的，移出仓库；已经提交的，报告信息部门处理历史。
//!
//! If it may be public, declare a public level and have it reviewed; if not, take it out of the repository, and tell
//! the information office if it was committed.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};

/// QF116.
pub(crate) static RULE: Rule = Rule {
    code: codes::LEVEL_NEVER_PUBLISHED,
    name: "level-never-published",
    since: "0.1.0",
    source: include_str!("level_never_published.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let (Some(front), Some(entry)) = (&cx.page.front, cx.group.policy.columns.get(&cx.page.column)) else { return };
    let Some(level) = cx.group.policy.levels.get(&front.level.value).filter(|l| !l.publish) else { return };
    // A column that allows such a level keeps its pages without publishing them, as the matrix wants it.
    if entry.levels.contains(&level.id) {
        return;
    }
    sink.push(
        Finding::new(RULE.code, cx.in_file(front.level.span))
            .with("level", level.id.as_str())
            .with("name", level.name.as_str())
            .with("column", entry.column.name.as_str()),
    );
}
