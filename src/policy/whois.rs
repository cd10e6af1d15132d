//! Answers to "who?": the matrix as a table, and about one column, page or person. Values only; `commands` prints them.

use std::collections::BTreeMap;

use crate::model::{ColumnId, Department, DepartmentId, PersonId, StepId};
use crate::policy::steps::WRITE;
use crate::policy::{Cell, Grant, Key, Level, Person, Policy, PolicyColumn, Refusal, Step};

/// A column of the matrix with what each of its levels demands.
#[derive(Clone, PartialEq, Debug)]
pub struct MatrixRow<'p> {
    /// The column.
    pub column: &'p PolicyColumn,
    /// The departments that may declare pages in it; the first answers for it, unless it is open to all.
    pub departments: Vec<&'p Department>,
    /// Its levels, as it lists them; none for a container.
    pub cells: Vec<MatrixCell<'p>>,
}

/// A column and a level.
#[derive(Clone, PartialEq, Debug)]
pub struct MatrixCell<'p> {
    /// The level.
    pub level: &'p Level,
    /// The steps in the order of signing.
    pub steps: Vec<StepSigners<'p>>,
}

/// A step and who may sign it.
#[derive(Clone, PartialEq, Debug)]
pub struct StepSigners<'p> {
    /// The step.
    pub step: &'p Step,
    /// Who may sign it, for which departments; departments with the same people stand together.
    pub signers: Vec<Signers<'p>>,
}

/// Departments that have the same people for a step.
#[derive(Clone, PartialEq, Debug)]
pub struct Signers<'p> {
    /// The departments, as the column names them.
    pub departments: Vec<&'p Department>,
    /// The people, by id.
    pub people: Vec<&'p Person>,
}

/// Who answers for a column.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnAnswer<'p> {
    /// The column with its cells.
    pub row: MatrixRow<'p>,
    /// Who may write in it.
    pub authors: Vec<Signers<'p>>,
}

/// Who answers for a page.
#[derive(Clone, PartialEq, Debug)]
pub struct PageAnswer<'p> {
    /// The column.
    pub column: &'p PolicyColumn,
    /// The responsible department.
    pub department: &'p Department,
    /// The level.
    pub level: &'p Level,
    /// Who may write it, by id.
    pub authors: Vec<&'p Person>,
    /// What it needs before escalation: step, for which department, and who may sign, in the order of signing.
    pub steps: Vec<(&'p Step, &'p Department, Vec<&'p Person>)>,
}

/// What a person may do.
#[derive(Clone, PartialEq, Debug)]
pub struct PersonAnswer<'p> {
    /// The person.
    pub person: &'p Person,
    /// Their department.
    pub department: Option<&'p Department>,
    /// Whether they may sign the policy itself.
    pub root: bool,
    /// Their keys, in the order of writing.
    pub keys: Vec<&'p Key>,
    /// Their grants, in the order of writing.
    pub grants: Vec<&'p Grant>,
    /// The columns that each step's grants reach through some department of the column, in the order of display.
    pub columns: BTreeMap<StepId, Vec<&'p PolicyColumn>>,
}

