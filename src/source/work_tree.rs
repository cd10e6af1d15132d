//! The files of a folder on disk.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

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

    /// Tells what keeps `folder` from being one that can be entered: itself or a folder on the way is a link, or is not
    /// there.
    fn obstacle(&self, folder: &str) -> Option<(String, EntryKind)> {
        let slashes = folder.match_indices('/').map(|(at, _)| at);
        for end in slashes.chain([folder.len()]) {
            match std::fs::symlink_metadata(self.root.join(&folder[..end])) {
                Ok(metadata) if metadata.is_symlink() => return Some((folder[..end].to_owned(), EntryKind::Link)),
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
        let walker = walkdir::WalkDir::new(self.root.join(folder)).follow_links(false).sort_by(in_order);
        let told = |e: &walkdir::DirEntry| hidden == Hidden::Told || e.depth() == 0 || !is_hidden(e);
        for entry in walker.into_iter().filter_entry(told) {
            match entry {
                Ok(entry) => tell(Entry { path: self.inside(entry.path()), kind: kind(entry.file_type()) }),
                Err(error) => {
                    let path = error.path().map_or_else(|| self.root.join(folder), Path::to_owned);
                    let kind = EntryKind::Unreadable(io_error(error));
                    tell(Entry { path: self.inside(&path), kind });
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
fn seen(metadata: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
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

/// Orders the entries of one folder by the bytes of their names: their paths have all before the names in common.
fn in_order(a: &walkdir::DirEntry, b: &walkdir::DirEntry) -> std::cmp::Ordering {
    a.path().as_os_str().as_encoded_bytes().cmp(b.path().as_os_str().as_encoded_bytes())
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
