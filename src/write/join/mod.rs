//! Parts of a build become the whole: what each says is checked, then everything is written, or nothing.
//!
//! No repository is asked, and no signature verified: that was done by whoever made the parts, each for everything. What
//! is checked here is that nothing was lost, added, changed or mixed on the way. Who joins must know where the parts
//! come from, as who publishes must know where the output comes from; `docs/scale.md` says so at length.

mod check;
mod error;

use std::hash::Hash as _;
use std::io::Read;
use std::path::{Path, PathBuf};

use check::{Found, Listed, listed, read, refuse_gaps, refuse_incomplete, refuse_other, refuse_strangers};

use super::fill::{Bytes, Hashed, Made, Stage, Turn, Work, fill, open_below};
use super::folder::{self, Folder};
use super::manifest::{self, Head};
use super::mark::Mark;
use super::parts::Source;
use super::{WriteError, Written, published};
use crate::model::SiteId;
use crate::render::Key;

pub use error::{Difference, JoinError};

/// What was joined.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joined {
    /// How many parts.
    pub parts: usize,
    /// Web roots.
    pub sites: usize,
    /// Files and bytes.
    pub written: Written,
    /// The commit that was released; of a preview, none.
    pub commit: Option<String>,
}

/// Joins the parts in `folders` into `out`.
///
/// # Errors
/// A part is missing, doubled, of another build, or not as it was made; or the folder cannot be written. What stood
/// there before is then untouched.
pub fn join(folders: &[PathBuf], out: &Path) -> Result<Joined, JoinError> {
    let parts: Vec<Found<'_>> = folders.iter().map(|folder| read(folder)).collect::<Result<_, _>>()?;
    let Some(first) = parts.first() else { return Err(JoinError::Missing { numbers: Vec::new(), of: 0 }) };
    parts.iter().try_for_each(|part| refuse_other(first, part))?;
    refuse_gaps(first, &parts)?;
    let mut files = Vec::new();
    for part in &parts {
        let listed = listed(part)?;
        refuse_strangers(part, &listed)?;
        files.extend(listed);
    }
    refuse_incomplete(&parts)?;
    let written = write(first, &parts, &files, out)?;
    let commit = match &first.sheet.whole.source {
        Source::Release(head) => Some(head.commit.clone()),
        Source::Preview(_) => None,
    };
    Ok(Joined { parts: parts.len(), sites: first.sheet.whole.sites.len(), written, commit })
}

fn write(first: &Found<'_>, parts: &[Found<'_>], files: &[Listed<'_>], out: &Path) -> Result<Written, JoinError> {
    let whole = &first.sheet.whole;
    let mark = match whole.source {
        Source::Release(_) => Mark::Release,
        Source::Preview(_) => Mark::Preview,
    };
    let folder = Folder::take(out, mark)?;
    if let Source::Release(head) = &whole.source {
        refuse_other_root(head, out, whole.single)?;
    }
    let stage = folder.stage()?;
    match fill_stage(first, parts, files, &stage) {
        Ok(written) => {
            folder.exchange(&stage)?;
            Ok(written)
        }
        Err(error) => {
            // A full disk should not stay full; if it cannot be removed, the next run does.
            let _ = folder::remove(&stage);
            Err(error)
        }
    }
}

/// Whether a commit stands behind what is published only a repository can say; that it is of another house, anybody.
fn refuse_other_root(head: &Head, out: &Path, single: bool) -> Result<(), JoinError> {
    let before = published(out, single)?;
    match before.iter().all(|published| format!("sha256:{}", published.root) == head.root) {
        true => Ok(()),
        false => Err(JoinError::OtherRoot { path: out.to_owned() }),
    }
}

fn fill_stage(
    first: &Found<'_>,
    parts: &[Found<'_>],
    files: &[Listed<'_>],
    stage: &Path,
) -> Result<Written, JoinError> {
    let stage = Stage { path: stage, root: None, over: None, keyed: false };
    let work = Work {
        items: files,
        place: &|file: &Listed<'_>| file.place.clone(),
        key: &|file| Key::of(|key| file.sha256.hash(key)),
        turn: &|_| Turn::Page,
        hashed: Hashed::Yes,
    };
    let mut made = fill(stage, &work, |file, buffer| {
        let opened = open_below(file.part, Path::new(&file.place));
        // One byte more than it should have shows that it was changed, however long it is.
        let read = opened.and_then(|opened| opened.take(file.size.saturating_add(1)).read_to_end(buffer));
        read.map_err(|source| WriteError::Read { path: file.part.join(&file.place), source })?;
        Ok(Bytes::Buffer)
    })?;
    let changed = |(file, made): &(&Listed<'_>, &Made)| made.sha256 != Some(file.sha256) || made.bytes != file.size;
    if let Some((file, _)) = files.iter().zip(&made).find(changed) {
        let (path, file) = (file.part.to_owned(), file.place.clone());
        return Err(JoinError::Changed { path, file });
    }
    if let Source::Release(head) = &first.sheet.whole.source {
        made.extend(manifest::write_manifests(stage, &manifests(first, head, parts)?)?);
    }
    Ok(Written::of(&made))
}

/// Returns the manifests of the whole, out of the lines of its parts.
fn manifests(first: &Found<'_>, head: &Head, parts: &[Found<'_>]) -> Result<Vec<(String, Vec<String>)>, JoinError> {
    let whole = &first.sheet.whole;
    let mut manifests = Vec::with_capacity(whole.sites.len());
    for name in whole.sites.keys() {
        let site = SiteId::parse(name).map_err(|_| JoinError::Incomplete { site: name.clone() })?;
        let own = || parts.iter().filter_map(|part| part.sheet.sites.get(name));
        let items = own().flat_map(|own| &own.items).map(|(path, line)| (path.as_str(), line.to_string())).collect();
        let files: Vec<(&str, String)> =
            own().flat_map(|own| &own.files).map(|(path, line)| (path.as_str(), line.to_string())).collect();
        let files = files.iter().map(|(path, line)| (*path, line.as_str())).collect();
        manifests.push((whole.place(name), head.manifest(&site, items, files)));
    }
    Ok(manifests)
}
