//! One entry of a packfile: what it is, how large, and its bytes.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::ops::Deref;

use git2::ObjectType;
use libdeflater::Decompressor;

use crate::git::positional::read_at;

/// Bytes that are read first: most entries are smaller.
const FIRST: usize = 4 << 10;

/// Bytes of the largest room that is kept for the next chunk.
const KEPT: usize = 64 << 10;

/// An entry whose beginning was read.
pub(super) struct Entry<'f> {
    /// What it is to be applied to.
    pub(super) base: Base,
    /// Its bytes, or those of its delta.
    pub(super) size: usize,
    /// Where they are.
    pub(super) inflates: Deflated<'f>,
}

/// What an entry is a delta to.
pub(super) enum Base {
    /// To nothing: it is an object of this kind.
    None(ObjectType),
    /// To the entry that begins there.
    At(u64),
    /// To this object.
    Named([u8; 20]),
}

/// Deflated bytes, of which the first were read.
pub(super) struct Deflated<'f> {
    file: &'f File,
    read: Chunk,
    /// Where in `read` they begin.
    start: usize,
    /// Where in the file `read` begins, and where entries end.
    at: u64,
    end: u64,
}

thread_local! {
    static INFLATE: RefCell<Decompressor> = RefCell::new(Decompressor::new());
    /// The room of the last chunk that nobody needs any more.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Some bytes of a file.
struct Chunk {
    room: Vec<u8>,
    length: usize,
}

impl Chunk {
    /// Reads at most `most` bytes from `at` on, and at least one.
    fn read(file: &File, at: u64, end: u64, most: usize) -> Option<Self> {
        let left = end.checked_sub(at).filter(|left| *left > 0)?;
        let length = usize::try_from(left).map_or(most, |left| left.min(most));
        let mut chunk = Self { room: ROOM.take(), length };
        if chunk.room.len() < length {
            chunk.room.resize(length, 0);
        }
        read_at(file, &mut chunk.room[..length], at).ok()?;
        Some(chunk)
    }
}

impl Deref for Chunk {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.room[..self.length]
    }
}

impl Drop for Chunk {
    fn drop(&mut self) {
        if self.room.len() <= KEPT {
            ROOM.set(std::mem::take(&mut self.room));
        }
    }
}

impl<'f> Entry<'f> {
    /// Reads the beginning of the entry at `at`; entries end at `end`.
    pub(super) fn read(file: &'f File, at: u64, end: u64) -> Option<Self> {
        let read = Chunk::read(file, at, end, FIRST)?;
        let mut rest = &read[..];
        let (kind, size) = head(&mut rest)?;
        let base = match kind {
            1 => Base::None(ObjectType::Commit),
            2 => Base::None(ObjectType::Tree),
            3 => Base::None(ObjectType::Blob),
            4 => Base::None(ObjectType::Tag),
            6 => Base::At(at.checked_sub(distance(&mut rest)?)?),
            7 => Base::Named(*rest.split_off(..20)?.as_array()?),
            _ => return None,
        };
        let start = read.len() - rest.len();
        Some(Self { base, size, inflates: Deflated { file, read, start, at, end } })
    }
}

impl Deflated<'_> {
    /// Returns them inflated: exactly `size` bytes.
    pub(super) fn all(self, size: usize) -> Option<Vec<u8>> {
        let Self { file, mut read, start, at, end } = self;
        let needed = start + most_deflated(size);
        if read.len() < needed && at + (read.len() as u64) < end {
            drop(read);
            read = Chunk::read(file, at, end, needed)?;
        }
        let mut out = vec![0; size];
        let made = INFLATE.with_borrow_mut(|inflate| inflate.zlib_decompress(&read[start..], &mut out));
        (made == Ok(size)).then_some(out)
    }
}

/// Returns how many bytes so many take deflated, at most: more than twice what zlib says that it adds where it cannot make
/// them shorter (`compressBound`). Who adds more is left to the library.
fn most_deflated(size: usize) -> usize {
    size + (size >> 10) + 64
}

/// Returns a kind of entry and a size: four bits of it, then seven a byte, the lowest first.
fn head(rest: &mut &[u8]) -> Option<(u8, usize)> {
    let first = *rest.split_off_first()?;
    let (mut size, mut byte) = (usize::from(first & 0x0f), first);
    let mut shifts = (4..usize::BITS - 7).step_by(7);
    while byte >= 0x80 {
        byte = *rest.split_off_first()?;
        size |= usize::from(byte & 0x7f) << shifts.next()?;
    }
    Some((first >> 4 & 7, size))
}

/// Returns how far before an entry its base begins: seven bits a byte, the highest first, each of them counted from where
/// shorter ones end.
fn distance(rest: &mut &[u8]) -> Option<u64> {
    let mut byte = *rest.split_off_first()?;
    let mut distance = u64::from(byte & 0x7f);
    while byte >= 0x80 {
        byte = *rest.split_off_first()?;
        distance = distance.checked_add(1)?.checked_mul(0x80)? | u64::from(byte & 0x7f);
    }
    (distance > 0).then_some(distance)
}
