//! # QF014 unknown-site · 没有登记的站点
//!
//! ## What it finds · 检查什么
//! 一处写了站点代号，`site.toml` 里却没有登记：`[group] portal`、处室的 `site`，或者 `content/` 下的文件夹。
//!
//! A site is named that `site.toml` does not register: in `[group] portal`, in a department's `site`, or as a folder
//! under `content/`.
//!
//! ## Why it matters · 为什么要紧
//! 所有网站都要纳入站点登记，统一管理（《网站管理办法》第七条）。没有登记的站点不会生成。
//!
//! Every site of the group must be registered (article 7); one that is not is never built.
//!
//! ## Example · 例子
//! ```toml
//! [department.nanpu]
//! name = "南浦县商务局"
//! site = "nanpo"                   # 应为 nanpu
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改成登记过的代号，或者补登记。
//!
//! Use a registered id, as the message suggests, or register the site.

use crate::checks::rule::REVIEWERS_TOML;
use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::fields::nearest;

/// QF014.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNKNOWN_SITE,
    name: "unknown-site",
    since: "0.1.0",
    source: include_str!("unknown_site.rs"),
    check: Check::Site(check),
};

/// Sites that departments name; `config` finds what `[group]` names.
fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let config = cx.group.config;
    for (department, named) in &cx.group.policy.department_sites {
        let site = &named.value;
        if config.site(site).is_some() {
            continue;
        }
        let finding = Finding::new(RULE.code, Place::new(REVIEWERS_TOML, named.span))
            .with("site", site.as_str())
            .with("department", department.as_str());
        sink.push(match nearest(site.as_str(), config.sites.iter().map(|s| s.id.as_str())) {
            Some(similar) => finding.variant("department-similar").with("similar", similar),
            None => finding.variant("department"),
        });
    }
}
