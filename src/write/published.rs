//! What a release folder says of itself: which commit it was made from, by which trust root.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::WriteError;
use super::folder::Folder;
use super::manifest::{FOLDER, ITEMS, MANIFEST};
use super::mark::{self, Found, Mark};
use crate::model::{CommitId, Sha256};

/// Largest manifest that is read, in bytes: a hundred thousand files have a fifth of it.
const MAX_MANIFEST: u64 = 256 << 20;

/// Longest beginning of a manifest that is read for its first line, in bytes.
const MAX_HEAD: u64 = 4 << 10;

/// What was published before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Published {
    /// The commit that was released.
    pub commit: CommitId,
    /// The hash of policy 1 that it was released under.
    pub root: Sha256,
}

/// Returns what the release in the folder `out` was made from, as [`published`] does, for whoever is going to write there:
/// what a run that was killed had begun is finished before.
///
/// # Errors
/// As for [`published`], and where that cannot be finished: the folder is another's, or another run is writing it.
pub fn published_whole(out: &Path, single: bool) -> Result<Vec<Published>, WriteError> {
    Folder::finish_begun(out)?;
    published(out, single)
}

/// Returns what the release in the folder `out` was made from; nothing if there is none.
///
/// Web roots that were released one by one may name several commits: a new release must not fall behind any of them.
///
/// # Errors
/// A manifest is there and cannot be understood: what it was made from is then unknown, which is not the same as new.
pub fn published(out: &Path, single: bool) -> Result<Vec<Published>, WriteError> {
    if mark::of(out)? != Found::Mark(Mark::Release) {
        return Ok(Vec::new());
    }
    let mut found = BTreeSet::new();
    if single {
        found.extend(in_root(out)?);
    } else {
        let failed = |source| WriteError::Read { path: out.to_owned(), source };
        for entry in fs::read_dir(out).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_type().map_err(failed)?.is_dir() {
                found.extend(in_root(&entry.path())?);
            }
        }
    }
    Ok(found.into_iter().collect())
}

fn in_root(root: &Path) -> Result<Option<Published>, WriteError> {
    let path = root.join(FOLDER).join(MANIFEST);
    match published_in(&path) {
        Err(WriteError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// Returns what the release was made from whose manifest is the file `manifest`.
///
/// # Errors
/// There is no such file, or it is no manifest.
pub fn published_in(manifest: &Path) -> Result<Published, WriteError> {
    let failed = |source| WriteError::Read { path: manifest.to_owned(), source };
    let read = |most| {
        let mut bytes = Vec::new();
        File::open(manifest).and_then(|f| f.take(most).read_to_end(&mut bytes)).map_err(failed)?;
        Ok::<_, WriteError>(bytes)
    };
    if let Some(published) = first_line(&read(MAX_HEAD)?) {
        return Ok(published);
    }
    let parsed = serde_json::from_slice::<Head>(&read(MAX_MANIFEST)?).map_err(|e| failed(e.into()))?;
    parsed.read().ok_or_else(|| failed(io::Error::new(io::ErrorKind::InvalidData, "not a manifest that we know")))
}

/// Returns what a manifest says in its first line, before its many items; none if it was not laid out by this program.
fn first_line(bytes: &[u8]) -> Option<Published> {
    let end = bytes.iter().position(|b| *b == b'\n')?;
    let line = bytes[..end].strip_suffix(b",").filter(|_| bytes[end..].starts_with(ITEMS.as_bytes()))?;
    serde_json::from_slice::<Head>(&[line, b"}"].concat()).ok()?.read()
}

/// The keys of a manifest that matter here.
#[derive(serde::Deserialize)]
struct Head {
    schema: u32,
    commit: String,
    root: String,
}

impl Head {
    fn read(&self) -> Option<Published> {
        let root = Sha256::parse(self.root.strip_prefix("sha256:")?)?;
        (self.schema == 1).then_some(Published { commit: CommitId::parse(&self.commit)?, root })
    }
}
