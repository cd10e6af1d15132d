//! The only place that knows the order of the rooms.
//!
//! Each function is one stretch of the corridor; a verb walks as many of them as it needs:
//! [`open`] (configuration and matrix, whole or not at all), [`read`] (every page, checked), [`preview`] (rendered and
//! written).

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::checks::{self, GroupCx, PageCx, SiteCx};
use crate::config::{self, Config};
use crate::diag::{Finding, Message, Place, Progress, Severity, Sink, Sources, codes};
use crate::markdown::{Dialect, Document, LinkKind};
use crate::model::{Calendar, Column, ContentPath, Department, Moment, SiteId, Span, Spanned};
use crate::policy::{self, Policy, Standards};
use crate::render::{self, Addressing, Layer, Originals, RenderError, Theme, Unreadable, Words};
use crate::review::{Edition, Preview};
use crate::source::{
    self, Columns, FileBeside, Files, HeadingRecord, ImageSize, Library, LinkRecord, Page, PageIndex, REVIEWERS_FILE,
    SITE_FILE, SettingsError, SourceFile, Table, WorkTree,
};
use crate::write::{self, Target, WriteError, Written};

/// What people configured: accepted whole, or not at all.
pub struct Group {
    /// The top of the repository.
    pub root: PathBuf,
    /// `site.toml`.
    pub config: Config,
    /// `reviewers.toml`.
    pub policy: Policy,
    /// The columns, in display order.
    pub columns: Vec<Column>,
    /// The departments.
    pub departments: Vec<Department>,
    /// Working days.
    pub calendar: Calendar,
}

impl Group {
    fn cx(&self, now: Moment) -> GroupCx<'_> {
        GroupCx { config: &self.config, policy: &self.policy, columns: &self.columns, calendar: &self.calendar, now }
    }
}

/// What a run found, and the texts that the findings point into.
#[derive(Default)]
pub struct Report {
    /// The findings.
    pub sink: Sink,
    /// The texts.
    pub sources: Sources,
}

/// Why a run could not go on.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// There is no site here.
    #[error("no site.toml in {}", .0.display())]
    NoSite(PathBuf),
    /// A settings file cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The site cannot be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The output cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Opens the group whose repository is at `root` from `files`: none if its configuration or its matrix has errors, which
/// are then in `report`.
///
/// # Errors
/// There is no site, or a file cannot be read.
pub fn open(root: &Path, files: &dyn Files, report: &mut Report) -> Result<Option<Group>, PipelineError> {
    let site = source::read_settings(files, SITE_FILE)?.ok_or_else(|| PipelineError::NoSite(root.to_owned()))?;
    let config = config::read_site(SITE_FILE, &site, &mut report.sink);
    report.sources.insert(SITE_FILE, site);
    let Some(reviewers) = source::read_settings(files, REVIEWERS_FILE)? else {
        report.sink.push(Finding::new(codes::UNREADABLE_TOML, Place::file(REVIEWERS_FILE)).variant("absent"));
        return Ok(None);
    };
    let calendar = calendar(files, report)?;
    let single = config.as_ref().is_some_and(|c| c.single);
    let standards = Standards::embedded();
    let policy =
        policy::read(REVIEWERS_FILE, &reviewers, policy::Inputs { single, standards: &standards }, &mut report.sink);
    report.sources.insert(REVIEWERS_FILE, reviewers);
    let (Some(config), Some(policy), false) = (config, policy, report.sink.has_errors()) else { return Ok(None) };
    let columns = policy.columns();
    let departments = policy.departments.values().cloned().collect();
    Ok(Some(Group { root: root.to_owned(), config, policy, columns, departments, calendar }))
}

/// Reads the working-day tables of the repository; where it has none, those that the program carries.
fn calendar(files: &dyn Files, report: &mut Report) -> Result<Calendar, PipelineError> {
    let mut texts = source::read_calendars(files)?;
    if texts.is_empty() {
        texts.extend(config::EMBEDDED_CALENDARS.map(|(file, text)| (file.to_owned(), text.to_owned())));
    }
    let mut years = BTreeMap::new();
    for (file, text) in texts {
        years.extend(config::read_calendar(&file, &text, &mut report.sink));
        report.sources.insert(file.as_str(), text);
    }
    Ok(Calendar::new(years))
}

