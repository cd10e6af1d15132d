//! What is wrong with what somebody wrote.

use crate::diag::{Arg, Code, Message, Place, Severity};
use crate::model::Span;

/// Something that somebody wrote and that should be mended: many, collected, each at its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which rule.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What, in words to be chosen: headline, `.label` and `.help`.
    pub message: Message,
    /// Where.
    pub at: Place,
    /// Other places that belong to it, each with a message.
    pub labels: Vec<Label>,
    /// How the program could mend it.
    pub fix: Option<Fix>,
}

/// Another place that belongs to a finding, such as the first of two duplicates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub at: Place,
    /// Why it is shown.
    pub message: Message,
}

/// A mend that the program can make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What to replace, in the finding's own file, from first to last without overlap.
    pub edits: Vec<Edit>,
    /// Whether it cannot change meaning; only such fixes are applied by `--fix`.
    pub safe: bool,
}

/// One replacement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Finding {
    /// Returns a finding of `code` at `at`, with the code's own severity and the message of the code's own name
    /// (`QF101`).
    pub fn new(code: Code, at: Place) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: Message::new(code.to_string()),
            at,
            labels: Vec::new(),
            fix: None,
        }
    }

    /// Returns the finding with another of its code's messages: `QF005-limit` for the variant `limit`.
    #[must_use]
    pub fn variant(mut self, variant: &str) -> Self {
        self.message.id = format!("{}-{variant}", self.code).into();
        self
    }

    /// Returns the finding with one more argument for its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.message = self.message.with(name, value);
        self
    }

    /// Returns the finding with another place, shown with `message`.
    #[must_use]
    pub fn label(mut self, at: Place, message: Message) -> Self {
        self.labels.push(Label { at, message });
        self
    }

    /// Returns the finding with a mend that cannot change meaning.
    #[must_use]
    pub fn safe_fix(mut self, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { edits, safe: true });
        self
    }

    /// Returns the finding as a warning, where the same fault matters less.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Returns the order in which findings are shown: by file, place, code.
    pub fn order(&self) -> impl Ord + '_ {
        (&self.at, self.code, &self.message.id)
    }
}
