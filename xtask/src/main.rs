//! Chores of the workshop: what CI runs, what is generated, what is measured.
//!
//! `cargo xtask ci` is what CI runs; `cargo xtask quick` is what you run while you write.

#![allow(clippy::disallowed_methods, reason = "the workshop stands outside the house")]

mod bench;
mod fuzz;
mod measure;
mod run;

use anyhow::{Result, bail};

use run::cargo;

const HELP: &str = "\
cargo xtask ci        everything CI runs: format, lints, tests, doctests, docs, generated files, fuzz targets
cargo xtask quick     format, lints of the library, its unit tests
cargo xtask rules     writes docs/rules.md and the other generated files afresh
cargo xtask measure   lists functions and files that crossed the sizes of CONTRIBUTING.md
cargo xtask bench     makes the corpus and times a preview build against Hugo and the floor program (--help)
cargo xtask fuzz      runs every fuzz target for a minute (--seconds N)";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest = args.get(1..).unwrap_or_default();
    match args.first().map(String::as_str) {
        Some("ci") => ci(),
        Some("quick") => quick(),
        Some("rules") => rules(),
        Some("measure") => measure::measure(),
        Some("bench") => bench::bench(rest),
        Some("fuzz") => fuzz::fuzz(rest),
        None | Some("help" | "--help") => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("unknown chore `{other}`\n{HELP}"),
    }
}

/// What CI runs. Generated files are compared by the tests, which rewrite them only when `UPDATE=1`.
fn ci() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    cargo(&["test", "--workspace"])?;
    run::cargo_with(&["doc", "--no-deps", "--document-private-items"], &[("RUSTDOCFLAGS", "--deny warnings")])?;
    fuzz::build()
}

fn quick() -> Result<()> {
    cargo(&["fmt", "--all"])?;
    cargo(&["clippy", "--lib", "--", "--deny", "warnings"])?;
    cargo(&["test", "--lib"])
}

fn rules() -> Result<()> {
    run::cargo_with(&["test", "--test", "it", "--", "generated"], &[("UPDATE", "1")])
}
