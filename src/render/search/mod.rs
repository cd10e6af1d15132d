//! The search index of a site: plain files, which `search.js` asks for as it needs them.
//!
//! Nobody keeps the text of all pages in memory, and no file depends on all pages but the one that names the others:
//!
//! - [`segments`] cuts the pages of a site into segments that stay as they are when a page changes elsewhere;
//! - [`postings`] says which pages of a segment hold which pair of characters, in small files;
//! - a table beside them says where each page is, and when it was published;
//! - [`mod@directory`] names the segments; it is the only file whose name is always the same.
//!
//! The portal of a group searches all its sites. A browser fetches nothing from another site, so the portal's web root
//! holds the segments of the others too, and the twins of their pages, from which every result is shown.

mod directory;
mod fold;
mod postings;
mod segments;
mod words;

use std::collections::VecDeque;
use std::hash::Hash as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use percent_encoding::utf8_percent_encode;

pub(super) use directory::{page, render as directory};
pub(super) use segments::Segment;

use super::keys::Hashing;
use super::view::View;
use super::{Originals, RenderError, Unreadable, addresses, body};
use crate::config::{Config, Site};
use crate::model::SiteId;
use crate::source::PageIndex;
use fold::fold;
use postings::Postings;
use segments::{Heads, Holds, TABLE};

/// Everything but the page itself lies here.
pub(super) const FOLDER: &str = "search";

/// What the file that names the segments is called.
pub(super) const DIRECTORY: &str = "search/segments.json";

/// The page that people search on.
pub(super) const PAGE: &str = "search.html";

/// Segments that are kept after they were made: a file of one is asked for soon after the file before it.
const KEPT: usize = 8;

/// The segments of all sites.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Of each site, newest first, in the order in which the sites were added.
    sites: Vec<(SiteId, Vec<Heads>)>,
    /// What was made last, by the names of the segments.
    made: Mutex<VecDeque<(String, Slot)>>,
}

/// The bytes of each file of a segment.
type Files = Vec<Vec<u8>>;

/// Where the files of a segment are, or will be: whoever comes first makes them.
type Slot = Arc<OnceLock<Result<Files, Unreadable>>>;

/// A segment of the index: of which site, which of its heads, and which of their texts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SegmentIndex {
    site: u32,
    heads: u32,
    text: Option<u32>,
}

impl Index {
    /// Cuts the pages of `site` into segments, and returns each with its number.
    pub(super) fn add(&mut self, view: &View<'_>, site: &SiteId) -> Vec<(SegmentIndex, &Segment)> {
        let number = self.sites.len() as u32;
        self.sites.push((site.clone(), segments::cut(view, site)));
        let mut all = Vec::new();
        for (heads, at) in self.heads(site).iter().zip(0..) {
            let index = |text| SegmentIndex { site: number, heads: at, text };
            all.push((index(None), &heads.segment));
            all.extend(heads.texts.iter().zip(0..).map(|(segment, text)| (index(Some(text)), segment)));
        }
        all
    }

    fn heads(&self, site: &SiteId) -> &[Heads] {
        self.sites.iter().find(|(id, _)| id == site).map_or(&[], |(_, heads)| heads)
    }

    fn segment(&self, index: SegmentIndex) -> Option<&Segment> {
        let (_, heads) = self.sites.get(index.site as usize)?;
        let heads = heads.get(index.heads as usize)?;
        index.text.map_or(Some(&heads.segment), |text| heads.texts.get(text as usize))
    }

    /// Adds all that the bytes of a segment depend on, which is its name.
    pub(super) fn add_key(&self, index: SegmentIndex, key: &mut Hashing) {
        self.segment(index).map(|segment| &segment.name).hash(key);
    }

    /// Adds all that the directory of `site` says of segments.
    pub(super) fn add_directory_key(&self, view: &View<'_>, site: &SiteId, key: &mut Hashing) {
        for site in searched(view.config, site) {
            site.id.hash(key);
            for heads in self.heads(&site.id) {
                heads.segment.name.hash(key);
                heads.texts.iter().for_each(|text| text.name.hash(key));
            }
        }
    }

    /// Makes file `file` of a segment at the end of `out`.
    ///
    /// All files of a segment are made in one go and kept for a little while. No more than a few segments are in memory at
    /// a time, whoever asks in whatever order.
    pub(super) fn render(
        &self,
        view: &View<'_>,
        (index, file): (SegmentIndex, u32),
        originals: &dyn Originals,
        out: &mut Vec<u8>,
    ) -> Result<(), RenderError> {
        let missing = || RenderError::Missing { what: format!("file {file} of a segment of the search index") };
        let segment = self.segment(index).ok_or_else(missing)?;
        let slot = self.slot(&segment.name);
        // Nothing in here waits for another thread, so that whoever waits for this will not wait for ever.
        match slot.get_or_init(|| make(view, segment, originals)) {
            Ok(files) => out.extend_from_slice(files.get(file as usize).ok_or_else(missing)?),
            Err(Unreadable { path, reason }) => {
                return Err(Unreadable { path: path.clone(), reason: reason.clone() }.into());
            }
        }
        Ok(())
    }

