//! Builds that follow a build: after nothing, one article, or the settings changed.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::corpus::{compare, copy, empty, forget, remove};
use super::edits::{Desk, Edit};
use super::machine::{self, before};
use super::numbers::{Rows, medians, ratios, thousands};
use super::options::Options;
use super::programs::{built, work};
use super::record::record;
use super::timed::{Run, time};

const HELP: &str = "\
cargo xtask bench incremental [--pages N,…] [--runs N] [--whole] [--out DIR] [--append]

Builds a preview of a copy of the corpus, then builds it again into the same folder after one change after the other,
in turns: nothing, an article's body, its title, a new article, that article deleted, the settings. In each turn there
is a clean build too, into a folder of its own and with nothing remembered, to compare with. Every build is a minute
later than the one before. At the end what the changes led to is compared with a clean build, byte for byte.

  --pages N,…      articles, one corpus after the other (10000)
  --runs N         turns, after one that does not count (7)
  --whole          with search index and JSON twins
  --out DIR        where output goes, in a folder qianfa-bench of its own (/dev/shm, else target/bench/out)
  --append         adds what was found to docs/performance.md";

const CLEAN: &str = "a clean build";

/// One corpus, as it is built again and again.
struct Bench<'a> {
    program: &'a Path,
    out: &'a Path,
    desk: Desk,
    minutes: usize,
}

/// Runs the benchmark that `args` ask for.
pub fn incremental(args: &[String]) -> Result<()> {
    let flags = ["--pages", "--runs", "--out"];
    let Some(options) = Options::parse(args, &flags, &["--whole", "--append"], HELP)? else { return Ok(()) };
    let (program, out, runs) = (built("qianfa", "dist")?, options.out(), options.number("--runs", 7)?);
    ensure!(runs > 0, "--runs wants at least one");
    let kind = if options.has("--whole") { "qianfa-whole" } else { "qianfa" };
    for pages in options.pages(10_000)? {
        let before = before();
        let desk = Desk::new(copy(kind, pages)?)?;
        empty(&out)?;
        let mut bench = Bench { program: &program, out: &out, desk, minutes: 0 };
        let rows = bench.turns(runs)?;
        bench.check()?;
        let command = format!("cargo xtask bench incremental{}", options.shown());
        let text = format!(
            "### {}: {} articles, on {}\n\n{}\n{}\n{}\nWhat the changes led to was what a clean build made, byte for byte.\n",
            machine::today()?,
            thousands(pages),
            machine::file_system(&out)?,
            machine::block(&command, &before, &[machine::own_version(&program)?])?,
            ratios(&rows, CLEAN),
            medians(&rows, "after", &[])
        );
        record("Incremental builds", &text, options.has("--append"))?;
        remove(&out)?;
        remove(bench.desk.root())?;
    }
    Ok(())
}

impl Bench<'_> {
    /// Times the changes in turns.
    fn turns(&mut self, runs: usize) -> Result<Rows> {
        let names = [CLEAN].into_iter().chain(Edit::ALL.map(Edit::name));
        let mut rows: Rows = names.map(|name| (name.to_owned(), Vec::new())).collect();
        for turn in 0..=runs {
            let mut taken = vec![self.clean("clean")?];
            // What the clean build left knows of another folder: this build is not timed.
            self.build("public")?;
            for edit in Edit::ALL {
                self.desk.make(edit)?;
                taken.push(self.build("public")?);
            }
            if turn > 0 {
                rows.iter_mut().zip(taken).for_each(|((_, row), run)| row.push(run));
            }
        }
        Ok(rows)
    }

    /// Builds with nothing remembered, into a folder that is not there.
    fn clean(&mut self, name: &str) -> Result<Run> {
        remove(&self.out.join(name))?;
        forget(self.desk.root())?;
        self.build(name)
    }

    /// Builds into a folder as it is, at the next minute: the clock moves on between real builds too.
    fn build(&mut self, name: &str) -> Result<Run> {
        self.minutes += 1;
        self.build_now(name)
    }

    fn build_now(&self, name: &str) -> Result<Run> {
        let now =
            format!("2026-11-{:02}T{:02}:{:02}", 23 + self.minutes / 1440, self.minutes / 60 % 24, self.minutes % 60);
        let mut command = Command::new(self.program);
        command.arg("-C").arg(self.desk.root()).args(["-q", "--as-of", &now, "build", "--preview", "--out"]);
        time(command.arg(self.out.join(name)), &work().join("incremental.log"))
    }

    /// Fails unless a clean build of the same minute makes the same bytes.
    fn check(&self) -> Result<()> {
        remove(&self.out.join("clean"))?;
        forget(self.desk.root())?;
        self.build_now("clean")?;
        compare(&self.out.join("public"), &self.out.join("clean"))
    }
}
