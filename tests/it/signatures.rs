//! Signatures as people's own tools make and check them: git, ssh-keygen, an agent.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use qianfa::git::{
    Action, Author, BadSignature, Draft, GitError, Item, KeyRing, Mode, NewCommit, NewKey, RawCommit, Repository,
    SignedVersion, Signer, Statement, key_id, sign_file, sign_off, signing_key_id, write_commit,
};
use qianfa::model::{BlobId, CommitId, ContentPath, KeyId, Moment, Sha256, StepId, Zone};

use crate::press::Press;

const PAGE: &str = "content/a.md";

/// A press whose git signs with a key that ssh-keygen made.
struct Desk {
    press: Press,
    key: PathBuf,
    public: String,
}

impl Desk {
    fn new(kind: &[&str]) -> Self {
        let press = Press::with(&[(PAGE, "a")]);
        let key = press.folder().join(".git/key");
        let mut keygen = Command::new("ssh-keygen");
        keygen.args(["-q", "-N", "", "-C", "test"]).args(kind).arg("-f").arg(&key);
        assert!(keygen.status().expect("ssh-keygen, which git itself signs with").success());
        let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
        let desk = Self { press, key, public };
        desk.config("gpg.format", "ssh");
        desk.config("user.signingKey", desk.key.to_str().unwrap());
        desk.config("user.name", "岳晓帆");
        desk.config("user.email", "yue@anlan.example");
        desk.allow(&desk.public);
        desk
    }

    fn ed25519() -> Self {
        Self::new(&["-t", "ed25519"])
    }

    fn config(&self, key: &str, value: &str) {
        self.press.git(&["config", key, value]);
    }

    /// Tells git whose signatures are good.
    fn allow(&self, line: &str) {
        let file = self.press.folder().join(".git/allowed_signers");
        std::fs::write(&file, format!("yue@anlan.example {line}\n")).unwrap();
        self.config("gpg.ssh.allowedSignersFile", file.to_str().unwrap());
    }

    fn ring(&self) -> KeyRing {
        KeyRing::new([&*self.public])
    }

    fn id(&self) -> KeyId {
        key_id(&self.public).unwrap()
    }

    fn repository(&self) -> Repository {
        self.press.repository()
    }

    /// Returns who signed a commit, as this program sees it.
    fn signer(&self, commit: &str) -> Result<KeyId, BadSignature> {
        let raw = self.repository().objects().unwrap().commit(CommitId::parse(commit).unwrap()).unwrap();
        self.ring().verify_commit(&RawCommit::parse(&raw).unwrap()).map(|key| key.id())
    }

    fn git_accepts(&self, commit: &str) -> bool {
        self.press.try_git(&["verify-commit", commit], b"").0
    }

    /// Returns an approval of the page on top of HEAD.
    fn approval(&self) -> Statement {
        let bytes = std::fs::read(self.press.folder().join(PAGE)).unwrap();
        let version = SignedVersion { mode: Mode::FILE, sha256: Sha256::of(&bytes), blob: BlobId::of(&bytes) };
        Statement {
            root: Sha256::of(b"policy"),
            key: self.id(),
            parent: CommitId::parse(&self.press.head()).unwrap(),
            policy: (1, Sha256::of(b"policy")),
            action: Action::Approve,
            step: Some(StepId::parse("head").unwrap()),
            items: vec![Item { path: ContentPath::parse(PAGE).unwrap(), version: Some(version) }],
            reason: String::new(),
        }
    }

    fn sign_off(&self, signer: Signer<'_>) -> Result<CommitId, GitError> {
        let (repository, statement) = (self.repository(), self.approval());
        let message = statement.print("同意").unwrap();
        let tree = repository.tree_of(statement.parent).unwrap();
        sign_off(&repository, &Draft { tree, parent: statement.parent, message: &message }, signer)
    }
}

/// Returns whether OpenSSH finds that somebody signed `bytes`.
fn ssh_keygen_accepts(desk: &Desk, namespace: &str, bytes: &[u8], armour: &str) -> bool {
    let signature = desk.key.with_extension("check");
    std::fs::write(&signature, armour).unwrap();
    let mut check = Command::new("ssh-keygen");
    check.args(["-Y", "verify", "-n", namespace, "-I", "yue@anlan.example", "-f"]);
    check.arg(desk.press.folder().join(".git/allowed_signers")).arg("-s").arg(&signature);
    let mut child = check.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), bytes).unwrap();
    child.wait().unwrap().success()
}

