//! # QF402 dead-anchor · 链接的位置不存在
//!
//! ## What it finds · 检查什么
//! 链接里 `#` 后面的位置，目标页面没有这样的标题。
//!
//! The part of a link behind `#` names a heading that the target page does not have.
//!
//! ## Why it matters · 为什么要紧
//! 位置不存在时，读者落在页面开头，长文件里找不到要看的条款。
//!
//! Readers land at the top of the page and cannot find the article they were sent to.
//!
//! ## Example · 例子
//! ```markdown
//! 见[资金标准](2026-09-10-a.md#第二章-支持标准)      标题是“第二章 支持对象和标准”
//! ```
//!
//! ## What to do · 怎么改
//! 按提示改成最接近的标题；标题改过的，链接一起改。
//!
//! Use the anchor that the message suggests; change links together with headings.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::fields::nearest;
use crate::model::ContentPath;
use crate::source::{Page, Resolved};

/// QF402.
pub(crate) static RULE: Rule = Rule {
    code: codes::DEAD_ANCHOR,
    name: "dead-anchor",
    since: "0.1.0",
    source: include_str!("dead_anchor.rs"),
    check: Check::Site(check),
};

/// For how many anchors of a run a near one is looked for, and among how many headings of a page.
const MAX_LOOKS: usize = 50;
const MAX_HEADINGS: usize = 1000;

/// What every browser takes for the top of a page.
const TOP: &str = "top";

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let mut anchors: HashMap<&ContentPath, HashSet<&str>> = HashMap::new();
    let mut looks = MAX_LOOKS;
    for followed in &cx.doubtful {
        let (target, anchor) = match &followed.to {
            Resolved::Anchor(anchor) => (followed.page, anchor),
            Resolved::Page(index, Some(anchor)) => (cx.library.page(*index), anchor),
            _ => continue,
        };
        // Of a page with errors the headings may not be known.
        if anchor.is_empty() || anchor == TOP || target.front.is_none() {
            continue;
        }
        let known = anchors.entry(&target.path).or_insert_with(|| target.headings.iter().map(|h| h.id).collect());
        if known.contains(anchor.as_str()) {
            continue;
        }
        let finding = Finding::new(RULE.code, Place::in_path(&followed.page.path, followed.link.span))
            .with("anchor", anchor.as_str())
            .with("page", target.path.as_str());
        let looked = (looks > 0).then(|| similar(target, anchor));
        looks = looks.saturating_sub(1);
        sink.push(match looked.flatten() {
            Some(similar) => finding.variant("similar").with("similar", similar),
            None => finding,
        });
    }
}

/// Returns the anchor that was probably meant: nearly the same, or with most of its pairs of characters.
fn similar<'a>(page: &'a Page, anchor: &str) -> Option<&'a str> {
    let ids = || page.headings.iter().take(MAX_HEADINGS).map(|h| h.id);
    nearest(anchor, ids()).or_else(|| {
        let wanted = pairs(anchor);
        let best = ids().map(|id| (shared(&wanted, &pairs(id)), id)).max_by_key(|(shared, _)| *shared)?;
        (best.0 >= HALF).then_some(best.1)
    })
}

/// Half of a [`shared`] of one.
const HALF: usize = 500;

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// Returns how much of two sets of pairs is common to both, in thousandths.
fn shared(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> usize {
    2000 * a.intersection(b).count() / (a.len() + b.len()).max(1)
}
