//! # QF013 column-outside-sites · 栏目不属于任何站点
//!
//! ## What it finds · 检查什么
//! `reviewers.toml` 里一个栏目代号的第一段不是 `site.toml` 登记的站点。
//!
//! The first segment of a column's id is not a site that `site.toml` registers.
//!
//! ## Why it matters · 为什么要紧
//! 这样的栏目没有域名、没有页脚，里面的页面永远不会出现在任何网站上，审核了也是白审。
//!
//! Such a column has no domain and no footer: its pages never appear anywhere, and their reviews are in vain.
//!
//! ## Example · 例子
//! ```toml
//! [column."protal/notice"]         # 站点代号应为 portal
//! ```
//!
//! ## What to do · 怎么改
//! 改正栏目代号，或者先在 `site.toml` 里登记站点。栏目代号和 `content/` 下的文件夹同名，要一起改。
//!
//! Correct the id, or register the site first. The id is also the folder's name under `content/`: change both.

use crate::checks::rule::REVIEWERS_TOML;
use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::fields::nearest;

/// QF013.
pub(crate) static RULE: Rule = Rule {
    code: codes::COLUMN_OUTSIDE_SITES,
    name: "column-outside-sites",
    since: "0.1.0",
    source: include_str!("column_outside_sites.rs"),
    check: Check::Site(check),
};

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let config = cx.group.config;
    for entry in cx.group.policy.ordered_columns() {
        let site = &entry.column.site;
        if config.site(site).is_some() {
            continue;
        }
        let finding = Finding::new(RULE.code, Place::new(REVIEWERS_TOML, entry.span))
            .with("column", entry.column.id.as_str())
            .with("site", site.as_str());
        sink.push(match nearest(site.as_str(), config.sites.iter().map(|s| s.id.as_str())) {
            Some(similar) => finding.variant("similar").with("similar", similar),
            None => finding,
        });
    }
}
