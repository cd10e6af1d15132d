//! Everything that would reach the public, judged at one commit.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use crate::git::{CommitNo, GitError, PathNo, VersionId};
use crate::model::Moment;
use crate::review::Trail;
use crate::review::addresses;
use crate::review::authority::Authority;
use crate::review::chain::Chain;
use crate::review::editions::{self, Editions, Moved, Priors};
use crate::review::evidence::{Evidence, Known};
use crate::review::hostile::{self, Hostile};
use crate::review::judge::{Basis, Case, Court};
use crate::review::kinship::Kinship;
use crate::review::liveness::Standing;
use crate::review::memory::{self, Recalled};
use crate::review::needs::Wants;
use crate::review::numbers::{Holders, Numbers, Reused};
use crate::review::paths::{Paths, is_page};
use crate::review::units::{Unit, Units, theme_of};
use crate::review::verdict::{By, Held, Judgement, Reason, Shown, StepState, Verdict};
use crate::review::warm::{self, Rest};
use crate::review::withdrawal;
use crate::source::Declared;

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
    /// Pages that left an address which the public knows, and nothing leads away from it.
    pub lost: BTreeMap<PathNo, Vec<String>>,
    /// Index numbers that were signed, and where.
    pub numbers: Numbers,
    /// Pages whose index number was signed on another page before.
    pub reused: Vec<Reused>,
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
    let (known, linkers, remembered) = match trail.memory.and_then(|m| memory::recall(m, &paths, chain)) {
        Some(Recalled { remembered, known, linkers }) => (known, linkers, Some(remembered)),
        None => (Known::default(), None, None),
    };
    let evidence = Evidence::read_after(&paths, chain, known)?;
    let wants = Wants::new(&paths, &authority);
    let units = Units::knowing(&paths, linkers);
    let court = Court {
        paths: &paths,
        evidence: &evidence,
        authority: &authority,
        wants: &wants,
        kinship: &kinship,
        remembered: remembered.as_ref(),
    };
    then(&court, &units)
}

/// Judges everything at the commit that everything else is behind.
///
/// Twice: first without editions, which are dear to find; then, with the editions of those that need them, whatever was
/// not approved or could need more.
///
/// # Errors
/// A commit or a blob cannot be read.
pub fn judge_all(court: &Court<'_>, units: &Units<'_>) -> Result<Docket, GitError> {
    let docket = judge_keeping(court, units);
    court.paths.trail().objects.forget();
    docket
}

/// Does the same, and leaves it to [`Objects::forget`](crate::git::Objects::forget) to let go of the files that were read
/// for it and that somebody may read next.
///
/// # Errors
/// A commit or a blob cannot be read.
pub fn judge_keeping(court: &Court<'_>, units: &Units<'_>) -> Result<Docket, GitError> {
    let head = court.paths.trail().history.head();
    let moved = Moved::find(court)?;
    let digest = moved.digest();
    let (kept, all, relied) = match warm::rest(court, units, head, digest)? {
        Some(Rest { kept, open }) => (kept, open, true),
        None => (Vec::new(), units.all(head)?, false),
    };
    let standings = editions::ask(court, &all.iter().map(|u| (head, u)).collect::<Vec<_>>());
    let none = Editions::new();
    let mut judgements = judge_at(court, head, all.iter().zip(&standings), &Priors { editions: &none, moved: &moved })?;
    let again = unsettled(court, &moved, &all, &judgements)?;
    let there: HashSet<PathNo> = kept.iter().map(|judged| judged.unit.main).collect();
    let gone = gone(court, head, &there);
    let wanted = again.iter().map(|at| all[*at].main).chain(gone.iter().copied()).collect();
    let editions = editions::find(court, units, &moved, &wanted)?;
    let priors = Priors { editions: &editions, moved: &moved };
    let second = judge_at(court, head, again.iter().map(|at| (&all[*at], &standings[*at])), &priors)?;
    again.iter().zip(second).for_each(|(at, judgement)| judgements[*at] = judgement);
    let pages = again.iter().map(|at| all[*at].main).collect::<Vec<_>>();
    let lost = addresses::lost(court, &editions, &moved, pages.into_iter())?;
    let numbers = Numbers::find(court)?;
    let open: BTreeSet<PathNo> = all.iter().map(|unit| unit.main).chain(numbers.shared()).collect();
    // Nothing is kept where anything is hostile.
    let hostile = if relied { Hostile::default() } else { hostile::find(court.paths, head) };
    let is_hostile = !hostile.is_nothing();
    let again: BTreeSet<usize> = again.into_iter().collect();
    let mut judged: Vec<(Judged, bool)> = kept.into_iter().map(|judged| (judged, true)).collect();
    for (at, (unit, judgement)) in all.into_iter().zip(judgements).enumerate() {
        judged.push((settled(court, &editions, &hostile, unit, judgement)?, !again.contains(&at)));
    }
    if relied {
        judged.sort_by_cached_key(|(judged, _)| place(court, judged.unit.main));
    }
    let (mut units_judged, are_settled): (Vec<Judged>, Vec<bool>) = judged.into_iter().unzip();
    let reused = reused(court, units, &moved, (&numbers, &open), &mut units_judged)?;
    let withdrawn: Result<Vec<_>, GitError> =
        gone.into_iter().map(|page| withdrawal::judge(court, &editions, head, page)).collect();
    let stopped = court.standing_broken(head).find(|b| b.items.is_none()).map(|b| b.commit);
    let withdrawn = withdrawn?.into_iter().flatten().collect();
    let docket =
        Docket { head, units: units_judged, withdrawn, stopped, hostile: hostile.names, lost, numbers, reused };
    if let Some(memory) = court.paths.trail().memory.filter(|m| !is_hostile && (!relied || m.is_old(court))) {
        memory.leave(court, units, digest, &docket, &are_settled);
    }
    Ok(docket)
}

