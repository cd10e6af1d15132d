//! One page: what the first pass keeps of it, and how both passes read it.

use std::io;
use std::string::FromUtf8Error;

use crate::diag::{Code, Finding, Place as FindingPlace, Sink, codes};
use crate::model::{BlobId, Column, ColumnId, ContentPath, Kind, Moment, OutputPath, PageId, SiteId, Span};
use crate::source::address::{address, slug_of_file};
use crate::source::columns::{Columns, Misplaced, folder_of};
use crate::source::front_matter::{Expected, read_front_matter};
use crate::source::walk::files_folder;
use crate::source::{Brief, Declared, Files, Front, FrontMatter, Headings, ImageSize, Links, SourceFile, Stamp};

/// The number of a page in its [`Library`](super::Library), in the order of paths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageIndex(pub u32);

/// Where a page stands in its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum Place {
    /// A page of the column's lists.
    Page,
    /// `_index.md`: the introduction of the column, or what the home page says.
    Introduction,
}

/// One page as the first pass keeps it; the body is read again when it is rendered.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Page {
    /// The Markdown file.
    pub path: ContentPath,
    /// The name of the very bytes that this record was made from.
    pub blob: BlobId,
    /// What named those bytes before they were read.
    pub stamp: Stamp,
    /// The site it belongs to.
    pub site: SiteId,
    /// The column it lies in: the longest column id that prefixes its folder.
    pub column: ColumnId,
    /// The kind of that column.
    pub kind: Kind,
    /// Page or introduction.
    pub place: Place,
    /// What it declares; none if the front matter has errors, and the page is withheld.
    pub front: Option<Front>,
    /// Where its body begins.
    pub body_start: u32,
    /// Its address inside the web root, without the leading slash; of an introduction: the column's first list page.
    pub address: OutputPath,
    /// Its headings, for links to anchors.
    pub headings: Headings,
    /// Its links and images, in the order of writing; spans are those of the file.
    pub links: Links,
    /// The files that lie beside it: its own folder, or the rest of the folder whose `index.md` it is.
    pub files: Vec<FileBeside>,
}

/// A file beside a page.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct FileBeside {
    /// The file.
    pub path: ContentPath,
    /// Its name relative to the page's folder, as the page writes it: `form.docx`.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// What names its bytes.
    pub stamp: Stamp,
    /// Whether the page refers to it; only then is it published.
    pub used: bool,
    /// How large it is shown, if it is a picture that is used.
    pub picture: Option<ImageSize>,
}

/// Largest file beside a page that a release takes, in bytes: out of a commit it is unpacked whole, into memory.
pub const MAX_FILE: usize = 256 << 20;

/// Largest Markdown file, in bytes: a book of laws fits, and what is made of it stays in memory.
pub const MAX_PAGE: usize = 4 << 20;

/// Reads a Markdown file: its record, if it is a page of a column, and its text, for the body and for findings.
///
/// The record has no headings, links or files in use yet: see [`Page::with_body`] and [`use_files`](super::use_files).
pub fn read_page(files: &dyn Files, file: SourceFile, columns: &Columns, sink: &mut Sink) -> (Option<Page>, String) {
    let (bytes, stamp) = match files.read_stamped(file.path.as_str(), MAX_PAGE) {
        Ok(read) => read,
        Err(error) => {
            report_unread(&file.path, &error, sink);
            return (None, String::new());
        }
    };
    let named = (BlobId::of(&bytes), stamp);
    match text_of(bytes) {
        Ok(text) => (record(file, named, &text, columns, sink), text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let finding = Finding::new(codes::HOSTILE_TEXT, FindingPlace::in_path(&file.path, Span::at(at)));
            sink.push(finding.variant("encoding"));
            // Up to the fault, the text to show has the same bytes.
            (None, String::from_utf8_lossy(error.as_bytes()).into_owned())
        }
    }
}

