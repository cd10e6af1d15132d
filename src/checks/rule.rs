//! What a rule is, and what it may look at.

use crate::config::Config;
use crate::diag::{Code, Place, Sink};
use crate::markdown::Document;
use crate::model::{Calendar, Column, ColumnId, DepartmentId, Moment, Span};
use crate::policy::Policy;
use crate::source::{Library, Page, Table};

/// A rule: its manual, its data, its function.
#[derive(Debug)]
pub struct Rule {
    /// Its code, never reused.
    pub code: Code,
    /// Its name: what is wrong, so that it reads well after "allow".
    pub name: &'static str,
    /// The version that brought it.
    pub since: &'static str,
    /// Its own source file, which opens with the manual.
    pub source: &'static str,
    /// When it looks.
    pub check: Check,
}

/// When a rule looks, and at what.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At one page, while its text is at hand.
    Page(fn(&PageCx<'_>, &mut Sink)),
    /// At all pages together, and at configuration across files.
    Site(fn(&SiteCx<'_>, &mut Sink)),
    /// Found by `config`, `policy` or `fields` while `site.toml`, `reviewers.toml` or `theme.toml` is read.
    Config,
    /// Found by `source` while a page, its front matter or a folder is read.
    Source,
    /// Found by `review`.
    Gate,
}

/// What every rule may look at.
#[derive(Clone, Copy)]
pub struct GroupCx<'a> {
    /// `site.toml`.
    pub config: &'a Config,
    /// `reviewers.toml`.
    pub policy: &'a Policy,
    /// The columns, in display order.
    pub columns: &'a [Column],
    /// Working days.
    pub calendar: &'a Calendar,
    /// The moment that this run calls now.
    pub now: Moment,
}

impl GroupCx<'_> {
    /// Returns the column `id`.
    pub fn column(&self, id: &ColumnId) -> Option<&Column> {
        self.policy.columns.get(id).map(|c| &c.column)
    }

    /// Returns the name of a department, or its id where the matrix does not know it.
    pub fn department_name(&self, id: &DepartmentId) -> String {
        self.policy.departments.get(id).map_or_else(|| id.to_string(), |d| d.name.clone())
    }
}

/// One page, while its text is at hand.
pub struct PageCx<'a> {
    /// The group.
    pub group: GroupCx<'a>,
    /// The record of the page.
    pub page: &'a Page,
    /// The whole file.
    pub text: &'a str,
    /// The body, parsed once; its places are those of the body.
    pub body: &'a Document<'a>,
    /// The tables beside the page that its front matter names, by file name; those that could not be read are absent.
    pub tables: &'a [(String, Table)],
}

impl PageCx<'_> {
    /// Returns the place of `span` of the body.
    pub fn in_body(&self, span: Span) -> Place {
        self.in_file(span.shifted(self.page.body_start as usize))
    }

    /// Returns the place of `span` of the file.
    pub fn in_file(&self, span: Span) -> Place {
        Place::in_path(&self.page.path, span)
    }
}

/// All pages together.
pub struct SiteCx<'a> {
    /// The group.
    pub group: GroupCx<'a>,
    /// The pages.
    pub library: &'a Library,
}
