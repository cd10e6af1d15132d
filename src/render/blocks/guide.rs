//! 办事指南: everything that somebody needs to know before setting out.

use std::borrow::Cow;

use crate::model::{Limit, Spanned};
use crate::render::context::{GuideView, MaterialView, PrecheckView};
use crate::render::view::View;
use crate::render::words::{Words, fill};
use crate::render::{Originals, RenderError};
use crate::source::{Guide, Material, Page, PageIndex, Precheck};

/// Returns the guide as its template sees it.
pub(super) fn view<'a>(
    view: &View<'a>,
    (index, page): (PageIndex, &Page),
    guide: &'a Guide,
    originals: &dyn Originals,
) -> Result<GuideView<'a>, RenderError> {
    Ok(GuideView {
        item_code: &guide.item_code,
        kind: guide.kind.as_deref(),
        target: guide.target.as_deref(),
        basis: &guide.basis,
        conditions: &guide.conditions,
        materials: guide.materials.iter().map(|m| material(view, page, m, originals)).collect::<Result<_, _>>()?,
        place: &guide.place,
        hours: &guide.hours,
        phone: &guide.phone,
        complaint: guide.complaint.as_deref(),
        steps: &guide.steps,
        legal: limit(view.words, guide.legal_days),
        promised: limit(view.words, guide.promised_days),
        fee: &guide.fee,
        result: guide.result.as_deref(),
        online: guide.online.as_deref(),
        precheck: guide.precheck.iter().map(|p| precheck(view.words, p)).collect(),
        forms: view.page_links(&page.site, view.forms(index))?,
    })
}

fn material<'a>(
    view: &View<'a>,
    page: &Page,
    material: &'a Material,
    originals: &dyn Originals,
) -> Result<MaterialView<'a>, RenderError> {
    let w = view.words;
    let download = |file: &Option<Spanned<String>>, name| {
        file.as_ref().map(|f| view.download(page, &f.value, name, None, originals)).transpose()
    };
    let form = download(&material.form, &w.blank_form)?;
    let sample = download(&material.sample, &w.filled_sample)?;
    Ok(MaterialView {
        name: &material.name,
        original: material.original,
        copies: material.copies,
        required: material.required.as_deref(),
        source: material.source.as_deref(),
        form,
        sample,
    })
}

/// Returns a rule in words; what is no rule of ours is words already.
fn precheck<'a>(w: &'a Words, precheck: &'a Precheck) -> PrecheckView<'a> {
    let rule = match precheck.rule.trim() {
        "uscc" => Cow::Borrowed(w.rule_uscc.as_str()),
        "required" => Cow::Borrowed(w.rule_required.as_str()),
        "date" => Cow::Borrowed(w.rule_date.as_str()),
        "number" => Cow::Borrowed(w.rule_number.as_str()),
        rule => number(w, rule).map_or(Cow::Borrowed(rule), Cow::Owned),
    };
    PrecheckView { field: &precheck.field, rule }
}

/// Returns `number >= 2` in words, and none for what is not written so.
fn number(w: &Words, rule: &str) -> Option<String> {
    let bound = rule.strip_prefix("number")?.trim_start();
    let signs = [(">=", &w.rule_at_least), ("<=", &w.rule_at_most), (">", &w.rule_more_than), ("<", &w.rule_less_than)];
    let (count, word) = signs.into_iter().find_map(|(sign, word)| Some((bound.strip_prefix(sign)?, word)))?;
    Some(fill(word, &[("count", count.trim())]))
}

/// Returns a limit in words: `20个工作日`.
pub(in crate::render) fn limit(w: &Words, limit: Limit) -> String {
    let (word, count) = match limit {
        Limit::Days(n) => (&w.limit_days, n),
        Limit::WorkingDays(n) => (&w.limit_working_days, n),
        Limit::Months(n) => (&w.limit_months, n),
        Limit::Years(n) => (&w.limit_years, n),
    };
    fill(word, &[("count", &count.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_a_precheck_is_said_in_words() {
        let words = Words::gather(|id, args| format!("{id}{}", if args.is_empty() { "" } else { " {count}" }));
        let said = |rule: &str| {
            let one = Precheck { field: "x".into(), rule: rule.into() };
            precheck(&words, &one).rule.into_owned()
        };
        assert_eq!(said("number >= 2"), "theme-rule-at-least 2");
        assert_eq!(said("number<20"), "theme-rule-less-than 20");
        assert_eq!(said("date"), "theme-rule-date");
        assert_eq!(said("不低于100万元"), "不低于100万元");
    }
}