/// Returns the record of the page with the text `text`.
fn record(file: SourceFile, named: (BlobId, Stamp), text: &str, columns: &Columns, sink: &mut Sink) -> Option<Page> {
    let misplaced = match columns.of_page(&file.path) {
        Ok((column, place)) => match column.kind {
            Some(kind) => return page_of(file, named, text, InColumn { column, kind, place }, sink),
            None => Err(column),
        },
        Err(misplaced) => Ok(misplaced),
    };
    let finding = match misplaced {
        Ok(misplaced) => misplaced_finding(&file.path, &misplaced),
        Err(column) => at_file(codes::CONTAINER_COLUMN, &file.path).with("column", column.id.as_str()),
    };
    sink.push(finding);
    // The page goes nowhere, but what else is wrong with it should not come to light only after it was moved.
    let expected = Expected { kind: None, place: Place::Page };
    read_front_matter(&file.path.shared(), text, expected, sink);
    None
}

/// Where a page lies.
#[derive(Clone, Copy)]
struct InColumn<'c> {
    column: &'c Column,
    kind: Kind,
    place: Place,
}

fn page_of(
    file: SourceFile,
    (blob, stamp): (BlobId, Stamp),
    text: &str,
    at: InColumn<'_>,
    sink: &mut Sink,
) -> Option<Page> {
    let expected = Expected { kind: Some(at.kind), place: at.place };
    let (front, body_start) = read_front_matter(&file.path.shared(), text, expected, sink);
    let id = front.as_ref().and_then(|f| f.id.as_ref()).map(|id| &id.value);
    let date = front.as_ref().and_then(|f| f.date);
    let Some(address) = own_address((at.column, at.place), &file.path, id, date) else {
        let finding = at_file(codes::HOSTILE_PATH, &file.path).variant("address");
        sink.push(finding.with("path", file.path.as_str()));
        return None;
    };
    Some(Page {
        path: file.path,
        blob,
        stamp,
        site: at.column.site.clone(),
        column: at.column.id.clone(),
        kind: at.kind,
        place: at.place,
        front: front.map(Front::from),
        body_start: u32::try_from(body_start).unwrap_or(u32::MAX),
        address,
        headings: Headings::default(),
        links: Links::default(),
        files: file.files,
    })
}

/// Returns where the page `path` that declares this stands, or stood: its site, and its place in the web root.
///
/// None if it lies in no column that holds pages.
pub fn address_of(path: &ContentPath, declared: &Declared, columns: &Columns) -> Option<(SiteId, OutputPath)> {
    let (column, place) = columns.of_page(path).ok().filter(|(column, _)| column.kind.is_some())?;
    let address = own_address((column, place), path, declared.id.as_ref(), declared.date)?;
    Some((column.site.clone(), address))
}

/// Returns the address of a page: by its id or else its file's name, and by its date or else that of the file's name.
fn own_address(
    (column, place): (&Column, Place),
    path: &ContentPath,
    id: Option<&PageId>,
    date: Option<Moment>,
) -> Option<OutputPath> {
    let (slug, day) = slug_of_file(folder_of(path).unwrap_or_default(), path.name());
    address(column, place, id.map_or(&slug, PageId::as_str), date.map(Moment::day).or(day))
}

fn at_file(code: Code, path: &ContentPath) -> Finding {
    Finding::new(code, FindingPlace::file(path.shared()))
}

fn misplaced_finding(path: &ContentPath, why: &Misplaced) -> Finding {
    let folder = folder_of(path).unwrap_or_default();
    match why {
        Misplaced::NoColumn(near) => {
            let finding = at_file(codes::UNKNOWN_COLUMN, path).with("folder", folder);
            match near {
                Some(id) => finding.variant("similar").with("similar", id.as_str()),
                None => finding,
            }
        }
        Misplaced::OutsideSites => at_file(codes::STRAY_FILE, path).variant("page").with("path", path.as_str()),
        Misplaced::StrayIntroduction => {
            at_file(codes::STRAY_FILE, path).variant("introduction").with("path", path.as_str()).with("folder", folder)
        }
        Misplaced::IndexOfColumn => {
            at_file(codes::STRAY_FILE, path).variant("index").with("path", path.as_str()).with("folder", folder)
        }
    }
}

