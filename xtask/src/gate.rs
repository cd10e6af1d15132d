//! Times a cold verdict of the gate, a warm one a commit later, and `git verify-commit` over some of the same sign-offs.
//!
//! `bench/gate` makes the history and is the process that is timed; this file brings both sides together.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::run::{cargo, output, root, run};

const HELP: &str = "\
cargo xtask bench gate [--pages N] [--content C] [--sign-offs S] [--flat] [--branches] [--runs N] [--repack]

Makes a signed history under target/bench (once), and times a cold verdict over all of it and a warm one a commit
later, a process a run: medians with the smallest and the largest. Then `git verify-commit` over some of its sign-offs, scaled to all of them.

  --pages N        pages at its end, each approved by two people (10000)
  --content C      commits that make or change a page (20000)
  --sign-offs S    commits that approve, of one page each if there are two for each page (20000)
  --flat           the pages of a column in one folder, not by year and month
  --branches       every page on a branch of its own, merged when it is signed
  --runs N         runs after one that does not count (5)
  --repack         lets git pack it anew, as `git gc --aggressive` would";

/// Sign-offs that git verifies: each starts a process of `ssh-keygen`.
const SAMPLE: usize = 100;

/// What one run took, by name.
type Figures = Vec<(String, f64)>;

struct Options {
    plan: Vec<String>,
    runs: usize,
    repack: bool,
}

/// Runs the benchmark that `args` ask for.
pub fn gate(args: &[String]) -> Result<()> {
    let Some(options) = parse(args)? else {
        println!("{HELP}");
        return Ok(());
    };
    run(&mut cargo(&["build", "--profile", "dist", "--target-dir", "target", "--package", "gate-bench"]))?;
    let program = root().join("target/dist/gate-bench");
    let corpus = corpus(&program, &options)?;
    for verb in ["judge", "status"] {
        time(&program, verb, &corpus, options.runs)?;
    }
    warm(&program, &corpus, options.runs)?;
    verify(&corpus)
}

fn parse(args: &[String]) -> Result<Option<Options>> {
    let mut options = Options { plan: Vec::new(), runs: 5, repack: false };
    let mut words = args.iter();
    while let Some(flag) = words.next() {
        let mut value = || words.next().with_context(|| format!("{flag} wants a value\n{HELP}")).cloned();
        match flag.as_str() {
            "--help" => return Ok(None),
            "--runs" => options.runs = value()?.parse().context("--runs wants a number")?,
            "--repack" => options.repack = true,
            "--flat" | "--branches" => options.plan.push(flag.clone()),
            "--pages" | "--content" | "--sign-offs" => options.plan.extend([flag.clone(), value()?]),
            _ => bail!("unknown option {flag}\n{HELP}"),
        }
    }
    Ok(Some(options))
}

/// Returns the history that the options ask for, made if it is not there.
fn corpus(program: &Path, options: &Options) -> Result<PathBuf> {
    let name: String = options.plan.iter().map(|word| word.trim_start_matches('-')).collect::<Vec<_>>().join("-");
    let name =
        format!("gate-{}{}", if name.is_empty() { "usual" } else { &name }, if options.repack { "-gc" } else { "" });
    let folder = root().join("target/bench").join(name);
    if folder.is_dir() {
        return Ok(folder);
    }
    let made = folder.with_extension("made");
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    fs::create_dir_all(&made).with_context(|| format!("could not make {}", made.display()))?;
    run(Command::new(program).arg("make").arg(&made).args(&options.plan))?;
    if options.repack {
        run(Command::new("git").arg("-C").arg(&made).args(["repack", "-q", "-a", "-d", "-f"]))?;
    }
    fs::rename(&made, &folder)?;
    Ok(folder)
}

/// Lets a run at the commit before leave what it found, and times verdicts that go on from there.
fn warm(program: &Path, corpus: &Path, runs: usize) -> Result<()> {
    let git = |arguments: &[&str]| output(Command::new("git").arg("-C").arg(corpus).args(arguments));
    let head = git(&["rev-parse", "HEAD"])?.trim().to_owned();
    forget(corpus)?;
    git(&["update-ref", "HEAD", "HEAD~1"])?;
    let left = run(Command::new(program).arg("leave").arg(corpus));
    git(&["update-ref", "HEAD", &head])?;
    left?;
    time(program, "warm", corpus, runs)?;
    forget(corpus)
}

/// Takes away what earlier runs left.
fn forget(corpus: &Path) -> Result<()> {
    let git = output(Command::new("git").arg("-C").arg(corpus).args(["rev-parse", "--git-common-dir"]))?;
    match fs::remove_file(corpus.join(git.trim()).join("qianfa/verdicts")) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}

/// Runs one verb several times, cold unless it is `warm`, and prints a row for each figure.
fn time(program: &Path, verb: &str, corpus: &Path, runs: usize) -> Result<()> {
    let mut all: Vec<Figures> = Vec::new();
    for _ in 0..=runs {
        if verb != "warm" {
            forget(corpus)?;
        }
        all.push(figures(program, verb, corpus)?);
    }
    all.remove(0);
    println!("\n| {verb} | median | least | most |\n|---|---|---|---|");
    for (at, (name, _)) in all.first().context("at least one run")?.iter().enumerate() {
        let mut values: Vec<f64> = all.iter().filter_map(|f| f.get(at)).map(|(_, v)| *v).collect();
        values.sort_by(f64::total_cmp);
        let median = values[values.len() / 2];
        println!("| {name} | {median} | {} | {} |", values[0], values[values.len() - 1]);
    }
    Ok(())
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
fn verify(corpus: &Path) -> Result<()> {
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
    println!(
        "\n| git verify-commit | {:.2} ms each, of {} | {all:.1} s for all {count} |",
        each * 1000.0,
        sample.len()
    );
    Ok(())
}
