//! All manuals as one document: `docs/rules.md`.

use std::fmt::Write as _;

use crate::checks::{Check, RULES, Rule};
use crate::diag::Severity;

/// Returns `docs/rules.md`: a table of all rules, then the manual of each.
pub fn book() -> String {
    let mut out = String::from(INTRODUCTION);
    out.push_str("| 代码 · code | 名称 · name | 程度 · severity | 何时检查 · when |\n|---|---|---|---|\n");
    for rule in RULES {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| [{code}](#{anchor}) | {name} · {zh} | {severity} | {when} |",
            code = rule.code,
            anchor = anchor(rule),
            name = rule.name,
            zh = rule.manual().chinese_name(),
            severity = severity(rule),
            when = when(rule),
        );
    }
    for rule in RULES {
        out.push('\n');
        out.push_str(&deeper(&rule.manual().markdown()));
    }
    out
}

const INTRODUCTION: &str = "\
# 检查规则 · Rules

<!-- 由程序生成 · generated: `UPDATE=1 cargo test generated` -->

每条规则有固定的代码，不改号，不再用。`qianfa explain QF102` 显示其中一条。
有“错误”的页面不发布；“提醒”和“提示”不影响发布。审核关口（QF5xx、QF6xx）没有放行的一律不发布，不论程度。

Every rule has a code that is never renumbered or reused; `qianfa explain QF102` shows one of them.
A page with an error is withheld; warnings and hints are not in the way. What the gate (QF5xx, QF6xx) has not approved
is withheld as well, whatever the severity.

";

/// Returns the anchor that a reader of the repository gives the rule's heading.
fn anchor(rule: &Rule) -> String {
    crate::markdown::slug(&rule.manual().title)
}

fn severity(rule: &Rule) -> &'static str {
    match rule.code.severity() {
        Severity::Error => "错误 · error",
        Severity::Warning => "提醒 · warning",
        Severity::Hint => "提示 · hint",
    }
}

fn when(rule: &Rule) -> &'static str {
    match rule.check {
        Check::Config => "读配置 · settings",
        Check::Source => "读页面 · reading",
        Check::Page(_) => "查页面 · page",
        Check::Site(_) => "查全站 · all pages",
        Check::Gate => "审核关口 · gate",
    }
}

/// Moves headings one level down; what looks like one inside an example stays.
fn deeper(markdown: &str) -> String {
    let mut in_example = false;
    let mut out = String::with_capacity(markdown.len() + 8);
    for line in markdown.lines() {
        in_example ^= line.starts_with("```");
        if line.starts_with('#') && !in_example {
            out.push('#');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
