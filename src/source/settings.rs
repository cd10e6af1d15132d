//! Reads what people configure: the texts of `site.toml`, `reviewers.toml`, the working-day tables and the theme.
//!
//! Only the bytes: what they mean is read by `config`, `policy` and `render`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::ContentPath;
use crate::source::{Entry, EntryKind, Files, Hidden, WorkTree};

/// The configuration of the sites.
pub const SITE_FILE: &str = "site.toml";

/// The responsibility matrix.
pub const REVIEWERS_FILE: &str = "reviewers.toml";

/// The folder of working-day tables, lexicons and national numbers.
const DATA: &str = "data";

/// The folder of themes.
const THEMES: &str = "themes";

/// Longest settings file: a matrix of a thousand columns has 300 KiB.
const MAX_SETTINGS: usize = 4 << 20;

/// Most bytes of a theme's file, and most files of a theme: a theme is code and style, not an archive.
const MAX_THEME_FILE: usize = 4 << 20;
const MAX_THEME_FILES: usize = 2_000;

/// Why a settings file could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct SettingsError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// Returns the text of a settings file, or none if it is not there.
///
/// # Errors
/// It cannot be read, is too long, or is not UTF-8.
pub fn read_settings(files: &dyn Files, name: &str) -> Result<Option<String>, SettingsError> {
    match files.read(name, MAX_SETTINGS).and_then(utf8) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(SettingsError { path: files.place(name), source }),
    }
}

/// Returns the text of a small plain file outside the repository, such as the one that holds the trust root.
///
/// # Errors
/// It cannot be read, is longer than 64 KiB, or is not UTF-8.
pub fn read_small(path: &Path) -> Result<String, SettingsError> {
    // Whoever keeps it may keep it behind a link; what it leads to is read as everything else is.
    let read = || {
        let real = path.canonicalize()?;
        let name = real.file_name().and_then(std::ffi::OsStr::to_str).ok_or(io::ErrorKind::InvalidInput)?;
        WorkTree::new(real.parent().unwrap_or(Path::new("/"))).read(name, 64 << 10).and_then(utf8)
    };
    read().map_err(|source| SettingsError { path: path.to_owned(), source })
}

/// Returns the nearest folder at or above `dir` that holds a `site.toml`.
pub fn find_root(dir: &Path) -> Option<PathBuf> {
    let dir = std::path::absolute(dir).ok()?;
    dir.ancestors().find(|d| d.join(SITE_FILE).is_file()).map(Path::to_owned)
}

/// Returns `path` absolute and with its links followed as far as it exists.
pub fn real_path(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = whole.ancestors().find_map(|a| Some((a.canonicalize().ok()?, whole.strip_prefix(a).ok()?)));
    // Joining nothing would add a slash, and a file with a slash behind it is none.
    let join = |(real, rest): (PathBuf, &Path)| if rest.as_os_str().is_empty() { real } else { real.join(rest) };
    existing.map_or_else(|| whole.clone(), join)
}

/// Returns where `path` lies below `root`, `/`-separated and empty for `root` itself: `..` and links are followed, so
/// that two spellings of one place are one.
pub fn place_below(root: &Path, path: &Path) -> Option<String> {
    let (root, path) = (root.canonicalize().ok()?, path.canonicalize().ok()?);
    let inside = path.strip_prefix(&root).ok()?;
    let segments: Option<Vec<&str>> = inside.iter().map(|s| s.to_str()).collect();
    segments.map(|s| s.join("/"))
}

/// Returns the working-day tables of the repository: file → text, in the order of names.
///
/// # Errors
/// The folder or a table cannot be read.
pub fn read_calendars(files: &dyn Files) -> Result<BTreeMap<String, String>, SettingsError> {
    let mut names = Vec::new();
    let mut found = Ok(());
    files.visit(DATA, Hidden::LeftOut, &mut |entry| match entry {
        Entry { path, kind } if path == DATA.as_bytes() => found = is_folder(files, DATA, kind).map(drop),
        Entry { path, .. } => {
            names.extend(std::str::from_utf8(path).ok().filter(|p| is_calendar(p)).map(str::to_owned))
        }
    });
    found?;
    let mut tables = BTreeMap::new();
    for name in names {
        if let Some(text) = read_settings(files, &name)? {
            tables.insert(name, text);
        }
    }
    Ok(tables)
}

fn is_calendar(path: &str) -> bool {
    let name = path.strip_prefix(DATA).and_then(|inside| inside.strip_prefix("/calendar-"));
    name.is_some_and(|rest| rest.ends_with(".toml") && !rest.contains('/'))
}

/// Returns whether a folder is there; what is there and is no folder is refused.
fn is_folder(files: &dyn Files, path: &str, kind: EntryKind) -> Result<bool, SettingsError> {
    let source = match kind {
        EntryKind::Folder => return Ok(true),
        EntryKind::Unreadable(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        EntryKind::Unreadable(e) => e,
        _ => io::Error::new(io::ErrorKind::InvalidInput, "a link or file, not a folder"),
    };
    Err(SettingsError { path: files.place(path), source })
}

/// Returns the files of `themes/<name>/` by their path inside it, or none if there is no such folder.
///
/// # Errors
/// A file cannot be read, is too large, or is a link.
pub fn read_theme_files(files: &dyn Files, name: &str) -> Result<Option<BTreeMap<String, Vec<u8>>>, SettingsError> {
    let folder = format!("{THEMES}/{name}");
    let mut theme = Some(BTreeMap::new());
    let mut fault = None;
    files.visit(&folder, Hidden::Told, &mut |entry| {
        if fault.is_none()
            && let Err(error) = take_theme_file(files, &folder, entry, &mut theme)
        {
            fault = Some(error);
        }
    });
    fault.map_or(Ok(theme), Err)
}

fn take_theme_file(
    files: &dyn Files,
    folder: &str,
    entry: Entry<'_>,
    theme: &mut Option<BTreeMap<String, Vec<u8>>>,
) -> Result<(), SettingsError> {
    let shown = String::from_utf8_lossy(entry.path);
    let fault = |source| Err(SettingsError { path: files.place(&shown), source });
    let Some(inside) = shown.strip_prefix(folder).filter(|inside| !inside.is_empty()) else {
        // The folder itself, or a link on the way to it.
        if !is_folder(files, &shown, entry.kind)? {
            *theme = None;
        }
        return Ok(());
    };
    let inside = std::str::from_utf8(entry.path).ok().and_then(|_| ContentPath::parse(&inside[1..]).ok());
    let (inside, theme) = match (entry.kind, inside, theme) {
        (EntryKind::Folder, ..) => return Ok(()),
        (EntryKind::Unreadable(error), ..) => return fault(error),
        (EntryKind::File, Some(inside), Some(theme)) => (inside, theme),
        _ => return fault(io::Error::other("not a plain file with a plain name")),
    };
    if theme.len() >= MAX_THEME_FILES {
        return fault(io::Error::other("too many files in one theme"));
    }
    match files.read(&shown, MAX_THEME_FILE) {
        Ok(bytes) => theme.insert(inside.as_str().to_owned(), bytes).map_or(Ok(()), |_| Ok(())),
        Err(error) => fault(error),
    }
}

fn utf8(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not UTF-8"))
}
