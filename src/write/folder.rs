//! The folder that a build writes: whose it is, and how a new one takes its place.
//!
//! Everything is made in a stage beside the folder and exchanged with it in one rename, so that neither a reader nor a
//! crash ever sees half a site. What a killed run leaves behind is a stage, which the next run removes.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::journal::Journal;
use super::lock::{self, Lock};
use super::mark::{self, Found, Mark};

/// The repository keeps `public/` with this file, which says that nothing else there is committed.
const GITIGNORE: &str = ".gitignore";

/// What it says. Whatever stood there, nobody signed it, and the folder may be published as it is.
const IGNORED: &str = "*\n!.gitignore\n";

/// Previews go to this folder inside `public/`.
const PREVIEW: &str = ".preview";

/// An output folder that this run may write, locked against other runs until it is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    mark: Mark,
    _lock: Lock,
}

impl Folder {
    /// Takes the folder at `path`, which need not exist.
    ///
    /// # Errors
    /// It is marked as the other kind's or lies in a folder that is, is not empty and not marked, or another run is
    /// writing it.
    pub(super) fn take(path: &Path, mark: Mark) -> Result<Self, WriteError> {
        let path = std::path::absolute(path).map_err(|e| WriteError::at(path, e))?;
        let parent = path.parent().ok_or_else(|| WriteError::NotOurs { path: path.clone() })?;
        refuse_file(&path)?;
        refuse_inside_others(&path)?;
        fs::create_dir_all(parent).map_err(|e| WriteError::at(parent, e))?;
        let lock = lock::take(beside(&path, "lock"))?;
        let folder = Self { path, mark, _lock: lock };
        folder.recover()?;
        folder.remove_old_stage()?;
        folder.check_mark()?;
        Ok(folder)
    }

    /// Finishes what a run that was killed had begun in the release at `path`, if there is any such thing. Whoever asks
    /// what is published there would else be told what was, and find another release when the folder is taken.
    ///
    /// # Errors
    /// As for [`Folder::take`].
    pub(super) fn finish_begun(path: &Path) -> Result<(), WriteError> {
        let is_begun = ["stage", "old"].iter().any(|what| fs::symlink_metadata(beside(path, what)).is_ok());
        if is_begun { Self::take(path, Mark::Release).map(drop) } else { Ok(()) }
    }

    /// Returns where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn check_mark(&self) -> Result<(), WriteError> {
        refuse_file(&self.path)?;
        match mark::of(&self.path)? {
            Found::Mark(mark) if mark == self.mark => Ok(()),
            Found::Mark(_) => Err(WriteError::OtherMark { path: self.path.clone() }),
            Found::Other | Found::Unfinished => Err(WriteError::NotOurs { path: self.path.clone() }),
            Found::Nothing => self.check_empty(),
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

    /// Puts back what an exchange in two renames had laid aside when it was killed.
    fn recover(&self) -> Result<(), WriteError> {
        let aside = beside(&self.path, "old");
        if !matches!(mark::of(&aside)?, Found::Mark(_)) {
            return Ok(());
        }
        if fs::symlink_metadata(&self.path).is_ok() {
            return remove(&aside);
        }
        fs::rename(&aside, &self.path).map_err(|e| WriteError::at(&aside, e))
    }

    /// Finishes or removes the stage of a run that was killed: nobody else can own it while we hold the lock. A folder of that name
    /// without our mark is somebody's own, unless it is empty.
    fn remove_old_stage(&self) -> Result<(), WriteError> {
        let stage = beside(&self.path, "stage");
        if fs::symlink_metadata(&stage).is_err() {
            return Ok(());
        }
        refuse_file(&stage)?;
        match mark::of(&stage)? {
            // Killed while its files took their places: what it began is done.
            Found::Mark(mark) if mark == self.mark && mark::of(&self.path)? == Found::Mark(mark) => {
                Journal::of(&stage).map_or_else(|| remove(&stage), |journal| journal.finish(&stage, &self.path))
            }
            Found::Mark(_) => remove(&stage),
            // Killed while it was marked: there is nothing else in it yet.
            Found::Unfinished | Found::Nothing => {
                let _ = fs::remove_file(stage.join(mark::NAME));
                fs::remove_dir(&stage).map_err(|_| WriteError::NotOurs { path: stage })
            }
            Found::Other => Err(WriteError::NotOurs { path: stage }),
        }
    }

    /// Makes an empty, marked stage beside the folder.
    pub(super) fn stage(&self) -> Result<PathBuf, WriteError> {
        let stage = beside(&self.path, "stage");
        fs::create_dir(&stage).map_err(|e| WriteError::at(&stage, e))?;
        self.mark.put(&stage)?;
        Ok(stage)
    }

    /// Puts the finished stage in the folder's place, and removes what was there.
    ///
    /// A `.gitignore` is made again before, the preview inside `public/` moved after the exchange: a
    /// crash between the two loses at most a preview.
    pub(super) fn exchange(&self, stage: &Path) -> Result<(), WriteError> {
        refuse_file(&self.path)?;
        if fs::symlink_metadata(&self.path).is_err() {
            return fs::rename(stage, &self.path).map_err(|e| WriteError::at(&self.path, e));
        }
        let ignore = self.path.join(GITIGNORE);
        if fs::symlink_metadata(&ignore).is_ok_and(|m| m.is_file()) {
            fs::write(stage.join(GITIGNORE), IGNORED).map_err(|e| WriteError::at(&ignore, e))?;
        }
        // What is about to become the stage must be known as ours if this run is killed before it is gone.
        if mark::of(&self.path)? == Found::Nothing {
            self.mark.put(&self.path)?;
        }
        swap(stage, &self.path).map_err(|e| WriteError::at(&self.path, e))?;
        let preview = stage.join(PREVIEW);
        if fs::symlink_metadata(&preview).is_ok_and(|m| m.is_dir()) {
            fs::rename(&preview, self.path.join(PREVIEW)).map_err(|e| WriteError::at(&preview, e))?;
        }
        remove(stage)
    }

    /// Puts one finished web root of the stage in its place inside the folder, leaving its sisters alone.
    pub(super) fn exchange_root(&self, stage: &Path, root: &str) -> Result<(), WriteError> {
        fs::create_dir_all(&self.path).map_err(|e| WriteError::at(&self.path, e))?;
        if mark::of(&self.path)? == Found::Nothing {
            self.mark.put(&self.path)?;
        }
        let (new, old) = (stage.join(root), self.path.join(root));
        refuse_file(&old)?;
        let result = if old.is_dir() { swap(&new, &old) } else { fs::rename(&new, &old) };
        result.map_err(|e| WriteError::at(&old, e))?;
        remove(stage)
    }
}

/// Removes a folder of ours, its mark last: a run that is killed meanwhile leaves what the next knows as ours.
pub(super) fn remove(folder: &Path) -> Result<(), WriteError> {
    let failed = |e| WriteError::at(folder, e);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name() == mark::NAME {
            continue;
        }
        let is_folder = entry.file_type().map_err(failed)?.is_dir();
        let path = entry.path();
        let done = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        done.map_err(|e| WriteError::at(&path, e))?;
    }
    fs::remove_dir_all(folder).map_err(failed)
}

