//! Reads who may do what: `[[grant]]`.

use crate::diag::{Finding, codes};
use crate::fields::Reader;
use crate::model::{PersonId, StepId};
use crate::policy::damage::whole;
use crate::policy::names::{report_empty, written};
use crate::policy::read::Cx;
use crate::policy::steps::WRITE;
use crate::policy::{Grant, PathPattern};

/// Reads every `[[grant]]`, in the order of writing.
pub(super) fn read_grants(cx: Cx<'_>, r: &mut Reader<'_>) -> Vec<Grant> {
    let grants = r.tables("grant", |r| whole(r, |r| read_grant(cx, r)));
    grants.into_iter().flat_map(|list| list.value).flatten().collect()
}

fn read_grant(cx: Cx<'_>, r: &mut Reader<'_>) -> Option<Grant> {
    let person = cx.names.required::<PersonId>(r, "person");
    let step = read_step(cx, r);
    check_scope(r);
    let departments = cx.names.departments(r, "departments");
    let columns = cx.names.columns(r, "columns");
    let paths = cx.patterns(r, "paths");
    let basis = r.text("basis").map(|b| b.value);
    Some(Grant { person: person?.value, step: step?, departments, columns, paths, basis })
}

/// Takes the step: one that is described, or `write`.
fn read_step(cx: Cx<'_>, r: &mut Reader<'_>) -> Option<StepId> {
    let text = r.required_text("step")?;
    if text.value == WRITE {
        return StepId::parse(WRITE).ok();
    }
    cx.names.resolve::<StepId>(r, text).map(|step| step.value)
}

/// A grant that does not say where grants nothing, which nobody means.
fn check_scope(r: &mut Reader<'_>) {
    if !["departments", "columns", "paths"].iter().any(|key| r.has(key)) {
        let finding = Finding::new(codes::MISSING_SETTING, r.place(r.span())).variant("grant");
        r.sink().push(finding);
    }
}

impl Cx<'_> {
    /// Takes a list of paths or folders, of which there must be at least one if the key is there.
    fn patterns(self, r: &mut Reader<'_>, key: &'static str) -> Vec<PathPattern> {
        let count = written(r, key);
        let Some(list) = r.parsed_list(key, "expected-path", PathPattern::parse) else { return Vec::new() };
        if count == 0 {
            report_empty(r, key, list.span);
        }
        list.value.into_iter().map(|p| p.value).collect()
    }
}
