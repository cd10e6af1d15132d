//! # QF102 department-not-responsible · 处室不负责该栏目
//!
//! ## What it finds · 检查什么
//! 页面声明的责任处室（`department`）不在责任明细表里该栏目的 `departments` 之列。
//!
//! The page declares a responsible department that the responsibility matrix does not list for its column.
//!
//! ## Why it matters · 为什么要紧
//! 每个栏目由谁负责、由谁审核，由责任明细表规定（《网站管理办法》第十三条、附件一）。处室不对，审核的人就不对。
//!
//! The matrix says who answers for a column, and so who must review its pages (article 13): the wrong department means
//! the wrong reviewers.
//!
//! ## Example · 例子
//! ```yaml
//! department: cwc   # 财务处；栏目 portal/interpretation 由政策法规处负责
//! ```
//!
//! ## What to do · 怎么改
//! 改成该栏目的责任处室，或者把页面移到这个处室负责的栏目。职责确已调整的，请商务信息处修改 `reviewers.toml`。
//!
//! Name a department that answers for the column, or move the page; if duties have changed, have `reviewers.toml`
//! changed and signed.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::model::ColumnDepartments;

/// QF102.
pub(crate) static RULE: Rule = Rule {
    code: codes::DEPARTMENT_NOT_RESPONSIBLE,
    name: "department-not-responsible",
    since: "0.1.0",
    source: include_str!("department_not_responsible.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let (Some(front), Some(column)) = (&cx.page.front, cx.group.column(&cx.page.column)) else { return };
    let declared = &front.department;
    let ColumnDepartments::Some(allowed) = &column.departments else { return };
    if allowed.contains(&declared.value) || !cx.group.policy.departments.contains_key(&declared.value) {
        return;
    }
    let names: Vec<String> = allowed.iter().map(|d| format!("{d} {}", cx.group.department_name(d))).collect();
    sink.push(
        Finding::new(RULE.code, cx.in_file(declared.span))
            .with("department", declared.value.as_str())
            .with("name", cx.group.department_name(&declared.value))
            .with("column", column.name.as_str())
            .with("allowed", names.join("、")),
    );
}
