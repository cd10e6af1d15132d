//! Reads what people configure: the texts of `site.toml`, `reviewers.toml`, the working-day tables and the theme.
//!
//! Only the bytes: what they mean is read by `config`, `policy` and `render`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::ContentPath;
use crate::source::bounded::read_bounded;

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
pub fn read_settings(root: &Path, name: &str) -> Result<Option<String>, SettingsError> {
    let path = root.join(name);
    match read_bounded(&path, MAX_SETTINGS).and_then(utf8) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(SettingsError { path, source }),
    }
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
    existing.map_or(whole.clone(), |(real, rest)| real.join(rest))
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
pub fn read_calendars(root: &Path) -> Result<BTreeMap<String, String>, SettingsError> {
    let mut tables = BTreeMap::new();
    let folder = root.join(DATA);
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(tables),
        Err(source) => return Err(SettingsError { path: folder, source }),
    };
    for entry in entries {
        let entry = entry.map_err(|source| SettingsError { path: folder.clone(), source })?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with("calendar-") && name.ends_with(".toml") {
            let file = format!("{DATA}/{name}");
            if let Some(text) = read_settings(root, &file)? {
                tables.insert(file, text);
            }
        }
    }
    Ok(tables)
}

/// Returns the files of `themes/<name>/` by their path inside it, or none if there is no such folder.
///
/// # Errors
/// A file cannot be read, is too large, or is a link.
pub fn read_theme_files(root: &Path, name: &str) -> Result<Option<BTreeMap<String, Vec<u8>>>, SettingsError> {
    let folder = root.join(THEMES).join(name);
    for path in [&root.join(THEMES), &folder] {
        match std::fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                let source = io::Error::new(io::ErrorKind::InvalidInput, "a link or file, not a folder");
                return Err(SettingsError { path: path.clone(), source });
            }
            Err(_) => return Ok(None),
        }
    }
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder).follow_links(false).sort_by_file_name() {
        let entry = entry.map_err(|e| SettingsError { path: folder.clone(), source: e.into() })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let fault =
            |reason: &str| SettingsError { path: entry.path().to_owned(), source: io::Error::other(reason.to_owned()) };
        let inside =
            entry.path().strip_prefix(&folder).ok().and_then(Path::to_str).and_then(|p| ContentPath::parse(p).ok());
        let Some(inside) = inside.filter(|_| entry.file_type().is_file()) else {
            return Err(fault("not a plain file with a plain name"));
        };
        let bytes = read_bounded(entry.path(), MAX_THEME_FILE);
        let bytes = bytes.map_err(|source| SettingsError { path: entry.path().to_owned(), source })?;
        files.insert(inside.as_str().to_owned(), bytes);
        if files.len() > MAX_THEME_FILES {
            return Err(fault("too many files in one theme"));
        }
    }
    Ok(Some(files))
}

fn utf8(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not UTF-8"))
}
