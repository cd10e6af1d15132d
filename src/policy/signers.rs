//! Who may do a step for a department in a column, for all cells at once.
//!
//! [`Policy::may_sign`] answers for one cell by asking every grant; for all cells of a large matrix that is too slow.
//! Here grants are sorted once by what they cover, equal answers are kept once, and the work is counted, so that a
//! hostile matrix of a megabyte ends with a finding and not with an hour of work.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::model::{ColumnId, DepartmentId, PersonId, StepId};
use crate::policy::{Grant, GrantColumn, GrantDepartments, Person, Policy};

/// Most units of work for one matrix: a thousand columns of thirty departments need half a million.
const MAX_WORK: usize = 2_000_000;

/// The work is more than [`MAX_WORK`].
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLarge;

/// A set of people; equal sets have equal numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct SetId(u32);

/// The grants for one column alone, by step.
#[derive(Default)]
pub(super) struct Here<'p> {
    steps: HashMap<&'p StepId, HereStep<'p>>,
}

/// The grants for one step in one column alone.
#[derive(Default)]
struct HereStep<'p> {
    /// For every department, sorted.
    everybody: Vec<u32>,
    /// For some departments.
    some: Vec<(&'p BTreeSet<DepartmentId>, u32)>,
    /// `everybody` and a set of those who may do the step in every column.
    unions: HashMap<SetId, SetId>,
}

/// The grants of a policy, sorted by what they cover.
pub(super) struct Index<'p> {
    people: Vec<&'p Person>,
    numbers: HashMap<&'p PersonId, u32>,
    /// For every department, in every column.
    everywhere: HashMap<&'p StepId, Vec<u32>>,
    /// For one department, in every column.
    by_department: HashMap<(&'p StepId, &'p DepartmentId), Vec<u32>>,
    /// In some columns only, by the column or the folder that the grant names.
    by_column: HashMap<&'p str, Vec<(&'p Grant, bool)>>,
    in_every_column: HashMap<(&'p StepId, &'p DepartmentId), SetId>,
    sets: Vec<Rc<[u32]>>,
    ids: HashMap<Rc<[u32]>, SetId>,
    work: usize,
}

impl<'p> Index<'p> {
    /// Returns the index of `policy`.
    pub(super) fn new(policy: &'p Policy) -> Self {
        let people: Vec<&Person> = policy.people.values().collect();
        let numbers = people.iter().zip(0..).map(|(p, n)| (&p.id, n)).collect();
        let mut index = Self {
            people,
            numbers,
            everywhere: HashMap::new(),
            by_department: HashMap::new(),
            by_column: HashMap::new(),
            in_every_column: HashMap::new(),
            sets: Vec::new(),
            ids: HashMap::new(),
            work: 0,
        };
        for grant in &policy.grants {
            index.add(grant);
        }
        index
    }

    fn add(&mut self, grant: &'p Grant) {
        if let Some(columns) = &grant.columns {
            for column in columns {
                let (folder, below) = match column {
                    GrantColumn::Every => ("", true),
                    GrantColumn::Below(id) => (id.as_str(), true),
                    GrantColumn::One(id) => (id.as_str(), false),
                };
                self.by_column.entry(folder).or_default().push((grant, below));
            }
            return;
        }
        let person = self.numbers[&grant.person];
        match &grant.departments {
            Some(GrantDepartments::All) => self.everywhere.entry(&grant.step).or_default().push(person),
            Some(GrantDepartments::Some(set)) => {
                for department in set {
                    self.by_department.entry((&grant.step, department)).or_default().push(person);
                }
            }
            // For files outside columns only.
            None => {}
        }
    }

    /// Counts `units` of work.
    pub(super) fn spend(&mut self, units: usize) -> Result<(), TooLarge> {
        self.work = self.work.saturating_add(units);
        if self.work > MAX_WORK { Err(TooLarge) } else { Ok(()) }
    }

    /// Returns the person of a number.
    pub(super) fn person(&self, number: u32) -> &'p Person {
        self.people[number as usize]
    }

    /// Keeps a set of people that was found in another way.
    pub(super) fn keep_people<'i>(&mut self, people: impl Iterator<Item = &'i PersonId>) -> Result<SetId, TooLarge> {
        let numbers = people.map(|p| self.numbers[p]).collect();
        self.keep(numbers)
    }

    /// Returns the grants that name `column`, or a folder that it lies in.
    pub(super) fn grants_in(&mut self, column: &ColumnId) -> Result<Here<'p>, TooLarge> {
        let id = column.as_str();
        let folders = id.match_indices('/').map(|(at, _)| &id[..at]);
        let mut here = Here::default();
        let mut work = 1;
        for folder in [""].into_iter().chain(folders).chain([id]) {
            let named = self.by_column.get(folder).map_or(&[][..], |list| list);
            work += named.len();
            for (grant, _) in named.iter().filter(|(_, below)| *below || folder == id) {
                here.add(grant, self.numbers[&grant.person]);
            }
        }
        self.spend(work)?;
        for step in here.steps.values_mut() {
            step.everybody.sort_unstable();
            step.everybody.dedup();
        }
        Ok(here)
    }

    /// Returns who may do `step` for `department` in the column whose own grants are `here`.
    pub(super) fn who(
        &mut self,
        step: &'p StepId,
        department: &'p DepartmentId,
        here: &mut Here<'p>,
    ) -> Result<SetId, TooLarge> {
        self.spend(1)?;
        let everywhere = self.in_every_column(step, department)?;
        let Some(here) = here.steps.get_mut(step) else { return Ok(everywhere) };
        let union = match here.unions.get(&everywhere) {
            Some(union) => *union,
            None => {
                let union = self.keep([self.set(everywhere), &here.everybody].concat())?;
                here.unions.insert(everywhere, union);
                union
            }
        };
        self.spend(here.some.len())?;
        let mut named = here.some.iter().filter(|(departments, _)| departments.contains(department)).peekable();
        if named.peek().is_none() {
            return Ok(union);
        }
        let mut people = self.set(union).to_vec();
        people.extend(named.map(|(_, person)| *person));
        self.keep(people)
    }

    fn in_every_column(&mut self, step: &'p StepId, department: &'p DepartmentId) -> Result<SetId, TooLarge> {
        if let Some(id) = self.in_every_column.get(&(step, department)) {
            return Ok(*id);
        }
        let mut people = self.everywhere.get(step).cloned().unwrap_or_default();
        people.extend(self.by_department.get(&(step, department)).into_iter().flatten());
        let id = self.keep(people)?;
        self.in_every_column.insert((step, department), id);
        Ok(id)
    }

    fn keep(&mut self, mut people: Vec<u32>) -> Result<SetId, TooLarge> {
        self.spend(people.len())?;
        people.sort_unstable();
        people.dedup();
        if let Some(id) = self.ids.get(&*people) {
            return Ok(*id);
        }
        let set: Rc<[u32]> = people.into();
        let id = SetId(u32::try_from(self.sets.len()).map_err(|_| TooLarge)?);
        self.sets.push(set.clone());
        self.ids.insert(set, id);
        Ok(id)
    }

    /// Returns the people of a set, sorted.
    pub(super) fn set(&self, id: SetId) -> &[u32] {
        &self.sets[id.0 as usize]
    }
}

impl<'p> Here<'p> {
    fn add(&mut self, grant: &'p Grant, person: u32) {
        let step = self.steps.entry(&grant.step).or_default();
        match &grant.departments {
            Some(GrantDepartments::Some(set)) => step.some.push((set, person)),
            Some(GrantDepartments::All) | None => step.everybody.push(person),
        }
    }
}
