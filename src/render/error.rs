//! Why a site could not be rendered, and what rendering asks the disk for.

use crate::model::{ContentPath, OutputPath, Sha256, SiteId};
use crate::source::{FileBeside, Page, Table};

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

    /// Returns the bytes of a file beside a page.
    ///
    /// # Errors
    /// It cannot be read, or is larger than a release takes.
    fn bytes(&self, file: &FileBeside) -> Result<Vec<u8>, Unreadable>;

    /// Returns the SHA-256 of a file beside a page, however large it is.
    ///
    /// # Errors
    /// It cannot be read.
    fn sha256(&self, file: &FileBeside) -> Result<Sha256, Unreadable> {
        self.bytes(file).map(|bytes| Sha256::of(&bytes))
    }

    /// Returns a file beside a page, or where its bytes can be copied from.
    ///
    /// # Errors
    /// It cannot be read, or is no longer what its record says.
    fn file(&self, file: &FileBeside) -> Result<Attachment, Unreadable>;
}

/// A file beside a page, to be published as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Attachment {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Those of this file of the work tree, however many; only a preview can be made of it.
    InWorkTree(ContentPath),
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
        /// How many characters of the line are meant.
        width: usize,
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

impl RenderError {
    /// Returns one error for each fault: the engine may tell several templates' faults in one text.
    #[must_use]
    pub fn apart(self) -> Vec<Self> {
        let several = match &self {
            Self::Template { file, reason, .. } if file.is_empty() => reports(reason),
            _ => Vec::new(),
        };
        if several.is_empty() { vec![self] } else { several }
    }
}

/// Reads the engine's reports: `error: …`, `--> file:line:column`, the line, and marks below it.
fn reports(text: &str) -> Vec<RenderError> {
    let mut found = Vec::new();
    let (mut message, mut locus) = (None, None);
    for line in text.lines() {
        let marks = line.trim_start().strip_prefix("| ").map_or("", str::trim);
        if let Some(rest) = line.strip_prefix("error: ") {
            message = Some(rest);
        } else if let Some(rest) = line.trim_start().strip_prefix("--> ") {
            locus = position(rest);
        } else if !marks.is_empty()
            && marks.bytes().all(|b| b == b'^')
            && let (Some(reason), Some((file, line, column))) = (message.take(), locus.take())
        {
            let (file, reason) = (file.to_owned(), reason.to_owned());
            found.push(RenderError::Template { file, line, column, width: marks.len(), reason });
        }
    }
    found
}

fn position(locus: &str) -> Option<(&str, usize, usize)> {
    let mut parts = locus.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((parts.next()?, line, column))
}

fn at(template: &str, line: usize, column: usize) -> String {
    let file = match template.split_once('/') {
        Some((theme, path)) => format!("themes/{theme}/templates/{path}"),
        None => template.to_owned(),
    };
    match (file.as_str(), line) {
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
                width: match report.span() {
                    span if span.end_line == span.start_line => span.end_col.saturating_sub(span.start_col),
                    _ => 0,
                },
                reason: report.message().to_owned(),
            },
            _ => Self::Template { file: String::new(), line: 0, column: 0, width: 0, reason: error.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Layer, Theme};

    #[test]
    fn every_fault_that_the_engine_tells_is_an_error_at_its_own_line() {
        let text = "甲\n{{ a | nosuch }}\n{{ b | neither }}\n";
        let templates = [("x.html".to_owned(), text.to_owned())].into();
        let error = Theme::load(&[Layer { name: "child".into(), templates, ..Layer::default() }]).unwrap_err();
        let places: Vec<_> = error.apart().into_iter().map(place).collect();
        assert_eq!(places, [("child/x.html".to_owned(), 2, 8, 6), ("child/x.html".to_owned(), 3, 8, 7)]);
    }

    fn place(error: RenderError) -> (String, usize, usize, usize) {
        let RenderError::Template { file, line, column, width, .. } = error else { panic!("{error}") };
        (file, line, column, width)
    }
}
