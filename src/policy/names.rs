//! The names that `reviewers.toml` declares, and what refers to them.
//!
//! They are collected before anything else is read: a paragraph with a fault still declares its name, so that one
//! fault is one finding and not one more for everything that refers to the paragraph.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Bound;

use crate::diag::{Finding, codes};
use crate::fields::{Node, Reader, Value, nearest};
use crate::model::{ColumnId, DepartmentId, LevelId, PersonId, Span, Spanned, StepId};
use crate::policy::{GrantColumn, GrantDepartments};

/// How many names are looked at for proposals: a walk over all names of a sort for every unknown one is quadratic, and
/// nobody reads hundreds of proposals.
const MAX_LOOKED_AT: usize = 20_000;

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Thing {
    Department,
    Person,
    Step,
    Level,
    Column,
    Lexicon,
}

impl Thing {
    const ALL: [Self; 6] = [Self::Department, Self::Person, Self::Step, Self::Level, Self::Column, Self::Lexicon];

    /// Returns the table that declares such names, which is also the variant of the message about an unknown one.
    fn table(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Person => "person",
            Self::Step => "step",
            Self::Level => "level",
            Self::Column => "column",
            Self::Lexicon => "lexicon",
        }
    }
}

/// An identifier that a paragraph of `reviewers.toml` declares.
pub(super) trait Named: Sized + Ord + Clone {
    /// What it names.
    const THING: Thing;

    /// Returns the identifier that `text` spells.
    fn parse_name(text: &str) -> Option<Self>;
}

macro_rules! named {
    ($($id:ident $thing:ident;)*) => { $(
        impl Named for $id {
            const THING: Thing = Thing::$thing;

            fn parse_name(text: &str) -> Option<Self> {
                Self::parse(text).ok()
            }
        }
    )* };
}

named! {
    DepartmentId Department;
    PersonId Person;
    StepId Step;
    LevelId Level;
    ColumnId Column;
}

/// The name of a word list, which is also the name of a file in the policy archive.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LexiconName(pub(super) String);

impl Named for LexiconName {
    const THING: Thing = Thing::Lexicon;

    fn parse_name(text: &str) -> Option<Self> {
        is_plain_name(text).then(|| Self(text.to_owned()))
    }
}

/// Returns whether `text` has the form of an identifier, for names that have no type of their own.
pub(super) fn is_plain_name(text: &str) -> bool {
    StepId::parse(text).is_ok()
}

/// Every name that the file declares.
#[derive(Default)]
pub(super) struct Names {
    declared: [BTreeSet<String>; 6],
    looked_at: Cell<usize>,
}

impl Names {
    /// Collects the names of all paragraphs, those with faults included.
    pub(super) fn collect(root: &Node) -> Self {
        let mut names = Self::default();
        let Value::Table(top) = &root.value else { return names };
        for thing in Thing::ALL {
            let Some(entry) = top.entries.iter().find(|e| e.key.value == thing.table()) else { continue };
            if let Value::Table(group) = &entry.node.value {
                names.declared[thing as usize].extend(group.entries.iter().map(|e| e.key.value.clone()));
            }
        }
        names
    }

    fn of(&self, thing: Thing) -> &BTreeSet<String> {
        &self.declared[thing as usize]
    }

