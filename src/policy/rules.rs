//! Reads what applies beside the cells: word lists, escalation, emergencies, files outside columns, disclosure.

use std::collections::BTreeMap;

use crate::diag::{Finding, codes};
use crate::fields::Reader;
use crate::model::{ColumnId, DepartmentId, LevelId, Limit, Sha256, StepId};
use crate::policy::damage::whole;
use crate::policy::names::{LexiconName, Named, is_plain_name, written};
use crate::policy::people::declared;
use crate::policy::read::Cx;
use crate::policy::steps::report_too_many;
use crate::policy::{DisclosureItem, Emergency, Escalation, Lexicon, PathPattern, Scope};

/// Most escalations of a matrix: each is held against every column, and three are usual.
const MAX_ESCALATIONS: usize = 256;

/// Reads every `[lexicon.x]`.
pub(super) fn read_lexicons(r: &mut Reader<'_>) -> BTreeMap<String, Lexicon> {
    let mut lexicons = BTreeMap::new();
    r.named_tables("lexicon", |name, r| {
        let id = declared(r, name, LexiconName::parse_name);
        let sha256 = r.required("sha256", "expected-sha256", parse_hash);
        lexicons.extend(id.zip(sha256).map(|(id, sha256)| (id.0, Lexicon { sha256: sha256.value })));
    });
    lexicons
}

/// The key says which hash it is; `sha256:` before it is allowed all the same.
fn parse_hash(text: &str) -> Result<Sha256, ()> {
    Sha256::parse(text.strip_prefix("sha256:").unwrap_or(text)).ok_or(())
}

/// Reads every `[[escalate]]`, in the order of writing.
pub(super) fn read_escalations(cx: Cx<'_>, r: &mut Reader<'_>) -> Vec<Escalation> {
    let mut count = 0;
    let escalations = r.tables("escalate", |r| {
        count += 1;
        report_too_many(r, r.span(), "escalate", count, MAX_ESCALATIONS);
        let condition = r.require("when", |r, key| r.table(key).map(|table| read_condition(cx, table)));
        let add = cx.names.some::<StepId>(r, "add");
        Some(Escalation { add: add?.value, span: r.span(), ..condition? })
    });
    escalations.into_iter().flat_map(|list| list.value).flatten().collect()
}

/// Reads `when`, which must say something: steps for every page belong to the levels.
fn read_condition(cx: Cx<'_>, mut table: Reader<'_>) -> Escalation {
    let r = &mut table;
    if !["words", "levels", "columns", "co-departments", "outside-links"].iter().any(|key| r.has(key)) {
        let finding = Finding::new(codes::EMPTY_LIST, r.place(r.span())).variant("when");
        r.sink().push(finding);
    }
    let condition = Escalation {
        words: cx.names.one::<LexiconName>(r, "words").map(|name| name.value.0),
        levels: cx.names.has_some::<LevelId>(r, "levels").unwrap_or_default(),
        columns: cx.names.columns(r, "columns").unwrap_or_default(),
        co_departments: r.boolean("co-departments").map(|b| b.value),
        outside_links: r.boolean("outside-links").map(|b| b.value),
        ..Escalation::default()
    };
    table.finish();
    condition
}

/// Reads `[emergency]`.
pub(super) fn read_emergency(cx: Cx<'_>, r: &mut Reader<'_>) -> Option<Emergency> {
    let mut table = r.table("emergency")?;
    whole(&mut table, |r| read_emergency_table(cx, r))
}

fn read_emergency_table(cx: Cx<'_>, r: &mut Reader<'_>) -> Option<Emergency> {
    let count = written(r, "steps");
    let steps = cx.names.some::<StepId>(r, "steps");
    if let Some(steps) = steps.as_ref().filter(|_| count == 1) {
        let found = steps.value.first().map_or("", StepId::as_str);
        r.report_bad("steps", steps.span, found, "expected-two-steps");
    }
    let columns = cx.names.some::<ColumnId>(r, "columns");
    let review_after = r.required("review-after", "expected-limit", Limit::parse);
    let (steps, columns, review_after) = (steps?.value, columns?.value, review_after?.value);
    Some(Emergency { steps, columns, review_after, span: r.span() })
}

/// Reads every `[[scope]]`, in the order of writing.
pub(super) fn read_scopes(cx: Cx<'_>, r: &mut Reader<'_>) -> Vec<Scope> {
    let scopes = r.tables("scope", |r| {
        let path = r.required("path", "expected-path", PathPattern::parse);
        let published = r.boolean("published").is_none_or(|b| b.value);
        let steps = if published { cx.names.some(r, "steps") } else { cx.names.list(r, "steps") };
        let steps = steps.map(|s| s.value).unwrap_or_default();
        Some(Scope { path: path?.value, steps, published, span: r.span() })
    });
    scopes.into_iter().flat_map(|list| list.value).flatten().collect()
}

/// Reads every `[disclosure.x]`.
pub(super) fn read_disclosure(cx: Cx<'_>, r: &mut Reader<'_>) -> BTreeMap<String, DisclosureItem> {
    let mut items = BTreeMap::new();
    r.named_tables("disclosure", |name, r| {
        let id = declared(r, name, |t| is_plain_name(t).then(|| t.to_owned()));
        items.extend(id.zip(whole(r, |r| read_item(cx, r))));
    });
    items
}

fn read_item(cx: Cx<'_>, r: &mut Reader<'_>) -> Option<DisclosureItem> {
    let name = r.required_text("name");
    let column = cx.names.required::<ColumnId>(r, "column");
    let department = cx.names.required::<DepartmentId>(r, "department");
    let basis = r.required_text("basis");
    let within = r.required("within", "expected-limit", Limit::parse);
    Some(DisclosureItem {
        name: name?.value,
        column: column?.value,
        department: department?.value,
        basis: basis?.value,
        within: within?.value,
        span: r.span(),
    })
}
