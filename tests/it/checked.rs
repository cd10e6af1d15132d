//! A folder read and checked as the program does it, up to the rules that look at everything together.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use qianfa::checks::{GroupCx, PageCx, SiteCx, check_page, check_site, refused_body};
use qianfa::config::{read_calendar, read_site};
use qianfa::diag::{Finding, Sink, Sources};
use qianfa::markdown::{Dialect, Document, LinkKind};
use qianfa::model::{Calendar, Moment};
use qianfa::policy::{self, Inputs, Standards};
use qianfa::source::{self, Columns, HeadingRecord, Library, LinkRecord, Page};

/// Returns the findings of a folder in their order, with the texts that they point into.
pub fn check_folder(root: &Path) -> (Vec<Finding>, Sources) {
    let (mut sink, mut sources) = (Sink::default(), Sources::default());
    let text = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let (site, reviewers) = (text("site.toml"), text("reviewers.toml"));
    let config = read_site("site.toml", &site, &mut sink);
    let standards = Standards::embedded();
    let single = config.as_ref().is_some_and(|c| c.single);
    let inputs = Inputs { single, standards: &standards };
    let policy = policy::read("reviewers.toml", &reviewers, inputs, &mut sink);
    sources.insert("site.toml", site);
    sources.insert("reviewers.toml", reviewers);
    let _ = read_calendar;
    let (Some(config), Some(policy)) = (config, policy) else { return (sink.into_sorted(), sources) };
    let columns = policy.columns();
    let calendar = Calendar::default();
    let now = Moment::parse("2026-11-23 09:00").unwrap();
    let group = GroupCx { config: &config, policy: &policy, columns: &columns, calendar: &calendar, now };
    let tree = source::walk(root, &mut sink);
    let folders = Arc::new(Columns::new(columns.iter().cloned(), config.single));
    let mut pages = Vec::new();
    for file in tree.pages {
        let path = file.path.shared();
        let (page, text) = source::read_page(root, file, &folders, &mut sink);
        if let Some(page) = page {
            pages.push(check_one(root, group, page, &text, &mut sink, &mut sources));
        }
        sources.insert(path, text);
    }
    let library = Library::new(pages, folders);
    check_site(&SiteCx::new(group, &library), &mut sink);
    (sink.into_sorted(), sources)
}

fn check_one(root: &Path, group: GroupCx<'_>, page: Page, text: &str, sink: &mut Sink, sources: &mut Sources) -> Page {
    let start = page.body_start as usize;
    let body = match Document::parse(&text[start..], Dialect::Site) {
        Ok(body) => body,
        Err(refusal) => {
            sink.push(refused_body(&page, refusal));
            return Page { front: None, ..page };
        }
    };
    let headings =
        body.outline().iter().map(|h| HeadingRecord { id: h.id.clone(), text: h.text.clone(), level: h.level });
    let links = body.links().iter().map(|l| LinkRecord {
        dest: l.dest.to_string(),
        span: l.dest_span.unwrap_or(l.span).shifted(start),
        image: l.kind == LinkKind::Image,
    });
    let mut page = page.with_body(headings.collect(), links.collect());
    source::use_files(&mut page, group.config.single, sink);
    let tables = source::read_tables(root, &page, sink);
    for file in &page.files {
        if let Ok(text) = fs::read_to_string(root.join(file.path.as_str())) {
            sources.insert(file.path.shared(), text);
        }
    }
    check_page(&PageCx { group, page: &page, text, body: &body, tables: &tables }, sink);
    page
}