impl Page {
    /// Returns the record with what its body says; places are those of the file.
    #[must_use]
    pub fn with_body(mut self, headings: Headings, links: Links) -> Self {
        self.headings = headings;
        self.links = links;
        self
    }

    /// Returns what is asked of every page, if its front matter has no errors.
    pub fn brief(&self) -> Option<&Brief> {
        self.front.as_ref().map(|front| &front.brief)
    }

    /// Returns its front matter, if it says any of what few pages say: see [`Front::rare`].
    pub fn rare(&self) -> Option<&FrontMatter> {
        self.front.as_ref().and_then(Front::rare)
    }

    /// Returns the folder that the files beside the page lie in.
    pub fn files_folder(&self) -> &str {
        files_folder(&self.path)
    }

    /// Returns where the page names a file beside it: among its attachments, in its text, or else the page as a whole.
    pub fn place_of(&self, file: &FileBeside) -> FindingPlace {
        let named = self.front.iter().flat_map(|front| {
            front.attachments.iter().map(|a| &a.file).chain(front.images.iter().map(|image| &image.file))
        });
        let named = named.into_iter().find(|name| name.value == file.name).map(|name| name.span);
        let linked = || self.links.iter().find(|link| link.dest.ends_with(&file.name)).map(|link| link.span);
        let place = |span| FindingPlace::in_path(&self.path, span);
        named.or_else(linked).map_or_else(|| FindingPlace::file(self.path.shared()), place)
    }

    /// Returns where a file beside the page is published: below the page's address without `.html`.
    pub fn file_address(&self, file: &FileBeside) -> Option<OutputPath> {
        let folder = self.address.as_str().strip_suffix(".html").unwrap_or(self.address.as_str());
        OutputPath::parse(&format!("{folder}/{}", file.name))
    }
}

/// Why a page cannot be read a second time.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is gone, or larger than any page.
    #[error("cannot read {path}")]
    Io {
        /// The file.
        path: ContentPath,
        /// Why.
        source: io::Error,
    },
    /// Somebody changed it since it was checked: what was checked is not what would be published.
    #[error("{path} changed while it was built")]
    Changed {
        /// The file.
        path: ContentPath,
    },
}

/// Returns the text of `page` again, byte for byte what its record was made from.
///
/// # Errors
/// The file cannot be read, or its bytes changed.
pub fn reread(files: &dyn Files, page: &Page) -> Result<String, ReadError> {
    let path = || page.path.clone();
    let read = files.read_stamped(page.path.as_str(), MAX_PAGE);
    let (bytes, stamp) = read.map_err(|source| ReadError::Io { path: path(), source })?;
    // Most are under the stamp that they were under, and need no second hash.
    if stamp != page.stamp && BlobId::of(&bytes) != page.blob {
        return Err(ReadError::Changed { path: path() });
    }
    text_of(bytes).map_err(|_| ReadError::Changed { path: path() })
}

/// Returns the text that `bytes` are.
///
/// To look at many bytes at a time and to copy them costs a tenth of what the standard library takes to check them.
fn text_of(bytes: Vec<u8>) -> Result<String, FromUtf8Error> {
    match simdutf8::basic::from_utf8(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => String::from_utf8(bytes),
    }
}

/// Reports that a file cannot be read.
pub(super) fn report_unread(path: &ContentPath, error: &io::Error, sink: &mut Sink) {
    let finding = at_file(codes::UNREADABLE_ENTRY, path).with("path", path.as_str());
    sink.push(match error.kind() {
        io::ErrorKind::FileTooLarge => finding.variant("large").with("most", MAX_PAGE >> 20),
        _ => finding.with("reason", error.to_string()),
    });
}
