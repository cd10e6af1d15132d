//! Everything that would reach the public, judged at one commit.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::git::{CommitNo, GitError, PathNo, VersionId};
use crate::review::Trail;
use crate::review::authority::Authority;
use crate::review::chain::Chain;
use crate::review::editions::{self, Editions, Moved, Priors};
use crate::review::evidence::Evidence;
use crate::review::hostile;
use crate::review::judge::{Basis, Case, Court};
use crate::review::kinship::Kinship;
use crate::review::liveness::Standing;
use crate::review::needs::Wants;
use crate::review::paths::{Paths, is_page};
use crate::review::units::{Unit, Units};
use crate::review::verdict::{By, Held, Judgement, Reason, Shown, StepState, Verdict};
use crate::review::withdrawal;

/// A unit with what the gate says of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The unit.
    pub unit: Unit,
    /// What the gate says.
    pub judgement: Judgement,
    /// What the site shows of it, unless something else withholds it.
    pub shown: Shown,
    /// Its last editions, whether or not they are still shown; none for most that are approved.
    pub last: Vec<Held>,
}

/// A page that is gone and that the public has seen.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// The page.
    pub page: PathNo,
    /// Its last edition.
    pub edition: CommitNo,
    /// The version that it showed.
    pub version: VersionId,
    /// Who must agree that it is gone, and who did.
    pub steps: Vec<StepState>,
    /// Whether they all did.
    pub complete: bool,
}

/// The judgement of everything.
pub struct Docket {
    /// The commit that was judged.
    pub head: CommitNo,
    /// Every unit that is there, pages first, in the order of paths.
    pub units: Vec<Judged>,
    /// Every page that is gone, in the order of paths.
    pub withdrawn: Vec<Withdrawn>,
    /// Whether a malformed sign-off, which may have been an objection to anything, stops everything.
    pub stopped: Option<CommitNo>,
    /// Paths that two systems would read differently, as they can be shown, each with the reason.
    pub hostile: Vec<(String, &'static str)>,
}

/// Runs `then` with everything that judging needs, made once.
///
/// # Errors
/// A commit or a blob cannot be read, or what `then` returns.
pub fn in_court<T, E: From<GitError>>(
    trail: Trail<'_>,
    chain: &Chain,
    single: bool,
    then: impl FnOnce(&Court<'_>, &Units<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let paths = Paths::new(trail, single);
    let kinship = Kinship::new(trail.history.graph());
    let authority = Authority::new(chain, &kinship, single);
    let evidence = Evidence::read(&paths, chain)?;
    let wants = Wants::new(&paths, &authority);
    let units = Units::new(&paths);
    let court = Court { paths: &paths, evidence: &evidence, authority: &authority, wants: &wants, kinship: &kinship };
    then(&court, &units)
}

/// Judges everything at the commit that everything else is behind.
///
/// # Errors
/// A commit or a blob cannot be read.
pub fn judge_all(court: &Court<'_>, units: &Units<'_>) -> Result<Docket, GitError> {
    let head = court.paths.trail().history.head();
    let all = units.all(head)?;
    let cases: Vec<(CommitNo, &Unit)> = all.iter().map(|u| (head, u)).collect();
    let standings = editions::ask(court, &cases);
    let moved = Moved::find(court)?;
    let none = Editions::new();
    let first = judge_at(court, head, all.iter().zip(&standings), &Priors { editions: &none, moved: &moved })?;
    let gone = gone(court, head);
    let mut wanted: BTreeSet<PathNo> = gone.iter().copied().collect();
    let mut again: Vec<usize> = Vec::new();
    for (at, (unit, judgement)) in all.iter().zip(&first).enumerate() {
        if !is_approved(&judgement.verdict) || may_need_more(court, &moved, unit)? {
            wanted.insert(unit.main);
            again.push(at);
        }
    }
    let editions = editions::find(court, units, &moved, &wanted)?;
    let priors = Priors { editions: &editions, moved: &moved };
    let second = judge_at(court, head, again.iter().map(|at| (&all[*at], &standings[*at])), &priors)?;
    let mut judgements = first;
    for (at, judgement) in again.into_iter().zip(second) {
        judgements[at] = judgement;
    }
    let mut judged = Vec::with_capacity(all.len());
    let hostile = hostile::find(court.paths, head);
    for (unit, mut judgement) in all.into_iter().zip(judgements) {
        if let Some((path, reason)) = unit.items.iter().find_map(|i| hostile.items.get_key_value(&i.path)) {
            judgement.verdict = Verdict::Refused(Reason::Hostile(*path, reason));
        }
        let shown = match judgement.verdict {
            Verdict::Approved(By::Matrix | By::Window | By::Emergency) => Shown::Head,
            Verdict::Unpublished => Shown::Nothing(None),
            Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) => {
                editions::held(court, &editions, unit.main)?
            }
        };
        let last = editions::last(court, &editions, unit.main).into_iter().map(Held::from).collect();
        judged.push(Judged { unit, judgement, shown, last });
    }
    let mut withdrawn = Vec::new();
    for page in gone {
        withdrawn.extend(withdrawal::judge(court, &editions, head, page)?);
    }
    court.paths.forget_texts();
    let stopped = court.standing_broken(head).find(|b| b.items.is_none()).map(|b| b.commit);
    Ok(Docket { head, units: judged, withdrawn, stopped, hostile: hostile.names })
}

fn is_approved(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Approved(_) => true,
        Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) | Verdict::Unpublished => false,
    }
}

fn judge_at<'u>(
    court: &Court<'_>,
    head: CommitNo,
    cases: impl Iterator<Item = (&'u Unit, &'u Vec<Vec<Standing>>)>,
    priors: &Priors<'_>,
) -> Result<Vec<Judgement>, GitError> {
    let cases: Vec<_> = cases.collect();
    let one = |(unit, standings): &(&Unit, &Vec<Vec<Standing>>)| {
        court.judge(Case { head, unit, standings, priors }, Basis::Any)
    };
    cases.par_iter().map(one).collect()
}

/// Returns whether editions before could ask more of a unit than its own cell does: some version that was signed once
/// declares another department or level, or something like it was deleted elsewhere.
///
/// Who wrote what can only become fewer by editions, so an approval without them needs no second look for that.
fn may_need_more(court: &Court<'_>, moved: &Moved, unit: &Unit) -> Result<bool, GitError> {
    for page in unit.items.iter().flat_map(|i| &i.users).collect::<BTreeSet<_>>() {
        let Some(now) = court.paths.declared(*page, court.paths.at(court.paths.trail().history.head(), *page))? else {
            continue;
        };
        if !moved.sources(court, *page, &now).is_empty() {
            return Ok(true);
        }
        for (_, version) in court.evidence.about(*page) {
            let before = court.paths.declared(*page, *version)?;
            if before.is_some_and(|b| (&b.department, &b.level) != (&now.department, &now.level)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Returns the pages that are gone and that somebody signed.
fn gone(court: &Court<'_>, head: CommitNo) -> Vec<PathNo> {
    let signed: BTreeSet<PathNo> = court.evidence.signed_paths().collect();
    let gone = |(name, no): &(&crate::model::ContentPath, PathNo)| {
        is_page(name.as_str()) && signed.contains(no) && !court.paths.has(head, *no)
    };
    court.paths.all().filter(gone).map(|(_, no)| no).collect()
}
