//! The file that says what an output folder was written for.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::WriteError;

/// What a folder was written for; a folder of one mark is never written for another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    Release,
    Preview,
    /// A part of either, which nobody should take for the whole.
    Part,
}

/// What stands where a mark should be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    Nothing,
    /// A mark whose writer was killed before its words were there.
    Unfinished,
    Mark(Mark),
    /// A link, a folder, or words that are not ours.
    Other,
}

/// The name of the file.
pub(super) const NAME: &str = ".qianfa-output";

impl Mark {
    const ALL: [Self; 3] = [Self::Release, Self::Preview, Self::Part];

    fn text(self) -> &'static str {
        match self {
            Self::Release => "release\n",
            Self::Preview => "preview\n",
            Self::Part => "part\n",
        }
    }

    /// Marks a folder that has no mark yet.
    pub(super) fn put(self, folder: &Path) -> Result<(), WriteError> {
        let path = folder.join(NAME);
        let file = File::create_new(&path);
        file.and_then(|mut f| f.write_all(self.text().as_bytes())).map_err(|e| WriteError::at(&path, e))
    }
}

/// Returns the mark of `folder`; only a plain file of a few bytes is one.
pub(super) fn of(folder: &Path) -> Result<Found, WriteError> {
    let path = folder.join(NAME);
    let metadata = match fs::symlink_metadata(&path) {
        Ok(metadata) => metadata,
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Found::Nothing);
        }
        Err(e) => return Err(WriteError::at(&path, e)),
    };
    if !metadata.is_file() {
        return Ok(Found::Other);
    }
    let mut text = Vec::new();
    File::open(&path).and_then(|f| f.take(16).read_to_end(&mut text)).map_err(|e| WriteError::at(&path, e))?;
    if text.is_empty() {
        return Ok(Found::Unfinished);
    }
    let mark = Mark::ALL.into_iter().find(|m| m.text().as_bytes() == text);
    Ok(mark.map_or(Found::Other, Found::Mark))
}
