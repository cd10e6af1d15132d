//! Which judgements of an earlier commit still hold.
//!
//! # The question
//!
//! A docket was made at one commit, and more commits stand on it. Which of its judgements would come out the same?
//!
//! # The naive way, and why not
//!
//! Judging everything again is a third of a second for ten thousand pages, of which one commit concerns one.
//!
//! # Facts relied on
//!
//! - Everything that was behind the old head is behind the new one, and the chain of policies is the same (or nothing
//!   is remembered: `memory`). So who is behind whom, whose signature has authority, what a cell needs and who could
//!   sign are the same for old commits.
//! - Commits, paths, versions and sign-offs keep their numbers (`git::carry_on`).
//! - Only *settled* units are kept: approved, and without anything that editions before could add (`may_need_more`). So
//!   their judgements were found without editions, and depend on
//!   1. their files: which, in which version, and which pages use each;
//!   2. what those pages declare, and their texts where a word list is asked;
//!   3. what commits did to those files, and who signed these commits;
//!   4. the sign-offs about those files, and, for being settled, those about the pages that use them;
//!   5. malformed sign-offs of registered keys: where there is one, nothing is remembered;
//!   6. pages that may have moved (`Moved`);
//!   7. hostile paths: with any, nothing is kept.
//! - A commit touches every path of which its version is not that of all its parents. A path that no new commit touched
//!   has the version that it had, everywhere.
//! - A file joins or leaves a page, or changes who uses it, only if it is touched itself, or a page is that names it in
//!   one of its versions, or one in whose folder it lies.
//!
//! # The way taken
//!
//! Let T be the paths that new commits touched, and S those that new sign-offs name. A settled unit is judged again if
//!
//! - one of its files is in T or S, or named by a version of a page in T, or lies in the folder of a page in T (1, 3, 4);
//! - a page that uses one of its files is in T or S (2, 4);
//! - a file in T, or in the folder of a page in T, now lies beside it, or it names a file in T in any version (1).
//!
//! So is everything that was not settled. Whatever else could change (a theme is touched, a path that is not plain, a
//! difference in what may have moved, a hostile path) makes all of it be judged again. In doubt, judge.

use std::collections::{BTreeSet, HashSet};

use crate::git::{CommitNo, GitError, PathNo};
use crate::model::Sha256;
use crate::review::docket::Judged;
use crate::review::hostile;
use crate::review::judge::Court;
use crate::review::memory::Remembered;
use crate::review::paths::{files_folder, is_file_beside, is_page};
use crate::review::units::{Unit, Units};

/// What is left to judge.
pub(super) struct Rest {
    /// Units that keep their judgement.
    pub(super) kept: Vec<Judged>,
    /// All others.
    pub(super) open: Vec<Unit>,
}

/// Returns what is left to judge at `head`; none if it is everything.
///
/// # Errors
/// A page cannot be read.
pub(super) fn rest(
    court: &Court<'_>,
    units: &Units<'_>,
    head: CommitNo,
    moved: Sha256,
) -> Result<Option<Rest>, GitError> {
    let Some(remembered) = court.remembered.filter(|r| r.moved == moved) else { return Ok(None) };
    let news = News::of(court, remembered);
    if !news.is_plain(court) || news.is_hostile(court, head) {
        return Ok(None);
    }
    let concerned = news.concerned(court, units, head)?;
    let mut kept = remembered.take_settled();
    kept.retain(|judged| !concerned.has(court, &judged.unit));
    let known: HashSet<PathNo> = kept.iter().map(|j| j.unit.main).collect();
    let brought = news.touched.iter().copied().filter(|p| is(court, *p, is_page) && court.paths.has(head, *p));
    let all = remembered.mains.iter().copied().chain(brought);
    let others: BTreeSet<PathNo> = all.filter(|main| !known.contains(main)).collect();
    let mut open = Vec::new();
    for main in others.into_iter().filter(|main| court.paths.has(head, *main)) {
        open.push(units.of(head, main)?);
    }
    Ok(Some(Rest { kept, open }))
}

