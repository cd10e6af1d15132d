//! What an earlier run left changes nothing but time: on random histories, after every step, a run that may go on from it
//! says byte for byte what one says that finds everything anew.
//!
//! The seeds are fixed. Steps are whatever an office does, and some that it should not: merges, sign-offs on branches,
//! renames, attachments that several pages use, objections, unsigned changes, copies, malformed sign-offs, new versions
//! of the matrix, twins, resets, histories that were written anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::desk::{Desk, OTHER, PAGE, REVIEWERS, page, page_of, sensitive};
use crate::dice::Dice;

/// Pages that come and go; the first and the last can own files of the others.
const PAGES: [&str; 6] = [
    "content/notice/index.md",
    PAGE,
    OTHER,
    "content/notice/2026-11-22-c.md",
    "content/notice/2026-11-20-a/index.md",
    "content/notice/2026-11-23-d.md",
];

/// Files that lie beside pages, or would if there were one.
const FILES: [&str; 4] = [
    "content/notice/2026-11-20-a/plan.csv",
    "content/notice/2026-11-21-b/plan.csv",
    "content/notice/2026-11-21-b/list.csv",
    "content/notice/loose.csv",
];

/// A desk with what earlier runs left.
struct Office {
    desk: Desk,
    dice: Dice,
    /// Runs that went on from what was left, at another commit.
    warm: usize,
}

impl Office {
    fn cache(&self) -> PathBuf {
        self.desk.folder().join(".git/qianfa/verdicts")
    }

    fn says(&self, arguments: &[&str]) -> Vec<u8> {
        self.desk.run(arguments).stdout
    }

    /// Claims that both ways say the same, and leaves what the warm run had or what the cold run left.
    fn compare(&mut self, what: &str) {
        let verb: &[&str] = match self.dice.below(4) {
            0 => &["check", "--format", "json"],
            _ => &["status", "--format", "json"],
        };
        let before = std::fs::read(self.cache()).ok();
        let warm = self.says(verb);
        let after = std::fs::read(self.cache()).ok();
        self.warm += usize::from(before.is_some() && before == after);
        let _ = std::fs::remove_file(self.cache());
        let cold = self.says(verb);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(warm == cold, "after {what}:\n{}", difference(&text(&warm), &text(&cold)));
        assert!(!warm.is_empty());
        if let Some(after) = after.filter(|_| self.dice.below(3) > 0) {
            std::fs::write(self.cache(), after).unwrap();
        }
    }

    fn there(&self, path: &str) -> bool {
        self.desk.folder().join(path).is_file()
    }

