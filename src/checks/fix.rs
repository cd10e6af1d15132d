//! Mends what can be mended without changing meaning; touches no disk.

use crate::diag::{Edit, Finding};

/// A text with its mends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixed {
    /// The mended text.
    pub text: String,
    /// How many findings were mended.
    pub count: usize,
}

/// Returns `text`, the content of `file`, with every safe mend that `findings` propose for it; none if there is none.
///
/// A finding is mended as a whole or not at all. Of two whose mends touch the same bytes the earlier wins; the other is
/// found again by the next run.
pub fn fix(file: &str, text: &str, findings: &[Finding]) -> Option<Fixed> {
    let safe = findings.iter().filter(|f| &*f.at.file == file).filter_map(|f| f.fix.as_ref()).filter(|f| f.safe);
    let mut proposals: Vec<&[Edit]> = safe.map(|f| f.edits.as_slice()).filter(|edits| fits(text, edits)).collect();
    proposals.sort_by_key(|edits| edits.first().map(|e| e.span));
    proposals.dedup();
    let mut edits: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for proposal in proposals {
        let start = proposal.first().map_or(0, |e| e.span.start);
        if edits.last().is_none_or(|last| last.span.end <= start) {
            edits.extend(proposal);
            count += 1;
        }
    }
    (count > 0).then(|| Fixed { text: edited(text, &edits), count })
}

/// Returns whether edits lie in `text`, on character boundaries, in order and without overlap.
fn fits(text: &str, edits: &[Edit]) -> bool {
    let in_order = edits.windows(2).all(|w| w[0].span.end <= w[1].span.start);
    !edits.is_empty() && in_order && edits.iter().all(|e| text.get(e.span.range()).is_some())
}

fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len() * 3);
    let mut from = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(&text[from..range.start]);
        out.push_str(&edit.text);
        from = range.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, codes};
    use crate::model::Span;

    fn finding(file: &str, edits: &[(usize, usize, &str)]) -> Finding {
        let edits = edits.iter().map(|(a, b, text)| Edit { span: Span::new(*a..*b), text: (*text).to_owned() });
        Finding::new(codes::HALF_WIDTH_PUNCTUATION, Place::file(file)).safe_fix(edits.collect())
    }

    #[test]
    fn safe_mends_of_the_file_are_made_together() {
        let findings =
            [finding("a.md", &[(4, 5, "！")]), finding("a.md", &[(0, 1, "")]), finding("b.md", &[(0, 5, "")])];
        let fixed = fix("a.md", "x商!\n", &findings).unwrap();
        assert_eq!((fixed.text.as_str(), fixed.count), ("商！\n", 2));
        assert_eq!(fix("a.md", "商务", &findings[..1]), None, "a mend that splits a character is not made");
    }

    #[test]
    fn mends_that_overlap_are_made_one_run_after_the_other() {
        let findings = [finding("a.md", &[(0, 2, "x"), (4, 5, "y")]), finding("a.md", &[(1, 3, "z")])];
        assert_eq!(fix("a.md", "abcdef", &findings).unwrap().text, "xcdyf");
    }

    #[test]
    fn what_is_not_safe_is_left_to_people() {
        let mut unsafe_one = finding("a.md", &[(0, 1, "x")]);
        unsafe_one.fix.as_mut().unwrap().safe = false;
        assert_eq!(fix("a.md", "abc", &[unsafe_one]), None);
        assert_eq!(fix("a.md", "abc", &[finding("a.md", &[(7, 9, "x")])]), None);
    }
}
