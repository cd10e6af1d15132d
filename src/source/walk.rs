//! Finds the files below `content/`: pages, and the files that lie beside them.
//!
//! Links are never followed. What another system would read differently, or not at all, is reported and left out.

use std::collections::HashMap;
use std::path::Path;

use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::model::{ContentPath, PathError};
use crate::source::columns::{CONTENT, INDEX};
use crate::source::page::FileBeside;

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
}

/// What lies below `content/`, in the order of paths.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    /// Markdown files with the files beside them.
    pub pages: Vec<SourceFile>,
    /// Files beside no page: never published, and each has a finding.
    pub others: Vec<OtherFile>,
}

/// Returns what lies in the folder `content/` of the repository at `root`.
///
/// Beside `a.md` lies everything in the folder `a/`, beside `x/index.md` the rest of the folder `x/`; of two pages that
/// could claim a file, the nearer has it. Markdown files are pages wherever they lie. Hidden files are left alone.
pub fn walk(root: &Path, sink: &mut Sink) -> Tree {
    let mut found = Found::default();
    if root.join(CONTENT).is_symlink() {
        sink.push(Finding::new(codes::SYMLINK, Place::file(CONTENT)).with("path", CONTENT));
        return Tree::default();
    }
    let walker = walkdir::WalkDir::new(root.join(CONTENT)).follow_links(false).sort_by_file_name();
    let visible = walker.into_iter().filter_entry(|e| e.depth() == 0 || !is_hidden(e));
    for entry in visible {
        match entry {
            Ok(entry) => found.take(root, &entry, sink),
            Err(error) => report_unreadable(root, &error, sink),
        }
    }
    report_twins(&found.twins, sink);
    settle(found, sink)
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// What the walk has met.
#[derive(Default)]
struct Found {
    pages: Vec<SourceFile>,
    others: Vec<OtherFile>,
    /// Files and folders by their name as the least careful system compares names, first and later ones.
    folded: HashMap<String, ContentPath>,
    twins: Vec<(ContentPath, ContentPath)>,
}

impl Found {
    fn take(&mut self, root: &Path, entry: &walkdir::DirEntry, sink: &mut Sink) {
        let Some(path) = content_path(root, entry.path(), sink) else { return };
        let kind = entry.file_type();
        if kind.is_symlink() {
            sink.push(Finding::new(codes::SYMLINK, Place::file(path.shared())).with("path", path.as_str()));
            return;
        }
        self.note_twin(&path);
        if kind.is_dir() {
            return;
        }
        if !kind.is_file() {
            let finding = Finding::new(codes::UNREADABLE_ENTRY, Place::file(path.shared())).variant("special");
            sink.push(finding.with("path", path.as_str()));
            return;
        }
        if path.as_str().ends_with(".md") {
            self.pages.push(SourceFile { path, files: Vec::new() });
            return;
        }
        match entry.metadata() {
            Ok(metadata) => self.others.push(OtherFile { path, size: metadata.len() }),
            Err(error) => report_unreadable(root, &error, sink),
        }
    }

    fn note_twin(&mut self, path: &ContentPath) {
        match self.folded.entry(folded(path.as_str())) {
            std::collections::hash_map::Entry::Occupied(first) => {
                self.twins.push((first.get().clone(), path.clone()));
            }
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(path.clone());
            }
        }
    }
}

/// Returns a path as a system compares it that knows no case. Paths are in normal form C already; folding may leave it,
/// but alike for twins.
fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.to_uppercase().to_lowercase() }
}

/// Returns the path of a file below `root`, or reports why there is none that two systems would read alike.
fn content_path(root: &Path, path: &Path, sink: &mut Sink) -> Option<ContentPath> {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let shown = inside.to_string_lossy();
    let problem = match inside.to_str().map(ContentPath::parse) {
        Some(Ok(path)) => return Some(path),
        Some(Err(problem)) => Some(problem),
        None => None,
    };
    let (variant, character) = match problem {
        None => ("encoding", None),
        Some(PathError::NotNfc) => ("nfc", None),
        Some(PathError::TooLong) => ("long", None),
        Some(PathError::Character(c)) => ("character", Some(c)),
        Some(PathError::NotPlain) => ("plain", None),
    };
    // The name is shown escaped: it may hide or reorder what stands around it.
    let safe: String = shown.chars().flat_map(escaped).collect();
    let mut finding = Finding::new(codes::HOSTILE_PATH, Place::file(safe.as_str())).variant(variant);
    finding = finding.with("path", safe).with("most", ContentPath::MAX);
    if let Some(c) = character {
        finding = finding.with("character", format!("U+{:04X}", u32::from(c)));
    }
    sink.push(finding);
    None
}

fn escaped(c: char) -> Vec<char> {
    let hostile = ContentPath::parse(c.encode_utf8(&mut [0; 4])).is_err() && !matches!(c, '/' | '.');
    if hostile { c.escape_unicode().collect() } else { vec![c] }
}

fn report_unreadable(root: &Path, error: &walkdir::Error, sink: &mut Sink) {
    let path = error.path().unwrap_or(root);
    let Some(path) = content_path(root, path, sink) else { return };
    let reason = error.io_error().map_or_else(|| error.to_string(), std::string::ToString::to_string);
    let finding = Finding::new(codes::UNREADABLE_ENTRY, Place::file(path.shared()));
    sink.push(finding.with("path", path.as_str()).with("reason", reason));
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
    let Found { mut pages, others, .. } = found;
    pages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let mut strays = Vec::new();
    for file in others {
        if is_nearly_markdown(&file.path) {
            report_stray(&file.path, "extension", sink);
            strays.push(file);
            continue;
        }
        match owner(&pages, file.path.as_str()) {
            Some((page, name)) => {
                let beside =
                    FileBeside { name: name.to_owned(), path: file.path.clone(), size: file.size, used: false };
                pages[page].files.push(beside);
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