/// The theme that the program carries; a site needs no copy of it.
const OWN_THEME: &str = "gov";

/// Longest chain of themes that inherit from each other.
const MAX_LAYERS: usize = 8;

/// Loads the theme that `site.toml` names: none if there is no such theme or a template is wrong, which is then in
/// `report`.
///
/// # Errors
/// A file of the theme cannot be read.
pub fn theme(group: &Group, files: &dyn Files, report: &mut Report) -> Result<Option<Theme>, PipelineError> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((group.config.build.theme.clone(), SITE_FILE.to_owned()));
    while let Some((name, named_in)) = next.take() {
        let looped = layers.len() >= MAX_LAYERS || layers.iter().any(|l| l.name == name.value);
        match source::read_theme_files(files, &name.value)? {
            Some(found) if !looped => {
                let Some((layer, inherits)) = layer(&name.value, found, report) else { return Ok(None) };
                layers.push(layer);
                next = inherits.map(|i| (i, format!("themes/{}/theme.toml", name.value)));
            }
            None if name.value == OWN_THEME => {}
            _ => {
                let place = Place::new(named_in, name.span);
                report.sink.push(Finding::new(codes::UNKNOWN_THEME, place).with("theme", name.value));
                return Ok(None);
            }
        }
    }
    match Theme::load(&layers) {
        Ok(theme) => Ok(Some(theme)),
        Err(error) => {
            for fault in error.apart() {
                let finding = bad_theme(&fault, &layers, &mut report.sources);
                report.sink.push(finding);
            }
            Ok(None)
        }
    }
}

/// Returns what is wrong with a theme, at its line of the template where the engine names one.
fn bad_theme(error: &RenderError, layers: &[Layer], sources: &mut Sources) -> Finding {
    if let RenderError::Template { file, line, column, width, reason } = error
        && let Some((path, text)) = template(layers, file)
    {
        let place = Place::new(path.as_str(), characters(text, *line, *column, *width));
        sources.insert(path.as_str(), text);
        return Finding::new(codes::BAD_THEME, place).variant("template-text").with("reason", reason.as_str());
    }
    let file = layers.first().map_or(SITE_FILE.to_owned(), |layer| format!("themes/{}/theme.toml", layer.name));
    Finding::new(codes::BAD_THEME, Place::file(file)).with("reason", error.to_string())
}

/// Returns the file and the text of the template that the engine calls `name`: its theme, then its plain name.
fn template<'l>(layers: &'l [Layer], name: &str) -> Option<(String, &'l str)> {
    let (layer, plain) =
        layers.iter().find_map(|layer| Some((layer, name.strip_prefix(layer.name.as_str())?.strip_prefix('/')?)))?;
    let path = layer.replaced.get(plain).map_or(plain, String::as_str);
    Some((format!("themes/{}/templates/{path}", layer.name), layer.templates.get(path)?))
}

/// Returns the place of `width` characters, at least one, from a line and a column on, both from 1.
fn characters(text: &str, line: usize, column: usize, width: usize) -> Span {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[start..].lines().next().unwrap_or_default();
    let byte = |n: usize| start + rest.char_indices().nth(n).map_or(rest.len(), |(at, _)| at);
    let first = column.saturating_sub(1);
    Span::new(byte(first)..byte(first + width.max(1)))
}

/// Returns the files of one theme as a layer, and the theme that it inherits from.
fn layer(
    name: &str,
    mut files: BTreeMap<String, Vec<u8>>,
    report: &mut Report,
) -> Option<(Layer, Option<Spanned<String>>)> {
    let file = format!("themes/{name}/theme.toml");
    let text = String::from_utf8(files.remove("theme.toml").unwrap_or_default()).unwrap_or_default();
    let theme = config::read_theme(&file, &text, &mut report.sink);
    report.sources.insert(file.as_str(), text);
    let theme = theme?;
    let mut layer = Layer {
        name: name.to_owned(),
        version: theme.version,
        tokens: theme.tokens,
        replaced: theme.templates,
        ..Layer::default()
    };
    for (path, bytes) in files {
        if let Some(inside) = path.strip_prefix("static/") {
            layer.files.insert(inside.to_owned(), bytes);
        } else if let Some(inside) = path.strip_prefix("templates/") {
            match String::from_utf8(bytes) {
                Ok(text) => layer.templates.insert(inside.to_owned(), text).map_or((), drop),
                Err(_) => {
                    let place = Place::file(format!("themes/{name}/{path}"));
                    report.sink.push(Finding::new(codes::BAD_THEME, place).with("reason", "not UTF-8"));
                    return None;
                }
            }
        }
    }
    Some((layer, theme.inherits))
}