/// Returns the pages whose index number is another's; an edition that is held only shows if its number is its own.
fn reused(
    court: &Court<'_>,
    units: &Units<'_>,
    moved: &Moved,
    (numbers, open): (&Numbers, &BTreeSet<PathNo>),
    judged: &mut [Judged],
) -> Result<Vec<Reused>, GitError> {
    let approved = judged.iter().filter(|j| is_approved(&j.judgement.verdict)).map(|j| j.unit.main).collect();
    let holders = Holders { court, units, moved, approved: &approved };
    let head = court.paths.trail().history.head();
    let now = open.iter().map(|page| (*page, court.paths.at(head, *page)));
    let held = |judged: &Judged| match &judged.shown {
        Shown::Held(held) => held.items.first().copied(),
        Shown::Head | Shown::Nothing(_) => None,
    };
    // A version that is held because of its files is asked about once.
    let asked: BTreeSet<_> = judged.iter().filter_map(held).chain(now).collect();
    let mut reused = numbers.reused(holders, &asked)?;
    for judged in judged.iter_mut().filter(|j| reused.iter().any(|r| held(j) == Some((r.page, r.version)))) {
        judged.shown = Shown::Nothing(None);
    }
    reused.retain(|r| r.version == court.paths.at(head, r.page));
    Ok(reused)
}

/// Pages first, then themes, then what else there is, each by name: the order of [`Units::all`].
fn place<'c>(court: &'c Court<'_>, main: PathNo) -> (u8, &'c str) {
    let name = court.paths.name(main).map_or("", |name| name.as_str());
    match theme_of(name) {
        _ if is_page(name) => (0, name),
        Some(theme) => (1, theme),
        None => (2, name),
    }
}

/// Returns the units that are not approved, or that editions before could ask more of.
fn unsettled(
    court: &Court<'_>,
    moved: &Moved,
    units: &[Unit],
    judgements: &[Judgement],
) -> Result<Vec<usize>, GitError> {
    let mut unsettled = Vec::new();
    for (at, (unit, judgement)) in units.iter().zip(judgements).enumerate() {
        if !is_approved(&judgement.verdict) || may_need_more(court, moved, unit)? {
            unsettled.push(at);
        }
    }
    Ok(unsettled)
}

/// Returns a unit with what the site shows of it.
fn settled(
    court: &Court<'_>,
    editions: &Editions,
    hostile: &Hostile,
    unit: Unit,
    mut judgement: Judgement,
) -> Result<Judged, GitError> {
    if let Some((path, reason)) = unit.items.iter().find_map(|i| hostile.items.get_key_value(&i.path)) {
        judgement.verdict = Verdict::Refused(Reason::Hostile(*path, reason));
    }
    let shown = match judgement.verdict {
        Verdict::Approved(By::Matrix | By::Window | By::Emergency) => Shown::Head,
        Verdict::Unpublished => Shown::Nothing(None),
        Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) => editions::held(court, editions, unit.main)?,
    };
    let last = editions::last(court, editions, unit.main).into_iter().map(Held::from).collect();
    Ok(Judged { unit, judgement, shown, last })
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
/// declares another department or level or stood elsewhere, or something like it was deleted elsewhere.
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
            let cell = |d: &Declared| (d.department.clone(), d.level.clone());
            let place = |d: &Declared| (d.id.clone(), d.date.map(Moment::day));
            if before.is_some_and(|b| cell(&b) != cell(&now) || place(&b) != place(&now)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Returns the pages that are gone and that somebody signed.
///
/// Those of which it is known that they are `there` are not looked for.
fn gone(court: &Court<'_>, head: CommitNo, there: &HashSet<PathNo>) -> Vec<PathNo> {
    let signed: HashSet<PathNo> = court.evidence.signed_paths().collect();
    let gone = |(name, no): &(&crate::model::ContentPath, PathNo)| {
        !there.contains(no) && signed.contains(no) && is_page(name.as_str()) && !court.paths.has(head, *no)
    };
    court.paths.all().filter(gone).map(|(_, no)| no).collect()
}
