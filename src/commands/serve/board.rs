//! The board: what is served and known at this moment. The rebuild and the gate write on it, browsers read it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::commands::Failure;
use crate::commands::serve::review::Reviews;
use crate::diag::render::Tally;
use crate::diag::{Finding, Sources};
use crate::model::{BlobId, ContentPath, OutputPath, SiteId};
use crate::pipeline::Read;
use crate::write::WebRoot;

/// What is served and known.
#[derive(Clone)]
pub(super) struct Known {
    /// Another number whenever there are new pages. Where it begins differs from run to run, so that a page of an
    /// earlier run is never taken for one of this.
    pub(super) pages: u64,
    /// The last preview that could be made; none before the first.
    pub(super) output: Option<Arc<Output>>,
    /// Why no preview can be made of what stands there now.
    pub(super) trouble: Option<Arc<Trouble>>,
    /// What the gate says; none before it spoke.
    pub(super) reviews: Option<Arc<Reviews>>,
}

/// A preview.
pub(super) struct Output {
    /// The site that `localhost` itself shows.
    pub(super) main: String,
    /// The sites, in the order of the configuration.
    pub(super) sites: Vec<Site>,
    /// What was read: the pages, also those that are withheld.
    pub(super) read: Read,
    /// What was found on the way.
    pub(super) found: Found,
}

/// A site of the group.
pub(super) struct Site {
    /// The host name before `.localhost`.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) root: WebRoot,
}

impl Output {
    /// Returns the web root of a site.
    pub(super) fn root(&self, site: &str) -> Option<&WebRoot> {
        self.sites.iter().find(|s| s.id == site).map(|s| &s.root)
    }

    /// Returns what stands at `spot`. They are looked through: a table of all would be made after every save, for the few
    /// that somebody looks at.
    pub(super) fn at(&self, (site, address): &Spot) -> Option<Source<'_>> {
        let page = self.read.library.pages().find(|page| page.address == *address && page.site == *site)?;
        Some(Source {
            path: &page.path,
            blob: page.blob,
            draft: page.front.as_deref().is_some_and(|f| f.draft),
            withheld: page.front.is_none() || self.read.withholds(&page.path),
        })
    }

    /// Returns where the page of the Markdown file `path` stands on `site`.
    pub(super) fn address_of(&self, path: &str, site: &SiteId) -> Option<&OutputPath> {
        let page = self.read.library.page(self.read.library.at(path)?);
        (page.site == *site).then_some(&page.address)
    }
}

/// A site and an address on it.
pub(super) type Spot = (SiteId, OutputPath);

/// What a page is made of.
#[derive(Clone, Copy)]
pub(super) struct Source<'o> {
    /// Its file.
    pub(super) path: &'o ContentPath,
    /// The name of the bytes of its file.
    pub(super) blob: BlobId,
    /// Whether it says that it is a draft.
    pub(super) draft: bool,
    /// Whether it has errors, so that it is not shown.
    pub(super) withheld: bool,
}

/// Findings, sorted, with the texts that they point into.
#[derive(Default)]
pub(super) struct Found {
    pub(super) findings: Vec<Finding>,
    pub(super) sources: Sources,
}

/// Why no preview could be made.
pub(super) enum Trouble {
    /// What people wrote.
    Found(Found),
    /// The world, or a template that only failed when it was used: then with the line that it names.
    Failed { failure: Failure, line: Option<String> },
}

impl Found {
    /// Returns how many findings there are of each kind.
    pub(super) fn tally(&self) -> Tally {
        Tally::of(&self.findings)
    }

    /// Returns the findings in one file.
    pub(super) fn of(&self, file: &str) -> &[Finding] {
        self.between(|name| name < file, |name| name <= file)
    }

    /// Returns the findings in all files of a folder and of those in it.
    pub(super) fn below(&self, folder: &str) -> &[Finding] {
        let is_below = |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        // `a-b` stands before `a/`, and `a0` behind it.
        let first = format!("{folder}/");
        self.between(|name| name < &*first, |name| name < &*first || is_below(name))
    }

    fn between(&self, before: impl Fn(&str) -> bool, until: impl Fn(&str) -> bool) -> &[Finding] {
        let start = self.findings.partition_point(|f| before(&f.at.file));
        let end = self.findings.partition_point(|f| until(&f.at.file));
        &self.findings[start..end]
    }
}

