//! `qianfa renew --step STEP [PATH…]`: sign again what one has signed before, and what no longer counts.
//!
//! Offered are files whose very version the caller once signed in this step with authority. What only a key signed
//! that got into other hands is listed apart, because whoever held it may have signed for them: it must be named.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::commands::approve;
use crate::commands::bench::{Bench, Fit, Request, sign};
use crate::commands::signing::{Manner, Plan, Signatory};
use crate::commands::world::World;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::{Action, GitError, PathNo};
use crate::model::StepId;
use crate::review::{Item, Judged, Lack, SignOff, Spot};

/// What the person asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Only these; everything that is offered if empty.
    pub paths: Vec<PathBuf>,
    /// The step.
    pub step: StepId,
    /// How they sign.
    pub manner: Manner,
}

/// Signs what is offered, or what is named of it.
///
/// # Errors
/// Nothing is offered, or the signer refuses.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let request =
        Request { paths: &options.paths, step: Some(&options.step), manner: &options.manner, with_young_key: true };
    sign(cx, &request, |cx, world, who, paths, bench| plan(cx, bench, world, who, paths, &options.step))
}

fn plan(
    cx: &Cx<'_>,
    bench: &Bench<'_, '_>,
    world: &World,
    who: &Signatory,
    paths: &[String],
    step: &StepId,
) -> Result<Plan, Failure> {
    let (mut offered, mut apart, mut waiting) = (Vec::new(), Vec::new(), None);
    for judged in &bench.docket.units {
        let Some(before) = once(bench, judged, step)? else { continue };
        match (before, bench.may_approve(judged, step, false)?) {
            (Before::Good, Ok(())) => offered.push(judged),
            (Before::Compromised, Ok(())) => apart.push(judged),
            (_, Err(why)) if is_open(judged, step) => waiting = waiting.or(Some(why)),
            (_, Err(_)) => {}
        }
    }
    let mains = |units: &[&Judged]| units.iter().map(|j| j.unit.main).collect::<BTreeSet<PathNo>>();
    let units = if paths.is_empty() {
        offered
    } else {
        let all: BTreeSet<PathNo> = mains(&offered).union(&mains(&apart)).copied().collect();
        let never = |judged: &Judged| -> Result<Fit, GitError> {
            if all.contains(&judged.unit.main) {
                return Ok(Ok(()));
            }
            let why = match once(bench, judged, step)? {
                Some(_) => bench.may_approve(judged, step, false)?.err(),
                None => None,
            };
            let message = Message::new("renew-never").with("path", bench.name(judged.unit.main));
            Ok(Err(why.unwrap_or_else(|| Failure::usage(message).hint(Message::new("renew-never-hint")))))
        };
        bench.chosen(world, paths, never)?
    };
    let named = mains(&units);
    apart.retain(|j| !named.contains(&j.unit.main));
    let listed = apart_text(cx, bench, &apart);
    if units.is_empty() {
        let failure = waiting.unwrap_or_else(|| Failure::usage(Message::new("renew-nothing")));
        let hint = Message::new("renew-apart").with("paths", listed.trim_end());
        return Err(if apart.is_empty() { failure } else { failure.hint(hint) });
    }
    let mut plan = approve::plan(cx, bench, world, who, (Action::Approve, step, None), &units)?;
    if !apart.is_empty() {
        plan.notes.push(Message::new("renew-apart").with("paths", listed.trim_end()));
    }
    Ok(plan)
}

fn is_open(judged: &Judged, step: &StepId) -> bool {
    judged.judgement.steps.iter().any(|s| s.step == *step && s.by.is_none())
}

fn apart_text(cx: &Cx<'_>, bench: &Bench<'_, '_>, apart: &[&Judged]) -> String {
    let line = |judged: &&Judged| cx.word(&Message::new("renew-path").with("path", bench.name(judged.unit.main)));
    apart.iter().map(line).map(|line| format!("  {line}\n")).collect()
}

/// How somebody signed a unit once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    /// With a key that was theirs.
    Good,
    /// Some of it only with a key that is in other hands.
    Compromised,
}

/// Returns how the person signed this very version of every file of a unit in this step; none if they did not.
fn once(bench: &Bench<'_, '_>, judged: &Judged, step: &StepId) -> Result<Option<Before>, GitError> {
    let mut worst = Before::Good;
    for item in &judged.unit.items {
        let mut best = None;
        for (number, version) in bench.court.evidence.about(item.path) {
            let sign_off = bench.court.evidence.sign_off(*number);
            let own = sign_off.mark.person == *bench.person() && sign_off.step.as_ref() == Some(step);
            if *version == item.version && own && sign_off.action == Action::Approve {
                best = best.into_iter().chain(standing(bench, item, sign_off)?).min();
            }
        }
        let Some(best) = best else { return Ok(None) };
        worst = worst.max(best);
    }
    Ok(Some(worst))
}

/// Returns how an approval stood when it was made; none if it had no authority.
fn standing(bench: &Bench<'_, '_>, item: &Item, sign_off: &SignOff) -> Result<Option<Before>, GitError> {
    let (court, Some(step)) = (bench.court, &sign_off.step) else { return Ok(None) };
    let id = court.paths.trail().history.node(sign_off.mark.commit).id;
    if court.authority.chain().is_void(id) {
        return Ok(None);
    }
    let answer = |spot| match court.authority.check_step(&sign_off.mark, step, spot) {
        Ok(()) => Some(Before::Good),
        Err(Lack::Compromised) => Some(Before::Compromised),
        Err(Lack::NoPolicy | Lack::Key(_) | Lack::Step(_) | Lack::Void) => None,
    };
    let Some(&page) = item.users.first() else {
        return Ok(court.paths.name(item.path).and_then(|path| answer(Spot::File(path))));
    };
    let declared = court.paths.declared(page, court.paths.at(bench.docket.head, page))?;
    let (Some(declared), Some(page)) = (declared, court.paths.name(page)) else { return Ok(None) };
    let departments = std::iter::once(&declared.department).chain(&declared.co_departments);
    Ok(departments.filter_map(|department| answer(Spot::Page { page, department })).min())
}
