//! Reads who there is: departments, people and their keys.

use std::collections::{BTreeMap, HashMap};

use crate::diag::{Finding, Message, codes};
use crate::fields::Reader;
use crate::model::{CommitId, Day, Department, DepartmentId, PersonId, SiteId, Span, Spanned};
use crate::policy::damage::{found_other, whole};
use crate::policy::keys::{self, Accepted};
use crate::policy::read::Cx;
use crate::policy::{Key, KeyState, Person};

/// The departments in the order of writing, and the sites that they name.
#[derive(Default)]
pub(super) struct Departments {
    pub(super) list: Vec<Department>,
    pub(super) sites: BTreeMap<DepartmentId, Spanned<SiteId>>,
}

/// Reads every `[department.x]`. Whether its site exists is checked where sites are known.
pub(super) fn read_departments(r: &mut Reader<'_>) -> Departments {
    let mut departments = Departments::default();
    r.named_tables("department", |name, r| {
        let id = declared(r, name, |t| DepartmentId::parse(t).ok());
        let Some((name, site)) = whole(r, |r| {
            let name = r.required_text("name");
            let site = r.parsed("site", "expected-id", SiteId::parse);
            Some((name?.value, site))
        }) else {
            return;
        };
        let Some(id) = id else { return };
        departments.sites.extend(site.clone().map(|site| (id.clone(), site)));
        departments.list.push(Department { id, name, site: site.map(|s| s.value) });
    });
    departments
}

/// Returns the identifier that a paragraph declares, or reports that its name has another form.
pub(super) fn declared<T>(r: &mut Reader<'_>, name: &Spanned<String>, parse: fn(&str) -> Option<T>) -> Option<T> {
    let id = parse(&name.value);
    if id.is_none() {
        r.report_bad_name(name, "expected-id");
    }
    id
}

/// Reads every `[person.x]`.
pub(super) fn read_people(cx: Cx<'_>, r: &mut Reader<'_>) -> BTreeMap<PersonId, Person> {
    let mut people = BTreeMap::new();
    r.named_tables("person", |name, r| {
        let id = declared(r, name, |t| PersonId::parse(t).ok());
        people.extend(whole(r, |r| read_person(cx, r, id?)).map(|person| (person.id.clone(), person)));
    });
    people
}

fn read_person(cx: Cx<'_>, r: &mut Reader<'_>, id: PersonId) -> Option<Person> {
    let name = r.required_text("name");
    let department = cx.names.required::<DepartmentId>(r, "department");
    Some(Person { id, name: name?.value, department: department?.value })
}

/// Who registered a key first, and where.
struct First {
    person: Option<PersonId>,
    span: Span,
}

/// Reads every `[[key]]`, in the order of writing.
pub(super) fn read_keys(cx: Cx<'_>, r: &mut Reader<'_>) -> Vec<Key> {
    let mut registered: HashMap<Vec<u8>, First> = HashMap::new();
    let keys = r.tables("key", |r| {
        let before = r.sink().len();
        let key = read_key(cx, r, &mut registered);
        r.report_rest();
        let faulty = found_other(r, before, &[codes::REFUSED_KEY, codes::SHARED_KEY]);
        if faulty {
            cx.damage.withhold_all();
        }
        key.filter(|_| !faulty)
    });
    united(keys.into_iter().flat_map(|list| list.value).flatten())
}

fn read_key(cx: Cx<'_>, r: &mut Reader<'_>, registered: &mut HashMap<Vec<u8>, First>) -> Option<(Vec<u8>, Key)> {
    let person = cx.names.required::<PersonId>(r, "person").map(|p| p.value);
    let public = read_public(r);
    let state = r.required("state", "expected-key-state", |t| KeyState::parse(t).ok_or(()));
    let since = r.required("since", "expected-day", Day::parse);
    let trusted_through = read_trusted_through(r, state.as_ref());
    if let Some((accepted, span)) = &public {
        check_shared(cx, r, accepted, *span, person.as_ref(), registered);
    }
    let (accepted, span) = public?;
    let public = Spanned::new(accepted.line, span);
    let key = Key { person: person?, public, state: state?.value, since: since?.value, trusted_through };
    Some((accepted.raw, key))
}

/// Makes one of two paragraphs about one key: it has the worse state, and is trusted as far as both say.
fn united(keys: impl Iterator<Item = (Vec<u8>, Key)>) -> Vec<Key> {
    let (mut list, mut places) = (Vec::<Key>::new(), HashMap::new());
    for (raw, key) in keys {
        let place = *places.entry(raw).or_insert(list.len());
        let Some(first) = list.get_mut(place) else {
            list.push(key);
            continue;
        };
        first.state = first.state.max(key.state);
        first.trusted_through = first.trusted_through.filter(|t| Some(*t) == key.trusted_through);
    }
    list
}

fn read_public(r: &mut Reader<'_>) -> Option<(Accepted, Span)> {
    let text = r.required_text("public")?;
    match keys::accept(&text.value) {
        Ok(accepted) => Some((accepted, text.span)),
        Err(refusal) => {
            // The algorithm alone: a private key that somebody pasted here must not travel on in a finding.
            let algorithm: String = text.value.trim().chars().take_while(|c| !c.is_whitespace()).take(40).collect();
            let finding = Finding::new(codes::REFUSED_KEY, r.place(text.span)).variant(refusal.variant());
            r.sink().push(finding.with("algorithm", algorithm));
            None
        }
    }
}

/// Only signatures of a key that got into other hands need a place up to which they still count.
fn read_trusted_through(r: &mut Reader<'_>, state: Option<&Spanned<KeyState>>) -> Option<CommitId> {
    let commit = r.parsed("trusted-through", "expected-commit", |t| CommitId::parse(t).ok_or(()))?;
    if state.is_some_and(|s| s.value != KeyState::Compromised) {
        r.report_bad("trusted-through", commit.span, &commit.value.to_string(), "expected-only-compromised");
    }
    Some(commit.value)
}

/// A key is one person's, and has one paragraph: two would give it two states.
fn check_shared(
    cx: Cx<'_>,
    r: &mut Reader<'_>,
    key: &Accepted,
    span: Span,
    person: Option<&PersonId>,
    registered: &mut HashMap<Vec<u8>, First>,
) {
    let Some(first) = registered.get(&key.raw) else {
        registered.insert(key.raw.clone(), First { person: person.cloned(), span });
        return;
    };
    let name = |person: Option<&PersonId>| person.map_or("?", PersonId::as_str).to_owned();
    let finding = Finding::new(codes::SHARED_KEY, r.place(span))
        .with("person", name(person))
        .with("other", name(first.person.as_ref()))
        .label(r.place(first.span), Message::new("label-first-key").with("person", name(first.person.as_ref())));
    let same = person.is_some() && person == first.person.as_ref();
    if !same {
        cx.damage.break_all();
    }
    r.sink().push(if same { finding.variant("twice") } else { finding });
}
