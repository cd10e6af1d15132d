//! Reads the columns: what each is, who answers for it, and what the state prescribes for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, codes};
use crate::fields::{Reader, Value, nearest};
use crate::model::{
    Class, Column, ColumnDepartments, ColumnId, Day, DepartmentId, Kind, LevelId, Limit, SiteId, Span, Spanned, StepId,
};
use crate::policy::damage::whole;
use crate::policy::names::takes_all;
use crate::policy::read::Cx;
use crate::policy::{NationalLimit, PolicyColumn};

/// The site of every column in a repository that holds one.
const ONLY_SITE: &str = "site";

/// How many columns of a circle a message names.
const MAX_SHOWN: usize = 6;

/// Reads every `[column."x"]`.
pub(super) fn read_columns(cx: Cx<'_>, r: &mut Reader<'_>) -> BTreeMap<ColumnId, PolicyColumn> {
    let mut columns = BTreeMap::new();
    let mut tree = Tree::default();
    r.named_tables("column", |name, r| {
        let Ok(id) = ColumnId::parse(&name.value) else {
            r.report_bad_name(name, "expected-column-id");
            return drain(r);
        };
        let column = whole(r, |r| read_column(cx, r, &id, &mut tree));
        columns.extend(column.map(|column| (id, column)));
    });
    for looping in tree.report_loops(r) {
        columns.remove(&looping);
    }
    columns
}

/// Leaves a paragraph whose name has no meaning: what stands in it cannot be judged.
fn drain(r: &mut Reader<'_>) {
    r.take_rest();
}

/// What can only be seen when all columns are read.
#[derive(Default)]
struct Tree {
    /// The parent of each column that has one, and where it is written.
    parents: BTreeMap<ColumnId, Spanned<ColumnId>>,
    /// The home column of the only site.
    home: Option<Span>,
}

fn read_column(cx: Cx<'_>, r: &mut Reader<'_>, id: &ColumnId, tree: &mut Tree) -> Option<PolicyColumn> {
    let name = r.required_text("name");
    let departments = read_departments(cx, r, id);
    let container = r.boolean("container").is_some_and(|b| b.value);
    let kind = read_kind(cx, r, id, container, tree);
    let class = read_class(r, container);
    let levels = read_levels(cx, r, container);
    let add_steps = cx.names.list::<StepId>(r, "add-steps");
    let column_type = read_type(cx, r, id);
    let keywords = read_keywords(r, id);
    let description = read_description(r, id);
    let parent = read_parent(cx, r, id, tree);
    let order = r.integer("order").map_or(0, |n| n.value);
    let first_level = read_first_level(r, parent.is_some());
    let aggregate = read_aggregate(cx, r, id);
    let archived = r.parsed("archived", "expected-day", Day::parse).map(|day| day.value);
    let limits = Limits::read(r);
    limits.check(cx, r, id, Nature { kind, class, column_type: column_type.as_deref() });
    let (site, address) = site_and_address(cx, id, kind)?;
    let column = Column {
        id: id.clone(),
        site,
        address,
        name: name?.value,
        departments: departments?,
        kind,
        column_type: column_type?,
        keywords: keywords?,
        description: description?,
        parent,
        order,
        first_level,
        aggregate,
        class: class?,
        limit: limits.limit.map(|l| l.value),
        confirm: limits.confirm.map(|l| l.value),
        reply_within: limits.reply_within.map(|l| l.value),
        disclosure: Vec::new(),
        archived,
    };
    let add_steps = add_steps.map(|s| s.value).unwrap_or_default();
    Some(PolicyColumn { column, levels: levels?, add_steps, span: r.span() })
}

/// Returns the site of a column and the folder of its addresses in the web root.
///
/// In a group the first segment of the id is the site, and a column of one segment is its home. In a repository with
/// one site the whole id is the address, and the column of kind `home`, whatever it is called, is `content/_index.md`.
fn site_and_address(cx: Cx<'_>, id: &ColumnId, kind: Option<Kind>) -> Option<(SiteId, String)> {
    if cx.single {
        let address = if kind == Some(Kind::Home) { "" } else { id.as_str() };
        return SiteId::parse(ONLY_SITE).ok().map(|site| (site, address.to_owned()));
    }
    let (site, address) = id.as_str().split_once('/').unwrap_or((id.as_str(), ""));
    SiteId::parse(site).ok().map(|site| (site, address.to_owned()))
}

