//! A person's own signer: whatever git signs with.
//!
//! Git is asked to sign, so that `user.signingKey`, `gpg.ssh.program`, an agent, a hardware key or a passphrase typed
//! at the terminal all work, and nothing about them needs to be known here. What comes back is read raw and must be
//! what was asked for, because a child's word is worth as much as its configuration.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::commit::{RawCommit, Seal};
use super::error::GitError;
use super::identity::written;
use super::keys::key_id;
use super::repository::Repository;
use super::sshsig::{SshSig, open_armour};
use super::tree::TreeId;
use crate::model::{CommitId, KeyId};

/// Which key a person signs with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signer<'a> {
    /// In the place of `user.signingKey`: a file, or a public line behind `key::` whose private half an agent holds.
    pub key: Option<&'a str>,
}

/// A sign-off that is not signed yet.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The tree: the parent's.
    pub tree: TreeId,
    /// The only parent.
    pub parent: CommitId,
    /// The message, with its final newline.
    pub message: &'a str,
}

/// Has a commit signed by the person's own signer and returns its name. No branch moves.
///
/// # Errors
/// Git or its signer refuses, or made something else than was asked for.
pub fn sign_off(repository: &Repository, draft: &Draft<'_>, signer: Signer<'_>) -> Result<CommitId, GitError> {
    signed(repository, (draft.tree, Some(draft.parent)), draft.message, signer)
}

/// Has a commit signed that has one parent, or none, and returns its name. No branch moves.
pub(super) fn signed(
    repository: &Repository,
    (tree, parent): (TreeId, Option<CommitId>),
    message: &str,
    signer: Signer<'_>,
) -> Result<CommitId, GitError> {
    refuse_other_formats(repository, signer)?;
    let mut git = git(repository);
    // Another encoding would be one more header, and the commit unsigned.
    git.args(["-c", "i18n.commitEncoding=UTF-8"]);
    git.args(["-c", "gpg.format=ssh"]);
    if let Some(key) = signer.key {
        git.args(["-c", &format!("user.signingKey={key}")]);
    }
    git.args(["commit-tree", "-S"]);
    git.args(parent.iter().flat_map(|p| ["-p".to_owned(), p.to_string()])).arg(tree.to_string());
    let printed = answer(&mut git, message.as_bytes())?;
    let id = CommitId::parse(printed.trim_end()).ok_or(GitError::Altered { what: "the commit's name" })?;
    let raw = repository.objects()?.commit(id)?;
    compare(&raw, tree, parent, message)?;
    Ok(id)
}

/// Writes an unsigned merge in the person's name and returns its name. No branch moves.
///
/// # Errors
/// Git refuses, for instance because it does not know the person's name.
pub fn join(
    repository: &Repository,
    tree: TreeId,
    parents: [CommitId; 2],
    message: &str,
) -> Result<CommitId, GitError> {
    let mut git = git(repository);
    git.args(["-c", "i18n.commitEncoding=UTF-8", "commit-tree", "--no-gpg-sign"]);
    git.args(parents.iter().flat_map(|p| ["-p".to_owned(), p.to_string()])).arg(tree.to_string());
    let printed = answer(&mut git, message.as_bytes())?;
    let id = CommitId::parse(printed.trim_end()).ok_or(GitError::Altered { what: "the commit's name" })?;
    let raw = repository.objects()?.commit(id)?;
    match RawCommit::parse(&raw) {
        Some(commit) if commit.tree == tree && commit.parents == parents => Ok(id),
        _ => Err(GitError::Altered { what: "the tree or the parents" }),
    }
}

/// Refuses to sign with a key that is named for another format.
fn refuse_other_formats(repository: &Repository, signer: Signer<'_>) -> Result<(), GitError> {
    if signer.key.is_some() {
        return Ok(());
    }
    match repository.effective_setting("gpg.format")? {
        Some(format) if format != "ssh" => Err(GitError::SignatureFormat { format }),
        _ => Ok(()),
    }
}

/// Returns an error unless the finished object is the draft, signed.
fn compare(raw: &[u8], tree: TreeId, parent: Option<CommitId>, message: &str) -> Result<(), GitError> {
    let altered = |what| Err(GitError::Altered { what });
    let Some(commit) = RawCommit::parse(raw) else { return altered("the commit") };
    if (commit.tree, commit.parents.as_slice()) != (tree, parent.as_slice()) {
        return altered("the tree or the parent");
    }
    if commit.message != message.as_bytes() {
        return altered("the message");
    }
    match commit.seal {
        Seal::Signed(signature) => check_armour(&signature.armour(), "git"),
        Seal::Unsigned(_) => altered("the signature"),
    }
}

