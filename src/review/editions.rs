//! Editions: versions that were completely approved once, and what the site may still show of them.
//!
//! An edition of a unit is a sign-off whose commit, taken as HEAD, makes the unit approved by the window of its own
//! policies, never by the matrix in force alone: a policy that was loosened later must not publish an old draft.
//! The judgement of one commit asks for the editions before it (who wrote the text since, what its level was), so
//! candidates are judged in the order of commits: everything behind a commit has a smaller number.
//! Only units that need it are judged so; liveness is asked for all their candidates at once.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::git::{Action, CommitNo, GitError, PathNo, VersionId};
use crate::model::{PageId, Sha256, SiteId};
use crate::review::evidence::{SignOff, SignOffNo};
use crate::review::judge::{Basis, Case, Court};
use crate::review::liveness::{Question, Standing, standings};
use crate::review::needs::{Demand, union};
use crate::review::paths::is_page;
use crate::review::units::{Unit, Units};
use crate::review::verdict::{Ended, Held, Shown, Verdict};
use crate::review::warm;
use crate::source::Declared;

/// A version of a unit that was completely approved once.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The sign-off that completed it.
    pub commit: CommitNo,
    /// Its files, the main one first.
    pub items: Vec<(PathNo, VersionId)>,
    /// The sign-offs that approved it.
    pub used: Vec<SignOffNo>,
    /// The newest policy that any of them might have been made beside.
    pub conc: u32,
}

impl Edition {
    /// Returns the version of the main file.
    pub fn version(&self) -> VersionId {
        self.items.first().map_or(VersionId::ABSENT, |(_, version)| *version)
    }
}

impl From<&Edition> for Held {
    fn from(edition: &Edition) -> Self {
        Self { edition: edition.commit, items: edition.items.clone(), used: edition.used.clone() }
    }
}

/// The editions of the units that were looked at, in the order of commits.
pub(super) type Editions = HashMap<PathNo, Vec<Edition>>;

/// Pages that were deleted once, by what they would be recognised by elsewhere.
#[derive(Default)]
pub struct Moved {
    by_id: HashMap<PageId, BTreeSet<PathNo>>,
    by_body: HashMap<Sha256, BTreeSet<PathNo>>,
    by_address: HashMap<(SiteId, String), BTreeSet<PathNo>>,
}

impl Moved {
    /// Finds every page that some commit deleted, or whose level is not published any more, and that somebody signed.
    ///
    /// # Errors
    /// A page cannot be read.
    pub fn find(court: &Court<'_>) -> Result<Self, GitError> {
        let there = warm::there(court);
        let head = court.paths.trail().history.head();
        let asked = |page: PathNo| -> Result<Option<PathNo>, GitError> {
            let deleted = || court.paths.trail().versions.touches(page).any(|t| t.now == VersionId::ABSENT);
            let is_page = court.paths.name(page).is_some_and(|n| is_page(n.as_str()));
            let is_one = is_page && (deleted() || (!there.contains(&page) && is_gone(court, head, page)?));
            Ok(is_one.then_some(page))
        };
        let signed: Vec<PathNo> = court.evidence.signed_paths().collect();
        let found: Result<Vec<_>, GitError> = signed.into_par_iter().map(asked).collect();
        let mut moved = Self::default();
        for page in found?.into_iter().flatten() {
            for version in signed_versions(court, page) {
                let Some(declared) = court.paths.declared(page, version)? else { continue };
                if let Some(id) = &declared.id {
                    moved.by_id.entry(id.clone()).or_default().insert(page);
                }
                if let Some(body) = declared.body {
                    moved.by_body.entry(body).or_default().insert(page);
                }
                if let Some(at) = address(court, page, &declared) {
                    moved.by_address.entry(at).or_default().insert(page);
                }
            }
        }
        Ok(moved)
    }