impl Policy {
    /// Returns the matrix as a table, in the order of display.
    pub fn table(&self) -> Vec<MatrixRow<'_>> {
        self.ordered_columns().into_iter().map(|entry| self.row(entry)).collect()
    }

    fn row<'p>(&'p self, entry: &'p PolicyColumn) -> MatrixRow<'p> {
        let departments = self.departments_of(&entry.column);
        let departments = departments.iter().filter_map(|id| self.departments.get(id)).collect();
        let levels = entry.levels.iter().filter_map(|id| self.levels.get(id));
        let cells = levels.filter_map(|level| self.matrix_cell(entry, level)).collect();
        MatrixRow { column: entry, departments, cells }
    }

    /// Returns what a level demands in a column, or none for a container.
    fn matrix_cell<'p>(&'p self, entry: &'p PolicyColumn, level: &'p Level) -> Option<MatrixCell<'p>> {
        let department = self.departments_of(&entry.column).first()?;
        let cell = Cell { column: &entry.column.id, department, level: &level.id, co_departments: &[] };
        let requirement = self.requirement(cell).ok()?;
        let steps = requirement.steps.iter().filter_map(|(step, _)| self.steps.get(step));
        let steps = steps.map(|step| StepSigners { step, signers: self.signers(&step.id, entry) });
        Some(MatrixCell { level, steps: steps.collect() })
    }

    /// Returns who may do `step` in a column; departments with the same people stand together.
    fn signers<'p>(&'p self, step: &StepId, entry: &'p PolicyColumn) -> Vec<Signers<'p>> {
        let mut groups: Vec<Signers<'p>> = Vec::new();
        for id in self.departments_of(&entry.column) {
            let Some(department) = self.departments.get(id) else { continue };
            let people = self.people_for(step, id, &entry.column.id);
            match groups.iter_mut().find(|group| group.people == people) {
                Some(group) => group.departments.push(department),
                None => groups.push(Signers { departments: vec![department], people }),
            }
        }
        groups
    }

    fn people_for(&self, step: &StepId, department: &DepartmentId, column: &ColumnId) -> Vec<&Person> {
        self.may_sign(step, department, column).iter().filter_map(|id| self.people.get(id)).collect()
    }

    /// Returns who answers for a column, if there is one of this id.
    pub fn whois_column(&self, id: &ColumnId) -> Option<ColumnAnswer<'_>> {
        let entry = self.columns.get(id)?;
        let write = StepId::parse(WRITE).ok()?;
        Some(ColumnAnswer { row: self.row(entry), authors: self.signers(&write, entry) })
    }

    /// Returns who answers for a page that declares `cell`.
    ///
    /// # Errors
    /// Why the matrix has no such cell.
    pub fn whois_page(&self, cell: Cell<'_>) -> Result<PageAnswer<'_>, Refusal> {
        let requirement = self.requirement(cell)?;
        let column = self.columns.get(cell.column).ok_or(Refusal::UnknownColumn)?;
        let department = self.departments.get(cell.department).ok_or(Refusal::UnknownDepartment)?;
        let level = self.levels.get(cell.level).ok_or(Refusal::UnknownLevel)?;
        let mut steps = Vec::with_capacity(requirement.steps.len());
        for (step, department) in &requirement.steps {
            let people = self.people_for(step, department, cell.column);
            let step = self.steps.get(step).ok_or(Refusal::UnknownStep)?;
            let department = self.departments.get(department).ok_or(Refusal::UnknownDepartment)?;
            steps.push((step, department, people));
        }
        let write = StepId::parse(WRITE).map_err(|_| Refusal::UnknownStep)?;
        let authors = self.people_for(&write, cell.department, cell.column);
        Ok(PageAnswer { column, department, level, authors, steps })
    }

    /// Returns what a person may do, if there is one of this id.
    pub fn whois_person(&self, id: &PersonId) -> Option<PersonAnswer<'_>> {
        let person = self.people.get(id)?;
        let grants: Vec<&Grant> = self.grants.iter().filter(|g| g.person == *id).collect();
        let mut columns: BTreeMap<StepId, Vec<&PolicyColumn>> = BTreeMap::new();
        for entry in self.ordered_columns().into_iter().filter(|c| c.column.kind.is_some()) {
            let departments = self.departments_of(&entry.column);
            let covers = |g: &&&Grant| departments.iter().any(|d| g.covers_page(d, &entry.column.id));
            for grant in grants.iter().filter(covers) {
                let list = columns.entry(grant.step.clone()).or_default();
                if list.last().is_none_or(|last| last.column.id != entry.column.id) {
                    list.push(entry);
                }
            }
        }
        Some(PersonAnswer {
            person,
            department: self.departments.get(&person.department),
            root: self.root.people.contains(id),
            keys: self.keys.iter().filter(|k| k.person == *id).collect(),
            grants,
            columns,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LevelId;
    use crate::policy::assumed;

    fn ids<'p>(people: &[&'p Person]) -> Vec<&'p str> {
        people.iter().map(|p| p.id.as_str()).collect()
    }

    #[test]
    fn the_table_says_for_every_step_who_signs_for_which_departments() {
        let policy = assumed();
        let table = policy.table();
        let row = table.iter().find(|r| r.column.column.id.as_str() == "portal/policy").unwrap();
        let steps = &row.cells[0].steps;
        assert_eq!(steps.iter().map(|s| s.step.id.as_str()).collect::<Vec<_>>(), ["head", "leader", "final"]);
        let heads: Vec<(usize, Vec<&str>)> =
            steps[0].signers.iter().map(|s| (s.departments.len(), ids(&s.people))).collect();
        assert_eq!(heads, [(2, vec!["an-ran", "bai-lu"]), (1, vec!["an-ran", "gu-yu", "he-shan"])]);
        assert_eq!(steps[2].signers.len(), 1);
        let container = table.iter().find(|r| r.column.column.id.as_str() == "portal/info").unwrap();
        assert!(container.cells.is_empty());
    }

    #[test]
    fn a_page_has_its_steps_and_its_possible_authors() {
        let policy = assumed();
        let (column, department) = (ColumnId::parse("east/news").unwrap(), DepartmentId::parse("east").unwrap());
        let level = LevelId::parse("public").unwrap();
        let cell = Cell { column: &column, department: &department, level: &level, co_departments: &[] };
        let answer = policy.whois_page(cell).unwrap();
        assert_eq!(ids(&answer.authors), ["fang-yuan"]);
        assert_eq!(ids(&answer.steps[0].2), ["gu-yu", "he-shan"]);
        let level = LevelId::parse("sensitive").unwrap();
        assert_eq!(policy.whois_page(Cell { level: &level, ..cell }), Err(Refusal::LevelNotAllowed));
    }

    #[test]
    fn a_person_is_told_what_they_may_do_and_where() {
        let policy = assumed();
        let answer = policy.whois_person(&PersonId::parse("an-ran").unwrap()).unwrap();
        assert!(answer.root);
        assert_eq!((answer.keys.len(), answer.grants.len()), (1, 2));
        let columns: Vec<&str> = answer.columns["head"].iter().map(|c| c.column.id.as_str()).collect();
        assert_eq!(columns, ["portal", "portal/notice", "portal/policy"]);
        assert!(policy.whois_person(&PersonId::parse("nobody").unwrap()).is_none());
    }
}
