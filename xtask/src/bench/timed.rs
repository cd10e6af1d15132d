//! One process, timed from its start to its end; the kernel counts.

use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use wait4::Wait4;

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Seconds by the clock.
    pub wall: f64,
    /// Seconds of the processor, of all cores together, in the program and in the kernel.
    pub cpu: f64,
    /// The most memory that was resident, in MiB.
    pub peak: f64,
}

/// Runs a command to its end; what it says goes to `log`, and anything but success is an error.
pub fn time(command: &mut Command, log: &Path) -> Result<Run> {
    let said = File::options().create(true).append(true).open(log).context("could not open the log")?;
    command.stdin(Stdio::null()).stdout(said.try_clone()?).stderr(said);
    let start = Instant::now();
    let mut child = command.spawn().with_context(|| format!("could not start {}", name(command)))?;
    let used = child.wait4().with_context(|| format!("could not wait for {}", name(command)))?;
    let wall = start.elapsed().as_secs_f64();
    if !used.status.success() {
        bail!("{} ended with {}: see {}", name(command), used.status, log.display());
    }
    // wait4 counts memory in bytes on every system.
    let peak = used.rusage.maxrss as f64 / f64::from(1 << 20);
    Ok(Run { wall, cpu: seconds(used.rusage.utime) + seconds(used.rusage.stime), peak })
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().map(OsStr::to_string_lossy).unwrap_or_default().into_owned()
}
