//! What must not come in: the commits that a push brings, looked at one by one.
//!
//! The gate itself never needs this: it judges whatever is there. But what is refused at the door need not be explained
//! to everybody later, and here, unlike in the gate, there is a clock that nobody who pushes can set.

use std::collections::BTreeSet;

use crate::git::{Action, CommitNo, GitError, PathNo, Touch, VersionId, claimed_second, key_id};
use crate::model::{CommitId, ContentPath, Day, DepartmentId, KeyId, Moment, PersonId, StepId, Zone};
use crate::review::authority::{Mark, Spot};
use crate::review::judge::Court;
use crate::review::paths::is_page;

/// How far dates may be off, in seconds: a day, for pages that were written yesterday and for clocks that go wrong.
const TOLERANCE: i64 = 24 * 60 * 60;

/// What a push brings, and when.
pub struct Arrival<'a> {
    /// For each commit whether it is new to the server.
    pub new: &'a [bool],
    /// The server's clock.
    pub now: Moment,
    /// The zone that dates of pages are in.
    pub zone: Zone,
    /// Whether old pages are being brought in from elsewhere: then their dates are what they are.
    pub importing: bool,
}

/// Why something must not come in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Objection {
    /// A malformed sign-off.
    Malformed {
        /// The commit.
        commit: CommitId,
        /// Which line.
        line: usize,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// A copy of a sign-off.
    Copied(CommitId),
    /// A history that does not begin where ours does.
    Unrelated(CommitId),
    /// A file was changed, and nobody who may write there signed that or answers for it.
    Unsigned {
        /// The file.
        path: ContentPath,
        /// One of the commits.
        commit: CommitId,
        /// Who could sign.
        writers: Vec<PersonId>,
    },
    /// A key is older than the policy allows.
    OldKey {
        /// What it signed.
        commit: CommitId,
        /// Whose it is.
        person: PersonId,
        /// Since when it is registered.
        since: Day,
    },
    /// A commit claims to be made later than now.
    FutureCommit {
        /// The commit.
        commit: CommitId,
        /// When it claims to be made.
        claimed: Moment,
    },
    /// A page claims to be published before it can have existed.
    Backdated {
        /// The page.
        path: ContentPath,
        /// What it claims.
        date: Moment,
        /// When its first commit can have been made at the earliest.
        first: Moment,
    },
}

/// Returns everything that must not come in, in the order of commits and paths.
///
/// # Errors
/// A commit or a blob cannot be read.
pub fn object_to(court: &Court<'_>, arrival: &Arrival<'_>) -> Result<Vec<Objection>, GitError> {
    let door = Door { court, arrival };
    let mut found = door.sign_offs();
    found.extend(door.unrelated());
    found.extend(door.signers_and_clocks()?);
    for (path, no) in court.paths.all().filter(|(path, _)| is_content(path.as_str())) {
        found.extend(door.unsigned(path, no)?);
        if !arrival.importing && is_page(path.as_str()) {
            found.extend(door.backdated(path, no)?);
        }
    }
    Ok(found)
}

/// Policies are signed in their own way.
fn is_content(path: &str) -> bool {
    !path.starts_with(".qianfa/") && path != crate::source::REVIEWERS_FILE
}

struct Door<'a> {
    court: &'a Court<'a>,
    arrival: &'a Arrival<'a>,
}

