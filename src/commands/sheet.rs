//! The review sheet (审核单): exactly what somebody is about to sign, shown before the signer is asked.

use crate::commands::Cx;
use crate::commands::bench::Bench;
use crate::commands::difference::{Change, FileChange, compare};
use crate::commands::signing::{Signatory, names, step_name};
use crate::diag::Message;
use crate::git::{Action, GitError, PathNo, VersionId};
use crate::model::StepId;
use crate::review::{Court, Held, Judged, Shown};

/// Returns who does what, in which step, and what they state by it.
pub(super) fn head(
    cx: &Cx<'_>,
    bench: &Bench<'_, '_>,
    who: &Signatory,
    action: Action,
    step: Option<&StepId>,
) -> String {
    let policy = bench.policy();
    let name = step.map(|s| step_name(policy, s)).unwrap_or_default();
    let what = Message::new("sheet-what").with("action", action.as_str()).with("step", name);
    let person =
        Message::new("sheet-who").with("person", names(policy, [&who.person])).with("key", who.key.to_string());
    let mut text = format!("{}\n{}\n", cx.word(&what), cx.word(&person));
    if let Some(statement) = stated(bench, action, step) {
        text.push_str(&format!("{}\n", cx.word(&Message::new("sheet-states").with("text", statement))));
    }
    text
}

/// Returns what the signer of an approval states beside it.
pub(super) fn stated(bench: &Bench<'_, '_>, action: Action, step: Option<&StepId>) -> Option<String> {
    match action {
        Action::Approve | Action::Emergency => bench.policy().steps.get(step?)?.statement.clone(),
        Action::Object | Action::Withdraw | Action::Vouch => None,
    }
}

/// Returns every file of the units: its name twice over, its size, and how it differs from the last edition; the text
/// of the difference only where the source of pages may be shown.
///
/// # Errors
/// A blob is missing or damaged.
pub(super) fn units(cx: &Cx<'_>, court: &Court<'_>, units: &[&Judged]) -> Result<String, GitError> {
    let mut text = String::new();
    for judged in units {
        // What is approved is its own edition.
        let own = Held { edition: court.paths.trail().history.head(), items: items(judged), used: Vec::new() };
        let edition = if judged.shown == Shown::Head { Some(&own) } else { judged.last.last() };
        for change in compare(court, &judged.unit, edition)? {
            text.push_str(&file(cx, court, &change)?);
        }
    }
    Ok(text)
}

fn items(judged: &Judged) -> Vec<(PathNo, VersionId)> {
    judged.unit.items.iter().map(|i| (i.path, i.version)).collect()
}

fn file(cx: &Cx<'_>, court: &Court<'_>, change: &FileChange) -> Result<String, GitError> {
    let path = court.paths.name(change.path).map(ToString::to_string).unwrap_or_default();
    let words = change.words(cx);
    let Some(version) = court.paths.trail().versions.version(change.now) else {
        return Ok(format!("  {path}  {words}\n"));
    };
    let sha256 = court.paths.sha256(change.now)?.map(|s| s.to_string()).unwrap_or_default();
    let size = court.paths.trail().objects.blob_size(version.blob)?;
    let line = Message::new("sheet-file").with("path", path).with("mode", version.mode.to_string());
    let line =
        line.with("sha256", sha256.get(..12).unwrap_or_default()).with("size", size.to_string()).with("change", words);
    let mut text = format!("  {}\n", cx.word(&line));
    if let Change::Text { unified, .. } = &change.change
        && cx.output.style.page_source
    {
        text.push_str(unified);
    }
    Ok(text)
}
