//! The files of a folder on disk.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::source::files::{Entry, EntryKind, Files, Hidden, ReadSeek, Stamp, not_plain, too_large};

/// The work tree: what stands in the folder of the repository now, committed or not.
#[derive(Clone, Copy, Debug)]
pub struct WorkTree<'r> {
    root: &'r Path,
}

impl<'r> WorkTree<'r> {
    /// Returns the work tree of the repository at `root`.
    pub fn new(root: &'r Path) -> Self {
        Self { root }
    }

    /// Tells what keeps `folder` from being one that can be entered: itself or a folder on the way is a link, no folder,
    /// or not there.
    fn obstacle(&self, folder: &str) -> Option<(String, EntryKind)> {
        let slashes = folder.match_indices('/').map(|(at, _)| at);
        for end in slashes.chain([folder.len()]) {
            match std::fs::symlink_metadata(self.root.join(&folder[..end])) {
                Ok(metadata) if metadata.is_symlink() => return Some((folder[..end].to_owned(), EntryKind::Link)),
                Ok(metadata) if end == folder.len() && !metadata.is_dir() => {
                    return Some((folder.to_owned(), kind(metadata.file_type())));
                }
                Ok(_) => {}
                Err(error) => return Some((folder.to_owned(), EntryKind::Unreadable(error))),
            }
        }
        None
    }

    fn inside<'p>(&self, path: &'p Path) -> &'p [u8] {
        // Byte by byte, where the standard library would compare component by component: every path was made of `root`.
        let (path, root) = (path.as_os_str().as_encoded_bytes(), self.root.as_os_str().as_encoded_bytes());
        let inside = path.strip_prefix(root).unwrap_or(path);
        inside.strip_prefix(std::path::MAIN_SEPARATOR_STR.as_bytes()).unwrap_or(inside)
    }
}

impl Files for WorkTree<'_> {
    fn visit(&self, folder: &str, hidden: Hidden, tell: &mut dyn FnMut(Entry<'_>)) {
        if let Some((path, kind)) = self.obstacle(folder) {
            return tell(Entry { path: path.as_bytes(), kind });
        }
        tell(Entry { path: folder.as_bytes(), kind: EntryKind::Folder });
        // Level by level, for the folders of one level can be read at once.
        let mut level = vec![self.root.join(folder)];
        while !level.is_empty() {
            let entries: Vec<_> = level.par_iter().map(|folder| entries(folder, hidden)).collect();
            level.clear();
            for (path, kind) in entries.into_iter().flatten() {
                let is_folder = matches!(kind, EntryKind::Folder);
                tell(Entry { path: self.inside(&path), kind });
                if is_folder {
                    level.push(path);
                }
            }
        }
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        Ok(std::fs::symlink_metadata(self.root.join(path))?.len())
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        let metadata = std::fs::symlink_metadata(self.root.join(path))?;
        if metadata.is_file() { Ok(seen(&metadata)) } else { Err(not_plain()) }
    }

    #[cfg(target_os = "linux")]
    fn stamps(&self, folder: &str, names: &[&str]) -> Vec<io::Result<Stamp>> {
        use rustix::fs::{AtFlags, CWD, Mode, OFlags, openat, statat};
        // The way to the folder is gone once, not for every file.
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = openat(CWD, self.root.join(folder), flags, Mode::empty());
        let stamp = |name: &&str| -> io::Result<Stamp> {
            let stat = statat(folder.as_ref().map_err(|e| *e)?, *name, AtFlags::SYMLINK_NOFOLLOW)?;
            if rustix::fs::FileType::from_raw_mode(stat.st_mode).is_file() {
                Ok(seen_at(&stat))
            } else {
                Err(not_plain())
            }
        };
        names.iter().map(stamp).collect()
    }

    fn read(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        self.read_stamped(path, most).map(|(bytes, _)| bytes)
    }

    fn read_stamped(&self, path: &str, most: usize) -> io::Result<(Vec<u8>, Stamp)> {
        let (file, metadata) = open_plain(&self.root.join(path))?;
        let size = usize::try_from(metadata.len()).ok().filter(|size| *size <= most).ok_or_else(|| too_large(most))?;
        let mut bytes = Vec::with_capacity(size);
        // Not what a file grows by meanwhile: its stamp will be another then. Some file systems say of all files that they
        // are empty.
        let end = if size == 0 { most as u64 + 1 } else { metadata.len() };
        file.take(end).read_to_end(&mut bytes)?;
        if bytes.len() > most {
            return Err(too_large(most));
        }
        Ok((bytes, seen(&metadata)))
    }

    fn open(&self, path: &str, most: usize) -> io::Result<Box<dyn ReadSeek + '_>> {
        let (file, metadata) = open_plain(&self.root.join(path))?;
        if metadata.len() > most as u64 {
            return Err(too_large(most));
        }
        // Small: a file of segments is jumped through, not read.
        Ok(Box::new(io::BufReader::with_capacity(512, file)))
    }

    fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

