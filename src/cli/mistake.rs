//! What is answered to a command line that is not one, or that asks for help.

use std::error::Error as _;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::args::When;
use super::out::Console;
use super::{Environment, exit, help, lang};
use crate::commands::{self, Failure, Terminal};
use crate::diag::Message;
use crate::i18n::Catalog;
use crate::model::Lang;

/// Prints help, the version, or what is wrong with `args`, and returns the code of the process.
pub(super) fn answer(args: &[OsString], environment: &Environment) -> ExitCode {
    let dir = option(args, "-C").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let flag = option(args, "--lang").and_then(|tag| Lang::parse(&tag));
    let catalog = Catalog::new(lang::decide(flag, environment, || commands::site_language(&dir)));
    let mut console = Console::new(colour(args), environment);
    // The same mistake is made once more, where the words are.
    let Err(error) = help::command(&catalog).try_get_matches_from(args) else {
        return exit::finish(Ok(commands::Exit::Clean), &catalog, console);
    };
    let result = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // The console keeps the faults of its streams.
            let _ = write!(console.out(), "{}", error.render().ansi());
            Ok(commands::Exit::Clean)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(console.err(), "{}", error.render().ansi());
            return ExitCode::from(exit::FAILED);
        }
        _ => Err(explain(&error)),
    };
    exit::finish(result, &catalog, console)
}

/// Returns the value of an option in arguments that could not be parsed: `--lang en`, `--lang=en`.
fn option(args: &[OsString], name: &str) -> Option<String> {
    let mut args = args.iter().map(|arg| arg.to_string_lossy()).skip(1);
    while let Some(arg) = args.next() {
        if arg == name {
            return args.next().map(Into::into);
        }
        if let Some(value) = arg.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}

fn colour(args: &[OsString]) -> When {
    match option(args, "--color").as_deref() {
        Some("always") => When::Always,
        Some("never") => When::Never,
        _ => When::Auto,
    }
}

/// Puts a mistake into our words.
fn explain(error: &Error) -> Failure {
    let values = Some(context(error, ContextKind::ValidValue)).filter(|values| !values.is_empty());
    let hints = [
        similar(error).map(|similar| Message::new("cli-error-similar").with("similar", similar)),
        values.map(|values| Message::new("cli-error-values").with("values", values)),
        usage(error).map(|usage| Message::new("cli-error-usage").with("usage", usage)),
    ];
    let mut failure = Failure::usage(message(error));
    failure.hints.extend(hints.into_iter().flatten());
    let is_told = !failure.hints.is_empty() || error.kind() == ErrorKind::ValueValidation;
    if is_told { failure } else { failure.hint(Message::new("cli-error-help")) }
}

fn message(error: &Error) -> Message {
    let arg = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => Message::new("cli-error-no-value").with("arg", arg),
        ErrorKind::InvalidValue => Message::new("cli-error-value").with("arg", arg).with("found", value),
        ErrorKind::ValueValidation => {
            let expected = error.source().map(ToString::to_string).unwrap_or_default();
            Message::new("cli-error-expected").with("arg", arg).with("found", value).with("expected", expected)
        }
        ErrorKind::UnknownArgument if !arg.starts_with('-') => Message::new("cli-error-extra").with("arg", arg),
        ErrorKind::UnknownArgument => Message::new("cli-error-unknown-argument").with("arg", arg),
        ErrorKind::InvalidSubcommand => {
            Message::new("cli-error-unknown-verb").with("verb", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => Message::new("cli-error-no-verb"),
        ErrorKind::MissingRequiredArgument => Message::new("cli-error-missing").with("arg", arg),
        ErrorKind::ArgumentConflict => {
            Message::new("cli-error-conflict").with("arg", arg).with("other", context(error, ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Message::new("cli-error-count").with("arg", arg)
        }
        ErrorKind::InvalidUtf8 => Message::new("cli-error-utf8"),
        _ => Message::new("cli-error-other").with("reason", error.to_string()),
    }
}

/// Returns what the parser knows of a mistake, or nothing.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    }
}

fn similar(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().map(|kind| context(error, kind)).find(|text| !text.is_empty())
}

fn usage(error: &Error) -> Option<String> {
    match error.get(ContextKind::Usage)? {
        ContextValue::StyledStr(text) => Some(text.to_string().trim_start_matches("Usage: ").trim().to_owned()),
        _ => None,
    }
}
