//! Who may do a step for a department in a column, for all cells at once.
//!
//! [`Policy::may_sign`] answers for one cell by asking every grant; for all cells of a large matrix that is too slow.
//! Here grants are sorted once by what they cover, equal answers are kept once, and the work is counted, so that a
//! hostile matrix of a megabyte ends with a finding and not with an hour of work.

use std::collections::HashMap;
use std::rc::Rc;

use crate::model::{ColumnId, DepartmentId, PersonId, StepId};
use crate::policy::{Grant, GrantDepartments, Person, Policy};

/// Most units of work for one matrix: a thousand columns of thirty departments need some five million.
const MAX_WORK: usize = 30_000_000;

/// The work is more than [`MAX_WORK`].
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLarge;

/// A set of people; equal sets have equal numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct SetId(u32);

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
    in_every_column: HashMap<(StepId, DepartmentId), SetId>,
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
                self.by_column.entry(column.id.as_str()).or_default().push((grant, column.below));
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
    pub(super) fn grants_in(&mut self, column: &ColumnId) -> Result<Vec<&'p Grant>, TooLarge> {
        let id = column.as_str();
        let folders = id.match_indices('/').map(|(at, _)| &id[..at]);
        let mut grants = Vec::new();
        for folder in folders.chain([id]) {
            let named = self.by_column.get(folder).map_or(&[][..], |list| list);
            grants.extend(named.iter().filter(|(_, below)| *below || folder == id).map(|(grant, _)| *grant));
        }
        self.spend(grants.len() + 1)?;
        Ok(grants)
    }

    /// Returns who may do `step` for `department` in the column whose grants are `here`.
    pub(super) fn who(&mut self, step: &StepId, department: &DepartmentId, here: &[&Grant]) -> Result<SetId, TooLarge> {
        self.spend(here.len() + 1)?;
        let everywhere = self.in_every_column(step, department)?;
        let covers = |g: &&&Grant| match &g.departments {
            Some(GrantDepartments::Some(set)) => set.contains(department),
            Some(GrantDepartments::All) | None => true,
        };
        let mut here = here.iter().filter(|g| g.step == *step).filter(covers).peekable();
        if here.peek().is_none() {
            return Ok(everywhere);
        }
        let mut people = self.set(everywhere).to_vec();
        people.extend(here.map(|g| self.numbers[&g.person]));
        self.keep(people)
    }

    fn in_every_column(&mut self, step: &StepId, department: &DepartmentId) -> Result<SetId, TooLarge> {
        let key = (step.clone(), department.clone());
        if let Some(id) = self.in_every_column.get(&key) {
            return Ok(*id);
        }
        let mut people = self.everywhere.get(step).cloned().unwrap_or_default();
        people.extend(self.by_department.get(&(step, department)).into_iter().flatten());
        let id = self.keep(people)?;
        self.in_every_column.insert(key, id);
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
