//! Chores of the workshop: what CI runs, what is generated, what is measured.
//!
//! `cargo xtask ci` is what CI runs; `cargo xtask quick` is what you run while you write.

#![allow(clippy::disallowed_methods, reason = "the workshop stands outside the house")]

mod bench;
mod browser;
mod fuzz;
mod measure;
mod mutants;
mod run;

use anyhow::{Result, bail};

use run::{cargo, run};

const HELP: &str = "\
cargo xtask ci        everything CI runs: format, lints, tests, doctests, docs, generated files, fuzz targets, browser
cargo xtask quick     format, lints of the library, its unit tests
cargo xtask rules     writes docs/rules.md, docs/front-matter.md and the other generated files afresh
cargo xtask measure   lists functions, types and files that crossed the sizes of CONTRIBUTING.md
cargo xtask bench     times full and incremental builds, the preview server and the gate, counts instructions (help)
cargo xtask browser   drives Chromium in front of `serve` and of a release: accessibility, keyboard, paper, budget (--help)
cargo xtask fuzz      runs every fuzz target for a minute (--help)
cargo xtask differential  judges 300 more random histories twice: by the program and by an auditor with plain git
cargo xtask mutants   changes the code of git, policy and review where no test may notice; takes hours (--help)";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = match args.split_first() {
        Some((chore, rest)) => (chore.as_str(), rest),
        None => ("help", &[][..]),
    };
    let takes_options = ["bench", "browser", "fuzz", "mutants"].contains(&chore);
    if let (false, Some(word)) = (takes_options, rest.first()) {
        bail!("`{chore}` takes no `{word}`");
    }
    match chore {
        "ci" => ci(),
        "quick" => quick(),
        "rules" => rules(),
        "measure" => measure::measure(),
        "bench" => bench::bench(rest),
        "browser" => browser::browser(rest),
        "differential" => differential(),
        "fuzz" => fuzz::fuzz(rest),
        "mutants" => mutants::mutants(rest),
        "help" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("unknown chore `{other}`\n{HELP}"),
    }
}

/// What CI runs. Generated files are compared by the tests, which rewrite them only when `UPDATE=1`.
fn ci() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"]))?;
    // Where the browser will look for the program, wherever cargo is told to build.
    run(&mut cargo(&["test", "--workspace", "--locked", "--target-dir", "target"]))?;
    let mut docs = cargo(&["doc", "--no-deps", "--document-private-items", "--locked"]);
    run(docs.env("RUSTDOCFLAGS", "--deny warnings"))?;
    fuzz::check()?;
    browser::all()
}

fn quick() -> Result<()> {
    run(&mut cargo(&["fmt", "--all"]))?;
    run(&mut cargo(&["clippy", "--lib", "--", "--deny", "warnings"]))?;
    run(&mut cargo(&["test", "--lib"]))
}

/// Runs the tests that hold generated files to what they are made from, and lets them write.
fn rules() -> Result<()> {
    run(cargo(&["test", "--test", "it", "--", "generated", "is_fresh"]).env("UPDATE", "1"))
}

/// The differential test with 300 seeds that CI does not run.
fn differential() -> Result<()> {
    let test = ["test", "--test", "it", "--", "--nocapture", "an_auditor_with_plain_git"];
    run(cargo(&test).env("QIANFA_SEEDS", "300"))
}
