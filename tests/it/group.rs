//! A group of sites, read from a folder and rendered in memory: what the tests of the output look at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use qianfa::config::{Config, EMBEDDED_CALENDARS, read_calendar, read_site};
use qianfa::diag::Sink;
use qianfa::markdown::{Dialect, Document, LinkKind};
use qianfa::model::{Calendar, Column, ContentPath, Department, Moment, Sha256};
use qianfa::policy::{self, Standards};
use qianfa::render::{
    Addressing, Attachment, Inputs, Originals, Plan, RenderError, Rendered, Theme, Unreadable, What, Words, plan,
};
use qianfa::review::{Edition, Preview};
use qianfa::source::{
    Columns, FileBeside, HeadingRecord, Library, LinkRecord, Page, PageIndex, Table, WorkTree, look_at_pictures,
    read_page, read_table, reread, use_files, walk,
};

/// A group as the rooms before rendering hand it over.
pub(crate) struct Group {
    pub(crate) root: PathBuf,
    pub(crate) config: Config,
    pub(crate) columns: Vec<Column>,
    pub(crate) departments: Vec<Department>,
    pub(crate) calendar: Calendar,
    pub(crate) library: Library,
}

/// An output with its bytes.
pub(crate) struct Made {
    pub(crate) what: What,
    pub(crate) bytes: Vec<u8>,
}

impl Made {
    /// Returns the bytes as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// Returns whether this is a page for people.
    pub(crate) fn is_page(&self) -> bool {
        self.bytes.starts_with(b"<!DOCTYPE html>")
    }
}

/// The outputs, by site and path: `portal/notice/index.html`.
pub(crate) type Site = BTreeMap<String, Made>;

impl Group {
    /// Reads the group in the folder `root`.
    pub(crate) fn read(root: &Path) -> Self {
        let mut sink = Sink::default();
        let text = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let config = read_site("site.toml", &text("site.toml"), &mut sink);
        let config = config.unwrap_or_else(|| panic!("{:#?}", sink.findings()));
        let inputs = policy::Inputs { single: config.single, standards: &Standards::embedded() };
        let policy = policy::read("reviewers.toml", &text("reviewers.toml"), inputs, &mut sink);
        let policy = policy.unwrap_or_else(|| panic!("{:#?}", sink.findings()));
        let (columns, departments) = (policy.columns(), policy.departments());
        let library = library(root, &columns, config.single);
        let calendars = EMBEDDED_CALENDARS.iter().filter_map(|(file, text)| read_calendar(file, text, &mut sink));
        let calendar = Calendar::new(calendars.collect());
        Self { root: root.to_owned(), config, columns, departments, calendar, library }
    }

    /// Renders everything that `withheld` does not name.
    pub(crate) fn render(&self, now: &str, withheld: impl Fn(&str) -> bool + Sync) -> Site {
        let theme = Theme::embedded().unwrap();
        let words = words("zh-CN");
        let edition = self.edition(withheld);
        let plan = self.try_plan(&edition, &theme, &words, now).unwrap_or_else(|e| panic!("{e}"));
        let mut site = Site::new();
        for output in plan.outputs() {
            let mut bytes = Vec::new();
            match plan.render(output, self, &mut bytes).unwrap() {
                Rendered::Buffer => {}
                Rendered::Bytes(own) => bytes = own,
                Rendered::Copy(path) => bytes = std::fs::read(self.root.join(path.as_str())).unwrap(),
            }
            site.insert(format!("{}/{}", output.site, output.path), Made { what: output.what, bytes });
        }
        site
    }

    /// Returns the preview of all pages that `withheld` does not name by their path.
    pub(crate) fn edition(&self, withheld: impl Fn(&str) -> bool + Sync) -> Edition<Preview> {
        Edition::preview(&self.library, |i: PageIndex| withheld(self.library.page(i).path.as_str()))
    }

