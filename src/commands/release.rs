//! What `qianfa build` publishes: the release of a commit, as far as the gate allows.
//!
//! In this order, and nothing is written before the last: the trust root, the history, the policies, what was published
//! before, the gate, what may be shown, the folder.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::commands::build::{Into, Options, refuse_sources, seconds, size};
use crate::commands::laps::Laps;
use crate::commands::site::{page_words, shown};
use crate::commands::world::{Asked, World, incomplete};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::render::Format;
use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::model::{CommitId, Sha256, Trust};
use crate::pipeline::{
    self, Approved, Bench, Blobs, Built, Drafts, Group, Look, Memory, PipelineError, Report, SignOffs, Snapshot,
};
use crate::render::{Addressing, BodyMaker};
use crate::review::Decision;
use crate::source;
use crate::write::{self, Published};

/// What a release came to.
struct Released {
    built: Built,
    out: PathBuf,
    waiting: usize,
    held: usize,
    commit: CommitId,
    /// The trust root with the new last published commit, for whoever keeps it.
    trust: Option<Trust>,
    /// How long it took.
    laps: Laps,
}

/// Releases, and says what was made.
///
/// # Errors
/// There is no trust root, no such revision or site, or the folder cannot be written.
pub(super) fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let mut report = Report::default();
    match release(cx, options, &mut report)? {
        Some(released) => Ok(tell(cx, report, &released)),
        None => Ok(tell_stopped(cx, report)),
    }
}

fn release(cx: &mut Cx<'_>, options: &Options, report: &mut Report) -> Result<Option<Released>, Failure> {
    let asked = Asked { revision: options.revision.as_deref(), trust: options.trust.as_deref(), anew: options.anew };
    refuse_unpinned(cx, options)?;
    let Some(world) = cx.world(asked, report)? else { return Ok(None) };
    let out = options.out.as_ref().map_or_else(|| world.root.join("public"), |out| cx.dir.join(out));
    refuse_sources(&world.root, &out, Into::Release)?;
    let out = source::real_path(&out);
    refuse_committed(&world, &out)?;
    let before = refuse_backwards(&world, &out, options, report)?;
    let chain = |f: &Finding| f.code.number() >= 600;
    let strict = options.strict && report.sink.findings().iter().any(chain);
    if world.broken || report.sink.has_errors() || strict {
        return Ok(None);
    }
    let released = build(cx, &world, (&out, &before), options, report);
    // The run ends: what it knew need not be taken apart first.
    std::mem::forget(world);
    match released {
        Err(Stop::Pipeline(PipelineError::Git(error))) => {
            report.sink.push(incomplete(error)?);
            Ok(None)
        }
        Err(Stop::Pipeline(error)) => Err(error.into()),
        Err(Stop::Failure(failure)) => Err(failure),
        Ok(released) => Ok(released),
    }
}

/// Why a release could not be built.
enum Stop {
    Pipeline(PipelineError),
    Failure(Failure),
}

impl<E: std::convert::Into<PipelineError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Pipeline(error.into())
    }
}

/// Whoever cannot say where trust begins is not asked to believe what a repository says of itself.
fn refuse_unpinned(cx: &Cx<'_>, options: &Options) -> Result<(), Failure> {
    let (_, repository) = cx.repository()?;
    if options.unpinned || crate::commands::pin::find(cx, &repository, options.trust.as_deref())?.is_some() {
        return Ok(());
    }
    Err(Failure::config(Message::new("release-unpinned")).hint(Message::new("release-unpinned-hint")))
}

/// Refuses an output folder that somebody committed something into: a release leaves a preview and sister sites in
/// their places, and nobody signed what lies there.
fn refuse_committed(world: &World, out: &Path) -> Result<(), Failure> {
    match world.past.repository.tracked_output(out)? {
        None => Ok(()),
        Some(path) => Err(Failure::environment(Message::new("release-out-committed").with("path", path))
            .hint(Message::new("release-out-committed-hint"))),
    }
}

/// Reports a release that would fall behind what is published, or begin from another root; returns what is published in
/// the folder.
fn refuse_backwards(
    world: &World,
    out: &Path,
    options: &Options,
    report: &mut Report,
) -> Result<Vec<Published>, Failure> {
    let here: Vec<Published> = write::published_whole(out, world.past.single)?;
    let mut before = here.clone();
    if let Some(manifest) = &options.published {
        before.push(write::published_in(manifest)?);
    }
    let root: Sha256 = world.chain.root();
    for published in before {
        let finding = Finding::new(codes::BEHIND_PUBLISHED, Place::file("reviewers.toml"));
        let finding = finding.with("commit", published.commit.to_string());
        if published.root != root {
            report.sink.push(finding.variant("root"));
        } else if world.past.history.number(published.commit).is_none() {
            report.sink.push(finding);
        }
    }
    Ok(here)
}

