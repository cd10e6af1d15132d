//! What a release shows, before it is rendered: [`decide`] asks the gate, [`assemble`] reads configuration, theme and
//! pages as they may be shown, most from the judged commit, held ones each from the commit of its own edition.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::open::{Accepted, open_with};
use super::read::{Before, Read, read_again, read_page_in, read_sound_page_in};
use super::{Blobs, Group, Memory, Past, PipelineError, Report, Snapshot, theme};
use crate::config::Pending;
use crate::diag::{Code, Finding, Place, Progress, codes};
use crate::git::{Scope, Version};
use crate::model::{CommitId, ContentPath, Moment, SiteId, Zone};
use crate::render::{Bodies, BodyMaker, Notice, Theme};
use crate::review::chain::Chain;
use crate::review::{self, Decision, Edition, Release, ShownUnit, Trail, in_court, is_page, judge_keeping};
use crate::source::{self, Files, Library, Page, PageIndex, Resolved, SITE_FILE};
use crate::write::{ProvenItem, Provenance};

/// Asks the gate about everything at the judged commit, and reports what it says.
///
/// # Errors
/// An object is missing or damaged.
pub fn decide(past: &Past, chain: &Chain, report: &mut Report) -> Result<Decision, PipelineError> {
    let decided = decide_beside(past, chain, || (), report);
    past.objects.forget();
    Ok(decided?.0)
}

/// Does what [`decide`] does, and meanwhile what is to be done beside it. Files that were read are kept for [`assemble`];
/// behind it, [`Objects::forget`](crate::git::Objects::forget) lets go of them.
///
/// # Errors
/// An object is missing or damaged.
pub fn decide_beside<T: Send>(
    past: &Past,
    chain: &Chain,
    beside: impl FnOnce() -> T + Send,
    report: &mut Report,
) -> Result<(Decision, T), PipelineError> {
    let (trail, single) = (past.trail(), past.single);
    let (decision, done) = rayon::join(|| judge(trail, chain, single, report), beside);
    let decision = decision?;
    past.keep();
    Ok((decision, done))
}

fn judge(trail: Trail<'_>, chain: &Chain, single: bool, report: &mut Report) -> Result<Decision, PipelineError> {
    in_court(trail, chain, single, |court, units| {
        let docket = judge_keeping(court, units)?;
        review::report(court, &docket, &mut report.sink);
        Ok::<_, PipelineError>(Decision::new(court, &docket)?)
    })
}

/// Everything that is released, as it may be shown.
pub struct Assembled {
    /// Configuration and matrix.
    pub group: Group,
    /// How pages look.
    pub theme: Theme,
    /// When this is.
    pub now: Moment,
    /// Every page: shown ones as they are shown, others as the judged commit has them, for what links to them.
    pub library: Library,
    /// The texts of pages that were read now.
    pub bodies: Bodies,
    /// Where pages stood that are gone.
    pub notices: Vec<Notice>,
    /// Pages that have errors of their own, or that the site is told to do without.
    withheld: HashSet<Arc<str>>,
}

impl Assembled {
    /// Returns the pages that the public may see.
    pub fn edition(&self, decision: &Decision) -> Edition<Release> {
        Edition::release(decision, &self.library, |index: PageIndex| {
            let page = self.library.page(index);
            self.withheld.contains(page.path.as_str()) || page.brief().is_none_or(|b| b.draft)
        })
    }
}

/// Where a release is judged, and when.
#[derive(Clone, Copy)]
pub struct Bench<'a> {
    /// The top of the repository.
    pub root: &'a Path,
    /// The history.
    pub past: &'a Past,
    /// The policies.
    pub chain: &'a Chain,
    /// Says when this is, in the group's zone.
    pub clock: &'a dyn Fn(Zone) -> Moment,
    /// Is told how far long work has come.
    pub progress: &'a dyn Progress,
    /// What the last build kept of each page.
    pub memory: &'a Memory,
    /// Makes the texts of the group for the second pass.
    pub bodies: &'a dyn Fn(&Group) -> BodyMaker<'a>,
}

