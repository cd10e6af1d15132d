//! What changed in a unit since its last approved edition, file by file.

use std::collections::BTreeSet;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::commands::Cx;
use crate::diag::{Message, calm_lines};
use crate::git::{GitError, PathNo, VersionId};
use crate::review::{Court, Held, Unit};

/// One file, compared.
pub(super) struct FileChange {
    /// The file.
    pub(super) path: PathNo,
    /// What it is now; absent if it is gone.
    pub(super) now: VersionId,
    /// How it differs.
    pub(super) change: Change,
}

/// How a file differs from the edition.
pub(super) enum Change {
    /// The edition does not have it, or there is none.
    New,
    /// It is the same.
    Same,
    /// Only the edition has it.
    Gone,
    /// It differs, and is no text.
    Bytes,
    /// It differs.
    Text {
        /// Lines that it has and the edition has not.
        added: usize,
        /// Lines that the edition has and it has not.
        removed: usize,
        /// The differences with three lines around each, as people and `patch` know them.
        unified: String,
    },
}

/// Longest time that one comparison may look for the shortest difference; after that any difference will do.
const PATIENCE: Duration = Duration::from_secs(2);

/// Compares a unit with an edition of it, in the order of its files; what only the edition has comes last.
///
/// # Errors
/// A blob is missing or damaged.
pub(super) fn compare(court: &Court<'_>, unit: &Unit, edition: Option<&Held>) -> Result<Vec<FileChange>, GitError> {
    let before = edition.map(|e| e.items.as_slice()).unwrap_or_default();
    let mut changes = Vec::with_capacity(unit.items.len());
    for item in &unit.items {
        let old = before.iter().find(|(path, _)| *path == item.path).map(|(_, version)| *version);
        let change = match old {
            None => Change::New,
            Some(old) if old == item.version => Change::Same,
            Some(old) => text_change(court, item.path, old, item.version)?,
        };
        changes.push(FileChange { path: item.path, now: item.version, change });
    }
    let kept: BTreeSet<PathNo> = unit.items.iter().map(|i| i.path).collect();
    let gone = before.iter().filter(|(path, _)| !kept.contains(path));
    changes.extend(gone.map(|(path, _)| FileChange { path: *path, now: VersionId::ABSENT, change: Change::Gone }));
    Ok(changes)
}

fn text_change(court: &Court<'_>, path: PathNo, old: VersionId, new: VersionId) -> Result<Change, GitError> {
    let text = |version| court.paths.with_text(version, str::to_owned);
    let (Some(old), Some(new)) = (text(old)?, text(new)?) else { return Ok(Change::Bytes) };
    let name = court.paths.name(path).map(ToString::to_string).unwrap_or_default();
    Ok(difference(&name, &old, &new))
}

fn difference(name: &str, old: &str, new: &str) -> Change {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, new);
    let count = |tag| diff.iter_all_changes().filter(|c| c.tag() == tag).count();
    let (added, removed) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
    // It may be hostile.
    let unified = diff.unified_diff().context_radius(3).header(name, name).to_string();
    Change::Text { added, removed, unified: calm_lines(&unified) }
}

impl FileChange {
    /// Returns the change in a few words.
    pub(super) fn words(&self, cx: &Cx<'_>) -> String {
        let message = match &self.change {
            Change::New => Message::new("change-new"),
            Change::Same => Message::new("change-same"),
            Change::Gone => Message::new("change-gone"),
            Change::Bytes => Message::new("change-bytes"),
            Change::Text { added, removed, .. } => {
                Message::new("change-text").with("added", *added).with("removed", *removed)
            }
        };
        cx.word(&message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(old: &str, new: &str) -> (usize, usize, String) {
        match difference("a.md", old, new) {
            Change::Text { added, removed, unified } => (added, removed, unified),
            _ => panic!("two texts"),
        }
    }

    #[test]
    fn lines_are_counted_and_shown_with_what_stands_around_them() {
        let (added, removed, unified) = text("一\n二\n三\n", "一\n贰\n三\n四\n");
        assert_eq!((added, removed), (2, 1));
        assert_eq!(unified, "--- a.md\n+++ a.md\n@@ -1,3 +1,4 @@\n 一\n-二\n+贰\n 三\n+四\n");
    }

    #[test]
    fn what_would_move_the_cursor_or_turn_the_line_around_is_replaced() {
        let (_, _, unified) = text("", "\u{1b}[2J\u{8}\u{202e}x\ty\n");
        assert!(unified.ends_with("+␛[2J␈\u{fffd}x\ty\n"), "{unified:?}");
    }

    #[test]
    fn a_text_of_nothing_but_different_lines_takes_no_longer_than_patience() {
        let lines = |c: char| (0..20_000).map(|n| format!("{c}{n}\n")).collect::<String>();
        let (added, removed, _) = text(&lines('a'), &lines('b'));
        assert_eq!((added, removed), (20_000, 20_000));
    }
}
