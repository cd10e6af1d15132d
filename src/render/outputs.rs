//! The files of a web root, before anybody makes their bytes.

use super::SegmentIndex;
use crate::model::{OutputPath, SiteId};
use crate::source::PageIndex;

/// A column's place in the list that the plan was made from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ColumnIndex(pub(super) u32);

impl ColumnIndex {
    pub(super) fn get(self) -> usize {
        self.0 as usize
    }
}

/// Where a page stood that is gone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Notice {
    /// Whose web root.
    pub site: SiteId,
    /// Where in it.
    pub path: OutputPath,
}

/// One file of a web root.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Output {
    /// Whose web root.
    pub site: SiteId,
    /// Where in it.
    pub path: OutputPath,
    /// What it is.
    pub what: What,
}

/// A list of the catalogue: all documents, or those of one value of one facet, by their numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CatalogueList(pub(super) Option<(u8, u32)>);

/// How a feed is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FeedForm {
    /// `feed.xml`: Atom.
    Atom,
    /// `feed.json`: JSON Feed.
    Json,
}

/// How the statistics of a column of messages are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StatisticsForm {
    /// `statistics.html`.
    Page,
    /// `statistics.csv`.
    Csv,
}

/// How the register of sites is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SitesForm {
    /// `sites.html`.
    Page,
    /// `sites.csv`.
    Csv,
    /// `sites.json`.
    Json,
}

/// What an output is; it says all that is needed to make the bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// The home page.
    Home,
    /// A list of a column, from 1.
    List(ColumnIndex, u32),
    /// A page that somebody wrote.
    Page(PageIndex),
    /// What a page says, as data: beside it, or where the search of another site finds it.
    Twin(PageIndex),
    /// `search.html`.
    SearchPage,
    /// What there is to search, for the script of that page.
    SearchDirectory,
    /// A file of a segment of the search index, by its number there.
    SearchPart(SegmentIndex, u32),
    /// The newest pages of a keyword, by its number in the plan.
    Keyword(u32),
    /// `404.html`.
    NotFound,
    /// `sitemap.html`.
    SiteMapPage,
    /// `sitemap.xml`, or a part of it, from 1, where one file would be too long.
    SiteMap(u32),
    /// The feed of the site, or of a column.
    Feed(Option<ColumnIndex>, FeedForm),
    /// A page of a list of the catalogue of documents, from 1.
    Catalogue(CatalogueList, u32),
    /// The catalogue for spreadsheets.
    CatalogueTable,
    /// The catalogue as linked data.
    CatalogueData,
    /// What a column of messages came to, month by month.
    Statistics(ColumnIndex, StatisticsForm),
    /// The results that a page declares, for spreadsheets.
    Results(PageIndex),
    /// The register of the group's sites, on the portal.
    Sites(SitesForm),
    /// An address that a page once had.
    Redirect(PageIndex),
    /// The address of a page that is gone, by its number in the plan: says that it was taken down.
    Notice(u32),
    /// Says where a link outside leads, by the number of its address in the plan.
    Leaving(u32),
    /// `robots.txt`.
    Robots,
    /// A file of the theme, by its number.
    Asset(u32),
    /// A file beside a page, by its number there.
    File(PageIndex, u32),
    /// A picture beside a page, by its number there, in a width in pixels.
    Picture(PageIndex, u32, u32),
}
