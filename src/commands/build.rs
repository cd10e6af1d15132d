//! `qianfa build`: the preview of the work tree; what is published stands in `release`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::json;

use crate::commands::laps::Laps;
use crate::commands::site::{page_words, shown};
use crate::commands::{Cx, Exit, Failure, release};
use crate::diag::Message;
use crate::diag::render::Format;
use crate::model::{Shard, SiteId};
use crate::pipeline::{self, Before, Built, Drafts, Group, Held, Look, Memory, Read, Report};
use crate::render::{Addressing, BodyMaker};
use crate::source::{self, WorkTree};

/// What the person asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The work tree as it is, marked as a preview.
    pub preview: bool,
    /// The folder that holds the web roots; `public/`, or `public/.preview/` for a preview, if left out.
    pub out: Option<PathBuf>,
    /// Only this site.
    pub site: Option<SiteId>,
    /// Only this part, to be joined with the others.
    pub shard: Option<Shard>,
    /// The commit to release; HEAD if left out.
    pub revision: Option<String>,
    /// Whether warnings about the policies stop the release, as errors do.
    pub strict: bool,
    /// Whether nothing that earlier runs found is relied on.
    pub anew: bool,
    /// Whether anything that waits stops the release.
    pub complete: bool,
    /// Whether to release without a trust root from outside the repository.
    pub unpinned: bool,
    /// A file that holds the trust root.
    pub trust: Option<PathBuf>,
    /// The manifest of what was published elsewhere.
    pub published: Option<PathBuf>,
}

/// The port that links between the sites of a preview use, unless `serve` says otherwise.
pub const PORT: u16 = 1111;

/// Builds, and says what was made.
///
/// # Errors
/// There is no site, no such site in the group, or the folder cannot be written.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    if !options.preview {
        return release::run(cx, options);
    }
    match make(cx, options, Showing { port: PORT, drafts: Drafts::LeftOut, held: None })? {
        Made { report, whole: None, .. } => Ok(cx.report(report)),
        Made { report, whole: Some(whole), out } => {
            let exit = tell(cx, report, &whole, &out);
            // The program ends: what it knew need not be taken apart first.
            std::mem::forget(whole);
            Ok(exit)
        }
    }
}

/// What a preview shows beyond what stands in the work tree.
#[derive(Clone)]
pub(super) struct Showing {
    /// The port that links between its sites use.
    pub(super) port: u16,
    pub(super) drafts: Drafts,
    /// What the process holds from build to build, if it goes on building.
    pub(super) held: Option<Held>,
}

/// A preview that was made, or what stood in its way.
pub(super) struct Made {
    pub(super) report: Report,
    pub(super) whole: Option<Whole>,
    pub(super) out: PathBuf,
}

/// A preview that was made, with what it was made of.
pub(super) struct Whole {
    pub(super) group: Group,
    pub(super) read: Read,
    pub(super) built: Built,
    /// How long it took.
    pub(super) laps: Laps,
}

/// Makes the preview.
pub(super) fn make(cx: &mut Cx<'_>, options: &Options, showing: Showing) -> Result<Made, Failure> {
    let mut report = Report::default();
    let Some(group) = cx.open(&mut report)? else { return Ok(Made { report, whole: None, out: PathBuf::new() }) };
    let out = options.out.as_ref().map_or_else(|| group.root.join("public/.preview"), |out| cx.dir.join(out));
    refuse_sources(&group.root, &out, Into::Preview)?;
    if let Some(site) = options.site.as_ref().filter(|s| group.config.site(s).is_none()) {
        return Err(Failure::usage(Message::new("build-unknown-site").with("site", site.as_str())));
    }
    let out = source::real_path(&out);
    let memory = Memory::of(&group.root, options.anew).holding(showing.held.clone());
    let (site, shard) = (options.site.as_ref(), options.shard);
    let into = Destination { out: &out, site, shard, showing, memory: &memory };
    let rendered = render(cx, &group, &into, &mut report)?;
    Ok(Made { report, whole: rendered.map(|(read, built, laps)| Whole { group, read, built, laps }), out })
}

/// Folders of the repository that people write: no output goes there.
const SOURCES: [&str; 5] = ["content", "data", "themes", ".git", ".qianfa"];

/// What an output is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Into {
    Preview,
    Release,
}

