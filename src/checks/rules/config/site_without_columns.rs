//! # QF012 site-without-columns · 站点没有栏目
//!
//! ## What it finds · 检查什么
//! `site.toml` 登记了一个站点，`reviewers.toml` 里却没有它的栏目（首页不算）。
//!
//! `site.toml` registers a site for which `reviewers.toml` has no column but the home page.
//!
//! ## Why it matters · 为什么要紧
//! 没有栏目的站点只有空白首页。空白栏目达到 5 个以上的单项否决（国办秘函〔2019〕19号）；《网站管理办法》第十三条要求每个栏目都落实到处室。
//!
//! Such a site is an empty home page. Five blank columns fail a whole inspection (国办秘函〔2019〕19号), and article 13 wants
//! every column assigned to a department.
//!
//! ## Example · 例子
//! ```toml
//! # site.toml
//! [site.nanpu]
//! name = "南浦县商务局"
//! # reviewers.toml 里没有 [column."nanpu/…"]
//! ```
//!
//! ## What to do · 怎么改
//! 在 `reviewers.toml` 里为它写栏目；还在筹建的，站点状态写 `planned`；不再需要的，删掉登记。
//!
//! Give it columns in `reviewers.toml`; a site that is still being planned has `state = "planned"`; remove one that is
//! no longer needed.

use crate::checks::rule::SITE_TOML;
use crate::checks::{Check, Rule, SiteCx};
use crate::config::State;
use crate::diag::{Finding, Place, Sink, codes};
use crate::model::Kind;

/// QF012.
pub(crate) static RULE: Rule = Rule {
    code: codes::SITE_WITHOUT_COLUMNS,
    name: "site-without-columns",
    since: "0.1.0",
    source: include_str!("site_without_columns.rs"),
    check: Check::Site(check),
};

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    for site in &cx.group.config.sites {
        let is_shown = match site.state {
            State::Running | State::Revising => true,
            State::Planned | State::Building | State::Closed | State::Moved => false,
        };
        let has_column = cx.group.columns.iter().any(|c| c.site == site.id && c.kind != Some(Kind::Home));
        if is_shown && !has_column {
            let finding = Finding::new(RULE.code, Place::new(SITE_TOML, site.span));
            sink.push(finding.with("site", site.id.as_str()).with("name", site.name.as_str()));
        }
    }
}