/// Every page, checked.
pub struct Read {
    /// The pages.
    pub library: Library,
    /// The pages with errors, by path: they are withheld.
    withheld: HashSet<Arc<str>>,
}

/// Reads and checks every page: the first pass, in parallel, which keeps a small record of each.
pub fn read(group: &Group, files: &dyn Files, now: Moment, progress: &dyn Progress, report: &mut Report) -> Read {
    let tree = source::walk(files, &mut report.sink);
    let columns = Arc::new(Columns::new(group.columns.iter().cloned(), group.config.single));
    progress.begin(&Message::new("progress-read"), tree.pages.len());
    let read_one = |file| {
        let one = read_page(Cx { group, files, now }, file, &columns);
        progress.step();
        one
    };
    let read: Vec<One> = tree.pages.into_par_iter().map(read_one).collect();
    progress.end();
    let mut pages = Vec::with_capacity(read.len());
    for one in read {
        if let Some((file, text)) = one.text {
            report.sources.insert(file, text);
        }
        report.sink.extend(one.sink);
        pages.extend(one.page);
    }
    let library = Library::new(pages, columns);
    checks::check_site(&SiteCx::new(group.cx(now), &library), &mut report.sink);
    keep_texts(files, &library, report);
    let errors = report.sink.findings().iter().filter(|f| f.severity == Severity::Error);
    let withheld = errors.map(|f| f.at.file.clone()).collect();
    Read { library, withheld }
}

/// Reads one page by itself, without its rules.
pub fn read_one(group: &Group, files: &dyn Files, path: ContentPath, sink: &mut Sink) -> Option<Page> {
    let columns = Columns::new(group.columns.iter().cloned(), group.config.single);
    source::read_page(files, SourceFile { path, files: Vec::new() }, &columns, sink).0
}

/// What the first pass makes of one file.
struct One {
    page: Option<Page>,
    sink: Sink,
    /// Its name and text, if findings point into it.
    text: Option<(Arc<str>, String)>,
}

/// What reading a page needs.
#[derive(Clone, Copy)]
struct Cx<'a> {
    group: &'a Group,
    files: &'a dyn Files,
    now: Moment,
}

fn read_page(cx: Cx<'_>, file: SourceFile, columns: &Columns) -> One {
    let mut sink = Sink::default();
    let name = file.path.shared();
    let (page, text) = source::read_page(cx.files, file, columns, &mut sink);
    let page = page.map(|page| check_page(cx, page, &text, &mut sink));
    let text = if sink.is_empty() { None } else { Some((name, text)) };
    One { page, sink, text }
}

fn check_page(cx: Cx<'_>, page: Page, text: &str, sink: &mut Sink) -> Page {
    let body = match Document::parse(&text[page.body_start as usize..], Dialect::Site) {
        Ok(body) => body,
        Err(refusal) => {
            sink.push(checks::refused_body(&page, refusal));
            return Page { front: None, ..page };
        }
    };
    let mut page = with_body(page, &body);
    source::use_files(&mut page, cx.group.config.single, sink);
    let tables = source::read_tables(cx.files, &page, sink);
    checks::check_page(&PageCx { group: cx.group.cx(cx.now), page: &page, text, body: &body, tables: &tables }, sink);
    page
}

/// Keeps of a body what other pages need: its headings, its links.
fn with_body(page: Page, body: &Document<'_>) -> Page {
    let headings =
        body.outline().iter().map(|h| HeadingRecord { id: h.id.clone(), text: h.text.clone(), level: h.level });
    let start = page.body_start as usize;
    let links = body.links().iter().map(|l| LinkRecord {
        // `<office@bureau.example>` is written without its scheme.
        dest: if l.kind == LinkKind::Email { format!("mailto:{}", l.dest) } else { l.dest.to_string() },
        span: l.dest_span.unwrap_or(l.span).shifted(start),
        image: l.kind == LinkKind::Image,
    });
    let (headings, links) = (headings.collect(), links.collect());
    page.with_body(headings, links)
}

