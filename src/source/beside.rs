//! The bytes of a file beside a page, for outputs that are made of them.

use std::io;
use std::path::Path;

use crate::source::page::read_bounded;
use crate::source::{FileBeside, MAX_TABLE};

/// Returns the bytes of a table beside a page.
///
/// # Errors
/// It cannot be read, is a link, or is larger than any table.
pub fn read_beside(root: &Path, file: &FileBeside) -> io::Result<Vec<u8>> {
    let path = root.join(file.path.as_str());
    if !std::fs::symlink_metadata(&path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a plain file"));
    }
    read_bounded(&path, MAX_TABLE)
}