#[test]
fn what_git_signs_with_each_accepted_kind_of_key_verifies() {
    for kind in [&["-t", "ed25519"][..], &["-t", "ecdsa", "-b", "256"], &["-t", "ecdsa", "-b", "384"]] {
        let desk = Desk::new(kind);
        // Whether a number has a leading zero is chance: several signatures meet both.
        for n in 0..8 {
            desk.press.git(&["commit", "-q", "-S", "--allow-empty", "-m", &format!("{n}")]);
            assert_eq!(desk.signer(&desk.press.head()), Ok(desk.id()), "{kind:?}");
        }
        assert!(desk.git_accepts("HEAD"));
        desk.press.git(&["commit", "-q", "--allow-empty", "-m", "plain"]);
        assert!(matches!(desk.signer(&desk.press.head()), Err(BadSignature::Unsigned(_))));
    }
}

#[test]
fn a_fingerprint_is_the_one_that_ssh_keygen_prints() {
    for kind in [&["-t", "ed25519"][..], &["-t", "ecdsa", "-b", "256"], &["-t", "ecdsa", "-b", "384"]] {
        let desk = Desk::new(kind);
        let printed = Command::new("ssh-keygen").arg("-lf").arg(&desk.key).output().unwrap();
        assert!(String::from_utf8_lossy(&printed.stdout).contains(&desk.id().to_string()));
    }
}

#[test]
fn rsa_and_p521_are_good_to_git_and_nothing_to_us() {
    for kind in [&["-t", "rsa", "-b", "2048"][..], &["-t", "ecdsa", "-b", "521"]] {
        let desk = Desk::new(kind);
        desk.press.git(&["commit", "-q", "-S", "--allow-empty", "-m", "signed"]);
        assert!(desk.git_accepts("HEAD"));
        assert_eq!(key_id(&desk.public), None);
        assert_eq!(desk.signer(&desk.press.head()), Err(BadSignature::Algorithm), "{kind:?}");
        assert_eq!(signing_key_id(&desk.repository(), None), None);
    }
}

#[test]
fn a_certificate_is_good_to_git_and_nothing_to_us() {
    let desk = Desk::ed25519();
    let authority = desk.press.folder().join(".git/authority");
    let mut keygen = Command::new("ssh-keygen");
    keygen.args(["-q", "-N", "", "-t", "ed25519", "-f"]).arg(&authority);
    assert!(keygen.status().unwrap().success());
    let mut certify = Command::new("ssh-keygen");
    certify
        .args(["-q", "-I", "yue", "-n", "yue@anlan.example", "-s"])
        .arg(&authority)
        .arg(desk.key.with_extension("pub"));
    assert!(certify.status().unwrap().success());
    let certificate = desk.press.folder().join(".git/key-cert.pub");
    desk.config("user.signingKey", certificate.to_str().unwrap());
    desk.press.git(&["commit", "-q", "-S", "--allow-empty", "-m", "signed"]);
    assert_eq!(desk.signer(&desk.press.head()), Err(BadSignature::Algorithm));
}

#[test]
fn git_accepts_what_is_signed_in_process() {
    let desk = Desk::ed25519();
    let key = NewKey::generate("yue").unwrap();
    desk.allow(&key.public);
    let moment = Moment::parse("2026-11-20 09:00").unwrap();
    let author = Author { name: "岳晓帆", email: "yue@anlan.example", moment, zone: Zone::SHANGHAI };
    let repository = desk.repository();
    let head = CommitId::parse(&desk.press.head()).unwrap();
    let tree = repository.tree_of(head).unwrap();
    for parents in [&[][..], &[head]] {
        let commit = NewCommit { tree, parents, author, message: "签\n\nQianfa-Version: 1\n", key: Some(&key) };
        let id = write_commit(&repository, &commit).unwrap().to_string();
        assert!(desk.git_accepts(&id));
        assert!(desk.press.try_git(&["fsck", "--strict", &id], b"").0, "git finds nothing odd in it");
    }
    let armour = key.sign("qianfa-policy", b"policy").unwrap();
    assert!(ssh_keygen_accepts(&desk, "qianfa-policy", b"policy", &armour));
    assert!(!ssh_keygen_accepts(&desk, "git", b"policy", &armour));
}

