//! What browsers are told of one page, as JSON for `live.js` alone: no contract, unlike what `docs/json.md` has.
//!
//! Words are chosen here; the script only puts them in their places, as text.

use serde_json::{Value, json};

use crate::commands::Failure;
use crate::commands::serve::board::{Found, Known, Output, Source, Spot, Trouble};
use crate::commands::serve::review::Reviews;
use crate::diag::render::{self, Report, Style, json as machine};
use crate::diag::{Finding, Message, Severity, calm_lines};
use crate::i18n::Catalog;
use crate::model::{OutputPath, SiteId};
use crate::source::files_folder;

/// Findings that are told of one page; whoever mends so many sees the next.
const MOST: usize = 50;

/// Findings that are told of other pages.
const MOST_ELSEWHERE: usize = 8;

/// Returns what there is to know at `spot`: about the page, and about the whole.
pub(super) fn state(words: &Catalog, known: &Known, spot: Option<&Spot>) -> Value {
    let output = known.output.as_deref();
    let source = output.zip(spot).and_then(|(output, spot)| output.at(spot));
    let own = output.zip(source).map(|(output, source)| own_findings(&output.found, source)).unwrap_or_default();
    let trouble = known.trouble.as_deref().map(|trouble| trouble_value(words, trouble));
    let reviews = known.reviews.as_deref();
    let (tone, summary) = summary(words, known, source, &own);
    json!({
        "lang": words.lang().tag(),
        "pages": known.pages.to_string(),
        "tone": tone,
        "summary": summary,
        "page": source.map(|s| json!({"path": s.path.as_str(), "draft": s.draft, "withheld": s.withheld})),
        "trouble": trouble,
        "findings": output.map(|o| findings(words, &o.found, own.iter().copied().take(MOST))),
        "elsewhere": output.map(|o| elsewhere(words, o, spot, source)),
        "review": reviews.map(|r| review(words, r, source)),
        "whole": whole(words, output, reviews),
        "words": labels(words),
    })
}

/// The words of the panel that are always the same.
fn labels(words: &Catalog) -> Value {
    let label = |id: &'static str| words.text(&Message::new(id));
    json!({
        "title": label("live-title"),
        "close": label("live-close"),
        "draft": label("live-draft"),
        "withheld": label("live-withheld"),
        "old": label("live-old"),
        "stale": label("live-stale"),
        "findings": label("live-findings"),
        "elsewhere": label("live-elsewhere"),
        "review": label("live-review"),
        "next": label("live-next"),
        "error": label("live-error"),
        "warning": label("live-warning"),
        "note": label("live-note"),
        "fixable": label("live-fixable"),
        "away": label("live-away"),
    })
}

/// Returns the one thing that the closed panel says, the most pressing, and in which tone.
fn summary(words: &Catalog, known: &Known, source: Option<Source<'_>>, own: &[&Finding]) -> (&'static str, String) {
    let count = |severity| own.iter().filter(|f| f.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let told = |message: Message| words.text(&message);
    if known.trouble.is_some() {
        return ("error", told(Message::new("live-trouble")));
    }
    if errors > 0 {
        return ("error", told(Message::new("live-errors").with("count", errors)));
    }
    if source.is_some_and(|s| s.draft) {
        return ("waiting", told(Message::new("live-is-draft")));
    }
    if warnings > 0 {
        return ("warning", told(Message::new("live-warnings").with("count", warnings)));
    }
    let unit = known.reviews.as_deref().zip(source).and_then(|(r, s)| r.units.get(s.path.as_str()));
    match unit {
        Some(unit) if unit.told["verdict"] == "approved" && unit.blob == source.map(|s| s.blob) => {
            ("good", told(Message::new("live-approved")))
        }
        _ if source.is_some() && known.reviews.is_some() => ("waiting", told(Message::new("live-waits"))),
        _ => ("plain", told(Message::new("live-plain"))),
    }
}

fn own_findings<'f>(found: &'f Found, source: Source<'_>) -> Vec<&'f Finding> {
    found.of(source.path.as_str()).iter().chain(found.below(files_folder(source.path))).collect()
}

/// Returns findings as other machines get them, each with the line that it is about: who serves and who looks are on
/// the same machine.
fn findings<'f>(words: &Catalog, found: &Found, findings: impl Iterator<Item = &'f Finding>) -> Value {
    let chosen: Vec<Finding> = findings.cloned().collect();
    let report = Report { findings: &chosen, sources: &found.sources, words, rules: &[], style: Style::PLAIN };
    let mut value = machine::value(&report);
    let told = value.as_array_mut().into_iter().flatten();
    for (told, finding) in told.zip(&chosen) {
        told["source"] = render::source_line(&found.sources, &finding.at).into();
    }
    value
}

