//! Times a cold verdict of the gate, a warm one a commit later, and `git verify-commit` over some of the same sign-offs.
//!
//! `bench/gate` makes the history and is the process that is timed; this file brings both sides together.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::corpus::{edition, empty, forget};
use super::machine::{self, before};
use super::numbers::{head, spread, thousands};
use super::options::Options;
use super::programs::{built, work};
use super::record::record;
use super::release::releases;
use crate::run::{output, root, run};

const HELP: &str = "\
cargo xtask bench gate [--pages N] [--content C] [--sign-offs S] [--flat] [--branches] [--runs N] [--repack] [--append]

Makes a signed history under target/bench (once), and times a cold verdict over all of it and a warm one a commit
later, a process a run. Then `git verify-commit` over some of its sign-offs, scaled to all of them. Then releases of the
same history: cold, warm, and warm one commit later, in turns with a preview of the same pages.

  --pages N        pages at its end, each approved by two people (10000)
  --content C      commits that make or change a page (20000)
  --sign-offs S    commits that approve, of one page each if there are two for each page (20000)
  --flat           the pages of a column in one folder, not by year and month
  --branches       every page on a branch of its own, merged when it is signed
  --runs N         runs after one that does not count (5)
  --repack         lets git pack it anew, as `git gc --aggressive` would
  --out DIR        where releases go, in a folder qianfa-bench of its own (/dev/shm, else target/bench/out)
  --append         adds what was found to docs/performance.md";

/// Options that say what the history is.
const PLAN: [&str; 5] = ["--pages", "--content", "--sign-offs", "--flat", "--branches"];

/// Sign-offs that git verifies: each starts a process of `ssh-keygen`.
const SAMPLE: usize = 100;

/// What one run took, by name.
type Figures = Vec<(String, f64)>;

/// Runs the benchmark that `args` ask for.
pub fn gate(args: &[String]) -> Result<()> {
    let flags = ["--pages", "--content", "--sign-offs", "--runs", "--out"];
    let switches = ["--flat", "--branches", "--repack", "--append"];
    let Some(options) = Options::parse(args, &flags, &switches, HELP)? else { return Ok(()) };
    let (program, qianfa) = (built("gate-bench", "dist")?, built("qianfa", "dist")?);
    let (corpus, runs) = (corpus(&program, &options)?, options.number("--runs", 5)?);
    let before = before();
    let mut tables = Vec::new();
    for verb in ["judge", "status"] {
        tables.push(time(&program, verb, &corpus, runs)?);
    }
    tables.push(warm(&program, &corpus, runs)?);
    tables.push(verify(&corpus)?);
    tables.push(releases(&qianfa, &corpus, &options.out(), runs)?);
    let command = format!("cargo xtask bench gate{}", options.shown());
    let versions = [machine::own_version(&qianfa)?, output(Command::new("git").arg("--version"))?];
    let block = machine::block(&command, &before, &versions)?;
    let commits = output(Command::new("git").arg("-C").arg(&corpus).args(["rev-list", "--count", "HEAD"]))?;
    let commits = thousands(commits.parse()?);
    let text = format!("### {}: {commits} commits\n\n{block}\n{}", machine::today()?, tables.join("\n"));
    record("The gate", &text, options.has("--append"))
}

/// Returns the history that the options ask for, made if it is not there.
fn corpus(program: &Path, options: &Options) -> Result<PathBuf> {
    let plan: Vec<&str> = PLAN
        .iter()
        .filter(|flag| options.has(flag))
        .flat_map(|f| [Some(*f), options.text(f)])
        .flatten()
        .filter(|word| !word.is_empty())
        .collect();
    let name: String = plan.iter().map(|word| word.trim_start_matches('-')).collect::<Vec<_>>().join("-");
    let (name, repack) = (if name.is_empty() { "usual" } else { &name }, options.has("--repack"));
    let sources = ["corpus.rs", "office.rs", "site.toml"].map(|file| root().join("bench/gate/src").join(file));
    let folder = work().join(format!("gate-{name}{}-{}", if repack { "-gc" } else { "" }, edition(&sources)?));
    if folder.is_dir() {
        return Ok(folder);
    }
    let made = folder.with_extension("made");
    empty(&made)?;
    run(Command::new(program).arg("make").arg(&made).args(&plan))?;
    if repack {
        run(Command::new("git").arg("-C").arg(&made).args(["repack", "-q", "-a", "-d", "-f"]))?;
    }
    fs::rename(&made, &folder)?;
    Ok(folder)
}

