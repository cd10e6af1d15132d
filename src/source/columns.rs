//! The columns as folders: which column a file lies in.

use std::collections::{BTreeMap, BTreeSet};

use crate::fields::nearest;
use crate::model::{Column, ColumnId, ContentPath, Kind, SiteId};
use crate::source::Place;

/// The folder of the repository that holds what people write.
pub const CONTENT: &str = "content";

/// The name of the file that introduces a column.
pub(super) const INTRODUCTION: &str = "_index.md";

/// The name of a page that is a folder.
pub(super) const INDEX: &str = "index.md";

/// The columns of all sites, by the folder that each has below `content/`.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    by_folder: BTreeMap<String, Column>,
    sites: BTreeSet<SiteId>,
    single: bool,
}

/// Why a file lies in no column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Misplaced {
    /// No column has this folder or one above it; perhaps this id was meant.
    NoColumn(Option<ColumnId>),
    /// Directly in `content/`, outside every site.
    OutsideSites,
    /// `_index.md` in a folder that is no column's.
    StrayIntroduction,
    /// `index.md` in the folder of a column, which is introduced by `_index.md`.
    IndexOfColumn,
}

impl Columns {
    /// Returns the columns as folders; `single` if the repository holds one site and leaves out the site level.
    pub fn new(columns: impl IntoIterator<Item = Column>, single: bool) -> Self {
        let mut all = Self { single, ..Self::default() };
        for column in columns {
            all.sites.insert(column.site.clone());
            // The only site's home page lies at the top.
            let home = single && column.kind == Some(Kind::Home);
            let folder = if home { String::new() } else { column.id.as_str().to_owned() };
            all.by_folder.insert(folder, column);
        }
        all
    }

    /// Returns whether the repository holds one site.
    pub fn is_single(&self) -> bool {
        self.single
    }

    /// Returns whether a column belongs to `site`.
    pub fn has_site(&self, site: &str) -> bool {
        self.sites.contains(site)
    }

    /// Returns the column of exactly this folder below `content/`.
    pub fn at_folder(&self, folder: &str) -> Option<&Column> {
        self.by_folder.get(folder)
    }

    /// Returns the column of the Markdown file `path`, and what the file is in it.
    ///
    /// The column is the longest folder that holds the file. A home column holds nothing but its `_index.md`: whatever
    /// else lies in a site's folder lies in no column.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of_page(&self, path: &ContentPath) -> Result<(&Column, Place), Misplaced> {
        let folder = folder_of(path).ok_or(Misplaced::OutsideSites)?;
        match path.name() {
            INTRODUCTION => {
                let column = self.at_folder(folder).ok_or_else(|| match self.above(folder) {
                    Some(_) => Misplaced::StrayIntroduction,
                    None => self.no_column(folder),
                })?;
                Ok((column, Place::Introduction))
            }
            INDEX if self.at_folder(folder).is_some() => Err(Misplaced::IndexOfColumn),
            INDEX => self.page_in(folder.rsplit_once('/').map_or("", |(above, _)| above)),
            _ => self.page_in(folder),
        }
    }

    fn page_in(&self, folder: &str) -> Result<(&Column, Place), Misplaced> {
        self.above(folder).map(|column| (column, Place::Page)).ok_or_else(|| match folder {
            "" => Misplaced::OutsideSites,
            _ => self.no_column(folder),
        })
    }

    /// Returns the column whose folder is `folder` or the nearest above it.
    fn above(&self, folder: &str) -> Option<&Column> {
        let mut folder = folder;
        loop {
            if let Some(column) = self.at_folder(folder)
                && column.kind != Some(Kind::Home)
            {
                return Some(column);
            }
            folder = folder.rsplit_once('/')?.0;
        }
    }

    fn no_column(&self, folder: &str) -> Misplaced {
        let ids = self.by_folder.values().filter(|c| c.kind != Some(Kind::Home)).map(|c| c.id.as_str());
        let near = nearest(folder, ids).and_then(|id| ColumnId::parse(id).ok());
        Misplaced::NoColumn(near)
    }
}