/// Keeps the texts that findings point into and that nobody kept yet: of pages that were clean by themselves, and of
/// tables beside pages.
fn keep_texts(files: &dyn Files, library: &Library, report: &mut Report) {
    let places =
        report.sink.findings().iter().flat_map(|f| std::iter::once(&f.at).chain(f.labels.iter().map(|l| &l.at)));
    let missing: HashSet<Arc<str>> =
        places.filter(|p| p.span.is_some() && report.sources.text(&p.file).is_none()).map(|p| p.file.clone()).collect();
    for file in missing {
        let text = match library.by_path.get(&*file) {
            Some(&page) => source::reread(files, library.page(page)).ok(),
            None => ContentPath::parse(&file).ok().and_then(|path| source::table_text(files, &path)),
        };
        if let Some(text) = text {
            report.sources.insert(file, text);
        }
    }
}

/// What a build made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Built {
    /// Pages that somebody wrote.
    pub pages: usize,
    /// Web roots.
    pub sites: usize,
    /// Files and bytes.
    pub written: Written,
    /// Pages that are withheld because they have errors.
    pub withheld: usize,
}

/// Where a preview goes, and what it looks like.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// How pages look.
    pub theme: &'a Theme,
    /// The words of the pages.
    pub words: &'a Words,
    /// When this is.
    pub now: Moment,
    /// Where links to other sites lead.
    pub addressing: Addressing,
    /// The folder of the web roots.
    pub out: &'a Path,
    /// Only this site.
    pub site: Option<&'a SiteId>,
}

/// Renders and writes the preview of what was read: the second pass.
///
/// # Errors
/// A template is wrong, a file changed meanwhile, or the folder cannot be written.
pub fn preview(group: &Group, read: &Read, look: Look<'_>, progress: &dyn Progress) -> Result<Built, PipelineError> {
    let library = &read.library;
    let edition: Edition<Preview> = Edition::preview(library, |i| {
        read.withheld.contains(library.page(i).path.as_str()) || is_draft(library.page(i))
    });
    let plan = render::plan(render::Inputs {
        config: &group.config,
        columns: &group.columns,
        departments: &group.departments,
        library,
        edition: &edition,
        theme: look.theme,
        words: look.words,
        now: look.now,
        addressing: look.addressing,
    })?;
    let target = Target { out: look.out, single: group.config.single, site: look.site };
    let work_tree = WorkTree::new(&group.root);
    progress.begin(&Message::new("progress-write"), plan.outputs().len());
    let written = write::preview(&plan, target, &work_tree, &group.root, &|| progress.step());
    progress.end();
    let written = written?;
    let sites = look.site.map_or(group.config.sites.len(), |_| 1);
    let of_site = |p: &&Page| look.site.is_none_or(|s| p.site == *s);
    let shown = library.pages.iter().zip(0..).filter(|(_, i)| edition.shows(PageIndex(*i))).map(|(page, _)| page);
    let pages = shown.filter(of_site).count();
    let withheld = library.pages.iter().filter(of_site).filter(|p| read.withheld.contains(p.path.as_str())).count();
    Ok(Built { pages, sites, written, withheld })
}

fn is_draft(page: &Page) -> bool {
    page.front.as_ref().is_some_and(|f| f.draft)
}

// The work tree as the originals of a preview.
impl Originals for WorkTree<'_> {
    fn page(&self, page: &Page) -> Result<String, Unreadable> {
        source::reread(self, page).map_err(|e| Unreadable { path: page.path.clone(), reason: e.to_string() })
    }

    fn table(&self, file: &FileBeside) -> Result<Table, Unreadable> {
        // Its faults were reported when the page was read; what is new since then is only that it is not there.
        let table = source::read_table(self, &file.path, &mut Sink::default());
        table.ok_or_else(|| Unreadable { path: file.path.clone(), reason: "not a table".to_owned() })
    }

    fn picture(&self, file: &FileBeside) -> Option<ImageSize> {
        source::image_size(self, &file.path)
    }
}