/// Reports what every column must say and this one does not: nothing at `key`, or a list or a text without content.
fn require_said(r: &mut Reader<'_>, id: &ColumnId, key: &'static str) -> Option<()> {
    let said = match r.peek(key).map(|node| &node.value) {
        None => false,
        Some(Value::List(items)) => !items.is_empty(),
        Some(Value::Text(text)) => !text.trim().is_empty(),
        Some(_) => true,
    };
    if said {
        return Some(());
    }
    let place = r.place(value_span(r, key));
    r.take(key);
    r.sink().push(Finding::new(codes::INCOMPLETE_COLUMN, place).variant(key).with("column", id.as_str()));
    None
}

/// 责任处室: all, or some of which the first answers for the column.
fn read_departments(cx: Cx<'_>, r: &mut Reader<'_>, id: &ColumnId) -> Option<ColumnDepartments> {
    if takes_all(r, "departments") {
        r.take("departments");
        return Some(ColumnDepartments::All);
    }
    require_said(r, id, "departments")?;
    cx.names.list::<DepartmentId>(r, "departments").map(|list| ColumnDepartments::Some(list.value))
}

/// Returns the place of the value at `key`, or of the paragraph where there is none.
fn value_span(r: &Reader<'_>, key: &str) -> Span {
    r.peek(key).map_or(r.span(), |node| node.span)
}

/// What the pages are; a container has none, and a column that is a site has one: its home page.
fn read_kind(cx: Cx<'_>, r: &mut Reader<'_>, id: &ColumnId, container: bool, tree: &mut Tree) -> Option<Kind> {
    let span = value_span(r, "kind");
    if container && r.has("kind") {
        let found = r.text("kind")?;
        r.report_bad("kind", found.span, &found.value, "expected-no-kind");
        return None;
    }
    let kind = if container { None } else { Some(r.required("kind", "expected-kind", parse_kind)?.value) };
    let home = kind == Some(Kind::Home);
    let fault = if cx.single {
        let taken = home && tree.home.replace(span).is_some();
        taken.then_some("expected-one-home")
    } else if home == id.as_str().contains('/') {
        Some(if home { "expected-not-home" } else { "expected-home" })
    } else {
        None
    };
    let Some(expected) = fault else { return kind };
    r.report_bad("kind", span, kind.map_or("container", Kind::as_str), expected);
    None
}

fn parse_kind(text: &str) -> Result<Kind, ()> {
    Kind::parse(text).ok_or(())
}

/// The class of update; a container has nothing to update.
fn read_class(r: &mut Reader<'_>, container: bool) -> Option<Class> {
    if container && !r.has("class") {
        return Some(Class::Other);
    }
    r.required("class", "expected-class", |t| Class::parse(t).ok_or(())).map(|c| c.value)
}

/// The levels that pages may declare; a container has no pages.
fn read_levels(cx: Cx<'_>, r: &mut Reader<'_>, container: bool) -> Option<Vec<LevelId>> {
    if container && !r.has("levels") {
        return Some(Vec::new());
    }
    cx.names.some::<LevelId>(r, "levels").map(|list| list.value)
}

/// ColumnType, which has a fixed set of values.
fn read_type(cx: Cx<'_>, r: &mut Reader<'_>, id: &ColumnId) -> Option<String> {
    require_said(r, id, "type")?;
    let text = r.text("type")?;
    let Some(types) = cx.standards.map(|s| &s.column_types) else { return Some(text.value) };
    if types.contains(&text.value) {
        return Some(text.value);
    }
    let mut finding = Finding::new(codes::UNKNOWN_COLUMN_TYPE, r.place(text.span))
        .with("column", id.as_str())
        .with("found", &*text.value);
    if let Some(similar) = nearest(&text.value, types.iter().map(|t| &**t)) {
        finding = finding.variant("similar").with("similar", similar);
    }
    r.sink().push(finding);
    None
}

/// ColumnKeywords: at least one, and each says something.
fn read_keywords(r: &mut Reader<'_>, id: &ColumnId) -> Option<Vec<String>> {
    require_said(r, id, "keywords")?;
    let said = |t: &str| if t.trim().is_empty() { Err(()) } else { Ok(t.to_owned()) };
    let words = r.parsed_list("keywords", "expected-nonempty", said)?;
    Some(words.value.into_iter().map(|w| w.value).collect())
}

/// ColumnDescription.
fn read_description(r: &mut Reader<'_>, id: &ColumnId) -> Option<String> {
    require_said(r, id, "description")?;
    r.text("description").map(|t| t.value)
}

/// The column above, in the same site.
fn read_parent(cx: Cx<'_>, r: &mut Reader<'_>, id: &ColumnId, tree: &mut Tree) -> Option<ColumnId> {
    let parent = cx.names.one::<ColumnId>(r, "parent")?;
    let site = |id: &ColumnId| id.as_str().split('/').next().map(str::to_owned);
    if !cx.single && site(&parent.value) != site(id) {
        r.report_bad("parent", parent.span, parent.value.as_str(), "expected-same-site");
        return None;
    }
    tree.parents.insert(id.clone(), parent.clone());
    Some(parent.value)
}

