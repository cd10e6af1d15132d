//! Makes and mends what people write, on their request: a new repository, a new page, a safe fix.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::WriteError;
use crate::model::ContentPath;

/// Makes a new folder of files; the folder may exist if it is empty.
///
/// # Errors
/// The folder holds something, or a file cannot be made.
pub fn new_tree<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (ContentPath, std::borrow::Cow<'a, [u8]>)>,
) -> Result<usize, WriteError> {
    fs::create_dir_all(folder).map_err(|e| WriteError::at(folder, e))?;
    let mut entries = fs::read_dir(folder).map_err(|e| WriteError::at(folder, e))?;
    if entries.next().is_some() {
        return Err(WriteError::NotOurs { path: folder.to_owned() });
    }
    let mut count = 0;
    for (path, bytes) in files {
        new_file(folder, &path, &bytes)?;
        count += 1;
    }
    Ok(count)
}

/// Returns where a file lies, unless a link leads there: the work tree is as others committed it, and a link may lead
/// anywhere.
fn place(root: &Path, path: &ContentPath) -> Result<PathBuf, WriteError> {
    let is_link = |folder: &PathBuf| fs::symlink_metadata(folder).is_ok_and(|m| m.is_symlink());
    let folders = path.as_str().match_indices('/').map(|(at, _)| root.join(&path.as_str()[..at]));
    match folders.into_iter().find(is_link) {
        Some(path) => Err(WriteError::NotOurs { path }),
        None => Ok(root.join(path.as_str())),
    }
}

/// Makes one new file, and the folders it needs; a file that exists is never touched.
///
/// # Errors
/// The file exists, or cannot be made.
pub fn new_file(root: &Path, path: &ContentPath, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let at = place(root, path)?;
    if let Some(parent) = at.parent() {
        fs::create_dir_all(parent).map_err(|e| WriteError::at(parent, e))?;
    }
    let file = File::create_new(&at);
    file.and_then(|mut f| f.write_all(bytes)).map_err(|e| WriteError::at(&at, e))?;
    Ok(at)
}

/// Makes one new file that only its owner can read: a private key.
///
/// # Errors
/// The file exists, or cannot be made.
pub fn new_secret(at: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if let Some(parent) = at.parent() {
        fs::create_dir_all(parent).map_err(|e| WriteError::at(parent, e))?;
    }
    options.open(at).and_then(|mut f| f.write_all(bytes)).map_err(|e| WriteError::at(at, e))
}

/// Writes a program that anybody may run, in one step: a hook.
///
/// # Errors
/// It cannot be written.
pub fn program(at: &Path, text: &str) -> Result<(), WriteError> {
    let folder = at.parent().unwrap_or(Path::new("."));
    let result = fs::create_dir_all(folder).and_then(|()| {
        let mut stage = tempfile::NamedTempFile::new_in(folder)?;
        stage.write_all(text.as_bytes())?;
        #[cfg(unix)]
        stage.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        stage.persist(at).map(drop).map_err(|e| e.error)
    });
    result.map_err(|e| WriteError::at(at, e))
}

/// Replaces the text of a file in one step, so that a crash leaves the old or the new one; its mode stays.
///
/// # Errors
/// The file cannot be replaced.
pub fn replace(root: &Path, path: &ContentPath, text: &str) -> Result<(), WriteError> {
    let at = place(root, path)?;
    let result = fs::metadata(&at).and_then(|old| {
        let mut stage = tempfile::NamedTempFile::new_in(at.parent().unwrap_or(root))?;
        stage.write_all(text.as_bytes())?;
        stage.as_file().set_permissions(old.permissions())?;
        stage.persist(&at).map_err(|e| e.error)?;
        Ok(())
    });
    result.map_err(|e| WriteError::at(&at, e))
}

/// Removes a file of the work tree.
///
/// # Errors
/// The file cannot be removed.
pub fn remove(root: &Path, path: &ContentPath) -> Result<(), WriteError> {
    let at = place(root, path)?;
    fs::remove_file(&at).map_err(|e| WriteError::at(&at, e))
}

/// Replaces a small file outside the repository in one step, such as the one that holds the trust root; its mode stays.
///
/// # Errors
/// The file cannot be replaced.
pub fn replace_small(at: &Path, text: &str) -> Result<(), WriteError> {
    let folder = at.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let result = (|| {
        let mut stage = tempfile::NamedTempFile::new_in(folder)?;
        stage.write_all(text.as_bytes())?;
        if let Ok(old) = fs::metadata(at) {
            stage.as_file().set_permissions(old.permissions())?;
        }
        stage.persist(at).map(drop).map_err(|e| e.error)
    })();
    result.map_err(|e| WriteError::at(at, e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> ContentPath {
        ContentPath::parse(text).unwrap()
    }

    #[test]
    fn a_folder_with_somebodys_work_is_not_filled() {
        let dir = tempfile::tempdir().unwrap();
        new_tree(dir.path(), [(path("a/b.md"), b"text".as_slice().into())]).unwrap();
        assert!(matches!(new_tree(dir.path(), []), Err(WriteError::NotOurs { .. })));
        assert!(new_file(dir.path(), &path("a/b.md"), b"other").is_err());
        replace(dir.path(), &path("a/b.md"), "mended").unwrap();
        assert_eq!(fs::read_to_string(dir.path().join("a/b.md")).unwrap(), "mended");
    }
}
