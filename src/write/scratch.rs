//! A folder that only this run knows, for what must not be left where somebody might publish it.

use std::path::Path;

use super::WriteError;

/// A folder among the system's temporary ones that only its owner may enter; it is removed when this is dropped.
#[derive(Debug)]
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    /// Makes an empty folder.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new() -> Result<Self, WriteError> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        builder.tempdir().map(Self).map_err(|e| WriteError::at(Path::new(PREFIX), e))
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

const PREFIX: &str = "qianfa-";
