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

use crate::commands::{
    self, Cx, Exit, Failure, build, check, completions, demo, explain, init, man, matrix, new, serve,
};
use crate::i18n::Catalog;

use args::{Args, MatrixVerb, Verb};
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
    let dir = global.work_in.clone().unwrap_or_else(|| ".".into());
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

/// Hands the options to the verb. Every verb has one arm here and one module in `commands`.
///
/// Folders to make are told relative to `-C`, as everything is.
fn dispatch(cx: &mut Cx<'_>, verb: Verb) -> Result<Exit, Failure> {
    match verb {
        Verb::Demo { dir } => demo::run(cx, &cx.dir.join(dir)),
        Verb::Init { dir } => init::run(cx, &cx.dir.join(dir), &init::Person::default()),
        Verb::New { column, title, slug } => {
            new::run(cx, &new::Options { column, title: title.unwrap_or_default(), slug })
        }
        Verb::Check { paths, fix, .. } => check::run(cx, &check::Options { paths, fix }),
        Verb::Explain { code } => explain::run(cx, &code),
        Verb::Matrix { verb: None } => matrix::table(cx),
        Verb::Matrix { verb: Some(MatrixVerb::Whois { name }) } => matrix::whois(cx, &name),
        // Until there is a cache, every build is full.
        Verb::Build { preview, out, site, full: _, .. } => {
            let out = out.map(|out| cx.dir.join(out));
            build::run(cx, &build::Options { preview, out, site })
        }
        Verb::Serve { addr } => serve::run(cx, addr),
        Verb::Completions { shell } => Ok(completions::run(cx, help::command(cx.catalog), shell)),
        Verb::Man { dir } => man::run(cx, help::command(cx.catalog), &cx.dir.join(dir)),
    }
}