/// Lets a run at the commit before leave what it found, and times verdicts that go on from there.
fn warm(program: &Path, corpus: &Path, runs: usize) -> Result<String> {
    let git = |arguments: &[&str]| output(Command::new("git").arg("-C").arg(corpus).args(arguments));
    let head = git(&["rev-parse", "HEAD"])?;
    forget(corpus)?;
    git(&["update-ref", "HEAD", "HEAD~1"])?;
    let left = run(Command::new(program).arg("leave").arg(corpus));
    git(&["update-ref", "HEAD", &head])?;
    left?;
    let table = time(program, "warm", corpus, runs)?;
    forget(corpus)?;
    Ok(table)
}

/// Runs one verb several times, cold unless it is `warm`, and returns a row for each figure.
fn time(program: &Path, verb: &str, corpus: &Path, runs: usize) -> Result<String> {
    let mut all: Vec<Figures> = Vec::new();
    for _ in 0..=runs {
        if verb != "warm" {
            forget(corpus)?;
        }
        all.push(figures(program, verb, corpus)?);
    }
    all.remove(0);
    let mut table = head(verb, &["median (least–greatest)"]);
    for (at, (name, _)) in all.first().context("at least one run")?.iter().enumerate() {
        let values = all.iter().filter_map(|figures| figures.get(at)).map(|(_, value)| *value);
        let decimals = if ["commits", "units", "peak"].contains(&name.as_str()) { 0 } else { 3 };
        table += &format!("| {name} | {} |\n", spread(values, decimals));
    }
    Ok(table)
}

/// Returns the `name value` lines of one run.
fn figures(program: &Path, verb: &str, corpus: &Path) -> Result<Figures> {
    let ended = Command::new(program).arg(verb).arg(corpus).output().context("could not start gate-bench")?;
    let said = String::from_utf8_lossy(&ended.stderr);
    ensure!(ended.status.success(), "gate-bench {verb}: {said}");
    let printed = String::from_utf8_lossy(&ended.stdout);
    let lines = printed.lines().filter(|_| verb != "status").chain(said.lines());
    let figure =
        |line: &str| line.split_once(' ').and_then(|(name, value)| Some((name.to_owned(), value.parse().ok()?)));
    Ok(lines.filter_map(figure).collect())
}

/// Lets git verify some sign-offs, spread over the history, and prints what all would take.
fn verify(corpus: &Path) -> Result<String> {
    let git = || {
        let mut git = Command::new("git");
        git.arg("-C").arg(corpus);
        git.arg("-c").arg(format!("gpg.ssh.allowedSignersFile={}", corpus.join("allowed_signers").display()));
        git
    };
    let listed = output(git().args(["log", "--format=%H", "--grep=^Qianfa-Action: approve$"]))?;
    let sign_offs: Vec<&str> = listed.lines().collect();
    ensure!(!sign_offs.is_empty(), "the history has sign-offs");
    let step = sign_offs.len().div_ceil(SAMPLE);
    let sample: Vec<&str> = sign_offs.iter().copied().step_by(step).collect();
    let start = Instant::now();
    let ended = git().arg("verify-commit").args(&sample).output().context("could not start git")?;
    let took = start.elapsed().as_secs_f64();
    ensure!(ended.status.success(), "git verify-commit: {}", String::from_utf8_lossy(&ended.stderr));
    let each = took / sample.len() as f64;
    let (count, all) = (sign_offs.len(), each * sign_offs.len() as f64);
    Ok(format!(
        "{}| {:.1} | {all:.0} |\n",
        head("git verify-commit: ms for each of a sample", &[&format!("s for all {count}")]),
        each * 1000.0
    ))
}
