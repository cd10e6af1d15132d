//! `qianfa approve PATH… --step STEP`: this exact content may be published, as far as the step goes.

use std::path::PathBuf;

use crate::commands::bench::{Bench, Request, sign};
use crate::commands::signing::{Draft, Manner, Plan, Signatory, batches};
use crate::commands::world::World;
use crate::commands::{Cx, Exit, Failure, sheet};
use crate::diag::Message;
use crate::git::{Action, Item};
use crate::model::StepId;
use crate::review::{Judged, Moved, Reason, Verdict, Withdrawn};

/// What the person asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Pages, folders, themes, `site.toml`.
    pub paths: Vec<PathBuf>,
    /// The step.
    pub step: StepId,
    /// Whether it is an emergency; then there is a text.
    pub emergency: bool,
    /// What the signer adds.
    pub text: Option<String>,
    /// How they sign.
    pub manner: Manner,
}

/// Signs.
///
/// # Errors
/// The signature could not count, or the signer refuses.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    if options.emergency && options.text.as_deref().is_none_or(|text| body(text).is_empty()) {
        return Err(Failure::usage(Message::new("sign-no-reason")));
    }
    let request =
        Request { paths: &options.paths, step: Some(&options.step), manner: &options.manner, with_young_key: true };
    sign(cx, &request, |cx, world, who, paths, bench| {
        let fit = |judged: &Judged| bench.may_approve(judged, &options.step, options.emergency);
        let units = bench.chosen(world, paths, fit)?;
        let action = if options.emergency { Action::Emergency } else { Action::Approve };
        plan(cx, bench, world, who, (action, &options.step, options.text.as_deref()), &units)
    })
}

/// Plans the approval of units that are fit for it; where a page was moved, also the withdrawal of where it was.
///
/// # Errors
/// A file cannot be signed or read, or a unit is too large.
pub(super) fn plan(
    cx: &Cx<'_>,
    bench: &Bench<'_, '_>,
    world: &World,
    who: &Signatory,
    (action, step, text): (Action, &StepId, Option<&str>),
    units: &[&Judged],
) -> Result<Plan, Failure> {
    let stated = sheet::stated(bench, action, Some(step));
    let parts = stated.as_deref().into_iter().chain(text).map(body).filter(|part| !part.is_empty());
    let reason = parts.collect::<Vec<_>>().join("\n\n");
    let items = units.iter().map(|judged| bench.items(judged)).collect::<Result<Vec<_>, _>>()?;
    let mut drafts = drafts(action, Some(step), &reason, items)?;
    let (left, mut notes) = left_behind(bench, units, action, step)?;
    if !left.is_empty() {
        let reason = cx.word(&Message::new("sign-moved-page"));
        drafts.extend(self::drafts(Action::Withdraw, Some(step), &reason, vec![absences(bench, &left)])?);
    }
    notes.extend(bench.uncommitted(world, units)?);
    notes.extend(units.iter().filter_map(|judged| bench.objected(judged)));
    let is_unanswered = |j: &&&Judged| matches!(j.judgement.verdict, Verdict::Refused(Reason::UnsignedChange(_)));
    let unanswered = units.iter().filter(is_unanswered).count();
    notes.extend((unanswered > 0).then(|| Message::new("sign-unanswered").with("units", unanswered)));
    let mut text = sheet::head(cx, bench, who, action, Some(step)) + &sheet::units(cx, bench.court, units)?;
    for gone in &left {
        let path = Message::new("sheet-moved").with("path", bench.name(gone.page));
        text.push_str(&format!("  {}\n", cx.word(&path)));
    }
    let states = units.iter().map(|j| match action {
        Action::Emergency => j.judgement.emergency.as_slice(),
        Action::Approve | Action::Object | Action::Withdraw | Action::Vouch => j.judgement.steps.as_slice(),
    });
    let next = bench.next(cx, states, step);
    Ok(Plan { text, notes, drafts, next })
}

/// Returns what somebody typed as the body of a message.
pub(super) fn body(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// Returns the sign-offs that hold these units.
///
/// # Errors
/// A unit is too large for one.
pub(super) fn drafts(
    action: Action,
    step: Option<&StepId>,
    reason: &str,
    units: Vec<Vec<Item>>,
) -> Result<Vec<Draft>, Failure> {
    let too_large = |path: String| Failure::usage(Message::new("sign-too-large").with("path", path));
    let draft = |items| Draft { action, step: step.cloned(), reason: reason.to_owned(), items };
    Ok(batches(units).map_err(too_large)?.into_iter().map(draft).collect())
}

/// Returns the lines about the absence of pages.
pub(super) fn absences(bench: &Bench<'_, '_>, gone: &[&Withdrawn]) -> Vec<Item> {
    let paths = gone.iter().filter_map(|g| bench.court.paths.name(g.page).cloned());
    let mut items: Vec<Item> = paths.map(|path| Item { path, version: None }).collect();
    items.sort_by(|a, b| a.path.cmp(&b.path));
    items
}

/// Returns the pages that are gone and that these came from, as far as the same person can agree to that in the same
/// step; and what to say of the others.
fn left_behind<'b>(
    bench: &Bench<'b, '_>,
    units: &[&Judged],
    action: Action,
    step: &StepId,
) -> Result<(Vec<&'b Withdrawn>, Vec<Message>), Failure> {
    let (mut left, mut notes): (Vec<&Withdrawn>, Vec<Message>) = (Vec::new(), Vec::new());
    let open: Vec<&Withdrawn> = bench.docket.withdrawn.iter().filter(|w| !w.complete).collect();
    if action != Action::Approve || open.is_empty() {
        return Ok((left, notes));
    }
    let moved = Moved::find(bench.court)?;
    for judged in units {
        let (page, version) = (judged.unit.main, judged.unit.items[0].version);
        let Some(declared) = bench.court.paths.declared(page, version)? else { continue };
        let sources = moved.sources(bench.court, page, &declared);
        for gone in open.iter().filter(|w| sources.contains(&w.page)) {
            if left.iter().any(|known| known.page == gone.page) {
                continue;
            }
            match bench.may_withdraw(gone, step)? {
                Ok(()) => left.push(gone),
                Err(why) => {
                    let note = Message::new("sign-left-behind").with("path", bench.name(gone.page));
                    notes.extend([note, why.message]);
                }
            }
        }
    }
    Ok((left, notes))
}
