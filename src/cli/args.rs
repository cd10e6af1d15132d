//! What can be typed. The words of the help stand in `locales/*/commands.ftl` and are put in by [`super::help`].

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::commands::Verbosity;
use crate::diag::render::Format;
use crate::model::{Lang, Moment, Shard, SiteId, StepId};

/// The whole command line.
#[derive(Parser, Debug)]
#[command(
    name = "qianfa",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) verb: Verb,
}

/// What every verb takes.
#[derive(clap::Args, Debug)]
pub(super) struct Global {
    // The name of a global option must not be the name of any verb's own.
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(super) work_in: Option<PathBuf>,
    #[arg(long, value_name = "LANG", global = true, value_parser = language())]
    pub(super) lang: Option<Lang>,
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(super) color: When,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    #[arg(long, value_name = "MOMENT", global = true, value_parser = moment)]
    pub(super) as_of: Option<Moment>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

impl Global {
    pub(super) fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}

/// When output is coloured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

/// What verbs take that print findings.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub(super) struct Findings {
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format())]
    pub(super) format: Format,
    #[arg(long)]
    pub(super) show_source: bool,
}

/// What verbs take that sign.
#[derive(clap::Args, Debug)]
pub(super) struct Signing {
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    #[arg(long)]
    pub(super) yes: bool,
    #[arg(long)]
    pub(super) show_source: bool,
}

/// What verbs take that need a reason.
#[derive(clap::Args, Debug)]
pub(super) struct Reasoned {
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_name = "STEP", value_parser = step)]
    pub(super) step: StepId,
    #[arg(short, long, value_name = "REASON")]
    pub(super) message: String,
}