#[test]
fn a_sign_off_made_with_the_persons_key_file_is_good_to_both() {
    for kind in [&["-t", "ed25519"][..], &["-t", "ecdsa", "-b", "256"], &["-t", "ecdsa", "-b", "384"]] {
        let desk = Desk::new(kind);
        assert_eq!(signing_key_id(&desk.repository(), None), Some(desk.id()));
        let head = desk.press.head();
        let id = desk.sign_off(Signer::default()).unwrap();
        assert_eq!(desk.press.head(), head, "no branch moved");
        assert_eq!(desk.signer(&id.to_string()), Ok(desk.id()));
        assert!(desk.git_accepts(&id.to_string()));
        let raw = desk.repository().objects().unwrap().commit(id).unwrap();
        let commit = RawCommit::parse(&raw).unwrap();
        assert_eq!(Statement::parse(commit.message), Ok(desk.approval()));
    }
}

#[test]
fn a_sign_off_made_by_hand_with_git_reads_the_same() {
    let desk = Desk::ed25519();
    let statement = Statement { reason: "第一段。\n\n第二段。".into(), ..desk.approval() };
    let message = statement.print("同意").unwrap();
    let (made, _) = desk.press.try_git(&["commit", "-q", "--allow-empty", "-S", "-F", "-"], message.as_bytes());
    assert!(made);
    let head = CommitId::parse(&desk.press.head()).unwrap();
    let raw = desk.repository().objects().unwrap().commit(head).unwrap();
    assert_eq!(Statement::parse(RawCommit::parse(&raw).unwrap().message), Ok(statement));
    assert_eq!(desk.signer(&desk.press.head()), Ok(desk.id()));
}

#[test]
fn another_key_may_be_named_for_one_sign_off() {
    let (desk, other) = (Desk::ed25519(), Desk::new(&["-t", "ecdsa", "-b", "256"]));
    desk.config("gpg.format", "openpgp");
    desk.config("user.signingKey", "0xDEADBEEF");
    let refused = desk.sign_off(Signer::default());
    assert!(matches!(refused, Err(GitError::SignatureFormat { format }) if format == "openpgp"));
    let signer = Signer { key: other.key.to_str() };
    assert_eq!(signer.key_id(&desk.repository(), None), Some(other.id()));
    let id = desk.sign_off(signer).unwrap();
    assert_eq!(desk.signer(&id.to_string()), Err(BadSignature::UnknownKey(other.id())));
}

#[test]
fn settings_that_would_unsign_a_sign_off_do_not_reach_it() {
    let desk = Desk::ed25519();
    desk.config("i18n.commitEncoding", "GBK");
    desk.config("commit.gpgSign", "false");
    let id = desk.sign_off(Signer::default()).unwrap();
    assert_eq!(desk.signer(&id.to_string()), Ok(desk.id()));
}

#[test]
fn a_replacement_of_the_parent_changes_nothing() {
    let desk = Desk::ed25519();
    let head = desk.press.commit(&[(PAGE, "b")]);
    desk.press.git(&["replace", "--graft", &head]);
    let id = desk.sign_off(Signer::default()).unwrap();
    assert_eq!(desk.signer(&id.to_string()), Ok(desk.id()));
}

#[test]
fn a_signer_that_refuses_is_quoted() {
    let desk = Desk::ed25519();
    std::fs::remove_file(&desk.key).unwrap();
    std::fs::remove_file(desk.key.with_extension("pub")).unwrap();
    assert!(matches!(desk.sign_off(Signer::default()), Err(GitError::Signer { message, .. }) if !message.is_empty()));
    let file = sign_file(&desk.repository(), "qianfa-policy", b"policy", Signer::default());
    assert!(matches!(file, Err(GitError::Signer { message, .. }) if !message.is_empty()));
    desk.press.git(&["config", "--unset", "user.signingKey"]);
    let file = sign_file(&desk.repository(), "qianfa-policy", b"policy", Signer::default());
    assert!(matches!(file, Err(GitError::NoSigningKey)));
    desk.config("gpg.ssh.program", "no-such-program");
    let signer = Signer { key: Some("x") };
    assert!(matches!(sign_file(&desk.repository(), "n", b"", signer), Err(GitError::Program { .. })));
}

