//! What can only be judged when every paragraph is right: nothing published goes unsigned, nothing is written in vain.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Code, Finding, Place, Sink, codes};
use crate::model::{LevelId, Span, StepId};
use crate::policy::{Escalation, GrantColumn, Level, Policy, PolicyColumn};

/// Reports what is wrong with `policy` as a whole; whether its cells can be filled is a question of its own.
pub(super) fn validate(file: &str, policy: &Policy, sink: &mut Sink) {
    let mut cx = Cx { file: file.into(), policy, sink };
    cx.check_levels_demand_somebody();
    cx.check_steps_without_co_departments();
    cx.check_disclosure();
    cx.check_levels_are_used();
    cx.check_ranks();
    cx.check_escalations();
}

struct Cx<'a> {
    file: Arc<str>,
    policy: &'a Policy,
    sink: &'a mut Sink,
}

impl Cx<'_> {
    fn finding(&self, code: Code, span: Span) -> Finding {
        Finding::new(code, Place::new(self.file.clone(), span))
    }

    /// A step that is each co-department's is nobody's where a page names none.
    fn is_each(&self, step: &StepId) -> bool {
        is_each(self.policy, step)
    }

    /// A level whose steps are all the co-departments' would publish pages that name none with no signature at all.
    fn check_levels_demand_somebody(&mut self) {
        for level in self.policy.levels.values() {
            if level.publish && level.steps.iter().all(|s| self.is_each(s)) {
                let finding = self.finding(codes::EMPTY_LIST, level.span).variant("each");
                self.sink.push(finding.with("level", level.id.as_str()));
            }
        }
    }

    /// Files and emergencies have no co-departments that could sign.
    fn check_steps_without_co_departments(&mut self) {
        let policy = self.policy;
        let scopes = policy.scopes.iter().map(|s| (s.span, &s.steps));
        let emergency = policy.emergency.iter().map(|e| (e.span, &e.steps));
        for (span, steps) in scopes.chain(emergency) {
            for step in steps.iter().filter(|s| is_each(policy, s)) {
                let finding = self.finding(codes::BAD_SETTING, span);
                self.sink.push(
                    finding.with("key", "steps").with("found", step.as_str()).with("expected", "expected-not-each"),
                );
            }
        }
    }

    /// Who discloses an item must be able to publish it where the item says.
    fn check_disclosure(&mut self) {
        for (id, item) in &self.policy.disclosure {
            let allowed =
                self.policy.columns.get(&item.column).is_some_and(|entry| {
                    entry.column.kind.is_some() && entry.column.departments.allows(&item.department)
                });
            if !allowed {
                let finding = self.finding(codes::DISCLOSURE_ELSEWHERE, item.span);
                self.sink.push(
                    finding
                        .with("item", &**id)
                        .with("column", item.column.as_str())
                        .with("department", item.department.as_str()),
                );
            }
        }
    }

    /// A level that is never published has done its work when pages that declare it are refused.
    fn check_levels_are_used(&mut self) {
        let used: BTreeSet<&LevelId> = self.policy.columns.values().flat_map(|c| &c.levels).collect();
        for level in self.policy.levels.values().filter(|l| l.publish && !used.contains(&l.id)) {
            let finding = self.finding(codes::UNREACHABLE_LEVEL, level.span);
            self.sink.push(finding.with("level", level.id.as_str()));
        }
    }

    /// Between levels of one rank a page can move without anybody calling it lowering, so their steps must agree
    /// wherever a column allows both.
    fn check_ranks(&mut self) {
        for entry in self.policy.columns.values() {
            if let Some((a, b)) = self.equal_ranks(entry) {
                let finding = self.finding(codes::EQUAL_RANKS, entry.span);
                self.sink.push(
                    finding
                        .with("column", entry.column.id.as_str())
                        .with("level", a.id.as_str())
                        .with("other", b.id.as_str()),
                );
            }
        }
    }

    /// Returns two levels of one rank whose steps differ, the more demanding one first.
    fn equal_ranks(&self, entry: &PolicyColumn) -> Option<(&Level, &Level)> {
        let mut by_rank: BTreeMap<i64, &Level> = BTreeMap::new();
        let levels = entry.levels.iter().filter_map(|id| self.policy.levels.get(id)).filter(|l| l.publish);
        for level in levels {
            let first = *by_rank.entry(level.rank).or_insert(level);
            let steps = |l: &Level| l.steps.iter().cloned().collect::<BTreeSet<StepId>>();
            if steps(first) != steps(level) {
                let lower = first.steps.len() < level.steps.len();
                return Some(if lower { (level, first) } else { (first, level) });
            }
        }
        None
    }

    /// An escalation adds nothing where every page that it can meet needs its steps already.
    fn check_escalations(&mut self) {
        for escalation in &self.policy.escalations {
            if !self.adds_something(escalation) {
                let finding = self.finding(codes::USELESS_ESCALATION, escalation.span);
                let steps: Vec<&str> = escalation.add.iter().map(StepId::as_str).collect();
                self.sink.push(finding.with("steps", steps.join("、")));
            }
        }
    }

    fn adds_something(&self, escalation: &Escalation) -> bool {
        // What co-departments sign depends on the page.
        escalation.add.iter().any(|s| self.is_each(s))
            || self
                .policy
                .columns
                .values()
                .any(|entry| escalation.may_meet_column(entry) && self.lacks(entry, escalation))
    }

    /// Returns whether a page of some level in this column may lack one of the steps.
    fn lacks(&self, entry: &PolicyColumn, escalation: &Escalation) -> bool {
        let levels = entry.levels.iter().filter(|id| escalation.may_meet_level(id));
        levels
            .filter_map(|id| self.policy.levels.get(id))
            .filter(|l| l.publish)
            .any(|level| escalation.add.iter().any(|s| !level.steps.contains(s) && !entry.add_steps.contains(s)))
    }
}

fn is_each(policy: &Policy, step: &StepId) -> bool {
    policy.steps.get(step).is_some_and(|s| s.each_co_department)
}

impl Escalation {
    /// Returns whether a page of this column can fulfil the condition.
    pub(super) fn may_meet_column(&self, entry: &PolicyColumn) -> bool {
        let covers = |c: &GrantColumn| c.covers(&entry.column.id);
        self.columns.is_empty() || self.columns.iter().any(covers)
    }

    /// Returns whether a page of this level can fulfil the condition.
    pub(super) fn may_meet_level(&self, level: &LevelId) -> bool {
        self.levels.is_empty() || self.levels.contains(level)
    }
}
