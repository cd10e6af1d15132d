//! Fuzz targets: built by CI, run for a minute each on request.
//!
//! The targets stand in a workspace of their own. They are built by the stable compiler with LLVM's coverage pass,
//! which libFuzzer needs; a plain build, as CI makes it, only proves that they compile.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{root, run};

const TARGETS: [&str; 3] = ["front_matter", "reviewers", "markdown"];

/// LLVM's instrumentation for libFuzzer, as `cargo fuzz` passes it, without sanitizers, which want a nightly compiler.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions";

/// Builds every target.
pub fn build() -> Result<()> {
    run(Command::new("cargo").args(["build", "--manifest-path", "fuzz/Cargo.toml", "--target-dir", "target/fuzz"]))
}

/// Runs every target for `--seconds` (60).
pub fn fuzz(args: &[String]) -> Result<()> {
    let seconds: u32 = match args {
        [] => 60,
        [flag, n] if flag == "--seconds" => n.parse().context("--seconds wants a number")?,
        _ => bail!("cargo xtask fuzz [--seconds N]"),
    };
    let target = "target/fuzz-coverage";
    let mut command = Command::new("cargo");
    command.args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target-dir", target]);
    run(command.env("RUSTFLAGS", COVERAGE))?;
    for name in TARGETS {
        let corpus = root().join("fuzz/corpus").join(name);
        std::fs::create_dir_all(&corpus)?;
        let mut command = Command::new(root().join(target).join("release").join(name));
        command.arg(&corpus).args([&format!("-max_total_time={seconds}"), "-timeout=5", "-rss_limit_mb=2048"]);
        let seeds = root().join("fuzz/seeds").join(name);
        run(command.arg(seeds).current_dir(root().join("fuzz")))?;
    }
    Ok(())
}
