//! Objects that others are deltas to, as long as there is room.

use std::collections::HashMap;
use std::sync::{Mutex, TryLockError};

use git2::ObjectType;

use super::Object;

/// Bytes of objects that are kept in each of two generations.
const ROOM: usize = 8 << 20;

/// Bytes of an object that is kept.
const LARGEST: usize = 1 << 20;

/// Objects by the number of their packfile and where they begin in it. Who finds it in use does without.
#[derive(Default)]
pub(super) struct Bases(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<(usize, u64), Object>,
    old: HashMap<(usize, u64), Object>,
    /// Bytes of the young.
    size: usize,
}

impl Bases {
    /// Returns the object that begins there, if it is known.
    pub(super) fn get(&self, file: usize, at: u64) -> Option<Object> {
        self.with(|kept| kept.young.get(&(file, at)).or_else(|| kept.old.get(&(file, at))).cloned()).flatten()
    }

    /// Keeps the object that begins there.
    pub(super) fn keep(&self, file: usize, at: u64, kind: ObjectType, bytes: Vec<u8>) {
        if bytes.len() <= LARGEST {
            self.with(|kept| kept.keep((file, at), (kind, bytes)));
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
        self.size += object.1.len();
        if self.size > ROOM {
            self.size = object.1.len();
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(place, object);
    }
}