/// Has `bytes` signed for `namespace` by the same signer and key, and returns the armoured signature.
///
/// # Errors
/// No key is configured, the signer refuses, or made something else than was asked for.
pub fn sign_file(
    repository: &Repository,
    namespace: &str,
    bytes: &[u8],
    signer: Signer<'_>,
) -> Result<String, GitError> {
    refuse_other_formats(repository, signer)?;
    let key = signing_key(repository, signer)?.ok_or(GitError::NoSigningKey)?;
    let program = repository.effective_path("gpg.ssh.program")?.unwrap_or_else(|| "ssh-keygen".into());
    // Programs that stand in for ssh-keygen know only the form in which git calls it: with files.
    let folder = tempfile::tempdir().map_err(|source| GitError::Write { path: "(temporary folder)".into(), source })?;
    let (payload, line) = (folder.path().join("payload"), folder.path().join("key.pub"));
    write(&payload, bytes)?;
    let mut command = Command::new(&program);
    command.args(["-Y", "sign", "-n", namespace]);
    match literal(&key) {
        Some(text) => {
            write(&line, format!("{text}\n").as_bytes())?;
            command.arg("-U").arg("-f").arg(&line)
        }
        None => command.arg("-f").arg(&key),
    };
    answer(command.arg(&payload), b"")?;
    let made = folder.path().join("payload.sig");
    let armour = fs::read_to_string(&made).map_err(|source| GitError::Read { path: made, source })?;
    let armour = armour.replace("\r\n", "\n");
    check_armour(armour.as_bytes(), namespace)?;
    Ok(armour)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), GitError> {
    fs::write(path, bytes).map_err(|source| GitError::Write { path: path.to_owned(), source })
}

/// Returns an error unless `armour` holds an SSH signature for `namespace`.
fn check_armour(armour: &[u8], namespace: &str) -> Result<(), GitError> {
    let bytes = open_armour(armour);
    let signature = bytes.as_deref().and_then(SshSig::parse);
    match signature {
        Some(signature) if signature.namespace == namespace.as_bytes() => Ok(()),
        _ => Err(GitError::Altered { what: "the signature" }),
    }
}

/// Returns the public key that git would sign with, if it is one that can be registered.
///
/// It is a proposal: which key did sign is known only from the signature.
pub fn signing_key_id(repository: &Repository, home: Option<&Path>) -> Option<KeyId> {
    Signer::default().key_id(repository, home)
}

impl Signer<'_> {
    /// Returns the public key that would sign, as [`signing_key_id`] does.
    pub fn key_id(self, repository: &Repository, home: Option<&Path>) -> Option<KeyId> {
        let key = signing_key(repository, self).ok()??;
        key_id(&written(&key, home)?)
    }
}

/// Returns what git would sign with: a file or a line.
fn signing_key(repository: &Repository, signer: Signer<'_>) -> Result<Option<String>, GitError> {
    if let Some(key) = signer.key {
        return Ok(Some(key.to_owned()));
    }
    if let Some(key) = repository.effective_path("user.signingKey")? {
        return Ok(Some(key));
    }
    let Some(words) = repository.effective_setting("gpg.ssh.defaultKeyCommand")? else { return Ok(None) };
    let mut words = words.split_whitespace();
    let Some(program) = words.next() else { return Ok(None) };
    let mut command = Command::new(program);
    let listed = answer(command.args(words), b"")?;
    Ok(listed.lines().next().filter(|line| literal(line).is_some()).map(str::to_owned))
}

/// Returns the public line that a configured key is, unless it is a file.
fn literal(key: &str) -> Option<&str> {
    key.strip_prefix("key::").or_else(|| Some(key).filter(|k| k.starts_with("ssh-") && key_id(k).is_some()))
}

impl Repository {
    /// Returns a setting as git itself sees it: this repository's, the user's, the machine's or the environment's.
    ///
    /// # Errors
    /// Git cannot be started or cannot read its configuration.
    pub fn effective_setting(&self, key: &str) -> Result<Option<String>, GitError> {
        configured(git(self).args(["config", "--get", key]))
    }

    /// Returns a setting that names a file, with `~` resolved.
    pub(super) fn effective_path(&self, key: &str) -> Result<Option<String>, GitError> {
        configured(git(self).args(["config", "--type=path", "--get", key]))
    }
}

