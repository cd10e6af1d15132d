//! Index numbers 索引号: issued once, and never used again.
//!
//! A number is issued to a page when a version of it that has the number is completely approved. It stays with that page
//! when the page is taken down or gets another number: catalogues and requests of the public have it by then. What
//! somebody wrote, or signed alone, takes no number from anybody.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use crate::git::{Action, CommitNo, GitError, PathNo, VersionId};
use crate::model::Spanned;
use crate::review::editions::{self, Editions, Moved};
use crate::review::judge::Court;
use crate::review::paths::is_page;
use crate::review::units::Units;
use crate::source::index_number;

/// The numbers that somebody signed, and the pages that had them.
#[derive(Clone, Default)]
pub struct Numbers(pub(super) BTreeMap<String, BTreeSet<PathNo>>);

/// A page that has the number of another.
#[derive(Clone, Debug)]
pub struct Reused {
    /// The page.
    pub page: PathNo,
    /// The version that has it.
    pub version: VersionId,
    /// The number, where it stands.
    pub index: Spanned<String>,
    /// The page that had it first.
    pub other: PathNo,
}

impl Numbers {
    /// Returns the numbers of everything that was signed, where an earlier run knew of most.
    ///
    /// # Errors
    /// A page cannot be read.
    pub(super) fn find(court: &Court<'_>) -> Result<Self, GitError> {
        let mut numbers = court.remembered.map_or_else(Self::default, |r| r.numbers.clone());
        let first = CommitNo::new(court.remembered.map_or(0, |r| r.commits as u32));
        let all = court.evidence.sign_offs_since(first).iter();
        let approvals = all.filter(|sign_off| matches!(sign_off.action, Action::Approve | Action::Emergency));
        let items = approvals.flat_map(|sign_off| sign_off.items.iter().copied());
        let signed: BTreeSet<(PathNo, VersionId)> = items.filter(|(path, _)| is_a_page(court, *path)).collect();
        let number = |(page, version): (PathNo, VersionId)| {
            Ok(declared(court, page, version)?.map(|index| (index_number(&index.value), page)))
        };
        let found: Result<Vec<_>, GitError> = signed.into_par_iter().map(number).collect();
        for (number, page) in found?.into_iter().flatten() {
            numbers.0.entry(number).or_default().insert(page);
        }
        Ok(numbers)
    }

    /// Returns the pages with a number that another page was given first, in the version that `asked` names of each.
    /// Asked need only be those whose number somebody signed elsewhere: [`Numbers::shared`], and what is not settled.
    ///
    /// # Errors
    /// A page cannot be read.
    pub(super) fn reused(
        &self,
        cx: Holders<'_>,
        asked: &BTreeSet<(PathNo, VersionId)>,
    ) -> Result<Vec<Reused>, GitError> {
        let mut claims = Vec::new();
        for (page, version) in asked.iter().filter(|(page, _)| is_a_page(cx.court, *page)) {
            let Some(index) = declared(cx.court, *page, *version)? else { continue };
            let Some(holders) = self.0.get(&index_number(&index.value)) else { continue };
            let mut others: Vec<PathNo> = holders.iter().copied().filter(|holder| holder != page).collect();
            // Numbers of paths are not the same in every run; names are.
            others.sort_by_key(|other| cx.court.paths.name(*other));
            if !others.is_empty() {
                claims.push((*page, *version, index, others));
            }
        }
        let pages = claims.iter().flat_map(|(page, .., others)| others.iter().chain([page])).copied().collect();
        let editions = editions::find(cx.court, cx.units, cx.moved, &pages)?;
        let mut reused = Vec::new();
        for (page, version, index, others) in claims {
            for other in others {
                if cx.is_later(&editions, (page, version), other, &index_number(&index.value))? {
                    reused.push(Reused { page, version, index, other });
                    break;
                }
            }
        }
        Ok(reused)
    }

    /// Returns the pages whose number was signed on others too.
    pub(super) fn shared(&self) -> BTreeSet<PathNo> {
        self.0.values().filter(|holders| holders.len() > 1).flatten().copied().collect()
    }
}

