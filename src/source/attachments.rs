//! The files beside a page: which of them it refers to, which it refers to in vain.

use std::collections::HashMap;

use crate::diag::{Finding, Place, Sink, codes};
use crate::fields::nearest;
use crate::model::Spanned;
use crate::source::LinkRecord;
use crate::source::front_matter::{Block, FrontMatter, Results, keys};
use crate::source::links::{From, Target, target};
use crate::source::page::{FileBeside, Page};

/// Most suggestions for one page, and most files looked at for each: comparing names costs time that nobody who
/// misspells everything should be able to take.
const MAX_SUGGESTIONS: usize = 20;
const MAX_CANDIDATES: usize = 200;

/// Notes which files beside `page` it refers to, in its front matter, its links and its images; reports files that it
/// names and that are not there (QF403), and files that it does not name (QF405): those are not published.
///
/// `single` as in [`Columns`](super::Columns).
pub fn use_files(page: &mut Page, single: bool, sink: &mut Sink) {
    let mut used = Used::of(page);
    if let Some(front) = &page.front {
        for (key, name) in named_files(front) {
            used.name(key, name, sink);
        }
    }
    for link in page.links.iter() {
        let from = From { path: &page.path, site: &page.site, single };
        if let Target::Path { path, .. } = target(from, link.dest) {
            used.link(link, &path, sink);
        }
    }
    if page.front.is_some() {
        // Where errors kept us from knowing, nothing is said of files that seem unused.
        used.report_orphans(sink);
    }
    let used = used.used;
    for (file, used) in page.files.iter_mut().zip(used) {
        file.used = used;
    }
}

/// Returns where a file should lie to which `path` leads from `page`, if it should lie beside the page: in its folder,
/// or wrongly next to the Markdown file although `there` is such a file in the folder.
pub(super) fn should_lie_beside(page: &Page, path: &str, there: impl Fn(&str) -> bool) -> bool {
    if path.ends_with(".md") {
        return false;
    }
    let inside = path.strip_prefix(page.files_folder()).and_then(|rest| rest.strip_prefix('/'));
    // Deeper folders may be those of other pages.
    let in_folder = inside.is_some_and(|name| !name.contains('/') && name.contains('.'));
    in_folder || in_wrong_folder(page, path).is_some_and(|meant| there(&meant))
}

/// Returns the path that is probably meant by one that forgets the folder of the page: `a/photo.png` for `photo.png`.
fn in_wrong_folder(page: &Page, path: &str) -> Option<String> {
    let name = path.strip_prefix(page.path.folder())?.strip_prefix('/')?;
    Some(format!("{}/{name}", page.files_folder()))
}

/// Which files beside a page are used, while it is found out.
struct Used<'p> {
    page: &'p Page,
    by_path: HashMap<&'p str, usize>,
    used: Vec<bool>,
    suggestions: usize,
}

impl<'p> Used<'p> {
    fn of(page: &'p Page) -> Self {
        let by_path = page.files.iter().enumerate().map(|(i, f)| (f.path.as_str(), i)).collect();
        Self { page, by_path, used: vec![false; page.files.len()], suggestions: 0 }
    }

    /// Takes a name that the front matter uses.
    fn name(&mut self, key: &'static str, name: &Spanned<String>, sink: &mut Sink) {
        let folder = self.page.files_folder();
        if let Some(&index) = self.by_path.get(format!("{folder}/{}", name.value).as_str()) {
            self.used[index] = true;
            return;
        }
        let names = keys::key(key).map_or((key, key), |k| (k.zh, k.en));
        let finding = Finding::new(codes::MISSING_FILE, Place::in_path(&self.page.path, name.span))
            .with("file", name.value.as_str())
            .with("key", key)
            .with("field", names.0)
            .with("name", names.1)
            .with("folder", folder);
        sink.push(match self.similar(&name.value) {
            Some(file) => finding.variant("similar").with("similar", file.name.as_str()),
            None => finding,
        });
    }

    /// Takes a link that leads to `path`.
    fn link(&mut self, link: LinkRecord<'_>, path: &str, sink: &mut Sink) {
        if let Some(&index) = self.by_path.get(path) {
            self.used[index] = true;
            return;
        }
        if !should_lie_beside(self.page, path, |meant| self.by_path.contains_key(meant)) {
            return;
        }
        let meant = in_wrong_folder(self.page, path).and_then(|m| self.by_path.get(m.as_str()).copied());
        if let Some(index) = meant {
            self.used[index] = true;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let similar = meant.map(|index| &self.page.files[index]).or_else(|| self.similar(name));
        let finding = Finding::new(codes::MISSING_FILE, Place::in_path(&self.page.path, link.span))
            .with("file", link.dest)
            .with("folder", self.page.files_folder());
        sink.push(match similar {
            Some(file) => finding.variant("link-similar").with("similar", linked(self.page, file)),
            None => finding.variant("link"),
        });
    }

    /// Returns the file that is probably meant by a name.
    fn similar(&mut self, written: &str) -> Option<&'p FileBeside> {
        if self.suggestions >= MAX_SUGGESTIONS {
            return None;
        }
        self.suggestions += 1;
        let bare = written.rsplit('/').next().unwrap_or(written);
        let files = || self.page.files.iter().take(MAX_CANDIDATES);
        let same = files().find(|f| f.name.eq_ignore_ascii_case(written) || f.name == bare);
        same.or_else(|| {
            let near = nearest(written, files().map(|f| f.name.as_str()))?;
            files().find(|f| f.name == near)
        })
    }

    fn report_orphans(&self, sink: &mut Sink) {
        let page = self.page.path.as_str();
        for (file, _) in self.page.files.iter().zip(&self.used).filter(|(_, used)| !**used) {
            let finding = Finding::new(codes::ORPHAN_FILE, Place::file(file.path.shared()));
            sink.push(finding.with("path", file.path.as_str()).with("page", page));
        }
    }
}

/// Returns the destination by which the page links to a file beside it.
fn linked(page: &Page, file: &FileBeside) -> String {
    let inside = file.path.as_str().strip_prefix(page.path.folder());
    inside.map_or(file.path.as_str(), |rest| rest.trim_start_matches('/')).to_owned()
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