fn configured(command: &mut Command) -> Result<Option<String>, GitError> {
    let output = command.stdin(Stdio::null()).output().map_err(|source| not_started(command, source))?;
    match output.status.code() {
        Some(0) => Ok(Some(String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned())),
        Some(1) => Ok(None),
        _ => Err(unwilling(command, &output.stderr)),
    }
}

/// Returns git, about to work on this repository whatever the environment says, and on the objects as they are.
fn git(repository: &Repository) -> Command {
    let mut git = Command::new("git");
    git.arg("--git-dir").arg(repository.inner.path()).env("GIT_NO_REPLACE_OBJECTS", "1");
    for name in ["GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE"] {
        git.env_remove(name);
    }
    git
}

/// Runs a child with this input and returns what it printed.
fn answer(command: &mut Command, input: &[u8]) -> Result<String, GitError> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|source| not_started(command, source))?;
    let mut pipe = child.stdin.take().expect("the child's input is piped");
    // A child that ends before it has read everything says why by its status.
    let _ = pipe.write_all(input);
    drop(pipe);
    let output = child.wait_with_output().map_err(|source| not_started(command, source))?;
    if !output.status.success() {
        return Err(unwilling(command, &output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn program(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn not_started(command: &Command, source: std::io::Error) -> GitError {
    GitError::Program { program: program(command), source }
}

fn unwilling(command: &Command, said: &[u8]) -> GitError {
    GitError::Signer { program: program(command), message: String::from_utf8_lossy(said).trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::NewKey;

    const HEAD: &str = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\
        parent ce013625030ba8dba906f756967f9e9ca394464a\n\
        author a <a> 1 +0000\ncommitter a <a> 1 +0000\n";

    fn draft() -> Draft<'static> {
        let name = |digits| *CommitId::parse(digits).unwrap().as_bytes();
        let tree = TreeId::from_bytes(name("4b825dc642cb6eb9a060e54bf8d69288fbee4904"));
        let parent = CommitId::from_bytes(name("ce013625030ba8dba906f756967f9e9ca394464a"));
        Draft { tree, parent, message: "m\n" }
    }

    fn altered(raw: &str) -> Option<&'static str> {
        match compare(raw.as_bytes(), draft().tree, Some(draft().parent), draft().message) {
            Err(GitError::Altered { what }) => Some(what),
            Err(other) => panic!("{other}"),
            Ok(()) => None,
        }
    }

    #[test]
    fn what_a_signer_made_is_taken_only_if_it_is_what_was_asked_for() {
        let header = |namespace| {
            let armour = NewKey::generate("x").unwrap().sign(namespace, b"whatever").unwrap();
            format!("gpgsig {}\n", armour.trim_end().replace('\n', "\n "))
        };
        let good = format!("{HEAD}{}\nm\n", header("git"));
        assert_eq!(altered(&good), None);
        for (raw, what) in [
            (good.replacen("4b82", "4b83", 1), "the tree or the parent"),
            (good.replacen("ce01", "ce02", 1), "the tree or the parent"),
            (good.replacen("author", &format!("parent {}\nauthor", "0".repeat(40)), 1), "the tree or the parent"),
            (good.replacen("\nm\n", "\nm\n\n", 1), "the message"),
            (good.replacen("\nm\n", "\nother\n", 1), "the message"),
            (format!("{HEAD}\nm\n"), "the signature"),
            (format!("{HEAD}{}\nm\n", header("file")), "the signature"),
            (good.replacen("SSH SIGNATURE", "PGP SIGNATURE", 2), "the signature"),
            (good.replacen("\n\nm", "\nencoding GBK\n\nm", 1), "the signature"),
            (String::new(), "the commit"),
        ] {
            assert_eq!(altered(&raw), Some(what), "{raw}");
        }
    }

    #[test]
    fn a_key_is_a_line_only_where_git_would_take_it_for_one() {
        let line = NewKey::generate("x").unwrap().public;
        assert_eq!(literal(&format!("key::{line}")), Some(&*line));
        assert_eq!(literal(&line), Some(&*line));
        assert_eq!(literal("/home/yue/.ssh/id_ed25519"), None);
        assert_eq!(literal("ssh-keys/yue.pub"), None);
        assert_eq!(literal(&line.replacen("ssh-", "sk-ssh-", 1)), None);
    }
}
