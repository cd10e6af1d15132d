//! What the search index, the JSON twins and the catalogue cost, and what a reader gets of them: in a browser, from this
//! machine.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::corpus::{corpus, empty, forget, remove, weigh};
use super::machine::{self, before};
use super::numbers::{Rows, head, medians, ratios, thousands};
use super::options::Options;
use super::programs::{built, work};
use super::record::record;
use super::timed::{Run, time};
use crate::browser::Browser;
use crate::run::output;

const HELP: &str = "\
cargo xtask bench search [--pages N,…] [--runs N] [--queries N] [--out DIR] [--append]

Builds a preview of the corpus without and with search index, JSON twins and catalogue, in turns, each into a new
folder and with nothing remembered. Then a browser searches what was built for pieces of two to six characters of what
is published in it, drawn at random, with nothing cached and nothing compressed: each must find its page, and every result shown must
hold it, or there is no result.

  --pages N,…      articles, one corpus after the other (10000)
  --runs N         builds of each, after one that does not count (7)
  --queries N      pieces (500)
  --out DIR        where output goes, in a folder qianfa-bench of its own (/dev/shm, else target/bench/out)
  --append         adds what was found to docs/performance.md";

const WITHOUT: &str = "without";
const WITH: &str = "with search, twins and catalogue";

/// Runs the benchmark that `args` ask for.
pub fn search(args: &[String]) -> Result<()> {
    let flags = ["--pages", "--runs", "--queries", "--out"];
    let Some(options) = Options::parse(args, &flags, &["--append"], HELP)? else { return Ok(()) };
    let (program, out, runs) = (built("qianfa", "dist")?, options.out(), options.number("--runs", 7)?);
    ensure!(runs > 0, "--runs wants at least one");
    let browser = Browser::provided()?;
    for pages in options.pages(10_000)? {
        let before = before();
        empty(&out)?;
        let rows = builds(&program, &out, pages, runs)?;
        let (files, bytes) = weigh(&out.join("public/search"))?;
        let said = output(&mut browser.searches(&out.join("public"), options.number("--queries", 500)?))?;
        let found = said.lines().last().context("the browser says what it found")?;
        let command = format!("cargo xtask bench search{}", options.shown());
        let text = format!(
            "### {}: {} articles, on {}\n\n{}\n{}\n{}\nThe index has {} files of {:.1} MB.\n\n{}",
            machine::today()?,
            thousands(pages),
            machine::file_system(&out)?,
            machine::block(&command, &before, &[machine::own_version(&program)?])?,
            ratios(&rows, WITHOUT),
            medians(&rows, "clean build", &[]),
            thousands(files),
            bytes as f64 / 1e6,
            queries(found)?
        );
        record("Search", &text, options.has("--append"))?;
        remove(&out)?;
    }
    Ok(())
}

/// Times clean builds of both kinds in turns.
fn builds(program: &Path, out: &Path, pages: usize, runs: usize) -> Result<Rows> {
    let kinds = [(WITHOUT, corpus("qianfa", pages)?), (WITH, corpus("qianfa-whole", pages)?)];
    let mut rows: Rows = kinds.iter().map(|(name, _)| ((*name).to_owned(), Vec::new())).collect();
    for turn in 0..=runs {
        for ((_, repository), (_, row)) in kinds.iter().zip(&mut rows) {
            let run = build(program, repository, &out.join("public"))?;
            if turn > 0 {
                row.push(run);
            }
        }
    }
    Ok(rows)
}

fn build(program: &Path, repository: &Path, out: &Path) -> Result<Run> {
    remove(out)?;
    forget(repository)?;
    let mut command = Command::new(program);
    command.arg("-C").arg(repository).args(["-q", "build", "--preview", "--out"]).arg(out);
    time(&mut command, &work().join("search.log"))
}

/// Returns what the browser found as a table.
fn queries(found: &str) -> Result<String> {
    let number = |of: &str, which: &str| -> Result<String> {
        let inside = found.split(&format!("\"{of}\":{{")).nth(1).and_then(|rest| rest.split('}').next());
        let value = inside.and_then(|inside| inside.split(&format!("\"{which}\":")).nth(1));
        let digits = value.map(|value| value.chars().take_while(char::is_ascii_digit).collect());
        digits.with_context(|| format!("the browser says nothing of {of}: {found}"))
    };
    let asked = found.split("\"queries\":").nth(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect());
    let asked: String = asked.with_context(|| format!("the browser says not how much it asked: {found}"))?;
    let mut table = head(&format!("until the first result, of {asked} queries"), &["median", "95 %", "most"]);
    let rows = [
        ("ms", "milliseconds from the first file of the index that is asked for"),
        ("fromStart", "milliseconds from the opening of the page"),
        ("kib", "KiB of index and twins"),
        ("allKib", "KiB with the page, its style sheet and its script"),
        ("files", "files of index and twins"),
    ];
    for (key, name) in rows {
        let [median, most_of_them, most] = [number(key, "median")?, number(key, "p95")?, number(key, "most")?];
        table += &format!("| {name} | {median} | {most_of_them} | {most} |\n");
    }
    Ok(table)
}
