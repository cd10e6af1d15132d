//! Index numbers 索引号: issued once, and never used again.
//!
//! A number is issued to a page when somebody signs a version of it that has the number. It stays with that page when
//! the page is taken down or gets another number: catalogues and requests of the public have it by then. That two pages
//! have one number at the same time needs no history; the rule finds it that [`codes`](crate::diag::codes) calls
//! `DUPLICATE_INDEX`.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::git::{Action, CommitNo, GitError, PathNo, VersionId};
use crate::model::Spanned;
use crate::review::editions::Moved;
use crate::review::judge::Court;
use crate::review::paths::is_page;
use crate::source::index_number;

/// The numbers that were signed: the pages that had them, and the sign-offs.
#[derive(Clone, Default)]
pub struct Numbers(pub(super) BTreeMap<String, BTreeSet<(PathNo, CommitNo)>>);

/// A page that has the number of another.
#[derive(Clone, Debug)]
pub struct Reused {
    /// The page.
    pub page: PathNo,
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
        let mut signed: BTreeMap<(PathNo, VersionId), Vec<CommitNo>> = BTreeMap::new();
        for sign_off in court.evidence.sign_offs_since(first) {
            if !matches!(sign_off.action, Action::Approve | Action::Emergency) {
                continue;
            }
            let pages = sign_off.items.iter().filter(|(path, _)| is_a_page(court, *path));
            pages.for_each(|(path, version)| {
                signed.entry((*path, *version)).or_default().push(sign_off.mark.commit);
            });
        }
        let number = |((page, version), commits): ((PathNo, VersionId), Vec<CommitNo>)| {
            Ok(declared(court, page, version)?.map(|index| (index_number(&index.value), page, commits)))
        };
        let found: Result<Vec<_>, GitError> = signed.into_par_iter().map(number).collect();
        for (number, page, commits) in found?.into_iter().flatten() {
            numbers.0.entry(number).or_default().extend(commits.into_iter().map(|commit| (page, commit)));
        }
        Ok(numbers)
    }

    /// Returns the pages of `head` with a number that another page had first and has no more. Asked are those that
    /// signed versions have a number of in common with others, and the `open` ones, which may not be signed yet.
    ///
    /// # Errors
    /// A page cannot be read.
    pub(super) fn reused(
        &self,
        court: &Court<'_>,
        moved: &Moved,
        head: CommitNo,
        open: impl Iterator<Item = PathNo>,
    ) -> Result<Vec<Reused>, GitError> {
        let pages =
            |places: &BTreeSet<(PathNo, CommitNo)>| places.iter().map(|(page, _)| *page).collect::<BTreeSet<_>>();
        let shared = self.0.values().map(pages).filter(|pages| pages.len() > 1).flatten();
        let asked: BTreeSet<PathNo> = shared.chain(open).filter(|page| is_a_page(court, *page)).collect();
        let mut reused = Vec::new();
        for page in asked {
            if let Some((index, other)) = self.first_holder(court, moved, head, page)? {
                reused.push(Reused { page, index, other });
            }
        }
        Ok(reused)
    }

    /// Returns the number of a page, and who had it first, if somebody did and has it no more.
    fn first_holder(
        &self,
        court: &Court<'_>,
        moved: &Moved,
        head: CommitNo,
        page: PathNo,
    ) -> Result<Option<(Spanned<String>, PathNo)>, GitError> {
        let Some(now) = court.paths.declared(page, court.paths.at(head, page))? else { return Ok(None) };
        let Some(index) = &now.index else { return Ok(None) };
        let number = index_number(&index.value);
        let Some(places) = self.0.get(&number) else { return Ok(None) };
        let (own, others): (Vec<_>, Vec<_>) = places.iter().partition(|(holder, _)| *holder == page);
        let sources = moved.sources(court, page, &now);
        for (other, first) in others {
            // It has the number too, which the rule says; or it is the same page under an earlier name.
            let has_it = declared(court, other, court.paths.at(head, other))?
                .is_some_and(|theirs| index_number(&theirs.value) == number);
            let was_first = own.iter().all(|(_, mine)| first != *mine && court.kinship.behind(first, *mine));
            if was_first && !has_it && !sources.contains(&other) {
                return Ok(Some((index.clone(), other)));
            }
        }
        Ok(None)
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
