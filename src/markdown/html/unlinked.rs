//! A document as HTML, all but its links.
//!
//! Where a link leads is known when every page has been read; what a text says is known when it has been read itself. So
//! a text is written once, with a hole for each link, and the holes are filled later, maybe more than once.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::escape::{escape_attribute, escape_href, escape_text};
use super::writer::Writer;
use super::{Anchor, Picture, Target, Words, is_safe};
use crate::markdown::{Dialect, Document, Link, LinkKind};

/// A document as HTML, with a hole for each link.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unlinked<'a> {
    #[serde(borrow, serialize_with = "as_bytes", deserialize_with = "from_bytes")]
    pub(super) html: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) holes: Vec<Hole<'a>>,
    pub(super) dialect: Dialect,
}

/// A place in the HTML that waits for what a link becomes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Hole<'a> {
    /// The byte before which it stands; several may stand before one byte.
    pub(super) at: usize,
    #[serde(borrow)]
    pub(super) what: What<'a>,
}

/// What belongs into a hole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum What<'a> {
    /// The beginning of a link.
    #[serde(borrow)]
    Start(Box<Link<'a>>),
    /// The beginning of what looked like a link.
    Nothing,
    /// The end of the last link that began.
    End,
    /// An image between words.
    Image(Box<Link<'a>>),
    /// An image that is a paragraph of its own.
    Figure(Box<Link<'a>>),
    /// The end of a line, unless what filled the hole before ends one.
    FreshLine,
}

impl<'a> Unlinked<'a> {
    /// Writes `doc`, with these words.
    pub fn of(doc: &Document<'a>, words: Words<'_>) -> Self {
        Writer::new(doc, words).write()
    }

    /// Writes the whole to the end of `out`; `resolve` decides what every link and image becomes.
    pub fn link<'r>(&self, out: &mut String, resolve: &mut dyn FnMut(&Link<'_>) -> Target<'r>) {
        out.reserve(self.html.len() + self.holes.len() * 64);
        let is_site = self.dialect == Dialect::Site;
        let mut linker = Linker { start: out.len(), out, is_site, resolve, open: Vec::new() };
        let mut written = 0;
        for hole in &self.holes {
            linker.out.push_str(&self.html[written..hole.at]);
            written = hole.at;
            linker.fill(&hole.what);
        }
        linker.out.push_str(&self.html[written..]);
    }

    /// Returns the same without what it borrows, and without room to spare.
    pub fn into_owned(self) -> Unlinked<'static> {
        let Self { html, holes, dialect } = self;
        // A copy: allocators leave what shrinks by little where it is.
        let html = html.as_ref().to_owned().into();
        let owned = |Hole { at, what }| Hole { at, what: what.into_owned() };
        let mut holes: Vec<Hole<'static>> = holes.into_iter().map(owned).collect();
        holes.shrink_to_fit();
        Unlinked { html, holes, dialect }
    }

    /// Returns about how many bytes of memory it takes once it is owned.
    pub fn size(&self) -> usize {
        let links: usize = self.holes.iter().map(|hole| hole.what.size()).sum();
        self.html.len() + self.holes.len() * size_of::<Hole<'_>>() + links
    }
}

impl What<'_> {
    fn into_owned(self) -> What<'static> {
        match self {
            What::Start(link) => What::Start(Box::new(link.into_owned())),
            What::Image(link) => What::Image(Box::new(link.into_owned())),
            What::Figure(link) => What::Figure(Box::new(link.into_owned())),
            What::Nothing => What::Nothing,
            What::End => What::End,
            What::FreshLine => What::FreshLine,
        }
    }

    /// Returns about how many bytes of memory it takes beside itself.
    fn size(&self) -> usize {
        match self {
            What::Start(link) | What::Image(link) | What::Figure(link) => {
                size_of::<Link<'_>>() + link.dest.len() + link.title.len() + link.text.len()
            }
            What::Nothing | What::End | What::FreshLine => 0,
        }
    }
}

fn as_bytes<S: Serializer>(html: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(html.as_bytes())
}

/// Returns what [`as_bytes`] gave: serde would look at its bytes one by one, which for a large text takes long.
fn from_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    let html = simdutf8::basic::from_utf8(Deserialize::deserialize(deserializer)?);
    html.map(Cow::Borrowed).map_err(serde::de::Error::custom)
}

