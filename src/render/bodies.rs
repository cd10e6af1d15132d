//! The texts of pages as the first pass left them: written once, while they were at hand, so that the second need not
//! read and parse them again. What finds no room in memory is laid aside, where there is such a place.
//!
//! A text is kept under the name of the bytes that it was made from, and depends on nothing else but the words of the
//! group. Whoever asks for one by the bytes that may be shown gets what those bytes say, or nothing and reads them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use serde::{Deserialize, Serialize};

use super::Words;
use crate::config::Config;
use crate::markdown::{Document, html};
use crate::model::BlobId;

/// Bytes of memory that bodies may take: those of 11,000 articles of 4 KB. What comes after is laid aside.
const ROOM: usize = 56 << 20;

/// Bytes of the largest body that is kept: few pages have more, and one must not take what many need.
const LARGEST: usize = 1 << 20;

/// Bytes that a body takes beside what it says.
const BESIDE: usize = 320;

/// A place for what finds no room in memory; given by the caller, because this room does not touch the disk.
pub trait Spill: Debug + Send + Sync {
    /// Lays `bytes` aside and returns where; none if that cannot be done.
    fn put(&self, bytes: &[u8]) -> Option<u64>;

    /// Returns the so many bytes that were laid aside at `place`; none if they cannot be read, or are not those.
    fn take(&self, place: u64, length: usize) -> Option<Vec<u8>>;
}

/// The text of a page.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Body<'a> {
    /// As HTML, all but its links.
    #[serde(borrow)]
    pub(super) html: html::Unlinked<'a>,
    /// Its words, if twins or the search index ask for them.
    pub(super) words: Option<Cow<'a, str>>,
}

impl Body<'_> {
    fn into_owned(self) -> Body<'static> {
        // A copy: allocators leave what shrinks by little where it is.
        let words = self.words.map(|words| words.as_ref().to_owned().into());
        Body { html: self.html.into_owned(), words }
    }

    /// Returns about how many bytes of memory it takes once it is owned.
    fn size(&self) -> usize {
        BESIDE + self.html.size() + self.words.as_deref().map_or(0, str::len)
    }
}

/// Where a text is.
#[derive(Debug)]
pub struct Kept(Place);

#[derive(Debug)]
enum Place {
    Memory(Box<Body<'static>>),
    Aside(u64, usize),
}

/// The texts that are at hand.
#[derive(Debug, Default)]
pub struct Bodies {
    kept: HashMap<BlobId, Kept>,
    aside: Option<Box<dyn Spill>>,
}

/// Makes bodies as long as there is room.
#[derive(Debug)]
pub struct BodyMaker<'w> {
    labels: html::Words<'w>,
    with_words: bool,
    /// Bytes of memory that are left.
    room: AtomicUsize,
    /// Takes what comes after.
    aside: Option<Box<dyn Spill>>,
}

impl Bodies {
    /// Lets `see` see the body that was made from these bytes, if it is at hand.
    pub(super) fn of<T>(&self, blob: BlobId, see: impl FnOnce(&Body<'_>) -> T) -> Option<T> {
        match &self.kept.get(&blob)?.0 {
            Place::Memory(body) => Some(see(body)),
            Place::Aside(place, length) => {
                let bytes = self.aside.as_ref()?.take(*place, *length)?;
                // Whoever cannot read it makes it again.
                postcard::from_bytes(&bytes).ok().map(|body| see(&body))
            }
        }
    }
}

impl<'w> BodyMaker<'w> {
    /// Makes bodies of a group that speaks with these words; lays aside there what finds no room.
    pub fn new(config: &Config, words: &'w Words, aside: Option<Box<dyn Spill>>) -> Self {
        let with_words = config.build.json || config.build.search;
        Self { labels: labels(words), with_words, room: AtomicUsize::new(ROOM), aside }
    }

    /// Returns the same with so many bytes of memory for what it makes.
    #[must_use]
    pub fn within(self, room: usize) -> Self {
        Self { room: AtomicUsize::new(room), ..self }
    }

    /// Makes none: for whoever only checks.
    pub fn none() -> Self {
        Self { labels: html::Words::CHINESE, with_words: false, room: AtomicUsize::new(0), aside: None }
    }

    /// Makes the body of `document`, if there is room for it.
    pub fn make(&self, document: &Document<'_>) -> Option<Kept> {
        let is_full = self.room.load(Relaxed) < BESIDE + document.text().len();
        if (is_full && self.aside.is_none()) || document.text().len() > LARGEST {
            return None;
        }
        let html = html::Unlinked::of(document, self.labels);
        let words = self.with_words.then(|| document.plain_text().into());
        let body = Body { html, words };
        let size = body.size();
        if size > LARGEST {
            return None;
        }
        let taken = |room: usize| room.checked_sub(size);
        match self.room.fetch_update(Relaxed, Relaxed, taken) {
            Ok(_) => Some(Kept(Place::Memory(Box::new(body.into_owned())))),
            Err(_) => self.lay_aside(&body, size),
        }
    }

