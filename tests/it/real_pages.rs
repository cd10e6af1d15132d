//! Real texts that nobody wrote for us, as pages: checked and previewed whole, whatever is found in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::real_readmes::markdown_files;
use crate::sample::tree;

const SITE: &str = include_str!("../../src/commands/init/site.toml");
const REVIEWERS: &str = include_str!("../../src/commands/init/reviewers.toml");

/// A single site with one page a text.
struct Repository {
    dir: tempfile::TempDir,
}

impl Repository {
    fn of(texts: impl Iterator<Item = String>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINyFzGMegEeniSZn8bS2CjR8+OKfnvk8y6SDMrWTZ3Or";
        let reviewers = REVIEWERS.replace("{{key}}", key).replace("{{name}}", "甲").replace("{{day}}", "2026-01-05");
        fs::write(dir.path().join("site.toml"), SITE).unwrap();
        fs::write(dir.path().join("reviewers.toml"), reviewers).unwrap();
        let news = dir.path().join("content/news");
        fs::create_dir_all(&news).unwrap();
        for (text, n) in texts.zip(1..) {
            let front = format!(
                "---\ntitle: 第{n}篇\ndepartment: office\nconfidentiality: public\ndate: 2026-11-20 10:00\nsource: 测试\n---\n"
            );
            fs::write(news.join(format!("2026-11-20-real-{n}.md")), front + &text).unwrap();
        }
        Self { dir }
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        command.arg("-C").arg(self.dir.path()).args(["--as-of", "2026-11-23T09:00"]).args(args);
        command.output().unwrap()
    }

    fn preview(&self) -> (Output, PathBuf) {
        let out = self.dir.path().join("out");
        (self.run(&["build", "--preview", "--format", "json", "--out", out.to_str().unwrap()]), out)
    }
}

/// The program ended by itself: with findings or without, never by a panic or a signal.
fn ended(output: &Output) {
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn three_hundred_strangers_readmes_go_through_check_and_preview() {
    let files = markdown_files();
    assert!(files.len() >= 300, "{} Markdown files", files.len());
    let repository = Repository::of(files.iter().map(|f| String::from_utf8_lossy(&fs::read(f).unwrap()).into_owned()));
    ended(&repository.run(&["check", "--format", "json"]));
    let (output, out) = repository.preview();
    ended(&output);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let (shown, withheld) = (report["pages"].as_u64().unwrap(), report["withheld"].as_u64().unwrap());
    assert_eq!(shown + withheld, files.len() as u64, "a page is shown, or withheld with a finding");
    let pages = tree(&out).keys().filter(|p| p.to_string_lossy().contains("-real-")).count();
    assert!(pages as u64 >= shown);
}

#[test]
fn the_founding_regulation_as_it_came_is_checked_and_previewed() {
    let raw = fs::read_to_string(Path::new("tests/data/regulation.txt")).unwrap();
    let repository = Repository::of([raw].into_iter());
    ended(&repository.run(&["check"]));
    let (output, out) = repository.preview();
    ended(&output);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let half_width = findings.iter().filter(|f| f["code"] == "QF304").count();
    assert!(half_width > 100, "half-width marks beside Han characters: {half_width}");
    assert_eq!(report["withheld"], 0, "a text of no secrecy is not withheld: {findings:?}");
    let page = fs::read_to_string(out.join("news/2026/1120-real-1.html")).unwrap();
    assert!(page.contains("三十一"));
}
