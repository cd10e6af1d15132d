//! Which characters are Chinese: a question of more than one rule.

/// Returns whether `c` is a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '々' | '〇' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Returns whether `c` is a mark that only Chinese text uses.
pub(crate) fn is_full_width_mark(c: char) -> bool {
    matches!(c, '、' | '。' | '〈'..='】' | '〔'..='〗' | '～' | '！' | '（' | '）' | '，' | '：' | '；' | '？' | '［' | '］')
}

/// Returns whether `c` is a mark that Chinese and Latin text share: “ ” ‘ ’ — … ·
pub(crate) fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}
