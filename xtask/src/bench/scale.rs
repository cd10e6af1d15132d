//! Parts of a build, made one after the other here as several machines would make them, and joined.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::corpus::{compare, corpus, empty, forget, remove};
use super::machine::{self, before};
use super::numbers::{Rows, medians, ratios, thousands};
use super::options::Options;
use super::programs::{built, work};
use super::record::record;
use super::timed::{Run, time};

const HELP: &str = "\
cargo xtask bench scale [--pages N,…] [--parts N] [--runs N] [--out DIR] [--append]

Builds a preview whole, in parts, and joins them, in turns; each with nothing remembered. The parts are made one after
the other, so that none disturbs another. At the end what was joined is compared with the whole, byte for byte.

  --pages N,…      articles, one corpus after the other (10000)
  --parts N        parts (4)
  --runs N         turns, after one that does not count (7)
  --out DIR        where output goes, in a folder qianfa-bench of its own (/dev/shm, else target/bench/out)
  --append         adds what was found to docs/performance.md";

const WHOLE: &str = "the whole";

/// Runs the benchmark that `args` ask for.
pub fn scale(args: &[String]) -> Result<()> {
    let flags = ["--pages", "--parts", "--runs", "--out"];
    let Some(options) = Options::parse(args, &flags, &["--append"], HELP)? else { return Ok(()) };
    let (program, out) = (built("qianfa", "dist")?, options.out());
    let (parts, runs) = (options.number("--parts", 4)?, options.number("--runs", 7)?);
    ensure!(parts > 0 && runs > 0, "--parts and --runs want at least one");
    for pages in options.pages(10_000)? {
        let (before, corpus) = (before(), corpus("qianfa", pages)?);
        let names = [WHOLE, "the slowest part", "join", "the slowest part, and join"];
        let mut rows: Rows = names.map(|name| (name.to_owned(), Vec::new())).into();
        for turn in 0..=runs {
            empty(&out)?;
            let taken = one_turn(&program, &corpus, &out, parts)?;
            if turn > 0 {
                rows.iter_mut().zip(taken).for_each(|((_, row), run)| row.push(run));
            }
        }
        compare(&out.join("whole"), &out.join("joined"))?;
        let on = machine::file_system(&out)?;
        let command = format!("cargo xtask bench scale{}", options.shown());
        let text = format!(
            "### {}: {} articles in {parts} parts, on {on}\n\n{}\n{}\n{}\nWhat was joined was what one build made, byte for byte.\n",
            machine::today()?,
            thousands(pages),
            machine::block(&command, &before, &[machine::own_version(&program)?])?,
            ratios(&rows, WHOLE),
            medians(&rows, "run", &[])
        );
        record("Parts of a build", &text, options.has("--append"))?;
        remove(&out)?;
    }
    Ok(())
}

fn one_turn(program: &Path, corpus: &Path, out: &Path, parts: usize) -> Result<[Run; 4]> {
    let log = work().join("scale.log");
    let build = |name: &str, shard: &[&str]| {
        forget(corpus)?;
        let mut command = Command::new(program);
        command.arg("-C").arg(corpus).args(["-q", "--as-of", "2026-11-23T09:00", "build", "--preview"]).args(shard);
        time(command.arg("--out").arg(out.join(name)), &log)
    };
    let whole = build("whole", &[])?;
    let part = |number: usize| build(&format!("part-{number}"), &["--shard", &format!("{number}/{parts}")]);
    let made: Vec<Run> = (1..=parts).map(part).collect::<Result<_>>()?;
    let mut command = Command::new(program);
    command.args(["-q", "join"]).args((1..=parts).map(|number| out.join(format!("part-{number}"))));
    let joined = time(command.arg("--out").arg(out.join("joined")), &log)?;
    let most = |of: fn(&Run) -> f64| made.iter().map(of).fold(0.0, f64::max);
    let slowest = Run { wall: most(|r| r.wall), cpu: most(|r| r.cpu), peak: most(|r| r.peak) };
    let both =
        Run { wall: slowest.wall + joined.wall, cpu: slowest.cpu + joined.cpu, peak: slowest.peak.max(joined.peak) };
    Ok([whole, slowest, joined, both])
}
