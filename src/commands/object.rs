//! `qianfa object PATH… --step STEP -m REASON`: this content must not be published.

use crate::commands::approve::drafts;
use crate::commands::bench::{Request, sign};
use crate::commands::signing::{Plan, Reasoned};
use crate::commands::{Cx, Exit, Failure, sheet};
use crate::diag::Message;
use crate::git::Action;
use crate::review::Judged;

/// Signs.
///
/// # Errors
/// There is no reason, the person does not hold the step there, or the signer refuses.
pub fn run(cx: &mut Cx<'_>, asked: &Reasoned) -> Result<Exit, Failure> {
    let reason = asked.reason()?;
    let request =
        Request { paths: &asked.paths, step: Some(&asked.step), manner: &asked.manner, with_young_key: false };
    sign(cx, &request, |cx, world, who, paths, bench| {
        let units = bench.chosen(world, paths, |judged: &Judged| bench.may_object(judged, &asked.step))?;
        let items = units.iter().map(|judged| bench.items(judged)).collect::<Result<Vec<_>, _>>()?;
        let text = sheet::head(cx, bench, who, Action::Object, Some(&asked.step));
        let veto = bench.policy().steps.get(&asked.step).is_some_and(|s| s.veto);
        let mut notes = vec![Message::new(if veto { "sign-veto" } else { "sign-no-veto" })];
        notes.extend(bench.uncommitted(world, &units)?);
        Ok(Plan {
            text: text + &sheet::units(cx, bench.court, &units)?,
            notes,
            drafts: drafts(Action::Object, Some(&asked.step), &reason, items)?,
            next: String::new(),
        })
    })
}
