//! The gate, timed: makes signed histories, and says where a cold verdict's time goes.
//!
//! `cargo xtask bench gate` calls it; `bench/README.md` says how.

#![allow(clippy::disallowed_methods, reason = "what measures reads the clock and starts git")]

mod corpus;
mod judge;
mod office;
mod pack;
mod trees;

use std::path::Path;

use anyhow::{Context, Result, bail};
use qianfa::pipeline::Recall;

/// The allocator of the program, or its memory would be another's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "\
gate-bench make FOLDER [--pages N] [--content C] [--sign-offs S] [--flat] [--branches]
gate-bench judge FOLDER      a cold verdict, phase by phase
gate-bench leave FOLDER      judges everything and leaves it to the next run
gate-bench warm FOLDER       a verdict that goes on from there, phase by phase
gate-bench status FOLDER     `qianfa status --format json`, and what it took";

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["make", folder, options @ ..] => corpus::make(Path::new(folder), &plan(options)?),
        ["judge", folder] => judge::judge(Path::new(folder), Recall::Nothing),
        ["leave", folder] => judge::leave(Path::new(folder)),
        ["warm", folder] => judge::judge(Path::new(folder), Recall::Allowed),
        ["status", folder] => judge::status(folder),
        _ => bail!("{HELP}"),
    }
}

fn plan(mut options: &[&str]) -> Result<corpus::Plan> {
    let mut plan = corpus::Plan { pages: 10_000, content: 20_000, sign_offs: 20_000, flat: false, branches: false };
    while let [flag, rest @ ..] = options {
        options = rest;
        match *flag {
            "--flat" => plan.flat = true,
            "--branches" => plan.branches = true,
            number => {
                let (value, rest) = options.split_first().with_context(|| format!("{number} wants a number"))?;
                options = rest;
                let value = value.parse().with_context(|| format!("{number} wants a number"))?;
                match number {
                    "--pages" => plan.pages = value,
                    "--content" => plan.content = value,
                    "--sign-offs" => plan.sign_offs = value,
                    _ => bail!("unknown option {number}\n{HELP}"),
                }
            }
        }
    }
    Ok(plan)
}
