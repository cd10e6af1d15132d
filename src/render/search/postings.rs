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
//! with it, and the last of a line has one with the end of the line. By a hash of it they are dealt out to *drawers*, each
//! a file:
//!
//! ```text
//! drawer  = format pages { first, seconds { second, count·2 + dense, list } }     numbers as LEB128, sorted ones as steps
//! list   = the numbers of pages, sorted; or, where that is shorter (dense), a bit for every page, lowest first
//! ```

use super::fold::BREAK;

/// The number of this form; `search.js` refuses any other.
pub(super) const FORMAT: u8 = 1;

/// Above all characters: where grams of three characters and whole numbers of documents begin.
const BEYOND: u32 = 0x11_0000;

/// The lists of a segment, while they are gathered.
///
/// Sorting all of a segment's text would take most of the time there is; so grams are numbered as they come, and only
/// those are sorted in the end.
pub(super) struct Postings {
    bits: u8,
    grams: Grams,
    /// Which page holds which gram, by the numbers of both, in the order of pages.
    entries: Vec<(u32, u16)>,
    pages: u32,
}

impl Postings {
    /// Returns empty lists in 2 to the power of `bits` drawers; as many entries as `expected` find room.
    pub(super) fn new(bits: u8, expected: usize) -> Self {
        Self { bits, grams: Grams::new(), entries: Vec::with_capacity(expected), pages: 0 }
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
                let (first, second) = three_key([*first, second, third]);
                self.push(first, second, page);
            }
        }
        for number in numbers {
            let (first, second) = number_key(number);
            self.push(first, second, page);
        }
    }

    fn push(&mut self, first: u32, second: u32, page: u32) {
        let (number, gram) = self.grams.find(u64::from(first) << 32 | u64::from(second));
        if gram.last != page {
            gram.last = page;
            gram.count += 1;
            self.entries.push((number, page as u16));
        }
    }

    /// Returns the bytes of each drawer.
    pub(super) fn finish(self) -> Vec<Vec<u8>> {
        let Self { bits, grams, entries, pages } = self;
        let grams = grams.all;
        let mut order: Vec<u32> = (0..grams.len() as u32).collect();
        let drawer_of = |gram: &Gram| drawer((gram.key >> 32) as u32, bits);
        order.sort_unstable_by_key(|number| {
            let gram = &grams[*number as usize];
            (drawer_of(gram), gram.key)
        });
        // Where the list of each gram is filled next; pages come in their order.
        let mut starts = vec![0; grams.len()];
        let mut start = 0;
        for number in &order {
            starts[*number as usize] = start;
            start += grams[*number as usize].count as usize;
        }
        let mut lists = vec![0; entries.len()];
        for (number, page) in entries {
            let at = &mut starts[number as usize];
            lists[*at] = page;
            *at += 1;
        }
        let mut drawers: Vec<Drawer> = (0..1 << bits).map(|_| Drawer::new(pages)).collect();
        let mut rest = &lists[..];
        for gram in order.iter().map(|number| &grams[*number as usize]) {
            let (list, more) = rest.split_at(gram.count as usize);
            rest = more;
            drawers[drawer_of(gram)].push(gram.key, list);
        }
        drawers.into_iter().map(Drawer::finish).collect()
    }
}

/// A gram while it is gathered.
struct Gram {
    /// Its first character and what stands for the rest.
    key: u64,
    /// The page that it was seen on last.
    last: u32,
    /// On how many pages it was seen.
    count: u32,
}

/// Grams by their numbers, and their numbers by an open table: what follows in the text is somewhere else in it, so that
/// everything about it should be near by.
struct Grams {
    all: Vec<Gram>,
    /// One more than the number of a gram, or 0 where there is none; a power of two, never more than half full.
    table: Vec<u32>,
}

impl Grams {
    fn new() -> Self {
        Self { all: Vec::new(), table: vec![0; 1 << 12] }
    }

    /// Returns the gram with this key and its number; one that is new is on no page.
    fn find(&mut self, key: u64) -> (u32, &mut Gram) {
        if self.all.len() * 2 >= self.table.len() {
            self.grow();
        }
        let slot = self.slot(key);
        let number = match self.table[slot].checked_sub(1) {
            Some(number) => number,
            None => {
                let number = self.all.len() as u32;
                self.all.push(Gram { key, last: u32::MAX, count: 0 });
                self.table[slot] = number + 1;
                number
            }
        };
        (number, &mut self.all[number as usize])
    }

    /// Returns where the gram is, or where it belongs.
    fn slot(&self, key: u64) -> usize {
        let mask = self.table.len() - 1;
        // The upper half of a product depends on all of the key.
        let mut slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while self.table[slot] != 0 && self.all[self.table[slot] as usize - 1].key != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.table = vec![0; self.table.len() * 4];
        for number in 0..self.all.len() {
            let slot = self.slot(self.all[number].key);
            self.table[slot] = number as u32 + 1;
        }
    }
}