/// Refuses an output among the sources or around the repository, and a preview in the release's own folder.
pub(super) fn refuse_sources(root: &Path, out: &Path, into: Into) -> Result<(), Failure> {
    let refused = || {
        let hint = Message::new("build-out-hint");
        Err(Failure::usage(Message::new("build-out").with("path", shown(out))).hint(hint))
    };
    // A link inside the repository must not lead the output out of it.
    let named_inside = out.starts_with(root);
    let (root, out) = (source::real_path(root), source::real_path(out));
    if named_inside && !out.starts_with(&root) {
        return refused();
    }
    let Ok(inside) = out.strip_prefix(&root) else { return if root.starts_with(&out) { refused() } else { Ok(()) } };
    let first = inside.iter().next().and_then(|s| s.to_str());
    let own = inside == Path::new("public");
    if own && into == Into::Preview || first.is_none_or(|s| SOURCES.contains(&s)) { refused() } else { Ok(()) }
}

/// Where a preview goes.
struct Destination<'a> {
    out: &'a Path,
    /// Only this site.
    site: Option<&'a SiteId>,
    shard: Option<Shard>,
    showing: Showing,
    /// What the last build left.
    memory: &'a Memory,
}

fn render(
    cx: &mut Cx<'_>,
    group: &Group,
    into: &Destination<'_>,
    report: &mut Report,
) -> Result<Option<(Read, Built, Laps)>, Failure> {
    let files = WorkTree::new(&group.root);
    let now = cx.moment(group.config.group.zone);
    let mut laps = Laps::default();
    laps.end(cx, "load");
    let began = into.memory.clock();
    let (words, mut found, progress) = (OnceLock::new(), Report::default(), cx.progress());
    let read = || {
        let records = || into.memory.records(group, "work tree", began);
        let bodies = || {
            let words = words.get_or_init(|| page_words(group));
            BodyMaker::new(&group.config, words, into.memory.spill())
        };
        let before = Before { is_second: into.memory.recalls("work tree"), records, bodies };
        pipeline::read_again(group, &files, before, now, progress, &mut found)
    };
    let (theme, read) = rayon::join(|| pipeline::theme(group, &files, report), read);
    report.extend(found);
    let (Some(theme), Some(words)) = (theme?, words.get()) else { return Ok(None) };
    laps.end(cx, "check");
    let pages = read.library.pages().len();
    cx.explain(&Message::new("build-read").with("pages", pages).with("seconds", seconds(cx)));
    let look = Look {
        theme: &theme,
        words,
        now,
        addressing: Addressing::Local { port: into.showing.port },
        out: into.out,
        notices: &[],
        site: into.site,
        before: None,
        shard: into.shard,
        memory: into.memory,
        drafts: into.showing.drafts,
    };
    let built = pipeline::preview(group, &read, look, cx.progress())?;
    // Its templates are many small things, whose end nobody need wait for.
    rayon::spawn(|| drop(theme));
    laps.end(cx, "write");
    cx.explain(&Message::new("build-written").with("files", built.written.files).with("seconds", seconds(cx)));
    Ok(Some((read, built, laps)))
}

/// Returns how long the run has taken, as messages show it.
pub(super) fn seconds(cx: &Cx<'_>) -> String {
    format!("{:.2}", cx.elapsed().as_secs_f64())
}

/// Prints the findings and what was made; with `--format json` both as one object.
fn tell(cx: &mut Cx<'_>, report: Report, whole: &Whole, out: &Path) -> Exit {
    let Whole { built, laps, .. } = whole;
    if cx.output.format == Format::Json {
        let exit = if report.sink.has_errors() { Exit::Errors } else { Exit::Clean };
        let object = json!({
            "schema": 1, "preview": true, "sites": built.sites, "pages": built.pages,
            "files": built.written.files, "bytes": built.written.bytes, "written": built.written.fresh,
            "removed": built.written.removed, "unchanged": built.written.files - built.written.fresh,
            "withheld": built.withheld,
            "findings": cx.findings_value(report.sink, &report.sources),
            "seconds": laps.seconds(cx),
        });
        cx.print(&format!("{object:#}\n"));
        return exit;
    }
    let exit = cx.report(report);
    let made = Message::new("build-made")
        .with("pages", built.pages)
        .with("sites", built.sites)
        .with("files", built.written.files)
        .with("unchanged", built.written.files - built.written.fresh)
        .with("size", size(built.written.bytes))
        .with("withheld", built.withheld)
        .with("seconds", seconds(cx))
        .with("out", shown(out));
    cx.say(&made);
    exit
}

/// Returns a size in the largest unit of which there is one, in the manner of file managers.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}
