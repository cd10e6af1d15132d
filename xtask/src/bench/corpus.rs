//! The articles, written once for each engine and kept below `target/bench/corpus`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::programs::work;
use crate::run::{root, run};

/// Returns the folder of a corpus, made if it is not there, and never left half made under its name.
///
/// The kinds are those of `bench/gen.py`. Ours is a repository without a commit, or the program would have no place to
/// remember anything, and its first build would not pay for what it leaves to the next.
pub fn corpus(kind: &str, pages: usize) -> Result<PathBuf> {
    let generator = root().join("bench/gen.py");
    let folder = work().join(format!("corpus/{kind}-{pages}-{}", edition(std::slice::from_ref(&generator))?));
    if !folder.is_dir() {
        let (half, pages) = (folder.with_extension("half"), pages.to_string());
        let asked = ["--engine", kind, "--pages", &pages, "--out"];
        run(Command::new("python3").arg(generator).args(asked).arg(&half))?;
        fs::rename(&half, &folder)?;
    }
    if kind.starts_with("qianfa") && !folder.join(".git").is_dir() {
        run(Command::new("git").args(["init", "--quiet"]).arg(&folder))?;
    }
    Ok(folder)
}

/// Returns a name for a generator of these files as they are: another one makes another corpus.
pub fn edition(files: &[PathBuf]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(file).with_context(|| format!("could not read {}", file.display()))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Returns a copy of a corpus of ours that may be edited, as it was generated.
pub fn copy(kind: &str, pages: usize) -> Result<PathBuf> {
    let (from, to) = (corpus(kind, pages)?, work().join("edited"));
    empty(&to)?;
    forget(&from)?;
    run(Command::new("cp").args(["-r", "--"]).arg(from.join(".")).arg(&to))?;
    Ok(to)
}

/// Takes away what earlier runs left in a repository.
pub fn forget(repository: &Path) -> Result<()> {
    remove(&repository.join(".git/qianfa"))
}

/// Makes a folder empty, and makes it if it is not there.
pub fn empty(folder: &Path) -> Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))
}

/// Removes a folder and all that is in it, if it is there.
pub fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => {
            Err(e).with_context(|| format!("could not remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Returns the files below a folder and their bytes, by size alone.
pub fn weigh(folder: &Path) -> Result<(usize, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (more, size) =
            if entry.file_type()?.is_dir() { weigh(&entry.path())? } else { (1, entry.metadata()?.len()) };
        (files, bytes) = (files + more, bytes + size);
    }
    Ok((files, bytes))
}

/// Fails unless two folders hold the same files with the same bytes.
pub fn compare(one: &Path, other: &Path) -> Result<()> {
    run(Command::new("diff").args(["--recursive", "--brief", "--"]).arg(one).arg(other))
}
