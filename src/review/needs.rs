//! What a page or a file needs under one version of the policy: the requirement, or why there is none.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use aho_corasick::AhoCorasick;

use crate::git::{GitError, PathNo, VersionId};
use crate::model::{ColumnId, DepartmentId, PersonId, StepId};
use crate::policy::{Cell, Escalation, FileDemand, Policy, Refusal};
use crate::review::authority::{Authority, Spot};
use crate::review::paths::Paths;
use crate::source::{Declared, searchable, searched_word};

/// One signature that is needed: a step, and for whom.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Need {
    /// The step's order: lower ones sign first.
    pub order: i64,
    /// The step.
    pub step: StepId,
    /// The department that it is for; none for a file outside columns.
    pub department: Option<DepartmentId>,
    /// The pages that ask for it: who signs must be able to sign in the column of each.
    pub pages: BTreeSet<PathNo>,
}

/// The signatures that an item needs, by order, step and department; no pair twice.
pub(super) type Needs = Vec<Need>;

/// What an item needs under one version of the policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Demand {
    /// These signatures.
    Needs(Needs),
    /// It is never published.
    Unpublished,
    /// Nobody can say, or the matrix has no such cell; nothing is published without a requirement.
    Refused(Why),
}

/// Why an item has no requirement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// The matrix refuses what the page declares.
    Matrix(Refusal),
    /// The page lies in no column.
    NoColumn,
    /// The page's front matter or text cannot be read, or it is no plain file.
    Unreadable,
    /// No rule covers the file.
    Uncovered,
    /// A word list that decides about this cell is not the archived one.
    Lexicon(String),
}

/// A word list: the version that it was archived with, and its name there.
type ListName = (u32, String);

/// Answers what is needed; asked from many threads.
pub struct Wants<'a> {
    paths: &'a Paths<'a>,
    authority: &'a Authority<'a>,
    /// Whether a version of a page holds a word of some list.
    hits: Mutex<HashMap<(ListName, VersionId), bool>>,
    finders: Mutex<HashMap<ListName, Arc<AhoCorasick>>>,
}

impl<'a> Wants<'a> {
    /// Returns what answers for these paths.
    pub fn new(paths: &'a Paths<'a>, authority: &'a Authority<'a>) -> Self {
        Self { paths, authority, hits: Mutex::default(), finders: Mutex::default() }
    }

    /// Returns what this version of a page needs in the policy of `serial`.
    ///
    /// # Errors
    /// A blob cannot be read.
    pub fn page(&self, serial: u32, page: PathNo, version: VersionId) -> Result<Demand, GitError> {
        let (Some(policy), Some(path)) = (self.authority.policy(serial), self.paths.name(page)) else {
            return Ok(Demand::Refused(Why::Unreadable));
        };
        let Some(declared) = self.paths.declared(page, version)? else {
            return Ok(Demand::Refused(Why::Unreadable));
        };
        let Some(column) = self.authority.column(serial, path) else { return Ok(Demand::Refused(Why::NoColumn)) };
        if policy.levels.get(&declared.level).is_some_and(|l| !l.publish) {
            return Ok(Demand::Unpublished);
        }
        let scopes: Vec<_> = policy.covering_scopes(path.as_str()).collect();
        if scopes.iter().any(|s| !s.published) {
            return Ok(Demand::Unpublished);
        }
        let scoped = scopes.iter().flat_map(|s| &s.steps);
        let at = At { serial, policy, column, declared: &declared, version };
        let escalated = match self.escalated(at)? {
            Ok(steps) => steps,
            Err(why) => return Ok(Demand::Refused(why)),
        };
        let added: Vec<&StepId> = scoped.chain(escalated).collect();
        let requirement = policy.requirement_with(at.cell(), &added);
        Ok(match requirement {
            Ok(requirement) => Demand::Needs(needs(policy, requirement.steps, page)),
            Err(refusal) => Demand::Refused(Why::Matrix(refusal)),
        })
    }

    /// Returns what a file outside columns needs in the policy of `serial`.
    pub fn file(&self, serial: u32, path: PathNo) -> Demand {
        let (Some(policy), Some(name)) = (self.authority.policy(serial), self.paths.name(path)) else {
            return Demand::Refused(Why::Unreadable);
        };
        match policy.requirement_of_file(name.as_str()) {
            Ok(FileDemand::Steps(steps)) => Demand::Needs(
                steps
                    .into_iter()
                    .map(|step| Need { order: order(policy, &step), step, department: None, pages: BTreeSet::new() })
                    .collect(),
            ),
            Ok(FileDemand::Unpublished) => Demand::Unpublished,
            Ok(FileDemand::Uncovered) => Demand::Refused(Why::Uncovered),
            Err(refusal) => Demand::Refused(Why::Matrix(refusal)),
        }
    }

    /// Returns the steps that escalation adds, or why that cannot be said.
    fn escalated<'p>(&self, at: At<'_, 'p>) -> Result<Result<Vec<&'p StepId>, Why>, GitError> {
        let mut steps = Vec::new();
        for escalation in at.policy.escalations.iter().filter(|e| at.may_meet(e)) {
            let hit = match &escalation.words {
                None => true,
                Some(name) => match self.authority.lexicon(at.serial, name) {
                    Some(words) => self.holds_word((at.serial, name.clone()), words, at.version)?,
                    None => return Ok(Err(Why::Lexicon(name.clone()))),
                },
            };
            if hit {
                steps.extend(&escalation.add);
            }
        }
        Ok(Ok(steps))
    }

