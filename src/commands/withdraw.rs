//! `qianfa withdraw PATH… --step STEP -m REASON`: the person agrees that a published page is gone.

use crate::commands::approve::{absences, drafts};
use crate::commands::bench::{Bench, Request, sign, together};
use crate::commands::signing::{Plan, Reasoned};
use crate::commands::{Cx, Exit, Failure, sheet};
use crate::diag::Message;
use crate::git::Action;
use crate::model::StepId;
use crate::review::Withdrawn;

/// Signs.
///
/// # Errors
/// The page is still there or was never published, the signature could not count, or the signer refuses.
pub fn run(cx: &mut Cx<'_>, asked: &Reasoned) -> Result<Exit, Failure> {
    let reason = asked.reason()?;
    let request =
        Request { paths: &asked.paths, step: Some(&asked.step), manner: &asked.manner, with_young_key: false };
    sign(cx, &request, |cx, _, who, paths, bench| {
        let gone = chosen(bench, paths, &asked.step)?;
        let mut text = sheet::head(cx, bench, who, Action::Withdraw, Some(&asked.step));
        for page in &gone {
            let line = Message::new("sheet-gone").with("path", bench.name(page.page));
            text.push_str(&format!("  {}\n", cx.word(&line.with("edition", bench.short(page.edition)))));
        }
        let units = absences(bench, &gone).into_iter().map(|item| vec![item]).collect();
        let next = bench.next(cx, gone.iter().map(|g| g.steps.as_slice()), &asked.step);
        let drafts = drafts(Action::Withdraw, Some(&asked.step), &reason, units)?;
        Ok(Plan { text, notes: Vec::new(), drafts, next })
    })
}

/// Returns the pages that `paths` name, all of them fit to be signed for.
fn chosen<'b>(bench: &Bench<'b, '_>, paths: &[String], step: &StepId) -> Result<Vec<&'b Withdrawn>, Failure> {
    let (mut chosen, mut refused): (Vec<&Withdrawn>, Vec<Failure>) = (Vec::new(), Vec::new());
    for path in paths {
        let name = |w: &&Withdrawn| bench.name(w.page);
        let all = &bench.docket.withdrawn;
        let one: Vec<&Withdrawn> = all.iter().filter(|w| name(w) == *path).collect();
        let below = |w: &&Withdrawn| path.is_empty() || name(w).strip_prefix(path).is_some_and(|r| r.starts_with('/'));
        let named = if one.is_empty() { all.iter().filter(below).collect() } else { one };
        if named.is_empty() {
            refused.push(never_gone(bench, path));
        }
        let (alone, before, mut first) = (named.len() == 1, chosen.len(), None);
        for page in named {
            match bench.may_withdraw(page, step)? {
                Ok(()) if chosen.iter().any(|known| known.page == page.page) => {}
                Ok(()) => chosen.push(page),
                Err(why) if alone => refused.push(why),
                Err(why) => first = first.or(Some(why)),
            }
        }
        if chosen.len() == before {
            refused.extend(first);
        }
    }
    match together(refused) {
        Some(failure) => Err(failure),
        None => Ok(chosen),
    }
}

/// Says why there is nothing to withdraw at a path.
fn never_gone(bench: &Bench<'_, '_>, path: &str) -> Failure {
    let there = bench.court.paths.find(path).is_some_and(|no| bench.court.paths.has(bench.docket.head, no));
    if there {
        let hint = Message::new("sign-still-there-hint").with("path", path);
        return Failure::usage(Message::new("sign-still-there").with("path", path)).hint(hint);
    }
    Failure::usage(Message::new("sign-never-published").with("path", path))
}
