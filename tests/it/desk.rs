//! `Desk`: a real office in a real repository. Eleven people with keys on disk, a signed matrix, pages and sign-offs.
//!
//! Everything is made by git and `ssh-keygen`, as an auditor or an attacker would make it: no function of the program
//! has a part in a signature, an item line or a policy. What the program then says of it is read from its JSON alone.
//!
//! A desk is a copy of a template, which is made once and kept below `target/tmp` for as long as its ingredients stay
//! the same.

mod keys;
mod matrix;
mod program;
mod raw;
mod sign_off;

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::press::Press;

pub(crate) use matrix::{Draft, key_paragraph};
pub(crate) use program::Release;
pub(crate) use raw::{base64, field, header, seal, sshsig};
pub(crate) use sign_off::{SignOff, last_paragraph};

/// The page that most claims are about.
pub(crate) const PAGE: &str = "content/notice/2026-11-20-a.md";
/// Where it is published.
pub(crate) const ADDRESS: &str = "notice/2026/1120-a.html";
/// Another page, which stays as it is.
pub(crate) const OTHER: &str = "content/notice/2026-11-21-b.md";
/// Where that is published.
pub(crate) const OTHER_ADDRESS: &str = "notice/2026/1120-b.html";
/// What stands in [`PAGE`] of [`Desk::published`], and nowhere else.
pub(crate) const FIRST: &str = "第一稿的正文。";
/// What editors change it to.
pub(crate) const SECOND: &str = "第二稿的正文。";
/// The two heads, leaders and final reviewers sign in this order where a claim needs only one of each.
pub(crate) const USUAL: [(&str, &str); 2] = [("song", "head"), ("fan", "final")];
/// Everybody who may approve a sensitive page of the office, and in which step.
pub(crate) const REVIEWERS: [(&str, &str); 6] =
    [("song", "head"), ("he", "head"), ("gao", "leader"), ("fan", "leader"), ("fan", "final"), ("tao", "final")];

/// A temporary repository with people, keys, a signed matrix and a history; git itself made all of it.
pub(crate) struct Desk {
    press: Press,
    /// A folder beside the repository, for the output and the trust root.
    beside: tempfile::TempDir,
    /// The trust root, where it is not the one that this repository says itself.
    pinned: Option<String>,
}

impl Deref for Desk {
    type Target = Press;

    fn deref(&self) -> &Press {
        &self.press
    }
}

/// The templates: `keys/`, and for each a folder and how far its clock has moved.
fn templates() -> &'static Path {
    static PLACE: OnceLock<PathBuf> = OnceLock::new();
    PLACE.get_or_init(|| {
        let above = Path::new(env!("CARGO_TARGET_TMPDIR")).join("desk");
        let place = above.join(&sha256(INGREDIENTS.concat().as_bytes())[..16]);
        if !place.exists() {
            std::fs::create_dir_all(&above).unwrap();
            let made = tempfile::tempdir_in(&above).unwrap();
            make_templates(made.path());
            // Another process may have been faster; then its templates are as good.
            if std::fs::rename(made.path(), &place).is_ok() {
                let _moved = made.keep();
            }
            assert!(place.exists(), "the templates of the desk");
        }
        place
    })
}

/// Whatever changes what the templates hold.
const INGREDIENTS: [&str; 8] = [
    include_str!("desk.rs"),
    include_str!("desk/keys.rs"),
    include_str!("desk/matrix.rs"),
    include_str!("desk/raw.rs"),
    include_str!("desk/sign_off.rs"),
    matrix::SITE,
    matrix::REVIEWERS,
    matrix::TOPICS,
];

fn make_templates(place: &Path) {
    keys::make(&place.join("keys"));
    let founded = Desk::of(Press::empty());
    // A test does not outlive the machine.
    founded.git(&["config", "core.fsync", "none"]);
    matrix::found(&founded, &place.join("keys"));
    founded.store(place, "founded");
    let desk = founded;
    desk.commit_with(&place.join("keys/qin"), &[(PAGE, &page(FIRST)), (OTHER, &page("另一页。"))]);
    for (person, step) in USUAL {
        SignOff::new(&desk, &place.join("keys"), person, "approve", Some(step), &[PAGE, OTHER]).commit(&desk);
    }
    desk.store(place, "published");
}

