//! A file without a name, for what one run wants to read again and finds no room for in memory.
//!
//! Nobody else can open it, and it is gone with the run, however that ends. What is read back stands before its XXH3,
//! which finds what a disk has lost.

use std::fs::File;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::positional::{read_at, write_at};
use super::shelf::{SUM, sum};

/// Bytes that are laid aside at most: what half a million pages take.
const MOST: u64 = 4 << 30;

/// A file without a name.
#[derive(Debug)]
pub struct SpillFile {
    file: File,
    end: AtomicU64,
    /// Where it ends at last; set to nothing when writing failed, so that nobody tries again.
    most: AtomicU64,
}

impl SpillFile {
    /// Returns an empty one, which takes no more than a quarter of what is free on its disk: the output must find room
    /// there, too.
    pub(super) fn of(file: File) -> Self {
        let most = free(&file).map_or(MOST, |free| MOST.min(free / 4));
        Self { file, end: AtomicU64::new(0), most: AtomicU64::new(most) }
    }

    /// Writes `bytes` and returns where; none if that cannot be done.
    pub fn put(&self, bytes: &[u8]) -> Option<u64> {
        let length = (bytes.len() + SUM) as u64;
        let after = |end: u64| end.checked_add(length).filter(|end| *end <= self.most.load(Relaxed));
        let place = self.end.fetch_update(Relaxed, Relaxed, after).ok()?;
        if write_at(&self.file, &[bytes, &sum(bytes)].concat(), place).is_err() {
            self.most.store(0, Relaxed);
            return None;
        }
        Some(place)
    }

    /// Returns the so many bytes that were written at `place`; none if they cannot be read, or are not those.
    pub fn take(&self, place: u64, length: usize) -> Option<Vec<u8>> {
        let mut bytes = vec![0; length.checked_add(SUM)?];
        read_at(&self.file, &mut bytes, place).ok()?;
        let behind = bytes.split_off(length);
        (behind == sum(&bytes)).then_some(bytes)
    }
}

/// Returns how many bytes are free on a file's disk, where the system tells.
#[cfg(unix)]
fn free(file: &File) -> Option<u64> {
    let disk = rustix::fs::fstatvfs(file).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &File) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        let file = SpillFile::of(tempfile::tempfile().unwrap());
        let places: Vec<u64> = (0..100).map(|i| file.put(text(i).as_bytes()).unwrap()).collect();
        for (i, place) in places.into_iter().enumerate().rev() {
            assert_eq!(file.take(place, text(i).len()).unwrap(), text(i).as_bytes());
        }
    }

    #[test]
    fn what_is_not_there_or_was_changed_is_nothing() {
        let file = SpillFile::of(tempfile::tempfile().unwrap());
        let place = file.put(b"what was said").unwrap();
        assert_eq!(file.take(place, 12), None);
        assert_eq!(file.take(place + 1, 13), None);
        assert_eq!(file.take(place, usize::MAX), None);
        write_at(&file.file, b"W", place).unwrap();
        assert_eq!(file.take(place, 13), None);
    }

    #[test]
    fn no_more_is_written_than_may_be() {
        let file = SpillFile::of(tempfile::tempfile().unwrap());
        file.most.store(SUM as u64 + 1, Relaxed);
        assert_eq!(file.put(b"ab"), None);
        assert!(file.put(b"a").is_some());
        assert_eq!(file.put(b""), None);
    }

    #[test]
    fn where_nothing_can_be_written_nobody_tries_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "").unwrap();
        let file = SpillFile::of(File::open(path).unwrap());
        assert_eq!(file.put(b"a"), None);
        assert_eq!(file.most.load(Relaxed), 0);
    }

    fn text(number: usize) -> String {
        "文".repeat(number)
    }
}
