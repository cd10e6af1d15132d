//! What a preview is made from, as one hash: parts of a preview belong together only if they were made from the same
//! work tree. A release needs none: it names its commit.

use std::fmt::Write;

use crate::model::{BlobId, Sha256};
use crate::source::{EntryKind, Files, Hidden, Library, REVIEWERS_FILE, SITE_FILE, SettingsError, read_calendars};

/// The folder of the themes.
const THEMES: &str = "themes";

/// Largest file that is read for the hash, in bytes: as large as a file beside a page may be.
const MOST: usize = crate::source::MAX_FILE;

/// Returns a hash of the work tree: settings, calendars and themes by their bytes, pages by the names of theirs.
///
/// Of a file beside a page only the size: no part reads it but the one that makes its page, or the one that copies it.
///
/// # Errors
/// A file can no longer be read.
pub(super) fn state(library: &Library, files: &dyn Files) -> Result<Sha256, SettingsError> {
    let mut text = String::new();
    let mut shapes: Vec<String> = [SITE_FILE, REVIEWERS_FILE].map(str::to_owned).into();
    shapes.extend(read_calendars(files)?.into_keys());
    files.visit(THEMES, Hidden::LeftOut, &mut |entry| {
        if let (EntryKind::File, Ok(path)) = (entry.kind, std::str::from_utf8(entry.path)) {
            shapes.push(path.to_owned());
        }
    });
    for path in shapes {
        let bytes = files.read(&path, MOST).map_err(|source| SettingsError { path: files.place(&path), source })?;
        let _ = writeln!(text, "{path:?} {}", BlobId::of(&bytes));
    }
    for page in library.pages() {
        let _ = writeln!(text, "{:?} {}", page.path, page.blob);
        for file in &page.files {
            let _ = writeln!(text, "{:?} {}", file.path, file.size);
        }
    }
    Ok(Sha256::of(text.as_bytes()))
}
