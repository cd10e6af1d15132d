//! Instructions that the program takes, room by room, against the counts that were committed.
//!
//! A clock says what a machine did; instructions say what the program asked for, and hardly vary from run to run. They
//! do vary with the compiler, so that counts are compared within one version of it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::corpus::{copy, empty};
use super::edits::{Desk, Edit};
use super::machine::{self, before};
use super::numbers::{head, thousands};
use super::options::Options;
use super::programs::{built, work};
use super::record::record;
use super::rooms::{self, Rooms};
use super::timed::time;
use crate::run::{output, root};

const HELP: &str = "\
cargo xtask bench instructions [--bless] [--append]

Counts the instructions of a preview of 1,000 articles, and of the build after one of them was edited, on one thread,
with valgrind. Fails where a room, or everything, takes more than bench/instructions.toml says, by more than 2 in 100.

  --bless          writes the counts to bench/instructions.toml
  --append         adds what was found to docs/performance.md

Needs valgrind.";

const BASELINE: &str = "bench/instructions.toml";

/// What a count may exceed its baseline by, in hundredths: hash maps are seeded anew in every run.
const TOLERANCE: f64 = 2.0;

/// A room is watched by itself if it takes at least this part of everything.
const WATCHED: f64 = 0.01;

const TOTAL: &str = "total";

/// Instructions by room, and of all rooms together.
type Counts = BTreeMap<String, u64>;

/// Runs the benchmark that `args` ask for.
pub fn instructions(args: &[String]) -> Result<()> {
    let Some(options) = Options::parse(args, &[], &["--bless", "--append"], HELP)? else { return Ok(()) };
    let before = before();
    let program = built("qianfa", "instructions")?;
    let counted = count(&program)?;
    let versions = [machine::own_version(&program)?, output(Command::new("valgrind").arg("--version"))?];
    let block = machine::block(&format!("cargo xtask bench instructions{}", options.shown()), &before, &versions)?;
    let mut text = format!("### {}: instructions\n\n{block}", machine::today()?);
    let baseline = if options.has("--bless") { toml::Table::new() } else { baseline()? };
    let mut worse = Vec::new();
    for (scenario, rooms) in &counted {
        text += &format!("\n{}", table(scenario, rooms));
        worse.extend(compare(scenario, &counts(rooms), &baseline));
    }
    record("Instructions", &text, options.has("--append"))?;
    if options.has("--bless") {
        return bless(&counted);
    }
    if !worse.is_empty() {
        bail!("more instructions than {BASELINE} says:\n{}\nIf they are worth it, --bless them", worse.join("\n"));
    }
    Ok(())
}

/// Counts both builds: a clean one, and the one after an edit.
fn count(program: &Path) -> Result<Vec<(&'static str, Rooms)>> {
    let (mut desk, out) = (Desk::new(copy("qianfa", 1_000)?)?, work().join("counted"));
    empty(&out)?;
    let clean = callgrind(program, desk.root(), &out.join("clean"))?;
    super::corpus::forget(desk.root())?;
    time(&mut build(Command::new(program), desk.root(), &out.join("public")), &log())?;
    desk.make(Edit::Body)?;
    let edited = callgrind(program, desk.root(), &out.join("public"))?;
    Ok(vec![("preview", clean), ("edit", edited)])
}

fn log() -> PathBuf {
    work().join("instructions.log")
}

fn callgrind(program: &Path, site: &Path, out: &Path) -> Result<Rooms> {
    let counted: PathBuf = work().join("callgrind.out");
    let mut command = Command::new("valgrind");
    command.args(["--quiet", "--tool=callgrind"]).arg(format!("--callgrind-out-file={}", counted.display()));
    command.arg(program);
    time(&mut build(command, site, out), &log())?;
    rooms::read(&fs::read_to_string(&counted).context("could not read what callgrind counted")?)
}

/// Adds a preview build on one thread, at a fixed time.
fn build(mut command: Command, site: &Path, out: &Path) -> Command {
    command.env("RAYON_NUM_THREADS", "1").arg("-C").arg(site);
    command.args(["-q", "--as-of", "2026-11-23T09:00", "build", "--preview", "--out"]).arg(out);
    command
}

