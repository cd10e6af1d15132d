//! # QF125 uninterpreted-document · 文件没有解读
//!
//! ## What it finds · 检查什么
//! 有“政策解读”栏目的站点公布了一份办法、意见一类的文件，过了三个工作日还没有一篇解读写着 `interprets`。哪些体裁要解读、
//! 从哪天起，写在 `data/limits.toml`；草稿、转载、译文和已经废止、失效的文件不查。
//!
//! A site that has a column for interpretations published a document such as measures or an opinion, and three working
//! days later no interpretation names it in `interprets`. `data/limits.toml` says which genres need one, and since
//! when; drafts, reprints, translations and documents that are not in force any more do not.
//!
//! ## Why it matters · 为什么要紧
//! 国办发〔2016〕80号：解读材料一般应于文件公开后三个工作日内发布。检查指标要求解读与文件互相关联。
//!
//! Circular 80 of 2016: an interpretation appears within three working days of its document. Inspections look for the
//! link between the two.
//!
//! ## Example · 例子
//! ```yaml
//! document:
//!   genre: 办法                      # 三个工作日以前公布，没有解读
//!   validity: in-force
//! ```
//!
//! ## What to do · 怎么改
//! 写一篇解读，`interprets` 填这份文件的 `id`；文件页面上的链接会自己出现。
//!
//! Write an interpretation and name the `id` of the document in `interprets`; the link on the document's page appears by
//! itself.

use std::collections::HashMap;

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::model::{Calendar, ColumnId, Day, Kind, Limit, SiteId};
use crate::policy::{InterpretationLimit, Standards};
use crate::source::{Force, PageIndex, Validity};

/// QF125.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNINTERPRETED_DOCUMENT,
    name: "uninterpreted-document",
    since: "0.1.0",
    source: include_str!("uninterpreted_document.rs"),
    check: Check::Site(check),
};

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let columns = columns(cx);
    if columns.is_empty() {
        return;
    }
    let Some(InterpretationLimit { limit, genres, since }) = Standards::embedded().limits.interpretation else {
        return;
    };
    for (page, index) in cx.library.pages().zip((0..).map(PageIndex)) {
        let Some((brief, document)) = page.brief().and_then(|b| Some((b, b.document.as_ref()?))) else { continue };
        let (Some(column), Some(genre), Some(date)) = (columns.get(&page.site), &document.genre, brief.date) else {
            continue;
        };
        let is_own = page.rare().is_none_or(|front| front.reprint.is_none() && front.translates.is_none());
        let needs_one = genres.contains(genre) && !brief.draft && is_own;
        if !needs_one || !is_in_force(cx, index, document.force) || is_interpreted(cx, index) {
            continue;
        }
        let last = last_day(limit.limit, date.day(), cx.group.calendar);
        if date.day() >= since && cx.now.day() > last {
            let title = page.front.as_ref().map(|front| front.title.span).unwrap_or_default();
            let finding = Finding::new(RULE.code, Place::in_path(&page.path, title));
            let finding = finding.with("limit", limit.limit.to_string()).with("day", last.to_string());
            sink.push(finding.with("genre", genre.as_str()).with("column", column.as_str()));
        }
    }
}

/// Returns the column for interpretations of each site that has one.
fn columns<'a>(cx: &SiteCx<'a>) -> HashMap<SiteId, &'a ColumnId> {
    let columns = cx.group.columns.iter().filter(|column| column.kind == Some(Kind::Interpretation));
    columns.map(|column| (column.site.clone(), &column.id)).collect()
}

/// Returns whether an interpretation of a document is published, or will be when it is signed.
fn is_interpreted(cx: &SiteCx<'_>, index: PageIndex) -> bool {
    let back = cx.library.backlinks.get(&index);
    let mut fronts =
        back.into_iter().flat_map(|b| &b.interpretations).filter_map(|i| cx.library.page(*i).front.as_ref());
    fronts.any(|front| !front.draft && front.date.is_none_or(|date| date <= cx.now))
}

fn is_in_force(cx: &SiteCx<'_>, index: PageIndex, says: Force) -> bool {
    let is_replaced = cx.library.backlinks.get(&index).is_some_and(|back| !back.replaced_by.is_empty());
    let is_declared = matches!(says.validity, Validity::InForce | Validity::Amended);
    let has_lapsed = says.expires.is_some_and(|day| day < cx.now.day());
    is_declared && !is_replaced && !has_lapsed
}

/// Returns the last day on which a limit is kept. Where a year has no table of working days, two weeks are added for
/// whatever holidays there are: rather late than wrong.
fn last_day(limit: Limit, from: Day, calendar: &Calendar) -> Day {
    let exact = match limit {
        Limit::WorkingDays(n) => calendar.plus_working_days(from, n).ok(),
        Limit::Days(_) | Limit::Months(_) | Limit::Years(_) => None,
    };
    exact.unwrap_or_else(|| from.plus_days(limit.at_most_days() as i32 + 14))
}
