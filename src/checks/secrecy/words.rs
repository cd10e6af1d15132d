//! The words of `data/lexicon/secrecy-marks.toml`, and the automaton that finds them in one pass.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diag::Sink;
use crate::fields::{Dialect, Reader, parse_toml};

const FILE: &str = "data/lexicon/secrecy-marks.toml";
const TEXT: &str = include_str!("../../../data/lexicon/secrecy-marks.toml");

/// What may stand between the two characters of a level.
const GAPS: [&str; 4] = ["", " ", "\u{3000}", "  "];

/// What a word of the lexicon is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// A level, by its rank from the strictest.
    Level(u8),
    /// A remark that is a mark where it stands alone.
    Remark,
    /// The name of the field that holds the number of a copy.
    Copy,
    /// A remark that counts only beside a level or another remark.
    With,
    /// What may stand between them.
    Filler,
}

/// The lexicon, ready for use.
pub(super) struct Words {
    /// Levels, remarks and copy fields, with their roles by pattern.
    pub(super) finder: AhoCorasick,
    pub(super) roles: Vec<Role>,
    /// Every word with its role, the longest first.
    pub(super) all: Vec<(String, Role)>,
    /// The stars of a mark.
    pub(super) stars: Vec<char>,
    /// The names of the field that holds the level.
    pub(super) fields: Vec<String>,
    /// How many digits the number of a copy has.
    pub(super) copy_digits: usize,
}

/// The lexicon that the program carries.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut sink = Sink::default();
    let words = read(&mut sink);
    assert!(sink.is_empty(), "the embedded lexicon is tested: {:?}", sink.findings());
    words.expect("a lexicon without findings is complete")
});

fn read(sink: &mut Sink) -> Option<Words> {
    let root = match parse_toml(FILE, TEXT) {
        Ok(root) => root,
        Err(finding) => {
            sink.push(*finding);
            return None;
        }
    };
    let mut reader = Reader::new(FILE.into(), Dialect::SETTINGS, root, sink);
    let mut all = Vec::new();
    let mut level = reader.table("level")?;
    let stars = texts(&mut level, "stars").iter().filter_map(|s| s.chars().next()).collect();
    for (rank, forms) in level.list("words")?.value.into_iter().enumerate() {
        let crate::fields::Value::List(forms) = forms.value else { return None };
        for form in forms {
            let crate::fields::Value::Text(word) = form.value else { return None };
            let rank = u8::try_from(rank).ok()?;
            all.extend(GAPS.iter().map(|gap| (spaced(&word, gap), Role::Level(rank))));
        }
    }
    let fields = texts(&mut reader.table("field")?, "names");
    let mut copy = reader.table("copy")?;
    let copy_digits = usize::try_from(copy.integer("digits")?.value).ok()?;
    all.extend(texts(&mut copy, "names").into_iter().map(|w| (w, Role::Copy)));
    let mut remark = reader.table("remark")?;
    for (key, role) in [("alone", Role::Remark), ("with", Role::With), ("filler", Role::Filler)] {
        all.extend(texts(&mut remark, key).into_iter().map(|w| (w, role)));
    }
    all.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    let sought = all.iter().filter(|(_, role)| matches!(role, Role::Level(_) | Role::Remark | Role::Copy));
    let (patterns, roles): (Vec<&str>, Vec<Role>) = sought.map(|(w, r)| (w.as_str(), *r)).unzip();
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok()?;
    Some(Words { finder, roles, all, stars, fields, copy_digits })
}

fn texts(reader: &mut Reader<'_>, key: &'static str) -> Vec<String> {
    reader.texts(key).map_or_else(Vec::new, |list| list.value.into_iter().map(|t| t.value).collect())
}

/// Returns a word of two characters with `gap` between them.
fn spaced(word: &str, gap: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| format!("{first}{gap}{}", characters.as_str()))
}
