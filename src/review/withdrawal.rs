//! Pages that are gone: taking down is always safe and happens at once, but somebody has to agree.
//!
//! The steps are those of the last edition's cell in the matrix in force or, where that cell is gone, in the edition's
//! own policy. Who wrote the page may sign: nothing is published by it.

use crate::git::{Action, CommitNo, GitError, PathNo, VersionId};
use crate::review::assign::{Candidate, Seat, choose};
use crate::review::docket::Withdrawn;
use crate::review::editions::{self, Editions};
use crate::review::evidence::SignOffNo;
use crate::review::judge::Court;
use crate::review::liveness::{Question, Standing, standings};
use crate::review::needs::{Demand, Need, Needs};
use crate::review::verdict::StepState;

/// Returns what is to be said of a page that is gone, if the public has ever seen it.
///
/// # Errors
/// A page cannot be read.
pub(super) fn judge(
    court: &Court<'_>,
    editions: &Editions,
    head: CommitNo,
    page: PathNo,
) -> Result<Option<Withdrawn>, GitError> {
    let Some(edition) = editions::last(court, editions, page).last().copied() else { return Ok(None) };
    let newest = court.authority.newest();
    let (serial, demand) = match court.wants.page(newest, page, edition.version())? {
        Demand::Needs(needs) => (newest, Demand::Needs(needs)),
        Demand::Unpublished | Demand::Refused(_) => {
            (edition.conc, court.wants.page(edition.conc, page, edition.version())?)
        }
    };
    let needs = match demand {
        Demand::Needs(needs) => needs,
        Demand::Unpublished | Demand::Refused(_) => Vec::new(),
    };
    let live = live(court, head, page);
    let seats: Vec<Seat<SignOffNo>> = needs.iter().map(|need| seat(court, need, page, &live)).collect();
    let ordered = court.authority.policy(serial).is_none_or(|p| p.settings.ordered);
    let behind = |a, b| court.kinship.behind(a, b);
    let chosen = choose(&seats, ordered, &behind, &|_| true);
    let steps = states(court, &needs, page, &seats, chosen.as_deref());
    let complete = !needs.is_empty() && chosen.is_some();
    Ok(Some(Withdrawn { page, edition: edition.commit, version: edition.version(), steps, complete }))
}

/// Returns the withdrawals that nothing has happened to since.
fn live(court: &Court<'_>, head: CommitNo, page: PathNo) -> Vec<SignOffNo> {
    let trail = court.paths.trail();
    let about = court.evidence.about(page);
    let signed = about.iter().map(|(n, v)| (court.evidence.sign_off(*n).mark.commit, *v)).collect();
    let asked = Question::new(head, VersionId::ABSENT, trail.versions.touches(page), signed);
    let answers = standings(trail.history.graph(), &[asked]).into_iter().flatten();
    let counts = |(number, standing): &(&SignOffNo, Standing)| {
        let sign_off = court.evidence.sign_off(**number);
        let id = trail.history.node(sign_off.mark.commit).id;
        *standing == Standing::Alive && sign_off.action == Action::Withdraw && !court.authority.chain().is_void(id)
    };
    about.iter().map(|(n, _)| n).zip(answers).filter(counts).map(|(n, _)| *n).collect()
}

fn seat(court: &Court<'_>, need: &Need, page: PathNo, live: &[SignOffNo]) -> Seat<SignOffNo> {
    let fills = |number: &&SignOffNo| {
        let sign_off = court.evidence.sign_off(**number);
        let spots = court.wants.spots(need, page);
        sign_off.step.as_ref() == Some(&need.step)
            && !spots.is_empty()
            && spots.into_iter().all(|s| court.authority.check_step(&sign_off.mark, &need.step, s).is_ok())
    };
    let candidate = |number: &SignOffNo| {
        let mark = &court.evidence.sign_off(*number).mark;
        Candidate { person: mark.person.clone(), commit: mark.commit, what: *number }
    };
    Seat { order: need.order, candidates: live.iter().filter(fills).map(candidate).collect() }
}

fn states(
    court: &Court<'_>,
    needs: &Needs,
    page: PathNo,
    seats: &[Seat<SignOffNo>],
    chosen: Option<&[&Candidate<SignOffNo>]>,
) -> Vec<StepState> {
    let state = |(at, need): (usize, &Need)| {
        let by = match chosen {
            Some(chosen) => chosen.get(at).map(|c| (c.person.clone(), c.commit)),
            None => seats[at].candidates.first().map(|c| (c.person.clone(), c.commit)),
        };
        let may_sign = court.wants.could_sign(need, page);
        StepState { step: need.step.clone(), department: need.department.clone(), may_sign, by }
    };
    needs.iter().enumerate().map(state).collect()
}
