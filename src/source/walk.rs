//! Finds the files below `content/`: pages, and the files that lie beside them.
//!
//! Links are never followed. What another system would read differently, or not at all, is reported and left out.

use std::hash::BuildHasher as _;
use std::io;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashMap};
use rayon::prelude::*;

use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::model::{ContentPath, PathError};
use crate::source::columns::{CONTENT, INDEX};
use crate::source::page::FileBeside;
use crate::source::{EntryKind, Files, Hidden, Stamp};

/// A Markdown file, not read yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// The file.
    pub path: ContentPath,
    /// The files beside it, in the order of their names.
    pub files: Vec<FileBeside>,
}

/// A file that is neither Markdown nor beside a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OtherFile {
    /// The file.
    pub path: ContentPath,
    /// Its size in bytes.
    pub size: u64,
    /// What names its bytes.
    pub stamp: Stamp,
}

/// What lies below `content/`, in the order of paths.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    /// Markdown files with the files beside them.
    pub pages: Vec<SourceFile>,
    /// Files beside no page: never published, and each has a finding.
    pub others: Vec<OtherFile>,
}

/// Returns what lies in the folder `content/`.
///
/// Beside `a.md` lies everything in the folder `a/`, beside `x/index.md` the rest of the folder `x/`; of two pages that
/// could claim a file, the nearer has it. Markdown files are pages wherever they lie. Hidden files are left alone.
pub fn walk(files: &dyn Files, sink: &mut Sink) -> Tree {
    // One after the other in one buffer: there are many.
    let (mut paths, mut entries) = (Vec::new(), Vec::new());
    files.visit(CONTENT, Hidden::LeftOut, &mut |entry| {
        paths.extend_from_slice(entry.path);
        entries.push((paths.len() - entry.path.len()..paths.len(), entry.kind));
    });
    let hasher = DefaultHashBuilder::default();
    let read = |(place, kind): (Range<usize>, EntryKind)| {
        let path = read_path(&paths[place.clone()]);
        let number = path.as_ref().map_or(0, |path| hasher.hash_one(folded(path.as_str())));
        (path, number, place, kind)
    };
    let (mut found, mut names) = (Found::default(), Names::default());
    for (path, number, place, kind) in entries.into_par_iter().map(read).collect::<Vec<_>>() {
        match path {
            Some(path) => {
                names.note(&path, number, &kind);
                found.take(files, path, kind, sink);
            }
            None => report_path(&paths[place], sink),
        }
    }
    report_twins(&names.twins(), sink);
    settle(found, sink)
}

/// Returns the Markdown file `path` with the files beside it, without looking at the rest of the repository.
pub fn beside(files: &dyn Files, path: ContentPath, sink: &mut Sink) -> SourceFile {
    let folder = files_folder(&path).to_owned();
    let mut found = Found::default();
    if path.name() != INDEX {
        found.pages.push(SourceFile { path: path.clone(), files: Vec::new() });
    }
    files.visit(&folder, Hidden::LeftOut, &mut |entry| match &entry.kind {
        // Most pages have no folder.
        EntryKind::Unreadable(error) if error.kind() == io::ErrorKind::NotFound => {}
        _ => match read_path(entry.path) {
            Some(path) => found.take(files, path, entry.kind, sink),
            None => report_path(entry.path, sink),
        },
    });
    // Strays were reported when the whole was read.
    let tree = settle(found, &mut Sink::default());
    let own = tree.pages.into_iter().find(|page| page.path == path);
    own.unwrap_or(SourceFile { path, files: Vec::new() })
}

/// Returns the folder that the files beside the Markdown file `page` lie in.
pub fn files_folder(page: &ContentPath) -> &str {
    match page.name() {
        INDEX => page.folder(),
        _ => page.as_str().strip_suffix(".md").unwrap_or(page.as_str()),
    }
}

/// What the walk has met.
#[derive(Default)]
struct Found {
    pages: Vec<SourceFile>,
    others: Vec<OtherFile>,
}

/// Returns a path that two systems read alike.
fn read_path(path: &[u8]) -> Option<ContentPath> {
    ContentPath::parse(std::str::from_utf8(path).ok()?).ok()
}

/// Files and folders by their names as the least careful system compares them.
#[derive(Default)]
struct Names {
    paths: Vec<ContentPath>,
    /// Numbers that stand for the folded paths: nearly always all differ, and then nobody need look at the paths.
    numbers: Vec<u64>,
}

impl Names {
    fn note(&mut self, path: &ContentPath, number: u64, kind: &EntryKind) {
        if !matches!(kind, EntryKind::Link | EntryKind::Unreadable(_)) {
            self.paths.push(path.clone());
            self.numbers.push(number);
        }
    }

    /// Returns every two that such a system takes for one, the first of them and a later one.
    fn twins(mut self) -> Vec<(ContentPath, ContentPath)> {
        self.numbers.sort_unstable();
        if self.numbers.is_sorted_by(|a, b| a < b) {
            return Vec::new();
        }
        let mut firsts: HashMap<String, &ContentPath> = HashMap::with_capacity(self.paths.len());
        let twin = |path| {
            let first = *firsts.entry(folded(ContentPath::as_str(path))).or_insert(path);
            (first != path).then(|| (first.clone(), path.clone()))
        };
        self.paths.iter().filter_map(twin).collect()
    }
}

