//! Whether there are people enough: for every cell that may be published and every possible author, distinct other
//! people for all its steps.
//!
//! People count whether or not they have a key: this is about who is there, not about who can sign today.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diag::{Code, Finding, Place, Sink, codes};
use crate::model::{Column, ColumnId, DepartmentId, LevelId, Span, StepId};
use crate::policy::choice::{Choice, Gap, Judgement};
use crate::policy::signers::{Here, Index, SetId, TooLarge};
use crate::policy::steps::WRITE;
use crate::policy::{Cell, Policy, PolicyColumn, Scope};

/// How many cells, and how many people, a message names.
const MAX_SHOWN: usize = 4;

/// Says whether a page lies in a cell.
type Used<'a> = &'a dyn Fn(&ColumnId, &DepartmentId, &LevelId) -> bool;

/// Reports the cells of `policy` that cannot be filled, and those that hang on one person.
///
/// A cell that cannot be filled is an error if `used` says that a page lies in it, a warning otherwise. What is the same
/// in many cells of a column is one finding.
pub fn check_cells(
    file: &str,
    policy: &Policy,
    used: &dyn Fn(&ColumnId, &DepartmentId, &LevelId) -> bool,
    sink: &mut Sink,
) {
    let Ok(write) = StepId::parse(WRITE) else { return };
    let mut cx =
        Cx { file: file.into(), policy, write: &write, index: Index::new(policy), judged: HashMap::new(), sink };
    if cx.check_all(used).is_err() {
        let finding = Finding::new(codes::MATRIX_TOO_LARGE, Place::file(file)).variant("cells");
        cx.sink.push(finding);
    }
}

/// What is wrong in some cells of a column.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fault<'p> {
    /// Nobody may write there.
    NoAuthor,
    /// The steps of the cell cannot be filled.
    Gap(Lack<'p>),
    /// They cannot when escalation adds its steps.
    Escalated(Lack<'p>),
    /// They can as long as these people are there.
    Fragile(Vec<u32>),
}

/// A [`Gap`] with the steps that it is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Lack<'p> {
    gap: Gap,
    steps: Vec<&'p StepId>,
}

impl<'p> Lack<'p> {
    fn new(gap: Gap, all: &[&'p StepId]) -> Self {
        let steps = match &gap {
            Gap::Nobody(steps) | Gap::TooFew(steps) => steps.iter().map(|i| all[*i]).collect(),
            Gap::Own(_) => all.to_vec(),
        };
        Self { gap, steps }
    }
}

/// What a level demands in a column.
struct Demand<'p> {
    level: &'p LevelId,
    steps: Vec<&'p StepId>,
    /// The same with the steps that escalation may add.
    escalated: Vec<&'p StepId>,
}

/// A department in a column: who writes there, and the grants for that column alone.
struct Seat<'a, 'p> {
    department: &'p DepartmentId,
    here: &'a mut Here<'p>,
    authors: SetId,
}

/// The cells that share a fault, by whether pages lie in them.
type Faults<'p> = BTreeMap<(bool, Fault<'p>), Vec<(&'p DepartmentId, &'p LevelId)>>;

struct Cx<'a, 'p> {
    file: Arc<str>,
    policy: &'p Policy,
    write: &'p StepId,
    index: Index<'p>,
    judged: HashMap<(SetId, Vec<SetId>), Judgement>,
    sink: &'a mut Sink,
}

