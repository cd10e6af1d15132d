//! The matrix of the desk, and its signed versions, written by hand as gate.md §3 shows them.

use std::path::{Path, PathBuf};

use super::{Desk, keys, sha256, templates};

pub(super) const SITE: &str = include_str!("../../data/desk/site.toml");
pub(super) const REVIEWERS: &str = include_str!("../../data/desk/reviewers.toml");
pub(super) const TOPICS: &str = include_str!("../../data/desk/topics.txt");

const FOLDER: &str = ".qianfa/policy";

/// Makes the first two commits: the matrix with its signatures, then `site.toml` with the sign-off it needs.
pub(super) fn found(desk: &Desk, keys: &Path) {
    desk.write(&format!("{FOLDER}/0001.lexicon/topics.txt"), TOPICS);
    let text = REVIEWERS.replace("{{people}}", &people(keys)).replace("{{topics}}", &sha256(TOPICS.as_bytes()));
    write(desk, keys, 1, &text, &["yue", "ding"]);
    desk.write("reviewers.toml", &text);
    desk.record_with(&keys.join("yue"), "matrix");
    desk.commit_with(&keys.join("qin"), &[("site.toml", SITE)]);
    super::SignOff::new(desk, keys, "fan", "approve", Some("final"), &["site.toml"]).commit(desk);
}

fn people(keys: &Path) -> String {
    let one = |(person, department): (&str, &str)| {
        let person_paragraph = format!("[person.{person}]\nname       = \"{person}\"\ndepartment = \"{department}\"\n");
        format!("{person_paragraph}\n{}\n", key_paragraph(person, &keys::public(keys, person), "active"))
    };
    keys::PEOPLE.map(one).concat()
}

/// Returns the paragraph that registers a key.
pub(crate) fn key_paragraph(person: &str, public: &str, state: &str) -> String {
    format!("[[key]]\nperson = \"{person}\"\npublic = \"{public}\"\nstate  = \"{state}\"\nsince  = 2026-11-01\n")
}

/// Writes one version and its signatures.
fn write(desk: &Desk, keys: &Path, serial: u32, text: &str, signers: &[&str]) {
    desk.write(&format!("{FOLDER}/{serial:04}.toml"), text);
    for signer in signers {
        let signature = keys::sign(keys, signer, "qianfa-policy", text.as_bytes());
        desk.write(&format!("{FOLDER}/{serial:04}.{signer}.sig"), &signature);
    }
}

/// A version of the matrix that is not signed yet; its fields can be forged.
pub(crate) struct Draft {
    pub(crate) serial: u32,
    pub(crate) text: String,
}

impl Draft {
    /// Returns the successor of the newest version that the work tree holds, in force from HEAD on.
    fn next(desk: &Desk) -> Self {
        let serial = desk.serial();
        let before = desk.policy_text(serial);
        let mut draft = Self { serial: serial + 1, text: before.clone() };
        draft.set("serial", &(serial + 1).to_string());
        draft.set("previous", &format!("\"sha256:{}\"", sha256(before.as_bytes())));
        draft.set("after", &format!("\"{}\"", desk.head()));
        draft
    }

    /// Sets a key at the top of the file.
    pub(crate) fn set(&mut self, key: &str, value: &str) {
        let line = |line: &str| line.split('=').next().is_some_and(|k| k.trim() == key);
        let (head, rest) = self.text.split_once("\n[policy]").unwrap();
        let mut lines: Vec<String> = head.lines().filter(|l| !line(l)).map(str::to_owned).collect();
        lines.push(format!("{key} = {value}"));
        self.text = format!("{}\n\n[policy]{rest}", lines.join("\n").trim_end());
    }

    /// Names a commit in a list at the top of the file: `void` or `rejects`.
    pub(crate) fn name(&mut self, key: &str, what: &str) {
        self.set(key, &format!("[\"{what}\"]"));
    }

    /// Changes the text after the part at the top; what is looked for must be there.
    pub(crate) fn replace(&mut self, from: &str, to: &str) {
        assert!(self.text.contains(from), "{from} stands in the matrix");
        self.text = self.text.replacen(from, to, 1);
    }

    /// Writes it as `reviewers.toml` and as a version of the archive, signed by these people, and commits that.
    pub(crate) fn sign(&self, desk: &Desk, signers: &[&str]) -> String {
        desk.write("reviewers.toml", &self.text);
        self.sign_apart(desk, signers)
    }

    /// Writes it as a version of the archive alone, signed by these people, and commits that.
    pub(crate) fn sign_apart(&self, desk: &Desk, signers: &[&str]) -> String {
        self.write(desk, signers);
        desk.record_with(&desk.key("yue"), "policy")
    }

    /// Writes it as a version of the archive, signed by these people; nothing is committed.
    pub(crate) fn write(&self, desk: &Desk, signers: &[&str]) {
        let lexicon = desk.policy_file(&format!("{:04}.lexicon", self.serial));
        if !lexicon.exists() {
            std::fs::create_dir_all(&lexicon).unwrap();
            crate::press::copy(&desk.policy_file(&format!("{:04}.lexicon", self.serial - 1)), &lexicon);
        }
        write(desk, &templates().join("keys"), self.serial, &self.text, signers);
    }
}

impl Desk {
    /// Returns the path of a file in the archive of policies.
    pub(crate) fn policy_file(&self, name: &str) -> PathBuf {
        self.folder().join(FOLDER).join(name)
    }

    /// Returns the highest serial in the archive of the work tree.
    pub(crate) fn serial(&self) -> u32 {
        (1..).take_while(|n| self.policy_file(&format!("{n:04}.toml")).exists()).last().unwrap()
    }

    /// Returns the text of a version.
    pub(crate) fn policy_text(&self, serial: u32) -> String {
        std::fs::read_to_string(self.policy_file(&format!("{serial:04}.toml"))).unwrap()
    }

    /// Returns the next version, unsigned and unchanged.
    pub(crate) fn draft(&self) -> Draft {
        Draft::next(self)
    }

    /// Signs a next version in which the text is changed so, and commits it.
    pub(crate) fn policy(&self, signers: &[&str], change: impl FnOnce(String) -> String) -> String {
        let mut draft = self.draft();
        draft.text = change(draft.text);
        draft.sign(self, signers)
    }

    /// Signs a next version, by two of root, in which `from` stands as `to`.
    pub(crate) fn amend(&self, from: &str, to: &str) -> String {
        let mut draft = self.draft();
        draft.replace(from, to);
        draft.sign(self, &["yue", "ding"])
    }

    /// Signs a next version in which the key of a person has this state; `more` are further lines of its paragraph.
    pub(crate) fn set_key(&self, person: &str, state: &str, more: &str) -> String {
        let from = key_paragraph(person, &self.public(person), "active");
        let to = key_paragraph(person, &self.public(person), state);
        self.amend(&from, &format!("{to}{more}"))
    }

    /// Signs a next version in which the state of a person's key changes from one to another.
    pub(crate) fn set_key_of(&self, person: &str, from: &str, to: &str) -> String {
        let public = self.public(person);
        self.amend(&key_paragraph(person, &public, from), &key_paragraph(person, &public, to))
    }

    /// Signs a next version that registers one more key for a person.
    pub(crate) fn add_key(&self, person: &str, name: &str) -> String {
        let paragraph = key_paragraph(person, &self.public(name), "active");
        self.amend("[[grant]]", &format!("{paragraph}\n[[grant]]"))
    }
}
