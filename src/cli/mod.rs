//! The door: arguments in, exit code out.
//!
//! Only here the clock, the environment and the terminal are asked, once each, at the start of a run; everything
//! behind the door gets what was found as values.

mod args;
mod ask;
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

use crate::commands::{self, Confirm, Cx, Exit, Failure, Manner, identity};
use crate::diag::Message;
use crate::i18n::Catalog;

use args::{Args, HookVerb, HooksVerb, MatrixVerb, PeopleVerb, PolicyVerb, Signing, TrustVerb, Verb};
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
    let now = clock::read(global.as_of, environment);
    let named = global.as_of.is_some() || environment.source_date_epoch.is_some();
    let result = match now.and_then(|now| if verb.shares_its_clock() && !named { Err(unnamed()) } else { Ok(now) }) {
        Ok(now) => {
            let progress = ProgressBar::new(&catalog, console.shows_progress(global.verbosity()));
            let output = console.output(verb.findings(), global.verbosity());
            let elapsed = || stopwatch.elapsed();
            let mut cx = Cx {
                dir,
                now,
                trust: environment.qianfa_trust.clone(),
                catalog: &catalog,
                output,
                terminal: &mut console,
                progress: &progress,
                elapsed: &elapsed,
            };
            dispatch(&mut cx, verb, environment)
        }
        Err(failure) => Err(failure),
    };
    exit::finish(result, &catalog, console)
}

/// Parts of a build that each ask their own clock would not be of one build.
fn unnamed() -> Failure {
    Failure::usage(Message::new("cli-shard-clock")).hint(Message::new("cli-shard-clock-hint"))
}

/// Hands the options to the verb. Every verb has one arm and one module in `commands`.
fn dispatch(cx: &mut Cx<'_>, verb: Verb, environment: &Environment) -> Result<Exit, Failure> {
    match verb {
        Verb::Completions { shell } => Ok(commands::completions::run(cx, help::command(cx.catalog), shell)),
        Verb::Man { dir } => commands::man::run(cx, help::command(cx.catalog), &cx.dir.join(dir)),
        Verb::Demo { dir } => commands::demo::run(cx, &cx.dir.join(dir)),
        Verb::Init { dir } => commands::init::run(cx, &cx.dir.join(dir), &identity(environment.home.as_deref())),
        Verb::New { column, title, slug } => {
            let title = title.map_or_else(|| ask::line(cx, &Message::new("new-ask-title")), Ok)?;
            commands::new::run(cx, &commands::new::Options { column, title, slug })
        }
        Verb::Check { paths, fix, rev, worktree, strict, complete, trust, .. } => {
            let at = match (rev, worktree) {
                (Some(rev), _) => commands::check::At::Commit(rev),
                (None, true) => commands::check::At::WorkTree,
                (None, false) => commands::check::At::Both,
            };
            commands::check::run(cx, &commands::check::Options { paths, fix, at, strict, complete, trust })
        }
        Verb::Explain { code } => commands::explain::run(cx, &code),
        Verb::Matrix { verb: None } => commands::matrix::table(cx),
        Verb::Matrix { verb: Some(MatrixVerb::Whois { name }) } => commands::matrix::whois(cx, &name),
        Verb::Build {
            preview,
            out,
            site,
            full,
            shard,
            rev: revision,
            strict,
            trust_cache,
            complete,
            unpinned,
            trust,
            published,
            ..
        } => {
            let anew = full || (strict && !trust_cache);
            let options = commands::build::Options {
                preview,
                out,
                site,
                shard,
                revision,
                strict,
                anew,
                complete,
                unpinned,
                trust,
                published,
            };
            commands::build::run(cx, &options)
        }
        Verb::Join { parts, out } => commands::join::run(cx, &parts, &out),
        Verb::Status { paths, person, rev, trust, .. } => {
            commands::status::run(cx, &commands::status::Options { paths, person, revision: rev, trust })
        }
        Verb::Audit { paths, rev, trust, .. } => {
            commands::audit::run(cx, &commands::audit::Options { paths, revision: rev, trust })
        }
        Verb::Policy { verb } => policy(cx, verb, environment),
        Verb::People { verb } => people(cx, verb),
        Verb::Trust { verb: TrustVerb::Show } => commands::trust::show(cx),
        Verb::Trust { verb: TrustVerb::Pin { force } } => commands::trust::pin(cx, force),
        Verb::Hooks { verb: HooksVerb::Install { server } } => commands::hooks::install(cx, server),
        Verb::Hook { verb } => hook(cx, verb, environment),
        Verb::Diff { path, .. } => commands::diff::run(cx, &path),
        Verb::Approve { paths, step, emergency, message, signing } => {
            let manner = manner(signing, environment);
            commands::approve::run(cx, &commands::approve::Options { paths, step, emergency, text: message, manner })
        }
        Verb::Object { what, signing } => commands::object::run(cx, &reasoned(what, manner(signing, environment))),
        Verb::Withdraw { what, signing } => commands::withdraw::run(cx, &reasoned(what, manner(signing, environment))),
        Verb::Vouch { paths, signing } => {
            commands::vouch::run(cx, &commands::vouch::Options { paths, manner: manner(signing, environment) })
        }
        Verb::Renew { paths, step, signing } => {
            commands::renew::run(cx, &commands::renew::Options { paths, step, manner: manner(signing, environment) })
        }
        Verb::Adopt { reference } => commands::adopt::run(cx, &reference),
        Verb::Serve { addr } => commands::serve::run(cx, addr),
    }
}

fn policy(cx: &mut Cx<'_>, verb: PolicyVerb, environment: &Environment) -> Result<Exit, Failure> {
    match verb {
        PolicyVerb::Sign { key, after, next, commit } => {
            let home = environment.home.clone();
            commands::policy_sign::run(cx, &commands::policy_sign::Options { key, after, next, commit, home })
        }
        PolicyVerb::Show { serial } => commands::policy::show(cx, serial),
        PolicyVerb::Log => commands::policy::log(cx),
        PolicyVerb::Diff { from, to } => commands::policy_diff::run(cx, from, to),
    }
}

fn people(cx: &mut Cx<'_>, verb: Option<PeopleVerb>) -> Result<Exit, Failure> {
    match verb {
        None => commands::people::table(cx),
        Some(PeopleVerb::Log) => commands::people::log(cx),
        Some(PeopleVerb::At { when }) => commands::people::at(cx, &when),
        Some(PeopleVerb::Audit) => commands::people::audit(cx),
        Some(PeopleVerb::AllowedSigners) => commands::people::allowed_signers(cx),
    }
}

fn hook(cx: &mut Cx<'_>, verb: HookVerb, environment: &Environment) -> Result<Exit, Failure> {
    match verb {
        HookVerb::Commit => commands::hook::pre_commit(cx, environment.home.as_deref(), environment.index.as_deref()),
        HookVerb::Rebase { upstream, branch } => commands::hook::pre_rebase(cx, &upstream, branch.as_deref()),
        HookVerb::Receive => commands::hook_receive::run(cx, &ask::everything()?, &environment.objects),
    }
}

fn reasoned(what: args::Reasoned, manner: Manner) -> commands::Reasoned {
    commands::Reasoned { paths: what.paths, step: what.step, reason: what.message, manner }
}

/// Returns how somebody signs: asked before, unless they said yes already.
fn manner(signing: Signing, environment: &Environment) -> Manner {
    let confirm: Confirm = if signing.yes { |_, _| Ok(true) } else { ask::confirm };
    Manner { key: signing.key, home: environment.home.clone(), confirm }
}
