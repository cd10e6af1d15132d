//! Benchmarks that tell the truth: what is compared takes turns in one run, and what they say names the machine, how
//! busy it was, and every version.
//!
//! One file a kind of benchmark; the others are what they share.

mod corpus;
mod edits;
mod gate;
mod incremental;
mod machine;
mod numbers;
mod options;
mod profile;
mod programs;
mod record;
mod release;
mod rooms;
mod scale;
mod search;
mod serve;
mod site;
mod timed;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask bench [site]         full builds of 1,000 to 100,000 articles, against Hugo and the floor program
cargo xtask bench incremental    builds after nothing, an article, or the settings changed
cargo xtask bench scale          builds in parts, and joining them
cargo xtask bench search         search index and JSON twins: what they cost, and a browser that searches
cargo xtask bench serve          from an article saved to its new page served
cargo xtask bench gate           a cold verdict of the gate, a warm one, git itself, and releases
cargo xtask bench instructions   instructions that each room takes, against bench/instructions.toml

Each takes --help, and --append, which adds what it found to its chapter of docs/performance.md.";

/// Runs the benchmark that `args` ask for.
pub fn bench(args: &[String]) -> Result<()> {
    let (kind, rest) = match args.split_first() {
        Some((kind, rest)) if !kind.starts_with("--") => (kind.as_str(), rest),
        _ => ("site", args),
    };
    match kind {
        "site" => site::site(rest),
        "incremental" => incremental::incremental(rest),
        "scale" => scale::scale(rest),
        "search" => search::search(rest),
        "serve" => serve::serve(rest),
        "gate" => gate::gate(rest),
        "instructions" => profile::instructions(rest),
        "help" => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("unknown benchmark `{other}`\n{HELP}"),
    }
}
