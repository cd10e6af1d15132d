//! Why a verb could not do its job: the one place that sorts failures and adds hints.

use std::fmt;

use crate::diag::Message;
use crate::git::{GitError, KeygenError};
use crate::source::SettingsError;
use crate::write::WriteError;

/// Where to look for the cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailureKind {
    /// What was typed.
    Usage,
    /// What is configured.
    Config,
    /// Disk, repository, network socket.
    Environment,
    /// This program.
    Internal,
}

/// Why a verb could not do its job. There is one, and the run stops; it is never about what the site contains.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Where to look for the cause.
    pub kind: FailureKind,
    /// What could not be done.
    pub message: Message,
    /// What the system said, in its own words.
    pub source: Option<String>,
    /// What to do.
    pub hints: Vec<Message>,
}

impl Failure {
    /// Returns a failure for what was typed.
    pub fn usage(message: Message) -> Self {
        Self::new(FailureKind::Usage, message)
    }

    /// Returns a failure for what is configured.
    pub fn config(message: Message) -> Self {
        Self::new(FailureKind::Config, message)
    }

    /// Returns a failure of disk, repository or socket.
    pub fn environment(message: Message) -> Self {
        Self::new(FailureKind::Environment, message)
    }

    /// Returns a failure of this program.
    pub fn internal(message: Message) -> Self {
        Self::new(FailureKind::Internal, message).hint(Message::new("failure-internal-hint"))
    }

    fn new(kind: FailureKind, message: Message) -> Self {
        Self { kind, message, source: None, hints: Vec::new() }
    }

    /// Returns the failure with what the system said.
    #[must_use]
    pub fn because(mut self, source: impl fmt::Display) -> Self {
        self.source = Some(source.to_string());
        self
    }

    /// Returns the failure with one more thing to do.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }
}

fn about_path(id: &'static str, path: &std::path::Path) -> Message {
    Message::new(id).with("path", path.display().to_string())
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::NotOurs { path } => {
                Self::environment(about_path("failure-not-ours", &path)).hint(Message::new("failure-not-ours-hint"))
            }
            WriteError::OtherMark { path } => {
                Self::environment(about_path("failure-other-mark", &path)).hint(Message::new("failure-other-mark-hint"))
            }
            WriteError::Busy { path } => {
                Self::environment(about_path("failure-busy", &path)).hint(Message::new("failure-busy-hint"))
            }
            WriteError::Io { path, source } => Self::environment(about_path("failure-write", &path)).because(source),
            WriteError::Read { path, source } => Self::environment(about_path("failure-read", &path)).because(source),
            WriteError::Changed { path, reason } => Self::environment(about_path("failure-changed", &path))
                .because(reason)
                .hint(Message::new("failure-changed-hint")),
            WriteError::Render { output, reason } => {
                Self::config(Message::new("failure-render").with("output", output)).because(reason)
            }
        }
    }
}

impl From<KeygenError> for Failure {
    fn from(error: KeygenError) -> Self {
        Self::environment(Message::new("failure-key")).because(error)
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        Self::environment(about_path("failure-read", &error.path)).because(error.source)
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        match error {
            GitError::NoRepository { path } => Self::environment(about_path("failure-no-repository", &path))
                .hint(Message::new("failure-no-repository-hint")),
            GitError::ForeignOwner { path } => Self::environment(about_path("failure-foreign-owner", &path))
                .hint(about_path("failure-foreign-owner-hint", &path)),
            GitError::Shallow => {
                Self::environment(Message::new("failure-shallow")).hint(Message::new("failure-shallow-hint"))
            }
            GitError::ObjectFormat { format } => {
                Self::environment(Message::new("failure-object-format").with("format", format))
                    .hint(Message::new("failure-object-format-hint"))
            }
            GitError::RefStorage { format } => {
                Self::environment(Message::new("failure-ref-storage").with("format", format))
                    .hint(Message::new("failure-ref-storage-hint"))
            }
            GitError::Unborn { branch } => Self::environment(Message::new("failure-unborn").with("branch", branch)),
            GitError::NoSuchRevision { revision } => {
                Self::usage(Message::new("failure-no-revision").with("revision", revision))
            }
            GitError::Moved { reference } => {
                Self::environment(Message::new("failure-moved").with("reference", reference))
                    .hint(Message::new("failure-moved-hint"))
            }
            GitError::NoSigningKey => Self::config(Message::new("sign-no-key")).hint(Message::new("sign-no-key-hint")),
            GitError::SignatureFormat { .. } => Self::config(Message::new("failure-signing-format"))
                .because(error)
                .hint(Message::new("failure-signing-format-hint")),
            GitError::Signer { .. } | GitError::Program { .. } | GitError::Altered { .. } => {
                let hint = Message::new("failure-signer-hint");
                Self::environment(Message::new("failure-signer")).because(error).hint(hint)
            }
            other => Self::environment(Message::new("failure-git")).because(other),
        }
    }
}