/// Reads what may be shown, given what the judged commit holds; none if the configuration or the theme has errors or may
/// not be shown, which is then in `report`.
///
/// # Errors
/// An object is missing or damaged.
pub fn assemble(
    bench: Bench<'_>,
    head: &Snapshot<'_>,
    decision: &Decision,
    report: &mut Report,
) -> Result<Option<Assembled>, PipelineError> {
    let blobs = head.blobs();
    let settings = Snapshot::new(blobs, settings(decision));
    let newest = bench.chain.newest();
    let accepted = Accepted { policy: newest.policy().clone(), sha256: newest.sha256() };
    if decision.unit(SITE_FILE).is_none() {
        report.sink.push(Finding::new(codes::HELD_EDITION, Place::file(SITE_FILE)).variant("site"));
        return Ok(None);
    }
    let Some(group) = open_with(bench.root, (&settings, head), accepted, report)? else { return Ok(None) };
    if group.config.single != bench.past.single {
        // What was judged was read as another kind of repository.
        report.sink.push(Finding::new(codes::HELD_EDITION, Place::file(SITE_FILE)).variant("single"));
        return Ok(None);
    }
    let now = (bench.clock)(group.config.group.zone);
    let began = bench.memory.clock();
    let records = || bench.memory.records(&group, "commits", began);
    let maker = (bench.bodies)(&group);
    let before = Before { is_second: bench.memory.recalls("commits"), records, bodies: || maker };
    let (progress, mut of_theme) = (bench.progress, Report::default());
    let read = || read_again(&group, head, before, now, progress, report);
    let (theme, mut read) = rayon::join(|| theme(&group, &settings, &mut of_theme), read);
    read.forgive(
        |f| {
            let unit = decision.unit(&f.at.file);
            unit.is_some_and(|u| is_unjudged_index(f) || (u.by_window && MATRIX_RULES.contains(&f.code)))
        },
        &mut report.sink,
    );
    report.extend(of_theme);
    let Some(theme) = theme? else { return Ok(None) };
    let bodies = std::mem::take(&mut read.bodies);
    let (library, mut withheld) = compose(bench, blobs, decision, &group, read)?;
    let notices = notices(bench, blobs, decision, &group)?;
    blobs.whole()?;
    withhold_twins(decision, &library, &mut withheld, report);
    let notices = free(notices, decision, &library, &withheld);
    warn_of_links(decision, &library, &withheld, report);
    Ok(Some(Assembled { group, theme, now, library, bodies, withheld, notices }))
}

/// Rules that hold a page against the matrix in force; a page that an older matrix approved is not withheld by them.
const MATRIX_RULES: [Code; 4] =
    [codes::DEPARTMENT_NOT_RESPONSIBLE, codes::LEVEL_NOT_ALLOWED, codes::UNKNOWN_DEPARTMENT, codes::UNKNOWN_LEVEL];

/// Returns whether a finding is that two pages have one index number, as the rule says it that knows no history. Whose
/// number it is, the gate knows by who was approved first, and says it of who was not.
pub fn is_unjudged_index(finding: &Finding) -> bool {
    finding.code == codes::DUPLICATE_INDEX && finding.message.id == codes::DUPLICATE_INDEX.to_string()
}

/// Returns the configuration and the themes as they may be shown.
fn settings(decision: &Decision) -> Vec<(Vec<u8>, Version)> {
    let outside = decision.units().iter().filter(|(main, _)| !is_page(main.as_str()));
    let files = outside.flat_map(|(_, unit)| &unit.items);
    files.map(|(path, item)| (path.as_str().as_bytes().to_vec(), item.version)).collect()
}

/// The pages of a release, and which of them are withheld.
type Composed = (Library, HashSet<Arc<str>>);

/// Returns the pages of which an older edition is held, and the commits of those.
fn held(decision: &Decision) -> impl Iterator<Item = (&ContentPath, CommitId)> {
    let pages = decision.units().iter().filter(|(path, _)| is_page(path.as_str()));
    pages.filter_map(|(path, unit)| Some((path, unit.held?)))
}

