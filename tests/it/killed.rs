//! A build may be killed at any moment: whoever reads meanwhile finds every file whole, as it was or as it will be, and
//! the next build makes good what was left half done.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use crate::desk::{ADDRESS, Desk, PAGE, page};
use crate::dice::Dice;
use crate::press::{copy, git_in};

/// Articles beside the few pages that the site has.
const ARTICLES: usize = 60;

/// What marks an output folder as ours.
const MARK: &str = ".qianfa-output";

/// The files of an output folder with their bytes.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A site that is edited, built and killed.
struct Site {
    folder: tempfile::TempDir,
    dice: Dice,
    edits: usize,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(Path::new("tests/data/incremental"), folder.path());
        assert!(git_in(folder.path()).args(["init", "-q", "."]).status().unwrap().success());
        let mut site = Self { folder, dice: Dice(7), edits: 0 };
        (0..ARTICLES).for_each(|n| site.write(n));
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&mut self, n: usize) {
        self.edits += 1;
        let text = format!(
            "---\ntitle: 第{n}篇\ndepartment: trade\nconfidentiality: public\ndate: 2026-11-{:02} 10:00\n---\n\n第{}稿。\n",
            1 + n % 20,
            self.edits,
        );
        let path = self.path(&format!("content/portal/work/a{n}.md"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes one page, some, or all.
    fn edit(&mut self) {
        match self.dice.below(4) {
            0 => {
                let path = self.path("reviewers.toml");
                let text = fs::read_to_string(&path).unwrap();
                let (old, new) = if text.contains("对外贸易处") {
                    ("对外贸易处", "外贸处")
                } else {
                    ("外贸处", "对外贸易处")
                };
                fs::write(path, text.replace(old, new)).unwrap();
            }
            1 => {
                let n = self.dice.below(ARTICLES);
                let path = self.path(&format!("content/portal/work/a{n}.md"));
                if fs::remove_file(path).is_err() {
                    self.write(n);
                }
            }
            _ => {
                for _ in 0..=self.dice.below(12) {
                    let n = self.dice.below(ARTICLES);
                    self.write(n);
                }
            }
        }
    }

    fn build(&self, out: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        command.current_dir(self.folder.path()).args([
            "-q",
            "build",
            "--preview",
            "--as-of",
            "2026-11-22T09:00",
            "--out",
        ]);
        command.arg(out).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

/// Reads everything below `root`.
fn files(root: &Path) -> Files {
    let found = WalkDir::new(root).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
    found.map(|e| (e.path().strip_prefix(root).unwrap().to_owned(), fs::read(e.path()).unwrap())).collect()
}

/// Kills a program after a while.
fn kill_after(mut child: Child, wait: Duration) {
    std::thread::sleep(wait);
    // It may have ended by itself.
    let _ = child.kill();
    child.wait().unwrap();
}

/// Ends the reading, also when a claim fails meanwhile.
struct Stop<'d>(&'d AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

/// Reads the files of `out` again and again while `work` goes on: each is as in `old` or as in `new`, and only what one
/// of them has not may be missing. Returns how many were read.
fn read_meanwhile(out: &Path, (old, new): (&Files, &Files), work: impl FnOnce()) -> usize {
    let (done, read) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !done.load(Relaxed) {
                for path in old.keys().chain(new.keys()) {
                    let versions = [old.get(path), new.get(path)];
                    match fs::read(out.join(path)) {
                        Ok(bytes) => assert!(versions.contains(&Some(&bytes)), "{} is neither", path.display()),
                        Err(e) if e.kind() == ErrorKind::NotFound => {
                            assert!(versions.contains(&None), "{} is missing", path.display());
                        }
                        Err(e) => panic!("{}: {e}", path.display()),
                    }
                    read.fetch_add(1, Relaxed);
                }
            }
        });
        let stop = Stop(&done);
        work();
        drop(stop);
        reader.join().unwrap();
    });
    read.load(Relaxed)
}