/// Fills holes, one after the other.
struct Linker<'w, 'r> {
    out: &'w mut String,
    /// Where our part of `out` begins.
    start: usize,
    is_site: bool,
    resolve: &'w mut dyn FnMut(&Link<'_>) -> Target<'r>,
    /// What ends the links that are open: none for those that are plain text.
    open: Vec<Option<Cow<'r, str>>>,
}

impl<'r> Linker<'_, 'r> {
    fn fill(&mut self, what: &What<'_>) {
        match what {
            What::Start(link) => self.start_link(link),
            What::Nothing => self.open.push(None),
            What::End => self.end_link(),
            What::Image(link) => {
                let target = self.target(link);
                self.picture(link, target, &link.title);
            }
            What::Figure(link) => self.figure(link),
            What::FreshLine => self.fresh_line(),
        }
    }

    fn fresh_line(&mut self) {
        if self.out.len() > self.start && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn block(&mut self, tag: &str) {
        self.fresh_line();
        self.out.push_str(tag);
    }

    /// Asks what a link becomes; what is not safe becomes plain text.
    fn target(&mut self, link: &Link<'_>) -> Target<'r> {
        let target = (self.resolve)(link);
        if !self.is_site {
            return target;
        }
        let address = match &target {
            Target::AsWritten if link.kind == LinkKind::Email => return target,
            Target::AsWritten => &link.dest,
            Target::Address(address) => &**address,
            Target::Anchor(anchor) => &anchor.address,
            Target::Picture(picture) => &picture.address,
            Target::PlainText => return target,
        };
        if is_safe(address) { target } else { Target::PlainText }
    }

    fn start_link(&mut self, link: &Link<'_>) {
        // HTML has no links within links.
        if self.is_site && self.open.iter().any(Option::is_some) {
            return self.open.push(None);
        }
        match self.target(link) {
            Target::PlainText => return self.open.push(None),
            Target::AsWritten => {
                let scheme = if link.kind == LinkKind::Email { "mailto:" } else { "" };
                self.start_anchor(scheme, &link.dest, link);
                self.open.push(Some(Cow::Borrowed("")));
            }
            Target::Address(address) | Target::Picture(Picture { address, .. }) => {
                self.start_anchor("", &address, link);
                self.open.push(Some(Cow::Borrowed("")));
            }
            Target::Anchor(Anchor { address, rel, class, after }) => {
                self.start_anchor("", &address, link);
                self.attribute("rel", &rel);
                self.attribute("class", &class);
                self.open.push(Some(after));
            }
        }
        self.out.push('>');
    }

    fn start_anchor(&mut self, scheme: &str, address: &str, link: &Link<'_>) {
        self.out.push_str("<a href=\"");
        self.out.push_str(scheme);
        escape_href(self.out, address);
        self.out.push('"');
        self.attribute("title", &link.title);
    }

    /// Writes an attribute, if it says anything.
    fn attribute(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_attribute(self.out, value);
        self.out.push('"');
    }

    fn end_link(&mut self) {
        if let Some(Some(after)) = self.open.pop() {
            self.out.push_str("</a>");
            self.out.push_str(&after);
        }
    }

    fn figure(&mut self, link: &Link<'_>) {
        let target = self.target(link);
        if target == Target::PlainText {
            self.block("<p>");
            escape_text(self.out, &link.text);
            return self.out.push_str("</p>\n");
        }
        self.block("<figure>");
        self.picture(link, target, "");
        if !link.title.is_empty() {
            self.out.push_str("<figcaption>");
            escape_text(self.out, &link.title);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    fn picture(&mut self, link: &Link<'_>, target: Target<'r>, title: &str) {
        let picture = match target {
            Target::PlainText => return escape_text(self.out, &link.text),
            Target::AsWritten => Picture { address: Cow::Borrowed(&*link.dest), ..Picture::default() },
            Target::Address(address) | Target::Anchor(Anchor { address, .. }) => {
                Picture { address, ..Picture::default() }
            }
            Target::Picture(picture) => picture,
        };
        self.out.push_str("<img src=\"");
        escape_href(self.out, &picture.address);
        self.out.push_str("\" alt=\"");
        escape_attribute(self.out, &link.text);
        self.out.push('"');
        self.attribute("title", title);
        if let Some((width, height)) = picture.size {
            // Writing to a string cannot fail.
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        if !picture.widths.is_empty() {
            self.attribute("srcset", &picture.widths);
            self.attribute("sizes", picture.shown);
        }
        self.out.push_str(if self.is_site { " loading=\"lazy\" decoding=\"async\">" } else { " />" });
    }
}