    /// Returns the hash of everything in here.
    pub(super) fn digest(&self) -> Sha256 {
        let mut all: Vec<String> = self.by_id.iter().map(|(id, pages)| format!("id {id} {pages:?}")).collect();
        all.extend(self.by_body.iter().map(|(body, pages)| format!("body {body} {pages:?}")));
        all.extend(self.by_address.iter().map(|((site, at), pages)| format!("at {site} {at:?} {pages:?}")));
        all.sort_unstable();
        Sha256::of(all.join("\n").as_bytes())
    }

    /// Returns the pages that what `page` declares may have come from, or in whose place it would stand: the public finds
    /// it where it found them, by its own address as by one that it claims.
    pub fn sources(&self, court: &Court<'_>, page: PathNo, declared: &Declared) -> BTreeSet<PathNo> {
        let by_id = declared.id.as_ref().and_then(|id| self.by_id.get(id));
        let by_body = declared.body.and_then(|body| self.by_body.get(&body));
        // Whatever its site: a claim costs more than it should rather than less.
        let claimed = |(_, address): &(SiteId, String)| {
            declared
                .redirect_from
                .iter()
                .any(|from| from.strip_prefix('/').is_some_and(|f| f.to_lowercase() == *address))
        };
        let by_claim = if declared.redirect_from.is_empty() { None } else { Some(&self.by_address) };
        let by_claim = by_claim.into_iter().flatten().filter(|(at, _)| claimed(at)).flat_map(|(_, pages)| pages);
        let own = if self.by_address.is_empty() { None } else { address(court, page, declared) };
        let by_place = own.and_then(|own| self.by_address.get(&own));
        let all = by_id.into_iter().chain(by_body).chain(by_place).flatten().chain(by_claim);
        all.copied().filter(|p| *p != page).collect()
    }
}

/// Returns where a page that declares this stands, by the columns of the matrix in force; without case, as the least
/// careful server reads it.
fn address(court: &Court<'_>, page: PathNo, declared: &Declared) -> Option<(SiteId, String)> {
    let (site, at) = court.authority.address(court.paths.name(page)?, declared)?;
    Some((site, at.as_str().to_lowercase()))
}

/// Returns the versions of a path that somebody signed.
fn signed_versions(court: &Court<'_>, path: PathNo) -> BTreeSet<VersionId> {
    court.evidence.about(path).iter().map(|(_, version)| *version).filter(|v| *v != VersionId::ABSENT).collect()
}

/// What is known of the editions before a judgement.
pub struct Priors<'c> {
    /// The editions.
    pub editions: &'c Editions,
    /// Where pages may have come from.
    pub moved: &'c Moved,
}

