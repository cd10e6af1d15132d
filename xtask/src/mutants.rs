//! Mutation testing of the rooms that the gate stands on: what can be changed without any test noticing.
//!
//! Outside CI: a mutant is a build and a run of tests, and there are a few thousand of them. What is left is explained
//! one by one in `docs/mutants.md`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail, ensure};

use crate::run::{cargo, root, run};

const HELP: &str = "\
cargo xtask mutants [--file GLOB]… [--shard K/N] [--in-place]

Installs cargo-mutants into target/tools (once), changes one function after another of src/git, src/policy and
src/review, and runs the tests that should notice. What nobody noticed is listed, and kept in target/mutants.out.

  --file GLOB    only these files (repeat it)
  --shard K/N    only this part of all mutants
  --in-place     works in this folder, which must be clean: needs no second target folder";

/// The version that docs/mutants.md was written with.
const VERSION: &str = "27.1.0";

const ROOMS: [&str; 3] = ["src/git/**", "src/policy/**", "src/review/**"];

/// Tests that are asked: those of the library, and of the binary `it` whatever is about the gate.
const ASKED: [&str; 10] = [
    "git::",
    "policy::",
    "review::",
    "gate_",
    "liveness",
    "differential",
    "policy_chain",
    "repository",
    "signatures",
    "planted_config",
];

/// Runs the mutants that `args` ask for.
pub fn mutants(args: &[String]) -> Result<()> {
    let (mut files, mut more): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut words = args.iter();
    while let Some(flag) = words.next() {
        match (flag.as_str(), flag == "--in-place") {
            ("--help", _) => {
                println!("{HELP}");
                return Ok(());
            }
            (_, true) => more.push(flag.clone()),
            ("--file" | "--shard", _) => {
                let Some(value) = words.next() else { bail!("{flag} wants a value\n{HELP}") };
                if flag == "--file" {
                    files.push(value.clone());
                } else {
                    more.extend([flag.clone(), value.clone()]);
                }
            }
            _ => bail!("unknown option {flag}\n{HELP}"),
        }
    }
    if files.is_empty() {
        files = ROOMS.map(str::to_owned).to_vec();
    }
    let mut command = Command::new(installed()?);
    command.args(["mutants", "--no-shuffle", "--output", "target", "--timeout", "120", "--build-timeout", "600"]);
    command.args(files.iter().flat_map(|file| ["--file", file]));
    // What stands behind the first `--` goes to `cargo test`, what stands behind the second to the tests.
    command.args(more).args(["--", "--lib", "--test", "it", "--"]);
    run(command.args(ASKED))
}

/// Returns cargo-mutants, installed if it is not there.
fn installed() -> Result<PathBuf> {
    let tools = root().join("target/tools");
    let program = tools.join("bin/cargo-mutants");
    if !program.is_file() {
        let mut install = cargo(&["install", "--locked", "--version", VERSION, "cargo-mutants", "--root"]);
        run(install.arg(&tools))?;
    }
    ensure!(program.is_file(), "{} is not there", program.display());
    Ok(program)
}