    fn some(&mut self) -> Option<&'static str> {
        let there: Vec<&'static str> = PAGES.iter().chain(&FILES).copied().filter(|p| self.there(p)).collect();
        (!there.is_empty()).then(|| self.dice.of(&there))
    }

    fn some_page(&mut self) -> Option<&'static str> {
        let there: Vec<&'static str> = PAGES.iter().copied().filter(|p| self.there(p)).collect();
        (!there.is_empty()).then(|| self.dice.of(&there))
    }

    fn text(&mut self) -> String {
        let body = format!("第 {} 稿。", self.dice.below(3));
        let file = self.dice.of(&FILES).trim_start_matches("content/notice/");
        match self.dice.below(7) {
            0 => sensitive(&body),
            1 | 2 => page(&format!("{body}\n\n[附件]({file})")),
            3 => page_of("office", "public", "redirect_from: [/notice/2026/1120-a.html]\n", &body),
            4 => {
                let number = self.dice.below(3);
                page_of(
                    "office",
                    "public",
                    &format!("document: {{validity: in-force, index: A/2026-0{number}}}\n"),
                    &body,
                )
            }
            _ => page(&body),
        }
    }

    /// What a unit holds: a page with the files that lie beside it.
    fn with_files(&self, page: &'static str) -> Vec<&'static str> {
        let folder = page.trim_end_matches("/index.md").trim_end_matches(".md");
        let beside = FILES.iter().copied().filter(|f| f.starts_with(&format!("{folder}/")) && self.there(f));
        std::iter::once(page).chain(beside).collect()
    }

    fn step(&mut self) -> &'static str {
        match self.dice.below(26) {
            0..=4 => {
                let (path, text) = (self.dice.of(&PAGES), self.text());
                self.desk.edit("qin", path, &text);
                "a page"
            }
            5 | 6 => {
                let (path, number) = (self.dice.of(&FILES), self.dice.below(3));
                self.desk.edit("qin", path, &format!("甲,{number}\n"));
                "a file"
            }
            7..=10 => {
                let Some(page) = self.some_page() else { return "nothing" };
                let paths = self.with_files(page);
                self.desk.sign_all(&paths);
                "both approvals"
            }
            11 | 12 => {
                let Some(path) = self.some() else { return "nothing" };
                let (person, step) = self.dice.of(&REVIEWERS);
                self.desk.sign(person, step, &[path]);
                "an approval"
            }
            13 => {
                let Some(path) = self.some() else { return "nothing" };
                self.desk.object("song", "head", path);
                "an objection"
            }
            14 => {
                let Some(path) = self.some() else { return "nothing" };
                self.desk.delete_as("qin", path);
                "a deletion"
            }
            15 => {
                let path = self.dice.of(&PAGES);
                if self.there(path) {
                    return "nothing";
                }
                self.desk.withdraw_all(path);
                "a withdrawal"
            }
            16 => {
                let (Some(from), to) = (self.some_page(), self.dice.of(&PAGES)) else { return "nothing" };
                if self.there(to) {
                    return "nothing";
                }
                self.desk.move_as("qin", from, to);
                "a move"
            }
            17 => {
                let path = self.dice.of(&PAGES);
                let text = self.text();
                self.desk.commit(&[(path, &text)]);
                "an unsigned change"
            }
            18 => {
                let Some(path) = self.some() else { return "nothing" };
                self.desk.vouch("qin", &[path]);
                "a vouch"
            }
            19..=21 => self.branch(),
            22 => {
                let Some(path) = self.some() else { return "nothing" };
                let copy = self.desk.statement("song", "approve", Some("head"), &[path]);
                copy.commit_as(&self.desk, "fan");
                "a copy"
            }
            23 => {
                let back = 1 + self.dice.below(3);
                self.desk.put(&format!("HEAD~{back}"));
                "a reset"
            }
            24 => self.rare(),
            _ => {
                let head = self.desk.head();
                self.desk.git(&["commit", "-q", "--amend", "--allow-empty", "-m", "anew"]);
                assert_ne!(head, self.desk.head());
                "an amended commit"
            }
        }
    }

    /// Works on a branch from some commits back, and merges it.
    fn branch(&mut self) -> &'static str {
        let main = self.desk.head();
        let back = self.dice.below(3);
        self.desk.git(&["checkout", "-q", "-B", "side", &format!("HEAD~{back}")]);
        for _ in 0..=self.dice.below(2) {
            if let Some(page) = self.some_page().filter(|_| self.dice.below(2) == 0) {
                let paths = self.with_files(page);
                self.desk.sign_all(&paths);
            } else {
                let (path, text) = (self.dice.of(&PAGES), self.text());
                self.desk.edit("qin", path, &text);
            }
        }
        let side = self.desk.head();
        self.desk.git(&["checkout", "-q", "main"]);
        match self.dice.below(4) {
            0 => {
                self.desk.join(&[&side, &main], &side);
                "a merge the other way round"
            }
            1 => {
                self.desk.join(&[&main, &side], &main);
                "a merge of nothing"
            }
            _ => {
                self.desk.git(&["merge", "-q", "--no-ff", "-X", "theirs", "-m", "merge", "side"]);
                "a merge"
            }
        }
    }

    /// What makes the program forget everything, and must.
    fn rare(&mut self) -> &'static str {
        match self.dice.below(6) {
            0 if self.desk.serial() == 1 => {
                self.desk.set_key("tao", "suspended", "");
                "a version of the matrix"
            }
            1 => {
                let site = self.desk.policy_file("../../site.toml");
                let text = std::fs::read_to_string(&site).unwrap();
                self.desk.edit("qin", "site.toml", &format!("{text}\n# {}\n", self.dice.below(100)));
                "site.toml"
            }
            2 => {
                self.desk.edit("qin", "content/notice/2026-11-21-B.md", &page("同名。"));
                "a twin"
            }
            3 => {
                self.desk.edit("qin", "themes/plain/theme.toml", "name = \"x\"\n");
                "a theme"
            }
            4 => {
                let Some(path) = self.some() else { return "nothing" };
                let broken = self.desk.statement("song", "approve", Some("head"), &[path]);
                broken.set("Qianfa-Version", "9").commit(&self.desk);
                "a malformed sign-off"
            }
            _ => {
                let Some(path) = self.some() else { return "nothing" };
                self.desk.statement("song", "approve", Some("head"), &[path]).commit_unsigned(&self.desk);
                "an unsigned sign-off"
            }
        }
    }
}

/// The first lines in which two texts differ.
fn difference(warm: &str, cold: &str) -> String {
    let pairs = warm.lines().zip(cold.lines()).enumerate().filter(|(_, (w, c))| w != c);
    let lines = pairs.take(5).map(|(at, (w, c))| format!("{at}: warm {w}\n{at}: cold {c}"));
    let lengths = format!("{} and {} lines", warm.lines().count(), cold.lines().count());
    lines.chain([lengths]).collect::<Vec<_>>().join("\n")
}

fn random(seed: u64, steps: usize) -> usize {
    let mut office = Office { desk: Desk::published(), dice: Dice(seed), warm: 0 };
    office.compare("nothing");
    let mut done = Vec::new();
    for _ in 0..steps {
        for _ in 0..=office.dice.below(2) {
            done.push(office.step());
        }
        office.compare(&format!("seed {seed}: {done:?}"));
    }
    office.warm
}

#[test]
fn whatever_happens_a_warm_run_says_what_a_cold_one_says() {
    let warm: usize = (1..=4).map(|seed| random(seed, 24)).sum();
    assert!(warm > 30, "most runs went on from what was left: {warm}");
}

