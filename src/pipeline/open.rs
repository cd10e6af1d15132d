//! Configuration and matrix: accepted whole, or not at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{PipelineError, Report};
use crate::checks::GroupCx;
use crate::config::{self, Config};
use crate::diag::{Finding, Place, codes};
use crate::model::{Calendar, Column, Department, Moment};
use crate::policy::{self, Policy, Standards};
use crate::source::{self, Columns, Files, Library, Page, REVIEWERS_FILE, SITE_FILE};

/// What people configured: accepted whole, or not at all.
pub struct Group {
    /// The top of the repository.
    pub root: PathBuf,
    /// `site.toml`.
    pub config: Config,
    /// `reviewers.toml`.
    pub policy: Policy,
    /// The columns, in display order.
    pub columns: Vec<Column>,
    /// The departments.
    pub departments: Vec<Department>,
    /// Working days.
    pub calendar: Calendar,
    /// The columns as folders.
    pub(super) folders: Arc<Columns>,
}

impl Group {
    /// Returns the library of these pages, in any order: those of one reading, or some of them from other commits.
    pub fn library(&self, pages: Vec<Page>) -> Library {
        Library::new(pages, self.folders.clone())
    }

    pub(super) fn cx(&self, now: Moment) -> GroupCx<'_> {
        GroupCx { config: &self.config, policy: &self.policy, columns: &self.columns, calendar: &self.calendar, now }
    }
}

/// Opens the group whose repository is at `root` from `files`: none if its configuration or its matrix has errors, which
/// are then in `report`.
///
/// # Errors
/// There is no site, or a file cannot be read.
pub fn open(root: &Path, files: &dyn Files, report: &mut Report) -> Result<Option<Group>, PipelineError> {
    let site = source::read_settings(files, SITE_FILE)?.ok_or_else(|| PipelineError::NoSite(root.to_owned()))?;
    let config = config::read_site(SITE_FILE, &site, &mut report.sink);
    report.sources.insert(SITE_FILE, site);
    let Some(reviewers) = source::read_settings(files, REVIEWERS_FILE)? else {
        report.sink.push(Finding::new(codes::UNREADABLE_TOML, Place::file(REVIEWERS_FILE)).variant("absent"));
        return Ok(None);
    };
    let calendar = calendar(files, report)?;
    let single = config.as_ref().is_some_and(|c| c.single);
    let standards = Standards::embedded();
    let policy =
        policy::read(REVIEWERS_FILE, &reviewers, policy::Inputs { single, standards: &standards }, &mut report.sink);
    report.sources.insert(REVIEWERS_FILE, reviewers);
    let (Some(config), Some(policy), false) = (config, policy, report.sink.has_errors()) else { return Ok(None) };
    Ok(Some(group(root, config, policy, calendar)))
}

/// Opens the group of a release: configuration from `settings`, working days from `files`, and a matrix that was
/// accepted by its signatures.
///
/// # Errors
/// There is no configuration, or a file cannot be read.
pub(super) fn open_with(
    root: &Path,
    (settings, files): (&dyn Files, &dyn Files),
    policy: Policy,
    report: &mut Report,
) -> Result<Option<Group>, PipelineError> {
    let site = source::read_settings(settings, SITE_FILE)?.ok_or_else(|| PipelineError::NoSite(root.to_owned()))?;
    let before = report.sink.errors();
    let config = config::read_site(SITE_FILE, &site, &mut report.sink);
    report.sources.insert(SITE_FILE, site);
    let calendar = calendar(files, report)?;
    if let Some(reviewers) = source::read_settings(files, REVIEWERS_FILE)? {
        report.sources.insert(REVIEWERS_FILE, reviewers);
    }
    let config = config.filter(|_| report.sink.errors() == before);
    Ok(config.map(|config| group(root, config, policy, calendar)))
}

fn group(root: &Path, config: Config, policy: Policy, calendar: Calendar) -> Group {
    let columns = policy.columns();
    let departments = policy.departments.values().cloned().collect();
    let folders = Arc::new(Columns::new(columns.iter().cloned(), config.single));
    Group { root: root.to_owned(), config, policy, columns, departments, calendar, folders }
}

/// Reads the working-day tables of the repository; where it has none, those that the program carries.
fn calendar(files: &dyn Files, report: &mut Report) -> Result<Calendar, PipelineError> {
    let mut texts = source::read_calendars(files)?;
    if texts.is_empty() {
        texts.extend(config::EMBEDDED_CALENDARS.map(|(file, text)| (file.to_owned(), text.to_owned())));
    }
    let mut years = BTreeMap::new();
    for (file, text) in texts {
        years.extend(config::read_calendar(&file, &text, &mut report.sink));
        report.sources.insert(file.as_str(), text);
    }
    Ok(Calendar::new(years))
}
