//! The texts of pages as the first pass left them: written once, while they were at hand, so that the second need not
//! read and parse them again.
//!
//! A text is kept under the name of the bytes that it was made from, and depends on nothing else but the words of the
//! group. Whoever asks for one by the bytes that may be shown gets what those bytes say, or nothing and reads them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::Words;
use crate::config::Config;
use crate::markdown::{Document, html};
use crate::model::BlobId;

/// Bytes of memory that bodies may take: those of 15,000 articles of 4 KB. What comes after is read again.
const ROOM: usize = 72 << 20;

/// Bytes of the largest body that is kept: few pages have more, and one must not take what many need.
const LARGEST: usize = 1 << 20;

/// Bytes that a body takes beside what it says.
const BESIDE: usize = 320;

/// The text of a page.
#[derive(Debug)]
pub struct Body {
    /// As HTML, all but its links.
    pub(super) html: html::Unlinked<'static>,
    /// Its words, if twins or the search index ask for them.
    pub(super) words: Option<Box<str>>,
}

/// The texts that are at hand.
#[derive(Debug, Default)]
pub struct Bodies(HashMap<BlobId, Body>);

/// Makes bodies as long as there is room.
#[derive(Debug)]
pub struct BodyMaker<'w> {
    labels: html::Words<'w>,
    with_words: bool,
    /// Bytes that are left.
    room: AtomicUsize,
}

impl Bodies {
    /// Returns the body that was made from these bytes.
    pub(super) fn of(&self, blob: BlobId) -> Option<&Body> {
        self.0.get(&blob)
    }
}

impl FromIterator<(BlobId, Body)> for Bodies {
    fn from_iter<I: IntoIterator<Item = (BlobId, Body)>>(bodies: I) -> Self {
        Self(bodies.into_iter().collect())
    }
}

impl<'w> BodyMaker<'w> {
    /// Makes bodies of a group that speaks with these words.
    pub fn new(config: &Config, words: &'w Words) -> Self {
        let with_words = config.build.json || config.build.search;
        Self { labels: labels(words), with_words, room: AtomicUsize::new(ROOM) }
    }

    /// Makes none: for whoever only checks.
    pub fn none() -> Self {
        Self { labels: html::Words::CHINESE, with_words: false, room: AtomicUsize::new(0) }
    }

    /// Returns the body of `document`, if there is room for it.
    pub fn make(&self, document: &Document<'_>) -> Option<Body> {
        if self.room.load(Relaxed) < BESIDE + document.text().len() || document.text().len() > LARGEST {
            return None;
        }
        let html = html::Unlinked::of(document, self.labels);
        let words = self.with_words.then(|| document.plain_text().into_boxed_str());
        let body = Body { html: html.into_owned(), words };
        let size = BESIDE + body.html.size() + body.words.as_deref().map_or(0, str::len);
        let taken = |room: usize| room.checked_sub(size).filter(|_| size <= LARGEST);
        self.room.fetch_update(Relaxed, Relaxed, taken).is_ok().then_some(body)
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
    use super::*;
    use crate::markdown::Dialect;

    #[test]
    fn no_body_is_made_without_room() {
        let document = Document::parse("正文。", Dialect::Site).unwrap();
        assert!(BodyMaker::none().make(&document).is_none());
        assert_eq!(made(&document, 3 * BESIDE), 2);
    }

    #[test]
    fn what_only_a_link_says_takes_room_too() {
        let image = format!("![{}](a)", "图".repeat(1000));
        let document = Document::parse(&image, Dialect::Site).unwrap();
        assert_eq!(made(&document, 10_000), 2);
    }

    #[test]
    fn a_body_that_is_too_large_takes_nothing_from_others() {
        let links = "[a](b) ".repeat(LARGEST / 100);
        let (large, small) =
            (Document::parse(&links, Dialect::Site).unwrap(), Document::parse("a", Dialect::Site).unwrap());
        let maker = maker(ROOM);
        assert!(maker.make(&large).is_none());
        assert_eq!(maker.room.load(Relaxed), ROOM);
        assert!(maker.make(&small).is_some());
    }

    fn maker(room: usize) -> BodyMaker<'static> {
        BodyMaker { room: AtomicUsize::new(room), ..BodyMaker::none() }
    }

    /// Returns how often the body of `document` is made in so much room.
    fn made(document: &Document<'_>, room: usize) -> usize {
        let maker = maker(room);
        (0..100).filter(|_| maker.make(document).is_some()).count()
    }
}