#[cfg(unix)]
fn nanoseconds(seconds: i64, rest: i64) -> i64 {
    seconds.saturating_mul(1_000_000_000).saturating_add(rest)
}

#[cfg(target_os = "linux")]
fn seen_at(stat: &rustix::fs::Stat) -> Stamp {
    let rest = |nanoseconds| i64::try_from(nanoseconds).unwrap_or(i64::MAX);
    Stamp::Seen {
        size: u64::try_from(stat.st_size).unwrap_or(u64::MAX),
        modified: nanoseconds(stat.st_mtime, rest(stat.st_mtime_nsec)),
        changed: nanoseconds(stat.st_ctime, rest(stat.st_ctime_nsec)),
        inode: stat.st_ino,
    }
}

#[cfg(unix)]
fn seen(metadata: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    Stamp::Seen {
        size: metadata.len(),
        modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
        changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
        inode: metadata.ino(),
    }
}

/// Where a file does not say when anything about it was changed, nothing is ever settled.
#[cfg(not(unix))]
fn seen(metadata: &Metadata) -> Stamp {
    Stamp::Seen { size: metadata.len(), modified: i64::MAX, changed: i64::MAX, inode: 0 }
}

/// Returns what lies in one folder, without what its folders hold.
fn entries(folder: &Path, hidden: Hidden) -> Vec<(PathBuf, EntryKind)> {
    // Their paths have all before the names in common.
    let before = folder.join("").as_os_str().len();
    let by_name = move |a: &walkdir::DirEntry, b: &walkdir::DirEntry| name(a, before).cmp(name(b, before));
    let walker = walkdir::WalkDir::new(folder).min_depth(1).max_depth(1).follow_links(false).sort_by(by_name);
    let told = |entry: &walkdir::Result<walkdir::DirEntry>| {
        hidden == Hidden::Told || entry.as_ref().map_or(true, |entry| !is_hidden(entry))
    };
    let read = |entry: walkdir::Result<walkdir::DirEntry>| match entry {
        Ok(entry) => {
            let kind = kind(entry.file_type());
            (entry.into_path(), kind)
        }
        Err(error) => {
            let path = error.path().map_or_else(|| folder.to_owned(), Path::to_owned);
            (path, EntryKind::Unreadable(io_error(error)))
        }
    };
    walker.into_iter().filter(told).map(read).collect()
}

fn name(entry: &walkdir::DirEntry, before: usize) -> &[u8] {
    entry.path().as_os_str().as_encoded_bytes().get(before..).unwrap_or_default()
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn kind(of: std::fs::FileType) -> EntryKind {
    match (of.is_symlink(), of.is_dir(), of.is_file()) {
        (true, ..) => EntryKind::Link,
        (_, true, _) => EntryKind::Folder,
        (.., true) => EntryKind::File,
        _ => EntryKind::Special,
    }
}

fn io_error(error: walkdir::Error) -> io::Error {
    let text = error.to_string();
    error.into_io_error().unwrap_or_else(|| io::Error::other(text))
}

/// Opens a plain file: not a link, whose target would be quoted in public logs, nor a pipe, which would never end.
fn open_plain(path: &Path) -> io::Result<(File, Metadata)> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    #[cfg(not(unix))]
    if path.is_symlink() {
        return Err(not_plain());
    }
    let file = options.open(path).map_err(|e| if path.is_symlink() { not_plain() } else { e })?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(not_plain()) }
}