/// Returns the first errors in other files, and where their pages stand: what is withheld is missing from every list.
fn elsewhere(words: &Catalog, output: &Output, spot: Option<&Spot>, source: Option<Source<'_>>) -> Value {
    let is_own = |f: &Finding| source.is_some_and(|s| *f.at.file == *s.path.as_str());
    let errors = output.found.findings.iter().filter(|f| f.severity == Severity::Error && !is_own(f));
    let mut value = findings(words, &output.found, errors.take(MOST_ELSEWHERE));
    for told in value.as_array_mut().into_iter().flatten() {
        let here = told["path"].as_str().zip(spot).and_then(|(path, (site, _))| output.address_of(path, site));
        told["address"] = here.map(OutputPath::as_str).into();
    }
    value
}

fn trouble_value(words: &Catalog, trouble: &Trouble) -> Value {
    match trouble {
        Trouble::Found(found) => {
            let errors = found.findings.iter().filter(|f| f.severity == Severity::Error);
            json!({"message": words.text(&Message::new("live-trouble")), "findings": findings(words, found, errors.take(MOST))})
        }
        Trouble::Failed { failure, line } => failed(words, failure, line.as_deref()),
    }
}

fn failed(words: &Catalog, failure: &Failure, line: Option<&str>) -> Value {
    let hints: Vec<String> = failure.hints.iter().map(|hint| words.text(hint)).collect();
    json!({
        "message": words.text(&failure.message),
        "reason": failure.source.as_deref().map(calm_lines),
        "source": line,
        "hints": hints,
        "findings": [],
    })
}

fn review(words: &Catalog, reviews: &Reviews, source: Option<Source<'_>>) -> Value {
    if let Some(note) = &reviews.note {
        return json!({"note": note});
    }
    let Some(source) = source else { return Value::Null };
    let Some(unit) = reviews.units.get(source.path.as_str()) else {
        return json!({"note": words.text(&Message::new("live-uncommitted-new"))});
    };
    let mut told = unit.told.clone();
    let changed = unit.blob != Some(source.blob);
    told["changed"] = changed.then(|| words.text(&Message::new("live-uncommitted"))).into();
    told
}

/// Returns how the whole group stands.
fn whole(words: &Catalog, output: Option<&Output>, reviews: Option<&Reviews>) -> Value {
    let tally = output.map(|o| o.found.tally()).unwrap_or_default();
    let waiting = reviews.filter(|r| r.note.is_none()).map(|r| r.waiting);
    let message = match waiting {
        Some(waiting) => Message::new("live-whole-waiting").with("waiting", waiting),
        None => Message::new("live-whole"),
    };
    let text = words.text(&message.with("errors", tally.errors).with("warnings", tally.warnings));
    json!({"errors": tally.errors, "warnings": tally.warnings, "waiting": waiting, "text": text})
}

/// Returns the spot of an address on a site.
pub(super) fn spot(site: &str, address: Option<OutputPath>) -> Option<Spot> {
    Some((SiteId::parse(site).ok()?, address?))
}
