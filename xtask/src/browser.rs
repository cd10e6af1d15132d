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
    let scripts: &[&str] = match options.first().map(String::as_str) {
        None => &["serve.mjs", "theme.mjs"],
        Some("--all" | "--only") => &["theme.mjs"],
        Some("--pictures") => &["pictures.mjs"],
        Some("--help") => {
            println!("{HELP}");
            return Ok(());
        }
        Some(other) => bail!("`browser` takes no `{other}`\n{HELP}"),
    };
    let tools = Tools::provide()?;
    run(&mut cargo(&["build", "--locked", "--target-dir", "target"]))?;
    let quiet = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    run(Command::new(&tools.npm).args(quiet).current_dir(tests()))?;
    scripts.iter().try_for_each(|script| tools.drive(script, options))
}

/// The programs that the tests start.
struct Tools {
    node: PathBuf,
    npm: PathBuf,
    chromium: PathBuf,
    java: PathBuf,
    pdftotext: PathBuf,
}

impl Tools {
    fn provide() -> Result<Self> {
        Ok(Self {
            node: provide(&["node"], &["nodejs"])?,
            npm: provide(&["npm"], &["npm"])?,
            // A page in Chinese needs letters to be looked at.
            chromium: provide(&CHROMIUM, &["chromium", "fonts-noto-cjk"])?,
            java: provide(&["java"], &["default-jre-headless"])?,
            pdftotext: provide(&["pdftotext"], &["poppler-utils"])?,
        })
    }

    fn drive(&self, script: &str, options: &[String]) -> Result<()> {
        let mut drive = Command::new(&self.node);
        drive.arg(script).args(options).current_dir(tests());
        drive.env("QIANFA", root().join("target/debug/qianfa")).env("CHROMIUM", &self.chromium);
        drive.env("JAVA", &self.java).env("PDFTOTEXT", &self.pdftotext);
        run(drive.env("PICTURES", root().join("target/browser")))
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
