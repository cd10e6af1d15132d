//! The text of one configuration file.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Longest configuration file: a matrix of a whole province has a tenth of it.
const MAX_TEXT: u64 = 8 * 1024 * 1024;

/// Returns the text of the file at `path`.
///
/// # Errors
/// It is not there, not a plain file, not UTF-8, or longer than 8 MiB.
pub fn read_text(path: &Path) -> io::Result<String> {
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file"));
    }
    let mut text = String::new();
    if file.take(MAX_TEXT + 1).read_to_string(&mut text)? as u64 > MAX_TEXT {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "longer than 8 MiB"));
    }
    Ok(text)
}