impl Priors<'_> {
    /// Returns the editions of `unit` behind `head` that no other such edition has behind it, of those that `wanted`
    /// names.
    fn last(
        &self,
        court: &Court<'_>,
        head: CommitNo,
        unit: PathNo,
        wanted: impl Fn(&Edition) -> bool,
    ) -> Vec<&Edition> {
        let all = self.editions.get(&unit).map_or(&[][..], Vec::as_slice);
        let before: Vec<&Edition> = all.iter().filter(|e| wanted(e) && court.kinship.behind(e.commit, head)).collect();
        last_of(court, &before)
    }

    fn last_other(&self, court: &Court<'_>, head: CommitNo, unit: PathNo, version: VersionId) -> Vec<&Edition> {
        self.last(court, head, unit, |e| e.version() != version)
    }

    /// Returns the commits of the last editions of `unit` that had another version of its file `path`: what lies behind
    /// them was reviewed as it was. An edition without the file, or with this very version, reviewed no other.
    pub fn covered(
        &self,
        court: &Court<'_>,
        head: CommitNo,
        unit: PathNo,
        (path, version): (PathNo, VersionId),
    ) -> Vec<CommitNo> {
        let had_another = |e: &Edition| e.items.iter().any(|(p, v)| *p == path && *v != version);
        self.last(court, head, unit, had_another).into_iter().map(|e| e.commit).collect()
    }

    /// Returns what the edition declared that a page came from: `department/level`, or the path that it had.
    ///
    /// # Errors
    /// A page cannot be read.
    pub fn came_from(
        &self,
        court: &Court<'_>,
        head: CommitNo,
        page: PathNo,
        version: VersionId,
    ) -> Result<String, GitError> {
        if let Some(edition) = self.last_other(court, head, page, version).first() {
            return court.declares(page, edition.version());
        }
        let now = court.paths.declared(page, version)?;
        let sources = now.map(|now| self.moved.sources(court, page, &now)).unwrap_or_default();
        let mut gone = None;
        for source in sources {
            if gone.is_none() && is_gone(court, head, source)? {
                gone = Some(source);
            }
        }
        Ok(gone.and_then(|s| court.paths.name(s)).map_or_else(String::new, ToString::to_string))
    }

    /// Returns what the requirement of the last edition adds, where the level was lowered, the department changed or the
    /// page came from another place; nothing otherwise.
    ///
    /// # Errors
    /// A page cannot be read.
    pub fn old_needs(
        &self,
        court: &Court<'_>,
        head: CommitNo,
        page: PathNo,
        version: VersionId,
        serial: u32,
    ) -> Result<Demand, GitError> {
        let Some(now) = court.paths.declared(page, version)? else { return Ok(Demand::Needs(Vec::new())) };
        let mut old = Vec::new();
        for edition in self.last_other(court, head, page, version) {
            if is_lowered(court, page, edition.version(), &now, serial)? {
                old.push((page, edition));
            }
        }
        for source in self.moved.sources(court, page, &now) {
            if is_gone(court, head, source)? {
                old.extend(self.last(court, head, source, |_| true).into_iter().map(|e| (source, e)));
            }
        }
        let mut parts = Vec::new();
        for (from, edition) in old {
            match old_demand(court, from, edition, serial)? {
                Demand::Needs(needs) => parts.push(needs),
                other => return Ok(other),
            }
        }
        Ok(Demand::Needs(union(parts)))
    }
}

