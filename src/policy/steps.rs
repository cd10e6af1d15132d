//! Reads what can be demanded: steps and levels.

use std::collections::BTreeMap;

use crate::diag::{Finding, codes};
use crate::fields::Reader;
use crate::model::{LevelId, Span, StepId};
use crate::policy::damage::whole;
use crate::policy::people::declared;
use crate::policy::read::Cx;
use crate::policy::{Level, Step};

/// The step that grants use for those who write. It needs no signature of its own, so no paragraph describes it.
pub(super) const WRITE: &str = "write";

/// Most steps of a matrix; the bound keeps the search for distinct people small, and five are usual.
const MAX_STEPS: usize = 16;

/// Most levels of a matrix; four are usual.
const MAX_LEVELS: usize = 64;

/// Reads every `[step.x]`.
pub(super) fn read_steps(r: &mut Reader<'_>) -> BTreeMap<StepId, Step> {
    let mut steps = BTreeMap::new();
    let mut count = 0;
    r.named_tables("step", |name, r| {
        count += 1;
        report_too_many(r, name.span, "step", count, MAX_STEPS);
        if name.value == WRITE {
            r.report_bad_name(name, "expected-not-write");
        }
        let id = declared(r, name, |t| StepId::parse(t).ok());
        steps.extend(id.and_then(|id| read_step(r, id, count)).map(|step| (step.id.clone(), step)));
    });
    steps
}

/// Reports the first paragraph of a sort that is one too many.
pub(super) fn report_too_many(r: &mut Reader<'_>, span: Span, key: &'static str, count: usize, most: usize) {
    if count == most + 1 {
        let finding = Finding::new(codes::MATRIX_TOO_LARGE, r.place(span)).with("key", key).with("most", most);
        r.sink().push(finding);
    }
}

/// Steps without an `order` are signed in the order of writing, ten apart, so that others can be put between.
fn read_step(r: &mut Reader<'_>, id: StepId, number: usize) -> Option<Step> {
    let name = r.required_text("name");
    let order = r.integer("order").map_or_else(|| i64::try_from(number * 10).unwrap_or(i64::MAX), |n| n.value);
    let veto = r.boolean("veto").is_some_and(|b| b.value);
    let retroactive = r.boolean("retroactive").is_some_and(|b| b.value);
    let each = r.parsed("each", "expected-each", |t| if t == "co-departments" { Ok(()) } else { Err(()) });
    let statement = r.text("statement").map(|s| s.value);
    Some(Step { id, name: name?.value, order, veto, retroactive, each_co_department: each.is_some(), statement })
}

/// Reads every `[level.x]`.
pub(super) fn read_levels(cx: Cx<'_>, r: &mut Reader<'_>) -> BTreeMap<LevelId, Level> {
    let mut levels = BTreeMap::new();
    let mut count = 0;
    r.named_tables("level", |name, r| {
        count += 1;
        report_too_many(r, name.span, "level", count, MAX_LEVELS);
        let id = declared(r, name, |t| LevelId::parse(t).ok());
        levels.extend(whole(r, |r| read_level(cx, r, id?)).map(|level| (level.id.clone(), level)));
    });
    levels
}

/// A level that is published must demand a step: its pages would need nobody otherwise.
fn read_level(cx: Cx<'_>, r: &mut Reader<'_>, id: LevelId) -> Option<Level> {
    let name = r.required_text("name");
    let rank = r.require("rank", Reader::integer);
    let publish = r.require("publish", Reader::boolean);
    let published = publish.as_ref().is_some_and(|b| b.value);
    let steps = if published { cx.names.some(r, "steps") } else { cx.names.list(r, "steps") };
    let steps = steps.map(|s| s.value).unwrap_or_default();
    Some(Level { id, name: name?.value, rank: rank?.value, publish: publish?.value, steps, span: r.span() })
}
