//! Paths and modes that two systems would understand differently: refused as items, whoever signed them.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::git::{CommitNo, Mode, PathNo};
use crate::model::ContentPath;
use crate::review::paths::Paths;

/// What is hostile in a commit.
#[derive(Default)]
pub(super) struct Hostile {
    /// Plain paths, each with the reason.
    pub(super) items: BTreeMap<PathNo, &'static str>,
    /// Paths that are not plain, as they can be shown, each with the reason.
    pub(super) names: Vec<(String, &'static str)>,
}

impl Hostile {
    /// Returns whether there is none.
    pub(super) fn is_nothing(&self) -> bool {
        self.items.is_empty() && self.names.is_empty()
    }
}

/// Returns what is hostile in `commit`, among everything that could be published.
pub(super) fn find(paths: &Paths<'_>, commit: CommitNo) -> Hostile {
    let mut hostile = Hostile::default();
    let mut folded: HashMap<String, Vec<PathNo>> = HashMap::new();
    for (no, bytes) in paths.trail().versions.paths().filter(|(no, _)| paths.has(commit, *no)) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            folded.entry(fold(text)).or_default().push(no);
        }
        if paths.name(no).is_none() {
            let shown: String = String::from_utf8_lossy(bytes).chars().flat_map(shown).collect();
            hostile.names.push((shown, reason(bytes)));
        }
        let mode = paths.trail().versions.version(paths.at(commit, no)).map(|v| v.mode);
        match mode {
            Some(Mode::FILE | Mode::EXECUTABLE) | None => {}
            Some(Mode::SYMLINK) => drop(hostile.items.insert(no, "symlink")),
            Some(Mode::SUBMODULE) => drop(hostile.items.insert(no, "submodule")),
            Some(_) => drop(hostile.items.insert(no, "mode")),
        }
    }
    for twins in folded.into_values().filter(|twins| twins.len() > 1) {
        hostile.items.extend(twins.into_iter().map(|no| (no, "twin")));
    }
    hostile
}

/// Returns a path as the least careful system compares it: without case, in one normal form.
fn fold(path: &str) -> String {
    match path.is_ascii() {
        true => path.to_ascii_lowercase(),
        false => path.nfc().collect::<String>().to_uppercase().to_lowercase(),
    }
}

fn reason(name: &[u8]) -> &'static str {
    match std::str::from_utf8(name) {
        Ok(text) if !text.nfc().eq(text.chars()) => "twin",
        _ => "character",
    }
}

fn shown(c: char) -> Vec<char> {
    let plain = matches!(c, '/' | '.') || ContentPath::parse(c.encode_utf8(&mut [0; 4])).is_ok();
    if plain { vec![c] } else { c.escape_unicode().collect() }
}