impl<'p> Cx<'_, 'p> {
    fn check_all(&mut self, used: Used<'_>) -> Result<(), TooLarge> {
        let policy = self.policy;
        for entry in policy.ordered_columns() {
            for ((used, fault), cells) in self.faults_of(entry, used)? {
                self.report(&entry.column, entry.span, used, &fault, &cells);
            }
        }
        self.check_emergency()?;
        policy.scopes.iter().filter(|s| s.published).try_for_each(|scope| self.check_scope(scope))
    }

    fn faults_of(&mut self, entry: &'p PolicyColumn, used: Used<'_>) -> Result<Faults<'p>, TooLarge> {
        let policy = self.policy;
        let demands = self.demands(entry);
        let mut here = self.index.grants_in(&entry.column.id)?;
        let mut faults = Faults::new();
        for department in policy.departments_of(&entry.column) {
            let mut seat = self.seat(department, &mut here)?;
            for demand in &demands {
                let Some(fault) = self.fault_of(&mut seat, demand)? else { continue };
                let weighs = matches!(fault, Fault::NoAuthor | Fault::Gap(_));
                let used = weighs && used(&entry.column.id, department, demand.level);
                faults.entry((used, fault)).or_default().push((department, demand.level));
            }
        }
        Ok(faults)
    }

    fn seat<'h>(&mut self, department: &'p DepartmentId, here: &'h mut Here<'p>) -> Result<Seat<'h, 'p>, TooLarge> {
        let authors = self.index.who(self.write, department, here)?;
        Ok(Seat { department, here, authors })
    }

    /// Returns what each level that may be published demands in a column; a container demands nothing.
    fn demands(&self, entry: &'p PolicyColumn) -> Vec<Demand<'p>> {
        let Some(department) = self.policy.departments_of(&entry.column).first() else { return Vec::new() };
        let published = entry.levels.iter().filter(|l| self.policy.levels.get(*l).is_some_and(|l| l.publish));
        let demand = |level: &'p LevelId| {
            let cell = Cell { column: &entry.column.id, department, level, co_departments: &[] };
            // A cell that the matrix refuses is withheld; nobody needs to sign there.
            let requirement = self.policy.requirement(cell).ok()?;
            let known = |(step, _): &(StepId, DepartmentId)| self.policy.steps.get_key_value(step).map(|(id, _)| id);
            let steps: Vec<&StepId> = requirement.steps.iter().filter_map(known).collect();
            let escalated = self.escalated(entry, level, &steps);
            Some(Demand { level, steps, escalated })
        };
        published.filter_map(demand).collect()
    }

    /// Returns `steps` and all that escalation may add to them; co-departments sign for themselves.
    fn escalated(&self, entry: &PolicyColumn, level: &LevelId, steps: &[&'p StepId]) -> Vec<&'p StepId> {
        let mut all = steps.to_vec();
        let meeting = self.policy.escalations.iter().filter(|e| e.may_meet_column(entry) && e.may_meet_level(level));
        for step in meeting.flat_map(|e| &e.add) {
            let own = self.policy.steps.get(step).is_some_and(|s| !s.each_co_department);
            if own && !all.contains(&step) {
                all.push(step);
            }
        }
        all
    }

    fn fault_of(&mut self, seat: &mut Seat<'_, 'p>, demand: &Demand<'p>) -> Result<Option<Fault<'p>>, TooLarge> {
        if self.policy.settings.refuse_unsigned_changes && self.index.set(seat.authors).is_empty() {
            return Ok(Some(Fault::NoAuthor));
        }
        let judgement = self.judge(seat, &demand.steps)?;
        if let Some(gap) = judgement.gap {
            return Ok(Some(Fault::Gap(Lack::new(gap, &demand.steps))));
        }
        if !judgement.fragile.is_empty() {
            return Ok(Some(Fault::Fragile(judgement.fragile)));
        }
        if demand.escalated.len() == demand.steps.len() {
            return Ok(None);
        }
        let gap = self.judge(seat, &demand.escalated)?.gap;
        Ok(gap.map(|gap| Fault::Escalated(Lack::new(gap, &demand.escalated))))
    }

    fn judge(&mut self, seat: &mut Seat<'_, 'p>, steps: &[&'p StepId]) -> Result<Judgement, TooLarge> {
        let sets = steps.iter().map(|step| self.index.who(step, seat.department, &mut *seat.here));
        let sets = sets.collect::<Result<Vec<_>, _>>()?;
        self.judge_sets(seat.authors, sets)
    }

    /// Judges a cell with these people for its steps; equal cells are judged once.
    fn judge_sets(&mut self, authors: SetId, sets: Vec<SetId>) -> Result<Judgement, TooLarge> {
        let key = (authors, sets);
        if let Some(judgement) = self.judged.get(&key) {
            return Ok(judgement.clone());
        }
        let choice = Choice::new(key.1.iter().map(|set| self.index.set(*set)));
        let judgement = choice.judge(self.index.set(authors));
        self.index.spend(choice.work())?;
        self.judged.insert(key, judgement.clone());
        Ok(judgement)
    }

    /// An emergency needs people enough in each of its columns, as anything else does.
    fn check_emergency(&mut self) -> Result<(), TooLarge> {
        let policy = self.policy;
        let Some(emergency) = &policy.emergency else { return Ok(()) };
        let steps: Vec<&StepId> = emergency.steps.iter().collect();
        for column in emergency.columns.iter().filter_map(|id| policy.columns.get(id)) {
            let mut here = self.index.grants_in(&column.column.id)?;
            for department in policy.departments_of(&column.column) {
                let mut seat = self.seat(department, &mut here)?;
                if let Some(gap) = self.judge(&mut seat, &steps)?.gap {
                    let lack = Lack::new(gap, &steps);
                    let finding = self.gap_finding(emergency.span, "emergency", &lack).as_warning();
                    let finding = finding.with("department", department.as_str());
                    self.sink.push(finding.with("column", column.column.id.as_str()));
                    // One department is enough to show that the steps were not thought through.
                    break;
                }
            }
        }
        Ok(())
    }

    /// Files outside columns have authors and steps too.
    fn check_scope(&mut self, scope: &'p Scope) -> Result<(), TooLarge> {
        let policy = self.policy;
        self.index.spend(policy.grants.len() * (scope.steps.len() + 1))?;
        let authors = self.index.keep_people(policy.may_sign_files(self.write, &scope.path).iter())?;
        let signers = scope.steps.iter().map(|step| policy.may_sign_files(step, &scope.path));
        let sets = signers.map(|people| self.index.keep_people(people.iter())).collect::<Result<Vec<_>, _>>()?;
        if let Some(gap) = self.judge_sets(authors, sets)?.gap {
            let lack = Lack::new(gap, &scope.steps.iter().collect::<Vec<_>>());
            let finding = self.gap_finding(scope.span, "scope", &lack).as_warning();
            self.sink.push(finding.with("path", scope.path.to_string()));
        }
        Ok(())
    }

    fn report(
        &mut self,
        column: &Column,
        span: Span,
        used: bool,
        fault: &Fault<'_>,
        cells: &[(&DepartmentId, &LevelId)],
    ) {
        let finding = match fault {
            Fault::NoAuthor => self.finding(codes::UNFILLABLE_CELL, span).variant("author"),
            Fault::Gap(lack) => self.gap_finding(span, variant_of(&lack.gap), lack),
            Fault::Escalated(lack) => self.gap_finding(span, "escalated", lack),
            Fault::Fragile(people) => {
                self.finding(codes::FRAGILE_CELL, span).with("people", self.names(people)).with("count", people.len())
            }
        };
        let shown = cells.iter().take(MAX_SHOWN).map(|(department, level)| format!("{department}/{level}"));
        let finding = finding
            .with("column", column.id.as_str())
            .with("cells", shown.collect::<Vec<_>>().join("、"))
            .with("more", cells.len().saturating_sub(MAX_SHOWN));
        self.sink.push(if used { finding } else { finding.as_warning() });
    }

    fn gap_finding(&self, span: Span, variant: &str, lack: &Lack<'_>) -> Finding {
        let people = match &lack.gap {
            Gap::Own(people) => self.names(people),
            Gap::Nobody(_) | Gap::TooFew(_) => String::new(),
        };
        let steps = lack.steps.iter().map(|step| self.policy.steps.get(*step).map_or(step.as_str(), |s| &s.name));
        let finding = self.finding(codes::UNFILLABLE_CELL, span).variant(variant);
        finding.with("steps", steps.collect::<Vec<_>>().join("、")).with("people", people)
    }

    fn finding(&self, code: Code, span: Span) -> Finding {
        Finding::new(code, Place::new(self.file.clone(), span))
    }

    /// Returns the names of people with their ids, as two may have one name.
    fn names(&self, people: &[u32]) -> String {
        let shown = people.iter().take(MAX_SHOWN).map(|n| self.index.person(*n));
        let shown = shown.map(|person| format!("{} {}", person.name, person.id));
        shown.collect::<Vec<_>>().join("、")
    }
}

fn variant_of(gap: &Gap) -> &'static str {
    match gap {
        Gap::Nobody(_) => "nobody",
        Gap::TooFew(_) => "few",
        Gap::Own(_) => "own",
    }
}
