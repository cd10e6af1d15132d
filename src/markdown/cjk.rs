//! Which characters are Chinese enough to change how Markdown is read.
//!
//! Two questions need an answer: whether a mark of emphasis may stand beside a character (`emphasis.rs`), and whether a
//! line break between two characters is a space (`join.rs`).

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Returns whether `c` is a CJK character as the CommonMark amendment for CJK-friendly emphasis defines it: wide or
/// half-wide by East Asian Width and not an emoji by default, or written in Hangul.
///
/// The ranges are the amendment's own list (tats-u/markdown-cjk-friendly, `ranges.md`, Unicode 18).
pub(super) fn is_cjk(c: char) -> bool {
    if c < '\u{1100}' {
        return false;
    }
    matches!(u32::from(c),
        0x3250..=0xa48c | 0xff01..=0xffbe | 0x2ff0..=0x303e | 0x20000..=0x3fffd
        | 0x1100..=0x11ff | 0x20a9 | 0x2329..=0x232a | 0x2630..=0x2637 | 0x268a..=0x268f
        | 0x2e80..=0x2e99 | 0x2e9b..=0x2ef3 | 0x2f00..=0x2fd5
        | 0x3041..=0x3096 | 0x3099..=0x30ff | 0x3105..=0x312f | 0x3131..=0x318e | 0x3190..=0x31e5
        | 0x31ef..=0x321e | 0x3220..=0x3247 | 0xa490..=0xa4c6 | 0xa960..=0xa97c
        | 0xac00..=0xd7a3 | 0xd7b0..=0xd7c6 | 0xd7cb..=0xd7fb | 0xf900..=0xfaff
        | 0xfe10..=0xfe19 | 0xfe30..=0xfe52 | 0xfe54..=0xfe66 | 0xfe68..=0xfe6b
        | 0xffc2..=0xffc7 | 0xffca..=0xffcf | 0xffd2..=0xffd7 | 0xffda..=0xffdc
        | 0xffe0..=0xffe6 | 0xffe8..=0xffee
        | 0x16fe0..=0x16fe4 | 0x16ff0..=0x16ff6 | 0x17000..=0x18cda | 0x18cff..=0x18d20
        | 0x18d80..=0x18df2 | 0x18e00..=0x19191 | 0x191a0..=0x191d2
        | 0x1aff0..=0x1aff3 | 0x1aff5..=0x1affb | 0x1affd..=0x1affe
        | 0x1b000..=0x1b128 | 0x1b132 | 0x1b150..=0x1b152 | 0x1b155 | 0x1b164..=0x1b168 | 0x1b170..=0x1b2fb
        | 0x1d300..=0x1d356 | 0x1d360..=0x1d376
        | 0x1f1ae | 0x1f200 | 0x1f202 | 0x1f210..=0x1f219 | 0x1f21b..=0x1f22e | 0x1f230..=0x1f231
        | 0x1f237 | 0x1f23b | 0x1f240..=0x1f248 | 0x1f260..=0x1f265 | 0x1f7da)
}

/// Returns whether `c` is one of the marks that Chinese and Latin text share: “ ” ‘ ’ — … ·
///
/// The amendment leaves them out because it cannot know the language of a text. We know it.
pub(super) fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Returns whether `c` belongs to Chinese text: CJK, or a mark that Chinese text shares.
pub(super) fn is_chinese(c: char) -> bool {
    is_cjk(c) || is_shared_mark(c)
}

/// Returns whether `c` is written in Hangul, where words are divided by spaces.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11ff | 0x3131..=0x318e | 0x3200..=0x321e | 0x3260..=0x327f | 0xa960..=0xa97c
        | 0xac00..=0xd7a3 | 0xd7b0..=0xd7fb | 0xffa0..=0xffdc)
}

/// Returns whether `c` is punctuation as CommonMark 0.31 means it: general category P or S.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    if is_ideograph(c) {
        return false;
    }
    matches!(c.general_category_group(), GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}

/// Returns whether `c` is one of the ideographs that nearly all Chinese is written in.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Returns whether `c` selects a variant of an ideograph.
pub(super) fn selects_ideograph(c: char) -> bool {
    matches!(c, '\u{e0100}'..='\u{e01ef}')
}

/// Returns whether `c` selects a variant of whatever stands before it, other than an emoji.
pub(super) fn selects_variant(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0e}')
}
