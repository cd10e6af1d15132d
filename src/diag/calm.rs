//! Text from anywhere, made safe to print.
//!
//! File names, keys and values come from people we do not know, and terminals and log viewers obey some characters:
//! escape sequences recolour or retitle a terminal, line ends forge log lines, direction marks reorder what is read.

use std::borrow::Cow;

/// Returns `text` on one line, with every character that a terminal obeys, or that hides or reorders others, replaced
/// by one that can be seen.
pub fn calm(text: &str) -> Cow<'_, str> {
    if text.chars().any(obeyed) { text.chars().map(visible).collect::<String>().into() } else { text.into() }
}

/// Returns a text of several lines with the same characters replaced, but for its line ends and tabs.
pub fn calm_lines(text: &str) -> String {
    let shown = |c: char| if matches!(c, '\n' | '\t') { c } else { visible(c) };
    text.chars().map(shown).collect()
}

/// Returns a source text with the same characters at the same bytes, safe to print beside its line ends and tabs.
///
/// Control characters of ASCII stay, as the renderer of excerpts shows them itself.
pub(super) fn calm_in_place(source: &str) -> Cow<'_, str> {
    let stays = |c: char| c.is_ascii() || !obeyed(c);
    if source.chars().all(stays) {
        return source.into();
    }
    source.chars().map(|c| if stays(c) { c } else { stand_in(c) }).collect::<String>().into()
}

fn obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if obeyed(c) => '\u{fffd}',
        c => c,
    }
}

/// Returns a visible character that takes as many bytes as `c`, so that places after it stay right.
fn stand_in(c: char) -> char {
    if c.len_utf8() == 2 { '¿' } else { '\u{fffd}' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        assert_eq!(calm("通知公告"), "通知公告");
        assert_eq!(calm("a\u{1b}[31m\nb\u{9b}c\u{202e}d\te"), "a␛[31m␊b\u{fffd}c\u{fffd}d e");
    }

    #[test]
    fn a_text_of_several_lines_keeps_its_lines() {
        assert_eq!(calm_lines("a\tb\u{1b}[8m\n\rc\u{202e}\n"), "a\tb␛[8m\n␍c\u{fffd}\n");
    }

    #[test]
    fn places_in_a_calmed_source_stay_right() {
        let source = "a\u{9b}b\u{202e}c\u{61c}d\u{feff}e\n";
        let calmed = calm_in_place(source);
        assert_eq!(calmed, "a¿b\u{fffd}c¿d\u{fffd}e\n");
        assert_eq!(calmed.len(), source.len());
    }
}