/// What decides who was given a number.
#[derive(Clone, Copy)]
pub(super) struct Holders<'c> {
    /// Everything that judging needs.
    pub(super) court: &'c Court<'c>,
    /// Finds units.
    pub(super) units: &'c Units<'c>,
    /// Where pages may have come from.
    pub(super) moved: &'c Moved,
    /// The pages that are approved as the judged commit has them.
    pub(super) approved: &'c HashSet<PathNo>,
}

impl Holders<'_> {
    /// Returns whether `other` was given the number before `page`.
    fn is_later(
        &self,
        editions: &Editions,
        (page, version): (PathNo, VersionId),
        other: PathNo,
        number: &str,
    ) -> Result<bool, GitError> {
        let (own, theirs) = (self.given(editions, page, number)?, self.given(editions, other, number)?);
        if theirs.is_empty() || self.is_the_same(page, version, other)? {
            return Ok(false);
        }
        let before = |a: &CommitNo, b: &CommitNo| a != b && self.court.kinship.behind(*a, *b);
        if own.iter().all(|mine| theirs.iter().any(|first| before(first, mine))) {
            return Ok(true);
        }
        if theirs.iter().all(|theirs| own.iter().any(|mine| before(mine, theirs))) {
            return Ok(false);
        }
        // Branches that knew nothing of each other, or one approval of both: as the rule has it that knows no history.
        let order = |page, version| -> Result<_, GitError> {
            let declared = self.court.paths.declared(page, version)?;
            Ok((declared.and_then(|declared| declared.date), self.court.paths.name(page)))
        };
        let theirs = self.court.paths.at(self.head(), other);
        Ok(self.has(other, theirs, number)? && order(page, version)? > order(other, theirs)?)
    }

    /// Returns when a page was approved with a number.
    fn given(&self, editions: &Editions, page: PathNo, number: &str) -> Result<Vec<CommitNo>, GitError> {
        let mut given = Vec::new();
        for edition in editions.get(&page).into_iter().flatten() {
            if self.has(page, edition.version(), number)? {
                given.push(edition.commit);
            }
        }
        let now = self.court.paths.at(self.head(), page);
        if given.is_empty() && self.approved.contains(&page) && self.has(page, now, number)? {
            given.push(self.head());
        }
        Ok(given)
    }

    /// Returns whether `page` is `other` under another name: that is gone, and this came from it.
    fn is_the_same(&self, page: PathNo, version: VersionId, other: PathNo) -> Result<bool, GitError> {
        let (mut open, mut seen) = (vec![(page, version)], BTreeSet::new());
        while let Some((page, version)) = open.pop() {
            let Some(declared) = self.court.paths.declared(page, version)? else { continue };
            for source in self.moved.sources(self.court, page, &declared) {
                if self.court.paths.has(self.head(), source) || !seen.insert(source) {
                    continue;
                }
                if source == other {
                    return Ok(true);
                }
                let signed = self.court.evidence.about(source).iter().map(|(_, version)| (source, *version));
                open.extend(signed.filter(|(_, version)| *version != VersionId::ABSENT));
            }
        }
        Ok(false)
    }

    fn has(&self, page: PathNo, version: VersionId, number: &str) -> Result<bool, GitError> {
        Ok(declared(self.court, page, version)?.is_some_and(|index| index_number(&index.value) == number))
    }

    fn head(&self) -> CommitNo {
        self.court.paths.trail().history.head()
    }
}

fn is_a_page(court: &Court<'_>, path: PathNo) -> bool {
    court.paths.name(path).is_some_and(|name| is_page(name.as_str()))
}

fn declared(court: &Court<'_>, page: PathNo, version: VersionId) -> Result<Option<Spanned<String>>, GitError> {
    if version == VersionId::ABSENT {
        return Ok(None);
    }
    Ok(court.paths.declared(page, version)?.and_then(|declared| declared.index.clone()))
}
