//! What must hold of every input, whatever the target.

use qianfa::diag::{Finding, Place, Sink};

/// The name under which targets read their input.
pub const FILE: &str = "input";

/// Panics unless every place in `sink` lies in the text that was read, on character boundaries: what prints a finding
/// cuts the text there.
pub fn assert_places(sink: &Sink, file: &str, text: &str) {
    for finding in sink.findings() {
        for place in places(finding).filter(|p| &*p.file == file) {
            let Some(span) = place.span else { continue };
            assert!(text.get(span.range()).is_some(), "{:?} of {finding:?} is no place in the text", span.range());
        }
    }
}

fn places(finding: &Finding) -> impl Iterator<Item = &Place> {
    std::iter::once(&finding.at).chain(finding.labels.iter().map(|label| &label.at))
}
