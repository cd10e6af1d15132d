//! # QF401 dead-link · 链接的页面或文件不存在
//!
//! ## What it finds · 检查什么
//! 正文链接的页面、栏目或文件不存在。
//!
//! The body links to a page, a column or a file that does not exist.
//!
//! ## Why it matters · 为什么要紧
//! 断链、错链逐条扣分（国办秘函〔2019〕19号）；《互联网政务应用安全管理规定》要求定期检查链接。
//!
//! Broken links cost points one by one, and the security rules for government applications demand that links are
//! checked.
//!
//! ## Example · 例子
//! ```markdown
//! 详见[管理办法](../policy/2026-09-10-fund.md)      文件名是 2026-09-10-exhibition-fund-measures.md
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改。页面之间用 Markdown 文件名链接：同栏目 `a.md`，别的栏目 `../notice/a.md`，从站点根目录 `/notice/a.md`，别的站点 `/portal:notice/a.md`；网址由程序换算。
//!
//! Link to the Markdown file, relative or from the site's root, `/portal:notice/a.md` for another site; the build makes
//! addresses of them.

use crate::checks::{Check, SiteCx, Rule};
use crate::diag::{Sink, codes};

/// QF401.
pub(crate) static RULE: Rule = Rule {
    code: codes::DEAD_LINK,
    name: "dead-link",
    since: "0.1.0",
    source: include_str!("dead_link.rs"),
    check: Check::Site(check),
};

fn check(_cx: &SiteCx<'_>, _sink: &mut Sink) {}