impl Found {
    fn take(&mut self, files: &dyn Files, path: ContentPath, kind: EntryKind, sink: &mut Sink) {
        let finding = |code| Finding::new(code, Place::file(path.shared())).with("path", path.as_str());
        match kind {
            EntryKind::Link => sink.push(finding(codes::SYMLINK)),
            EntryKind::Unreadable(error) => report_unreadable(&path, &error, sink),
            EntryKind::Foreign { mode } => {
                sink.push(finding(codes::HOSTILE_TREE).variant("mode").with("mode", format!("{mode:06o}")));
            }
            EntryKind::Folder => {}
            EntryKind::Special => sink.push(finding(codes::UNREADABLE_ENTRY).variant("special")),
            EntryKind::File => self.take_file(files, path, sink),
        }
    }

    fn take_file(&mut self, files: &dyn Files, path: ContentPath, sink: &mut Sink) {
        if path.as_str().ends_with(".md") {
            self.pages.push(SourceFile { path, files: Vec::new() });
            return;
        }
        match files.size(path.as_str()).and_then(|size| Ok((size, files.stamp(path.as_str())?))) {
            Ok((size, stamp)) => self.others.push(OtherFile { path, size, stamp }),
            Err(error) => report_unreadable(&path, &error, sink),
        }
    }
}

/// Returns a path as a system compares it that knows no case. Paths are in normal form C already; folding may leave it,
/// but alike for twins.
fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.to_uppercase().to_lowercase() }
}

/// Reports why a path is none that two systems would read alike.
fn report_path(path: &[u8], sink: &mut Sink) {
    let problem = std::str::from_utf8(path).ok().and_then(|path| ContentPath::parse(path).err());
    let (variant, character) = match problem {
        None => ("encoding", None),
        Some(PathError::NotNfc) => ("nfc", None),
        Some(PathError::TooLong) => ("long", None),
        Some(PathError::Character(c)) => ("character", Some(c)),
        Some(PathError::NotPlain) => ("plain", None),
    };
    // The name is shown escaped: it may hide or reorder what stands around it.
    let safe: String = String::from_utf8_lossy(path).chars().flat_map(escaped).collect();
    let mut finding = Finding::new(codes::HOSTILE_PATH, Place::file(safe.as_str())).variant(variant);
    finding = finding.with("path", safe).with("most", ContentPath::MAX);
    if let Some(c) = character {
        finding = finding.with("character", format!("U+{:04X}", u32::from(c)));
    }
    sink.push(finding);
}

fn escaped(c: char) -> Vec<char> {
    let hostile = ContentPath::parse(c.encode_utf8(&mut [0; 4])).is_err() && !matches!(c, '/' | '.');
    if hostile { c.escape_unicode().collect() } else { vec![c] }
}

fn report_unreadable(path: &ContentPath, error: &io::Error, sink: &mut Sink) {
    let finding = Finding::new(codes::UNREADABLE_ENTRY, Place::file(path.shared()));
    sink.push(finding.with("path", path.as_str()).with("reason", error.to_string()));
}

/// Reports both of two paths that some systems take for one: on such a system only one of them is there.
fn report_twins(twins: &[(ContentPath, ContentPath)], sink: &mut Sink) {
    for (first, second) in twins {
        for (path, other) in [(first, second), (second, first)] {
            let finding = Finding::new(codes::HOSTILE_PATH, Place::file(path.shared())).variant("twin");
            let label = Message::new("QF406-other").with("path", other.as_str());
            let finding = finding.label(Place::file(other.shared()), label);
            sink.push(finding.with("path", path.as_str()).with("other", other.as_str()));
        }
    }
}

/// Gives every file to the page that it lies beside, and reports those that lie beside none.
fn settle(found: Found, sink: &mut Sink) -> Tree {
    let Found { mut pages, mut others, .. } = found;
    pages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    others.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let mut strays = Vec::new();
    for file in others {
        if is_nearly_markdown(&file.path) {
            report_stray(&file.path, "extension", sink);
            strays.push(file);
            continue;
        }
        match owner(&pages, file.path.as_str()) {
            Some((page, name)) => {
                let (name, path) = (name.to_owned(), file.path.clone());
                let OtherFile { size, stamp, .. } = file;
                pages[page].files.push(FileBeside { name, path, size, stamp, used: false, picture: None });
            }
            None => {
                report_stray(&file.path, "", sink);
                strays.push(file);
            }
        }
    }
    Tree { pages, others: strays }
}

/// Returns the page beside which `file` lies, and the file's name in the page's folder.
fn owner<'f>(pages: &[SourceFile], file: &'f str) -> Option<(usize, &'f str)> {
    let find = |path: &str| pages.binary_search_by(|p| p.path.as_str().cmp(path)).ok();
    let mut folder = file;
    let mut page = String::with_capacity(file.len() + INDEX.len());
    loop {
        folder = folder.rsplit_once('/')?.0;
        let name = &file[folder.len() + 1..];
        page.clear();
        page.push_str(folder);
        page.push('/');
        page.push_str(INDEX);
        if let Some(found) = find(&page) {
            return Some((found, name));
        }
        page.truncate(folder.len());
        page.push_str(".md");
        if let Some(found) = find(&page) {
            return Some((found, name));
        }
    }
}

/// Returns whether somebody probably means a page: `.MD`, `.markdown`.
fn is_nearly_markdown(path: &ContentPath) -> bool {
    matches!(path.extension().as_str(), "md" | "markdown" | "mdown" | "mkd" | "mdx")
}

fn report_stray(path: &ContentPath, variant: &str, sink: &mut Sink) {
    let finding = Finding::new(codes::STRAY_FILE, Place::file(path.shared())).with("path", path.as_str());
    sink.push(if variant.is_empty() { finding } else { finding.variant(variant) });
}
