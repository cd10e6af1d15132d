//! `qianfa object PATH… --step STEP -m REASON`: this content must not be published.

use crate::commands::approve::drafts;
use crate::commands::bench::at_bench;
use crate::commands::signing::{Plan, Reasoned, Signatory, carry_out};
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
    let world = match cx.world_to_sign_in()? {
        Ok(world) => world,
        Err(exit) => return Ok(exit),
    };
    world.check_step(&asked.step)?;
    let who = Signatory::find(cx, &world, &asked.manner)?;
    let paths = world.all_placed(cx, &asked.paths)?;
    let plan = at_bench(&world, &who, |bench| {
        let units = bench.chosen(&world, &paths, |judged: &Judged| bench.may_object(judged, &asked.step))?;
        let items = units.iter().map(|judged| bench.items(judged)).collect::<Result<Vec<_>, _>>()?;
        let text = sheet::head(cx, bench, &who, Action::Object, Some(&asked.step));
        let veto = bench.policy().steps.get(&asked.step).is_some_and(|s| s.veto);
        let mut notes = vec![Message::new(if veto { "sign-veto" } else { "sign-no-veto" })];
        notes.extend(bench.uncommitted(&world, &units)?);
        Ok(Plan {
            text: text + &sheet::units(cx, bench.court, &units)?,
            notes,
            drafts: drafts(Action::Object, Some(&asked.step), &reason, items)?,
            next: String::new(),
        })
    })?;
    carry_out(cx, &world, &who, plan, &asked.manner)
}
