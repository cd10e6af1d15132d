//! What a rule is, and what it may look at.

use rayon::prelude::*;

use crate::checks::Manual;
use crate::config::Config;
use crate::diag::{Code, Place, Sink};
use crate::markdown::Document;
use crate::model::{Calendar, Column, ColumnId, ContentPath, DepartmentId, Moment, Span};
use crate::policy::Policy;
use crate::source::{Library, LinkRecord, Page, PageIndex, Resolved, Table, place_of_key};

/// The file that registers the sites, for findings that no reader made.
pub(super) const SITE_TOML: &str = "site.toml";

/// The file that holds the matrix, for findings that no reader made.
pub(super) const REVIEWERS_TOML: &str = "reviewers.toml";

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

impl Rule {
    /// Returns its manual.
    pub fn manual(&self) -> Manual {
        Manual::of(self.source)
    }
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
///
/// What it holds, with the group, is all that decides what a rule finds here: what was found once holds until one of them
/// changes, so there is no clock in it.
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

impl<'a> PageCx<'a> {
    /// Returns the place of `span` of the body.
    pub fn in_body(&self, span: Span) -> Place {
        self.in_file(span.shifted(self.page.body_start as usize))
    }

    /// Returns the place of `span` of the file.
    pub fn in_file(&self, span: Span) -> Place {
        Place::in_path(&self.page.path, span)
    }

    /// Returns the place of a value of the front matter, by the name that messages use, such as `document.effective`;
    /// the whole front matter where it cannot be found again.
    pub fn at_key(&self, key: &str) -> Place {
        let front = self.page.front.as_deref().map_or(Span::at(0), |f| f.span);
        self.in_file(place_of_key(self.text, key).unwrap_or(front))
    }

    /// Returns the table that the front matter names so.
    pub(super) fn table(&self, name: &'a str) -> Option<TableCx<'a>> {
        let (_, table) = self.tables.iter().find(|(n, _)| n == name)?;
        let file = self.page.files.iter().find(|f| f.name == name)?;
        Some(TableCx { name, path: &file.path, table })
    }
}

/// A table beside a page.
pub(super) struct TableCx<'a> {
    /// Its name, as the page writes it.
    pub(super) name: &'a str,
    path: &'a ContentPath,
    table: &'a Table,
}

impl<'a> TableCx<'a> {
    /// Returns the names of its columns.
    pub(super) fn header(&self) -> &'a [String] {
        &self.table.header
    }

    /// Returns the number of the column with this name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.table.header.iter().position(|n| n == name)
    }

    /// Returns where the header stands.
    pub(super) fn header_place(&self) -> Place {
        self.place(0)
    }

    /// Returns the rows, each with its place.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'a [String], Place)> {
        self.table.rows.iter().zip(1..).map(|(row, line)| (row.as_slice(), self.place(line)))
    }

    fn place(&self, line: usize) -> Place {
        Place::in_path(self.path, self.table.spans.get(line).copied().unwrap_or_default())
    }
}

/// All pages together.
pub struct SiteCx<'a> {
    /// The group.
    pub group: GroupCx<'a>,
    /// The moment that this run calls now.
    pub now: Moment,
    /// The pages.
    pub library: &'a Library,
    /// The links that may be wrong, of all pages, in the order of pages and of writing: to an anchor, or to nothing that
    /// can be reached.
    pub doubtful: Vec<Followed<'a>>,
}

/// A link and what it means.
pub struct Followed<'a> {
    /// The page that links.
    pub page: &'a Page,
    /// The link.
    pub link: LinkRecord<'a>,
    /// What its destination means.
    pub to: &'a Resolved,
}

impl<'a> SiteCx<'a> {
    /// Returns what the rules of the second kind may look at.
    pub fn new(group: GroupCx<'a>, now: Moment, library: &'a Library) -> Self {
        let all = 0..library.pages().len() as u32;
        let doubtful =
            all.into_par_iter().map(PageIndex).filter(|page| library.followed(*page).iter().any(is_doubtful));
        let doubtful = doubtful.flat_map_iter(|page| links_of(library, page).filter(|link| is_doubtful(link.to)));
        Self { group, now, library, doubtful: doubtful.collect() }
    }

    /// Returns every link and image of every page, in the order of pages and of writing.
    pub fn links(&self) -> impl Iterator<Item = Followed<'a>> {
        let library = self.library;
        (0..library.pages().len() as u32).flat_map(|page| links_of(library, PageIndex(page)))
    }
}

fn links_of(library: &Library, index: PageIndex) -> impl Iterator<Item = Followed<'_>> {
    let page = library.page(index);
    page.links.iter().zip(library.followed(index)).map(move |(link, to)| Followed { page, link, to })
}

fn is_doubtful(to: &Resolved) -> bool {
    match to {
        Resolved::Anchor(_) | Resolved::Page(_, Some(_)) => true,
        Resolved::Dead | Resolved::OtherSite | Resolved::Dangerous => true,
        Resolved::Page(_, None) | Resolved::Column(_) | Resolved::File { .. } => false,
        // What is missing beside its page was said of that page.
        Resolved::Outside | Resolved::Missing => false,
    }
}
