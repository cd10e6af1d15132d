//! Objects that others are deltas to, as long as there is room.

use std::collections::HashMap;
use std::sync::{Mutex, TryLockError};

use git2::ObjectType;

use super::Object;

/// Bytes of objects that are kept in each of two generations.
const ROOM: usize = 8 << 20;

/// Bytes of the largest object that is kept.
const LARGEST: usize = 1 << 20;

/// Bytes that an object takes beside its own.
const BESIDE: usize = 100;

/// Objects by the number of their packfile and where they begin in it. Who finds it in use does without.
#[derive(Default)]
pub(super) struct Bases(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<(usize, u64), Object>,
    old: HashMap<(usize, u64), Object>,
    /// Bytes that the young take.
    size: usize,
}

impl Bases {
    /// Returns the object that begins there, if it is known.
    pub(super) fn get(&self, file: usize, at: u64) -> Option<Object> {
        self.with(|kept| kept.young.get(&(file, at)).or_else(|| kept.old.get(&(file, at))).cloned()).flatten()
    }

    /// Keeps the object that begins there.
    pub(super) fn keep(&self, file: usize, at: u64, kind: ObjectType, bytes: &[u8]) {
        if bytes.len() <= LARGEST {
            self.with(|kept| kept.keep((file, at), (kind, bytes.to_vec())));
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Generations) -> T) -> Option<T> {
        match self.0.try_lock() {
            Ok(mut kept) => Some(work(&mut kept)),
            Err(TryLockError::WouldBlock | TryLockError::Poisoned(_)) => None,
        }
    }
}

impl Generations {
    fn keep(&mut self, place: (usize, u64), object: Object) {
        let size = object.1.len() + BESIDE;
        if self.size + size > ROOM {
            self.size = 0;
            self.old = std::mem::take(&mut self.young);
        }
        // One place always holds the same object.
        if self.young.insert(place, object).is_none() {
            self.size += size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_takes_no_more_than_its_room() {
        let bases = Bases::default();
        let keep = |at| bases.keep(0, at, ObjectType::Blob, &vec![0; LARGEST / 2]);
        // One that is used again and again leaves room for others.
        (0..100).for_each(|_| keep(0));
        (1..10).for_each(keep);
        assert!((0..10).all(|at| bases.get(0, at).is_some()));
        (10..60).for_each(keep);
        assert_eq!((0..60).filter(|at| bases.get(0, *at).is_some()).count(), 2 * 15);
        assert!(bases.get(1, 59).is_none());
        bases.keep(0, 60, ObjectType::Blob, &vec![0; LARGEST + 1]);
        assert!(bases.get(0, 60).is_none());
        // Small ones take room, too.
        (100..1_000_000).for_each(|at| bases.keep(0, at, ObjectType::Blob, b""));
        assert!(bases.with(|kept| kept.young.len() + kept.old.len()).unwrap() <= 2 * ROOM / BESIDE);
    }
}
