//! Reads `reviewers.toml` as a civil servant wrote it: every fault at its place, and a [`Policy`] only if there was
//! none.

use crate::diag::{Finding, Sink, codes};
use crate::fields::{Dialect, Node, Reader, parse_toml, read_whole};
use crate::model::{CommitId, Limit, PersonId, Sha256, Spanned};
use crate::policy::damage::{self, Damage};
use crate::policy::names::{Names, written};
use crate::policy::{Policy, Root, Settings, Standards};
use crate::policy::{columns, grants, people, rules, steps, validate};

/// The format that this program reads, and takes for granted where the file does not say.
const FORMAT: i64 = 1;

/// The last serial number: the archive's file names have four digits.
const LAST_SERIAL: u32 = 9999;

/// What a policy is read against.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// Whether the repository holds one site, so that column ids have no site before them.
    pub single: bool,
    /// What the state prescribes for columns.
    pub standards: &'a Standards,
}

/// What every paragraph is read with.
#[derive(Clone, Copy)]
pub(super) struct Cx<'a> {
    pub(super) names: &'a Names,
    pub(super) damage: &'a Damage,
    pub(super) single: bool,
    /// What the state prescribes; none where it must not matter.
    pub(super) standards: Option<&'a Standards>,
}

/// Reads `text`, the content of `file`; none if anything in it is wrong.
///
/// Warnings about the policy as a whole come only when no paragraph has an error, so that one fault does not look
/// like two.
pub fn read(file: &str, text: &str, inputs: Inputs<'_>, sink: &mut Sink) -> Option<Policy> {
    read_whole(file, text, sink, |root, sink| {
        let names = Names::collect(&root);
        let (damage, standards) = (Damage::default(), Some(inputs.standards));
        let cx = Cx { names: &names, damage: &damage, single: inputs.single, standards };
        let policy = read_paragraphs(file, root, cx, sink)?;
        if !sink.has_errors() {
            validate::validate(file, &policy, sink);
        }
        Some(policy)
    })
}

/// Reads a version that was signed, whatever is wrong with its content; none if it is no version at all.
///
/// Structure must be right: TOML, format, serial, `previous`, `after`, `rejects`, `void`, `[root]`, no unknown
/// paragraph, no key of two people. A fault elsewhere is a finding, and takes away what it concerns, to the strict side:
/// a department, person, grant, level or column with a fault is absent, and so is a key that cannot be accepted or an
/// emergency; a fault in `[policy]`, a step, an escalation, a word list, a scope or elsewhere in a key
/// [withholds](Policy::withheld) everything. What the state prescribes never matters here: a newer program may know
/// other limits, and a chain must not break by that.
pub fn read_signed(file: &str, text: &str, inputs: Inputs<'_>, sink: &mut Sink) -> Option<Policy> {
    let root = match parse_toml(file, text) {
        Ok(root) => root,
        Err(finding) => {
            sink.push(*finding);
            return None;
        }
    };
    let names = Names::collect(&root);
    let damage = Damage::default();
    let cx = Cx { names: &names, damage: &damage, single: inputs.single, standards: None };
    let mut found = Sink::default();
    let policy = read_paragraphs(file, root, cx, &mut found).map(|mut policy| {
        if !found.has_errors() {
            validate::validate(file, &policy, &mut found);
        }
        damage::mend(&mut policy);
        policy
    });
    sink.extend(found);
    policy
}

/// Reads every paragraph; none if those are wrong that a version cannot do without.
fn read_paragraphs(file: &str, root: Node, cx: Cx<'_>, sink: &mut Sink) -> Option<Policy> {
    let damage = cx.damage;
    let mut reader = Reader::new(file.into(), Dialect::SETTINGS, root, sink);
    let r = &mut reader;
    let version = damage.structure(r, read_version);
    let settings = damage.demand(r, read_settings);
    let root = damage.structure(r, |r| r.require("root", |r, key| r.table(key).map(|table| read_root(cx, table))));
    let departments = people::read_departments(r);
    let people = people::read_people(cx, r);
    let keys = people::read_keys(cx, r);
    let grants = grants::read_grants(cx, r);
    let steps = damage.demand(r, steps::read_steps);
    let levels = steps::read_levels(cx, r);
    let columns = columns::read_columns(cx, r);
    let lexicons = damage.demand(r, rules::read_lexicons);
    let escalations = damage.demand(r, |r| rules::read_escalations(cx, r));
    let emergency = rules::read_emergency(cx, r);
    let scopes = damage.demand(r, |r| rules::read_scopes(cx, r));
    let disclosure = rules::read_disclosure(cx, r);
    damage.structure(r, |r| r.report_rest());
    if damage.is_broken() {
        return None;
    }
    let version = version?;
    Some(Policy {
        serial: version.serial,
        previous: version.previous,
        after: version.after,
        rejects: version.rejects,
        void: version.void,
        settings,
        root: root??,
        department_order: departments.list.iter().map(|d| d.id.clone()).collect(),
        departments: departments.list.into_iter().map(|d| (d.id.clone(), d)).collect(),
        department_sites: departments.sites,
        people,
        keys,
        grants,
        steps,
        levels,
        columns,
        lexicons,
        escalations,
        emergency,
        scopes,
        disclosure,
        withheld: damage.is_withheld(),
    })
}

