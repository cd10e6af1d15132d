//! Where the objects of a packfile begin.

use std::fs;
use std::path::Path;

/// Bytes of the largest index that is read: ten million objects.
const MOST: u64 = 300 << 20;

/// How an index of the second form begins.
const MAGIC: &[u8] = b"\xfftOc\0\0\0\x02";

/// Bytes before the names: how it begins, and how many names begin with each byte or a lower one.
const HEAD: usize = MAGIC.len() + 256 * 4;

/// The index of a packfile.
pub(super) struct Index {
    bytes: Vec<u8>,
    count: usize,
}

impl Index {
    /// Reads it; nothing if it is of another form.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let is_small = fs::metadata(path).ok()?.len() <= MOST;
        let bytes = is_small.then(|| fs::read(path).ok())??;
        bytes.starts_with(MAGIC).then_some(())?;
        let mut index = Self { bytes, count: 0 };
        index.count = index.up_to(255)?;
        // Names, checksums and places; more places and two checksums may follow.
        let least = index.count.checked_mul(20 + 4 + 4)?.checked_add(HEAD)?;
        (index.bytes.len() >= least).then_some(index)
    }

    /// Returns where the object of this name begins.
    pub(super) fn find(&self, id: &[u8; 20]) -> Option<u64> {
        let start = match id[0] {
            0 => 0,
            first => self.up_to(first - 1)?,
        };
        let (names, _) = self.bytes.get(HEAD..HEAD + self.count * 20)?.as_chunks::<20>();
        // Eight bytes are compared at once, and mostly say it all.
        let order = |name: &[u8; 20]| first(name).cmp(&first(id)).then_with(|| name.cmp(id));
        let number = start + names.get(start..self.up_to(id[0])?)?.binary_search_by(order).ok()?;
        let places = HEAD + self.count * (20 + 4);
        match self.number(places + number * 4)? {
            place @ 0..0x8000_0000 => Some(u64::from(place)),
            // The place of its place among those that are further than four bytes can say.
            further => {
                let at = places + self.count * 4 + (further & 0x7fff_ffff) as usize * 8;
                Some(u64::from(self.number(at)?) << 32 | u64::from(self.number(at + 4)?))
            }
        }
    }

    /// Returns how many names begin with this byte or a lower one.
    fn up_to(&self, first: u8) -> Option<usize> {
        self.number(MAGIC.len() + usize::from(first) * 4).map(|n| n as usize)
    }

    fn number(&self, at: usize) -> Option<u32> {
        self.bytes.get(at..)?.first_chunk().copied().map(u32::from_be_bytes)
    }
}

/// Returns the first bytes of a name as a number, in the same order.
fn first(name: &[u8; 20]) -> u64 {
    name.first_chunk().copied().map_or(0, u64::from_be_bytes)
}
