//! What the gate says of every page, asked beside the rebuilds: a page is shown before anybody is asked who signed it.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::commands::serve::board::Board;
use crate::commands::status::{self, is_reason, next_steps, reason_text, step_message};
use crate::commands::world::{Asked, World};
use crate::commands::{Cx, Failure, Now, Output, Terminal, Verbosity};
use crate::diag::render::{Format, Style};
use crate::diag::{Finding, Message, Silent, Sink};
use crate::git::GitError;
use crate::i18n::Catalog;
use crate::model::{BlobId, Lang};
use crate::pipeline::Report;
use crate::review::{self, Court, Judged, Verdict, in_court, judge_all};

/// What the gate says at HEAD.
#[derive(Default)]
pub(super) struct Reviews {
    /// Why there is nothing to say.
    pub(super) note: Option<String>,
    /// What it says of each unit, by its main file.
    pub(super) units: HashMap<String, Unit>,
    /// How many units are not approved.
    pub(super) waiting: usize,
}

/// What the gate says of one unit.
pub(super) struct Unit {
    /// The name of the bytes that were judged.
    pub(super) blob: Option<BlobId>,
    /// What browsers are told.
    pub(super) told: Value,
}

/// What a run of its own needs.
pub(super) struct Bench {
    dir: PathBuf,
    now: Now,
    trust: Option<String>,
    lang: Lang,
}

impl Bench {
    pub(super) fn of(cx: &Cx<'_>) -> Self {
        Self { dir: cx.dir.clone(), now: cx.now, trust: cx.trust.clone(), lang: cx.catalog.lang() }
    }
}

/// Starts the reader of the history and returns what asks it to look again. Who asks while it reads is answered by one
/// more reading, however many they are.
pub(super) fn start(bench: Bench, board: Arc<Board>) -> SyncSender<()> {
    let (ask, asked) = mpsc::sync_channel(1);
    // It changes nothing that others rely on, so that the end of the program need not wait for it.
    thread::spawn(move || answer(&bench, &board, &asked));
    ask
}

fn answer(bench: &Bench, board: &Board, asked: &Receiver<()>) {
    let catalog = Catalog::new(bench.lang);
    // One thread of its own, so that no rebuild waits behind a judgement of ten thousand pages. Without it both are
    // slower, but done.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok();
    while asked.recv().is_ok() {
        let look = || look(bench, &catalog);
        board.reviewed(alone.as_ref().map_or_else(look, |pool| pool.install(look)));
    }
}

fn look(bench: &Bench, catalog: &Catalog) -> Reviews {
    let mut cx = Cx {
        dir: bench.dir.clone(),
        now: bench.now,
        trust: bench.trust.clone(),
        catalog,
        output: Output { format: Format::Human, style: Style::PLAIN, verbosity: Verbosity::Quiet },
        terminal: &mut Mute(io::sink()),
        progress: &Silent,
        elapsed: &|| Duration::ZERO,
    };
    let silent = |failure: Failure| Reviews { note: Some(cx.catalog.text(&failure.message)), ..Reviews::default() };
    judge(&mut cx).unwrap_or_else(silent)
}

/// Says nothing: what this reader finds is on the board.
struct Mute(io::Sink);

impl Terminal for Mute {
    fn out(&mut self) -> &mut dyn Write {
        &mut self.0
    }

    fn err(&mut self) -> &mut dyn Write {
        &mut self.0
    }
}

fn judge(cx: &mut Cx<'_>) -> Result<Reviews, Failure> {
    let mut report = Report::default();
    let Some(world) = cx.world(Asked::default(), &mut report)? else { return Ok(without_chain(cx, report)) };
    let reviews = in_court(world.past.trail(), &world.chain, world.past.single, |court, units| {
        let docket = judge_all(court, units)?;
        let mut sink = Sink::default();
        review::report(court, &docket, &mut sink);
        Ok::<_, GitError>(reviews(cx, court, &docket.units, &by_file(&sink)))
    })?;
    let World { past, .. } = world;
    past.keep();
    Ok(reviews)
}

/// Where there is no chain of policies nothing can be approved; the first finding says why.
fn without_chain(cx: &Cx<'_>, report: Report) -> Reviews {
    let first = report.sink.into_sorted().into_iter().next();
    let why = first.map(|finding| cx.word(&finding.message)).unwrap_or_default();
    Reviews { note: Some(cx.word(&Message::new("live-no-policy").with("why", why))), ..Reviews::default() }
}

type ByFile<'s> = BTreeMap<&'s str, Vec<&'s Finding>>;

fn by_file(sink: &Sink) -> ByFile<'_> {
    let mut files = ByFile::new();
    for finding in sink.findings().iter().filter(|f| is_reason(f)) {
        files.entry(&*finding.at.file).or_default().push(finding);
    }
    files
}

fn reviews(cx: &Cx<'_>, court: &Court<'_>, judged: &[Judged], found: &ByFile<'_>) -> Reviews {
    let name = |judged: &Judged| court.paths.name(judged.unit.main).map(ToString::to_string);
    let units = judged.iter().filter_map(|j| Some((name(j)?, unit(cx, court, j, found)))).collect();
    let waits = |j: &&Judged| !matches!(j.judgement.verdict, Verdict::Approved(_));
    Reviews { note: None, units, waiting: judged.iter().filter(waits).count() }
}

fn unit(cx: &Cx<'_>, court: &Court<'_>, judged: &Judged, found: &ByFile<'_>) -> Unit {
    let (verdict, shown) = (status::word(&judged.judgement.verdict), status::shown(&judged.shown));
    let main = judged.unit.items.first().and_then(|i| court.paths.trail().versions.version(i.version));
    let told = json!({
        "verdict": verdict,
        "edition": shown,
        "verdict_text": cx.word(&Message::new("status-verdict").with("verdict", verdict)),
        "edition_text": cx.word(&Message::new("status-shown").with("edition", shown)),
        "steps": steps(cx, court, judged),
        "reasons": reasons(cx, court, judged, found),
    });
    Unit { blob: main.map(|version| version.blob), told }
}

fn steps(cx: &Cx<'_>, court: &Court<'_>, judged: &Judged) -> Vec<Value> {
    let steps = &judged.judgement.steps;
    let next: Vec<_> = next_steps(court, steps).collect();
    let step = |state| {
        let text = cx.word(&step_message(court, state));
        json!({"signed": state.by.is_some(), "next": next.contains(&state), "text": text})
    };
    steps.iter().map(step).collect()
}

fn reasons(cx: &Cx<'_>, court: &Court<'_>, judged: &Judged, found: &ByFile<'_>) -> Vec<String> {
    let names = judged.unit.items.iter().filter_map(|item| court.paths.name(item.path));
    names.filter_map(|name| found.get(name.as_str())).flatten().map(|f| reason_text(cx, f)).collect()
}