#[test]
fn every_seed_counts() {
    let warm: usize = (5..=8).map(|seed| random(seed, 24)).sum();
    assert!(warm > 30, "most runs went on from what was left: {warm}");
}

/// Claims after every few steps that a release over the last one has the bytes of one that was made of nothing; returns
/// how many wrote only a part.
fn released(seed: u64, steps: usize) -> usize {
    let mut office = Office { desk: Desk::published(), dice: Dice(seed), warm: 0 };
    let beside = office.desk.beside().to_owned();
    let (out, clean) = (beside.join("public"), beside.join("clean"));
    let (mut done, mut partial) = (vec!["nothing"], 0);
    for _ in 0..steps {
        let made = office.desk.seen(&["build", "--out", out.to_str().unwrap(), "--format", "json"]);
        let anew = office.desk.seen(&["build", "--out", clean.to_str().unwrap(), "--full", "--format", "json"]);
        assert_eq!(made.code, anew.code, "seed {seed}: {done:?}\n{}\n{}", made.text, anew.text);
        assert_eq!(made.json["findings"], anew.json["findings"], "seed {seed}: {done:?}");
        assert!(files(&out) == files(&clean), "seed {seed}: {done:?}");
        partial += usize::from(made.json["unchanged"].as_u64().is_some_and(|unchanged| unchanged > 0));
        for _ in 0..=office.dice.below(2) {
            done.push(office.step());
        }
    }
    partial
}

fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let found = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
    found.map(|e| (e.path().strip_prefix(root).unwrap().to_owned(), std::fs::read(e.path()).unwrap())).collect()
}

#[test]
fn a_release_over_the_last_one_is_what_a_new_one_would_be() {
    let partial: usize = (11..=14).map(|seed| released(seed, 14)).sum();
    assert!(partial > 12, "many releases wrote only a part: {partial}");
}

/// A desk with what a run left at the commit before HEAD, which changes a page.
fn left() -> (Desk, PathBuf, Vec<u8>) {
    let desk = Desk::published();
    desk.status();
    let cache = desk.folder().join(".git/qianfa/verdicts");
    let left = std::fs::read(&cache).unwrap();
    desk.edit("qin", OTHER, &page("改过的。"));
    (desk, cache, left)
}

fn says(desk: &Desk) -> Vec<u8> {
    desk.run(&["status", "--format", "json"]).stdout
}

#[test]
fn a_damaged_file_changes_nothing_and_is_written_anew() {
    let (desk, cache, left) = left();
    let warm = says(&desk);
    assert_eq!(std::fs::read(&cache).unwrap(), left, "a run one commit later goes on from it");
    for at in (0..left.len()).step_by(left.len() / 8) {
        let mut flipped = left.clone();
        flipped[at] ^= 0x10;
        for damaged in [&flipped, &left[..at].to_vec()] {
            std::fs::write(&cache, damaged).unwrap();
            assert!(says(&desk) == warm, "damaged at {at}");
            assert_ne!(&std::fs::read(&cache).unwrap(), damaged, "not read, so written anew: {at}");
        }
    }
}

#[test]
fn the_file_of_another_program_is_none() {
    let (desk, cache, left) = left();
    let warm = says(&desk);
    let version = qianfa::model::FINGERPRINT.as_bytes();
    let at = left.windows(version.len()).position(|w| w == version).unwrap();
    let mut other = left.clone();
    other[at] ^= 1;
    let start = left.iter().position(|b| *b == b'\n').unwrap() + 1;
    let checksum = Sha256::digest(&other[start + 32..]);
    other[start..start + 32].copy_from_slice(&checksum);
    std::fs::write(&cache, &other).unwrap();
    assert!(says(&desk) == warm);
    assert_ne!(std::fs::read(&cache).unwrap(), other, "not read, so written anew");
}

#[test]
fn strict_runs_leave_it_alone_unless_they_are_told_to_trust_it() {
    let (desk, cache, left) = left();
    std::fs::remove_file(&cache).unwrap();
    desk.run(&["check", "--strict"]);
    desk.release_with(&["--strict"]);
    desk.release_with(&["--full"]);
    assert!(!cache.exists());
    std::fs::write(&cache, &left[..left.len() - 1]).unwrap();
    desk.release_with(&["--strict"]);
    assert_eq!(std::fs::read(&cache).unwrap(), left[..left.len() - 1]);
    desk.release_with(&["--strict", "--trust-cache"]);
    assert_ne!(std::fs::read(&cache).unwrap(), left[..left.len() - 1]);
}

#[test]
fn under_another_trust_root_nothing_is_remembered() {
    let (mut desk, _, _) = left();
    let genesis = desk.genesis();
    desk.pin(&format!("sha256:{}@{genesis}", "0".repeat(64)));
    let other = says(&desk);
    let cache = desk.folder().join(".git/qianfa/verdicts");
    std::fs::remove_file(&cache).unwrap();
    assert!(says(&desk) == other);
}