fn build(
    cx: &mut Cx<'_>,
    world: &World,
    (out, before): (&Path, &[Published]),
    options: &Options,
    report: &mut Report,
) -> Result<Option<Released>, Stop> {
    let mut laps = Laps::default();
    laps.end(cx, "load");
    let blobs = Blobs::new(&world.past.objects);
    let memory = Memory::of(&world.root, options.anew);
    let (single, scope) = (world.past.single, (options.site.as_ref(), options.shard));
    let (history, versions) = (&world.past.history, &world.past.versions);
    let list = || Snapshot::of_head(&blobs, history, versions);
    let take = || pipeline::take(single, (out, before), scope, &memory);
    let beside = || rayon::join(list, take);
    let (decision, (head, ground)) = pipeline::decide_beside(&world.past, &world.chain, beside, report)?;
    let head = head?;
    laps.end(cx, "review");
    match options.complete {
        true => report.sink.harden(0, |f| (501..600).contains(&f.code.number())),
        false => report.sink.soften(waits),
    }
    if decision.is_stopped() {
        return Ok(None);
    }
    let now = cx.now;
    let clock = |zone| now.moment(zone);
    let progress = cx.progress();
    // Made once, when the language of the group is known.
    let words = OnceCell::new();
    let bodies = |group: &Group| BodyMaker::new(&group.config, words.get_or_init(|| page_words(group)), memory.spill());
    let bench = Bench {
        root: &world.root,
        past: &world.past,
        chain: &world.chain,
        clock: &clock,
        progress,
        memory: &memory,
        bodies: &bodies,
    };
    let Some(assembled) = pipeline::assemble(bench, &head, &decision, report)? else { return Ok(None) };
    world.past.objects.forget();
    if let Some(site) = options.site.as_ref().filter(|s| assembled.group.config.site(s).is_none()) {
        let unknown = Message::new("build-unknown-site").with("site", site.as_str());
        return Err(Stop::Failure(Failure::usage(unknown)));
    }
    if options.complete && (decision.waiting() > 0 || report.sink.has_errors()) {
        return Ok(None);
    }
    laps.end(cx, "check");
    let edition = assembled.edition(&decision);
    let provenance = pipeline::provenance(bench, &decision)?;
    let words = words.get_or_init(|| page_words(&assembled.group));
    let (library, bodies, edition) = (&assembled.library, &assembled.bodies, &edition);
    let provenance = &provenance;
    let proofs = &SignOffs { history: &world.past.history, blobs: &blobs };
    let approved = Approved { library, bodies, edition, blobs: &blobs, provenance, proofs };
    let look = Look {
        theme: &assembled.theme,
        words,
        now: assembled.now,
        addressing: Addressing::Public,
        out,
        notices: &assembled.notices,
        site: options.site.as_ref(),
        before: Some(before),
        shard: options.shard,
        memory: &memory,
        drafts: Drafts::LeftOut,
    };
    let built = pipeline::release(&assembled.group, approved, look, ground, cx.progress())?;
    laps.end(cx, "write");
    let commit = world.past.judged();
    // One web root of several is not the whole of what is published, and a part is not published at all.
    let whole = options.shard.is_none() && (options.site.is_none() || world.past.single);
    let pin = world.pin.as_ref().filter(|_| whole);
    let trust = pin
        .map(|pin| pin.published(&world.past.repository, commit, &|id| world.past.history.number(id).is_some()))
        .transpose()
        .map_err(Stop::Failure)?;
    let Decisions { waiting, held } = Decisions::of(&decision);
    // As its caller does with the world.
    std::mem::forget((assembled, decision, head));
    Ok(Some(Released { built, out: out.to_owned(), waiting, held, commit, trust, laps }))
}

/// How many units wait, and how many of them are shown as they were.
struct Decisions {
    waiting: usize,
    held: usize,
}

impl Decisions {
    fn of(decision: &Decision) -> Self {
        Self { waiting: decision.waiting(), held: decision.held() }
    }
}

/// Returns whether a finding says that something waits, which is no error of a release.
pub(super) fn waits(finding: &Finding) -> bool {
    [codes::MISSING_SIGNATURE, codes::UNSIGNED_CHANGE].contains(&finding.code)
}

fn tell(cx: &mut Cx<'_>, report: Report, released: &Released) -> Exit {
    let Released { built, out, waiting, held, commit, trust, laps } = released;
    if cx.output.format == Format::Json {
        let exit = exit(&report.sink);
        let object = json!({
            "schema": 1, "rev": commit.to_string(), "sites": built.sites, "pages": built.pages,
            "files": built.written.files, "bytes": built.written.bytes, "written": built.written.fresh,
            "removed": built.written.removed, "unchanged": built.written.files - built.written.fresh,
            "waiting": waiting, "held": held, "withheld": built.withheld,
            "trust": trust.map(|t| t.to_string()),
            "findings": cx.findings_value(report.sink, &report.sources),
            "seconds": laps.seconds(cx),
        });
        cx.print(&format!("{object:#}\n"));
        return exit;
    }
    let exit = cx.report(report);
    let made = Message::new("release-made")
        .with("pages", built.pages)
        .with("sites", built.sites)
        .with("files", built.written.files)
        .with("unchanged", built.written.files - built.written.fresh)
        .with("size", size(built.written.bytes))
        .with("waiting", *waiting)
        .with("held", *held)
        .with("seconds", seconds(cx))
        .with("out", shown(out));
    cx.say(&made);
    if let Some(trust) = trust {
        cx.say(&Message::new("release-trust").with("trust", trust.to_string()));
    }
    exit
}

fn tell_stopped(cx: &mut Cx<'_>, report: Report) -> Exit {
    if cx.output.format == Format::Json {
        let findings = cx.findings_value(report.sink, &report.sources);
        let object = json!({"schema": 1, "rev": null, "stopped": true, "findings": findings});
        cx.print(&format!("{object:#}\n"));
        return Exit::Errors;
    }
    cx.report(report);
    cx.say(&Message::new("release-stopped"));
    Exit::Errors
}

fn exit(sink: &Sink) -> Exit {
    if sink.has_errors() { Exit::Errors } else { Exit::Clean }
}
