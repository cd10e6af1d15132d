//! Opens the group that a verb works in, and prints what was found.

use std::path::{Component, Path, PathBuf};

use crate::checks::{self, Manual};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::diag::render::{Format, RuleCard};
use crate::model::Column;
use crate::pipeline::{self, Group, PipelineError, Report};
use crate::render::Words;
use crate::source::{self, WorkTree};
use crate::write::WriteError;

impl Cx<'_> {
    /// Opens the group in this folder or the nearest above it that holds one; none if its configuration has errors,
    /// which are then in `report`.
    ///
    /// # Errors
    /// There is no site, or a file cannot be read.
    pub(super) fn open(&self, report: &mut Report) -> Result<Option<Group>, Failure> {
        let root = self.root()?;
        Ok(pipeline::open(&root, &WorkTree::new(&root), report)?)
    }

    /// Returns the top of the repository: this folder or the nearest above it that holds a site.
    ///
    /// # Errors
    /// There is no site.
    pub(super) fn root(&self) -> Result<PathBuf, Failure> {
        source::find_root(&self.dir).ok_or_else(|| PipelineError::NoSite(self.dir.clone()).into())
    }

    /// Opens the group for a verb that cannot go on without it: prints the findings where there is none.
    ///
    /// # Errors
    /// There is no site, or a file cannot be read.
    pub(super) fn open_or_report(&mut self) -> Result<Result<Group, Exit>, Failure> {
        let mut report = Report::default();
        let group = self.open(&mut report)?;
        Ok(group.ok_or_else(|| self.report(report)))
    }

    /// Prints the findings of a run.
    pub(super) fn report(&mut self, report: Report) -> Exit {
        // Only one form describes the rules, and reading their manuals takes longer than many a check.
        let rules = if self.output.format == Format::Sarif { rule_cards() } else { Vec::new() };
        self.print_findings(report.sink, &report.sources, &rules)
    }
}

/// Returns the words of the pages, in the group's language.
pub(super) fn page_words(group: &Group) -> Words {
    let catalog = crate::i18n::Catalog::new(group.config.group.lang);
    Words::gather(|id, args| {
        let message = args.iter().fold(Message::new(id.to_owned()), |m, name| m.with(name, format!("{{{name}}}")));
        catalog.text(&message)
    })
}

/// Returns what forms for machines say about each rule.
fn rule_cards() -> Vec<RuleCard<'static>> {
    let card = |rule: &&'static checks::Rule| {
        let manual = Manual::of(rule.source);
        let summary = manual.sections.into_iter().next().map(|(_, text)| text).unwrap_or_default();
        RuleCard {
            code: rule.code,
            name: rule.name,
            summary: summary.lines().next().unwrap_or_default().to_owned().into(),
        }
    };
    checks::RULES.iter().map(card).collect()
}

impl From<PipelineError> for Failure {
    fn from(error: PipelineError) -> Self {
        match error {
            PipelineError::NoSite(path) => {
                Self::environment(Message::new("failure-no-site").with("path", shown(&path)))
                    .hint(Message::new("failure-no-site-hint"))
            }
            PipelineError::Settings(error) => error.into(),
            PipelineError::Git(error) => error.into(),
            PipelineError::Render(error) => Self::config(Message::new("failure-theme")).because(error),
            PipelineError::Write(error) => error.into(),
        }
    }
}

impl Group {
    /// Returns the column that somebody names by its id or, where only one has it, by its name.
    ///
    /// # Errors
    /// Several columns have that name.
    pub(super) fn named_column(&self, name: &str) -> Result<Option<&Column>, Failure> {
        if let Some(column) = self.columns.iter().find(|c| c.id.as_str() == name.trim_end_matches('/')) {
            return Ok(Some(column));
        }
        let named: Vec<&Column> = self.columns.iter().filter(|c| c.name == name).collect();
        if let [first, second, ..] = named.as_slice() {
            let ids = named.iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join("、");
            let message = Message::new("column-ambiguous").with("name", name).with("count", named.len());
            let hint = Message::new("column-ambiguous-hint").with("first", first.id.as_str());
            return Err(Failure::usage(message).hint(hint.with("ids", ids).with("second", second.id.as_str())));
        }
        Ok(named.first().copied())
    }
}

/// Returns the failure of a new repository: its folder must be empty.
pub(super) fn not_empty(error: WriteError) -> Failure {
    match error {
        WriteError::NotOurs { path } => {
            Failure::environment(Message::new("failure-not-empty").with("path", shown(&path)))
                .hint(Message::new("failure-not-empty-hint"))
        }
        other => other.into(),
    }
}

/// Returns a path as messages show it, without the dots that somebody's `-C` brought in.
pub(super) fn shown(path: &Path) -> String {
    let plain: PathBuf = path.components().filter(|c| *c != Component::CurDir).collect();
    plain.display().to_string()
}