fn last_of<'e>(court: &Court<'_>, editions: &[&'e Edition]) -> Vec<&'e Edition> {
    let followed = |e: &Edition| {
        editions.iter().any(|other| other.commit != e.commit && court.kinship.behind(e.commit, other.commit))
    };
    let mut last: Vec<&Edition> = editions.iter().copied().filter(|e| !followed(e)).collect();
    last.dedup_by_key(|e| e.commit);
    last
}

/// Returns whether a page declares less than the version before: another department, or a level that is not stricter.
fn is_lowered(
    court: &Court<'_>,
    page: PathNo,
    before: VersionId,
    now: &Declared,
    serial: u32,
) -> Result<bool, GitError> {
    let Some(before) = court.paths.declared(page, before)? else { return Ok(true) };
    if before.department != now.department {
        return Ok(true);
    }
    let rank = |level| court.authority.policy(serial).and_then(|p| p.levels.get(level)).map(|l| l.rank);
    Ok(before.level != now.level && !matches!((rank(&before.level), rank(&now.level)), (Some(b), Some(n)) if n > b))
}

/// Returns what an edition's version needs in the policy of `serial` or, where that has no such cell, in its own.
fn old_demand(court: &Court<'_>, page: PathNo, edition: &Edition, serial: u32) -> Result<Demand, GitError> {
    match court.wants.page(serial, page, edition.version())? {
        Demand::Needs(needs) => Ok(Demand::Needs(needs)),
        Demand::Unpublished | Demand::Refused(_) => court.wants.page(edition.conc, page, edition.version()),
    }
}

/// A sign-off that may have completed a unit.
struct Attempt {
    main: PathNo,
    commit: CommitNo,
    unit: Unit,
    standings: Vec<Vec<Standing>>,
}

/// Finds the editions of `wanted`, and of what pages among them may have come from.
///
/// # Errors
/// A page cannot be read.
pub(super) fn find(
    court: &Court<'_>,
    units: &Units<'_>,
    moved: &Moved,
    wanted: &BTreeSet<PathNo>,
) -> Result<Editions, GitError> {
    let (alone, entangled) = groups(court, moved, wanted)?;
    let all: Vec<PathNo> = alone.iter().chain(&entangled).copied().collect();
    let mut attempts: HashMap<PathNo, Vec<Attempt>> = HashMap::new();
    for attempt in attempts_of(court, units, &all)? {
        attempts.entry(attempt.main).or_default().push(attempt);
    }
    let mut mixed: Vec<Attempt> = entangled.iter().filter_map(|p| attempts.remove(p)).flatten().collect();
    mixed.sort_by_key(|a| (a.commit, a.main));
    let mut editions = judged(court, moved, &mixed)?;
    let own: Vec<Vec<Attempt>> = attempts.into_values().collect();
    let own: Result<Vec<Editions>, GitError> = own.par_iter().map(|list| judged(court, moved, list)).collect();
    own?.into_iter().for_each(|of_unit| editions.extend(of_unit));
    Ok(editions)
}

/// Splits units into those whose editions depend on nobody else's, and those that pages came from or went to.
fn groups(
    court: &Court<'_>,
    moved: &Moved,
    wanted: &BTreeSet<PathNo>,
) -> Result<(BTreeSet<PathNo>, BTreeSet<PathNo>), GitError> {
    let (mut open, mut seen, mut entangled) =
        (wanted.iter().copied().collect::<Vec<_>>(), wanted.clone(), BTreeSet::new());
    while let Some(page) = open.pop() {
        let head = court.paths.at(court.paths.trail().history.head(), page);
        for version in signed_versions(court, page).into_iter().chain([head]) {
            let Some(declared) = court.paths.declared(page, version)? else { continue };
            for source in moved.sources(court, page, &declared) {
                entangled.extend([page, source]);
                if seen.insert(source) {
                    open.push(source);
                }
            }
        }
    }
    let alone = seen.difference(&entangled).copied().collect();
    Ok((alone, entangled))
}

/// Returns every sign-off that may have completed one of the units, with what became of the sign-offs before it.
fn attempts_of(court: &Court<'_>, units: &Units<'_>, mains: &[PathNo]) -> Result<Vec<Attempt>, GitError> {
    let one = |main: &PathNo| -> Result<Vec<Attempt>, GitError> {
        let mut attempts: Vec<Attempt> = Vec::new();
        for (number, version) in court.evidence.about(*main) {
            let sign_off = court.evidence.sign_off(*number);
            let completes = matches!(sign_off.action, Action::Approve | Action::Emergency | Action::Vouch);
            if completes && *version != VersionId::ABSENT {
                let commit = sign_off.mark.commit;
                attempts.push(Attempt { main: *main, commit, unit: units.of(commit, *main)?, standings: Vec::new() });
            }
        }
        Ok(attempts)
    };
    let all: Result<Vec<Vec<Attempt>>, GitError> = mains.par_iter().map(one).collect();
    let mut attempts: Vec<Attempt> = all?.into_iter().flatten().collect();
    let cases: Vec<(CommitNo, &Unit)> = attempts.iter().map(|a| (a.commit, &a.unit)).collect();
    let answers = ask(court, &cases);
    for (attempt, standings) in attempts.iter_mut().zip(answers) {
        attempt.standings = standings;
    }
    Ok(attempts)
}

/// Asks what became of every sign-off about each item of units at their commits, for all at once.
pub(super) fn ask(court: &Court<'_>, cases: &[(CommitNo, &Unit)]) -> Vec<Vec<Vec<Standing>>> {
    let trail = court.paths.trail();
    let question = |(head, path, version): (CommitNo, PathNo, VersionId)| {
        // Sign-offs are in the order of commits: what comes after the commit cannot be behind it.
        let about = court.evidence.about(path).iter().map(|(n, v)| (court.evidence.sign_off(*n).mark.commit, *v));
        let signed = about.take_while(|(commit, _)| *commit <= head).collect();
        Question::new(head, version, trail.versions.touches(path), signed)
    };
    let asked = cases.iter().flat_map(|(head, unit)| unit.items.iter().map(|i| (*head, i.path, i.version)));
    let questions: Vec<Question> = asked.map(question).collect();
    let mut answers = standings(trail.history.graph(), &questions).into_iter();
    cases.iter().map(|(_, unit)| answers.by_ref().take(unit.items.len()).collect()).collect()
}

/// Judges attempts in the order of commits, each with the editions before it.
fn judged(court: &Court<'_>, moved: &Moved, attempts: &[Attempt]) -> Result<Editions, GitError> {
    let mut editions = Editions::new();
    for attempt in attempts {
        let priors = Priors { editions: &editions, moved };
        let case = Case { head: attempt.commit, unit: &attempt.unit, standings: &attempt.standings, priors: &priors };
        let judgement = court.judge(case, Basis::Window)?;
        match judgement.verdict {
            Verdict::Approved(_) => {}
            Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) | Verdict::Unpublished => continue,
        }
        let Some((_, conc)) = judgement.window else { continue };
        editions.entry(attempt.main).or_default().push(Edition {
            commit: attempt.commit,
            items: attempt.unit.items.iter().map(|i| (i.path, i.version)).collect(),
            used: judgement.used,
            conc,
        });
    }
    Ok(editions)
}

