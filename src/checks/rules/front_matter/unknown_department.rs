//! # QF104 unknown-department · 未知处室
//!
//! ## What it finds · 检查什么
//! 页面写的处室代号，责任明细表里没有：`department`、`co_departments` 或者 `message.department`。
//!
//! The page names a department that the matrix does not have: in `department`, `co_departments` or
//! `message.department`.
//!
//! ## Why it matters · 为什么要紧
//! 代号写错，就找不到该审核的人，页面一直等不到签名。
//!
//! With a misspelt id nobody can be found who may sign, and the page waits for ever.
//!
//! ## Example · 例子
//! ```yaml
//! department: swxxc     # 应为 xxc
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改成最接近的代号。全部代号用 `qianfa matrix` 查看。
//!
//! Use the id that the message suggests; `qianfa matrix` shows them all.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::fields::nearest;
use crate::model::{DepartmentId, Spanned};
use crate::source::Block;

/// QF104.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_DEPARTMENT,
    name: "unknown-department",
    since: "0.1.0",
    source: include_str!("unknown_department.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let Some(front) = &cx.page.front else { return };
    judge(cx, "department", &front.department, sink);
    for department in &front.co_departments {
        judge(cx, "co_departments", department, sink);
    }
    if let Some(Block::Message(message)) = front.block.as_deref() {
        judge(cx, "message.department", &message.department, sink);
    }
}

fn judge(cx: &PageCx<'_>, key: &str, named: &Spanned<DepartmentId>, sink: &mut Sink) {
    let departments = &cx.group.policy.departments;
    if departments.contains_key(&named.value) {
        return;
    }
    let finding =
        Finding::new(RULE.code, cx.in_file(named.span)).with("key", key).with("department", named.value.as_str());
    sink.push(match nearest(named.value.as_str(), departments.keys().map(DepartmentId::as_str)) {
        Some(similar) => finding.variant("similar").with("similar", similar),
        None => finding,
    });
}
