//! Texts that are not read at all: too long, too deep, or with characters that are none.
//!
//! The parser takes linear time, with one exception: every line costs as much as the blocks around it are deep. Without
//! a limit a line of 100,000 `>` before 100,000 short lines would take minutes.

use memchr::memchr;

use crate::model::Span;

/// Longest body, in bytes: a law of 300,000 characters fits, a data set pasted into a page does not.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Deepest nesting of blocks and marks. People stay below 10; browsers stop at 512.
pub const MAX_DEPTH: usize = 100;

/// The most line visits to spend on blocks that are too deep, before we look whether they are blocks at all: about
/// 100 ms at worst. Below it a long row of `>` in an example of code does no harm.
const MAX_LINE_VISITS: usize = 10_000_000;

/// Why a text is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// Longer than [`MAX_BYTES`]; the span begins where it should have ended.
    #[error("longer than {MAX_BYTES} bytes")]
    TooLong {
        /// What is too much.
        span: Span,
    },
    /// Blocks or marks nested deeper than [`MAX_DEPTH`].
    #[error("nested deeper than {MAX_DEPTH}")]
    TooDeep {
        /// The first that is too deep, or the line that holds it.
        span: Span,
    },
    /// A code point that Unicode reserves for programs, never for text (U+FDD0 to U+FDEF, and the last two of a plane).
    #[error("noncharacter U+{:04X}", u32::from(*character))]
    Noncharacter {
        /// Which.
        character: char,
        /// Where.
        span: Span,
    },
}

impl Refusal {
    /// Returns the place that the refusal is about.
    pub fn span(self) -> Span {
        match self {
            Self::TooLong { span } | Self::TooDeep { span } | Self::Noncharacter { span, .. } => span,
        }
    }
}

/// Refuses what must not reach the parser.
pub(super) fn check(text: &str) -> Result<(), Refusal> {
    check_length(text)?;
    check_characters(text)?;
    check_prefixes(text)
}

fn check_length(text: &str) -> Result<(), Refusal> {
    if text.len() <= MAX_BYTES {
        return Ok(());
    }
    Err(Refusal::TooLong { span: Span::new(text.floor_char_boundary(MAX_BYTES)..text.len()) })
}

fn check_characters(text: &str) -> Result<(), Refusal> {
    if !may_hold_noncharacter(text.as_bytes()) {
        return Ok(());
    }
    match text.char_indices().find(|(_, c)| is_noncharacter(*c)) {
        None => Ok(()),
        Some((at, character)) => {
            Err(Refusal::Noncharacter { character, span: Span::new(at..at + character.len_utf8()) })
        }
    }
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Returns whether two bytes in a row look like those of a noncharacter: `EF B7` or `EF BF`, or `?F BF` after the first
/// byte of four. Few other characters have them.
///
/// Without branches in the loop, so that the compiler takes many bytes at a time; this sees every byte of every page.
fn may_hold_noncharacter(bytes: &[u8]) -> bool {
    let second = bytes.get(1..).unwrap_or_default();
    let mut found = false;
    for (&a, &b) in bytes.iter().zip(second) {
        found |= ((a == 0xef) & (b == 0xb7)) | ((a & 0x8f == 0x8f) & (b == 0xbf));
    }
    found
}

/// Refuses lines that open too many blocks at once, if there are lines enough to make that slow.
///
/// What is nested line by line is no danger: a depth of n needs n²/2 bytes.
fn check_prefixes(text: &str) -> Result<(), Refusal> {
    if text.len() / 2 * (text.len() / 2) <= MAX_LINE_VISITS {
        // However its bytes are shared between marks and lines, the product cannot reach the limit.
        return Ok(());
    }
    if memchr(b'\r', text.as_bytes()).is_some() {
        check_lines(text.split_inclusive(['\r', '\n']))
    } else {
        check_lines(text.split_inclusive('\n'))
    }
}

fn check_lines<'a>(text: impl Iterator<Item = &'a str>) -> Result<(), Refusal> {
    let (mut deep, mut lines, mut start, mut first) = (0, 0, 0, None);
    for line in text {
        let markers = markers(line.as_bytes());
        if markers > MAX_DEPTH {
            deep += markers;
            first = first.or(Some(Span::new(start..start + line.trim_end().len())));
        }
        lines += 1;
        start += line.len();
    }
    match first {
        Some(span) if deep * lines > MAX_LINE_VISITS => Err(Refusal::TooDeep { span }),
        _ => Ok(()),
    }
}

/// Returns how many marks of quotes, lists and footnotes `line` may begin with; perhaps too many, never too few.
fn markers(line: &[u8]) -> usize {
    let (mut count, mut in_label) = (0, false);
    for byte in line {
        match byte {
            b']' => in_label = false,
            _ if in_label => {}
            b'[' => in_label = true,
            b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b':' => count += 1,
            b' ' | b'\t' | b'0'..=b'9' => {}
            _ => break,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noncharacters_are_found_and_their_neighbours_are_not() {
        for bad in ['\u{fdd0}', '\u{fdef}', '\u{fffe}', '\u{ffff}', '\u{1fffe}', '\u{10ffff}', '\u{5fffe}'] {
            let text = format!("商务，{bad}。");
            assert_eq!(check(&text).unwrap_err().span(), Span::new(9..9 + bad.len_utf8()), "{bad:?}");
        }
        for good in ['\u{fdcf}', '\u{fdf0}', '\u{fffd}', '\u{10000}', '\u{ff0c}', '\u{2ffbd}', '\u{1f7bf}', '\u{ffbf}']
        {
            assert_eq!(check(&format!("{good}{good}")), Ok(()), "{good:?}");
        }
    }

    #[test]
    fn the_pre_check_never_misses_a_noncharacter() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| is_noncharacter(*c)) {
            assert!(may_hold_noncharacter(c.to_string().as_bytes()), "{c:?}");
        }
    }

    #[test]
    fn a_text_as_long_as_the_limit_is_read() {
        assert_eq!(check(&"a".repeat(MAX_BYTES)), Ok(()));
        let long = "商".repeat(MAX_BYTES / 3 + 1);
        assert!(matches!(check(&long), Err(Refusal::TooLong { span }) if long.is_char_boundary(span.start as usize)));
    }

    #[test]
    fn a_row_of_marks_is_refused_only_where_it_costs() {
        let row = ">".repeat(50_000);
        assert_eq!(check(&row), Ok(()));
        let span = Span::new(0..row.len());
        assert_eq!(check(&format!("{row}\n{}", "b\n".repeat(2_000))), Err(Refusal::TooDeep { span }));
        assert_eq!(check(&format!("{row}\r{}", "b\r".repeat(2_000))), Err(Refusal::TooDeep { span }));
    }
}