/// 一级栏目 is a column without one above it.
fn read_first_level(r: &mut Reader<'_>, has_parent: bool) -> bool {
    let Some(first) = r.boolean("first-level") else { return false };
    if first.value && has_parent {
        r.report_bad("first-level", first.span, "true", "expected-not-first-level");
    }
    first.value
}

/// The columns whose pages are listed here too.
fn read_aggregate(cx: Cx<'_>, r: &mut Reader<'_>, id: &ColumnId) -> Vec<ColumnId> {
    let Some(list) = cx.names.list::<ColumnId>(r, "aggregate") else { return Vec::new() };
    if list.value.contains(id) {
        r.report_bad("aggregate", list.span, id.as_str(), "expected-other-column");
    }
    list.value
}

/// What decides which national limits hold for a column.
#[derive(Clone, Copy)]
struct Nature<'a> {
    kind: Option<Kind>,
    class: Option<Class>,
    column_type: Option<&'a str>,
}

/// The times that a column promises.
struct Limits {
    limit: Option<Spanned<Limit>>,
    confirm: Option<Spanned<Limit>>,
    reply_within: Option<Spanned<Limit>>,
}

impl Limits {
    fn read(r: &mut Reader<'_>) -> Self {
        Self {
            limit: r.parsed("limit", "expected-limit", Limit::parse),
            confirm: r.parsed("confirm", "expected-limit", Limit::parse),
            reply_within: r.parsed("reply-within", "expected-limit", Limit::parse),
        }
    }

    /// Reports what is looser than the state prescribes; where nothing is said, the national limit itself holds.
    fn check(&self, cx: Cx<'_>, r: &mut Reader<'_>, id: &ColumnId, nature: Nature<'_>) {
        let Some(national) = cx.standards.map(|s| &s.limits) else { return };
        if let Some(limit) = &self.limit {
            let by_kind = nature.kind.and_then(|kind| national.kinds.get(&kind));
            let by_class = nature.class.and_then(|class| national.classes.get(&class));
            let by_type = nature.column_type.and_then(|name| national.types.get(name));
            let exceeded = [by_kind, by_class, by_type].into_iter().flatten().find(|n| limit.value.may_exceed(n.limit));
            report_loose(r, id, limit, exceeded);
        }
        if let Some(limit) = &self.reply_within {
            let exceeded = national.reply_within.as_ref().filter(|n| limit.value.may_exceed(n.limit));
            report_loose(r, id, limit, exceeded);
        }
    }
}

fn report_loose(r: &mut Reader<'_>, id: &ColumnId, limit: &Spanned<Limit>, national: Option<&NationalLimit>) {
    let Some(national) = national else { return };
    let finding = Finding::new(codes::LOOSE_LIMIT, r.place(limit.span))
        .with("column", id.as_str())
        .with("found", limit.value.to_string())
        .with("national", national.limit.to_string())
        .with("source", &*national.source);
    r.sink().push(finding);
}

impl Tree {
    /// Reports every circle of columns that are each other's parents, once, at the one that was written first, and
    /// returns the columns in them.
    fn report_loops(&self, r: &mut Reader<'_>) -> Vec<ColumnId> {
        let mut looping = Vec::new();
        let mut seen: BTreeSet<&ColumnId> = BTreeSet::new();
        for start in self.parents.keys() {
            let mut path = Vec::new();
            let mut at = start;
            while seen.insert(at) {
                path.push(at);
                match self.parents.get(at) {
                    Some(parent) => at = &parent.value,
                    None => break,
                }
            }
            if let Some(from) = path.iter().position(|id| *id == at).filter(|_| self.parents.contains_key(at)) {
                self.report_loop(r, &path[from..]);
                looping.extend(path[from..].iter().copied().cloned());
            }
        }
        looping
    }

    fn report_loop(&self, r: &mut Reader<'_>, circle: &[&ColumnId]) {
        let written = circle.iter().filter_map(|id| self.parents.get(*id).map(|parent| (parent.span, *id)));
        let Some((span, first)) = written.min() else { return };
        let shown: Vec<&str> = circle.iter().take(MAX_SHOWN).map(|id| id.as_str()).collect();
        let finding = Finding::new(codes::COLUMN_LOOP, r.place(span))
            .with("column", first.as_str())
            .with("path", shown.join(" → "));
        r.sink().push(finding);
    }
}