impl Desk {
    fn store(&self, place: &Path, name: &str) {
        self.git(&["repack", "-q", "-a", "-d"]);
        std::fs::create_dir(place.join(name)).unwrap();
        crate::press::copy(self.folder(), &place.join(name));
        std::fs::write(place.join(format!("{name}.minutes")), self.minutes().to_string()).unwrap();
    }

    fn of(press: Press) -> Self {
        Self { press, beside: tempfile::tempdir().unwrap(), pinned: None }
    }

    fn from(name: &str) -> Self {
        let minutes = std::fs::read_to_string(templates().join(format!("{name}.minutes"))).unwrap();
        let press = Press::copy_of(&templates().join(name), minutes.parse().unwrap());
        Self::of(press)
    }

    /// Returns a desk with a signed policy 1 and a signed `site.toml`, and no page.
    pub(crate) fn new() -> Self {
        Self::from("founded")
    }

    /// Returns a desk where [`PAGE`] (text [`FIRST`]) and [`OTHER`] are approved by song and fan; qin wrote both.
    pub(crate) fn published() -> Self {
        Self::from("published")
    }

    /// Returns a desk where [`PAGE`] was approved, and then changed by qin to [`SECOND`]: the second value is the edit.
    pub(crate) fn edited() -> (Self, String) {
        let desk = Self::published();
        let edit = desk.edit("qin", PAGE, &page(SECOND));
        (desk, edit)
    }

    /// Returns a clone that git makes with these arguments, under the same trust root.
    pub(crate) fn cloned(&self, arguments: &[&str]) -> Self {
        self.git(&["config", "uploadpack.allowFilter", "true"]);
        let desk = Self { pinned: Some(self.trust()), ..Self::of(Press::without_repository(self.minutes())) };
        let from = format!("file://{}", self.folder().display());
        desk.git(&[&["clone", "-q"], arguments, &[&*from, "."]].concat());
        desk
    }

    /// Pins this trust root, whatever the repository says itself.
    pub(crate) fn pin(&mut self, trust: &str) {
        self.pinned = Some(trust.to_owned());
    }

    /// Returns the file that holds the private key of a person.
    pub(crate) fn key(&self, person: &str) -> PathBuf {
        templates().join("keys").join(person)
    }

    /// Returns the line that registers the key of a person.
    pub(crate) fn public(&self, person: &str) -> String {
        keys::public(&templates().join("keys"), person)
    }

    /// Returns the commit that first carries policy 1.
    pub(crate) fn genesis(&self) -> String {
        self.git(&["rev-list", "--max-parents=0", "main"]).lines().next_back().unwrap().to_owned()
    }

    /// Returns a folder outside the repository.
    pub(crate) fn beside(&self) -> &Path {
        self.beside.path()
    }

    /// Writes these files and commits them, signed with the key in this file.
    pub(crate) fn commit_with(&self, key: &Path, files: &[(&str, &str)]) -> String {
        files.iter().for_each(|(path, text)| self.write(path, text));
        self.record_with(key, "edit")
    }

    /// Commits whatever the work tree holds, signed with the key in this file.
    pub(crate) fn record_with(&self, key: &Path, message: &str) -> String {
        self.git(&["add", "-A"]);
        self.commit_index(key, message)
    }

    /// Commits the index, signed with the key in this file.
    pub(crate) fn commit_index(&self, key: &Path, message: &str) -> String {
        self.tick();
        let signing = signing(key);
        let mut arguments: Vec<&str> = signing.iter().map(String::as_str).collect();
        arguments.extend(["commit", "-q", "-S", "--allow-empty", "--cleanup=verbatim", "-F", "-"]);
        let (success, output) = self.try_git(&arguments, message.as_bytes());
        assert!(success, "{output}");
        self.head()
    }

