//! Where the objects of a packfile begin.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

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
    /// Reads it and takes its bytes out of `room`; nothing if there is not so much, or it is of another form.
    pub(super) fn read(path: &Path, room: &mut usize) -> Option<Self> {
        let file = File::open(path).ok()?;
        let length = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let left = room.checked_sub(length)?;
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes).ok()?;
        *room = left;
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
                let at = ((further & 0x7fff_ffff) as usize).checked_mul(8)? + places + self.count * 4;
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
