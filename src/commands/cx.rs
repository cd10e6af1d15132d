//! What every verb is given: where it works, what time it is, whom it speaks to and how.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::commands::{Exit, Now};
use crate::diag::render::{self, Format, Report, RuleCard, Style, json};
use crate::diag::{Finding, Message, Progress, Sink, Sources};
use crate::i18n::Catalog;
use crate::model::{Moment, Zone};

/// The two streams of a run; only `cli` makes real ones.
///
/// By convention writing to them never fails a verb: the door keeps the first fault and ends the run with it, but for
/// a reader that went away, which is no fault.
pub trait Terminal {
    /// Returns the stream of results.
    fn out(&mut self) -> &mut dyn Write;

    /// Returns the stream of what is said about the run.
    fn err(&mut self) -> &mut dyn Write;
}

/// How much is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Verbosity {
    /// `-q`: results and failures only.
    Quiet,
    /// What was done.
    #[default]
    Normal,
    /// `-v`: how, and how long it took.
    Verbose,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Output {
    /// In which form.
    pub format: Format,
    /// How the form for people looks.
    pub style: Style,
    /// How much is said.
    pub verbosity: Verbosity,
}

/// What every verb is given.
pub struct Cx<'a> {
    /// Where it works (`-C`).
    pub dir: PathBuf,
    /// The only clock.
    pub now: Now,
    /// `QIANFA_TRUST`: the trust root.
    pub trust: Option<String>,
    /// The words.
    pub catalog: &'a Catalog,
    /// How findings are printed.
    pub output: Output,
    /// Where they are printed.
    pub terminal: &'a mut dyn Terminal,
    /// Is told how far long work has come.
    pub progress: &'a dyn Progress,
    /// Returns how long the run has taken.
    pub elapsed: &'a dyn Fn() -> Duration,
}

impl<'a> Cx<'a> {
    /// Returns the same, working in another folder.
    pub fn inside(&mut self, dir: &Path) -> Cx<'_> {
        Cx {
            dir: dir.to_owned(),
            now: self.now,
            trust: self.trust.clone(),
            catalog: self.catalog,
            output: self.output,
            terminal: self.terminal,
            progress: self.progress,
            elapsed: self.elapsed,
        }
    }

    /// Returns the moment that this run calls now.
    pub fn moment(&self, zone: Zone) -> Moment {
        self.now.moment(zone)
    }

    /// Returns who is told how far long work has come.
    pub fn progress(&self) -> &'a dyn Progress {
        self.progress
    }

    /// Returns how long the run has taken.
    pub fn elapsed(&self) -> Duration {
        (self.elapsed)()
    }

    /// Returns the words of `message`.
    pub fn word(&self, message: &Message) -> String {
        self.catalog.text(message)
    }

    /// Prints a result as it is.
    pub fn print(&mut self, text: &str) {
        // See `Terminal`: the door keeps the fault.
        let _ = self.terminal.out().write_all(text.as_bytes());
    }

    /// Says what was done; not with `-q`.
    pub fn say(&mut self, message: &Message) {
        if self.output.verbosity >= Verbosity::Normal {
            self.tell(message);
        }
    }

    /// Says what must be heard, also with `-q`: why something was refused.
    pub fn say_always(&mut self, message: &Message) {
        self.tell(message);
    }

    /// Says how it was done; only with `-v`.
    pub fn explain(&mut self, message: &Message) {
        if self.output.verbosity >= Verbosity::Verbose {
            self.tell(message);
        }
    }

    fn tell(&mut self, message: &Message) {
        let words = self.word(message);
        // Results come first where both streams are one terminal.
        let _ = self.terminal.out().flush();
        let _ = writeln!(self.terminal.err(), "{words}");
    }

    /// Prints findings in the form that was asked for, and returns how a verb ends that found them.
    pub fn print_findings(&mut self, sink: Sink, sources: &Sources, rules: &[RuleCard<'_>]) -> Exit {
        let exit = if sink.has_errors() { Exit::Errors } else { Exit::Clean };
        self.print_sorted(&sink.into_sorted(), sources, rules);
        exit
    }

    /// Prints findings that are sorted already and that somebody else needs as well.
    pub fn print_sorted(&mut self, findings: &[Finding], sources: &Sources, rules: &[RuleCard<'_>]) {
        let report = Report { findings, sources, words: self.catalog, rules, style: self.output.style };
        let _ = render::write(self.output.format, &report, self.terminal.out());
    }

    /// Returns findings as JSON, for verbs whose `--format json` is one object that holds them.
    pub fn findings_value(&self, sink: Sink, sources: &Sources) -> Value {
        let findings = sink.into_sorted();
        let style = self.output.style;
        json::value(&Report { findings: &findings, sources, words: self.catalog, rules: &[], style })
    }
}
