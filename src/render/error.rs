//! Why a site could not be rendered, and what rendering asks the disk for.

use crate::model::{ContentPath, OutputPath, SiteId};
use crate::source::{FileBeside, ImageSize, Page, Table};

/// What rendering reads again: the text of pages and of tables beside them, the very bytes that their records name.
///
/// Given by the caller, because this room does not touch the disk.
pub trait Originals: Sync {
    /// Returns the whole text of the page's Markdown file.
    ///
    /// # Errors
    /// It cannot be read, or is no longer what its record says.
    fn page(&self, page: &Page) -> Result<String, Unreadable>;

    /// Returns the table in a file beside a page.
    ///
    /// # Errors
    /// It cannot be read, or is no table.
    fn table(&self, file: &FileBeside) -> Result<Table, Unreadable>;

    /// Returns how large the picture in a file beside a page is, if that can be known.
    fn picture(&self, file: &FileBeside) -> Option<ImageSize>;
}

/// An original that could not be read again.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct Unreadable {
    /// Which file.
    pub path: ContentPath,
    /// Why.
    pub reason: String,
}

/// Why an output could not be planned or rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template is wrong.
    #[error("{}{reason}", at(file, *line, *column))]
    Template {
        /// The template: its theme and its path inside `templates/`. Empty where the engine does not say.
        file: String,
        /// From 1; 0 where the engine does not say.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What is wrong with it, as the engine says it.
        reason: String,
    },
    /// Two outputs want the same place.
    #[error("two outputs at {path} of site {site}")]
    TwoAtOnePlace {
        /// The site.
        site: SiteId,
        /// The place.
        path: OutputPath,
    },
    /// An address that a page claims to have had is not one.
    #[error("{page}: {address} is not an address")]
    BadAddress {
        /// The page.
        page: ContentPath,
        /// What it says.
        address: String,
    },
    /// A page, column or site names another that does not exist.
    #[error("{what} does not exist")]
    Missing {
        /// What is missing.
        what: String,
    },
    /// An original could not be read again.
    #[error(transparent)]
    Read(#[from] Unreadable),
}

fn at(file: &str, line: usize, column: usize) -> String {
    match (file, line) {
        ("", _) => String::new(),
        (_, 0) => format!("{file}: "),
        _ => format!("{file}:{line}:{column}: "),
    }
}

impl From<tera::Error> for RenderError {
    fn from(error: tera::Error) -> Self {
        match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => Self::Template {
                file: report.filename().to_owned(),
                line: report.span().start_line,
                column: report.span().start_col + 1,
                reason: report.message().to_owned(),
            },
            _ => Self::Template { file: String::new(), line: 0, column: 0, reason: error.to_string() },
        }
    }
}
