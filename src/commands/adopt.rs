//! `qianfa adopt REF`: merges a branch's commits back after a squash, so that its signatures count again.
//!
//! The merge keeps the tree that HEAD has: it brings in evidence, and no content. It is unsigned, because it claims
//! nothing; what it makes of the evidence is judged before the branch moves.

use std::collections::{BTreeMap, BTreeSet};

use crate::commands::signing::{moved, names, step_name};
use crate::commands::status::word;
use crate::commands::world::{Asked, World};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::{self, GitError};
use crate::pipeline::Report;
use crate::review::{Reason, Verdict, in_court, judge_all};

/// Merges the commits behind `reference` and says what counts again.
///
/// # Errors
/// There is no such commit, HEAD has it already, nothing would count again, or the branch was moved meanwhile.
pub fn run(cx: &mut Cx<'_>, reference: &str) -> Result<Exit, Failure> {
    let world = match cx.world_to_sign_in()? {
        Ok(world) => world,
        Err(exit) => return Ok(exit),
    };
    let (branch, repository) = (world.branch()?, &world.past.repository);
    let (head, other) = (world.past.judged(), repository.resolve(reference)?);
    if world.past.history.number(other).is_some() {
        return Err(Failure::usage(Message::new("adopt-known").with("ref", reference)));
    }
    if repository.merge_base(head, other)?.is_none() {
        return Err(Failure::usage(Message::new("adopt-unrelated").with("ref", reference)));
    }
    let tree = world.past.tree();
    let message = format!("{}\n", cx.word(&Message::new("adopt-subject").with("ref", reference)).replace('\n', " "));
    let merge = git::join(repository, tree, [head, other], &message)?;
    let merged = match judged_at(cx, &merge.to_string())? {
        Ok(merged) => merged,
        Err(exit) => return Ok(exit),
    };
    let (before, after) = (Counted::of(&world)?, Counted::of(&merged)?);
    if before == after {
        return Err(Failure::usage(Message::new("adopt-nothing").with("ref", reference)));
    }
    git::advance(repository, branch, head, merge).map_err(|e| moved(e, merge))?;
    let commit = merge.to_string();
    cx.say(&Message::new("adopt-done").with("ref", reference).with("commit", commit.get(..12).unwrap_or_default()));
    let text = after.told(cx, &before);
    cx.print(&text);
    Ok(Exit::Clean)
}

/// Judges the merge before any branch has it; where it would break the chain, says so.
fn judged_at(cx: &mut Cx<'_>, merge: &str) -> Result<Result<World, Exit>, Failure> {
    let mut report = Report::default();
    let asked = Asked { revision: Some(merge), trust: None, anew: true };
    match cx.world(asked, &mut report)? {
        Some(world) if !world.broken => Ok(Ok(world)),
        _ => {
            cx.report(report);
            cx.say(&Message::new("adopt-broken"));
            Ok(Err(Exit::Errors))
        }
    }
}

/// What counts in one history: who fills which step of what, and the verdict on it.
#[derive(PartialEq, Eq)]
struct Counted {
    /// Path, what the step is called, by whom, where.
    signed: BTreeSet<(String, String, String, String)>,
    verdicts: BTreeMap<String, &'static str>,
}

impl Counted {
    fn of(world: &World) -> Result<Self, Failure> {
        let policy = world.policy();
        let counted = in_court(world.past.trail(), &world.chain, world.past.single, |court, units| {
            let docket = judge_all(court, units)?;
            let (mut signed, mut verdicts) = (BTreeSet::new(), BTreeMap::new());
            let states = docket.units.iter().map(|j| (j.unit.main, j.judgement.steps.as_slice()));
            let gone = docket.withdrawn.iter().map(|w| (w.page, w.steps.as_slice()));
            for (main, states) in states.chain(gone) {
                let path = court.paths.name(main).map(ToString::to_string).unwrap_or_default();
                for (state, (person, commit)) in states.iter().filter_map(|s| Some((s, s.by.as_ref()?))) {
                    let step = step_name(policy, &state.step);
                    let commit = court.paths.trail().history.node(*commit).id.to_string();
                    signed.insert((path.clone(), step, names(policy, [person]), commit));
                }
            }
            for judged in &docket.units {
                let path = court.paths.name(judged.unit.main).map(ToString::to_string).unwrap_or_default();
                verdicts.insert(path, shade(&judged.judgement.verdict));
            }
            Ok::<_, GitError>(Self { signed, verdicts })
        })?;
        Ok(counted)
    }

    /// Returns what counts here and did not before, and what no longer does.
    fn told(&self, cx: &Cx<'_>, before: &Self) -> String {
        let line = |id: &'static str, (path, step, person, commit): &(String, String, String, String)| {
            let message = Message::new(id).with("path", path.as_str()).with("step", step.as_str());
            let message = message.with("person", person.as_str()).with("commit", commit.get(..12).unwrap_or_default());
            format!("{}\n", cx.word(&message))
        };
        let mut text: String = self.signed.difference(&before.signed).map(|s| line("adopt-counts", s)).collect();
        text.extend(before.signed.difference(&self.signed).map(|s| line("adopt-lost", s)));
        for (path, verdict) in &self.verdicts {
            if before.verdicts.get(path) != Some(verdict) {
                let verdict = verdict.split(' ').next().unwrap_or_default();
                let verdict = cx.word(&Message::new("status-verdict").with("verdict", verdict));
                let message = Message::new("adopt-verdict").with("path", path.as_str()).with("verdict", verdict);
                text.push_str(&format!("{}\n", cx.word(&message)));
            }
        }
        text
    }
}

/// Returns the verdict's word, and what kind of refusal it is: answering for an unsigned text is progress, too.
fn shade(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Refused(Reason::UnsignedChange(_)) => "refused unsigned",
        Verdict::Refused(Reason::Broken(_)) => "refused broken",
        Verdict::Refused(Reason::Needs(_) | Reason::Hostile(..))
        | Verdict::Approved(_)
        | Verdict::Pending
        | Verdict::Objected(_)
        | Verdict::Unpublished => word(verdict),
    }
}
