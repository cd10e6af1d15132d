//! The environment, read once.

use std::io::IsTerminal;
use std::path::PathBuf;

/// Everything of the environment that changes what the program does.
#[derive(Clone, Debug, Default)]
pub(super) struct Environment {
    /// `QIANFA_LANG`.
    pub(super) qianfa_lang: Option<String>,
    /// `QIANFA_TRUST`: the trust root.
    pub(super) qianfa_trust: Option<String>,
    /// `LANG`.
    pub(super) lang: Option<String>,
    /// `NO_COLOR`, set and not empty.
    pub(super) no_color: bool,
    /// `SOURCE_DATE_EPOCH`.
    pub(super) source_date_epoch: Option<String>,
    /// `HOME`: where `init` looks for a key of the person's own.
    pub(super) home: Option<PathBuf>,
    /// `GIT_OBJECT_DIRECTORY` and `GIT_ALTERNATE_OBJECT_DIRECTORIES`, where git calls a hook and keeps what a push brought
    /// apart (`GIT_QUARANTINE_PATH`); nothing elsewhere.
    pub(super) objects: Vec<PathBuf>,
    /// `GIT_INDEX_FILE`: the index that git commits, where it calls a hook.
    pub(super) index: Option<PathBuf>,
    /// Whether results go to a terminal.
    pub(super) out_is_terminal: bool,
    /// Whether messages go to a terminal.
    pub(super) err_is_terminal: bool,
}

impl Environment {
    pub(super) fn read() -> Self {
        Self {
            qianfa_lang: variable("QIANFA_LANG"),
            qianfa_trust: variable("QIANFA_TRUST"),
            lang: variable("LANG"),
            no_color: variable("NO_COLOR").is_some(),
            source_date_epoch: variable("SOURCE_DATE_EPOCH"),
            home: variable("HOME").map(PathBuf::from),
            objects: quarantine(),
            index: variable("GIT_INDEX_FILE").map(PathBuf::from),
            out_is_terminal: std::io::stdout().is_terminal(),
            err_is_terminal: std::io::stderr().is_terminal(),
        }
    }
}

/// Returns the folders in which git keeps objects while a hook decides about them.
fn quarantine() -> Vec<PathBuf> {
    if variable("GIT_QUARANTINE_PATH").is_none() {
        return Vec::new();
    }
    let alternates = variable("GIT_ALTERNATE_OBJECT_DIRECTORIES");
    let alternates = alternates.iter().flat_map(|list| std::env::split_paths(list));
    variable("GIT_OBJECT_DIRECTORY").map(PathBuf::from).into_iter().chain(alternates).collect()
}

/// Returns the text of a variable; an empty one counts as not set.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}
