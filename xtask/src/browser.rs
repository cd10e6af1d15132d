//! A real browser in front of `qianfa serve` and of a release: `tests/browser/`.
//!
//! Wants node, npm, Chromium, Java (for the Nu HTML checker) and poppler (which reads what was printed). What is missing
//! is installed where that is possible (Debian and its kin, as root); elsewhere the chore says what it wants.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{cargo, root, run};

const HELP: &str = "\
cargo xtask browser                    serve, and the theme on one page of each template: what CI runs
cargo xtask browser --all              the theme on every page of the sample; takes half an hour
cargo xtask browser --only axe,paper   some checks of the theme: budget, keyboard, remembered, paper, scriptless,
                                       reflow, elder, axe; with --all on every page
cargo xtask browser --pictures         takes the pictures of docs/screenshots afresh";

/// What Chromium is called, by packagers.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Drives the browser; what it saw is in `target/browser/`.
pub fn browser(options: &[String]) -> Result<()> {
    let script = match options.first().map(String::as_str) {
        None => None,
        Some("--all" | "--only") => Some("theme.mjs"),
        Some("--pictures") => Some("pictures.mjs"),
        Some("--help") => {
            println!("{HELP}");
            return Ok(());
        }
        Some(other) => bail!("`browser` takes no `{other}`\n{HELP}"),
    };
    run(&mut cargo(&["build", "--locked", "--target-dir", "target"]))?;
    script.map_or_else(all, |script| drive(&Browser::provided()?, &[script], options))
}

/// Drives the browser through all that CI wants to see, in front of the program that stands in `target/`.
pub fn all() -> Result<()> {
    let browser = Browser::provided()?;
    drive(&browser, &["serve.mjs", "theme.mjs"], &[])?;
    search(&browser)
}

fn drive(browser: &Browser, scripts: &[&str], options: &[String]) -> Result<()> {
    let (java, pdftotext) =
        (provide(&["java"], &["default-jre-headless"])?, provide(&["pdftotext"], &["poppler-utils"])?);
    for script in scripts {
        let mut drive = browser.drives(script);
        drive.args(options).env("QIANFA", program()).env("JAVA", &java).env("PDFTOTEXT", &pdftotext);
        run(drive.env("PICTURES", seen()))?;
    }
    Ok(())
}

/// Searches the sample.
fn search(browser: &Browser) -> Result<()> {
    let sample = seen().join("searched");
    let mut build = Command::new(program());
    build.current_dir(root()).args(["-q", "--as-of", "2026-11-24T10:00", "build", "--preview", "--out"]);
    run(build.arg(&sample))?;
    let mut search = browser.searches(&sample.join("portal"), 100);
    run(search.env("PICTURES", seen()).env("BEHAVIOUR", "1"))
}

fn program() -> PathBuf {
    root().join("target/debug/qianfa")
}

/// Returns where the pictures go that the tests take of what they saw.
fn seen() -> PathBuf {
    root().join("target/browser")
}

/// Node and Chromium, with what the tests need of npm.
pub struct Browser {
    node: PathBuf,
    chromium: PathBuf,
}

impl Browser {
    /// Finds or installs them.
    pub fn provided() -> Result<Self> {
        let node = provide(&["node"], &["nodejs"])?;
        let npm = provide(&["npm"], &["npm"])?;
        // A page in Chinese needs letters to be looked at.
        let chromium = provide(&CHROMIUM, &["chromium", "fonts-noto-cjk"])?;
        let quiet = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
        run(Command::new(npm).args(quiet).current_dir(tests()))?;
        Ok(Self { node, chromium })
    }

    /// Returns the command that searches a web root with so many pieces of what is published in it.
    pub fn searches(&self, web_root: &Path, queries: usize) -> Command {
        let mut command = self.drives("search.mjs");
        command.env("ROOT", web_root).env("QUERIES", queries.to_string());
        command
    }

    fn drives(&self, script: &str) -> Command {
        let mut command = Command::new(&self.node);
        command.arg(script).current_dir(tests()).env("CHROMIUM", &self.chromium);
        command
    }
}

fn tests() -> PathBuf {
    root().join("tests/browser")
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
        None => bail!(
            "the browser tests want {}: please install it (Debian calls it {})",
            names.join(" or "),
            packages.join(" and ")
        ),
    }
}

fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|f| f.join(name)).find(|p: &PathBuf| Path::is_file(p)))
}