    /// Takes a name that must be declared, if the key is there.
    pub(super) fn one<T: Named>(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<T>> {
        let text = r.text(key)?;
        self.resolve(r, text)
    }

    /// Takes a name that must be there and be declared.
    pub(super) fn required<T: Named>(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<T>> {
        let text = r.required_text(key)?;
        self.resolve(r, text)
    }

    /// Takes a list of names that must be declared, each once; what is wrong is reported and left out.
    pub(super) fn list<T: Named>(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Vec<T>>> {
        let texts = r.texts(key)?;
        let mut seen = BTreeSet::new();
        let mut list = Vec::with_capacity(texts.value.len());
        for text in texts.value {
            if seen.insert(text.value.clone()) {
                list.extend(self.resolve(r, text).map(|name| name.value));
            } else {
                r.report_bad(key, text.span, &text.value, "expected-once");
            }
        }
        Some(Spanned::new(list, texts.span))
    }

    /// Takes a list of names, of which there must be at least one.
    pub(super) fn some<T: Named>(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Vec<T>>> {
        let before = r.sink().len();
        let list = r.require(key, |r, key| self.list(r, key))?;
        if list.value.is_empty() && r.sink().len() == before {
            report_empty(r, key, list.span);
        }
        Some(list)
    }

    /// Returns what `text` names, or reports that nothing has that name.
    pub(super) fn resolve<T: Named>(&self, r: &mut Reader<'_>, text: Spanned<String>) -> Option<Spanned<T>> {
        if !self.of(T::THING).contains(&text.value) {
            let similar = self.propose(T::THING, &text.value);
            report_unknown(r, T::THING, &text, similar);
            return None;
        }
        // A declared name of a bad form was reported where it is declared.
        T::parse_name(&text.value).map(|name| Spanned::new(name, text.span))
    }

    /// Takes the departments of a grant, if the key is there: `["*"]`, or some.
    pub(super) fn departments(&self, r: &mut Reader<'_>, key: &'static str) -> Option<GrantDepartments> {
        if takes_all(r, key) {
            r.take(key);
            return Some(GrantDepartments::All);
        }
        self.has_some(r, key).map(|list| GrantDepartments::Some(list.into_iter().collect()))
    }

    /// Takes a list of names, if the key is there; then there must be at least one.
    pub(super) fn has_some<T: Named>(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Vec<T>> {
        if r.has(key) { self.some(r, key).map(|list| list.value) } else { None }
    }

    /// Takes columns, some with everything below them (`x/**`), if the key is there; then there must be at least one.
    pub(super) fn columns(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Vec<GrantColumn>> {
        let texts = r.texts(key)?;
        if texts.value.is_empty() {
            report_empty(r, key, texts.span);
        }
        Some(texts.value.into_iter().filter_map(|text| self.column(r, text)).collect())
    }

    fn column(&self, r: &mut Reader<'_>, text: Spanned<String>) -> Option<GrantColumn> {
        if text.value == "**" {
            return Some(GrantColumn::Every);
        }
        let (id, below) = match text.value.strip_suffix("/**") {
            Some(folder) => (folder, true),
            None => (&*text.value, false),
        };
        let columns = self.of(Thing::Column);
        if !(columns.contains(id) || below && self.any_below(id)) {
            let similar = self.propose(Thing::Column, id);
            let similar = similar.map(|s| if below { format!("{s}/**") } else { s });
            report_unknown(r, Thing::Column, &text, similar);
            return None;
        }
        ColumnId::parse(id).ok().map(|id| if below { GrantColumn::Below(id) } else { GrantColumn::One(id) })
    }

    /// Returns whether a column lies below `folder`, which need not be a column itself.
    fn any_below(&self, folder: &str) -> bool {
        let from = format!("{folder}/");
        let after = (Bound::Excluded(from.clone()), Bound::Unbounded);
        self.of(Thing::Column).range(after).next().is_some_and(|next| next.starts_with(&from))
    }

    fn propose(&self, thing: Thing, written: &str) -> Option<String> {
        let names = self.of(thing);
        let looked_at = self.looked_at.get().saturating_add(names.len());
        self.looked_at.set(looked_at);
        if looked_at > MAX_LOOKED_AT {
            return None;
        }
        nearest(written, names.iter().map(|n| &**n)).map(str::to_owned)
    }
}

/// Returns how many items the list at `key` has, those with faults included.
pub(super) fn written(r: &Reader<'_>, key: &str) -> usize {
    match r.peek(key).map(|node| &node.value) {
        Some(Value::List(items)) => items.len(),
        _ => 0,
    }
}

/// Returns whether the value at `key` is `["*"]`.
pub(super) fn takes_all(r: &Reader<'_>, key: &str) -> bool {
    match r.peek(key).map(|node| &node.value) {
        Some(Value::List(items)) => matches!(&**items, [Node { value: Value::Text(text), .. }] if text == "*"),
        _ => false,
    }
}

fn report_unknown(r: &mut Reader<'_>, thing: Thing, name: &Spanned<String>, similar: Option<String>) {
    let finding = Finding::new(codes::UNKNOWN_NAME, r.place(name.span)).with("name", &*name.value);
    let finding = match similar {
        Some(similar) => finding.variant(&format!("{}-similar", thing.table())).with("similar", similar),
        None => finding.variant(thing.table()),
    };
    r.sink().push(finding);
}

/// Reports a list of which nothing can come.
pub(super) fn report_empty(r: &mut Reader<'_>, key: &str, span: Span) {
    let finding = Finding::new(codes::EMPTY_LIST, r.place(span)).with("key", r.name_of(key));
    r.sink().push(finding);
}
