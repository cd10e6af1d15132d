//! The lines of a source that a finding is about, cut out so that neither a long file nor a long line costs much.

use std::borrow::Cow;
use std::ops::Range;

use crate::diag::calm::calm_in_place;
use crate::diag::{Place, Sources};

/// Longer lines are not shown: no person finds a place in one, and showing it costs time for every finding.
const LONGEST_LINE: usize = 8 * 1024;

/// Whole lines of a source, and the bytes in them that are meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Excerpt<'a> {
    /// The lines.
    pub(super) text: Cow<'a, str>,
    /// The number of the first.
    pub(super) first_line: usize,
    /// The bytes of `text` that are meant; of a place that goes on for several lines, those of the first.
    pub(super) span: Range<usize>,
}

/// Returns the line of `place`, if its text is known and the line can be shown.
pub(super) fn excerpt<'a>(sources: &'a Sources, place: &Place) -> Option<Excerpt<'a>> {
    let text = sources.text(&place.file)?;
    let region = sources.region(place)?;
    let span = place.span?;
    let start = text.floor_char_boundary(span.start as usize);
    let line = line_around(text, start)?;
    let end = text.floor_char_boundary(span.end as usize).clamp(start, line.end);
    let span = start - line.start..end - line.start;
    Some(Excerpt { text: calm_in_place(&text[line]), first_line: region.start.line, span })
}

/// Returns the line that holds byte `at`, without its line end and without a byte order mark.
fn line_around(text: &str, at: usize) -> Option<Range<usize>> {
    let window = text.floor_char_boundary(at.saturating_sub(LONGEST_LINE))..text.ceil_char_boundary(at + LONGEST_LINE);
    let before = &text[window.start..at];
    let after = &text[at..window.end];
    let start = match before.rfind('\n') {
        Some(i) => window.start + i + 1,
        None if window.start == 0 => 0,
        None => return None,
    };
    let end = match after.find('\n') {
        Some(i) => at + i,
        None if window.end == text.len() => text.len(),
        None => return None,
    };
    let mark = if start == 0 && text.starts_with('\u{feff}') && at > 0 { '\u{feff}'.len_utf8() } else { 0 };
    let end = if text[start..end].ends_with('\r') && end > at { end - 1 } else { end };
    Some(start + mark..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn of(text: &str, span: Range<usize>) -> Option<(String, usize, Range<usize>)> {
        let mut sources = Sources::default();
        sources.insert("a", text);
        let found = excerpt(&sources, &Place::new("a", Span::new(span)));
        found.map(|e| (e.text.into_owned(), e.first_line, e.span))
    }

    #[test]
    fn the_line_is_cut_out_wherever_it_stands() {
        assert_eq!(of("甲\n乙丙\r\n丁", 7..10), Some(("乙丙".into(), 2, 3..6)));
        assert_eq!(of("甲\n乙丙\r\n丁", 12..15), Some(("丁".into(), 3, 0..3)));
        assert_eq!(of("甲\n乙", 0..7), Some(("甲".into(), 1, 0..3)));
        assert_eq!(of("\u{feff}甲乙", 3..6), Some(("甲乙".into(), 1, 0..3)));
    }

    #[test]
    fn a_place_at_or_behind_the_end_is_still_shown() {
        assert_eq!(of("甲\n", 4..4), Some((String::new(), 2, 0..0)));
        assert_eq!(of("甲", 90..99), Some(("甲".into(), 1, 3..3)));
        assert_eq!(of("", 0..0), Some((String::new(), 1, 0..0)));
        assert_eq!(of("甲\r\n", 4..5), Some(("甲\r".into(), 1, 4..4)));
    }

    #[test]
    fn a_line_of_a_megabyte_is_not_shown() {
        let long = "长".repeat(400_000);
        assert_eq!(of(&long, 600_000..600_003), None);
        assert_eq!(of(&format!("短\n{long}"), 0..3), Some(("短".into(), 1, 0..3)));
    }
}
