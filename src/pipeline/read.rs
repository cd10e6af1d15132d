//! The first pass: every page is read and checked, and a small record of it is kept.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::records::{Found, Keeper, Known, unchanged};
use super::{Group, Records, Report};
use crate::checks::{self, PageCx, SiteCx};
use crate::diag::{Finding, Message, Progress, Severity, Sink};
use crate::markdown::{Dialect, Document, Link, LinkKind};
use crate::model::{BlobId, ContentPath, Moment};
use crate::render::{Bodies, BodyMaker, Kept};
use crate::source::{self, FileBeside, Files, HeadingRecord, Library, LinkRecord, Page, PageIndex, SourceFile, Stamp};

/// Every page, checked.
#[derive(Default)]
pub struct Read {
    /// The pages.
    pub library: Library,
    /// The pages with errors, by path: they are withheld.
    pub(super) withheld: HashSet<Arc<str>>,
    /// The texts of those that were read now.
    pub(super) bodies: Bodies,
}

impl Read {
    /// Returns the same for whoever renders nothing more: texts take room.
    #[must_use]
    pub fn without_texts(self) -> Self {
        Self { bodies: Bodies::default(), ..self }
    }

    /// Makes these errors warnings, and counts who is withheld anew.
    pub(super) fn forgive(&mut self, milder: impl Fn(&Finding) -> bool, sink: &mut Sink) {
        sink.soften(milder);
        self.withheld = withheld(sink);
    }

    /// Returns whether the page of this path has errors of its own, so that it cannot be shown whoever signed it.
    pub fn withholds(&self, path: &ContentPath) -> bool {
        self.withheld.contains(path.as_str())
    }
}

/// Reads and checks every page: the first pass, in parallel, which keeps a small record of each.
pub fn read(group: &Group, files: &dyn Files, now: Moment, progress: &dyn Progress, report: &mut Report) -> Read {
    let before = Before { is_second: false, records: Records::default, bodies: BodyMaker::none };
    read_again(group, files, before, now, progress, report)
}

/// What a build brings to its first pass.
pub struct Before<R, B> {
    /// Whether there may be records, so that it is worth asking whether files have changed.
    pub is_second: bool,
    /// Fetches what the last one kept of each page.
    pub records: R,
    /// Fetches what makes the texts for the second pass.
    pub bodies: B,
}

/// The same, but for pages of which there is a record that still holds.
pub fn read_again<'b>(
    group: &Group,
    files: &dyn Files,
    Before { is_second, records, bodies }: Before<
        impl FnOnce() -> Records + Send,
        impl FnOnce() -> BodyMaker<'b> + Send,
    >,
    now: Moment,
    progress: &dyn Progress,
    report: &mut Report,
) -> Read {
    let fetched = || rayon::join(records, bodies);
    let found = || {
        let tree = source::walk(files, &mut report.sink);
        let stamps = if is_second { stamps(files, &tree.pages) } else { vec![None; tree.pages.len()] };
        (tree, stamps)
    };
    let ((tree, stamps), (records, maker)) = rayon::join(found, fetched);
    progress.begin(&Message::new("progress-read"), tree.pages.len());
    let (records, mut old_links, keeper) = records.of(&tree.pages);
    let numbers: Vec<Option<usize>> = records.iter().map(|known| known.as_ref().map(|known| known.number)).collect();
    let read_one = |((file, record), stamp): ((SourceFile, Option<Known>), Option<Stamp>)| {
        let one = recall(Cx { group, files, bodies: Some(&maker) }, &keeper, file, record.zip(stamp));
        progress.step();
        one
    };
    let read: Vec<Seen> = tree.pages.into_par_iter().zip(records).zip(stamps).map(read_one).collect();
    progress.end();
    let (mut pages, mut found) = (Vec::with_capacity(read.len()), Vec::with_capacity(read.len()));
    // Of each page whose record holds, its number.
    let mut known = Vec::with_capacity(read.len());
    let mut bodies = Vec::new();
    for (seen, number) in read.into_iter().zip(numbers) {
        let (page, as_what) = match seen {
            Seen::Before(page) => (Some(page), Found::Known),
            Seen::Now(mut one) => {
                bodies.extend(one.body.take());
                let as_what = if one.is_clean { Found::Clean } else { Found::Faulty };
                (one.tell(report), as_what)
            }
        };
        let Some(page) = page else { continue };
        if let Some(number) = number {
            old_links.found(number, PageIndex(pages.len() as u32));
        }
        known.push(number.filter(|_| as_what == Found::Known));
        found.push(as_what);
        pages.push(page);
    }
    // In the order of paths already, so that what was found stands beside its page.
    let known_target = |page: PageIndex, link| old_links.target((*known.get(page.0 as usize)?)?, link);
    // Where many links must be followed, a table of all paths is worth making.
    let are_few_new = known.iter().flatten().count() > pages.len() / 8 * 7;
    let library = match are_few_new {
        true => Library::knowing(pages, group.folders.clone(), &known_target),
        false => group.library(pages),
    };
    rayon::join(
        || keeper.keep(&library, &found),
        || checks::check_site(&SiteCx::new(group.cx(), now, &library), &mut report.sink),
    );
    keep_texts(files, &library, report);
    let withheld = withheld(&report.sink);
    Read { library, withheld, bodies: maker.gather(bodies) }
}

