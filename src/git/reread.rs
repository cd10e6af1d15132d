//! Files that are read again: a page is read to be hashed, for what it declares, for the words in it, and to be
//! published.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::BlobId;

/// Bytes that are kept in all: ten thousand pages.
const ROOM: usize = 32 << 20;

/// Bytes of one file that is kept: far more than a page has, less than most pictures.
const SMALL: usize = 32 << 10;

/// Bytes that a file takes beside its own.
const BESIDE: usize = 100;

/// The first small files that were read, as long as there is room.
#[derive(Default)]
pub(super) struct Reread(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    files: HashMap<BlobId, Arc<[u8]>>,
    size: usize,
}

impl Reread {
    /// Returns the bytes of a file, if they are kept and at most so many.
    pub(super) fn get(&self, file: BlobId, most: usize) -> Option<Arc<[u8]>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.files.get(&file).filter(|bytes| bytes.len() <= most).cloned()
    }

    /// Keeps the bytes of a file, if they are few and there is room.
    pub(super) fn keep(&self, file: BlobId, bytes: &Arc<[u8]>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = bytes.len() + BESIDE;
        if bytes.len() <= SMALL && kept.size + size <= ROOM && kept.files.insert(file, bytes.clone()).is_none() {
            kept.size += size;
        }
    }

    /// Lets go of everything.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Kept::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(reread: &Reread, name: u32, length: usize) -> bool {
        let mut id = [0; 20];
        id[..4].copy_from_slice(&name.to_be_bytes());
        let file = BlobId::from_bytes(id);
        reread.keep(file, &vec![0; length].into());
        reread.get(file, SMALL).is_some()
    }

    #[test]
    fn what_is_kept_takes_no_more_than_its_room() {
        let reread = Reread::default();
        assert!(!keep(&reread, 0, SMALL + 1));
        // One that is read again takes no more.
        (0..2000).for_each(|_| assert!(keep(&reread, 1, SMALL)));
        let kept = (2..2000).filter(|name| keep(&reread, *name, SMALL)).count();
        assert_eq!(kept + 1, ROOM / (SMALL + BESIDE));
        // Small ones take room, too.
        reread.forget();
        assert_eq!((0..1_000_000).filter(|name| keep(&reread, *name, 0)).count(), ROOM / BESIDE);
    }
}
