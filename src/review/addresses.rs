//! Addresses that the public knows and that a page would leave without a trace.
//!
//! A page that stands elsewhere than in an edition of it, or that came from a page that is gone, must say where it
//! stood (`redirect_from`), or some other page must.

use std::collections::{BTreeMap, BTreeSet};

use crate::git::{CommitNo, GitError, PathNo, VersionId};
use crate::model::SiteId;
use crate::review::editions::{Editions, Moved};
use crate::review::judge::Court;
use crate::review::paths::is_page;

/// Where something stands: its site, and its place in the web root.
type Address = (SiteId, String);

/// Returns for each page of `pages` the addresses of its editions that nothing leads away from.
///
/// # Errors
/// A page cannot be read.
pub(super) fn lost(
    court: &Court<'_>,
    editions: &Editions,
    moved: &Moved,
    pages: impl Iterator<Item = PathNo>,
) -> Result<BTreeMap<PathNo, Vec<String>>, GitError> {
    let head = court.paths.trail().history.head();
    let mut left: BTreeMap<PathNo, BTreeSet<Address>> = BTreeMap::new();
    for page in pages {
        let before = before(court, editions, moved, head, page)?;
        if !before.is_empty() {
            left.insert(page, before);
        }
    }
    if left.is_empty() {
        return Ok(BTreeMap::new());
    }
    let known = known(court, head)?;
    let unknown =
        |all: BTreeSet<Address>| all.into_iter().filter(|a| !known.contains(a)).map(|(_, at)| format!("/{at}"));
    let lost = left.into_iter().map(|(page, all)| (page, unknown(all).collect::<Vec<_>>()));
    Ok(lost.filter(|(_, all)| !all.is_empty()).collect())
}

/// Returns where the editions of a page stood, and those of pages that it came from, other than where it stands.
fn before(
    court: &Court<'_>,
    editions: &Editions,
    moved: &Moved,
    head: CommitNo,
    page: PathNo,
) -> Result<BTreeSet<Address>, GitError> {
    let version = court.paths.at(head, page);
    let Some(now) = at(court, page, version)? else { return Ok(BTreeSet::new()) };
    let mut addresses = BTreeSet::new();
    // All of them: one that was approved without leading away from the first must not make it forgotten.
    for edition in editions.get(&page).into_iter().flatten() {
        addresses.extend(at(court, page, edition.version())?);
    }
    if let Some(declared) = court.paths.declared(page, version)? {
        for source in moved.sources(court, page, &declared).into_iter().filter(|s| !court.paths.has(head, *s)) {
            for edition in editions.get(&source).into_iter().flatten() {
                addresses.extend(at(court, source, edition.version())?);
            }
        }
    }
    addresses.remove(&now);
    Ok(addresses)
}

/// Returns every address that some page of the commit has, or leads away from.
fn known(court: &Court<'_>, head: CommitNo) -> Result<BTreeSet<Address>, GitError> {
    let mut known = BTreeSet::new();
    for (_, page) in court.paths.all().filter(|(n, no)| is_page(n.as_str()) && court.paths.has(head, *no)) {
        let version = court.paths.at(head, page);
        let Some(own) = at(court, page, version)? else { continue };
        let declared = court.paths.declared(page, version)?;
        let claims = declared.iter().flat_map(|d| &d.redirect_from).filter_map(|r| r.strip_prefix('/'));
        known.extend(claims.map(|claim| (own.0.clone(), claim.to_owned())));
        known.insert(own);
    }
    Ok(known)
}

fn at(court: &Court<'_>, page: PathNo, version: VersionId) -> Result<Option<Address>, GitError> {
    let (Some(name), Some(declared)) = (court.paths.name(page), court.paths.declared(page, version)?) else {
        return Ok(None);
    };
    Ok(court.authority.address(name, &declared).map(|(site, at)| (site, at.as_str().to_owned())))
}
