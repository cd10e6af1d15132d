//! What a figure was measured on: without it, it is worth nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::run::{output, root};

/// The machine's load when a benchmark began.
pub struct Before(String);

/// Notes how busy the machine is before we add to it.
pub fn before() -> Before {
    Before(load())
}

/// Returns the block that stands before the tables: command, machine, load and versions.
pub fn block(command: &str, before: &Before, versions: &[String]) -> Result<String> {
    let rustc = output(Command::new("rustc").arg("--version"))?;
    let rustc = rustc.split(" (").next().unwrap_or_default().to_owned();
    let versions: Vec<String> = versions.iter().cloned().chain([rustc]).collect();
    Ok(format!(
        "```text\ncommand   {command}\nmachine   {}\nload      {} before, {} after (averages of 1, 5 and 15 minutes)\n\
         versions  {}\n```\n",
        machine(),
        before.0,
        load(),
        versions.join(", ")
    ))
}

/// Returns the version of this program that `binary` is, and the commit it was built from.
pub fn own_version(binary: &Path) -> Result<String> {
    let version = output(Command::new(binary).arg("--version"))?;
    let commit = output(Command::new("git").current_dir(root()).args(["describe", "--always", "--dirty"]))?;
    Ok(format!("{version} ({commit})"))
}

/// Returns the kind of file system that `folder` lies on.
pub fn file_system(folder: &Path) -> Result<String> {
    let kind = output(Command::new("stat").args(["--file-system", "--format=%T"]).arg(folder))?;
    // One number stands for all three, of which the last is what anybody has.
    Ok(kind.replace("ext2/ext3", "ext4"))
}

/// Returns today, as the reports are dated.
pub fn today() -> Result<String> {
    output(Command::new("date").arg("+%F"))
}

fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = field("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse().unwrap_or(0.0) / f64::from(1 << 20);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    // Behind the number stands who built it.
    let kernel = kernel.trim().split('-').next().unwrap_or_default();
    let model = field("/proc/cpuinfo", "model name");
    format!("{model}, {cores} cores, {memory:.0} GiB, Linux {kernel}")
}

/// Returns what stands behind the first `name:` of one of the kernel's tables.
fn field(table: &str, name: &str) -> String {
    let text = fs::read_to_string(table).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.split_once(':'));
    line.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}
