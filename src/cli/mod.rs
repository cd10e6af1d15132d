//! The door: arguments in, exit code out.
//!
//! Only here the clock, the environment and the terminal are asked, once each, at the start of a run; everything
//! behind the door gets what was found as values.

mod args;
mod clock;
mod environment;
mod exit;
mod help;
mod lang;
mod mistake;
mod out;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::commands::{self, Cx, Exit, Failure};
use crate::diag::Message;
use crate::i18n::Catalog;

use args::{Args, Verb};
use clock::Stopwatch;
use environment::Environment;
use out::{Console, ProgressBar};

/// Runs the program: `args` begin with its own name.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let environment = Environment::read();
    match Args::try_parse_from(&args) {
        Ok(args) => run(args, &environment),
        Err(_) => mistake::answer(&args, &environment),
    }
}

fn run(args: Args, environment: &Environment) -> ExitCode {
    let stopwatch = Stopwatch::start();
    let Args { global, verb } = args;
    let dir = global.dir.clone().unwrap_or_else(|| ".".into());
    let lang = lang::decide(global.lang, environment, || commands::site_language(&dir));
    let catalog = Catalog::new(lang);
    let mut console = Console::new(global.color, environment);
    let result = match clock::read(global.as_of, environment) {
        Ok(now) => {
            let progress = ProgressBar::new(&catalog, console.shows_progress(global.verbosity()));
            let output = console.output(verb.findings(), global.verbosity());
            let elapsed = || stopwatch.elapsed();
            let mut cx = Cx {
                dir,
                now,
                catalog: &catalog,
                output,
                terminal: &mut console,
                progress: &progress,
                elapsed: &elapsed,
            };
            dispatch(&mut cx, verb)
        }
        Err(failure) => Err(failure),
    };
    exit::finish(result, &catalog, console)
}

/// Hands the options to the verb. Every verb has one arm and one module in `commands`.
fn dispatch(cx: &mut Cx<'_>, verb: Verb) -> Result<Exit, Failure> {
    match verb {
        Verb::Completions { shell } => Ok(commands::completions::run(cx, help::command(cx.catalog), shell)),
        Verb::Man { dir } => commands::man::run(cx, help::command(cx.catalog), &dir),
        Verb::Demo { .. }
        | Verb::Init { .. }
        | Verb::New { .. }
        | Verb::Check { .. }
        | Verb::Explain { .. }
        | Verb::Matrix { .. }
        | Verb::Build { .. }
        | Verb::Serve { .. } => Err(Failure::internal(Message::new("failure-not-wired"))),
    }
}
