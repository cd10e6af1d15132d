//! How a few new files take their places in a folder that people are reading.
//!
//! Everything is made in the stage first, then the journal is put there, in one step: from then on the build is done,
//! whatever happens. Each file takes its place in one rename, in the order of the journal, so that a reader finds every
//! file whole, old or new, and a manifest never before the files that it names; what is gone is removed last. A run that
//! is killed on the way is finished by the next one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{WriteError, folder};
use crate::model::OutputPath;

/// What is to be done.
#[derive(Default, Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    /// The files of the stage that take their places, in this order.
    pub(super) moved: Vec<OutputPath>,
    /// The files that are gone.
    pub(super) removed: Vec<OutputPath>,
}

/// The journal's name in the stage.
const NAME: &str = ".qianfa-journal";

/// Largest journal that is read, in bytes: a path may have 1,024, and a large build a hundred thousand.
const MAX: u64 = 256 << 20;

impl Journal {
    /// Puts the journal into `stage`, which is whole: from here on the build is done.
    pub(super) fn put(&self, stage: &Path) -> Result<(), WriteError> {
        let path = stage.join(NAME);
        let put = || {
            let new = tempfile::NamedTempFile::new_in(stage)?;
            serde_json::to_writer(&new, self)?;
            new.persist(&path).map(drop).map_err(|e| e.error)
        };
        put().map_err(|e| WriteError::at(&path, e))
    }

    /// Returns the journal in `stage`; none if the build was not done, so that there is nothing to finish.
    pub(super) fn of(stage: &Path) -> Option<Self> {
        let path = stage.join(NAME);
        let metadata = fs::symlink_metadata(&path).ok().filter(|m| m.is_file() && m.len() <= MAX)?;
        let bytes = fs::read(&path).ok().filter(|b| b.len() as u64 == metadata.len())?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Does what is left to do, and removes the stage.
    pub(super) fn finish(&self, stage: &Path, out: &Path) -> Result<(), WriteError> {
        for path in &self.moved {
            let (from, to) = (stage.join(path.as_str()), place(out, path)?);
            // What is not in the stage any more is in its place.
            if fs::symlink_metadata(&from).is_ok() {
                make_way(&to).and_then(|()| fs::rename(&from, &to)).map_err(|e| WriteError::at(&to, e))?;
            }
        }
        for path in &self.removed {
            let gone = place(out, path)?;
            match fs::remove_file(&gone) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(WriteError::at(&gone, e)),
                _ => remove_empty(out, &gone),
            }
        }
        folder::remove(stage)
    }
}

/// Returns where `path` stands in `out`; a link on the way may lead anywhere, and nothing of ours is one.
fn place(out: &Path, path: &OutputPath) -> Result<PathBuf, WriteError> {
    let ends = path.as_str().match_indices('/').map(|(end, _)| end);
    for end in ends {
        let folder = out.join(&path.as_str()[..end]);
        if fs::symlink_metadata(&folder).is_ok_and(|m| !m.is_dir()) {
            return Err(WriteError::NotOurs { path: folder });
        }
    }
    Ok(out.join(path.as_str()))
}

fn make_way(to: &Path) -> io::Result<()> {
    to.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Removes the folders that `gone` was the last file of.
fn remove_empty(out: &Path, gone: &Path) {
    let above = gone.ancestors().skip(1).take_while(|folder| *folder != out);
    // One that holds something else stays, and so does what is above it.
    let _ = above.map(fs::remove_dir).take_while(Result::is_ok).count();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(places: &[&str]) -> Vec<OutputPath> {
        places.iter().map(|p| OutputPath::parse(p).unwrap()).collect()
    }

    fn put(path: PathBuf, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A folder with `a/x` and `b/y`, and a stage that brings `a/x` anew and `c/z`, and takes `b/y` away.
    fn folder() -> (tempfile::TempDir, PathBuf, PathBuf, Journal) {
        let dir = tempfile::tempdir().unwrap();
        let (out, stage) = (dir.path().join("out"), dir.path().join("stage"));
        for (place, text) in [("out/a/x", "old"), ("out/b/y", "old"), ("stage/a/x", "new"), ("stage/c/z", "new")] {
            put(dir.path().join(place), text);
        }
        let journal = Journal { moved: paths(&["a/x", "c/z"]), removed: paths(&["b/y"]) };
        (dir, out, stage, journal)
    }

    #[test]
    fn what_was_begun_is_done_wherever_it_stopped() {
        for steps in 0..4 {
            let (_dir, out, stage, journal) = folder();
            journal.put(&stage).unwrap();
            for path in journal.moved.iter().take(steps) {
                make_way(&out.join(path.as_str())).unwrap();
                fs::rename(stage.join(path.as_str()), out.join(path.as_str())).unwrap();
            }
            if steps > 2 {
                fs::remove_file(out.join("b/y")).unwrap();
            }
            Journal::of(&stage).unwrap().finish(&stage, &out).unwrap();
            assert_eq!(fs::read_to_string(out.join("a/x")).unwrap(), "new", "after {steps} steps");
            assert_eq!(fs::read_to_string(out.join("c/z")).unwrap(), "new", "after {steps} steps");
            assert!(!out.join("b/y").exists() && !stage.exists(), "after {steps} steps");
        }
    }

    #[test]
    fn a_folder_without_its_last_file_goes_too() {
        let (_dir, out, stage, journal) = folder();
        journal.finish(&stage, &out).unwrap();
        assert!(!out.join("b").exists());
    }

    #[test]
    fn a_journal_that_is_not_whole_is_none() {
        let (_dir, _, stage, journal) = folder();
        assert!(Journal::of(&stage).is_none());
        journal.put(&stage).unwrap();
        let whole = fs::read(stage.join(NAME)).unwrap();
        fs::write(stage.join(NAME), &whole[..whole.len() - 1]).unwrap();
        assert!(Journal::of(&stage).is_none());
        fs::write(stage.join(NAME), String::from_utf8(whole).unwrap().replace("c/z", "../z")).unwrap();
        assert!(Journal::of(&stage).is_none(), "no path leads out");
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_no_file_elsewhere() {
        let (dir, out, stage, journal) = folder();
        let elsewhere = dir.path().join("elsewhere");
        put(elsewhere.join("x"), "somebody's own");
        fs::remove_dir_all(out.join("a")).unwrap();
        std::os::unix::fs::symlink(&elsewhere, out.join("a")).unwrap();
        assert!(matches!(journal.finish(&stage, &out), Err(WriteError::NotOurs { .. })));
        assert_eq!(fs::read_to_string(elsewhere.join("x")).unwrap(), "somebody's own");
    }
}
