//! The word lists of a version, exactly as it names them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Finding, Place, Sink, codes};
use crate::git::{CommitNo, GitError, Mode};
use crate::model::Sha256;
use crate::policy::Policy;
use crate::review::chain::archive::{Archive, lexicon_path};

/// The word lists that a version names: its text, or none where the archive does not hold it.
#[derive(Clone, Default, Debug)]
pub(super) struct Lexicons(BTreeMap<String, Option<Arc<str>>>);

impl Lexicons {
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_deref()
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(name, text)| Some((&**name, text.as_deref()?)))
    }

    pub(super) fn missing(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, text)| text.is_none()).map(|(name, _)| &**name)
    }
}

/// Why a word list cannot be used.
enum Fault {
    Absent,
    Other,
    Unreadable,
}

/// Reads the word lists of `policy` in `commit`, and reports those that are not what it names.
pub(super) fn read(
    archive: &Archive<'_>,
    policy: &Policy,
    commit: CommitNo,
    sink: &mut Sink,
) -> Result<Lexicons, GitError> {
    let mut lexicons = BTreeMap::new();
    for (name, lexicon) in &policy.lexicons {
        let path = lexicon_path(policy.serial, name);
        let text = match text(archive, &path, lexicon.sha256, commit)? {
            Ok(text) => Some(text),
            Err(fault) => {
                sink.push(finding(&path, name, policy.serial, &fault));
                None
            }
        };
        lexicons.insert(name.clone(), text);
    }
    Ok(Lexicons(lexicons))
}

fn text(
    archive: &Archive<'_>,
    path: &str,
    sha256: Sha256,
    commit: CommitNo,
) -> Result<Result<Arc<str>, Fault>, GitError> {
    let Some(version) = archive.named(path, commit) else { return Ok(Err(Fault::Absent)) };
    if version.mode != Mode::FILE {
        return Ok(Err(Fault::Other));
    }
    let Some(bytes) = archive.lexicon_bytes(version.blob)? else { return Ok(Err(Fault::Unreadable)) };
    if Sha256::of(&bytes) != sha256 {
        return Ok(Err(Fault::Other));
    }
    Ok(String::from_utf8(bytes).map(Arc::from).map_err(|_| Fault::Unreadable))
}

fn finding(path: &str, name: &str, serial: u32, fault: &Fault) -> Finding {
    let finding = Finding::new(codes::OTHER_LEXICON, Place::file(path)).with("name", name).with("serial", serial);
    match fault {
        Fault::Other => finding,
        Fault::Absent => finding.variant("absent"),
        Fault::Unreadable => finding.variant("text"),
    }
}
