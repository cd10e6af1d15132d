//! The only place that knows the order of the rooms.
//!
//! Each function is one stretch of the corridor; a verb walks as many of them as it needs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::checks::{self, GroupCx, PageCx, SiteCx};
use crate::config::{self, Config, Theme};
use crate::diag::{Finding, Severity, Sink, Sources};
use crate::markdown::{Dialect, Document};
use crate::model::{Calendar, Column, Department, Moment, SiteId};
use crate::policy::{self, Policy};
use crate::render::{self, Addressing, Plan, Words};
use crate::review::{Edition, Preview};
use crate::source::{self, Library, PageIndex};
use crate::write;

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
    /// How it looks.
    pub theme: Theme,
}

/// What one run found, and the texts that the findings point into.
#[derive(Default)]
pub struct Report {
    /// The findings.
    pub sink: Sink,
    /// The texts.
    pub sources: Sources,
}
