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

use std::collections::HashMap;

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::fields::nearest;
use crate::source::{Page, Resolved};

/// QF401.
pub(crate) static RULE: Rule = Rule {
    code: codes::DEAD_LINK,
    name: "dead-link",
    since: "0.1.0",
    source: include_str!("dead_link.rs"),
    check: Check::Site(check),
};

/// For how many dead links of a run a near name is looked for; each look may go through all pages.
const MAX_LOOKS: usize = 50;

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let dead: Vec<_> =
        cx.doubtful.iter().filter(|l| matches!(l.to, Resolved::Dead) && !l.link.dest.trim().is_empty()).collect();
    if dead.is_empty() {
        return;
    }
    let names = Names::of(cx);
    for (number, followed) in dead.into_iter().enumerate() {
        let finding = Finding::new(RULE.code, Place::in_path(&followed.page.path, followed.link.span))
            .with("target", followed.link.dest);
        let looked = (number < MAX_LOOKS).then(|| names.similar(cx, followed.page, followed.link.dest));
        sink.push(match looked.flatten() {
            Some(similar) => finding.variant("similar").with("similar", similar),
            None => finding,
        });
    }
}

/// The pages by the name of their file.
struct Names<'a> {
    by_name: HashMap<&'a str, Vec<&'a Page>>,
}

impl<'a> Names<'a> {
    fn of(cx: &SiteCx<'a>) -> Self {
        let mut by_name: HashMap<&str, Vec<&Page>> = HashMap::new();
        for page in cx.library.pages() {
            by_name.entry(page.path.name()).or_default().push(page);
        }
        Self { by_name }
    }

    /// Returns the destination that was probably meant: the only page of that name, or of nearly that name in the
    /// column that the link seems to lead to.
    fn similar(&self, cx: &SiteCx<'a>, from: &Page, dest: &str) -> Option<String> {
        let path = dest.split(['#', '?']).next()?;
        let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
        let same: Vec<&&Page> = self.by_name.get(name).into_iter().flatten().filter(|p| p.path != from.path).collect();
        let here: Vec<&&Page> = same.iter().copied().filter(|p| p.site == from.site).collect();
        if let ([page], _) | ([], [page]) = (here.as_slice(), same.as_slice()) {
            return destination(from, page);
        }
        let folder = path.rsplit('/').nth(1);
        let is_near = |page: &&Page| {
            let column = page.path.folder().rsplit('/').next();
            page.site == from.site
                && page.path != from.path
                && folder.map_or(page.column == from.column, |f| f == ".." || column == Some(f))
        };
        let near = || cx.library.pages().filter(is_near);
        let found = nearest(name, near().map(|p| p.path.name()))?;
        destination(from, near().find(|p| p.path.name() == found)?)
    }
}

/// Returns how the page `from` links to `to`.
fn destination(from: &Page, to: &Page) -> Option<String> {
    if from.site != to.site {
        let inside = to.path.as_str().strip_prefix("content/")?.strip_prefix(to.site.as_str())?;
        return Some(format!("/{}:{}", to.site, inside.trim_start_matches('/')));
    }
    let here: Vec<&str> = from.path.folder().split('/').collect();
    let there: Vec<&str> = to.path.as_str().split('/').collect();
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    Some(format!("{}{}", "../".repeat(here.len() - common), there[common..].join("/")))
}
