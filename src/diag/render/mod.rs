//! Findings in the six forms that people and machines read.
//!
//! Each form is a function from sorted findings to text: no clock, no environment, the same findings give the same
//! bytes. Machines read codes and arguments, which every form for machines carries beside the words.

mod concise;
mod excerpt;
mod github;
mod gitlab;
mod human;
mod identity;
pub mod json;
mod sarif;
mod summary;

use std::borrow::Cow;
use std::io::{self, Write};

use crate::diag::{Code, Finding, Message, Place, Severity, Sources, Words, calm};

pub use summary::{Tally, summary};

/// A form in which findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// For people: the source line, the place, what to do.
    #[default]
    Human,
    /// One line each, for editors and `grep`.
    Concise,
    /// An object that holds the findings, documented in `docs/json.md`.
    Json,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
    /// Workflow commands, which GitHub shows beside the changed lines.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
}

impl Format {
    /// Every form, the one for people first.
    pub const ALL: [Self; 6] = [Self::Human, Self::Concise, Self::Json, Self::Sarif, Self::Github, Self::Gitlab];

    /// Returns the word that `--format` takes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
        }
    }

    /// Returns the form that `text` names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.as_str() == text)
    }
}

/// What the form for people looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Whether it is coloured.
    pub colour: bool,
    /// Whether source text of pages is shown; that of configuration always is.
    ///
    /// Logs are public, and a page with a finding is not: off the terminal this is true only if somebody asked for it.
    pub page_source: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Style {
    /// What is printed where nobody looks on: no colour, no source text of pages.
    pub const PLAIN: Self = Self { colour: false, page_source: false, width: 120 };

    /// Returns whether source text of `file` may be shown.
    fn shows(&self, file: &str) -> bool {
        self.page_source || !file.starts_with("content/")
    }
}

/// What a form for machines says about a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleCard<'a> {
    /// Its code.
    pub code: Code,
    /// Its name, `unknown-column`.
    pub name: &'a str,
    /// What it finds, in a few words.
    pub summary: Cow<'a, str>,
}

/// Findings with all that is needed to print them.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The findings, sorted ([`crate::diag::Sink::into_sorted`]).
    pub findings: &'a [Finding],
    /// The texts that they point into.
    pub sources: &'a Sources,
    /// The words.
    pub words: &'a dyn Words,
    /// The rules, in the order of their codes, for forms that describe them.
    pub rules: &'a [RuleCard<'a>],
    /// How the form for people looks.
    pub style: Style,
}

impl Report<'_> {
    fn headline(&self, finding: &Finding) -> String {
        self.words.text(&finding.message)
    }

    fn label(&self, finding: &Finding) -> Option<String> {
        self.words.attribute(&finding.message, "label")
    }

    fn help(&self, finding: &Finding) -> Option<String> {
        self.words.attribute(&finding.message, "help")
    }

    fn text(&self, message: &Message) -> String {
        self.words.text(message)
    }
}

/// Returns the line that `place` begins on, safe to show, if its text is known and the line can be shown.
pub fn source_line(sources: &Sources, place: &Place) -> Option<String> {
    excerpt::excerpt(sources, place).map(|e| calm(&e.text).into_owned())
}

/// Writes the findings in `format`.
///
/// # Errors
/// `out` cannot be written; a reader that has seen enough and went away (broken pipe) is no error.
pub fn write(format: Format, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let written = match format {
        Format::Human => human::write(report, out),
        Format::Concise => concise::write(report, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Github => github::write(report, out),
        Format::Gitlab => gitlab::write(report, out),
    };
    match written.and_then(|()| out.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Returns the word for a severity in forms whose word for a suggestion is `note`.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}