/// What is known of a page.
enum Seen {
    /// What was found when it was last read: it has not changed.
    Before(Arc<Page>),
    /// What was found now.
    Now(Box<One<Arc<Page>>>),
}

/// Pages whose stamps one thread asks for in one go.
const STAMPED: usize = 256;

/// Returns what names the bytes of each of these files, as far as it is known; they stand in the order of paths.
fn stamps(files: &dyn Files, pages: &[SourceFile]) -> Vec<Option<Stamp>> {
    let of_folder = |pages: &[SourceFile]| {
        let names: Vec<&str> = pages.iter().map(|page| page.path.name()).collect();
        files.stamps(pages[0].path.folder(), &names)
    };
    let part = |pages: &[SourceFile]| {
        let folders = pages.chunk_by(|a, b| a.path.folder() == b.path.folder());
        folders.flat_map(of_folder).map(Result::ok).collect::<Vec<_>>()
    };
    pages.par_chunks(STAMPED).flat_map_iter(part).collect()
}

/// Returns the page as it was found when it was last read, if it has not changed; else reads it.
fn recall(cx: Cx<'_>, keeper: &Keeper, mut file: SourceFile, record: Option<(Known, Stamp)>) -> Seen {
    keeper.settle(cx.files, &mut file.files);
    if let Some(page) = record.and_then(|(record, stamp)| unchanged(record, &file, stamp)) {
        return Seen::Before(page);
    }
    let one = read_page(cx, file);
    let is_clean = one.sink.is_empty() && one.page.as_ref().is_some_and(|page| keeper.takes(page.stamp));
    let One { page, sink, text, body, .. } = one;
    Seen::Now(Box::new(One { page: page.map(Arc::new), sink, text, is_clean, body }))
}

/// Reads and checks these pages by themselves: what they mean for others, and others for them, is not asked.
pub fn read_some(group: &Group, files: &dyn Files, pages: impl IntoIterator<Item = ContentPath>, report: &mut Report) {
    for path in pages {
        let file = source::beside(files, path, &mut report.sink);
        read_page(Cx { group, files, bodies: None }, file).tell(report);
    }
}

/// Returns the files with errors.
fn withheld(sink: &Sink) -> HashSet<Arc<str>> {
    // What the gate says withholds by its own decision, whatever its severity.
    let errors = sink.findings().iter().filter(|f| f.severity == Severity::Error && f.code.number() < 500);
    errors.map(|f| f.at.file.clone()).collect()
}

/// Reads one page by itself, without its rules.
pub fn read_one(group: &Group, files: &dyn Files, path: ContentPath, sink: &mut Sink) -> Option<Page> {
    source::read_page(files, SourceFile { path, files: Vec::new() }, &group.folders, sink).0
}

/// Reads one page whole, with the files beside it, as `files` hold it: for an edition that is gone, from its own commit.
///
/// None if it lies in no column or its front matter or body has errors. What its rules find does not matter.
pub fn read_page_in(files: &dyn Files, group: &Group, path: &ContentPath) -> Option<Page> {
    read_whole(files, group, path).map(|(page, _)| page)
}

/// The same, for an edition that is to be shown: none either if the rules for its text find an error. Who signed it may
/// not have seen what they say, and then it was not shown before.
pub(super) fn read_sound_page_in(files: &dyn Files, group: &Group, path: &ContentPath) -> Option<Page> {
    let (page, found) = read_whole(files, group, path)?;
    // Other rules hold it against the matrix in force, or against files that are not its own.
    let is_bad = |f: &Finding| (200..400).contains(&f.code.number()) && f.severity == Severity::Error;
    (!found.findings().iter().any(is_bad)).then_some(page)
}

