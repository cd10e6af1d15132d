//! What files outside columns need: `[[scope]]`.

use std::collections::BTreeSet;

use crate::model::StepId;
use crate::policy::{Cell, Escalation, Grant, GrantDepartments, PathPattern, Policy, Refusal, Scope};

/// What the scopes say about a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileDemand {
    /// No scope matches: a file that would be published is an error.
    Uncovered,
    /// Some scope that matches is never published.
    Unpublished,
    /// The steps of all scopes that match, in the order of signing.
    Steps(Vec<StepId>),
}

impl Policy {
    /// Returns every scope that the file at `path` lies in, in the order of writing.
    pub fn covering_scopes<'p>(&'p self, path: &'p str) -> impl Iterator<Item = &'p Scope> {
        self.scopes.iter().filter(move |scope| scope.path.covers(path))
    }

    /// Returns what the scopes demand of the file at `path`: all that match, and they only add.
    ///
    /// # Errors
    /// The version is withheld, or demands steps that it does not define.
    pub fn requirement_of_file(&self, path: &str) -> Result<FileDemand, Refusal> {
        if self.withheld {
            return Err(Refusal::Withheld);
        }
        let (mut steps, mut covered) = (BTreeSet::new(), false);
        for scope in self.covering_scopes(path) {
            if !scope.published {
                return Ok(FileDemand::Unpublished);
            }
            covered = true;
            for id in &scope.steps {
                let step = self.steps.get(id).ok_or(Refusal::UnknownStep)?;
                steps.insert((step.order, id.clone()));
            }
        }
        match (covered, steps.is_empty()) {
            (false, _) => Ok(FileDemand::Uncovered),
            (true, true) => Err(Refusal::NoSteps),
            (true, false) => Ok(FileDemand::Steps(steps.into_iter().map(|(_, step)| step).collect())),
        }
    }

    /// Returns whether words of the list `lexicon` may add steps to a page of `cell`.
    pub fn lexicon_concerns(&self, lexicon: &str, cell: Cell<'_>) -> bool {
        let Some(entry) = self.columns.get(cell.column) else { return true };
        let meets = |e: &Escalation| {
            e.may_meet_column(entry)
                && e.may_meet_level(cell.level)
                && e.co_departments.is_none_or(|some| some != cell.co_departments.is_empty())
        };
        self.escalations.iter().any(|e| e.words.as_deref() == Some(lexicon) && meets(e))
    }
}

impl Grant {
    /// Returns whether the file at `path`, which lies in no column, is covered: by its path, or because everything is.
    pub fn covers_file(&self, path: &str) -> bool {
        let everything = self.departments == Some(GrantDepartments::All) && self.columns.is_none();
        everything || self.paths.iter().any(|p: &PathPattern| p.covers(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ColumnId, DepartmentId, LevelId};
    use crate::policy::assumed;

    #[test]
    fn all_matching_scopes_apply_and_never_published_wins() {
        let mut policy = assumed();
        let final_only = vec![StepId::parse("final").unwrap()];
        assert_eq!(policy.requirement_of_file("themes/gov/a.css"), Ok(FileDemand::Steps(final_only)));
        assert_eq!(policy.requirement_of_file("docs/a.md"), Ok(FileDemand::Unpublished));
        assert_eq!(policy.requirement_of_file("other.md"), Ok(FileDemand::Uncovered));
        let mut more = policy.scopes[0].clone();
        more.path = PathPattern::parse("themes/gov/**").unwrap();
        more.steps = vec![StepId::parse("leader").unwrap()];
        policy.scopes.push(more);
        let both = ["leader", "final"].map(|s| StepId::parse(s).unwrap()).to_vec();
        assert_eq!(policy.requirement_of_file("themes/gov/a.css"), Ok(FileDemand::Steps(both)));
        policy.scopes[0].published = false;
        assert_eq!(policy.requirement_of_file("themes/gov/a.css"), Ok(FileDemand::Unpublished));
        policy.withheld = true;
        assert_eq!(policy.requirement_of_file("docs/a.md"), Err(Refusal::Withheld));
    }

    #[test]
    fn a_word_list_concerns_the_cells_that_its_escalations_can_meet() {
        let policy = assumed();
        let concerns = |column: &str, level: &str| {
            let (column, level) = (ColumnId::parse(column).unwrap(), LevelId::parse(level).unwrap());
            let department = DepartmentId::parse("office").unwrap();
            let cell = Cell { column: &column, department: &department, level: &level, co_departments: &[] };
            policy.lexicon_concerns("topics", cell)
        };
        assert!(concerns("portal/notice", "public") && concerns("portal/none", "public"));
        assert!(!concerns("portal/notice", "sensitive"));
        assert!(!concerns("east", "public"));
    }

    #[test]
    fn a_grant_for_everything_covers_files_and_one_for_departments_does_not() {
        let policy = assumed();
        let who = |path: &str| -> Vec<String> {
            let covering = policy.grants.iter().filter(|g| g.covers_file(path));
            covering.map(|g| format!("{}/{}", g.person, g.step)).collect()
        };
        assert_eq!(who("site.toml").len(), 4);
        assert_eq!(who("themes/a.css").len(), 5);
    }
}
