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
    /// Notes that this commit was published, where the trust root is kept and can be written; returns the new trust root
    /// for whoever keeps it elsewhere.
    ///
    /// # Errors
    /// The file or the setting cannot be written.
    pub(super) fn published(&self, repository: &Repository, commit: CommitId) -> Result<Trust, Failure> {
        let trust = Trust { last_published: Some(commit), ..self.trust };
        match &self.kept {
            Kept::File(file) => write::replace_small(file, &format!("{trust}\n"))?,
            Kept::Setting => repository.set_setting(SETTING, &trust.to_string())?,
            Kept::Environment => {}
        }
        Ok(trust)
    }
}