/// Puts the records of held editions in the place of the judged commit's, and returns who is withheld.
fn compose(
    bench: Bench<'_>,
    blobs: &Blobs<'_>,
    decision: &Decision,
    group: &Group,
    read: Read,
) -> Result<Composed, PipelineError> {
    let Read { library, mut withheld, .. } = read;
    if held(decision).next().is_none() {
        return Ok((library, withheld));
    }
    let pages = library.into_pages().into_iter().map(|page| (page.path.clone(), page));
    let mut pages: BTreeMap<ContentPath, Arc<Page>> = pages.collect();
    let hold = group.config.build.pending == Pending::Hold;
    for (path, edition) in held(decision) {
        if !hold {
            withheld.insert(path.shared());
            continue;
        }
        // Its errors were found in another version; it may have others, for which it was never shown.
        match page_of(bench, blobs, group, path, edition, read_sound_page_in)? {
            Some(page) => {
                withheld.remove(path.as_str());
                pages.insert(path.clone(), page.into());
            }
            None => drop(withheld.insert(path.shared())),
        }
    }
    Ok((group.library(pages.into_values().collect()), withheld))
}

fn page_of(
    bench: Bench<'_>,
    blobs: &Blobs<'_>,
    group: &Group,
    path: &ContentPath,
    edition: CommitId,
    read: fn(&dyn Files, &Group, &ContentPath) -> Option<Page>,
) -> Result<Option<Page>, PipelineError> {
    let Some(commit) = bench.past.history.number(edition) else { return Ok(None) };
    let files = Snapshot::of_page(blobs, bench.past.history.node(commit).tree, path)?;
    Ok(read(&files, group, path))
}

/// Returns where the pages stood that are gone.
fn notices(
    bench: Bench<'_>,
    blobs: &Blobs<'_>,
    decision: &Decision,
    group: &Group,
) -> Result<Vec<Notice>, PipelineError> {
    let mut notices = Vec::new();
    for gone in decision.gone() {
        let page = page_of(bench, blobs, group, &gone.path, gone.edition, read_page_in)?;
        notices.extend(page.map(|p| Notice { site: p.site, path: p.address }));
    }
    Ok(notices)
}

/// Leaves out notices whose place something else has or claims.
fn free(mut notices: Vec<Notice>, decision: &Decision, library: &Library, withheld: &HashSet<Arc<str>>) -> Vec<Notice> {
    if notices.is_empty() {
        return notices;
    }
    let shown = shown_pages(decision, library, withheld).map(|index| library.page(index));
    let mut taken: HashSet<(&SiteId, &str)> = HashSet::new();
    for page in shown {
        taken.insert((&page.site, page.address.as_str()));
        let claims = page.rare().into_iter().flat_map(|f| &f.redirect_from);
        taken.extend(claims.map(|c| (&page.site, c.value.trim_start_matches('/'))));
    }
    notices.sort();
    notices.dedup();
    notices.retain(|n| !taken.contains(&(&n.site, n.path.as_str())));
    notices
}

fn shown_pages(
    decision: &Decision,
    library: &Library,
    withheld: &HashSet<Arc<str>>,
) -> impl Iterator<Item = PageIndex> {
    // Both stand in the order of paths.
    let mut approved = decision.units().keys().peekable();
    let mut shown = move |page: &Page| {
        while approved.next_if(|path| **path < page.path).is_some() {}
        approved.peek().is_some_and(|path| **path == page.path) && !withheld.contains(page.path.as_str())
    };
    library.pages().zip((0..).map(PageIndex)).filter(move |(page, _)| shown(page)).map(|(_, index)| index)
}

/// Reports links of shown pages to pages that are not shown: they become plain text.
fn warn_of_links(decision: &Decision, library: &Library, withheld: &HashSet<Arc<str>>, report: &mut Report) {
    let shown: Vec<PageIndex> = shown_pages(decision, library, withheld).collect();
    if shown.len() == library.pages().len() {
        return;
    }
    for index in &shown {
        let page = library.page(*index);
        for (link, to) in page.links.iter().zip(library.followed(*index)) {
            let Resolved::Page(to, _) = to else { continue };
            let target = library.page(*to);
            if shown.binary_search(to).is_err() {
                let finding = Finding::new(codes::LINK_TO_WITHHELD, Place::in_path(&page.path, link.span));
                report.sink.push(finding.variant("waits").with("page", target.path.as_str()));
            }
        }
    }
}

