//! Which pages hold which pair of characters, in the form that `search.js` reads.
//!
//! Naive way: one list for every word. Chinese has no spaces, and whoever cuts words wrongly never finds what stands
//! across the cut. So that every piece of text is found, there is a list for every *gram*: two characters that stand
//! beside each other. A piece of text can only be in a page that is in the lists of all its grams; whether it is, the
//! page itself shows, which has to be fetched anyway before it is shown.
//!
//! Digits and Latin letters are few, and pages hold most pairs of them; so there are grams of three characters besides,
//! wherever two of the three are ASCII.
//!
//! The lists of one first character lie together, so that a single character is searched for by all grams that begin
//! with it, and the last of a line has one with the end of the line. By a hash of it they are dealt out to *shards*, each
//! a file:
//!
//! ```text
//! shard  = format pages { first, seconds { second, count·2 + dense, list } }     numbers as LEB128, sorted ones as steps
//! list   = the numbers of pages, sorted; or, where that is shorter (dense), a bit for every page, lowest first
//! ```

use super::fold::BREAK;

/// The number of this form; `search.js` refuses any other.
pub(super) const FORMAT: u8 = 1;

/// Above all characters: where grams of three characters and whole numbers of documents begin.
const BEYOND: u32 = 0x11_0000;

/// The lists of a segment, while they are gathered.
pub(super) struct Postings {
    bits: u8,
    /// For each shard: first, second and page, so that the order of numbers is that of the file.
    shards: Vec<Vec<u64>>,
    pages: u32,
}

impl Postings {
    /// Returns empty lists in 2 to the power of `bits` shards; as many entries as `expected` find room.
    pub(super) fn new(bits: u8, expected: usize) -> Self {
        let shards = 1 << bits;
        let each = expected / shards;
        Self { bits, shards: (0..shards).map(|_| Vec::with_capacity(each)).collect(), pages: 0 }
    }

    /// Adds the next page: its folded text, and the whole numbers by which it is known.
    pub(super) fn add(&mut self, text: &[char], numbers: &[Vec<char>]) {
        let page = self.pages;
        self.pages += 1;
        for (at, first) in text.iter().enumerate().filter(|(_, c)| **c != BREAK) {
            let next = |by: usize| text.get(at + by).copied().unwrap_or(BREAK);
            let (second, third) = (next(1), next(2));
            self.push(u32::from(*first), u32::from(second), page);
            if second != BREAK && third != BREAK && has_two_ascii([*first, second, third]) {
                self.push(u32::from(*first), pair(second, third), page);
            }
        }
        for number in numbers {
            let (first, second) = number_key(number);
            self.push(first, second, page);
        }
    }

    fn push(&mut self, first: u32, second: u32, page: u32) {
        let shard = &mut self.shards[shard(first, self.bits)];
        if shard.len() == shard.capacity() {
            // A long page says most things more than once: what is known already should not ask for more room.
            tidy(shard);
            shard.reserve(shard.len() + 64);
        }
        shard.push(u64::from(first) << 38 | u64::from(second) << 16 | u64::from(page));
    }

    /// Returns the bytes of each shard.
    pub(super) fn finish(mut self) -> Vec<Vec<u8>> {
        self.shards.iter_mut().for_each(tidy);
        self.shards.iter().map(|entries| encode(entries, self.pages)).collect()
    }
}

fn tidy(entries: &mut Vec<u64>) {
    entries.sort_unstable();
    entries.dedup();
}

/// Returns which of 2 to the power of `bits` shards holds what begins with `first`: by Knuth's multiplication.
fn shard(first: u32, bits: u8) -> usize {
    let hash = first.wrapping_mul(0x9e37_79b1);
    hash.checked_shr(32 - u32::from(bits)).unwrap_or(0) as usize
}

fn has_two_ascii(chars: [char; 3]) -> bool {
    chars.iter().filter(|c| c.is_ascii()).count() >= 2
}

/// Returns what stands for two characters behind a first one.
fn pair(second: char, third: char) -> u32 {
    let hash = u32::from(second).wrapping_mul(0x9e37_79b1) ^ u32::from(third).wrapping_mul(0x85eb_ca6b);
    BEYOND + (hash >> 12)
}

/// Returns what stands for the whole of a document's number: FNV-1a over its characters.
fn number_key(number: &[char]) -> (u32, u32) {
    let step = |hash: u32, c: &char| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193);
    let hash = number.iter().filter(|c| **c != BREAK).fold(0x811c_9dc5, step);
    (BEYOND + (hash & 0xff), hash >> 8 & 0xffff)
}

/// Writes sorted entries.
fn encode(entries: &[u64], pages: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(entries.len() * 5 / 4 + 16);
    out.push(FORMAT);
    push_number(&mut out, pages);
    let mut last_first = 0;
    for group in entries.chunk_by(|a, b| a >> 38 == b >> 38) {
        let first = (group[0] >> 38) as u32;
        push_number(&mut out, first - last_first);
        last_first = first;
        push_number(&mut out, group.chunk_by(|a, b| a >> 16 == b >> 16).count() as u32);
        let mut last_second = 0;
        for list in group.chunk_by(|a, b| a >> 16 == b >> 16) {
            let second = (list[0] >> 16 & 0x3f_ffff) as u32;
            push_number(&mut out, second - last_second);
            last_second = second;
            push_list(&mut out, list, pages);
        }
    }
    out
}

fn push_list(out: &mut Vec<u8>, list: &[u64], pages: u32) {
    let (count, page) = (list.len() as u32, |entry: &u64| (entry & 0xffff) as u32);
    let bytes = pages.div_ceil(8);
    // A step takes a byte, mostly.
    let dense = count > bytes;
    push_number(out, count << 1 | u32::from(dense));
    if dense {
        let start = out.len();
        out.resize(start + bytes as usize, 0);
        list.iter().map(page).for_each(|page| out[start + (page / 8) as usize] |= 1 << (page % 8));
        return;
    }
    let mut last = 0;
    for page in list.iter().map(page) {
        push_number(out, page - last);
        last = page;
    }
}

fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
