//! The responsibility matrix: what a page declares against what it needs.

use std::collections::BTreeSet;

use crate::model::{ColumnId, DepartmentId, LevelId, PersonId, StepId};
use crate::policy::{Grant, GrantColumn, GrantDepartments, PathPattern, Policy};

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
    /// The matrix demands a step that it does not define, which an accepted policy never does.
    UnknownStep,
    /// A level that is published demands no step at all, which an accepted policy never does.
    NoSteps,
    /// The version has a fault in what demands signatures, so that nobody can say what is needed.
    Withheld,
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
        self.requirement_with(cell, &[])
    }

    /// Returns the signatures that `cell` needs when these steps are added to it, by escalation or by a scope.
    ///
    /// # Errors
    /// As for [`Policy::requirement`].
    pub fn requirement_with(&self, cell: Cell<'_>, added: &[&StepId]) -> Result<Requirement, Refusal> {
        if self.withheld {
            return Err(Refusal::Withheld);
        }
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
        let requirement = self.pairs(level.steps.iter().chain(&entry.add_steps).chain(added.iter().copied()), cell)?;
        if level.publish && requirement.steps.is_empty() {
            return Err(Refusal::NoSteps);
        }
        Ok(requirement)
    }

    /// Returns the pairs that these steps mean for a page, in the order of signing.
    fn pairs<'a>(&'a self, ids: impl Iterator<Item = &'a StepId>, cell: Cell<'_>) -> Result<Requirement, Refusal> {
        let mut pairs = BTreeSet::new();
        let each = self.steps.values().filter(|s| s.each_co_department && !cell.co_departments.is_empty());
        for id in ids.chain(each.map(|s| &s.id)) {
            let step = self.steps.get(id).ok_or(Refusal::UnknownStep)?;
            if step.each_co_department {
                pairs.extend(cell.co_departments.iter().map(|d| (step.order, id.clone(), d.clone())));
            } else {
                pairs.insert((step.order, id.clone(), cell.department.clone()));
            }
        }
        Ok(Requirement { steps: pairs.into_iter().map(|(_, step, department)| (step, department)).collect() })
    }

    /// Returns everyone who may sign `step` for `department` in `column`, by id.
    pub fn may_sign(&self, step: &StepId, department: &DepartmentId, column: &ColumnId) -> BTreeSet<PersonId> {
        let covering = |g: &&Grant| g.step == *step && g.covers_page(department, column);
        self.grants.iter().filter(covering).map(|g| g.person.clone()).collect()
    }

    /// Returns everyone who may sign `step` for the files that `files` means, by id.
    pub fn may_sign_files(&self, step: &StepId, files: &PathPattern) -> BTreeSet<PersonId> {
        let covering = |g: &&Grant| g.step == *step && g.covers_files(files);
        self.grants.iter().filter(covering).map(|g| g.person.clone()).collect()
    }
}

impl Grant {
    /// Returns whether a page of `department` in `column` is covered.
    pub fn covers_page(&self, department: &DepartmentId, column: &ColumnId) -> bool {
        self.covers_department(department) && self.covers_column(column)
    }

    fn covers_department(&self, department: &DepartmentId) -> bool {
        match &self.departments {
            Some(GrantDepartments::All) => true,
            Some(GrantDepartments::Some(set)) => set.contains(department),
            None => self.columns.is_some(),
        }
    }

    fn covers_column(&self, column: &ColumnId) -> bool {
        self.columns.as_ref().is_none_or(|list| list.iter().any(|c| c.covers(column)))
    }

    /// Returns whether files outside columns are covered: by their path, or because everything is.
    pub fn covers_files(&self, files: &PathPattern) -> bool {
        let everything = self.departments == Some(GrantDepartments::All) && self.columns.is_none();
        everything || self.paths.iter().any(|p| p.includes(files))
    }
}