    fn slot(&self, name: &str) -> Slot {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = made.iter().find(|(known, _)| known == name) {
            return slot.clone();
        }
        made.truncate(KEPT.max(rayon::current_num_threads() + 1) - 1);
        let slot = Arc::new(OnceLock::new());
        made.push_front((name.to_owned(), slot.clone()));
        slot
    }
}

/// Returns the sites that are searched from `site`: from the portal all, itself first.
fn searched<'c>(config: &'c Config, site: &SiteId) -> impl Iterator<Item = &'c Site> + use<'c> {
    let (site, portal) = (site.clone(), config.group.portal == *site);
    let own = config.site(&site).into_iter();
    own.chain(config.sites.iter().filter(move |other| portal && other.id != site))
}

/// Returns the web roots in which the segments of `site` lie.
pub(super) fn roots<'c>(config: &'c Config, site: &'c SiteId) -> impl Iterator<Item = &'c SiteId> {
    let portal = &config.group.portal;
    std::iter::once(site).chain((portal != site).then_some(portal))
}

/// Returns the web roots in which the twin of a page of `site` lies, and where in each.
pub(super) fn twins<'c>(config: &'c Config, site: &'c SiteId, address: &str) -> Vec<(&'c SiteId, String)> {
    let build = &config.build;
    if !build.json && !build.search {
        return Vec::new();
    }
    let twin = twin_place(address);
    let own = build.json.then(|| (site, twin.clone()));
    let roots = roots(config, site).filter(|root| build.search && !(build.json && *root == site));
    own.into_iter().chain(roots.map(|root| (root, format!("{}{twin}", twins_of(site))))).collect()
}

/// Returns how the places of twins begin that do not lie beside their pages.
fn twins_of(site: &SiteId) -> String {
    format!("{FOLDER}/pages/{site}/")
}

/// Returns the place of the twin beside the page at `address`.
pub(super) fn twin_place(address: &str) -> String {
    format!("{}.json", address.strip_suffix(".html").unwrap_or(address))
}

/// Makes the files of a segment.
fn make(view: &View<'_>, segment: &Segment, originals: &dyn Originals) -> Result<Files, Unreadable> {
    let characters = match segment.holds {
        Holds::Heads => 48,
        Holds::Texts => 768,
    };
    let mut postings = Postings::new(segment.bits, segment.pages.len() * characters);
    let (mut text, mut folded_numbers) = (Vec::new(), Vec::new());
    for index in &segment.pages {
        let page = view.library.page(*index);
        let Some(front) = page.front.as_deref() else { continue };
        text.clear();
        folded_numbers.clear();
        let mut say = |words: &str| fold(words, &mut text);
        match segment.holds {
            Holds::Heads => {
                words::heads(front, &mut say);
                folded_numbers.extend(words::numbers(front).map(|number| {
                    let mut folded = Vec::new();
                    fold(number, &mut folded);
                    folded
                }));
            }
            Holds::Texts => {
                words::all(view, page, front, &mut say);
                body::with_words(view, *index, originals, say)?;
            }
        }
        postings.add(&text, &folded_numbers);
    }
    let mut files = postings.finish();
    if segment.holds == Holds::Texts {
        files.extend(segment.pages.chunks(TABLE).map(|pages| table(view, pages)));
    }
    Ok(files)
}

/// Returns where pages are, when they were published, and in which column they are.
fn table(view: &View<'_>, pages: &[PageIndex]) -> Vec<u8> {
    let mut columns: Vec<&str> = Vec::new();
    let rows = pages.iter().map(|index| {
        let page = view.library.page(*index);
        let column = columns.iter().position(|known| *known == page.column.as_str()).unwrap_or_else(|| {
            columns.push(page.column.as_str());
            columns.len() - 1
        });
        let address = page.address.as_str();
        let address = address.strip_suffix(".html").unwrap_or(address);
        let address = utf8_percent_encode(address, addresses::PATH).to_string();
        let day = page.brief().and_then(|b| b.date).map(|date| date.day().to_string());
        (address, day.unwrap_or_default(), column)
    });
    let rows: Vec<(String, String, usize)> = rows.collect();
    serde_json::json!({"columns": columns, "pages": rows}).to_string().into_bytes()
}
