//! Characters that come along when people paste from word processors and web pages.

/// What a stray character is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Residue {
    /// Zero-width, or a hyphen that shows only at the end of a line: nobody sees it.
    Invisible,
    /// A code point without a meaning of its own, whose shape only some fonts know.
    PrivateUse,
    /// What programs put where they could not read a character, or where an object stood.
    Replacement,
}

/// Returns the stray characters of `text`, in order. A byte order mark at the start is none, and neither are joiners in
/// scripts and emoji that need them.
pub(crate) fn residues(text: &str) -> Vec<(usize, char, Residue)> {
    if !may_hold_residue(text.as_bytes()) {
        return Vec::new();
    }
    let stray = |(at, c)| residue(c).filter(|_| !belongs(text, at, c)).map(|residue| (at, c, residue));
    text.char_indices().filter_map(stray).collect()
}

/// Returns whether a reader sees nothing of `c`.
pub(crate) fn is_invisible(c: char) -> bool {
    residue(c) == Some(Residue::Invisible)
}

/// Returns whether three bytes in a row look like a character that may be stray; never misses one.
///
/// Without branches in the loop, so that the compiler takes many bytes at a time; this sees every byte of every page.
fn may_hold_residue(bytes: &[u8]) -> bool {
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else { return false };
    // U+00AD has two bytes, and may end the text.
    let mut found = bytes.ends_with(&[0xc2, 0xad]);
    for ((&a, &b), &c) in bytes.iter().zip(second).zip(third) {
        // U+00AD, and U+180E with what else begins like it.
        found |= ((a == 0xc2) & (b == 0xad)) | ((a == 0xe1) & (b == 0xa0));
        // U+200B to U+200D, which “ ” — … resemble, and U+2060 to U+2064 with what else begins like them.
        found |= (a == 0xe2) & (((b == 0x80) & (c.wrapping_sub(0x8b) < 3)) | (b == 0x81));
        // U+E000 to U+F8FF, U+FEFF, U+FFFC, U+FFFD and what is not full-width beside them, planes 15 and 16.
        found |= (a == 0xee) | ((a == 0xef) & (b.wrapping_sub(0xbc) > 1)) | (a >= 0xf3);
    }
    found
}

fn residue(c: char) -> Option<Residue> {
    match c {
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            Some(Residue::Invisible)
        }
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Some(Residue::PrivateUse),
        '\u{fffc}' | '\u{fffd}' => Some(Residue::Replacement),
        _ => None,
    }
}

/// Returns whether an invisible character has its place where it stands.
fn belongs(text: &str, at: usize, c: char) -> bool {
    match c {
        '\u{feff}' => at == 0,
        // Joiners shape words of Arabic, Mongolian, Tibetan and Indic scripts, and emoji of several parts.
        '\u{200c}' | '\u{200d}' => text[..at].chars().next_back().is_some_and(|before| {
            matches!(before, '\u{600}'..='\u{1fff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
        }),
        '\u{180e}' => text[..at].chars().next_back().is_some_and(|before| matches!(before, '\u{1800}'..='\u{18af}')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stray_characters_are_found_where_they_stand() {
        let text = "\u{feff}安商规〔2026〕\u{200b}2号\u{ad}，\u{e5e5}田\u{fffd}“引”\u{feff}—…。！";
        let found: Vec<_> =
            residues(text).into_iter().map(|(at, c, residue)| (&text[at..at + c.len_utf8()], residue)).collect();
        let expected = [
            ("\u{200b}", Residue::Invisible),
            ("\u{ad}", Residue::Invisible),
            ("\u{e5e5}", Residue::PrivateUse),
            ("\u{fffd}", Residue::Replacement),
            ("\u{feff}", Residue::Invisible),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_residue_has_a_lead_that_is_looked_at() {
        for c in ('\0'..=char::MAX).filter(|c| residue(*c).is_some()) {
            let text = format!("商{c}");
            assert_eq!(residues(&text).len(), 1, "{c:?}");
        }
    }

    #[test]
    fn joiners_stay_where_scripts_and_emoji_need_them() {
        for text in ["می\u{200c}خواهم", "👨\u{200d}👩\u{200d}👧", "ᠮᠣᠩᠭᠣᠯ\u{180e}ᠠ"] {
            assert!(residues(text).is_empty(), "{text}");
        }
        assert_eq!(residues("商\u{200d}务").len(), 1);
    }
}
