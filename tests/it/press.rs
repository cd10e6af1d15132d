//! `Press`: a temporary repository whose history is made by git itself, as people make it.
//!
//! Nothing of the machine reaches it: no configuration, no templates, no clock (the hands move one minute a commit).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use qianfa::git::{History, Repository, Scope, Versions};
use qianfa::model::CommitId;
use qianfa::review::liveness::{Question, Standing, standings};

/// What became of a sign-off, with commits by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    Alive,
    Elsewhere,
    OtherVersion,
    Unseen(String),
}

/// A temporary repository; its branch is `main`.
pub(crate) struct Press {
    folder: tempfile::TempDir,
    minute: std::cell::Cell<u64>,
}

impl Press {
    /// Returns a press whose `main` has one commit with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let press = Self::empty();
        press.commit(files);
        press
    }

    /// Returns a press without any commit.
    pub(crate) fn empty() -> Self {
        let press = Self { folder: tempfile::tempdir().unwrap(), minute: 0.into() };
        press.git(&["init", "-q", "-b", "main", "."]);
        press
    }

    /// Returns a press that begins as a copy of `folder`, its clock `minutes` on.
    pub(crate) fn copy_of(folder: &Path, minutes: u64) -> Self {
        let press = Self::without_repository(minutes);
        copy(folder, press.folder());
        press
    }

    /// Returns a press whose folder is empty: no repository yet.
    pub(crate) fn without_repository(minutes: u64) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), minute: minutes.into() }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns how many minutes the clock has moved.
    pub(crate) fn minutes(&self) -> u64 {
        self.minute.get()
    }

    /// Moves the clock one minute on, as every commit does.
    pub(crate) fn tick(&self) {
        self.minute.set(self.minute.get() + 1);
    }

    pub(crate) fn repository(&self) -> Repository {
        Repository::open(self.folder()).unwrap()
    }

    /// Runs git here and returns what it printed, without the last newline.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let (success, output) = self.try_git(arguments, b"");
        assert!(success, "git {arguments:?}: {output}");
        output
    }

    /// Runs git with `input`, and returns what it printed and whether it agreed.
    pub(crate) fn try_git(&self, arguments: &[&str], input: &[u8]) -> (bool, String) {
        let mut command = git_in(self.folder());
        let date = format!("{} +0800", 1_794_189_600 + 60 * self.minute.get());
        command.args(arguments).env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || std::io::Write::write_all(&mut pipe, input));
            let output = child.wait_with_output().unwrap();
            let text = if output.status.success() { output.stdout } else { [output.stdout, output.stderr].concat() };
            (output.status.success(), String::from_utf8_lossy(&text).trim_end().to_owned())
        })
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        std::fs::write(self.path(path), text).unwrap();
    }

    fn record(&self, message: &str, more: &[&str]) -> String {
        self.minute.set(self.minute.get() + 1);
        self.git(&["add", "-A"]);
        self.git(&[&["commit", "-q", "--allow-empty", "-m", message], more].concat());
        self.head()
    }

    pub(crate) fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }

    /// Writes these files and commits them.
    pub(crate) fn commit(&self, files: &[(&str, &str)]) -> String {
        files.iter().for_each(|(path, text)| self.write(path, text));
        self.record("edit", &[])
    }

    /// Deletes a file and commits that.
    pub(crate) fn delete(&self, path: &str) -> String {
        std::fs::remove_file(self.path(path)).unwrap();
        self.record("delete", &[])
    }

    /// Puts an empty commit on the branch, as a sign-off is one. Nobody signs it: here only its place counts.
    pub(crate) fn sign_off(&self) -> String {
        self.record("Approve\n\nQianfa-Version: 1", &[])
    }

    /// Begins a branch here and stands on it.
    pub(crate) fn branch(&self, name: &str) {
        self.git(&["switch", "-q", "-c", name]);
    }

    pub(crate) fn switch(&self, name: &str) {
        self.git(&["switch", "-q", name]);
    }

    /// Merges as git does when nothing is in conflict.
    pub(crate) fn merge(&self, other: &str) -> String {
        self.minute.set(self.minute.get() + 1);
        self.git(&["merge", "-q", "--no-ff", "-m", "merge", other]);
        self.head()
    }

    /// Merges, but the outcome holds these files besides our own, whatever the other side says.
    pub(crate) fn merge_as(&self, other: &str, files: &[(&str, &str)]) -> String {
        self.git(&["merge", "-q", "--no-ff", "--no-commit", "-s", "ours", other]);
        files.iter().for_each(|(path, text)| self.write(path, text));
        self.record("merge", &[])
    }

    /// Takes the other branch's changes as one commit of our own, as a forge's squash button does.
    pub(crate) fn squash(&self, other: &str) -> String {
        self.git(&["merge", "-q", "--squash", other]);
        self.record("squash", &[])
    }

    /// Merges a commit back without taking anything of it (`qianfa adopt`).
    pub(crate) fn adopt(&self, other: &str) -> String {
        self.merge_as(other, &[])
    }

    /// Returns what became of the sign-offs for `path` at HEAD.
    pub(crate) fn fates(&self, path: &str, sign_offs: &[&str]) -> Vec<Fate> {
        let repository = self.repository();
        let history = History::load(&repository, repository.head().unwrap().commit).unwrap();
        let versions = Versions::read(&history, &repository.objects().unwrap(), &Scope::of([path])).unwrap();
        let (graph, head) = (history.graph(), history.head());
        let number = |id: &&str| history.number(CommitId::parse(id).unwrap()).expect("a commit behind HEAD");
        let path = versions.find(path).expect("a path that some commit has");
        let timeline = versions.timeline(path, graph);
        let signed = sign_offs.iter().map(number).map(|a| (a, timeline.at(a, graph))).collect();
        let asked = Question::new(head, timeline.at(head, graph), versions.touches(path), signed);
        let fate = |standing| match standing {
            Standing::Alive => Fate::Alive,
            Standing::Elsewhere => Fate::Elsewhere,
            Standing::OtherVersion => Fate::OtherVersion,
            Standing::Unseen(commit) => Fate::Unseen(history.node(commit).id.to_string()),
        };
        standings(graph, &[asked]).remove(0).into_iter().map(fate).collect()
    }

    pub(crate) fn fate(&self, path: &str, sign_off: &str) -> Fate {
        self.fates(path, &[sign_off]).remove(0)
    }
}

/// Copies everything in `from` into the folder `to`, which exists.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Returns git, to be run in `folder`, deaf to the machine it runs on.
pub(crate) fn git_in(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    for (name, value) in [
        ("HOME", "/nonexistent"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_SYSTEM", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_TEMPLATE_DIR", ""),
        ("GIT_CEILING_DIRECTORIES", "/"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_AUTHOR_NAME", "编辑"),
        ("GIT_AUTHOR_EMAIL", "editor@anlan.example"),
        ("GIT_COMMITTER_NAME", "编辑"),
        ("GIT_COMMITTER_EMAIL", "editor@anlan.example"),
        ("LC_ALL", "C"),
        ("TZ", "UTC"),
    ] {
        command.env(name, value);
    }
    command
}
