//! `qianfa diff PATH`: a page with its files, as HEAD holds it, against its last approved edition.

use std::path::Path;

use crate::commands::difference::{Change, compare};
use crate::commands::world::Asked;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::CommitNo;
use crate::pipeline::Report;
use crate::review::{Court, Docket, Held, Judged, Shown, in_court, judge_all};

/// What there is to be shown.
enum Told {
    Text(String),
    NoSuch,
}

/// Shows the differences.
///
/// # Errors
/// There is no such page, or the history cannot be read.
pub fn run(cx: &mut Cx<'_>, path: &Path) -> Result<Exit, Failure> {
    let mut report = Report::default();
    let Some(world) = cx.world(Asked::default(), &mut report)? else { return Ok(cx.report(report)) };
    if !report.sink.findings().is_empty() {
        cx.report(report);
    }
    let path = world.placed(cx, path)?;
    let dirty = world.past.repository.uncommitted([path.as_str()])?;
    let told = in_court(world.past.trail(), &world.chain, world.past.single, |court, units| {
        let docket = judge_all(court, units)?;
        told(cx, court, &docket, &path)
    })?;
    if !dirty.is_empty() {
        cx.say(&Message::new("diff-uncommitted").with("path", path.as_str()));
    }
    match told {
        Told::Text(text) => {
            cx.print(&text);
            Ok(Exit::Clean)
        }
        Told::NoSuch => {
            let message = Message::new("diff-no-such").with("path", path);
            Err(Failure::usage(message).hint(Message::new("diff-no-such-hint")))
        }
    }
}

fn told(cx: &Cx<'_>, court: &Court<'_>, docket: &Docket, path: &str) -> Result<Told, Failure> {
    let name = |judged: &&Judged| {
        judged.unit.items.iter().any(|i| court.paths.name(i.path).is_some_and(|n| n.as_str() == path))
    };
    if let Some(judged) = docket.units.iter().find(name) {
        return Ok(Told::Text(unit_text(cx, court, judged)?));
    }
    let gone = docket.withdrawn.iter().find(|w| court.paths.name(w.page).is_some_and(|n| n.as_str() == path));
    let Some(gone) = gone else { return Ok(Told::NoSuch) };
    let line = Message::new("diff-gone").with("path", path).with("edition", short(court, gone.edition));
    Ok(Told::Text(format!("{}\n", cx.word(&line))))
}

fn unit_text(cx: &Cx<'_>, court: &Court<'_>, judged: &Judged) -> Result<String, Failure> {
    let path = court.paths.name(judged.unit.main).map(ToString::to_string).unwrap_or_default();
    if judged.shown == Shown::Head {
        return Ok(format!("{}\n", cx.word(&Message::new("diff-approved").with("path", path))));
    }
    if judged.last.is_empty() {
        return Ok(format!("{}\n", cx.word(&Message::new("diff-never").with("path", path))));
    }
    let mut text = String::new();
    for edition in &judged.last {
        text.push_str(&edition_text(cx, court, judged, edition)?);
    }
    Ok(text)
}

fn edition_text(cx: &Cx<'_>, court: &Court<'_>, judged: &Judged, edition: &Held) -> Result<String, Failure> {
    let path = court.paths.name(judged.unit.main).map(ToString::to_string).unwrap_or_default();
    let id = if matches!(judged.shown, Shown::Held(_)) { "diff-held" } else { "diff-ended" };
    let head = Message::new(id).with("path", path).with("edition", short(court, edition.edition));
    let mut text = format!("{}\n", cx.word(&head));
    let mut hidden = false;
    for change in compare(court, &judged.unit, Some(edition))? {
        let file = court.paths.name(change.path).map(ToString::to_string).unwrap_or_default();
        match &change.change {
            Change::Text { unified, .. } if cx.output.style.page_source => {
                text.push_str(&format!("  {file}  {}\n{unified}", change.words(cx)));
            }
            Change::Text { .. } => {
                hidden = true;
                text.push_str(&format!("  {file}  {}\n", change.words(cx)));
            }
            Change::New | Change::Same | Change::Gone | Change::Bytes => {
                text.push_str(&format!("  {file}  {}\n", change.words(cx)));
            }
        }
    }
    if hidden {
        text.push_str(&format!("{}\n", cx.word(&Message::new("diff-hidden"))));
    }
    Ok(text)
}

fn short(court: &Court<'_>, commit: CommitNo) -> String {
    let id = court.paths.trail().history.node(commit).id.to_string();
    id.get(..12).unwrap_or_default().to_owned()
}
