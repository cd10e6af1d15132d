//! A temporary repository for tests of reading: one column of each kind, and whatever files a test puts there.

use std::fs;
use std::path::Path;

use qianfa::diag::{Finding, Place, Position, Sink, Sources};
use qianfa::model::{Class, Column, ColumnDepartments, ColumnId, Kind, SiteId};
use qianfa::source::{Columns, Page, SourceFile, Tree, WorkTree, read_page, use_files, walk};

/// A repository that is gone with the test.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// An empty repository.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Its root.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file there.
    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Walks it.
    pub(crate) fn walk(&self) -> (Tree, Vec<Finding>) {
        let mut sink = Sink::default();
        let tree = walk(&WorkTree::new(self.root()), &mut sink);
        (tree, sink.into_sorted())
    }

    /// Walks it and reads every page, as the pipeline does but for bodies.
    pub(crate) fn read(&self) -> Reading {
        let mut sink = Sink::default();
        let mut sources = Sources::default();
        let mut pages = Vec::new();
        for file in walk(&WorkTree::new(self.root()), &mut sink).pages {
            let path = file.path.shared();
            let (page, text) = self.read_one(file, &mut sink);
            sources.insert(path, text);
            pages.extend(page);
        }
        Reading { pages, findings: sink.into_sorted(), sources }
    }

    fn read_one(&self, file: SourceFile, sink: &mut Sink) -> (Option<Page>, String) {
        let (page, text) = read_page(&WorkTree::new(self.root()), file, &columns(), sink);
        let page = page.map(|mut page| {
            use_files(&mut page, false, sink);
            page
        });
        (page, text)
    }
}

/// What was read.
pub(crate) struct Reading {
    /// The pages.
    pub(crate) pages: Vec<Page>,
    /// The findings, in their order.
    pub(crate) findings: Vec<Finding>,
    sources: Sources,
}

impl Reading {
    /// Message id, line and column of each finding.
    pub(crate) fn places(&self) -> Vec<(String, usize, usize)> {
        let place = |f: &Finding| {
            let Position { line, column } = self.position(&f.at);
            (f.message.id.to_string(), line, column)
        };
        self.findings.iter().map(place).collect()
    }

    /// The message ids.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.findings.iter().map(|f| &*f.message.id).collect()
    }

    fn position(&self, place: &Place) -> Position {
        self.sources.position(place)
    }
}

/// The folder of the column of a kind.
pub(crate) fn folder(kind: Kind) -> String {
    match kind {
        Kind::Home => "content/portal".to_owned(),
        kind => format!("content/portal/{}", kind.as_str()),
    }
}

/// One column of each kind, a container, and a second site.
pub(crate) fn columns() -> Columns {
    let mut all: Vec<Column> =
        Kind::ALL.into_iter().map(|kind| column(folder(kind).trim_start_matches("content/"), Some(kind))).collect();
    all.push(column("portal/info", None));
    all.push(column("dongtang", Some(Kind::Home)));
    all.push(column("dongtang/news", Some(Kind::Article)));
    Columns::new(all, false)
}

/// A column of the site that its id begins with.
pub(crate) fn column(id: &str, kind: Option<Kind>) -> Column {
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