/// What is to be done.
#[derive(Subcommand, Debug)]
pub(super) enum Verb {
    Demo {
        #[arg(value_name = "DIR", default_value = "qianfa-demo")]
        dir: PathBuf,
    },
    Init {
        #[arg(value_name = "DIR", default_value = ".")]
        dir: PathBuf,
    },
    New {
        #[arg(value_name = "COLUMN")]
        column: String,
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
        #[arg(long, value_name = "NAME")]
        slug: Option<String>,
    },
    Check {
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[arg(long, conflicts_with = "rev")]
        fix: bool,
        #[arg(long, value_name = "REV")]
        rev: Option<String>,
        #[arg(long, conflicts_with = "rev")]
        worktree: bool,
        #[arg(long)]
        strict: bool,
        #[arg(long)]
        complete: bool,
        #[arg(long, value_name = "FILE")]
        trust: Option<PathBuf>,
        #[command(flatten)]
        findings: Findings,
    },
    Explain {
        #[arg(value_name = "CODE")]
        code: String,
    },
    Matrix {
        #[command(subcommand)]
        verb: Option<MatrixVerb>,
    },
    Build {
        #[arg(long)]
        preview: bool,
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[arg(long, value_name = "SITE", value_parser = site)]
        site: Option<SiteId>,
        #[arg(long)]
        full: bool,
        #[arg(long, value_name = "K/N", value_parser = shard, conflicts_with = "site")]
        shard: Option<Shard>,
        #[arg(long, value_name = "REV")]
        rev: Option<String>,
        #[arg(long)]
        strict: bool,
        #[arg(long)]
        trust_cache: bool,
        #[arg(long)]
        complete: bool,
        #[arg(long)]
        unpinned: bool,
        #[arg(long, value_name = "FILE")]
        trust: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        published: Option<PathBuf>,
        #[command(flatten)]
        findings: Findings,
    },
    Join {
        #[arg(value_name = "DIR", required = true)]
        parts: Vec<PathBuf>,
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    Status {
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[arg(long = "for", value_name = "PERSON")]
        person: Option<String>,
        #[arg(long, value_name = "REV")]
        rev: Option<String>,
        #[arg(long, value_name = "FILE")]
        trust: Option<PathBuf>,
        #[command(flatten)]
        findings: Findings,
    },
    Audit {
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[arg(long, value_name = "REV")]
        rev: Option<String>,
        #[arg(long, value_name = "FILE")]
        trust: Option<PathBuf>,
        #[command(flatten)]
        findings: Findings,
    },
    Policy {
        #[command(subcommand)]
        verb: PolicyVerb,
    },
    People {
        #[command(subcommand)]
        verb: Option<PeopleVerb>,
    },
    Trust {
        #[command(subcommand)]
        verb: TrustVerb,
    },
    Hooks {
        #[command(subcommand)]
        verb: HooksVerb,
    },
    Hook {
        #[command(subcommand)]
        verb: HookVerb,
    },
    Diff {
        #[arg(value_name = "PATH")]
        path: PathBuf,
        #[arg(long)]
        show_source: bool,
    },
    Approve {
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
        #[arg(long, value_name = "STEP", value_parser = step)]
        step: StepId,
        #[arg(long, requires = "message")]
        emergency: bool,
        #[arg(short, long, value_name = "TEXT")]
        message: Option<String>,
        #[command(flatten)]
        signing: Signing,
    },
    Object {
        #[command(flatten)]
        what: Reasoned,
        #[command(flatten)]
        signing: Signing,
    },
    Withdraw {
        #[command(flatten)]
        what: Reasoned,
        #[command(flatten)]
        signing: Signing,
    },
    Vouch {
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        signing: Signing,
    },
    Renew {
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[arg(long, value_name = "STEP", value_parser = step)]
        step: StepId,
        #[command(flatten)]
        signing: Signing,
    },
    Adopt {
        #[arg(value_name = "REF")]
        reference: String,
    },
    Serve {
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:1111", value_parser = address)]
        addr: SocketAddr,
    },
    Completions {
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    Man {
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
}

/// What can be asked of the matrix.
#[derive(Subcommand, Debug)]
pub(super) enum MatrixVerb {
    Whois {
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// What can be done with versions of the matrix.
#[derive(Subcommand, Debug)]
pub(super) enum PolicyVerb {
    Sign {
        #[arg(long, value_name = "FILE")]
        key: Option<String>,
        #[arg(long, value_name = "REV")]
        after: Option<String>,
        #[arg(long)]
        next: bool,
        #[arg(long)]
        commit: bool,
    },
    Show {
        #[arg(value_name = "N")]
        serial: Option<u32>,
    },
    Log,
    Diff {
        #[arg(value_name = "A")]
        from: Option<u32>,
        #[arg(value_name = "B")]
        to: Option<u32>,
    },
}

/// What can be asked of the permission archive.
#[derive(Subcommand, Debug)]
pub(super) enum PeopleVerb {
    Log,
    At {
        #[arg(value_name = "WHEN")]
        when: String,
    },
    Audit,
    AllowedSigners,
}

/// What can be done with the trust root.
#[derive(Subcommand, Debug)]
pub(super) enum TrustVerb {
    Show,
    Pin {
        #[arg(long)]
        force: bool,
    },
}

/// What can be done with hooks.
#[derive(Subcommand, Debug)]
pub(super) enum HooksVerb {
    Install {
        #[arg(long)]
        server: bool,
    },
}

/// The hooks that git calls.
#[derive(Subcommand, Debug)]
pub(super) enum HookVerb {
    #[command(name = "pre-commit")]
    Commit,
    #[command(name = "pre-rebase")]
    Rebase {
        #[arg(value_name = "UPSTREAM")]
        upstream: String,
        #[arg(value_name = "BRANCH")]
        branch: Option<String>,
    },
    #[command(name = "pre-receive")]
    Receive,
}

impl Verb {
    /// Returns whether other machines build the rest, and must call the same moment now.
    pub(super) fn shares_its_clock(&self) -> bool {
        matches!(self, Self::Build { shard: Some(_), .. })
    }

    /// Returns how findings are printed, where the verb prints any.
    pub(super) fn findings(&self) -> Findings {
        match self {
            Self::Check { findings, .. }
            | Self::Build { findings, .. }
            | Self::Status { findings, .. }
            | Self::Audit { findings, .. } => *findings,
            Self::Approve { signing: Signing { show_source, .. }, .. }
            | Self::Object { signing: Signing { show_source, .. }, .. }
            | Self::Withdraw { signing: Signing { show_source, .. }, .. }
            | Self::Vouch { signing: Signing { show_source, .. }, .. }
            | Self::Renew { signing: Signing { show_source, .. }, .. }
            | Self::Diff { show_source, .. } => Findings { show_source: *show_source, ..Findings::default() },
            Self::Demo { .. }
            | Self::Init { .. }
            | Self::New { .. }
            | Self::Explain { .. }
            | Self::Matrix { .. }
            | Self::Policy { .. }
            | Self::People { .. }
            | Self::Trust { .. }
            | Self::Hooks { .. }
            | Self::Hook { .. }
            | Self::Adopt { .. }
            | Self::Serve { .. }
            | Self::Join { .. }
            | Self::Completions { .. }
            | Self::Man { .. } => Findings::default(),
        }
    }
}

/// A value that was expected to be something else; its text is an id of the catalogue.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Expected(&'static str);

fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str)).map(|text| Format::parse(&text).unwrap_or_default())
}

fn language() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["zh-CN", "en"]).map(|text| Lang::parse(&text).unwrap_or_default())
}

fn moment(text: &str) -> Result<Moment, Expected> {
    Moment::parse(text).map_err(|_| Expected("cli-expected-moment"))
}

fn site(text: &str) -> Result<SiteId, Expected> {
    SiteId::parse(text).map_err(|_| Expected("cli-expected-site"))
}

fn shard(text: &str) -> Result<Shard, Expected> {
    Shard::parse(text).ok_or(Expected("cli-expected-shard"))
}

fn step(text: &str) -> Result<StepId, Expected> {
    StepId::parse(text).map_err(|_| Expected("cli-expected-step"))
}

fn address(text: &str) -> Result<SocketAddr, Expected> {
    let address: SocketAddr = text.parse().map_err(|_| Expected("cli-expected-address"))?;
    if address.ip().is_loopback() { Ok(address) } else { Err(Expected("cli-expected-address")) }
}
