//! Line breaks inside a paragraph: between two Chinese characters they are nothing, elsewhere a space.
//!
//! An editor breaks a long line where it suits; in a browser the break would become a space in the middle of a word.
//! As CSS Text 3 has it, a break goes when both visible characters beside it are CJK and neither is Hangul; the marks
//! that Chinese and Latin text share (“ ” — …) count as CJK if the other character is. Digits and Latin letters do not:
//! `2026` and `年` on two lines keep their space.
//!
//! Emphasis, links and code are looked through: what counts is the character that a reader sees, so `` `ls` `` keeps the
//! space before `命令` and `` `政策` `` does not. A footnote's number belongs to the character before it. An image, raw
//! HTML or the edge of a block is no Chinese character.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cjk;
use crate::model::Span;

/// What lies before the place where the reader is.
#[derive(Default)]
pub(super) struct Joint {
    /// The last visible character of the block, unless something else stands behind it.
    last: Option<char>,
    /// The index of a line break after `last`, not yet decided.
    pending: Option<usize>,
}

impl Joint {
    /// Looks at the event that comes next after `events`; takes the pending line break out of them if it goes.
    pub(super) fn see(&mut self, next: &Event<'_>, events: &mut Vec<(Event<'_>, Span)>) {
        match next {
            Event::Text(text) | Event::Code(text) => self.visible(text, events),
            Event::SoftBreak => self.pending = self.last.map(|_| events.len()),
            Event::FootnoteReference(_)
            | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => *self = Self::default(),
        }
    }

    fn visible(&mut self, text: &str, events: &mut Vec<(Event<'_>, Span)>) {
        let Some(last) = text.chars().next_back() else { return };
        if let Some(at) = self.pending.take()
            && let (Some(before), Some(after)) = (self.last, text.chars().next())
            && joins(before, after)
        {
            // Only what opens or closes stands behind the break, so little moves.
            events.remove(at);
        }
        self.last = Some(last);
    }
}

/// Returns whether a line break between these characters is nothing.
fn joins(before: char, after: char) -> bool {
    let wide = |c| cjk::is_cjk(c) && !cjk::is_hangul(c);
    let chinese = |c| wide(c) || cjk::is_shared_mark(c);
    chinese(before) && chinese(after) && (wide(before) || wide(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_goes_only_between_chinese_characters() {
        for (before, after) in [('商', '务'), ('。', '“'), ('”', '商'), ('：', '《'), ('ー', 'ア')] {
            assert!(joins(before, after), "{before}{after}");
        }
        for (before, after) in [('年', '2'), ('a', '务'), ('”', '“'), ('한', '국'), ('商', '한'), ('。', 'a')]
        {
            assert!(!joins(before, after), "{before}{after}");
        }
    }
}
