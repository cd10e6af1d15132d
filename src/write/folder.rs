//! The folder that a build writes: whose it is, and how a new one takes its place.
//!
//! Everything is made in a stage beside the folder and exchanged with it in one rename, so that neither a reader nor a
//! crash ever sees half a site. What a killed run leaves behind is a stage, which the next run removes.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::WriteError;

/// What a folder was written for; a folder of one mark is never written for the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    Release,
    Preview,
}

/// The file that marks an output folder.
const MARK: &str = ".qianfa-output";

/// The repository keeps `public/` with this file.
const GITIGNORE: &str = ".gitignore";

/// Previews go to this folder inside `public/`.
const PREVIEW: &str = ".preview";

impl Mark {
    fn text(self) -> &'static str {
        match self {
            Self::Release => "release\n",
            Self::Preview => "preview\n",
        }
    }
}

/// An output folder that this run may write, locked against other runs until it is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    mark: Mark,
    _lock: Lock,
}

/// A lock file that this run holds; it goes when the run is done with the folder.
#[derive(Debug)]
struct Lock {
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

impl Folder {
    /// Takes the folder at `path`, which need not exist.
    ///
    /// # Errors
    /// It is marked as the other kind's, is not empty and not marked, or another run is writing it.
    pub(super) fn take(path: &Path, mark: Mark) -> Result<Self, WriteError> {
        let path = std::path::absolute(path).map_err(|e| WriteError::at(path, e))?;
        let parent = path.parent().ok_or_else(|| WriteError::NotOurs { path: path.clone() })?;
        refuse_file(&path)?;
        fs::create_dir_all(parent).map_err(|e| WriteError::at(parent, e))?;
        let lock = lock(beside(&path, "lock"))?;
        let folder = Self { path, mark, _lock: lock };
        folder.remove_old_stages()?;
        folder.check_mark()?;
        Ok(folder)
    }

    fn check_mark(&self) -> Result<(), WriteError> {
        refuse_file(&self.path)?;
        match fs::read_to_string(self.path.join(MARK)) {
            Ok(text) if text == self.mark.text() => Ok(()),
            Ok(_) => Err(WriteError::OtherMark { path: self.path.clone() }),
            Err(e) if e.kind() == io::ErrorKind::NotFound => self.check_empty(),
            Err(e) => Err(WriteError::at(&self.path.join(MARK), e)),
        }
    }

    fn check_empty(&self) -> Result<(), WriteError> {
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(WriteError::at(&self.path, e)),
        };
        for entry in entries {
            let name = entry.map_err(|e| WriteError::at(&self.path, e))?.file_name();
            if !is_harmless(&name) {
                return Err(WriteError::NotOurs { path: self.path.clone() });
            }
        }
        Ok(())
    }

    /// Removes the stages of runs that were killed: nobody else can own one while we hold the lock.
    fn remove_old_stages(&self) -> Result<(), WriteError> {
        let (Some(parent), prefix) = (self.path.parent(), beside(&self.path, "stage")) else { return Ok(()) };
        let prefix = prefix.file_name().map(OsString::from).unwrap_or_default();
        for entry in fs::read_dir(parent).map_err(|e| WriteError::at(parent, e))? {
            let entry = entry.map_err(|e| WriteError::at(parent, e))?;
            if entry.file_name() == prefix {
                fs::remove_dir_all(entry.path()).map_err(|e| WriteError::at(&entry.path(), e))?;
            }
        }
        Ok(())
    }

    /// Makes an empty, marked stage beside the folder.
    pub(super) fn stage(&self) -> Result<PathBuf, WriteError> {
        let stage = beside(&self.path, "stage");
        fs::create_dir(&stage).map_err(|e| WriteError::at(&stage, e))?;
        let mark = stage.join(MARK);
        fs::write(&mark, self.mark.text()).map_err(|e| WriteError::at(&mark, e))?;
        Ok(stage)
    }

    /// Puts the finished stage in the folder's place, and removes what was there.
    ///
    /// The repository's own `.gitignore` is copied before, the preview inside `public/` moved after the exchange: a
    /// crash between the two loses at most a preview.
    pub(super) fn exchange(self, stage: &Path) -> Result<(), WriteError> {
        if fs::symlink_metadata(&self.path).is_err() {
            return fs::rename(stage, &self.path).map_err(|e| WriteError::at(&self.path, e));
        }
        let ignore = self.path.join(GITIGNORE);
        if ignore.is_file() {
            fs::copy(&ignore, stage.join(GITIGNORE)).map_err(|e| WriteError::at(&ignore, e))?;
        }
        swap(stage, &self.path).map_err(|e| WriteError::at(&self.path, e))?;
        let preview = stage.join(PREVIEW);
        if preview.is_dir() {
            fs::rename(&preview, self.path.join(PREVIEW)).map_err(|e| WriteError::at(&preview, e))?;
        }
        fs::remove_dir_all(stage).map_err(|e| WriteError::at(stage, e))
    }

