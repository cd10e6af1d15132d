//! `qianfa join`: the parts that several machines built become the whole.

use std::path::{Path, PathBuf};

use crate::commands::build::{seconds, size};
use crate::commands::site::shown;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::source;
use crate::write::{self, JoinError};

/// Joins the parts in these folders into `out`.
///
/// # Errors
/// They are not all the parts of one build, or not as they were made; or the folder cannot be written.
pub fn run(cx: &mut Cx<'_>, folders: &[PathBuf], out: &Path) -> Result<Exit, Failure> {
    let folders: Vec<PathBuf> = folders.iter().map(|folder| source::real_path(&cx.dir.join(folder))).collect();
    let out = source::real_path(&cx.dir.join(out));
    // What stands there is exchanged whole: a part in it would be gone.
    if let Some(part) = folders.iter().find(|part| part.starts_with(&out) || out.starts_with(part)) {
        let message = Message::new("join-out").with("path", shown(&out)).with("part", shown(part));
        return Err(Failure::usage(message));
    }
    let joined = write::join(&folders, &out)?;
    let made = Message::new("join-made")
        .with("parts", joined.parts)
        .with("sites", joined.sites)
        .with("files", joined.written.files)
        .with("size", size(joined.written.bytes))
        .with("seconds", seconds(cx))
        .with("out", shown(&out));
    cx.say(&made);
    if let Some(commit) = joined.commit {
        cx.say(&Message::new("join-commit").with("commit", commit));
    }
    Ok(Exit::Clean)
}

impl From<JoinError> for Failure {
    fn from(error: JoinError) -> Self {
        let about = |id: &'static str, path: &Path| Message::new(id).with("path", shown(path));
        match error {
            JoinError::NotAPart { path, reason } => {
                Self::environment(about("join-no-part", &path)).because(reason).hint(Message::new("join-no-part-hint"))
            }
            JoinError::Missing { numbers, of } => {
                let numbers: Vec<String> = numbers.iter().map(|number| format!("{number}/{of}")).collect();
                Self::usage(Message::new("join-missing").with("parts", numbers.join(" ")))
                    .hint(Message::new("join-missing-hint"))
            }
            JoinError::Twice { path, number } => Self::usage(about("join-twice", &path).with("number", number)),
            JoinError::Differs { path, difference } => {
                Self::environment(about("join-differs", &path).with("difference", difference.word()))
                    .hint(Message::new("join-differs-hint"))
            }
            JoinError::Foreign { path, file } => Self::altered("join-foreign", &path, file),
            JoinError::Extra { path, file } => Self::altered("join-extra", &path, file),
            JoinError::Lacks { path, file } => Self::altered("join-lacks", &path, file),
            JoinError::Changed { path, file } => Self::altered("join-changed", &path, file),
            JoinError::Incomplete { site } => Self::environment(Message::new("join-incomplete").with("site", site))
                .hint(Message::new("join-altered-hint")),
            JoinError::OtherRoot { path } => Self::environment(about("join-other-root", &path)),
            JoinError::Write(error) => error.into(),
        }
    }
}

impl Failure {
    /// Returns the failure of a part that is not as it was made.
    fn altered(id: &'static str, part: &Path, file: String) -> Self {
        let message = Message::new(id).with("path", shown(part)).with("file", file);
        Self::environment(message).hint(Message::new("join-altered-hint"))
    }
}
