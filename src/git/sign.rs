//! Commits and signatures made in this process: for the people of a demo, a new site, tests and benches.
//!
//! Real people sign with their own tools (`signer`); a private key is read here only where this program made it.

use ssh_key::{HashAlg, LineEnding, PrivateKey, SshSig};

use super::commit::RawCommit;
use super::error::{GitError, cannot};
use super::founding::{Author, oid, signature};
use super::keygen::{KeygenError, NewKey};
use super::repository::{Repository, commit_id};
use super::tree::TreeId;
use crate::model::CommitId;

/// A commit to be written.
#[derive(Clone, Copy)]
pub struct NewCommit<'a> {
    /// The tree it holds.
    pub tree: TreeId,
    /// Its parents; none for the first commit.
    pub parents: &'a [CommitId],
    /// Whom it names as author and committer.
    pub author: Author<'a>,
    /// Its message, byte for byte.
    pub message: &'a str,
    /// The key that signs it, if one does.
    pub key: Option<&'a NewKey>,
}

impl NewKey {
    /// Returns an armoured signature over `bytes`, as `ssh-keygen -Y sign` makes it.
    ///
    /// # Errors
    /// The private half cannot be read.
    pub fn sign(&self, namespace: &str, bytes: &[u8]) -> Result<String, KeygenError> {
        let armour = PrivateKey::from_openssh(&self.private)
            .and_then(|key| SshSig::sign(&key, namespace, HashAlg::Sha512, bytes))
            .and_then(|signature| signature.to_pem(LineEnding::LF));
        armour.map_err(|e| KeygenError::new(&e))
    }
}

/// Writes a commit, signed if a key is given, and returns its name. No branch moves, and the tree is not asked for.
///
/// # Errors
/// The author's name cannot stand in a commit, the message holds a NUL, or the object cannot be written.
pub fn write_commit(repository: &Repository, commit: &NewCommit<'_>) -> Result<CommitId, GitError> {
    let head = head(commit)?;
    let armour = commit.key.map(|key| key.sign("git", format!("{head}\n{}", commit.message).as_bytes()));
    let armour = armour.transpose().map_err(|e| refused(e.to_string()))?;
    let header = armour.map_or(String::new(), |a| format!("gpgsig {}\n", a.trim_end().replace('\n', "\n ")));
    let raw = format!("{head}{header}\n{}", commit.message);
    if raw.contains('\0') || RawCommit::parse(raw.as_bytes()).is_none() {
        return Err(refused("it could not be read back".into()));
    }
    let odb = repository.inner.odb().map_err(cannot("open the object database"))?;
    odb.write(git2::ObjectType::Commit, raw.as_bytes()).map(commit_id).map_err(cannot("write a commit"))
}

fn refused(message: String) -> GitError {
    GitError::Library { doing: "write a commit", message }
}

/// Returns the headers that every commit has.
fn head(commit: &NewCommit<'_>) -> Result<String, GitError> {
    // The library knows which names could end their line early.
    let who = signature(&commit.author)?;
    let (name, email) = (String::from_utf8_lossy(who.name_bytes()), String::from_utf8_lossy(who.email_bytes()));
    let offset = who.when().offset_minutes();
    let sign = if offset < 0 { '-' } else { '+' };
    let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
    let who = format!("{name} <{email}> {} {sign}{hours:02}{minutes:02}", who.when().seconds());
    let parents: String = commit.parents.iter().map(|parent| format!("parent {parent}\n")).collect();
    Ok(format!("tree {}\n{parents}author {who}\ncommitter {who}\n", commit.tree))
}

/// Moves a branch from one commit to another, if nobody moved it meanwhile.
///
/// # Errors
/// It stands elsewhere, or cannot be written.
pub fn advance(repository: &Repository, branch: &str, from: CommitId, to: CommitId) -> Result<(), GitError> {
    let name = format!("refs/heads/{branch}");
    move_reference(repository, &name, Some(from), to, "qianfa: sign-off")
}

/// Moves what HEAD names, the branch or HEAD itself, or makes the branch where it has no commit yet.
pub(super) fn move_head(repository: &Repository, from: Option<CommitId>, to: CommitId) -> Result<(), GitError> {
    let head = repository.inner.find_reference("HEAD").map_err(cannot("read HEAD"))?;
    let branch = head.symbolic_target_bytes().map(|b| String::from_utf8_lossy(b).into_owned());
    move_reference(repository, branch.as_deref().unwrap_or("HEAD"), from, to, "commit: qianfa")
}

fn move_reference(
    repository: &Repository,
    name: &str,
    from: Option<CommitId>,
    to: CommitId,
    reason: &str,
) -> Result<(), GitError> {
    let moved = match from {
        Some(from) => repository.inner.reference_matching(name, oid(to), true, oid(from), reason),
        None => repository.inner.reference(name, oid(to), false, reason),
    };
    match moved {
        Ok(_) => Ok(()),
        Err(e)
            if [git2::ErrorCode::Modified, git2::ErrorCode::Exists, git2::ErrorCode::NotFound].contains(&e.code()) =>
        {
            Err(GitError::Moved { reference: name.to_owned() })
        }
        Err(e) => Err(cannot("move a branch")(e)),
    }
}