impl GrantColumn {
    /// Returns whether `column` is meant.
    pub fn covers(&self, column: &ColumnId) -> bool {
        match self {
            Self::Every => true,
            Self::Below(id) => id.contains_folder(column.as_str()),
            Self::One(id) => id == column,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::assumed;

    fn steps(
        policy: &Policy,
        column: &str,
        department: &str,
        level: &str,
        co: &[&str],
    ) -> Result<Vec<String>, Refusal> {
        let co: Vec<DepartmentId> = co.iter().map(|d| DepartmentId::parse(d).unwrap()).collect();
        let requirement = policy.requirement(Cell {
            column: &ColumnId::parse(column).unwrap(),
            department: &DepartmentId::parse(department).unwrap(),
            level: &LevelId::parse(level).unwrap(),
            co_departments: &co,
        });
        requirement.map(|r| r.steps.iter().map(|(step, department)| format!("{step}/{department}")).collect())
    }

    #[test]
    fn a_cell_demands_the_steps_of_its_level_and_its_column_in_the_order_of_signing() {
        let policy = assumed();
        assert_eq!(steps(&policy, "portal/notice", "info", "public", &[]).unwrap(), ["head/info", "final/info"]);
        let all = steps(&policy, "portal/policy", "office", "sensitive", &[]).unwrap();
        assert_eq!(all, ["head/office", "leader/office", "final/office"]);
    }

    #[test]
    fn every_co_department_signs_for_itself() {
        let all = steps(&assumed(), "portal/notice", "office", "public", &["info", "east"]).unwrap();
        assert_eq!(all, ["head/office", "cosign/east", "cosign/info", "final/office"]);
    }

    #[test]
    fn a_missing_cell_never_means_no_requirement() {
        let policy = assumed();
        for (column, department, level, refusal) in [
            ("portal/none", "office", "public", Refusal::UnknownColumn),
            ("portal/info", "office", "public", Refusal::Container),
            ("portal/notice", "none", "public", Refusal::UnknownDepartment),
            ("portal/notice", "east", "public", Refusal::DepartmentNotResponsible),
            ("portal/notice", "office", "none", Refusal::UnknownLevel),
            ("portal/notice", "office", "internal", Refusal::LevelNotAllowed),
        ] {
            assert_eq!(steps(&policy, column, department, level, &[]), Err(refusal), "{column} {department} {level}");
        }
    }

    #[test]
    fn a_policy_with_holes_withholds_instead_of_publishing_unsigned() {
        let mut policy = assumed();
        policy.steps.remove("head");
        assert_eq!(steps(&policy, "portal/notice", "office", "public", &[]), Err(Refusal::UnknownStep));
        policy.levels.get_mut("public").unwrap().steps.clear();
        assert_eq!(steps(&policy, "portal/notice", "office", "public", &[]), Err(Refusal::NoSteps));
    }

    #[test]
    fn a_grant_reaches_what_it_names_and_nothing_else() {
        let policy = assumed();
        let who = |step: &str, department: &str, column: &str| -> Vec<String> {
            let (step, department) = (StepId::parse(step).unwrap(), DepartmentId::parse(department).unwrap());
            let people = policy.may_sign(&step, &department, &ColumnId::parse(column).unwrap());
            people.iter().map(ToString::to_string).collect()
        };
        assert_eq!(who("head", "office", "portal/notice"), ["an-ran", "bai-lu"]);
        assert_eq!(who("head", "east", "east/news"), ["gu-yu", "he-shan"]);
        assert_eq!(who("head", "east", "portal/policy"), ["an-ran", "gu-yu", "he-shan"]);
        assert_eq!(who("write", "office", "portal/notice"), ["fang-yuan"]);
        assert_eq!(who("write", "office", "west/notice"), Vec::<String>::new());
        let files = |step: &str, path: &str| {
            policy.may_sign_files(&StepId::parse(step).unwrap(), &PathPattern::parse(path).unwrap()).len()
        };
        assert_eq!((files("write", "themes/gov/**"), files("write", "site.toml")), (1, 0));
        assert_eq!((files("final", "site.toml"), files("head", "site.toml")), (2, 0));
    }
}
