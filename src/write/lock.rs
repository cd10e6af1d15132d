//! The lock beside an output folder: one run writes it at a time.

use std::fs::{self, File};
use std::path::PathBuf;

use super::WriteError;

/// A lock file that this run holds; it goes when the run is done with the folder.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What cannot be removed is taken again by the next run.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Takes the lock file at `path`.
///
/// Whoever held it removes it when done, so a lock on a file that is no longer there is worth nothing: then we try
/// again.
pub(super) fn take(path: PathBuf) -> Result<Lock, WriteError> {
    loop {
        let file = open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(WriteError::Busy { path }),
            Err(fs::TryLockError::Error(e)) => return Err(WriteError::at(&path, e)),
        }
        if is_same_file(&file, &path) {
            return Ok(Lock { path, file });
        }
    }
}

/// Opens or makes the lock file; a link, a pipe or anything else that is not a plain file is refused.
fn open(path: &PathBuf) -> Result<File, WriteError> {
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path).map_err(|e| WriteError::at(path, e))?;
    let plain = file.metadata().map_err(|e| WriteError::at(path, e))?.is_file();
    if plain { Ok(file) } else { Err(WriteError::NotOurs { path: path.clone() }) }
}

#[cfg(unix)]
fn is_same_file(file: &File, path: &PathBuf) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (ours, there) = (file.metadata(), fs::symlink_metadata(path));
    matches!((ours, there), (Ok(a), Ok(b)) if (a.dev(), a.ino()) == (b.dev(), b.ino()))
}

#[cfg(not(unix))]
fn is_same_file(_: &File, path: &PathBuf) -> bool {
    path.exists()
}
