//! What is refused before anything reads the text: too much of it, and characters that nobody can see.

use crate::model::Span;

/// Largest front matter, in bytes: a guide with forty materials has a third of it.
pub(super) const MAX_SIZE: usize = 16 * 1024;

/// Returns the first character that hides or reorders what a reviewer reads, and its place.
///
/// Controls but for tab and line ends, a carriage return without its line feed, the line ends that only YAML 1.1 knows,
/// byte order marks, direction overrides and noncharacters.
pub(super) fn hidden_character(text: &str) -> Option<(char, Span)> {
    if !may_hide(text.as_bytes()) {
        return None;
    }
    let mut after = text.chars();
    let mut at = 0;
    while let Some(c) = after.next() {
        let lone_return = c == '\r' && !after.as_str().starts_with('\n');
        if lone_return || hides(c) {
            return Some((c, Span::new(at..at + c.len_utf8())));
        }
        at += c.len_utf8();
    }
    None
}

/// Returns whether a byte, or three in a row, look like a character that hides; never misses one.
///
/// Without branches in the loop, so that the compiler takes many bytes at a time.
fn may_hide(bytes: &[u8]) -> bool {
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let mut found = false;
    for ((&a, &b), &c) in bytes.iter().zip(second).zip(third) {
        found |= begins_hidden(a);
        // U+2028 to U+202E, beside which “ ” — … stand, and U+2040 to U+207F.
        found |= (a == 0xe2) & (((b == 0x80) & (c.wrapping_sub(0xa8) < 7)) | (b == 0x81));
        // What is not full-width behind U+F000.
        found |= (a == 0xef) & (b.wrapping_sub(0xbc) > 1);
    }
    found || bytes[third.len()..].iter().any(|b| begins_hidden(*b))
}

/// Returns whether this is a control, or the first byte of one or of what lies beyond the first plane.
fn begins_hidden(byte: u8) -> bool {
    ((byte < b' ') & (byte != b'\n') & (byte != b'\t')) | (byte == 0x7f) | (byte == 0xc2) | (byte >= 0xf0)
}

fn hides(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' => false,
        '\0'..='\u{9f}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' => true,
        _ => u32::from(c) & 0xFFFE == 0xFFFE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_look_never_misses_what_hides() {
        for c in ('\0'..=char::MAX).filter(|c| hides(*c) || *c == '\r') {
            assert!(may_hide(format!("题{c}").as_bytes()), "{c:?}");
        }
    }

    #[test]
    fn what_nobody_can_see_is_found_at_its_place() {
        assert_eq!(hidden_character("标题: 通知\r\n\tb: c\n"), None);
        for bad in ['\0', '\u{7}', '\u{85}', '\u{2028}', '\u{202e}', '\u{feff}', '\u{ffff}', '\u{10fffe}'] {
            let text = format!("标{bad}题");
            assert_eq!(hidden_character(&text).map(|(c, s)| (c, s.start)), Some((bad, 3)), "{bad:?}");
        }
        assert_eq!(hidden_character("a\rb").map(|(c, _)| c), Some('\r'));
    }
}
