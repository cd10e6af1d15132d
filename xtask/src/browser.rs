//! A real browser in front of `qianfa serve`: `tests/browser/`.
//!
//! Wants node, npm and Chromium. What is missing is installed where that is possible (Debian and its kin, as root);
//! elsewhere the chore says what it wants.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{cargo, root, run};

/// What Chromium is called, by packagers.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Drives the browser; what it saw is in `target/browser/`.
pub fn browser() -> Result<()> {
    let node = provide(&["node"], &["nodejs"])?;
    let npm = provide(&["npm"], &["npm"])?;
    // A page in Chinese needs letters to be looked at.
    let chromium = provide(&CHROMIUM, &["chromium", "fonts-noto-cjk"])?;
    run(&mut cargo(&["build", "--locked", "--target-dir", "target"]))?;
    let tests = root().join("tests/browser");
    let quiet = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    run(Command::new(npm).args(quiet).current_dir(&tests))?;
    let mut drive = Command::new(node);
    drive.arg("serve.mjs").current_dir(&tests);
    drive.env("QIANFA", root().join("target/debug/qianfa")).env("CHROMIUM", chromium);
    run(drive.env("PICTURES", root().join("target/browser")))
}

/// Returns the first of these programs that is there, after installing `packages` if none is.
fn provide(names: &[&str], packages: &[&str]) -> Result<PathBuf> {
    if let Some(program) = find(names) {
        return Ok(program);
    }
    if let Some(apt) = find(&["apt-get"]) {
        run(Command::new(&apt).arg("update"))?;
        run(Command::new(&apt).args(["install", "--yes", "--no-install-recommends"]).args(packages))?;
    }
    match find(names) {
        Some(program) => Ok(program),
        None => bail!("the browser test wants {}: please install it", names.join(" or ")),
    }
}

fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|f| f.join(name)).find(|p: &PathBuf| Path::is_file(p)))
}
