//! Marks of secrecy 国家秘密标志: where a text bears one, and where it merely speaks of secrecy.
//!
//! # The problem
//!
//! The words of the marks — 绝密、机密、秘密 — are ordinary words: a regulation speaks of 国家秘密, a trader of 商业秘密,
//! a headline of 老字号的秘密. A finding withholds the page, so a false one stops what ought to be published, and a
//! missed one is a leak.
//!
//! # The way
//!
//! A word is a mark by its *position*, never by itself: beside the star of a mark, alone on its line, alone in
//! brackets, or behind the name of its field. The words are found in one pass; each hit then looks at most
//! [`NEAR`] bytes around itself, and each line is judged once, so hostile text costs no more than its length.
//!
//! # What we decided
//!
//! * What is quoted is an example, not a mark: nobody puts a mark in quotation marks.
//! * Two levels together, in a row, in brackets or alone on two lines of one page, are an explanation of the levels.
//! * More than one star is a rating.

mod marks;
mod words;

pub(crate) use marks::{in_file_name, in_text};

/// How far a hit looks around itself, in bytes: longer than any mark, its term and its brackets.
const NEAR: usize = 160;

#[cfg(test)]
mod tests {
    use super::*;

    const POSITIVE: &str = include_str!("../../../tests/data/secrecy-marks/positive.txt");
    const NEGATIVE: &str = include_str!("../../../tests/data/secrecy-marks/negative.txt");
    const REGULATION: &str = include_str!("../../../tests/data/regulation.txt");

    fn examples(text: &str) -> impl Iterator<Item = &str> {
        text.lines().filter(|l| !l.is_empty() && !l.starts_with("// "))
    }

    fn is_marked(example: &str) -> bool {
        if let Some(name) = example.strip_prefix("file:") {
            return in_file_name(name).is_some();
        }
        let (front, text) = match example.strip_prefix("front:") {
            Some(front) => (front.len(), front.to_owned()),
            None => (0, example.replace("\\n", "\n")),
        };
        !in_text(&text, front).is_empty()
    }

    #[test]
    fn every_mark_is_found() {
        let missed: Vec<_> = examples(POSITIVE).filter(|e| !is_marked(e)).collect();
        assert!(missed.is_empty(), "{missed:#?}");
        assert!(examples(POSITIVE).count() >= 40);
    }

    #[test]
    fn speaking_of_secrecy_is_no_mark() {
        let wrong: Vec<_> = examples(NEGATIVE).filter(|e| is_marked(e)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(examples(NEGATIVE).count() >= 200);
    }

    #[test]
    fn the_regulation_bears_no_mark() {
        assert!(in_text(REGULATION, 0).is_empty());
    }

    #[test]
    fn a_mark_is_shown_where_it_stands() {
        let text = "---\ntitle: 通知\n---\n\n> 机密 ★ 10年\n";
        let marks = in_text(text, 19);
        assert_eq!(marks.len(), 1);
        assert_eq!(&text[marks[0].range.clone()], "机密 ★ 10年");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_is_judged_at_places_inside_it(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES.as_slice()), 0..40),
            front in 0usize..60,
        ) {
            let text = pieces.concat();
            let front = text.floor_char_boundary(front.min(text.len()));
            for mark in in_text(&text, front) {
                proptest::prop_assert!(!text[mark.range].is_empty());
            }
            let _ = in_file_name(&text);
        }
    }

    /// What marks are made of, and what stands around them.
    const PIECES: [&str; 38] = [
        "机密",
        "绝 密",
        "秘密",
        "国家",
        "★",
        "☆",
        "*",
        "10年",
        "长期",
        "密级",
        "：",
        ":",
        "|",
        " ",
        "\u{3000}",
        "\n",
        "# ",
        "> ",
        "- ",
        "【",
        "】",
        "（",
        "）",
        "[",
        "]",
        "内部资料",
        "注意保存",
        "此件不公开",
        "份号",
        "000012",
        "title: ",
        "\"",
        "“",
        "`",
        "。",
        "级",
        "\\",
        "甲",
    ];

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a test may look at the clock")]
    fn hostile_text_costs_no_more_than_its_length() {
        for piece in ["秘密", "机密★", "【秘密", "密级：", "内部资料", "（内部资料", "# 机密\n", "机密\n", "| 密级 "]
        {
            let text = piece.repeat(100_000);
            in_text(&text, 0);
        }
    }
}