/// Returns which of 2 to the power of `bits` drawers holds what begins with `first`: by Knuth's multiplication.
fn drawer(first: u32, bits: u8) -> usize {
    let hash = first.wrapping_mul(0x9e37_79b1);
    hash.checked_shr(32 - u32::from(bits)).unwrap_or(0) as usize
}

fn has_two_ascii(chars: [char; 3]) -> bool {
    chars.iter().filter(|c| c.is_ascii()).count() >= 2
}

/// Returns what stands for three characters: there are so many that begin with a digit that they would make the drawers of
/// digits the largest of all, were they not dealt out by all three.
fn three_key(chars: [char; 3]) -> (u32, u32) {
    let [a, b, c] = chars.map(u32::from);
    let hash = a.wrapping_mul(0x9e37_79b1) ^ b.wrapping_mul(0x85eb_ca6b) ^ c.wrapping_mul(0xc2b2_ae35);
    let hash = hash ^ hash >> 15;
    (BEYOND + 0x100 + (hash & 0x3ff), hash >> 10)
}

/// Returns what stands for the whole of a document's number: FNV-1a over its characters.
fn number_key(number: &[char]) -> (u32, u32) {
    let step = |hash: u32, c: &char| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193);
    let hash = number.iter().filter(|c| **c != BREAK).fold(0x811c_9dc5, step);
    (BEYOND + (hash & 0xff), hash >> 10)
}

/// A drawer while it is written, gram by gram in the order of their keys.
struct Drawer {
    out: Vec<u8>,
    pages: u32,
    /// The first character of what is written now, and the lists of it, which stand behind their number.
    first: u32,
    seconds: u32,
    lists: Vec<u8>,
    second: u32,
    last_first: u32,
}

impl Drawer {
    fn new(pages: u32) -> Self {
        let mut out = vec![FORMAT];
        push_number(&mut out, pages);
        Self { out, pages, first: 0, seconds: 0, lists: Vec::new(), second: 0, last_first: 0 }
    }

    fn push(&mut self, key: u64, list: &[u16]) {
        let (first, second) = ((key >> 32) as u32, key as u32);
        if first != self.first {
            self.end_first();
            self.first = first;
        }
        push_number(&mut self.lists, second - self.second);
        self.second = second;
        self.seconds += 1;
        push_list(&mut self.lists, list, self.pages);
    }

    fn end_first(&mut self) {
        if self.seconds > 0 {
            push_number(&mut self.out, self.first - self.last_first);
            push_number(&mut self.out, self.seconds);
            self.out.append(&mut self.lists);
            self.last_first = self.first;
        }
        (self.seconds, self.second) = (0, 0);
    }

    fn finish(mut self) -> Vec<u8> {
        self.end_first();
        self.out
    }
}

fn push_list(out: &mut Vec<u8>, list: &[u16], pages: u32) {
    let (count, bytes) = (list.len() as u32, pages.div_ceil(8));
    // A step takes a byte, mostly.
    let dense = count > bytes;
    push_number(out, count << 1 | u32::from(dense));
    if dense {
        let start = out.len();
        out.resize(start + bytes as usize, 0);
        list.iter().for_each(|page| out[start + usize::from(page / 8)] |= 1 << (page % 8));
        return;
    }
    let mut last = 0;
    for page in list {
        push_number(out, u32::from(page - last));
        last = *page;
    }
}

fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postings(bits: u8, pages: &[&str]) -> Vec<Vec<u8>> {
        let mut postings = Postings::new(bits, 0);
        pages.iter().for_each(|text| postings.add(&text.chars().collect::<Vec<_>>(), &[]));
        postings.finish()
    }

    #[test]
    fn a_small_segment_is_what_the_form_says() {
        // 1, two pages; "a" behind it "b" on both, and the end of a line on the second.
        let [drawer] = &postings(0, &["ab", "ab\na\n"])[..] else { panic!("one drawer") };
        let first = [FORMAT, 2, b'a', 2, b'\n', 1 << 1, 1, b'b' - b'\n', 2 << 1 | 1, 0b11];
        let second = [1, 1, b'\n', 2 << 1 | 1, 0b11];
        assert_eq!(drawer[..], [&first[..], &second].concat());
    }

    #[test]
    fn whatever_is_on_a_page_once_or_often_is_in_its_list_once() {
        assert_eq!(postings(0, &["甲乙甲乙甲乙"]), postings(0, &["甲乙甲乙"]));
        assert_eq!(postings(3, &["甲乙"]).len(), 8);
        assert!(postings(2, &[]).iter().all(|drawer| drawer == &[FORMAT, 0]));
    }

    #[test]
    fn many_grams_keep_their_numbers_while_the_table_grows() {
        let mut grams = Grams::new();
        let first: Vec<u32> = (0..50_000_u64).map(|key| grams.find(key * 0x1_0000_0001).0).collect();
        let again: Vec<u32> = (0..50_000_u64).map(|key| grams.find(key * 0x1_0000_0001).0).collect();
        assert!(first.iter().copied().eq(0..50_000) && first == again);
    }
}