/// Which version this is, and what it says about others.
struct Version {
    serial: u32,
    previous: Option<Sha256>,
    after: Option<CommitId>,
    rejects: Vec<Sha256>,
    void: Vec<CommitId>,
}

fn read_version(r: &mut Reader<'_>) -> Option<Version> {
    read_format(r);
    let serial = read_serial(r);
    let (previous, after) = match serial {
        Some(1) => read_first(r),
        Some(_) => read_later(r),
        // Without a serial number nobody can say what these should be.
        None => (r.take("previous").and(None), r.take("after").and(None)),
    };
    let rejects = r.parsed_list("rejects", "expected-sha256", parse_named_hash);
    let void = r.parsed_list("void", "expected-commit", parse_commit);
    Some(Version { serial: serial?, previous, after, rejects: values(rejects), void: values(void) })
}

/// The first version has none before it, and holds from the beginning.
fn read_first(r: &mut Reader<'_>) -> (Option<Sha256>, Option<CommitId>) {
    r.parsed("previous", "expected-no-previous", |t| if t.is_empty() { Ok(()) } else { Err(()) });
    if let Some(after) = r.text("after") {
        r.report_bad("after", after.span, &after.value, "expected-no-after");
    }
    (None, None)
}

/// Every later version names the one before, and the place in history from which it holds.
fn read_later(r: &mut Reader<'_>) -> (Option<Sha256>, Option<CommitId>) {
    let previous = r.require("previous", |r, key| r.parsed(key, "expected-previous", parse_named_hash));
    let after = r.require("after", |r, key| r.parsed(key, "expected-commit", parse_commit));
    (previous.map(|p| p.value), after.map(|a| a.value))
}

fn values<T>(list: Option<Spanned<Vec<Spanned<T>>>>) -> Vec<T> {
    list.into_iter().flat_map(|list| list.value).map(|v| v.value).collect()
}

/// A file that does not name its format is in the first one.
fn read_format(r: &mut Reader<'_>) {
    if let Some(format) = r.integer("format").filter(|f| f.value != FORMAT) {
        r.report_bad("format", format.span, &format.value.to_string(), "expected-format");
    }
}

fn read_serial(r: &mut Reader<'_>) -> Option<u32> {
    let serial = r.require("serial", Reader::integer)?;
    match u32::try_from(serial.value) {
        Ok(n @ 1..=LAST_SERIAL) => Some(n),
        _ => {
            r.report_bad("serial", serial.span, &serial.value.to_string(), "expected-serial");
            None
        }
    }
}

fn parse_named_hash(text: &str) -> Result<Sha256, ()> {
    text.strip_prefix("sha256:").and_then(Sha256::parse).ok_or(())
}

fn parse_commit(text: &str) -> Result<CommitId, ()> {
    CommitId::parse(text).ok_or(())
}

/// Reads `[policy]`; what is not said is as strict as it can be.
fn read_settings(r: &mut Reader<'_>) -> Settings {
    let mut settings = Settings { refuse_unsigned_changes: true, ordered: true, key_max_age: None };
    let Some(mut table) = r.table("policy") else { return settings };
    let r = &mut table;
    if let Some(refuse) = r.parsed("unsigned-changes", "expected-refuse-or-warn", parse_unsigned) {
        settings.refuse_unsigned_changes = refuse.value;
    }
    settings.ordered = r.boolean("ordered").is_none_or(|b| b.value);
    settings.key_max_age = r.parsed("key-max-age", "expected-limit", Limit::parse).map(|l| l.value);
    table.finish();
    settings
}

fn parse_unsigned(text: &str) -> Result<bool, ()> {
    match text {
        "refuse" => Ok(true),
        "warn" => Ok(false),
        _ => Err(()),
    }
}

fn read_root(cx: Cx<'_>, mut table: Reader<'_>) -> Option<Root> {
    let r = &mut table;
    let count = written(r, "people");
    let people = cx.names.some::<PersonId>(r, "people");
    let threshold = r.require("threshold", Reader::integer);
    let threshold = threshold.and_then(|t| check_threshold(r, t, count));
    table.finish();
    Some(Root { people: people?.value.into_iter().collect(), threshold: threshold? })
}

/// A threshold of none lets anybody change the matrix, and one above the number of people nobody.
fn check_threshold(r: &mut Reader<'_>, threshold: Spanned<i64>, people: usize) -> Option<usize> {
    let n = usize::try_from(threshold.value).ok().filter(|n| *n > 0);
    // Without people the list itself was reported.
    if n.is_some_and(|n| n <= people || people == 0) {
        return n;
    }
    let finding = Finding::new(codes::UNREACHABLE_THRESHOLD, r.place(threshold.span))
        .with("threshold", threshold.value)
        .with("people", people);
    r.sink().push(if n.is_none() { finding.variant("none") } else { finding });
    None
}