    /// Puts one finished web root of the stage in its place inside the folder, leaving its sisters alone.
    pub(super) fn exchange_root(self, stage: &Path, root: &str) -> Result<(), WriteError> {
        fs::create_dir_all(&self.path).map_err(|e| WriteError::at(&self.path, e))?;
        let (new, old, mark) = (stage.join(root), self.path.join(root), self.path.join(MARK));
        fs::write(&mark, self.mark.text()).map_err(|e| WriteError::at(&mark, e))?;
        let result = if old.is_dir() { swap(&new, &old) } else { fs::rename(&new, &old) };
        result.map_err(|e| WriteError::at(&old, e))?;
        fs::remove_dir_all(stage).map_err(|e| WriteError::at(stage, e))
    }
}

/// Returns whether an unmarked folder that holds this entry still counts as empty: what the repository itself puts into
/// `public/`, the preview inside it, and the locks of both.
fn is_harmless(name: &OsStr) -> bool {
    name == GITIGNORE || name == PREVIEW || name.to_str().is_some_and(|n| n.contains(".qianfa-"))
}

/// Returns `.<name>.qianfa-<what>` beside `path`: on the same file system, so that a rename moves it.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".qianfa-{what}"));
    path.with_file_name(name)
}

/// Refuses a file, a link or a device where a folder should be.
fn refuse_file(path: &Path) -> Result<(), WriteError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_dir() => Err(WriteError::NotOurs { path: path.to_owned() }),
        _ => Ok(()),
    }
}

/// Takes the lock file at `path`.
///
/// Whoever held it removes it when done, so a lock on a file that is no longer there is worth nothing: then we try
/// again.
fn lock(path: PathBuf) -> Result<Lock, WriteError> {
    loop {
        let file = File::options().create(true).append(true).open(&path).map_err(|e| WriteError::at(&path, e))?;
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

#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (ours, there) = (file.metadata(), fs::metadata(path));
    matches!((ours, there), (Ok(a), Ok(b)) if (a.dev(), a.ino()) == (b.dev(), b.ino()))
}

#[cfg(not(unix))]
fn is_same_file(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Exchanges two folders in one step where the system can, else in two renames.
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // File systems that cannot exchange say so; everything else is a fault.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            Err(e) => return Err(e.into()),
        }
    }
    let aside = beside(old, "old");
    fs::rename(old, &aside)?;
    fs::rename(new, old)?;
    fs::rename(aside, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(at: &Path, mark: Mark, name: &str) -> Result<(), WriteError> {
        let folder = Folder::take(at, mark)?;
        let stage = folder.stage()?;
        fs::write(stage.join(name), name).unwrap();
        folder.exchange(&stage)
    }

    #[test]
    fn a_new_output_takes_the_place_of_the_old_whole() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        build(&out, Mark::Release, "a").unwrap();
        build(&out, Mark::Release, "b").unwrap();
        assert!(out.join("b").is_file() && !out.join("a").exists());
    }

    #[test]
    fn a_preview_is_never_written_over_a_release() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        build(&out, Mark::Release, "a").unwrap();
        assert!(matches!(build(&out, Mark::Preview, "b"), Err(WriteError::OtherMark { .. })));
        assert!(out.join("a").is_file());
    }

    #[test]
    fn somebody_elses_folder_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("thesis.doc"), "years of work").unwrap();
        assert!(matches!(build(dir.path(), Mark::Preview, "b"), Err(WriteError::NotOurs { .. })));
        assert!(dir.path().join("thesis.doc").is_file());
    }

    #[test]
    fn a_release_keeps_what_the_repository_put_there() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        fs::create_dir_all(&out).unwrap();
        fs::write(out.join(GITIGNORE), "*").unwrap();
        build(&out.join(PREVIEW), Mark::Preview, "p").unwrap();
        build(&out, Mark::Release, "a").unwrap();
        build(&out, Mark::Release, "b").unwrap();
        assert!(out.join(GITIGNORE).is_file() && out.join(PREVIEW).join("p").is_file() && out.join("b").is_file());
    }

    #[test]
    fn two_runs_do_not_write_one_folder() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        let _first = Folder::take(&out, Mark::Preview).unwrap();
        assert!(matches!(Folder::take(&out, Mark::Preview), Err(WriteError::Busy { .. })));
    }

    #[test]
    fn what_a_killed_run_left_behind_is_removed() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        let folder = Folder::take(&out, Mark::Preview).unwrap();
        fs::write(folder.stage().unwrap().join("half"), "").unwrap();
        drop(folder);
        build(&out, Mark::Preview, "whole").unwrap();
        assert!(out.join("whole").is_file() && !out.join("half").exists());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "neither stage nor lock is left");
    }
}