    /// Writes these files and commits them, signed by a person.
    pub(crate) fn write_as(&self, person: &str, files: &[(&str, &str)]) -> String {
        self.commit_with(&self.key(person), files)
    }

    /// Changes one file, signed by a person.
    pub(crate) fn edit(&self, person: &str, path: &str, text: &str) -> String {
        self.write_as(person, &[(path, text)])
    }

    /// Commits the work tree, signed by a person.
    pub(crate) fn record_as(&self, person: &str) -> String {
        self.record_with(&self.key(person), "edit")
    }

    /// Deletes a file, signed by a person.
    pub(crate) fn delete_as(&self, person: &str, path: &str) -> String {
        std::fs::remove_file(self.folder().join(path)).unwrap();
        self.record_as(person)
    }

    /// Moves a file, signed by a person.
    pub(crate) fn move_as(&self, person: &str, from: &str, to: &str) -> String {
        let text = std::fs::read_to_string(self.folder().join(from)).unwrap();
        std::fs::remove_file(self.folder().join(from)).unwrap();
        self.edit(person, to, &text)
    }

    /// Approves one step of these items by hand.
    pub(crate) fn sign(&self, person: &str, step: &str, paths: &[&str]) -> String {
        self.statement(person, "approve", Some(step), paths).commit(self)
    }

    /// Approves both ordinary steps of a public page, as song and fan do.
    pub(crate) fn sign_all(&self, paths: &[&str]) -> String {
        USUAL.map(|(person, step)| self.sign(person, step, paths))[1].clone()
    }

    /// Approves the three steps of a sensitive page.
    pub(crate) fn sign_three(&self, paths: &[&str]) -> String {
        self.sign("song", "head", paths);
        self.sign("gao", "leader", paths);
        self.sign("fan", "final", paths)
    }

    /// Objects, with a reason.
    pub(crate) fn object(&self, person: &str, step: &str, path: &str) -> String {
        self.statement(person, "object", Some(step), &[path]).reason("数字有误").commit(self)
    }

    /// Approves the absence of a page.
    pub(crate) fn withdraw(&self, person: &str, step: &str, path: &str) -> String {
        self.statement(person, "withdraw", Some(step), &[path]).commit(self)
    }

    /// Approves the absence of a public page in both ordinary steps.
    pub(crate) fn withdraw_all(&self, path: &str) -> String {
        USUAL.map(|(person, step)| self.withdraw(person, step, path))[1].clone()
    }

    /// Signs for an emergency.
    pub(crate) fn emergency(&self, person: &str, step: &str, path: &str) -> String {
        self.statement(person, "emergency", Some(step), &[path]).reason("台风").commit(self)
    }

    /// Answers for text that others brought in.
    pub(crate) fn vouch(&self, person: &str, paths: &[&str]) -> String {
        self.statement(person, "vouch", None, paths).commit(self)
    }

    /// Returns a sign-off that is not committed yet, and that can be forged line by line.
    pub(crate) fn statement(&self, person: &str, action: &str, step: Option<&str>, paths: &[&str]) -> SignOff {
        SignOff::new(self, &templates().join("keys"), person, action, step, paths)
    }

    /// Makes `commit` the tip of the branch; the work tree follows.
    pub(crate) fn put(&self, commit: &str) {
        self.git(&["reset", "-q", "--hard", commit]);
    }

    /// Merges `other` with its changes, stopping for nothing, as a commit with these parents in this order.
    pub(crate) fn join(&self, parents: &[&str], tree: &str) -> String {
        self.tick();
        let tree = self.git(&["rev-parse", &format!("{tree}^{{tree}}")]);
        let parents: Vec<&str> = parents.iter().flat_map(|p| ["-p", *p]).collect();
        let commit = self.git(&[&["commit-tree", "-m", "merge", &*tree], &*parents].concat());
        self.put(&commit);
        commit
    }
}