#[test]
fn a_message_reaches_the_commit_byte_for_byte() {
    let desk = Desk::ed25519();
    let parent = CommitId::parse(&desk.press.head()).unwrap();
    let tree = desk.repository().tree_of(parent).unwrap();
    for message in ["no newline at the end", "#\n\n\n# no comment \n\n", "\n a\r\n", "gpgsig x\n"] {
        let draft = Draft { tree, parent, message };
        let id = sign_off(&desk.repository(), &draft, Signer::default()).unwrap();
        let raw = desk.repository().objects().unwrap().commit(id).unwrap();
        assert_eq!(RawCommit::parse(&raw).unwrap().message, message.as_bytes());
        assert_eq!(desk.signer(&id.to_string()), Ok(desk.id()));
    }
    let draft = Draft { tree, parent, message: "a\0b\n" };
    assert!(sign_off(&desk.repository(), &draft, Signer::default()).is_err());
}

#[test]
fn a_signed_file_is_good_to_both_and_for_one_purpose() {
    let desk = Desk::ed25519();
    let armour = sign_file(&desk.repository(), "qianfa-policy", b"policy", Signer::default()).unwrap();
    let verify = |namespace, bytes| desk.ring().verify_file(namespace, bytes, armour.as_bytes());
    assert_eq!(verify("qianfa-policy", b"policy").unwrap().id(), desk.id());
    assert_eq!(verify("git", b"policy"), Err(BadSignature::Namespace));
    assert_eq!(verify("qianfa-policy", b"policy "), Err(BadSignature::Bad));
    assert!(ssh_keygen_accepts(&desk, "qianfa-policy", b"policy", &armour));
}

/// An agent of its own, which ends with the test.
#[cfg(unix)]
struct Agent {
    child: std::process::Child,
    socket: PathBuf,
}

#[cfg(unix)]
impl Agent {
    /// Returns an agent that holds the desk's key, whose file is gone then; nothing where there is no ssh-agent.
    fn with_key_of(desk: &Desk) -> Option<Self> {
        let socket = desk.press.folder().join(".git/agent");
        let mut agent = Command::new("ssh-agent");
        agent.arg("-D").arg("-a").arg(&socket).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut agent = Self { child: agent.spawn().ok()?, socket };
        while std::os::unix::net::UnixStream::connect(&agent.socket).is_err() {
            assert!(agent.child.try_wait().unwrap().is_none(), "the agent listens as long as it lives");
            std::thread::yield_now();
        }
        let mut add = Command::new("ssh-add");
        add.arg("-q").arg(&desk.key).env("SSH_AUTH_SOCK", &agent.socket).stderr(Stdio::null());
        assert!(add.status().unwrap().success());
        std::fs::remove_file(&desk.key).unwrap();
        Some(agent)
    }

    /// Returns a program that signs as ssh-keygen does, with this agent: a test cannot change its own environment.
    fn program(&self) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let program = self.socket.with_extension("sh");
        let script = format!("#!/bin/sh\nSSH_AUTH_SOCK='{}' exec ssh-keygen \"$@\"\n", self.socket.display());
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        program
    }
}

#[cfg(unix)]
impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_key_that_only_an_agent_holds_signs_too() {
    let desk = Desk::ed25519();
    let Some(agent) = Agent::with_key_of(&desk) else { return };
    desk.config("gpg.ssh.program", agent.program().to_str().unwrap());
    let line = format!("key::{}", desk.public.trim());
    let public = desk.key.with_extension("pub");
    for key in [&*line, public.to_str().unwrap()] {
        desk.config("user.signingKey", key);
        assert_eq!(signing_key_id(&desk.repository(), None), Some(desk.id()));
        let id = desk.sign_off(Signer::default()).unwrap();
        assert_eq!(desk.signer(&id.to_string()), Ok(desk.id()));
        let armour = sign_file(&desk.repository(), "qianfa-policy", b"policy", Signer::default()).unwrap();
        assert!(desk.ring().verify_file("qianfa-policy", b"policy", armour.as_bytes()).is_ok());
    }
    desk.press.git(&["config", "--unset", "user.signingKey"]);
    let id = desk.sign_off(Signer { key: Some(&line) }).unwrap();
    assert_eq!(desk.signer(&id.to_string()), Ok(desk.id()));
    let list = agent.socket.with_extension("list");
    std::fs::write(&list, &desk.public).unwrap();
    desk.config("gpg.ssh.defaultKeyCommand", &format!("cat {}", list.display()));
    assert_eq!(signing_key_id(&desk.repository(), None), Some(desk.id()));
    let id = desk.sign_off(Signer::default()).unwrap();
    assert_eq!(desk.signer(&id.to_string()), Ok(desk.id()));
}