/// Returns the folder of a file below `content/`; none for a file elsewhere.
pub(super) fn folder_of(path: &ContentPath) -> Option<&str> {
    let folder = path.folder();
    if folder == CONTENT { Some("") } else { folder.strip_prefix(CONTENT)?.strip_prefix('/') }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{Class, ColumnDepartments};

    /// Returns a column of the site that its id begins with.
    pub(in crate::source) fn column(id: &str, kind: Option<Kind>) -> Column {
        let (site, address) = id.split_once('/').unwrap_or((id, ""));
        Column {
            id: ColumnId::parse(id).unwrap(),
            site: SiteId::parse(site).unwrap(),
            address: address.to_owned(),
            name: id.to_owned(),
            departments: ColumnDepartments::All,
            kind,
            column_type: String::new(),
            keywords: Vec::new(),
            description: String::new(),
            parent: None,
            order: 0,
            first_level: false,
            aggregate: Vec::new(),
            class: Class::Other,
            limit: None,
            confirm: None,
            reply_within: None,
            disclosure: Vec::new(),
            archived: None,
        }
    }

    pub(in crate::source) fn columns() -> Columns {
        let kinds = [
            ("portal", Some(Kind::Home)),
            ("portal/info", None),
            ("portal/notice", Some(Kind::Article)),
            ("portal/notice/archive", Some(Kind::Article)),
            ("portal/policy", Some(Kind::Document)),
            ("portal/interpretation", Some(Kind::Interpretation)),
            ("portal/guide", Some(Kind::Guide)),
            ("portal/forms", Some(Kind::Form)),
            ("dongtang", Some(Kind::Home)),
            ("dongtang/news", Some(Kind::Article)),
        ];
        Columns::new(kinds.map(|(id, kind)| column(id, kind)), false)
    }

    fn place(path: &str) -> Result<(String, Place), Misplaced> {
        let path = ContentPath::parse(path).unwrap();
        columns().of_page(&path).map(|(c, place)| (c.id.to_string(), place))
    }

    #[test]
    fn the_longest_folder_is_the_column() {
        let page = |id: &str| Ok((id.to_owned(), Place::Page));
        assert_eq!(place("content/portal/notice/a.md"), page("portal/notice"));
        assert_eq!(place("content/portal/notice/2026/a.md"), page("portal/notice"));
        assert_eq!(place("content/portal/notice/archive/a.md"), page("portal/notice/archive"));
        assert_eq!(place("content/portal/notice/a/index.md"), page("portal/notice"));
        assert_eq!(place("content/portal/info/a.md"), page("portal/info"));
        let introduction = Ok(("portal/notice".to_owned(), Place::Introduction));
        assert_eq!(place("content/portal/notice/_index.md"), introduction);
        assert_eq!(place("content/portal/_index.md"), Ok(("portal".to_owned(), Place::Introduction)));
    }

    #[test]
    fn a_file_in_no_column_says_why() {
        let near = Some(ColumnId::parse("portal/notice").unwrap());
        assert_eq!(place("content/portal/notce/a.md"), Err(Misplaced::NoColumn(near)));
        assert_eq!(place("content/portal/a.md"), Err(Misplaced::NoColumn(None)));
        assert_eq!(place("content/a.md"), Err(Misplaced::OutsideSites));
        assert_eq!(place("content/portal/notice/2026/_index.md"), Err(Misplaced::StrayIntroduction));
        assert_eq!(place("content/portal/notice/index.md"), Err(Misplaced::IndexOfColumn));
        assert_eq!(place("elsewhere/a.md"), Err(Misplaced::OutsideSites));
    }

    #[test]
    fn the_only_site_has_no_level_of_its_own() {
        let mut home = column("site", Some(Kind::Home));
        home.address = String::new();
        let only = Columns::new([home, column("notice", Some(Kind::Article))], true);
        let of = |path: &str| only.of_page(&ContentPath::parse(path).unwrap()).map(|(c, p)| (c.id.to_string(), p));
        assert_eq!(of("content/_index.md"), Ok(("site".to_owned(), Place::Introduction)));
        assert_eq!(of("content/notice/a.md"), Ok(("notice".to_owned(), Place::Page)));
        assert_eq!(of("content/a.md"), Err(Misplaced::OutsideSites));
    }
}
