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
    let raw = commit_bytes(commit)?;
    let odb = repository.inner.odb().map_err(cannot("open the object database"))?;
    odb.write(git2::ObjectType::Commit, &raw).map(commit_id).map_err(cannot("write a commit"))
}

/// Returns the bytes of a commit, signed if a key is given, as they stand in the object database.
///
/// # Errors
/// The author's name cannot stand in a commit, or the message holds a NUL.
pub fn commit_bytes(commit: &NewCommit<'_>) -> Result<Vec<u8>, GitError> {
    let head = head(commit)?;
    let armour = commit.key.map(|key| key.sign("git", format!("{head}\n{}", commit.message).as_bytes()));
    let armour = armour.transpose().map_err(|e| refused(e.to_string()))?;
    let header = armour.map_or(String::new(), |a| format!("gpgsig {}\n", a.trim_end().replace('\n', "\n ")));
    let raw = format!("{head}{header}\n{}", commit.message);
    if raw.contains('\0') || RawCommit::parse(raw.as_bytes()).is_none() {
        return Err(refused("it could not be read back".into()));
    }
    Ok(raw.into_bytes())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::{BadSignature, KeyRing, Unsigned, create, key_id};
    use crate::model::{Moment, Zone};

    fn author(name: &str) -> Author<'_> {
        let moment = Moment::parse("2026-11-09 10:00").unwrap();
        Author { name, email: "editor@anlan.example", moment, zone: Zone::SHANGHAI }
    }

    fn repository() -> (tempfile::TempDir, Repository) {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        (folder, repository)
    }

    fn tree() -> TreeId {
        let empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
        TreeId::from_bytes(*CommitId::parse(empty).unwrap().as_bytes())
    }

    fn commit<'a>(parents: &'a [CommitId], message: &'a str, key: Option<&'a NewKey>) -> NewCommit<'a> {
        NewCommit { tree: tree(), parents, author: author("编辑"), message, key }
    }

    #[test]
    fn what_is_written_signed_verifies_as_its_key() {
        let ((_folder, repository), key) = (repository(), NewKey::generate("yue").unwrap());
        let ring = KeyRing::new([&*key.public]);
        let first = write_commit(&repository, &commit(&[], "一\n", Some(&key))).unwrap();
        let second = write_commit(&repository, &commit(&[first], "二\n", Some(&key))).unwrap();
        let merge = write_commit(&repository, &commit(&[first, second], "合\n", Some(&key))).unwrap();
        for (id, parents) in [(first, &[][..]), (second, &[first]), (merge, &[first, second])] {
            let raw = repository.objects().unwrap().commit(id).unwrap();
            let commit = RawCommit::parse(&raw).unwrap();
            assert_eq!(commit.parents, parents);
            assert_eq!(ring.verify_commit(&commit).unwrap().id(), key_id(&key.public).unwrap());
        }
        assert!(matches!(repository.head(), Err(GitError::Unborn { .. })), "no branch moved");
    }

    #[test]
    fn what_is_written_without_a_key_is_plain() {
        let (_folder, repository) = repository();
        let id = write_commit(&repository, &commit(&[], "m\n", None)).unwrap();
        let raw = repository.objects().unwrap().commit(id).unwrap();
        let answer = KeyRing::default().verify_commit(&RawCommit::parse(&raw).unwrap());
        assert_eq!(answer, Err(BadSignature::Unsigned(Unsigned::Plain)));
        assert!(String::from_utf8(raw).unwrap().contains("author 编辑 <editor@anlan.example> 1794189600 +0800\n"));
    }

    #[test]
    fn a_name_or_a_message_that_would_make_another_commit_is_refused() {
        let (_folder, repository) = repository();
        assert!(write_commit(&repository, &commit(&[], "a\0b", None)).is_err());
        for name in ["", "a <b> 1 +0000\nparent x", "<"] {
            let commit = NewCommit { author: author(name), ..commit(&[], "m", None) };
            let id = write_commit(&repository, &commit);
            let raw = id.map(|id| repository.objects().unwrap().commit(id).unwrap());
            assert!(raw.is_err() || RawCommit::parse(&raw.unwrap()).unwrap().parents.is_empty(), "{name:?}");
        }
    }

    #[test]
    fn a_branch_moves_only_from_where_it_was_seen() {
        let (folder, repository) = repository();
        std::fs::write(folder.path().join("a"), "a").unwrap();
        let key = NewKey::generate("x").unwrap();
        let first = crate::git::commit_all(&repository, &author("x"), "m\n", Some(&key)).unwrap();
        let next = |message| write_commit(&repository, &commit(&[first], message, None)).unwrap();
        let (second, third) = (next("2\n"), next("3\n"));
        advance(&repository, "main", first, second).unwrap();
        assert_eq!(repository.head().unwrap().commit, second);
        let late = advance(&repository, "main", first, third);
        assert!(matches!(late, Err(GitError::Moved { reference }) if reference == "refs/heads/main"));
        assert!(matches!(advance(&repository, "other", first, third), Err(GitError::Moved { .. })));
        assert!(advance(&repository, "../main", first, third).is_err());
        assert_eq!(repository.branches().unwrap(), [("main".to_owned(), second)]);
        assert_eq!(repository.merge_base(second, third).unwrap(), Some(first));
        assert_eq!(repository.tree_of(second).unwrap(), tree());
        let raw = repository.objects().unwrap().commit(first).unwrap();
        KeyRing::new([&*key.public]).verify_commit(&RawCommit::parse(&raw).unwrap()).unwrap();
    }

    #[test]
    fn unrelated_commits_have_no_common_ancestor() {
        let (_folder, repository) = repository();
        let root = |message| write_commit(&repository, &commit(&[], message, None)).unwrap();
        assert_eq!(repository.merge_base(root("a"), root("b")).unwrap(), None);
    }
}
