//! The record of one page: what the first pass keeps.

use crate::model::{BlobId, ColumnId, ContentPath, Kind, OutputPath, SiteId, Span};
use crate::source::FrontMatter;

/// The number of a page in its [`Library`](super::Library), in the order of paths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageIndex(pub u32);

/// Where a page stands in its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A page of the column's lists.
    Page,
    /// `_index.md`: the introduction of the column, or what the home page says.
    Introduction,
}

/// One page as the first pass keeps it; the body is read again when it is rendered.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// The Markdown file.
    pub path: ContentPath,
    /// The name of the very bytes that this record was made from.
    pub blob: BlobId,
    /// The site it belongs to.
    pub site: SiteId,
    /// The column it lies in: the longest column id that prefixes its folder.
    pub column: ColumnId,
    /// The kind of that column.
    pub kind: Kind,
    /// Page or introduction.
    pub place: Place,
    /// What it declares; none if the front matter has errors, and the page is withheld.
    pub front: Option<FrontMatter>,
    /// Where its body begins.
    pub body_start: u32,
    /// Its address inside the web root, without the leading slash; of an introduction: the column's first list page.
    pub address: OutputPath,
    /// Its headings, for links to anchors.
    pub headings: Vec<HeadingRecord>,
    /// Its links and images, in the order of writing; spans are those of the file.
    pub links: Vec<LinkRecord>,
    /// The files that lie beside it: its own folder, or the rest of the folder whose `index.md` it is.
    pub files: Vec<FileBeside>,
}

/// A heading of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadingRecord {
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
    /// 1 to 6.
    pub level: u8,
}

/// A link or an image of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkRecord {
    /// As written.
    pub dest: String,
    /// Where it stands in the file.
    pub span: Span,
    /// Whether it is an image.
    pub image: bool,
}

/// A file beside a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileBeside {
    /// The file.
    pub path: ContentPath,
    /// Its name relative to the page's folder, as the page writes it: `form.docx`.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Whether the page refers to it; only then is it published.
    pub used: bool,
}