    /// Plans the group.
    pub(crate) fn try_plan<'a>(
        &'a self,
        edition: &'a Edition<Preview>,
        theme: &'a Theme,
        words: &'a Words,
        now: &str,
    ) -> Result<Plan<'a, Preview>, RenderError> {
        plan(Inputs {
            config: &self.config,
            columns: &self.columns,
            departments: &self.departments,
            calendar: &self.calendar,
            library: &self.library,
            bodies: None,
            edition,
            theme,
            words,
            now: Moment::parse(now).unwrap(),
            addressing: Addressing::Public,
            notices: &[],
        })
    }
}

impl Originals for Group {
    fn page(&self, page: &Page) -> Result<String, Unreadable> {
        reread(&WorkTree::new(&self.root), page)
            .map_err(|e| Unreadable { path: page.path.clone(), reason: e.to_string() })
    }

    fn table(&self, file: &FileBeside) -> Result<Table, Unreadable> {
        let refused = || Unreadable { path: file.path.clone(), reason: "no table".into() };
        read_table(&WorkTree::new(&self.root), &file.path, &mut Sink::default()).ok_or_else(refused)
    }

    fn bytes(&self, file: &FileBeside) -> Result<Vec<u8>, Unreadable> {
        WorkTree::new(&self.root).bytes(file)
    }

    fn sha256(&self, file: &FileBeside) -> Result<Sha256, Unreadable> {
        WorkTree::new(&self.root).sha256(file)
    }

    fn file(&self, file: &FileBeside) -> Result<Attachment, Unreadable> {
        Ok(Attachment::InWorkTree(file.path.clone()))
    }
}

fn library(root: &Path, columns: &[Column], single: bool) -> Library {
    let mut sink = Sink::default();
    let columns = Arc::new(Columns::new(columns.iter().cloned(), single));
    let mut pages = Vec::new();
    for file in walk(&WorkTree::new(root), &mut sink).pages {
        let (page, text) = read_page(&WorkTree::new(root), file, &columns, &mut sink);
        let Some(page) = page else { continue };
        let mut page = with_body(page, &text);
        use_files(&mut page, single, &mut sink);
        look_at_pictures(&WorkTree::new(root), &mut page);
        pages.push(page);
    }
    let wrong: Vec<_> =
        pages.iter().filter(|p| p.front.is_none()).map(|p| p.path.clone()).collect::<Vec<ContentPath>>();
    assert!(wrong.is_empty(), "{wrong:?}: {:#?}", sink.findings());
    Library::new(pages, columns)
}

fn with_body(page: Page, text: &str) -> Page {
    let start = page.body_start as usize;
    let document = Document::parse(&text[start..], Dialect::Site).unwrap();
    let headings = document.outline().iter().map(|h| HeadingRecord { id: &h.id, text: &h.text, level: h.level });
    let links = document.links().iter().map(|l| LinkRecord {
        dest: &l.dest,
        span: l.span.shifted(start),
        image: l.kind == LinkKind::Image,
    });
    page.with_body(headings.collect(), links.collect())
}

/// Returns the words of the pages in `lang`.
pub(crate) fn words(lang: &str) -> Words {
    let path = format!("{}/locales/{lang}/theme.ftl", env!("CARGO_MANIFEST_DIR"));
    let mut bundle = FluentBundle::new(vec![lang.parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(FluentResource::try_new(std::fs::read_to_string(path).unwrap()).unwrap()).unwrap();
    Words::gather(|id, args| {
        let mut given = FluentArgs::new();
        for arg in args {
            given.set(*arg, format!("{{{arg}}}"));
        }
        let message = bundle.get_message(id).unwrap_or_else(|| panic!("no words for {id}"));
        let mut errors = Vec::new();
        let said = bundle.format_pattern(message.value().unwrap(), Some(&given), &mut errors).into_owned();
        assert!(errors.is_empty(), "{id}: {errors:?}");
        said
    })
}
