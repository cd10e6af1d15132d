//! Reads back what was written, for the preview server.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::OutputPath;

/// One web root of an output folder.
#[derive(Clone, Debug)]
pub struct WebRoot {
    path: PathBuf,
}

impl WebRoot {
    /// Returns the web root at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Returns the bytes at `address`, or nothing if no plain file is there: links are not followed out of the root,
    /// as no output is one.
    pub fn read(&self, address: &OutputPath) -> Option<Vec<u8>> {
        let mut path = self.path.clone();
        for segment in address.as_str().split('/') {
            path.push(segment);
            if is_link(&path) {
                return None;
            }
        }
        if path.is_file() { fs::read(&path).ok() } else { None }
    }
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.file_type().is_symlink())
}
