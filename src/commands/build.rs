//! `qianfa build`: the preview of the work tree; the release waits for the gate.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::commands::site::shown;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::render::Format;
use crate::diag::{Finding, Message, Place, codes};
use crate::model::SiteId;
use crate::pipeline::{self, Built, Group, Look, Report};
use crate::render::Addressing;
use crate::source::REVIEWERS_FILE;

/// What the person asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The work tree as it is, marked as a preview.
    pub preview: bool,
    /// The folder that holds the web roots; `public/.preview/` if left out.
    pub out: Option<PathBuf>,
    /// Only this site.
    pub site: Option<SiteId>,
}

/// The port that links between the sites of a preview use, unless `serve` says otherwise.
pub const PORT: u16 = 1111;

/// Builds, and says what was made.
///
/// # Errors
/// There is no site, no such site in the group, or the folder cannot be written.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    if !options.preview {
        return Ok(refuse(cx));
    }
    match make(cx, options, PORT)? {
        Made { report, built: None, .. } => Ok(cx.report(report)),
        Made { report, built: Some(built), out } => Ok(tell(cx, report, built, &out)),
    }
}

/// There is no release without the gate: whatever else was asked, nothing is written.
fn refuse(cx: &mut Cx<'_>) -> Exit {
    let mut report = Report::default();
    report.sink.push(Finding::new(codes::GATE_MISSING, Place::file(REVIEWERS_FILE)));
    cx.report(report)
}

/// A preview that was made, or what stood in its way.
pub(super) struct Made {
    pub(super) report: Report,
    pub(super) built: Option<Built>,
    pub(super) out: PathBuf,
}

/// Makes the preview whose links between sites use `port`.
pub(super) fn make(cx: &mut Cx<'_>, options: &Options, port: u16) -> Result<Made, Failure> {
    let mut report = Report::default();
    let Some(group) = cx.open(&mut report)? else { return Ok(Made { report, built: None, out: PathBuf::new() }) };
    let out = options.out.as_ref().map_or_else(|| group.root.join("public/.preview"), |out| cx.dir.join(out));
    if let Some(site) = options.site.as_ref().filter(|s| group.config.site(s).is_none()) {
        return Err(Failure::usage(Message::new("build-unknown-site").with("site", site.as_str())));
    }
    let built = render(cx, &group, &out, options.site.as_ref(), port, &mut report)?;
    Ok(Made { report, built, out })
}

fn render(
    cx: &mut Cx<'_>,
    group: &Group,
    out: &Path,
    site: Option<&SiteId>,
    port: u16,
    report: &mut Report,
) -> Result<Option<Built>, Failure> {
    let Some(theme) = pipeline::theme(group, report)? else { return Ok(None) };
    let now = cx.moment(group.config.group.zone);
    let read = pipeline::read(group, now, cx.progress(), report);
    let words = cx.page_words(group);
    let look = Look { theme: &theme, words: &words, now, addressing: Addressing::Local { port }, out, site };
    Ok(Some(pipeline::preview(group, &read, look, cx.progress())?))
}

/// Prints the findings and what was made; with `--format json` both as one object.
fn tell(cx: &mut Cx<'_>, report: Report, built: Built, out: &Path) -> Exit {
    let seconds = cx.elapsed().as_secs_f64();
    if cx.output.format == Format::Json {
        let exit = if report.sink.has_errors() { Exit::Errors } else { Exit::Clean };
        let object = json!({
            "schema": 1, "preview": true, "sites": built.sites, "pages": built.pages,
            "files": built.written.files, "bytes": built.written.bytes, "withheld": built.withheld,
            "findings": cx.findings_value(report.sink, &report.sources),
            "seconds": {"total": seconds},
        });
        cx.print(&format!("{object:#}\n"));
        return exit;
    }
    let exit = cx.report(report);
    let made = Message::new("build-made")
        .with("pages", built.pages)
        .with("sites", built.sites)
        .with("files", built.written.files)
        .with("size", size(built.written.bytes))
        .with("withheld", built.withheld)
        .with("seconds", format!("{seconds:.2}"))
        .with("out", shown(out));
    cx.say(&made);
    exit
}

/// Returns a size in the largest unit of which there is one, in the manner of file managers.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}
