//! Applies safe fixes to a text: values only, whoever calls writes the file.

use std::collections::BTreeMap;

use crate::diag::{Edit, Finding};

/// A text after its fixes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// How many findings were mended.
    pub count: usize,
}

/// Returns `text` with the safe fixes of those `findings` that stand in `file`.
///
/// A fix is applied whole or not at all. Where two fixes touch, the one that begins first wins, and the other is left
/// for the next run, which sees the new text; so is a fix that does not fit the text.
pub fn apply(file: &str, text: &str, findings: &[Finding]) -> Mended {
    let mut fixes: Vec<&[Edit]> = findings.iter().filter(|f| &*f.at.file == file).filter_map(safe_edits).collect();
    fixes.sort_by_key(|edits| edits.first().map(|e| e.span));
    let mut chosen = Chosen::default();
    let count = fixes.into_iter().filter(|edits| fits(text, edits) && chosen.take(edits)).count();
    Mended { text: chosen.write(text), count }
}

fn safe_edits(finding: &Finding) -> Option<&[Edit]> {
    finding.fix.as_ref().filter(|fix| fix.safe).map(|fix| fix.edits.as_slice())
}

/// Returns whether the edits name characters of `text`, from first to last without overlap.
fn fits(text: &str, edits: &[Edit]) -> bool {
    let inside = |e: &Edit| text.get(e.span.range()).is_some();
    !edits.is_empty() && edits.iter().all(inside) && edits.windows(2).all(|w| w[0].span.end <= w[1].span.start)
}

/// The edits to be made, by their first byte; no two touch the same byte or begin at the same place.
#[derive(Default)]
struct Chosen<'a> {
    edits: BTreeMap<u32, &'a Edit>,
}

impl<'a> Chosen<'a> {
    /// Takes all of `edits`, or none if one of them is in the way of an edit taken before.
    fn take(&mut self, edits: &'a [Edit]) -> bool {
        let starts_are_distinct = edits.windows(2).all(|w| w[0].span.start < w[1].span.start);
        let free = starts_are_distinct && edits.iter().all(|e| self.is_free(e));
        if free {
            self.edits.extend(edits.iter().map(|e| (e.span.start, e)));
        }
        free
    }

    fn is_free(&self, edit: &Edit) -> bool {
        let span = edit.span;
        let before = self.edits.range(..=span.start).next_back();
        let after = self.edits.range(span.start..).next();
        before.is_none_or(|(start, e)| e.span.end <= span.start && *start < span.start)
            && after.is_none_or(|(start, _)| span.end <= *start && span.start < *start)
    }

    fn write(&self, text: &str) -> String {
        let mut mended = String::with_capacity(text.len());
        let mut done = 0;
        for edit in self.edits.values() {
            mended.push_str(&text[done..edit.span.start as usize]);
            mended.push_str(&edit.text);
            done = edit.span.end as usize;
        }
        mended.push_str(&text[done..]);
        mended
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, codes};
    use crate::model::Span;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start..end), text: text.into() }
    }

    fn finding(edits: Vec<Edit>) -> Finding {
        Finding::new(codes::HALF_WIDTH_PUNCTUATION, Place::new("a.md", edits[0].span)).safe_fix(edits)
    }

    #[test]
    fn a_half_width_comma_in_chinese_text_is_mended() {
        let mended = apply("a.md", "你好,世界.", &[finding(vec![edit(13, 14, "。")]), finding(vec![edit(6, 7, "，")])]);
        assert_eq!(mended, Mended { text: "你好，世界。".into(), count: 2 });
    }

    #[test]
    fn where_two_fixes_touch_the_first_wins_whole() {
        let first = finding(vec![edit(0, 2, "A"), edit(6, 8, "B")]);
        let second = finding(vec![edit(1, 3, "X"), edit(9, 9, "Y")]);
        let between = finding(vec![edit(3, 4, "M")]);
        let mended = apply("a.md", "0123456789", &[second, between, first]);
        assert_eq!(mended, Mended { text: "A2M45B89".into(), count: 2 });
    }

    #[test]
    fn two_insertions_at_one_place_are_not_put_in_an_order_by_chance() {
        let mended = apply("a.md", "ab", &[finding(vec![edit(1, 1, "x")]), finding(vec![edit(1, 1, "y")])]);
        assert_eq!(mended.count, 1);
    }

    #[test]
    fn a_fix_that_is_unsafe_or_elsewhere_or_does_not_fit_changes_nothing() {
        let mut unsafe_fix = finding(vec![edit(0, 1, "x")]);
        unsafe_fix.fix.as_mut().unwrap().safe = false;
        let mut elsewhere = finding(vec![edit(0, 1, "x")]);
        elsewhere.at = Place::file("b.md");
        let split_character = finding(vec![edit(1, 2, "x")]);
        let too_far = finding(vec![edit(3, 9, "x")]);
        let disordered = finding(vec![edit(3, 3, "x"), edit(0, 3, "x")]);
        let mended = apply("a.md", "字", &[unsafe_fix, elsewhere, split_character, too_far, disordered]);
        assert_eq!(mended, Mended { text: "字".into(), count: 0 });
    }
}
