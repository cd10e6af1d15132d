//! Values as bytes, for what is kept between two runs ([`Shelf`](super::Shelf)).
//!
//! Whoever unpacks asks in the order of whoever packed. Nothing is believed about the bytes: whatever does not fit is
//! `None`, and then nothing of them is used.

use std::collections::HashMap;

/// Bytes that are being written.
#[derive(Default)]
pub struct Packer {
    bytes: Vec<u8>,
    words: HashMap<Box<str>, u32>,
    order: Vec<Box<str>>,
}

impl Packer {
    /// Adds a number, small ones in few bytes.
    pub fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Adds how many of something follow.
    pub fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).expect("nothing that is kept has four thousand million parts"));
    }

    /// Adds a yes or no.
    pub fn flag(&mut self, flag: bool) {
        self.bytes.push(u8::from(flag));
    }

    /// Adds bytes whose number is known to the reader.
    pub fn fixed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Adds bytes with their number.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.fixed(bytes);
    }

    /// Adds a text that occurs often: it is written once.
    pub fn word(&mut self, word: &str) {
        let next = self.order.len() as u32;
        let number = match self.words.get(word) {
            Some(number) => *number,
            None => {
                self.words.insert(word.into(), next);
                self.order.push(word.into());
                next
            }
        };
        self.number(number);
    }

    /// Adds what `write` adds, with the number of its bytes: it can be passed over.
    pub fn part(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.bytes.len();
        write(self);
        let part = self.bytes.split_off(start);
        self.bytes(&part);
    }

    /// Returns everything that was written.
    pub fn finish(self) -> Vec<u8> {
        let mut head = Self::default();
        head.count(self.order.len());
        self.order.iter().for_each(|word| head.bytes(word.as_bytes()));
        let mut all = head.bytes;
        all.extend_from_slice(&self.bytes);
        all
    }
}

/// Bytes that are being read.
pub struct Unpacker<'a> {
    rest: &'a [u8],
    words: Vec<&'a str>,
}

impl<'a> Unpacker<'a> {
    /// Begins to read what [`Packer::finish`] returned.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let mut all = Self { rest: bytes, words: Vec::new() };
        let count = all.count()?;
        let words = (0..count).map(|_| std::str::from_utf8(all.bytes()?).ok());
        all.words = words.collect::<Option<_>>()?;
        Some(all)
    }

    /// Takes a number.
    pub fn number(&mut self) -> Option<u32> {
        let mut number = 0u32;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            let part = u32::from(byte & 0x7f);
            number |= part.checked_shl(shift).filter(|n| n >> shift == part)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Takes how many of something follow; each takes a byte at least.
    pub fn count(&mut self) -> Option<usize> {
        self.number().map(|n| n as usize).filter(|n| *n <= self.rest.len())
    }

    /// Takes a yes or no.
    pub fn flag(&mut self) -> Option<bool> {
        match self.fixed(1)? {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }

    /// Takes bytes whose number is known.
    pub fn fixed(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    /// Takes bytes with their number.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = self.count()?;
        self.fixed(count)
    }

    /// Takes the number of a text that occurs often, for whoever keeps what it made of it.
    pub fn word(&mut self) -> Option<(usize, &'a str)> {
        let number = self.number()? as usize;
        Some((number, *self.words.get(number)?))
    }

    /// Returns the word that comes next, and stays before it.
    pub fn next_word(&self) -> Option<&'a str> {
        let mut ahead = Self { rest: self.rest, words: Vec::new() };
        self.words.get(ahead.number()? as usize).copied()
    }

    /// Returns how many words there are.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Returns how many bytes are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// Passes over this many bytes.
    pub fn skip(&mut self, count: usize) -> Option<()> {
        self.fixed(count).map(drop)
    }

    /// Returns whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_unpacked_and_nothing_beyond_the_end() {
        let mut packer = Packer::default();
        for number in [0, 1, 127, 128, 300, u32::MAX] {
            packer.number(number);
        }
        packer.word("head");
        packer.flag(true);
        packer.bytes(b"text");
        packer.word("head");
        let bytes = packer.finish();
        let mut unpacker = Unpacker::new(&bytes).unwrap();
        assert_eq!([0, 1, 127, 128, 300, u32::MAX].map(Some), std::array::from_fn(|_| unpacker.number()));
        assert_eq!(unpacker.word(), Some((0, "head")));
        assert_eq!(unpacker.flag(), Some(true));
        assert_eq!(unpacker.bytes(), Some(&b"text"[..]));
        assert_eq!(unpacker.word(), Some((0, "head")));
        assert!(unpacker.is_empty());
        assert_eq!((unpacker.number(), unpacker.flag(), unpacker.bytes()), (None, None, None));
    }
}
