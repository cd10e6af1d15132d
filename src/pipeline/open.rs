//! Configuration and matrix: accepted whole, or not at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{PipelineError, Report};
use crate::checks::GroupCx;
use crate::config::{self, Config};
use crate::diag::{Finding, Place, codes};
use crate::model::{Calendar, Column, Department, Sha256};
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
    /// Names everything that was read to make this.
    pub(super) digest: Sha256,
}

impl Group {
    /// Returns the library of these pages, in any order: those of one reading, or some of them from other commits.
    pub fn library(&self, pages: Vec<Arc<Page>>) -> Library {
        Library::new(pages, self.folders.clone())
    }

    pub(super) fn cx(&self) -> GroupCx<'_> {
        GroupCx { config: &self.config, policy: &self.policy, columns: &self.columns, calendar: &self.calendar }
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
    let Some(reviewers) = source::read_settings(files, REVIEWERS_FILE)? else {
        report.sources.insert(SITE_FILE, site);
        report.sink.push(Finding::new(codes::UNREADABLE_TOML, Place::file(REVIEWERS_FILE)).variant("absent"));
        return Ok(None);
    };
    let working_days = working_days(files)?;
    let digest = digest(&site, reviewers.as_bytes(), &working_days);
    report.sources.insert(SITE_FILE, site);
    let calendar = calendar(working_days, report);
    let single = config.as_ref().is_some_and(|c| c.single);
    let standards = Standards::embedded();
    let policy =
        policy::read(REVIEWERS_FILE, &reviewers, policy::Inputs { single, standards: &standards }, &mut report.sink);
    report.sources.insert(REVIEWERS_FILE, reviewers);
    let (Some(config), Some(policy), false) = (config, policy, report.sink.has_errors()) else { return Ok(None) };
    Ok(Some(group(root, config, policy, calendar, digest)))
}

/// A matrix that was accepted by its signatures.
pub(super) struct Accepted {
    /// What it says.
    pub(super) policy: Policy,
    /// The hash of its text.
    pub(super) sha256: Sha256,
}

/// Opens the group of a release: configuration from `settings`, working days from `files`, and an accepted matrix.
///
/// # Errors
/// There is no configuration, or a file cannot be read.
pub(super) fn open_with(
    root: &Path,
    (settings, files): (&dyn Files, &dyn Files),
    accepted: Accepted,
    report: &mut Report,
) -> Result<Option<Group>, PipelineError> {
    let site = source::read_settings(settings, SITE_FILE)?.ok_or_else(|| PipelineError::NoSite(root.to_owned()))?;
    let before = report.sink.errors();
    let config = config::read_site(SITE_FILE, &site, &mut report.sink);
    let working_days = working_days(files)?;
    let digest = digest(&site, accepted.sha256.as_bytes(), &working_days);
    report.sources.insert(SITE_FILE, site);
    let calendar = calendar(working_days, report);
    if let Some(reviewers) = source::read_settings(files, REVIEWERS_FILE)? {
        report.sources.insert(REVIEWERS_FILE, reviewers);
    }
    let config = config.filter(|_| report.sink.errors() == before);
    Ok(config.map(|config| group(root, config, accepted.policy, calendar, digest)))
}

fn group(root: &Path, config: Config, policy: Policy, calendar: Calendar, digest: Sha256) -> Group {
    let columns = policy.columns();
    let departments = policy.departments.values().cloned().collect();
    let folders = Arc::new(Columns::new(columns.iter().cloned(), config.single));
    Group { root: root.to_owned(), config, policy, columns, departments, calendar, folders, digest }
}

/// Returns the working-day tables of the repository with their files; where it has none, those that the program carries.
fn working_days(files: &dyn Files) -> Result<Vec<(String, String)>, PipelineError> {
    let mut texts: Vec<(String, String)> = source::read_calendars(files)?.into_iter().collect();
    if texts.is_empty() {
        texts.extend(config::EMBEDDED_CALENDARS.map(|(file, text)| (file.to_owned(), text.to_owned())));
    }
    Ok(texts)
}

fn calendar(texts: Vec<(String, String)>, report: &mut Report) -> Calendar {
    let mut years = BTreeMap::new();
    for (file, text) in texts {
        years.extend(config::read_calendar(&file, &text, &mut report.sink));
        report.sources.insert(file.as_str(), text);
    }
    Calendar::new(years)
}

/// Returns what names a group: another text of any of these is another group.
fn digest(site: &str, matrix: &[u8], working_days: &[(String, String)]) -> Sha256 {
    let calendars = working_days.iter().flat_map(|(file, text)| [file.as_bytes(), text.as_bytes()]);
    Sha256::of_parts([site.as_bytes(), matrix].into_iter().chain(calendars))
}
