//! The sample group as a stranger's repository: a copy in a temporary folder, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The moment at which the tests read the sample.
pub const AS_OF: &str = "2026-11-23T09:00";

/// A copy of the sample group that a test may spoil.
pub struct Sample {
    dir: tempfile::TempDir,
}

impl Sample {
    /// Copies what `qianfa demo` would make, without its keys and history.
    pub fn copy() -> Self {
        let dir = tempfile::tempdir().unwrap();
        copy_sample(dir.path());
        Self { dir }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Returns the program, told to work in this copy at the tests' moment.
    pub fn qianfa(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        command.arg("-C").arg(self.path()).args(["--as-of", AS_OF]);
        command.env_remove("QIANFA_LANG").env("LANG", "zh_CN.UTF-8");
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.qianfa().args(args).output().unwrap()
    }

    /// Replaces `needle`, which must stand in the file once, and returns the line it began on.
    pub fn spoil(&self, file: &str, needle: &str, replacement: &str) -> usize {
        let path = self.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(needle).count(), 1, "{needle:?} in {file}");
        let line = text[..text.find(needle).unwrap()].lines().count() + 1;
        fs::write(path, text.replacen(needle, replacement, 1)).unwrap();
        line
    }

    /// Builds the preview into a folder beside the copy and returns that folder.
    pub fn preview(&self, name: &str) -> PathBuf {
        let out = self.path().join(name);
        let output = self.qianfa().args(["-q", "build", "--preview", "--out"]).arg(&out).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        out
    }
}

/// Copies the sample into a folder.
pub fn copy_sample(to: &Path) {
    for entry in ["site.toml", "reviewers.toml", "content", "data"] {
        copy(Path::new(entry), &to.join(entry));
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), if from.is_file() { to.to_owned() } else { target }).unwrap();
        }
    }
}

/// Returns every file below `root` by its relative path.
pub fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files.map(|e| (e.path().strip_prefix(root).unwrap().to_owned(), fs::read(e.path()).unwrap())).collect()
}

#[test]
fn the_demo_shows_every_state_that_a_page_can_be_in() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("anlan");
    let run = |arguments: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_qianfa"));
        program.args(["--as-of", "2026-11-24T10:00", "--lang", "en"]).args(arguments).output().unwrap()
    };
    let made = run(&["demo", dir.to_str().unwrap()]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let seen = run(&["-C", dir.to_str().unwrap(), "status", "--format", "json"]);
    let seen: serde_json::Value = serde_json::from_slice(&seen.stdout).unwrap();
    assert_eq!(seen["pinned"], true);
    let items = seen["items"].as_array().unwrap();
    let state = |path: &str| {
        let item = items.iter().find(|i| i["path"] == format!("content/portal/notice/{path}")).unwrap();
        (item["verdict"].as_str().unwrap().to_owned(), item["edition"].as_str().unwrap().to_owned())
    };
    let is = |verdict: &str, edition: &str| (verdict.to_owned(), edition.to_owned());
    assert_eq!(state("2026-11-20-maintenance.md"), is("pending", "none"));
    assert_eq!(state("2026-11-19-brand-publicity.md"), is("objected", "none"));
    assert_eq!(state("2026-10-14-procurement-result.md"), is("pending", "held"));
    let waiting = items.iter().filter(|i| i["verdict"] != "approved").count();
    assert_eq!(waiting, 3, "everything else is approved");
    let gone = &seen["withdrawn"][0];
    assert_eq!(
        (gone["path"].as_str().unwrap(), gone["complete"].as_bool()),
        ("content/portal/notice/2026-09-08-statistics-training.md", Some(true))
    );
    // What waits or was sent back is in no output at all; what was withdrawn has left a notice.
    let out = dir.join("public/portal");
    let texts = |name: &str| std::fs::read_to_string(out.join(name)).unwrap_or_default();
    for list in ["index.html", "notice/index.html", "feed.xml", "notice/feed.xml", "sitemap.xml"] {
        assert!(!texts(list).contains("maintenance") && !texts(list).contains("brand-publicity"), "{list}");
    }
    assert!(!texts("notice/2026/1014-procurement-result.html").contains("补充"));
    assert!(texts("notice/2026/0908-statistics-training.html").contains("撤下"));
}
