//! Fuzz targets: checked by CI, run for a minute each on request.
//!
//! The targets stand in a workspace of their own. CI only proves that they compile. To run
//! them we pass what `cargo fuzz` passes, less the sanitizers, which want a nightly compiler: the program has no
//! unsafe code of its own, and what we look for is a panic, a hang or too much memory.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{cargo, output, root, run};

const HELP: &str = "\
cargo xtask fuzz [--seconds N] [--target NAME]

Runs every fuzz target, or one (front_matter, reviewers, markdown, commit, sign_off, armour, picture), for a minute or N
seconds. What it learns is kept in fuzz/corpus/NAME; what breaks a target is kept in fuzz/artifacts/NAME, and is a seed
as soon as it is mended.";

const TARGETS: [&str; 7] = ["front_matter", "reviewers", "markdown", "commit", "sign_off", "armour", "picture"];

/// LLVM's instrumentation for libFuzzer.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions";

/// Proves that every target compiles; the engine, which wants a C++ compiler, is left to those who run them.
pub fn check() -> Result<()> {
    let place = ["--locked", "--manifest-path", "fuzz/Cargo.toml", "--target-dir", "target"];
    run(cargo(&["check", "--no-default-features"]).args(place))
}

/// Runs the targets that `args` ask for.
pub fn fuzz(args: &[String]) -> Result<()> {
    let (mut seconds, mut targets) = (60, TARGETS.to_vec());
    let mut words = args.iter().map(String::as_str);
    while let Some(flag) = words.next() {
        match (flag, words.next()) {
            ("--seconds", Some(n)) => seconds = n.parse().context("--seconds wants a number")?,
            ("--target", Some(name)) => targets.retain(|t| *t == name),
            ("--help", None) => {
                println!("{HELP}");
                return Ok(());
            }
            _ => bail!("{HELP}"),
        }
    }
    if targets.is_empty() {
        bail!("there is no such target\n{HELP}");
    }
    let folder = build_with_coverage()?;
    targets.into_iter().try_for_each(|name| run_target(&folder, name, seconds))
}

/// Builds the targets with coverage and returns the folder they are in, below the repository.
///
/// The host is named as a target so that build scripts and macros, which run under the compiler, are built without.
fn build_with_coverage() -> Result<String> {
    let host = output(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let folder = "target/fuzz-coverage";
    let mut command = cargo(&["build", "--release", "--manifest-path", "fuzz/Cargo.toml"]);
    command.args(["--target-dir", folder, "--target", &host]).env("RUSTFLAGS", COVERAGE);
    run(&mut command)?;
    Ok(format!("{folder}/{host}/release"))
}

fn run_target(folder: &str, name: &str, seconds: u32) -> Result<()> {
    let fuzz = root().join("fuzz");
    let (corpus, artifacts) = (fuzz.join("corpus").join(name), fuzz.join("artifacts").join(name));
    for folder in [&corpus, &artifacts] {
        fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
    }
    let mut command = Command::new(root().join(folder).join(name));
    command.arg(corpus).arg(fuzz.join("seeds").join(name));
    command.arg(format!("-artifact_prefix={}/", artifacts.display()));
    command.args(["-timeout=5", "-rss_limit_mb=2048", "-print_funcs=0"]);
    run(command.arg(format!("-max_total_time={seconds}")))
}