    fn lay_aside(&self, body: &Body<'_>, size: usize) -> Option<Kept> {
        let aside = self.aside.as_ref()?;
        let bytes = postcard::to_extend(body, Vec::with_capacity(size)).ok()?;
        Some(Kept(Place::Aside(aside.put(&bytes)?, bytes.len())))
    }

    /// Returns the bodies that were made, by the names of their bytes.
    pub fn gather(self, made: impl IntoIterator<Item = (BlobId, Kept)>) -> Bodies {
        Bodies { kept: made.into_iter().collect(), aside: self.aside }
    }
}

/// Returns what a text says that nobody wrote.
pub(super) fn labels(words: &Words) -> html::Words<'_> {
    html::Words {
        table: &words.body_table,
        footnotes: &words.body_footnotes,
        back: &words.body_back,
        done: &words.body_done,
        open: &words.body_open,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::markdown::Dialect;

    #[test]
    fn no_body_is_made_without_room() {
        let document = parse("正文。");
        assert!(BodyMaker::none().make(&document).is_none());
        assert_eq!(made(&document, 3 * BESIDE), 2);
    }

    #[test]
    fn what_only_a_link_says_takes_room_too() {
        let image = format!("![{}](a)", "图".repeat(1000));
        assert_eq!(made(&parse(&image), 10_000), 2);
    }

    #[test]
    fn a_body_that_is_too_large_takes_nothing_from_others() {
        let links = "[a](b) ".repeat(LARGEST / 100);
        for maker in [maker(ROOM), maker(ROOM).beside(Memory::default())] {
            assert!(maker.make(&parse(&links)).is_none());
            assert_eq!(maker.room.load(Relaxed), ROOM);
            assert!(maker.make(&parse("a")).is_some());
        }
    }

    #[test]
    fn what_was_laid_aside_says_the_same() {
        for text in [
            "",
            "正文。",
            "# 标题\n\n[甲](a.md \"题\")和<https://a.example>、![图](b.png)\n\n![图](c.png)\n\n甲[^1]\n\n[^1]: 乙 [c](d)",
        ] {
            let document = parse(text);
            let [held, aside] = [ROOM, 0].map(|room| said(&document, room));
            assert_eq!(held, aside);
            assert_eq!(held.1, document.plain_text());
        }
    }

    #[test]
    fn what_comes_back_otherwise_is_made_again() {
        #[derive(Debug)]
        struct Broken;
        impl Spill for Broken {
            fn put(&self, _: &[u8]) -> Option<u64> {
                Some(0)
            }
            fn take(&self, _: u64, length: usize) -> Option<Vec<u8>> {
                Some(vec![0xff; length])
            }
        }
        let maker = maker(0).beside(Broken);
        let kept = maker.make(&parse("正文。")).unwrap();
        let blob = BlobId::of(b"");
        assert_eq!(maker.gather([(blob, kept)]).of(blob, |_| ()), None);
    }

    /// Lays aside in memory.
    #[derive(Debug, Default)]
    struct Memory(Mutex<Vec<u8>>);

    impl Spill for Memory {
        fn put(&self, bytes: &[u8]) -> Option<u64> {
            let mut all = self.0.lock().unwrap();
            all.extend_from_slice(bytes);
            Some((all.len() - bytes.len()) as u64)
        }

        fn take(&self, place: u64, length: usize) -> Option<Vec<u8>> {
            Some(self.0.lock().unwrap()[place as usize..][..length].to_vec())
        }
    }

    fn parse(text: &str) -> Document<'_> {
        Document::parse(text, Dialect::Site).unwrap()
    }

    fn maker(room: usize) -> BodyMaker<'static> {
        BodyMaker::none().within(room)
    }

    impl BodyMaker<'_> {
        fn beside(self, aside: impl Spill + 'static) -> Self {
            Self { aside: Some(Box::new(aside)), ..self }
        }
    }

    /// Returns how often the body of `document` is made in so much room.
    fn made(document: &Document<'_>, room: usize) -> usize {
        let maker = maker(room);
        (0..100).filter(|_| maker.make(document).is_some()).count()
    }

    /// Returns what a body says that was made with so much room: its HTML with its links, and its words.
    fn said(document: &Document<'_>, room: usize) -> (String, String) {
        let maker = BodyMaker { with_words: true, ..maker(room).beside(Memory::default()) };
        let blob = BlobId::of(document.text().as_bytes());
        let kept = maker.make(document).unwrap();
        assert_eq!(matches!(kept.0, Place::Aside(..)), room == 0);
        let bodies = maker.gather([(blob, kept)]);
        let said = bodies.of(blob, |body| {
            let mut html = String::new();
            body.html
                .link(&mut html, &mut |link| html::Target::Address(format!("{:?}{}", link.kind, link.dest).into()));
            (html, body.words.as_deref().unwrap().to_owned())
        });
        said.unwrap()
    }
}