/// Returns pages of which it is known that they are there and published: settled ones that nobody touched since.
pub(super) fn there(court: &Court<'_>) -> HashSet<PathNo> {
    let Some(remembered) = court.remembered else { return HashSet::new() };
    let mut there: HashSet<PathNo> = remembered.settled_mains().into_iter().collect();
    for touched in court.paths.trail().versions.touched_since(CommitNo::new(remembered.commits as u32)) {
        there.remove(&touched);
    }
    there
}

/// What came since.
struct News {
    first: CommitNo,
    touched: HashSet<PathNo>,
    signed: HashSet<PathNo>,
}

impl News {
    fn of(court: &Court<'_>, remembered: &Remembered) -> Self {
        let first = CommitNo::new(remembered.commits as u32);
        let touched = court.paths.trail().versions.touched_since(first).into_iter().collect();
        let new = court.evidence.sign_offs_since(first);
        let signed = new.iter().flat_map(|s| &s.items).map(|(path, _)| *path).collect();
        Self { first, touched, signed }
    }

    /// Returns whether nothing but pages and files beside them was touched.
    fn is_plain(&self, court: &Court<'_>) -> bool {
        let registered = court.evidence.broken().iter().any(|b| b.mark.is_some());
        !registered && self.touched.iter().all(|p| is(court, *p, |n| is_page(n) || is_file_beside(n)))
    }

    /// Returns whether there is a hostile path now; where no path came, went or changed its mode, there is none still.
    fn is_hostile(&self, court: &Court<'_>, head: CommitNo) -> bool {
        let Some(before) = (self.first.index() as u32).checked_sub(1).map(CommitNo::new) else { return true };
        let mode = |commit, path| court.paths.trail().versions.version(court.paths.at(commit, path)).map(|v| v.mode);
        let same = |path: &PathNo| mode(before, *path) == mode(head, *path);
        !self.touched.iter().all(same) && !hostile::find(court.paths, head).is_nothing()
    }

    fn concerned(&self, court: &Court<'_>, units: &Units<'_>, head: CommitNo) -> Result<Concerned, GitError> {
        let mut concerned = Concerned {
            files: self.touched.union(&self.signed).copied().collect(),
            users: self.touched.union(&self.signed).copied().collect(),
            folders: Vec::new(),
        };
        for path in &self.touched {
            let Some(name) = court.paths.name(*path) else { continue };
            if !is_page(name.as_str()) {
                concerned.users.extend(court.paths.owner(head, name.as_str()));
                concerned.users.extend(units.linkers()?.get(name.as_str()).into_iter().flatten());
                continue;
            }
            let folder = format!("{}/", files_folder(name.as_str()));
            for (file, _) in court.paths.below(&folder).filter(|(n, _)| is_file_beside(n.as_str())) {
                concerned.users.extend(court.paths.owner(head, file.as_str()));
            }
            concerned.folders.push(folder);
            let versions: BTreeSet<_> = court.paths.trail().versions.touches(*path).map(|t| t.now).collect();
            for version in versions.into_iter().filter(|v| v.index().is_some()) {
                let declared = court.paths.declared(*path, version)?;
                let names = declared.iter().flat_map(|d| &d.names);
                concerned.files.extend(names.filter_map(|name| court.paths.find(name)));
            }
        }
        Ok(concerned)
    }
}

/// What is judged again.
struct Concerned {
    /// Units with one of these files.
    files: HashSet<PathNo>,
    /// These pages, and units a file of which one of them uses.
    users: HashSet<PathNo>,
    /// Units with a file below one of these.
    folders: Vec<String>,
}

impl Concerned {
    fn has(&self, court: &Court<'_>, unit: &Unit) -> bool {
        let below = |path: PathNo| is(court, path, |n| self.folders.iter().any(|f| n.starts_with(f.as_str())));
        unit.items.iter().enumerate().any(|(at, item)| {
            self.files.contains(&item.path)
                || item.users.iter().any(|user| self.users.contains(user))
                || (at > 0 && below(item.path))
        })
    }
}

fn is(court: &Court<'_>, path: PathNo, what: impl FnOnce(&str) -> bool) -> bool {
    court.paths.name(path).is_some_and(|name| what(name.as_str()))
}