/// The board itself.
pub(super) struct Board {
    known: watch::Sender<Known>,
    last: Mutex<LastGood>,
}

impl Board {
    /// Returns a board on which nothing stands; `first` is where the numbers of its pages begin.
    pub(super) fn new(first: u64) -> Self {
        let known = Known { pages: first, output: None, trouble: None, reviews: None };
        Self { known: watch::Sender::new(known), last: Mutex::default() }
    }

    /// Returns what is known now.
    pub(super) fn known(&self) -> Known {
        self.known.borrow().clone()
    }

    /// Returns what tells of every change, and of several at once only the last: nobody waits for who reads slowly.
    pub(super) fn watch(&self) -> watch::Receiver<Known> {
        self.known.subscribe()
    }

    /// There are new pages.
    pub(super) fn built(&self, output: Output) {
        let output = Some(Arc::new(output));
        let mut before = None;
        self.known.send_modify(|known| {
            known.pages += 1;
            before = std::mem::replace(&mut known.output, output);
            known.trouble = None;
        });
        // Taken apart only now, when everybody was told.
        drop(before);
    }

    /// There are none, for this reason; those that were there stay.
    pub(super) fn failed(&self, trouble: Trouble) {
        self.known.send_modify(|known| known.trouble = Some(Arc::new(trouble)));
    }

    /// The gate has spoken.
    pub(super) fn reviewed(&self, reviews: Reviews) {
        self.known.send_modify(|known| known.reviews = Some(Arc::new(reviews)));
    }

    /// Remembers a page as it is shown.
    pub(super) fn keep(&self, spot: Spot, bytes: &[u8]) {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).keep(spot, bytes);
    }

    /// Returns how a page looked when it was last shown.
    pub(super) fn kept(&self, spot: &Spot) -> Option<Vec<u8>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).find(spot)
    }
}

/// The pages that browsers were shown last, as they were: whoever breaks one goes on seeing it beside the findings.
#[derive(Default)]
struct LastGood {
    pages: VecDeque<(Spot, Vec<u8>)>,
}

/// Nobody works on more pages at a time, and each can take megabytes.
const MOST_KEPT: usize = 32;

impl LastGood {
    fn keep(&mut self, spot: Spot, bytes: &[u8]) {
        self.pages.retain(|(other, _)| *other != spot);
        self.pages.truncate(MOST_KEPT - 1);
        self.pages.push_front((spot, bytes.to_owned()));
    }

    fn find(&self, spot: &Spot) -> Option<Vec<u8>> {
        self.pages.iter().find(|(other, _)| other == spot).map(|(_, bytes)| bytes.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, codes};

    fn found(files: &[&str]) -> Found {
        let findings = files.iter().map(|f| Finding::new(codes::UNREADABLE_TOML, Place::file(*f))).collect();
        Found { findings, sources: Sources::default() }
    }

    #[test]
    fn findings_of_a_page_are_those_of_its_file_and_of_the_files_beside_it() {
        let found = found(&["n/a-b/x.csv", "n/a.md", "n/a/t.csv", "n/a/u.csv", "n/a0/v.csv", "n/b.md"]);
        assert_eq!(found.of("n/a.md").len(), 1);
        assert_eq!(found.of("n/c.md").len(), 0);
        let names: Vec<_> = found.below("n/a").iter().map(|f| &*f.at.file).collect();
        assert_eq!(names, ["n/a/t.csv", "n/a/u.csv"]);
    }

    #[test]
    fn the_pages_that_were_shown_last_are_kept() {
        let spot = |n: usize| (SiteId::parse("s").unwrap(), OutputPath::parse(&format!("{n}.html")).unwrap());
        let mut last = LastGood::default();
        (0..MOST_KEPT + 5).for_each(|n| last.keep(spot(n), b"old"));
        last.keep(spot(10), b"new");
        assert_eq!(last.find(&spot(4)), None);
        assert_eq!(last.find(&spot(5)).as_deref(), Some(&b"old"[..]));
        assert_eq!(last.find(&spot(10)).as_deref(), Some(&b"new"[..]));
        assert_eq!(last.pages.len(), MOST_KEPT);
    }
}
