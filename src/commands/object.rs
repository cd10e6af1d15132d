//! `qianfa object PATH… --step STEP -m REASON`: this content must not be published.

use std::path::PathBuf;

use crate::commands::approve::{body, drafts};
use crate::commands::bench::at_bench;
use crate::commands::signing::{Manner, Plan, Signatory, carry_out};
use crate::commands::{Cx, Exit, Failure, sheet};
use crate::diag::Message;
use crate::git::Action;
use crate::model::StepId;
use crate::review::Judged;

/// What the person asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Pages, folders, themes, `site.toml`.
    pub paths: Vec<PathBuf>,
    /// The step.
    pub step: StepId,
    /// Why.
    pub reason: String,
    /// How they sign.
    pub manner: Manner,
}

/// Signs.
///
/// # Errors
/// There is no reason, the person does not hold the step there, or the signer refuses.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let reason = body(&options.reason);
    if reason.is_empty() {
        return Err(Failure::usage(Message::new("sign-no-reason")));
    }
    let world = match cx.world_to_sign_in()? {
        Ok(world) => world,
        Err(exit) => return Ok(exit),
    };
    world.check_step(&options.step)?;
    let who = Signatory::find(cx, &world, &options.manner)?;
    let paths = world.all_placed(cx, &options.paths)?;
    let plan = at_bench(&world, &who, |bench| {
        let units = bench.chosen(&world, &paths, |judged: &Judged| bench.may_object(judged, &options.step))?;
        let items = units.iter().map(|judged| bench.items(judged)).collect::<Result<Vec<_>, _>>()?;
        let text = sheet::head(cx, bench, &who, Action::Object, Some(&options.step));
        let veto = bench.policy().steps.get(&options.step).is_some_and(|s| s.veto);
        let mut notes = vec![Message::new(if veto { "sign-veto" } else { "sign-no-veto" })];
        notes.extend(bench.uncommitted(&world, &units)?);
        Ok(Plan {
            text: text + &sheet::units(cx, bench.court, &units)?,
            notes,
            drafts: drafts(Action::Object, Some(&options.step), &reason, items)?,
            next: String::new(),
        })
    })?;
    carry_out(cx, &world, &who, plan, &options.manner)
}