/// Refuses a folder inside somebody else's output: what is published whole must not hold anything else. The preview
/// inside `public/` is never part of it.
fn refuse_inside_others(path: &Path) -> Result<(), WriteError> {
    for above in path.ancestors().skip(1) {
        let own = path.strip_prefix(above).is_ok_and(|inside| inside.starts_with(PREVIEW));
        if mark::of(above)? != Found::Nothing && !own {
            return Err(WriteError::OtherMark { path: above.to_owned() });
        }
    }
    Ok(())
}

/// Returns whether an unmarked folder that holds this entry still counts as empty: what the repository itself puts into
/// `public/`, the preview inside it, and the preview's lock and stage.
pub(super) fn is_harmless(name: &OsStr) -> bool {
    let of_preview = ["lock", "stage"].map(|what| beside(Path::new(PREVIEW), what));
    name == GITIGNORE || name == PREVIEW || of_preview.iter().any(|own| own == name)
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
        assert_eq!(fs::read_to_string(out.join(GITIGNORE)).unwrap(), IGNORED, "and never what somebody wrote there");
        assert!(out.join(PREVIEW).join("p").is_file() && out.join("b").is_file());
    }

    #[test]
    fn a_preview_is_never_written_inside_a_release() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        build(&out, Mark::Release, "a").unwrap();
        let inside = out.join("portal/notice");
        assert!(matches!(build(&inside, Mark::Preview, "b"), Err(WriteError::OtherMark { .. })));
        assert!(!out.join("portal").exists());
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_neither_mark_nor_lock_nor_ignore_file_elsewhere() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let (out, secret) = (dir.path().join("public"), dir.path().join("secret"));
        fs::create_dir(&out).unwrap();
        fs::write(&secret, "secret").unwrap();
        symlink("/dev/zero", out.join(".qianfa-output")).unwrap();
        assert!(matches!(build(&out, Mark::Preview, "b"), Err(WriteError::NotOurs { .. })));
        fs::remove_file(out.join(".qianfa-output")).unwrap();

        symlink(dir.path().join("victim"), dir.path().join(".public.qianfa-lock")).unwrap();
        assert!(build(&out, Mark::Preview, "b").is_err());
        assert!(!dir.path().join("victim").exists());
        fs::remove_file(dir.path().join(".public.qianfa-lock")).unwrap();

        symlink(&secret, out.join(GITIGNORE)).unwrap();
        build(&out, Mark::Preview, "b").unwrap();
        assert!(!out.join(GITIGNORE).exists());
    }

    #[test]
    fn a_run_killed_while_it_marked_or_removed_its_stage_blocks_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let (out, stage) = (dir.path().join("public"), dir.path().join(".public.qianfa-stage"));
        fs::create_dir(&stage).unwrap();
        build(&out, Mark::Preview, "unmarked").unwrap();
        fs::create_dir(&stage).unwrap();
        fs::write(stage.join(mark::NAME), "").unwrap();
        build(&out, Mark::Preview, "half marked").unwrap();
        fs::create_dir(&stage).unwrap();
        Mark::Preview.put(&stage).unwrap();
        fs::write(stage.join("old page"), "").unwrap();
        build(&out, Mark::Preview, "half removed").unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_with_the_name_of_a_stage_is_somebodys_own() {
        let dir = tempfile::tempdir().unwrap();
        let stage = dir.path().join(".public.qianfa-stage");
        fs::create_dir(&stage).unwrap();
        fs::write(stage.join("thesis.doc"), "years of work").unwrap();
        let out = dir.path().join("public");
        assert!(matches!(build(&out, Mark::Preview, "b"), Err(WriteError::NotOurs { .. })));
        assert!(stage.join("thesis.doc").is_file());
    }

    #[test]
    fn what_an_exchange_in_two_steps_laid_aside_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("public");
        build(&out, Mark::Release, "a").unwrap();
        fs::rename(&out, dir.path().join(".public.qianfa-old")).unwrap();
        drop(Folder::take(&out, Mark::Release).unwrap());
        assert!(out.join("a").is_file());
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