fn read_whole(files: &dyn Files, group: &Group, path: &ContentPath) -> Option<(Page, Sink)> {
    let file = source::beside(files, path.clone(), &mut Sink::default());
    let One { page, sink, .. } = read_page(Cx { group, files, bodies: None }, file);
    let page = page.filter(|page| page.front.is_some())?;
    // What an older version of this program did not look at.
    let is_readable = |file: &FileBeside| !(file.used && source::is_cleaned(&file.name) && file.picture.is_none());
    page.files.iter().all(is_readable).then_some((page, sink))
}

/// What the first pass makes of one file.
struct One<P> {
    page: Option<P>,
    sink: Sink,
    /// Its name and text, if findings point into it.
    text: Option<(Arc<str>, String)>,
    /// Whether its record may be kept.
    is_clean: bool,
    /// Its text, by the name of its bytes.
    body: Option<(BlobId, Kept)>,
}

impl<P> One<P> {
    /// Tells `report` what was found, and returns the page.
    fn tell(self, report: &mut Report) -> Option<P> {
        if let Some((file, text)) = self.text {
            report.sources.insert(file, text);
        }
        report.sink.extend(self.sink);
        self.page
    }
}

/// What reading a page needs.
#[derive(Clone, Copy)]
struct Cx<'a> {
    group: &'a Group,
    files: &'a dyn Files,
    /// Makes texts for the second pass, if there is one.
    bodies: Option<&'a BodyMaker<'a>>,
}

fn read_page(cx: Cx<'_>, file: SourceFile) -> One<Page> {
    let mut sink = Sink::default();
    let name = file.path.shared();
    let (page, text) = source::read_page(cx.files, file, &cx.group.folders, &mut sink);
    let (page, body) = page.map(|page| check_page(cx, page, &text, &mut sink)).unzip();
    let text = if sink.is_empty() { None } else { Some((name, text)) };
    One { page, sink, text, is_clean: false, body: body.flatten() }
}

/// Checks a page; returns it with what its body says, and its text for the second pass.
fn check_page(cx: Cx<'_>, page: Page, text: &str, sink: &mut Sink) -> (Page, Option<(BlobId, Kept)>) {
    let body = match Document::parse(&text[page.body_start as usize..], Dialect::Site) {
        Ok(body) => body,
        Err(refusal) => {
            sink.push(checks::refused_body(&page, refusal));
            return (Page { front: None, ..page }, None);
        }
    };
    let mut page = with_body(page, &body);
    source::use_files(&mut page, cx.group.config.single, sink);
    source::look_at_pictures(cx.files, &mut page);
    let tables = source::read_tables(cx.files, &page, sink);
    checks::check_page(&PageCx { group: cx.group.cx(), page: &page, text, body: &body, tables: &tables }, sink);
    // A page without front matter is never shown.
    let maker = cx.bodies.filter(|_| page.front.is_some());
    let made = maker.and_then(|maker| maker.make(&body)).map(|made| (page.blob, made));
    (page, made)
}

/// Keeps of a body what other pages need: its headings, its links.
fn with_body(page: Page, body: &Document<'_>) -> Page {
    let headings = body.outline().iter().map(|h| HeadingRecord { id: &h.id, text: &h.text, level: h.level });
    let start = page.body_start as usize;
    let dests: Vec<Cow<'_, str>> = body.links().iter().map(dest).collect();
    let links = body.links().iter().zip(&dests).map(|(l, dest)| LinkRecord {
        dest,
        span: l.dest_span.unwrap_or(l.span).shifted(start),
        image: l.kind == LinkKind::Image,
    });
    let (headings, links) = (headings.collect(), links.collect());
    page.with_body(headings, links)
}

/// Returns the destination of a link; `<office@bureau.example>` is written without its scheme.
fn dest<'l>(link: &'l Link<'_>) -> Cow<'l, str> {
    match link.kind {
        LinkKind::Email => Cow::Owned(format!("mailto:{}", link.dest)),
        _ => Cow::Borrowed(&link.dest),
    }
}

/// Keeps the texts that findings point into and that nobody kept yet: of pages that were clean by themselves, and of
/// tables beside pages.
fn keep_texts(files: &dyn Files, library: &Library, report: &mut Report) {
    let places =
        report.sink.findings().iter().flat_map(|f| std::iter::once(&f.at).chain(f.labels.iter().map(|l| &l.at)));
    let missing: HashSet<Arc<str>> =
        places.filter(|p| p.span.is_some() && report.sources.text(&p.file).is_none()).map(|p| p.file.clone()).collect();
    for file in missing {
        let text = match library.at(&file) {
            Some(page) => source::reread(files, library.page(page)).ok(),
            None => ContentPath::parse(&file).ok().and_then(|path| source::table_text(files, &path)),
        };
        if let Some(text) = text {
            report.sources.insert(file, text);
        }
    }
}