#[test]
fn a_build_that_is_killed_is_made_good_by_the_next() {
    let mut site = Site::new();
    assert!(site.build("out").status().unwrap().success());
    let out = site.path("out");
    let (mut old, mut read, mut finished) = (files(&out), 0, 0);
    for round in 0..50 {
        site.edit();
        let began = Instant::now();
        assert!(site.build("clean").arg("--full").status().unwrap().success());
        let (new, whole) = (files(&site.path("clean")), began.elapsed());
        let wait = whole.mul_f64(site.dice.below(1000) as f64 / 900.0);
        read += read_meanwhile(&out, (&old, &new), || kill_after(site.build("out").spawn().unwrap(), wait));
        finished += usize::from(files(&out) == new);
        read += read_meanwhile(&out, (&old, &new), || assert!(site.build("out").status().unwrap().success()));
        let repaired = files(&out);
        assert!(repaired == new, "round {round}");
        old = new;
    }
    let left: Vec<_> = fs::read_dir(site.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("qianfa-")), "{left:?}");
    assert!(
        read > 5000 && (1..50).contains(&finished),
        "{read} files read, {finished} builds were quicker than the kill"
    );
}

/// Returns the release of the desk into `out`.
fn release(desk: &Desk, out: &Path, more: &[&str]) -> Command {
    let mut command = desk.program();
    command.env("QIANFA_TRUST", desk.trust()).args(["-q", "build", "--out"]).arg(out).args(more);
    command.stdout(Stdio::null());
    command
}

#[test]
fn a_release_that_is_killed_is_made_good_by_the_next() {
    let desk = Desk::published();
    let (out, clean) = (desk.beside().join("public"), desk.beside().join("clean"));
    let build = |out: &Path, more: &[&str]| release(&desk, out, more);
    assert!(build(&out, &[]).status().unwrap().success());
    let (mut old, mut dice) = (files(&out), Dice(11));
    for round in 0..8 {
        desk.edit("qin", PAGE, &page(&format!("第 {round} 稿。")));
        desk.sign_all(&[PAGE]);
        let began = Instant::now();
        assert!(build(&clean, &["--full"]).status().unwrap().success());
        let (new, whole) = (files(&clean), began.elapsed());
        assert_ne!(old[Path::new(ADDRESS)], new[Path::new(ADDRESS)]);
        let wait = whole.mul_f64(dice.below(1000) as f64 / 900.0);
        read_meanwhile(&out, (&old, &new), || {
            kill_after(build(&out, &[]).spawn().unwrap(), wait);
        });
        read_meanwhile(&out, (&old, &new), || assert!(build(&out, &[]).status().unwrap().success()));
        assert!(files(&out) == new, "round {round}");
        old = new;
    }
}

#[test]
fn a_release_whose_files_were_taking_their_places_is_finished_by_the_next() {
    let desk = Desk::published();
    let (out, clean) = (desk.beside().join("public"), desk.beside().join("clean"));
    let build = |out: &Path| assert!(release(&desk, out, &["--full"]).status().unwrap().success());
    build(&out);
    let old = files(&out);
    desk.edit("qin", PAGE, &page("改了一稿。"));
    desk.sign_all(&[PAGE]);
    build(&clean);
    let new = files(&clean);
    let moved: Vec<&PathBuf> =
        new.iter().filter(|(path, bytes)| old.get(*path) != Some(bytes)).map(|(p, _)| p).collect();
    assert!(moved.iter().any(|path| path.ends_with("manifest.json")), "{moved:?}");
    // As a run leaves it that is killed between its journal and its first file.
    let stage = desk.beside().join(".public.qianfa-stage");
    for path in moved.iter().copied().chain([&PathBuf::from(MARK)]) {
        fs::create_dir_all(stage.join(path).parent().unwrap()).unwrap();
        fs::write(stage.join(path), &new[path]).unwrap();
    }
    let removed: Vec<&PathBuf> = old.keys().filter(|path| !new.contains_key(*path)).collect();
    let journal = serde_json::json!({ "moved": moved, "removed": removed });
    fs::write(stage.join(".qianfa-journal"), journal.to_string()).unwrap();

    build(&out);
    assert!(files(&out) == new);
}