    fn holds_word(&self, list: ListName, words: &str, version: VersionId) -> Result<bool, GitError> {
        let key = (list, version);
        if let Some(hit) = self.hits.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(*hit);
        }
        // What is no text was refused before; a text that cannot be searched meets every list.
        let finder = self.finder(&key.0, words);
        let hit = self.paths.with_text(version, |text| finder.is_match(&searchable(text)))?.unwrap_or(true);
        self.hits.lock().unwrap_or_else(PoisonError::into_inner).insert(key, hit);
        Ok(hit)
    }

    fn finder(&self, list: &ListName, words: &str) -> Arc<AhoCorasick> {
        let mut finders = self.finders.lock().unwrap_or_else(PoisonError::into_inner);
        finders.entry(list.clone()).or_insert_with(|| Arc::new(finder(words))).clone()
    }

    /// Returns where somebody signs who fills `need`, once for each page that asks for it.
    pub fn spots<'n>(&'n self, need: &'n Need, file: PathNo) -> Vec<Spot<'n>> {
        match &need.department {
            Some(department) => {
                let pages = need.pages.iter().filter_map(|p| self.paths.name(*p));
                pages.map(|page| Spot::Page { page, department }).collect()
            }
            None => self.paths.name(file).map(Spot::File).into_iter().collect(),
        }
    }

    /// Returns the people who could fill `need` today, as far as steps and keys go: in every place that asks for it.
    pub fn could_sign(&self, need: &Need, file: PathNo) -> Vec<PersonId> {
        let people = self.spots(need, file).into_iter().map(|spot| self.authority.could_sign(&need.step, spot));
        let both = |a: Vec<PersonId>, b: Vec<PersonId>| a.into_iter().filter(|p| b.contains(p)).collect();
        people.reduce(both).unwrap_or_default()
    }
}

/// A version of a page under a policy.
#[derive(Clone, Copy)]
struct At<'d, 'p> {
    serial: u32,
    policy: &'p Policy,
    column: &'d ColumnId,
    declared: &'d Declared,
    version: VersionId,
}

impl<'d> At<'d, '_> {
    fn cell(&self) -> Cell<'d> {
        let Declared { department, level, co_departments, .. } = self.declared;
        Cell { column: self.column, department, level, co_departments }
    }

    /// Returns whether all conditions of an escalation but its words hold.
    fn may_meet(&self, escalation: &Escalation) -> bool {
        let Declared { level, co_departments, leads_outside, .. } = self.declared;
        (escalation.columns.is_empty() || escalation.columns.iter().any(|c| c.covers(self.column)))
            && (escalation.levels.is_empty() || escalation.levels.contains(level))
            && escalation.co_departments.is_none_or(|some| some != co_departments.is_empty())
            && escalation.outside_links.is_none_or(|some| some == *leads_outside)
    }
}

/// Returns pairs of step and department as needs of `page`.
pub(super) fn needs(policy: &Policy, pairs: impl IntoIterator<Item = (StepId, DepartmentId)>, page: PathNo) -> Needs {
    let pages = BTreeSet::from([page]);
    let need = |(step, department)| Need {
        order: order(policy, &step),
        step,
        department: Some(department),
        pages: pages.clone(),
    };
    pairs.into_iter().map(need).collect()
}

/// A step that a policy does not define has no order; its requirement was refused before.
fn order(policy: &Policy, step: &StepId) -> i64 {
    policy.steps.get(step).map_or(i64::MAX, |s| s.order)
}

/// Returns the union of what several pages ask for: no pair twice, each with all the pages that ask for it.
pub(super) fn union(all: impl IntoIterator<Item = Needs>) -> Needs {
    let mut pairs: BTreeMap<(i64, StepId, Option<DepartmentId>), BTreeSet<PathNo>> = BTreeMap::new();
    for need in all.into_iter().flatten() {
        pairs.entry((need.order, need.step, need.department)).or_default().extend(need.pages);
    }
    pairs.into_iter().map(|((order, step, department), pages)| Need { order, step, department, pages }).collect()
}

/// Returns what finds the words of a list: one word a line, `#` begins a remark.
fn finder(list: &str) -> AhoCorasick {
    let lines = list.trim_start_matches('\u{feff}').lines().filter(|l| !l.trim_start().starts_with('#'));
    let words: Vec<String> = lines.filter_map(searched_word).collect();
    // Looking for rare bytes first does not help: in Chinese text none are. A list is bounded by the size of its file, far
    // below what the automaton can hold.
    let finder = AhoCorasick::builder().prefilter(false).build(words);
    finder.expect("a list of four mebibytes fits an automaton")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_word_a_line_and_remarks() {
        let finder = finder("# 敏感话题\n\n人事任免\n 补 贴 \n");
        assert!(finder.is_match("关于人事任免的") && finder.is_match("补贴") && !finder.is_match("敏感话题"));
    }
}
