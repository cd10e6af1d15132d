//! The second pass of a preview: the work tree is rendered and written, marked for what it is.

use std::path::Path;

use super::state::state;
use super::{Group, Memory, PipelineError, Read};
use crate::diag::{Message, Progress, Sink};
use crate::model::{Moment, Sha256, Shard, SiteId};
use crate::render::{self, Addressing, Attachment, Bodies, Notice, Originals, Theme, Unreadable, Words};
use crate::review::{Edition, Preview, Purpose};
use crate::source::{self, FileBeside, Files, Library, MAX_FILE, Page, PageIndex, Table, WorkTree};
use crate::write::{self, Ledger, Part, Published, Target, WriteError, Written, Wrote};

/// What a build made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Built {
    /// Pages that somebody wrote.
    pub pages: usize,
    /// Web roots.
    pub sites: usize,
    /// Files and bytes.
    pub written: Written,
    /// Pages that are not shown: of a preview because they have errors, of a release for whatever reason.
    pub withheld: usize,
}

/// Where a build goes, and what it looks like.
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
    /// Where pages stood that are gone.
    pub notices: &'a [Notice],
    /// Only this site.
    pub site: Option<&'a SiteId>,
    /// What was found published there before, for a release.
    pub before: Option<&'a [Published]>,
    /// Only this part of everything, which is built as if nothing were remembered of an older one.
    pub shard: Option<Shard>,
    /// What the last build left, and where this one leaves it.
    pub memory: &'a Memory,
    /// What becomes of drafts; a release never shows one.
    pub drafts: Drafts,
}

/// What becomes of pages that say `draft: true`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Drafts {
    /// They are shown like other pages: to whoever writes them, on their own machine.
    Shown,
    /// They are left out.
    LeftOut,
}

/// Renders and writes the preview of what was read: the second pass.
///
/// # Errors
/// A template is wrong, a file changed meanwhile, or the folder cannot be written.
pub fn preview(group: &Group, read: &Read, look: Look<'_>, progress: &dyn Progress) -> Result<Built, PipelineError> {
    let library = &read.library;
    let edition: Edition<Preview> =
        Edition::preview(library, |i| read.withholds(&library.page(i).path) || look.leaves_out(library.page(i)));
    let work_tree = WorkTree::new(&group.root);
    let state = look.shard.map(|_| state(library, &work_tree)).transpose()?;
    let target = look.target(group, state);
    let plan = || render::plan(inputs(group, (library, &read.bodies), &edition, look));
    let (plan, ground) = rayon::join(plan, || write::take(target, look.ledger()));
    let (plan, ground) = (plan?, ground?);
    progress.begin(&Message::new("progress-write"), plan.outputs().len());
    let wrote = write::preview(&plan, (target, ground), &work_tree, &group.root, &|| progress.step());
    progress.end();
    let written = look.keep(wrote)?;
    let withheld = read.withheld.iter().filter_map(|path| library.at(path)).filter(|i| look.shows(library.page(*i)));
    let withheld = withheld.count();
    Ok(Built { pages: pages(library, &edition, look), sites: look.sites(group), written, withheld })
}

/// Returns what rendering depends on.
pub(super) fn inputs<'a, P: Purpose>(
    group: &'a Group,
    (library, bodies): (&'a Library, &'a Bodies),
    edition: &'a Edition<P>,
    look: Look<'a>,
) -> render::Inputs<'a, P> {
    render::Inputs {
        config: &group.config,
        columns: &group.columns,
        departments: &group.departments,
        calendar: &group.calendar,
        library,
        bodies: Some(bodies),
        edition,
        theme: look.theme,
        words: look.words,
        now: look.now,
        addressing: look.addressing,
        notices: look.notices,
    }
}

/// Returns how many pages of the sites that are built are shown.
pub(super) fn pages<P: Purpose>(library: &Library, edition: &Edition<P>, look: Look<'_>) -> usize {
    if look.site.is_none() {
        return edition.len();
    }
    let pages = library.pages().zip(0..);
    pages.filter(|(page, i)| edition.shows(PageIndex(*i)) && look.shows(page)).count()
}

impl<'a> Look<'a> {
    /// Returns whether the page belongs to a site that is built.
    pub(super) fn shows(&self, page: &Page) -> bool {
        self.site.is_none_or(|site| page.site == *site)
    }

    /// Returns where the build goes; `state` is what a part of a preview is made from.
    pub(super) fn target(&self, group: &Group, state: Option<Sha256>) -> Target<'a> {
        let part = self.shard.map(|shard| Part { shard, now: self.now, state });
        Target { out: self.out, single: group.config.single, site: self.site, before: self.before, part }
    }

    /// Returns what the last build left where this one goes; a part is always made anew.
    pub(super) fn ledger(&self) -> Option<Ledger> {
        self.memory.ledger(self.out).filter(|_| self.shard.is_none())
    }

    /// Leaves what was written to the next build.
    pub(super) fn keep(&self, wrote: Result<Wrote, WriteError>) -> Result<Written, WriteError> {
        let wrote = wrote?;
        if let Some(ledger) = wrote.ledger {
            self.memory.keep(self.out, ledger);
        }
        Ok(wrote.written)
    }

    /// Returns whether the page is a draft that is not shown.
    fn leaves_out(&self, page: &Page) -> bool {
        self.drafts == Drafts::LeftOut && page.brief().is_some_and(|b| b.draft)
    }

    /// Returns how many sites are built.
    pub(super) fn sites(&self, group: &Group) -> usize {
        self.site.map_or(group.config.sites.len(), |_| 1)
    }
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

    fn bytes(&self, file: &FileBeside) -> Result<Vec<u8>, Unreadable> {
        let unreadable = |e: std::io::Error| Unreadable { path: file.path.clone(), reason: e.to_string() };
        self.read(file.path.as_str(), MAX_FILE).map_err(unreadable)
    }

    fn sha256(&self, file: &FileBeside) -> Result<Sha256, Unreadable> {
        let hashed = self.open(file.path.as_str(), usize::MAX).and_then(|mut bytes| Sha256::of_reader(&mut bytes));
        hashed.map_err(|e| Unreadable { path: file.path.clone(), reason: e.to_string() })
    }

    fn file(&self, file: &FileBeside) -> Result<Attachment, Unreadable> {
        Ok(Attachment::InWorkTree(file.path.clone()))
    }
}