fn counts(rooms: &Rooms) -> Counts {
    let total = rooms.values().map(|cost| cost.own).sum();
    let own = rooms.iter().map(|(room, cost)| (room.clone(), cost.own));
    own.chain([(TOTAL.to_owned(), total)]).collect()
}

fn table(scenario: &str, rooms: &Rooms) -> String {
    let total: u64 = rooms.values().map(|cost| cost.own).sum();
    let mut sorted: Vec<_> = rooms.iter().filter(|(_, cost)| cost.own as f64 >= WATCHED * total as f64).collect();
    sorted.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.own));
    let mut text = head(&format!("{scenario}: millions of instructions"), &["own", "with what it calls"]);
    for (room, cost) in sorted {
        let _ = writeln!(text, "| {room} | {} | {} |", millions(cost.own), millions(cost.entered));
    }
    let _ = writeln!(text, "| everything | {} | |", millions(total));
    text
}

fn millions(count: u64) -> String {
    if count < 10_000_000 { format!("{:.1}", count as f64 / 1e6) } else { thousands((count / 1_000_000) as usize) }
}

/// Returns a sentence for each room that takes more than it did; what takes less is told, for it may be blessed.
fn compare(scenario: &str, counts: &Counts, baseline: &toml::Table) -> Vec<String> {
    let Some(before) = baseline.get(scenario).and_then(|t| t.as_table()) else { return Vec::new() };
    let watched = WATCHED * counts[TOTAL] as f64;
    let mut worse = Vec::new();
    for (room, now) in counts.iter().filter(|(_, now)| **now as f64 >= watched) {
        let was = before.get(room).and_then(toml::Value::as_integer).unwrap_or_default();
        let more = (*now as f64 / was as f64 - 1.0) * 100.0;
        let told = format!("{scenario}: {room} {was} → {now} ({more:+.1} %)");
        if more > TOLERANCE {
            worse.push(told);
        } else if more < -TOLERANCE {
            println!("fewer than {BASELINE} says: {told}");
        }
    }
    worse
}

/// Reads the committed counts, unless another compiler made them.
fn baseline() -> Result<toml::Table> {
    let text = fs::read_to_string(root().join(BASELINE)).with_context(|| format!("could not read {BASELINE}"))?;
    let table: toml::Table = text.parse().with_context(|| format!("could not understand {BASELINE}"))?;
    let (theirs, ours) = (table.get("rustc").and_then(toml::Value::as_str), compiler()?);
    if theirs != Some(&ours) {
        bail!("{BASELINE} was made with another compiler than {ours}: --bless it anew, at the commit before yours");
    }
    Ok(table)
}

fn compiler() -> Result<String> {
    output(Command::new("rustc").arg("--version"))
}

fn bless(counted: &[(&'static str, Rooms)]) -> Result<()> {
    let mut text = "# Instructions by room, written by `cargo xtask bench instructions --bless`.\n\n".to_owned();
    let _ = writeln!(text, "rustc = \"{}\"", compiler()?);
    for (scenario, rooms) in counted {
        let _ = writeln!(text, "\n[{scenario}]");
        let counts = counts(rooms);
        let watched = WATCHED * counts[TOTAL] as f64;
        for (room, count) in counts.iter().filter(|(_, count)| **count as f64 >= watched) {
            let _ = writeln!(text, "\"{room}\" = {count}");
        }
    }
    fs::write(root().join(BASELINE), text).with_context(|| format!("could not write {BASELINE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_in_a_hundred_are_allowed_and_no_more() {
        let baseline: toml::Table = "[preview]\ntotal = 1000\na = 500\nb = 500".parse().unwrap();
        let counts = |a, b| [("total".to_owned(), a + b), ("a".to_owned(), a), ("b".to_owned(), b)].into();
        assert!(compare("preview", &counts(509, 491), &baseline).is_empty());
        let worse = compare("preview", &counts(520, 480), &baseline);
        assert_eq!(worse, ["preview: a 500 → 520 (+4.0 %)"]);
        assert_eq!(compare("preview", &counts(600, 600), &baseline).len(), 3);
    }
}
