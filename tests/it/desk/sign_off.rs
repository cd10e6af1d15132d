//! A sign-off by hand: a second reading of gate.md §4, from nothing but git, `ssh-keygen -l` and SHA-256.
//!
//! A statement is a list of lines until it is committed, so that an attack can change any of them.

use std::path::Path;

use super::{Desk, keys, sha256};

/// A sign-off that is not committed yet.
pub(crate) struct SignOff {
    /// The lines of its last paragraph.
    pub(crate) lines: Vec<String>,
    /// What stands above them, after the subject.
    pub(crate) reason: String,
    key: std::path::PathBuf,
}

impl SignOff {
    /// Returns what `person` says about these items of HEAD, whose key is in the folder `keys`.
    pub(super) fn new(
        desk: &Desk,
        keys: &Path,
        person: &str,
        action: &str,
        step: Option<&str>,
        paths: &[&str],
    ) -> Self {
        let mut lines = vec![
            "Qianfa-Version: 1".to_owned(),
            format!("Qianfa-Root: sha256:{}", sha256(&desk.bytes_of("blob", "HEAD:.qianfa/policy/0001.toml"))),
            format!("Qianfa-Key: {}", keys::fingerprint(keys, person)),
            format!("Qianfa-Parent: {}", desk.head()),
            format!("Qianfa-Policy: {}", known(desk)),
            format!("Qianfa-Action: {action}"),
        ];
        lines.extend(step.map(|step| format!("Qianfa-Step: {step}")));
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        lines.extend(paths.iter().map(|path| item(desk, path, action)));
        Self { lines, reason: String::new(), key: keys.join(person) }
    }

    /// Gives a reason.
    pub(crate) fn reason(mut self, reason: &str) -> Self {
        reason.clone_into(&mut self.reason);
        self
    }

    /// Gives the first line of this key another value.
    pub(crate) fn set(mut self, key: &str, value: &str) -> Self {
        let at = self.at(key);
        self.lines[at] = format!("{key}: {value}");
        self
    }

    /// Replaces the first line of this key, colon and all; nothing takes it away.
    pub(crate) fn line(mut self, key: &str, line: &[&str]) -> Self {
        let at = self.at(key);
        self.lines.splice(at..=at, line.iter().map(|l| (*l).to_owned()));
        self
    }

    /// Returns the first line of this key.
    pub(crate) fn get(&self, key: &str) -> String {
        self.lines[self.at(key)].clone()
    }

    fn at(&self, key: &str) -> usize {
        self.lines.iter().position(|l| l.starts_with(&format!("{key}:"))).unwrap()
    }

    /// Returns the whole message.
    pub(crate) fn message(&self) -> String {
        let reason = if self.reason.is_empty() { String::new() } else { format!("{}\n\n", self.reason) };
        format!("签发\n\n{reason}{}\n", self.lines.join("\n"))
    }

    /// Commits it on HEAD, signed by the person who says it.
    pub(crate) fn commit(&self, desk: &Desk) -> String {
        desk.commit_index(&self.key, &self.message())
    }

    /// Commits it on HEAD, signed by somebody else.
    pub(crate) fn commit_as(&self, desk: &Desk, person: &str) -> String {
        desk.commit_index(&desk.key(person), &self.message())
    }

    /// Commits it on HEAD without any signature.
    pub(crate) fn commit_unsigned(&self, desk: &Desk) -> String {
        desk.tick();
        desk.git(&["commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", &self.message()]);
        desk.head()
    }
}

/// `known(HEAD)`: the newest version that HEAD holds.
fn known(desk: &Desk) -> String {
    let files = desk.git(&["ls-tree", "--name-only", "HEAD", "--", ".qianfa/policy/"]);
    let newest = files.lines().filter(|f| f.ends_with(".toml")).max().unwrap();
    let serial: u32 = newest.trim_start_matches(".qianfa/policy/").trim_end_matches(".toml").parse().unwrap();
    format!("{serial} sha256:{}", sha256(&desk.bytes_of("blob", &format!("HEAD:{newest}"))))
}

/// The line of one item, as `git ls-tree` and `sha256sum` say it; of an absence, none of that.
fn item(desk: &Desk, path: &str, action: &str) -> String {
    if action == "withdraw" {
        return format!("Qianfa-Item: - - - {path}");
    }
    let tree = desk.git(&["-c", "core.quotePath=false", "ls-tree", "HEAD", "--", path]);
    let parts: Vec<&str> = tree.split([' ', '\t']).collect();
    assert_eq!(parts.len(), 4, "{path} in HEAD, and no space in it: {tree}");
    let hash = sha256(&desk.bytes_of("blob", &format!("HEAD:{path}")));
    format!("Qianfa-Item: {} sha256:{hash} {} {path}", parts[0], parts[2])
}

/// Returns the last paragraph of a message: what a sign-off by the program says.
pub(crate) fn last_paragraph(message: &str) -> Vec<String> {
    message.trim_end().rsplit("\n\n").next().unwrap().lines().map(str::to_owned).collect()
}
