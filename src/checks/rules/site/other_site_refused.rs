//! # QF409 other-site-refused · 单站点仓库不能链接别的站点
//!
//! ## What it finds · 检查什么
//! 仓库只有一个站点（`[site]`），正文却用了 `/站点:栏目/页面.md` 的写法。
//!
//! The repository holds a single site (`[site]`), but the body uses the form `/site:column/page.md`.
//!
//! ## Why it matters · 为什么要紧
//! 单站点仓库里没有别的站点，这样的链接无处可去。
//!
//! There is no other site that the link could lead to.
//!
//! ## Example · 例子
//! ```markdown
//! 见[管理办法](/portal:policy/2026-03-18-website-measures.md)
//! ```
//!
//! ## What to do · 怎么改
//! 本站的页面写 `/policy/….md`；别的网站写完整网址 `https://…`。
//!
//! Write `/policy/….md` for a page of this site, the full address for another website.

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::source::Resolved;

/// QF409.
pub(crate) static RULE: Rule = Rule {
    code: codes::OTHER_SITE_REFUSED,
    name: "other-site-refused",
    since: "0.1.0",
    source: include_str!("other_site_refused.rs"),
    check: Check::Site(check),
};

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    for followed in cx.doubtful.iter().filter(|l| *l.to == Resolved::OtherSite) {
        let at = Place::in_path(&followed.page.path, followed.link.span);
        sink.push(Finding::new(RULE.code, at).with("target", followed.link.dest));
    }
}
