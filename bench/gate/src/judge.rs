//! A verdict, cold or warm, phase by phase, in a process that does nothing else.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use qianfa::pipeline::{Past, Recall};
use qianfa::review::{By, Verdict, in_court, judge_all};

/// Judges everything and prints `name value` lines: seconds of each phase, of the processor, and peak memory.
///
/// A warm verdict goes on from what [`leave`] left at an earlier commit.
pub(crate) fn judge(folder: &Path, recall: Recall) -> Result<()> {
    let start = Instant::now();
    let past = Past::read(folder, None, recall)?;
    let read = start.elapsed();
    let reading = past.chain(None)?;
    ensure!(!reading.stops(), "the chain of the corpus is broken: {:?}", reading.findings.findings());
    let chain = reading.chain.context("the corpus has a policy")?;
    let policies = start.elapsed();
    let mut evidence = policies;
    let docket = in_court(past.trail(), &chain, past.single, |court, units| {
        evidence = start.elapsed();
        judge_all(court, units)
    })?;
    past.keep();
    let all = start.elapsed();
    let approved = docket.units.iter().filter(|u| matches!(u.judgement.verdict, Verdict::Approved(By::Matrix))).count();
    ensure!(approved == docket.units.len(), "{approved} of {} units are approved", docket.units.len());
    println!("read {:.4}", read.as_secs_f64());
    println!("chain {:.4}", (policies - read).as_secs_f64());
    println!("evidence {:.4}", (evidence - policies).as_secs_f64());
    println!("judge {:.4}", (all - evidence).as_secs_f64());
    println!("wall {:.4}", all.as_secs_f64());
    println!("commits {}", past.history.graph().len());
    println!("units {}", docket.units.len());
    cost()
}

/// Judges everything and leaves it to the next run.
pub(crate) fn leave(folder: &Path) -> Result<()> {
    let past = Past::read(folder, None, Recall::Allowed)?;
    let chain = past.chain(None)?.chain.context("the corpus has a policy")?;
    in_court(past.trail(), &chain, past.single, judge_all)?;
    past.keep();
    Ok(())
}

/// Runs the verb as the program does, in this process, and says on standard error what it cost.
pub(crate) fn status(folder: &str) -> Result<()> {
    let start = Instant::now();
    let words = ["qianfa", "-C", folder, "status", "--format", "json"].map(std::ffi::OsString::from);
    let code = qianfa::cli::main(words);
    eprintln!("wall {:.4}", start.elapsed().as_secs_f64());
    eprintln!("code {code:?}");
    cost()
}

/// The kernel's figures for this process.
fn cost() -> Result<()> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    // Fields 14 and 15 of proc(5), in hundredths of a second.
    let ticks: u64 =
        fields.get(11..13).context("times of a process")?.iter().filter_map(|f| f.parse::<u64>().ok()).sum();
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).context("the peak of a process")?;
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse()?;
    eprintln!("cpu {:.2}\npeak {:.1}", ticks as f64 / 100.0, peak as f64 / 1024.0);
    Ok(())
}