/// Returns what the site shows of a unit that is there and not approved.
///
/// # Errors
/// A page cannot be read.
pub(super) fn held(court: &Court<'_>, editions: &Editions, main: PathNo) -> Result<Shown, GitError> {
    let last = last(court, editions, main);
    let Some(first) = last.first() else { return Ok(Shown::Nothing(Some(Ended::Never))) };
    // Whoever pushes chooses the order of parents, so it may not choose between editions.
    if last.iter().any(|e| e.items != first.items) {
        return Ok(Shown::Nothing(Some(Ended::Several)));
    }
    for edition in &last {
        if let Some(ended) = ended(court, main, edition)? {
            return Ok(Shown::Nothing(Some(ended)));
        }
    }
    Ok(Shown::Held(Held::from(*first)))
}

/// Returns the last editions of a unit: those that no other has behind it.
pub(super) fn last<'e>(court: &Court<'_>, editions: &'e Editions, main: PathNo) -> Vec<&'e Edition> {
    let all: Vec<&Edition> = editions.get(&main).into_iter().flatten().collect();
    last_of(court, &all)
}

/// Returns why an edition is over.
fn ended(court: &Court<'_>, main: PathNo, edition: &Edition) -> Result<Option<Ended>, GitError> {
    let is_a_page = court.paths.name(main).is_some_and(|n| is_page(n.as_str()));
    if is_a_page && !has_place(court, main, edition.version())? {
        return Ok(Some(Ended::NoColumn));
    }
    for touch in court.paths.trail().versions.touches(main) {
        if court.kinship.behind(touch.commit, edition.commit) || !is_out(court, main, touch.now)? {
            continue;
        }
        for before in touch.before {
            if !is_out(court, main, *before)? {
                return Ok(Some(Ended::Taken(touch.commit)));
            }
        }
    }
    if let Some(commit) = is_a_page.then(|| lost(court, main, edition)).flatten() {
        return Ok(Some(Ended::Taken(commit)));
    }
    for (path, version) in &edition.items {
        for (number, about) in court.evidence.about(*path) {
            let sign_off = court.evidence.sign_off(*number);
            if about == version && ends(court, main, *path, edition, sign_off)? {
                return Ok(Some(Ended::Objected(sign_off.mark.commit)));
            }
        }
    }
    Ok(None)
}

