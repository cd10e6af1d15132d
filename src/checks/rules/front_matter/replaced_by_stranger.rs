//! # QF118 replaced-by-stranger · 无权废止别的处室的文件
//!
//! ## What it finds · 检查什么
//! `document.replaces` 指向的文件，责任处室和发文机关都与本文件不同。
//!
//! `document.replaces` names a document of another department and another issuer.
//!
//! ## Why it matters · 为什么要紧
//! 写上 `replaces`，旧文件的页面就会自动标为已废止。谁制定谁废止：别的处室的文件，不能由一个不相干的页面改掉它的效力。
//!
//! The old page is then marked as repealed by itself. Whoever made a document repeals it: a page of strangers must not
//! change its validity.
//!
//! ## Example · 例子
//! ```yaml
//! department: xxc
//! document:
//!   issuer: 安澜市商务局
//!   replaces: [market-rules-2019]     # 由 sctx 起草、安澜市人民政府印发
//! ```
//!
//! ## What to do · 怎么改
//! 由原处室或者原发文机关的文件来写；文件转由本处室负责的，先改旧页面的 `department` 并送审。
//!
//! Let a document of the same department or issuer say it; if the duty has moved, change the old page's `department`
//! and have it reviewed first.

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::source::FrontMatter;

/// QF118.
pub(crate) static RULE: Rule = Rule {
    code: codes::REPLACED_BY_STRANGER,
    name: "replaced-by-stranger",
    since: "0.1.0",
    source: include_str!("replaced_by_stranger.rs"),
    check: Check::Site(check),
};

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    for page in cx.library.pages() {
        let Some((front, document)) = page.rare().and_then(|f| Some((f, f.document.as_ref()?))) else {
            continue;
        };
        for id in &document.replaces {
            let Some(replaced) = cx.library.by_id.get(&id.value).map(|&i| cx.library.page(i)) else { continue };
            let Some(old) = replaced.front.as_deref().filter(|old| old.document.is_some() && !is_kin(front, old))
            else {
                continue;
            };
            let issuer = old.document.as_ref().and_then(|d| d.issuer.as_deref()).unwrap_or_default();
            let label = Message::new("label-replaced-document").with("department", old.department.value.as_str());
            sink.push(
                Finding::new(RULE.code, Place::in_path(&page.path, id.span))
                    .with("id", id.value.as_str())
                    .with("department", front.department.value.as_str())
                    .with("other", old.department.value.as_str())
                    .with("name", cx.group.department_name(&old.department.value))
                    .with("issuer", issuer)
                    .label(Place::in_path(&replaced.path, old.department.span), label),
            );
        }
    }
}

/// Returns whether two documents come from one department or one issuer.
fn is_kin(a: &FrontMatter, b: &FrontMatter) -> bool {
    let issuer = |f: &FrontMatter| f.document.as_ref().and_then(|d| d.issuer.clone());
    a.department.value == b.department.value || (issuer(a).is_some() && issuer(a) == issuer(b))
}
