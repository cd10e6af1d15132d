//! The files beside a page: which of them it refers to, which it refers to in vain.

use crate::diag::{Finding, Place, Sink, codes};
use crate::fields::nearest;
use crate::model::{Span, Spanned};
use crate::source::front_matter::{Block, FrontMatter, Results, keys};
use crate::source::links::{From, Target, target};
use crate::source::page::{FileBeside, Page};

/// What a path of the repository is to a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Beside {
    /// The file of this number.
    File(usize),
    /// A file that should lie beside the page and does not; perhaps this destination was meant.
    Missing(Option<String>),
    /// Something else.
    NotOurs,
}

/// Notes which files beside `page` it refers to, in its front matter, its links and its images; reports files that it
/// names and that are not there (QF403), and files that it does not name (QF405): those are not published.
///
/// `single` as in [`Columns`](super::Columns).
pub fn use_files(page: &mut Page, single: bool, sink: &mut Sink) {
    let mut used = vec![false; page.files.len()];
    if let Some(front) = &page.front {
        for (key, name) in named_files(front) {
            match page.files.iter().position(|f| f.name == name.value) {
                Some(index) => used[index] = true,
                None => sink.push(missing_name(page, key, name)),
            }
        }
    }
    for link in &page.links {
        let from = From { path: &page.path, site: &page.site, single };
        let Target::Path { path, .. } = target(from, &link.dest) else { continue };
        match beside(page, &path) {
            Beside::File(index) => used[index] = true,
            Beside::Missing(similar) => {
                if let Some(index) = page.files.iter().position(|f| similar.as_deref() == Some(&*linked(page, f))) {
                    used[index] = true;
                }
                sink.push(missing_link(page, &link.dest, link.span, similar));
            }
            Beside::NotOurs => {}
        }
    }
    report_orphans(page, &used, sink);
    for (file, used) in page.files.iter_mut().zip(used) {
        file.used = used;
    }
}

/// Reports files that nobody refers to; not where errors kept us from knowing.
fn report_orphans(page: &Page, used: &[bool], sink: &mut Sink) {
    if page.front.is_none() {
        return;
    }
    for (file, _) in page.files.iter().zip(used).filter(|(_, used)| !**used) {
        let finding = Finding::new(codes::ORPHAN_FILE, Place::file(file.path.shared()));
        sink.push(finding.with("path", file.path.as_str()).with("page", page.path.as_str()));
    }
}

/// Returns what the path of the repository `path` is to `page`.
pub(super) fn beside(page: &Page, path: &str) -> Beside {
    if let Some(index) = page.files.iter().position(|f| f.path.as_str() == path) {
        return Beside::File(index);
    }
    if path.ends_with(".md") {
        return Beside::NotOurs;
    }
    let inside = path.strip_prefix(page.files_folder()).and_then(|rest| rest.strip_prefix('/'));
    if let Some(name) = inside
        && !name.is_empty()
        && !name.contains('/')
    {
        // Deeper folders may be those of other pages.
        let names = page.files.iter().map(|f| f.name.as_str());
        let near = nearest(name, names).and_then(|near| page.files.iter().find(|f| f.name == near));
        let named = name.contains('.') || near.is_some();
        return if named { Beside::Missing(near.map(|f| linked(page, f))) } else { Beside::NotOurs };
    }
    // `photo.png` for `a/photo.png`.
    let name = path.strip_prefix(page.path.folder()).and_then(|rest| rest.strip_prefix('/'));
    match name.and_then(|name| page.files.iter().find(|f| f.name == name)) {
        Some(file) => Beside::Missing(Some(linked(page, file))),
        None => Beside::NotOurs,
    }
}

/// Returns the destination by which the page links to a file beside it.
fn linked(page: &Page, file: &FileBeside) -> String {
    let folder = page.path.folder();
    file.path.as_str().strip_prefix(folder).map_or(file.path.as_str(), |rest| rest.trim_start_matches('/')).to_owned()
}

fn missing_name(page: &Page, key: &'static str, name: &Spanned<String>) -> Finding {
    let field = keys::key(key).map_or(key, |k| k.zh);
    let finding = Finding::new(codes::MISSING_FILE, Place::in_path(&page.path, name.span))
        .with("file", name.value.as_str())
        .with("key", key)
        .with("field", field)
        .with("folder", page.files_folder());
    let bare = name.value.rsplit('/').next().unwrap_or_default();
    let files = || page.files.iter().map(|f| f.name.as_str());
    let same = files().find(|f| f.eq_ignore_ascii_case(&name.value) || *f == bare);
    match same.or_else(|| nearest(&name.value, files())) {
        Some(similar) => finding.variant("similar").with("similar", similar),
        None => finding,
    }
}

fn missing_link(page: &Page, dest: &str, span: Span, similar: Option<String>) -> Finding {
    let finding = Finding::new(codes::MISSING_FILE, Place::in_path(&page.path, span))
        .with("file", dest)
        .with("folder", page.files_folder());
    match similar {
        Some(similar) => finding.variant("link-similar").with("similar", similar),
        None => finding.variant("link"),
    }
}

/// Returns the files that a front matter names, each with the key that names it.
fn named_files(front: &FrontMatter) -> Vec<(&'static str, &Spanned<String>)> {
    let mut files: Vec<(&'static str, &Spanned<String>)> = Vec::new();
    files.extend(front.images.iter().map(|i| ("images[].file", &i.file)));
    files.extend(front.attachments.iter().map(|a| ("attachments[].file", &a.file)));
    match front.block.as_deref() {
        Some(Block::Guide(guide)) => {
            for material in &guide.materials {
                files.extend(material.form.iter().map(|f| ("guide.materials[].form", f)));
                files.extend(material.sample.iter().map(|f| ("guide.materials[].sample", f)));
            }
        }
        Some(Block::Form(form)) => {
            files.extend([("form.blank", &form.blank), ("form.sample", &form.sample)]);
        }
        _ => files.extend(named_tables(front)),
    }
    files
}

/// Returns the tables that a front matter names, each with the key that names it.
pub(super) fn named_tables(front: &FrontMatter) -> Vec<(&'static str, &Spanned<String>)> {
    match front.block.as_deref() {
        Some(Block::Dataset(dataset)) => vec![("dataset.file", &dataset.file)],
        Some(Block::Survey(survey)) => survey.results.iter().map(|f| ("survey.results", f)).collect(),
        Some(Block::Results(Results::File(file))) => vec![("results_file", file)],
        _ => Vec::new(),
    }
}
