//! Why the repository could not be read or written.

use std::path::PathBuf;

/// Why this room could not do its job; the run stops.
///
/// The library's own errors stay inside the room: what is known of them is a sentence.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// No repository at this folder or above it.
    #[error("no git repository at or above {path}")]
    NoRepository {
        /// Where the search began.
        path: PathBuf,
    },
    /// Somebody else owns the repository, so its configuration cannot be trusted.
    #[error("{path} belongs to another user; if you trust it, run `git config --global --add safe.directory {path}`")]
    ForeignOwner {
        /// The folder that the other user owns.
        path: PathBuf,
    },
    /// Files of another repository's work tree that look like a repository: whoever wrote them wrote its configuration,
    /// and with it which programs are run.
    #[error("{path} looks like a repository, but is a folder that somebody committed")]
    Committed {
        /// The folder.
        path: PathBuf,
    },
    /// Object names are not SHA-1.
    #[error("the repository uses object format `{format}`; only `sha1` is supported")]
    ObjectFormat {
        /// The format that the configuration names.
        format: String,
    },
    /// References are not stored as files.
    #[error("the repository stores its references as `{format}`; run `git refs migrate --ref-format=files`")]
    RefStorage {
        /// The format that the configuration names.
        format: String,
    },
    /// An extension of the repository format that the library does not know.
    #[error("the repository needs the extension `{name}`, which is not supported")]
    Extension {
        /// The extension's name.
        name: String,
    },
    /// The history is cut off.
    #[error("the clone is shallow: its history is cut off; run `git fetch --unshallow`")]
    Shallow,
    /// A file pretends other parents.
    #[error("{path} pretends other parents than the commits have; remove it")]
    Grafts {
        /// The graft file.
        path: PathBuf,
    },
    /// Objects may be missing, to be fetched when asked for.
    #[error("the clone is partial ({sign}): objects may be missing; clone without `--filter`")]
    Partial {
        /// What showed it: a configuration key or a file.
        sign: String,
    },
    /// The branch has no commit yet.
    #[error("branch `{branch}` has no commit yet")]
    Unborn {
        /// The branch that HEAD names.
        branch: String,
    },
    /// A revision that names no commit.
    #[error("`{revision}` names no commit")]
    NoSuchRevision {
        /// The revision as it was given.
        revision: String,
    },
    /// An object is not there.
    #[error("object {id} is missing")]
    Missing {
        /// The object's name.
        id: String,
    },
    /// An object does not hold what its name, its kind or its form promises.
    #[error("object {id} is damaged: {fault}")]
    Damaged {
        /// The object's name.
        id: String,
        /// What is wrong with it.
        fault: String,
    },
    /// A folder that two readers could understand differently.
    #[error("the folder {path} cannot be read in one way: {fault}")]
    Hostile {
        /// The folder.
        path: String,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// A bound that keeps hostile repositories from filling the memory.
    #[error("{what} is larger than the bound of {bound}")]
    TooLarge {
        /// What was measured.
        what: String,
        /// The bound.
        bound: u64,
    },
    /// A file of the work tree or of the repository.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file beside the one to be signed.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program that signs is not there.
    #[error("cannot start `{program}`: {source}")]
    Program {
        /// Its name.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program that signs did not.
    #[error("`{program}` did not sign: {message}")]
    Signer {
        /// Its name.
        program: String,
        /// What it said.
        message: String,
    },
    /// What a signer made is not what it was asked for.
    #[error("the signer changed {what}")]
    Altered {
        /// What differs.
        what: &'static str,
    },
    /// Git is set to sign in another way.
    #[error("git signs with `{format}`; run `git config gpg.format ssh`")]
    SignatureFormat {
        /// What `gpg.format` says.
        format: String,
    },
    /// Git does not know which key to sign with.
    #[error("no signing key; run `git config user.signingKey <file>`")]
    NoSigningKey,
    /// Somebody moved a reference meanwhile.
    #[error("{reference} was moved meanwhile")]
    Moved {
        /// The reference's full name.
        reference: String,
    },
    /// Anything else that the library refused.
    #[error("cannot {doing}: {message}")]
    Library {
        /// What was being done, in the infinitive.
        doing: &'static str,
        /// The library's own words.
        message: String,
    },
}

/// Returns a function that says what was being done when the library refused.
pub(super) fn cannot(doing: &'static str) -> impl Fn(git2::Error) -> GitError {
    move |e| GitError::Library { doing, message: e.message().to_owned() }
}

/// Bytes that one reading may fill. Trees that hold one another many times over can claim more files than any memory
/// holds, and merges of wholly different trees more changes.
#[derive(Debug)]
pub(super) struct Budget {
    bound: u64,
    left: u64,
}

impl Budget {
    /// Half a gigabyte: five times what a hundred thousand commits over a hundred thousand files need.
    pub(super) fn ordinary() -> Self {
        Self::of(1 << 29)
    }

    pub(super) fn of(bytes: u64) -> Self {
        Self { bound: bytes, left: bytes }
    }

    /// Returns an ordinary budget of which this much is left.
    pub(super) fn left(bytes: u64) -> Self {
        Self { left: bytes, ..Self::ordinary() }
    }

    /// Returns how much is left.
    pub(super) fn rest(&self) -> u64 {
        self.left
    }

    /// Takes `bytes` away, or refuses.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), GitError> {
        let too_large = || GitError::TooLarge { what: "what the commits claim to hold".into(), bound: self.bound };
        self.left = self.left.checked_sub(bytes as u64).ok_or_else(too_large)?;
        Ok(())
    }
}