/// Returns the commit since the edition that took one of its files from under the page, which stood as it was: from
/// there on the public had the page without the file, and nothing but signatures brings it back. A draft that changes
/// the page together with its files takes nothing down.
fn lost(court: &Court<'_>, main: PathNo, edition: &Edition) -> Option<CommitNo> {
    let files = edition.items.iter().map(|(path, _)| *path).filter(|path| *path != main);
    let touches = files.flat_map(|path| court.paths.trail().versions.touches(path));
    let mut taken = touches.filter(|t| t.now == VersionId::ABSENT && t.before.iter().any(|b| *b != VersionId::ABSENT));
    let is_since = |commit| !court.kinship.behind(commit, edition.commit);
    taken.find(|t| is_since(t.commit) && court.paths.at(t.commit, main) == edition.version()).map(|t| t.commit)
}

/// Returns whether the matrix in force has a column for the page, and publishes the level of this version.
fn has_place(court: &Court<'_>, page: PathNo, version: VersionId) -> Result<bool, GitError> {
    let newest = court.authority.newest();
    let column = court.paths.name(page).and_then(|n| court.authority.column(newest, n));
    Ok(column.is_some() && !is_out(court, page, version)?)
}

/// Returns whether a page is off the site in `head`, however it was taken from there: deleted, or kept under a level that
/// is not published.
fn is_gone(court: &Court<'_>, head: CommitNo, page: PathNo) -> Result<bool, GitError> {
    is_out(court, page, court.paths.at(head, page))
}

/// Returns whether a version is absent, or of a level that the matrix in force never publishes.
fn is_out(court: &Court<'_>, page: PathNo, version: VersionId) -> Result<bool, GitError> {
    if version == VersionId::ABSENT {
        return Ok(true);
    }
    let newest = court.authority.newest();
    let declared = court.paths.declared(page, version)?;
    let level = declared.and_then(|d| court.authority.policy(newest)?.levels.get(&d.level).map(|l| l.publish));
    Ok(level == Some(false))
}

/// Returns whether a sign-off is an authoritative objection to what the edition shows, made since and not lifted.
fn ends(
    court: &Court<'_>,
    main: PathNo,
    path: PathNo,
    edition: &Edition,
    objection: &SignOff,
) -> Result<bool, GitError> {
    let is_void = |s: &SignOff| court.authority.chain().is_void(court.paths.trail().history.node(s.mark.commit).id);
    if objection.action != Action::Object
        || court.kinship.behind(objection.mark.commit, edition.commit)
        || is_void(objection)
        || !stands(court, main, path, edition, objection)?
    {
        return Ok(false);
    }
    for (number, version) in court.evidence.about(path) {
        let other = court.evidence.sign_off(*number);
        let lifts = matches!(other.action, Action::Approve | Action::Emergency)
            && other.mark.person == objection.mark.person
            && other.mark.commit != objection.mark.commit
            && edition.items.contains(&(path, *version))
            && court.kinship.behind(objection.mark.commit, other.mark.commit)
            && !is_void(other);
        // What may not object may not lift: a key in other hands is still named after its owner.
        if lifts && stands(court, main, path, edition, other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Returns whether a sign-off has authority for a file of the edition: for its page, or for the one that it lay beside.
fn stands(
    court: &Court<'_>,
    main: PathNo,
    path: PathNo,
    edition: &Edition,
    sign_off: &SignOff,
) -> Result<bool, GitError> {
    let file = court.paths.name(path).filter(|_| path != main);
    let beside = file.and_then(|file| court.paths.owner(edition.commit, file.as_str()));
    for page in std::iter::once(main).chain(beside) {
        if court.has_standing(page, path, court.paths.at(edition.commit, page), sign_off)? {
            return Ok(true);
        }
    }
    Ok(false)
}