/// Withholds every two pages that would stand at one address: one from the judged commit and one held, or two held.
/// Two of the judged commit were found by their rule.
fn withhold_twins(decision: &Decision, library: &Library, withheld: &mut HashSet<Arc<str>>, report: &mut Report) {
    let mut first: BTreeMap<(&SiteId, &str), &Page> = BTreeMap::new();
    let mut twins: Vec<(&Page, &Page)> = Vec::new();
    let claimed = report.sink.findings().iter().filter(|f| f.code == codes::DUPLICATE_ADDRESS);
    let claimed: HashSet<Arc<str>> = claimed.map(|f| f.at.file.clone()).collect();
    if claimed.is_empty() && held(decision).next().is_none() {
        return;
    }
    // Who was found to claim what another has is no less of a claimant.
    let others: HashSet<Arc<str>> = withheld.difference(&claimed).cloned().collect();
    for page in shown_pages(decision, library, &others).map(|index| library.page(index)) {
        let redirects = page.rare().into_iter().flat_map(|f| &f.redirect_from).map(|r| r.value.trim_start_matches('/'));
        for address in std::iter::once(page.address.as_str()).chain(redirects) {
            match first.get(&(&page.site, address)) {
                Some(other) if other.path != page.path => twins.push((other, page)),
                _ => drop(first.insert((&page.site, address), page)),
            }
        }
    }
    for (a, b) in twins {
        for (page, other) in [(a, b), (b, a)] {
            withheld.insert(page.path.shared());
            let finding = Finding::new(codes::DUPLICATE_ADDRESS, Place::file(page.path.shared())).variant("held");
            let finding = finding.with("address", page.address.as_str()).with("other", other.path.as_str());
            report.sink.push(finding);
        }
    }
}

/// Gathers the evidence that is published beside the pages.
///
/// # Errors
/// An object is missing or damaged.
pub fn provenance(bench: Bench<'_>, decision: &Decision) -> Result<Provenance, PipelineError> {
    let Bench { past, chain, .. } = bench;
    let mut items: Vec<(ContentPath, ProvenItem)> = decision.units().par_iter().flat_map_iter(proven).collect();
    // Of those at one path the first counts.
    items.par_sort_by(|(a, _), (b, _)| a.cmp(b));
    items.dedup_by(|(path, _), (first, _)| path == first);
    let newest = chain.newest();
    Ok(Provenance {
        commit: past.judged(),
        root: chain.root(),
        policy: (newest.serial(), newest.sha256()),
        items: items.into_iter().collect(),
        policies: policies(past)?,
        allowed_signers: review::people::past_signers(chain),
    })
}

/// Returns the files of a unit, as the manifest names them.
fn proven<'u>(
    (main, unit): (&'u ContentPath, &'u ShownUnit),
) -> impl Iterator<Item = (ContentPath, ProvenItem)> + use<'u> {
    // A file of another page comes with that page's own version.
    let own = move |path: &ContentPath| {
        !is_page(main.as_str())
            || path == main
            || path.as_str().strip_prefix(source::files_folder(main)).is_some_and(|rest| rest.starts_with('/'))
    };
    unit.items.iter().filter(move |(path, _)| own(path)).map(|(path, item)| {
        let proven = ProvenItem {
            mode: item.version.mode.bits(),
            blob: item.version.blob,
            sha256: item.sha256,
            held: unit.held,
            sign_offs: item.sign_offs.clone(),
        };
        (path.clone(), proven)
    })
}

/// Returns every file of the archive of policies, as the judged commit has it.
fn policies(past: &Past) -> Result<BTreeMap<String, Vec<u8>>, PipelineError> {
    const ARCHIVE: &str = ".qianfa/policy";
    let tree = past.tree();
    let mut files = BTreeMap::new();
    for (path, version) in past.objects.files(tree, &Scope::of([ARCHIVE]))? {
        let name = path.strip_prefix(ARCHIVE.as_bytes()).and_then(|p| p.strip_prefix(b"/")).unwrap_or(&path);
        if let Ok(name) = std::str::from_utf8(name) {
            files.insert(name.to_owned(), past.objects.blob(version.blob, 4 << 20)?);
        }
    }
    Ok(files)
}