/// Returns what makes git sign with the key in this file.
fn signing(key: &Path) -> [String; 4] {
    let key = format!("user.signingKey={}", key.display());
    ["-c".into(), "gpg.format=ssh".into(), "-c".into(), key]
}

/// Returns the hash of these bytes, as hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Returns a public page of the office.
pub(crate) fn page(body: &str) -> String {
    page_of("office", "public", "", body)
}

/// Returns a sensitive page of the office.
pub(crate) fn sensitive(body: &str) -> String {
    page_of("office", "sensitive", "", body)
}

/// Returns a page of this department and level; `more` are further lines of its front matter.
pub(crate) fn page_of(department: &str, level: &str, more: &str, body: &str) -> String {
    let head = format!("title: 关于申报的通知\ndepartment: {department}\nconfidentiality: {level}\n");
    format!("---\n{head}date: 2026-11-20 10:00\nsummary: 申报的通知。\n{more}---\n{body}\n")
}

/// The desk itself, before the program is asked anything: git and OpenSSH accept what it makes.
mod tests {
    use super::*;

    /// Returns the desk with the list of registered keys that git asks when it verifies.
    fn with_signers() -> Desk {
        let desk = Desk::published();
        let file = desk.beside().join("allowed_signers");
        std::fs::write(&file, keys::allowed_signers(&templates().join("keys"))).unwrap();
        desk.git(&["config", "gpg.ssh.allowedSignersFile", file.to_str().unwrap()]);
        desk
    }

    #[test]
    fn git_verifies_every_commit_of_the_desk() {
        let desk = with_signers();
        desk.edit("lu", PAGE, &page(SECOND));
        desk.object("gao", "leader", PAGE);
        desk.vouch("qin", &[PAGE]);
        desk.delete_as("qin", PAGE);
        desk.withdraw("song", "head", PAGE);
        desk.policy(&["yue", "zhou"], |text| text);
        for commit in desk.git(&["rev-list", "HEAD"]).lines() {
            desk.git(&["verify-commit", commit]);
        }
        let (verified, _) = desk.try_git(&["verify-commit", &desk.commit(&[(OTHER, "x")])], b"");
        assert!(!verified, "an unsigned commit");
    }

    #[test]
    fn openssh_verifies_the_signatures_of_every_policy() {
        let desk = with_signers();
        desk.policy(&["yue", "ding"], |text| text);
        for (file, person) in [("0001", "yue"), ("0001", "ding"), ("0002", "yue"), ("0002", "ding")] {
            assert!(keys::verify(&desk, file, person, person), "{file} {person}");
            assert!(!keys::verify(&desk, file, person, "zhou"), "{file} {person} is not zhou");
        }
    }

    #[test]
    fn a_sign_off_says_what_git_says() {
        let desk = Desk::published();
        let message = desk.git(&["log", "-1", "--format=%B"]);
        let tree = desk.git(&["ls-tree", "HEAD", "--", PAGE]);
        let blob = tree.split([' ', '\t']).nth(2).unwrap();
        let hash = sha256(&std::fs::read(desk.folder().join(PAGE)).unwrap());
        assert!(message.contains(&format!("\nQianfa-Item: 100644 sha256:{hash} {blob} {PAGE}\n")), "{message}");
        assert!(message.contains(&format!("\nQianfa-Parent: {}\n", desk.git(&["rev-parse", "HEAD~1"]))));
        assert_eq!(desk.git(&["rev-parse", "HEAD^{tree}"]), desk.git(&["rev-parse", "HEAD~1^{tree}"]));
    }

    #[test]
    fn a_raw_object_that_a_person_seals_is_what_git_would_have_made() {
        let desk = with_signers();
        let payload = desk.payload(&["HEAD"], "纯文本\n");
        let sealed = desk.seal("song", &payload);
        desk.git(&["verify-commit", &desk.store_object(&sealed)]);
    }

    #[test]
    fn nothing_is_left_uncommitted() {
        for desk in [Desk::new(), Desk::published()] {
            assert_eq!(desk.git(&["status", "--porcelain"]), "");
        }
    }
}
