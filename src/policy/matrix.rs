//! The responsibility matrix: what a page declares against what it needs.

use std::collections::BTreeSet;

use crate::model::{ColumnId, DepartmentId, LevelId, PersonId, StepId};
use crate::policy::{GrantColumn, GrantDepartments, Policy};

/// What a page declares: the cell of the matrix that it asks for.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// The column it lies in.
    pub column: &'a ColumnId,
    /// The responsible department it names.
    pub department: &'a DepartmentId,
    /// Its level of confidentiality.
    pub level: &'a LevelId,
    /// The departments that sign with it.
    pub co_departments: &'a [DepartmentId],
}

/// Why the matrix has no cell for what a page declares; the page is withheld.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The column is not in the matrix.
    UnknownColumn,
    /// The column only lists the pages of others.
    Container,
    /// The department is not in the matrix.
    UnknownDepartment,
    /// The department is not responsible for the column.
    DepartmentNotResponsible,
    /// The level is not in the matrix.
    UnknownLevel,
    /// The level is not allowed in the column.
    LevelNotAllowed,
}

/// The signatures that a page needs: pairs of step and department, in the order of signing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Requirement {
    /// The pairs, by the step's order, then by id; no pair twice.
    pub steps: Vec<(StepId, DepartmentId)>,
}

impl Policy {
    /// Returns the signatures that `cell` needs before escalation, which only ever adds to them.
    ///
    /// # Errors
    /// Why there is no such cell. A missing cell never means "no requirement".
    pub fn requirement(&self, cell: Cell<'_>) -> Result<Requirement, Refusal> {
        let entry = self.columns.get(cell.column).ok_or(Refusal::UnknownColumn)?;
        if entry.column.kind.is_none() {
            return Err(Refusal::Container);
        }
        if !self.departments.contains_key(cell.department) {
            return Err(Refusal::UnknownDepartment);
        }
        if !entry.column.departments.allows(cell.department) {
            return Err(Refusal::DepartmentNotResponsible);
        }
        let level = self.levels.get(cell.level).ok_or(Refusal::UnknownLevel)?;
        if !entry.levels.contains(cell.level) {
            return Err(Refusal::LevelNotAllowed);
        }
        Ok(self.pairs(level.steps.iter().chain(&entry.add_steps), cell))
    }

    /// Returns the pairs that these steps mean for a page, in the order of signing.
    fn pairs<'a>(&'a self, steps: impl Iterator<Item = &'a StepId>, cell: Cell<'_>) -> Requirement {
        let mut pairs = BTreeSet::new();
        let each = self.steps.values().filter(|s| s.each_co_department && !cell.co_departments.is_empty());
        for id in steps.chain(each.map(|s| &s.id)) {
            let Some(step) = self.steps.get(id) else { continue };
            if step.each_co_department {
                pairs.extend(cell.co_departments.iter().map(|d| (step.order, id.clone(), d.clone())));
            } else {
                pairs.insert((step.order, id.clone(), cell.department.clone()));
            }
        }
        Requirement { steps: pairs.into_iter().map(|(_, step, department)| (step, department)).collect() }
    }

    /// Returns everyone who may sign `step` for `department` in `column`, by id.
    pub fn may_sign(&self, step: &StepId, department: &DepartmentId, column: &ColumnId) -> BTreeSet<PersonId> {
        let covers = |g: &&crate::policy::Grant| {
            let departments = match &g.departments {
                Some(GrantDepartments::All) => true,
                Some(GrantDepartments::Some(set)) => set.contains(department),
                None => g.columns.is_some(),
            };
            g.step == *step && departments && covers_column(g.columns.as_deref(), column)
        };
        self.grants.iter().filter(covers).map(|g| g.person.clone()).collect()
    }
}

fn covers_column(columns: Option<&[GrantColumn]>, column: &ColumnId) -> bool {
    columns.is_none_or(|list| list.iter().any(|c| c.covers(column)))
}

impl GrantColumn {
    /// Returns whether `column` is meant.
    pub fn covers(&self, column: &ColumnId) -> bool {
        if self.below { self.id.contains_folder(column.as_str()) } else { self.id == *column }
    }
}
