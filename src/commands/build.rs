//! `qianfa build`: the preview of the work tree; the release waits for the gate.

use std::path::PathBuf;

use crate::commands::{Cx, Exit, Failure};
use crate::diag::{Finding, Message, Place, codes};
use crate::model::SiteId;
use crate::pipeline;
use crate::render::Addressing;

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

/// The port that links between sites of a preview use, unless `serve` says otherwise.
pub const PORT: u16 = 1111;

/// Builds, and says what was made.
///
/// # Errors
/// The folder cannot be written, or the theme cannot be rendered.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    if !options.preview {
        return Ok(refuse(cx));
    }
    let group = cx.open_reporting()?;
    let Some(group) = group else { return Ok(Exit::Errors) };
    let out = options.out.clone().unwrap_or_else(|| group.root.join("public").join(".preview"));
    preview(cx, &group, &out, options.site.as_ref())
}

/// There is no release without the gate: whatever else was asked, nothing is written.
fn refuse(cx: &mut Cx<'_>) -> Exit {
    let mut report = pipeline::Report::default();
    report.sink.push(Finding::new(codes::GATE_MISSING, Place::file("reviewers.toml")));
    cx.report(report);
    Exit::Errors
}

fn preview(
    cx: &mut Cx<'_>,
    group: &pipeline::Group,
    out: &std::path::Path,
    site: Option<&SiteId>,
) -> Result<Exit, Failure> {
    let now = cx.moment(group.config.group.zone);
    let read = pipeline::read(group, now, cx.progress());
    let built = pipeline::preview(group, &read, now, &cx.words(group), Addressing::Local { port: PORT }, out, site);
    let exit = cx.report(read.report);
    let built = built?;
    cx.say(
        &Message::new("build-made")
            .with("pages", built.pages)
            .with("sites", built.sites)
            .with("files", built.written.files)
            .with("bytes", built.written.bytes.to_string())
            .with("withheld", built.withheld)
            .with("out", out.display().to_string()),
    );
    Ok(exit)
}