impl Door<'_> {
    fn is_new(&self, commit: CommitNo) -> bool {
        self.arrival.new[commit.index()]
    }

    fn id(&self, commit: CommitNo) -> CommitId {
        self.court.paths.trail().history.node(commit).id
    }

    fn head(&self) -> CommitNo {
        self.court.paths.trail().history.head()
    }

    fn sign_offs(&self) -> Vec<Objection> {
        let evidence = self.court.evidence;
        let broken = evidence.broken().iter().filter(|b| self.is_new(b.commit));
        let malformed =
            broken.map(|b| Objection::Malformed { commit: self.id(b.commit), line: b.line, fault: b.fault });
        let copies = evidence.copies().iter().filter(|c| self.is_new(c.commit));
        malformed.chain(copies.map(|c| Objection::Copied(self.id(c.commit)))).collect()
    }

    /// What lies before genesis belongs to us; any other beginning is somebody else's.
    fn unrelated(&self) -> Vec<Objection> {
        let graph = self.court.paths.trail().history.graph();
        let genesis = self.court.authority.chain().genesis();
        let strange =
            |c: &CommitNo| self.is_new(*c) && graph.parents(*c).is_empty() && !self.court.kinship.behind(*c, genesis);
        graph.commits().filter(strange).map(|c| Objection::Unrelated(self.id(c))).collect()
    }

    fn signers_and_clocks(&self) -> Result<Vec<Objection>, GitError> {
        let history = self.court.paths.trail().history;
        let mut found = Vec::new();
        for commit in history.graph().commits().filter(|c| self.is_new(*c)) {
            if let Some(mark) = self.court.evidence.signer(commit)? {
                found.extend(self.old_key(mark));
            }
            let now = self.arrival.now.to_unix(self.arrival.zone);
            if let Some(second) = self.claimed(commit)?.filter(|second| *second > now + TOLERANCE) {
                // A date beyond the calendar is no better.
                let claimed = Moment::from_unix(second, self.arrival.zone).unwrap_or(self.arrival.now);
                found.push(Objection::FutureCommit { commit: self.id(commit), claimed });
            }
        }
        Ok(found)
    }

    fn claimed(&self, commit: CommitNo) -> Result<Option<i64>, GitError> {
        let trail = self.court.paths.trail();
        Ok(claimed_second(&trail.history.raw(commit, trail.objects)?))
    }

    fn old_key(&self, mark: &Mark) -> Option<Objection> {
        let since = self.since_of_old(mark.key)?;
        Some(Objection::OldKey { commit: self.id(mark.commit), person: mark.person.clone(), since })
    }

    /// Returns since when a key is registered, if that is longer ago than the newest policy allows.
    fn since_of_old(&self, key: KeyId) -> Option<Day> {
        let policy = self.court.authority.chain().newest().policy();
        let most = i64::from(policy.settings.key_max_age?.at_most_days());
        let key = policy.keys.iter().find(|k| key_id(&k.public.value) == Some(key))?;
        (i64::from(self.arrival.now.day().days_since(key.since)) > most).then_some(key.since)
    }

    /// Returns the objection to a file whose version at the tip the push brought, signed by nobody who may write there.
    fn unsigned(&self, path: &ContentPath, no: PathNo) -> Result<Option<Objection>, GitError> {
        let refuses = self.court.authority.chain().newest().policy().settings.refuse_unsigned_changes;
        let tip = self.court.paths.at(self.head(), no);
        let brings = |t: &Touch<'_>| t.changes && t.now == tip && self.is_new(t.commit);
        let makers: Vec<Touch<'_>> = self.court.paths.trail().versions.touches(no).filter(brings).collect();
        let Some(first) = makers.first() else { return Ok(None) };
        if !refuses {
            return Ok(None);
        }
        let place = self.place(path, no, tip, first)?;
        let mut signed = false;
        for maker in &makers {
            if let Some(mark) = self.court.evidence.signer(maker.commit)? {
                signed |= self.may_write(mark, path, &place);
            }
        }
        if signed || self.is_vouched(no, tip, &makers, path, &place) {
            return Ok(None);
        }
        let writers = place.spot(path).map(|spot| self.court.authority.could_sign(&write(), spot)).unwrap_or_default();
        Ok(Some(Objection::Unsigned { path: path.clone(), commit: self.id(first.commit), writers }))
    }

    /// Returns where a file lies: of a page that is gone, where its last version lay.
    fn place(&self, path: &ContentPath, no: PathNo, tip: VersionId, touch: &Touch<'_>) -> Result<Where, GitError> {
        let page = if is_page(path.as_str()) { Some(no) } else { self.court.paths.owner(self.head(), path.as_str()) };
        let Some(page) = page else { return Ok(Where::File) };
        let version = if page == no && tip == VersionId::ABSENT {
            touch.before.first().copied().unwrap_or(VersionId::ABSENT)
        } else {
            self.court.paths.at(self.head(), page)
        };
        let declared = self.court.paths.declared(page, version)?;
        Ok(match (declared, self.court.paths.name(page)) {
            (Some(declared), Some(name)) => Where::Page(name.clone(), declared.department.clone()),
            _ => Where::Unknown,
        })
    }

    fn may_write(&self, mark: &Mark, path: &ContentPath, place: &Where) -> bool {
        match place.spot(path) {
            Some(spot) => self.court.authority.check_writer(mark, path, spot).is_ok(),
            // Whose page it is cannot be read: then any writer may bring it in, and the gate holds it.
            None => {
                let grants = self.court.authority.chain().newest().policy().grants.iter();
                grants.into_iter().any(|g| g.person == mark.person && g.step == write())
            }
        }
    }

    fn is_vouched(&self, no: PathNo, tip: VersionId, makers: &[Touch<'_>], path: &ContentPath, place: &Where) -> bool {
        let about = self.court.evidence.about(no).iter().filter(|(_, version)| *version == tip);
        about.map(|(number, _)| self.court.evidence.sign_off(*number)).any(|vouch| {
            vouch.action == Action::Vouch
                && self.may_write(&vouch.mark, path, place)
                && makers.iter().all(|m| self.court.kinship.behind(m.commit, vouch.mark.commit))
        })
    }

    /// Returns the objection to a page that the push brought or dated anew, and that claims to be older than it can be.
    fn backdated(&self, path: &ContentPath, no: PathNo) -> Result<Option<Objection>, GitError> {
        let versions = self.court.paths.trail().versions;
        if !versions.touches(no).any(|t| self.is_new(t.commit)) {
            return Ok(None);
        }
        let tip = self.court.paths.at(self.head(), no);
        let Some(date) = self.court.paths.declared(no, tip)?.and_then(|d| d.date) else { return Ok(None) };
        let mut first: Option<i64> = None;
        for touch in versions.touches(no).filter(|t| t.now != VersionId::ABSENT) {
            if !self.is_new(touch.commit) {
                let known = self.court.paths.declared(no, touch.now)?;
                if known.is_some_and(|d| d.date == Some(date)) {
                    return Ok(None);
                }
            }
            let earliest = self.earliest(touch.commit)?;
            first = Some(first.map_or(earliest, |first| first.min(earliest)));
        }
        let Some(first) = first else { return Ok(None) };
        if date.to_unix(self.arrival.zone) >= first - TOLERANCE || self.is_moved(no, tip)? {
            return Ok(None);
        }
        let first = Moment::from_unix(first, self.arrival.zone).unwrap_or(self.arrival.now);
        Ok(Some(Objection::Backdated { path: path.clone(), date, first }))
    }

    /// Returns when a commit can have been made at the earliest: when it claims, but not before its parents. A claim of
    /// the future is worth as much as now.
    fn earliest(&self, commit: CommitNo) -> Result<i64, GitError> {
        let now = self.arrival.now.to_unix(self.arrival.zone);
        let mut earliest = i64::MIN;
        let parents = self.court.paths.trail().history.graph().parents(commit);
        for commit in parents.iter().copied().chain([commit]) {
            earliest = earliest.max(self.claimed(commit)?.unwrap_or(now).min(now));
        }
        Ok(earliest)
    }

    /// Returns whether the page has only another path now: one that is gone had its date, and its body or its id.
    fn is_moved(&self, no: PathNo, tip: VersionId) -> Result<bool, GitError> {
        let Some(now) = self.court.paths.declared(no, tip)? else { return Ok(false) };
        let gone = |(path, other): &(&ContentPath, PathNo)| {
            is_page(path.as_str()) && !self.court.paths.has(self.head(), *other)
        };
        for (_, other) in self.court.paths.all().filter(gone) {
            let versions: BTreeSet<VersionId> = self
                .court
                .paths
                .trail()
                .versions
                .touches(other)
                .filter(|t| t.now != VersionId::ABSENT)
                .map(|t| t.now)
                .collect();
            for version in versions {
                let before = self.court.paths.declared(other, version)?;
                let same = |d: &crate::source::Declared| {
                    d.date == now.date
                        && ((d.body.is_some() && d.body == now.body) || (d.id.is_some() && d.id == now.id))
                };
                if before.is_some_and(|d| same(&d)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// Where a file lies, as far as writing it goes.
enum Where {
    Page(ContentPath, DepartmentId),
    File,
    Unknown,
}

impl Where {
    fn spot<'s>(&'s self, path: &'s ContentPath) -> Option<Spot<'s>> {
        match self {
            Self::Page(page, department) => Some(Spot::Page { page, department }),
            Self::File => Some(Spot::File(path)),
            Self::Unknown => None,
        }
    }
}

fn write() -> StepId {
    StepId::parse("write").expect("a plain word is an identifier")
}
