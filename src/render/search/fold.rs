//! Text as it is searched: what looks or means the same to a reader is the same.
//!
//! `search.js` folds what somebody types by the same rules, in the same order: NFKC, then small letters, then the
//! tables below. White space goes, so that `2026 年` is `2026年`; the end of a line stays, so that nothing is found across
//! two cells of a table.

use unicode_normalization::UnicodeNormalization;

/// Ends a line of folded text.
pub(super) const BREAK: char = '\n';

/// Appends the folded form of `text` to `out`, which then ends with a [`BREAK`] unless it is empty.
pub(super) fn fold(text: &str, out: &mut Vec<char>) {
    let start = out.len();
    for c in text.chars() {
        match easy(c) {
            Some(Folded::Char(c)) => out.push(c),
            Some(Folded::Nothing) => {}
            None => {
                out.truncate(start);
                fold_slowly(text, out);
                break;
            }
        }
    }
    if out.last().is_some_and(|last| *last != BREAK) {
        out.push(BREAK);
    }
}

/// Returns the folded form of `text` as one text.
#[cfg(test)]
pub(super) fn folded(text: &str) -> String {
    let mut out = Vec::new();
    fold(text, &mut out);
    out.into_iter().collect()
}

/// What becomes of a character that is folded by itself.
enum Folded {
    Char(char),
    Nothing,
}

/// Folds a character that NFKC maps to one that never joins with what stands beside it: nearly all there are.
fn easy(c: char) -> Option<Folded> {
    Some(match c {
        '\u{4e00}'..='\u{9fff}' | '、' | '。' => Folded::Char(c),
        ' '..='~' => unify(c.to_ascii_lowercase()),
        '！'..='～' => unify(char::from_u32(u32::from(c) - 0xfee0)?.to_ascii_lowercase()),
        BREAK
        | '\t'
        | '\r'
        | '\u{3000}'
        | '“'..='”'
        | '‘'..='’'
        | '—'
        | '《'
        | '》'
        | '〔'
        | '〕'
        | '【'
        | '】'
        | '·' => unify(c),
        _ => return None,
    })
}

fn fold_slowly(text: &str, out: &mut Vec<char>) {
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if let Folded::Char(c) = unify(c) {
            out.push(c);
        }
    }
}

/// Maps what is written in more than one way to one of them, and drops what nobody sees.
fn unify(c: char) -> Folded {
    Folded::Char(match c {
        BREAK => BREAK,
        '〔' | '【' | '〖' | '[' => '(',
        '〕' | '】' | '〗' | ']' => ')',
        '\u{201c}'..='\u{201f}' | '「' | '」' | '『' | '』' | '〝' | '〞' => '"',
        '\u{2018}'..='\u{201b}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '•' | '‧' | '・' => '·',
        '〜' => '~',
        // White space, controls, marks of direction, joiners, variation selectors and tags.
        '\0'..=' '
        | '\u{7f}'..='\u{a0}'
        | '\u{ad}'
        | '\u{1680}'
        | '\u{180b}'..='\u{180f}'
        | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}'
        | '\u{3000}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}' => return Folded::Nothing,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_reads_alike_is_alike() {
        assert_eq!(folded("安商规〔2026〕2号"), folded("安商规[２０２６]２ 号"));
        assert_eq!(folded("安商规【2026】2号"), folded("安商规（2026）2号"));
        assert_eq!(folded("ＷＴＯ ２０２６年"), "wto2026年\n");
        assert_eq!(folded("“A”－B—C"), "\"a\"-b-c\n");
        assert_eq!(folded("甲\n 乙"), "甲\n乙\n");
        assert_eq!(folded("e\u{301}\u{200b}㎡ ﬁ"), "ém2fi\n");
        assert_eq!(folded(" \u{3000}"), "");
    }

    proptest! {
        #[test]
        fn the_short_way_leads_where_the_long_way_does(text in "[一-丁！-～ -~“”—《〔【·。、e\u{301}\u{3000}㎡\n]{0,12}") {
            let mut slowly = Vec::new();
            fold_slowly(&text, &mut slowly);
            if slowly.last().is_some_and(|last| *last != BREAK) {
                slowly.push(BREAK);
            }
            prop_assert_eq!(folded(&text), slowly.into_iter().collect::<String>());
        }
    }
}
