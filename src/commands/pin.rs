//! Where the trust root comes from: a file, the environment, or the repository's own configuration on this machine.

use std::path::{Path, PathBuf};

use crate::commands::{Cx, Failure};
use crate::diag::Message;
use crate::git::Repository;
use crate::model::{CommitId, Trust};
use crate::{source, write};

/// The setting of the repository that holds the trust root; it is never part of what is fetched or pushed.
pub(super) const SETTING: &str = "qianfa.trust";

/// A trust root, and where it is kept.
#[derive(Clone, Debug)]
pub(super) struct Pin {
    /// The trust root.
    pub(super) trust: Trust,
    kept: Kept,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Kept {
    File(PathBuf),
    Environment,
    Setting,
}

/// Returns the trust root that this run was given: `--trust FILE`, else `QIANFA_TRUST`, else the repository's setting.
///
/// # Errors
/// The first of these that is there cannot be read, or is no trust root. It is never passed over for the next.
pub(super) fn find(cx: &Cx<'_>, repository: &Repository, file: Option<&Path>) -> Result<Option<Pin>, Failure> {
    let (text, kept) = if let Some(file) = file {
        let file = cx.dir.join(file);
        (source::read_small(&file)?, Kept::File(file))
    } else if let Some(text) = &cx.trust {
        (text.clone(), Kept::Environment)
    } else {
        match repository.setting(SETTING)? {
            Some(text) => (text, Kept::Setting),
            None => return Ok(None),
        }
    };
    let no_root = || {
        let from = match &kept {
            Kept::File(file) => file.display().to_string(),
            Kept::Environment => "QIANFA_TRUST".to_owned(),
            Kept::Setting => SETTING.to_owned(),
        };
        let message = Message::new("trust-unreadable").with("from", from);
        Failure::config(message).hint(Message::new("trust-unreadable-hint"))
    };
    let trust = Trust::parse(text.trim()).ok_or_else(no_root)?;
    Ok(Some(Pin { trust, kept }))
}

impl Pin {
    /// Notes that this commit was published, unless somebody else published one meanwhile that it does not `hold`, where the trust root is kept and can be written; returns the new trust root
    /// for whoever keeps it elsewhere.
    ///
    /// # Errors
    /// The file or the setting cannot be written.
    pub(super) fn published(
        &self,
        repository: &Repository,
        commit: CommitId,
        holds: &dyn Fn(CommitId) -> bool,
    ) -> Result<Trust, Failure> {
        let now = match &self.kept {
            Kept::File(file) => Some(source::read_small(file)?),
            Kept::Setting => repository.setting(SETTING)?,
            Kept::Environment => None,
        };
        let newer = now.and_then(|text| Trust::parse(text.trim())).filter(|now| *now != self.trust);
        if let Some(newer) = newer.filter(|now| now.last_published.is_none_or(|last| !holds(last))) {
            return Ok(newer);
        }
        let trust = Trust { last_published: Some(commit), ..self.trust };
        match &self.kept {
            Kept::File(file) => write::replace_small(file, &format!("{trust}\n"))?,
            Kept::Setting => repository.set_setting(SETTING, &trust.to_string())?,
            Kept::Environment => {}
        }
        Ok(trust)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sha256;

    #[test]
    fn a_slow_release_takes_back_nothing_that_a_faster_one_noted() {
        let folder = tempfile::tempdir().unwrap();
        let repository = crate::git::create(folder.path()).unwrap();
        let id = |n| CommitId::from_bytes([n; 20]);
        let trust = Trust { root: Sha256::of(b"1"), genesis: id(1), last_published: None };
        let file = folder.path().join("trust");
        for kept in [Kept::Setting, Kept::File(file.clone())] {
            let write = |trust: Trust| {
                repository.set_setting(SETTING, &trust.to_string()).unwrap();
                std::fs::write(&file, format!("{trust}\n")).unwrap();
            };
            let pin = Pin { trust, kept };
            write(trust);
            let noted = |commit, held: &[CommitId]| {
                pin.published(&repository, commit, &|id| held.contains(&id)).unwrap().last_published
            };
            assert_eq!(noted(id(2), &[]), Some(id(2)));
            // Meanwhile 3 was noted: a release of 2 does not hold it, one of 4 does.
            write(Trust { last_published: Some(id(3)), ..trust });
            assert_eq!(noted(id(2), &[]), Some(id(3)));
            assert_eq!(noted(id(4), &[id(3)]), Some(id(4)));
            assert!(repository.setting(SETTING).unwrap().unwrap().contains('+'));
        }
    }
}
