//! The key of each output: a hash of everything that its bytes depend on, made without making them.
//!
//! Two builds give an output the same key only if they would give it the same bytes, so whoever kept the bytes under
//! their key need not make them again. What rendering may look at is small, and named here once: the whole (program,
//! theme, words, configuration, columns), the page itself, and of other pages those that it links to, names, or is named
//! by. Of another page everything counts, although little of it shows: a key that changes too often costs time, one that
//! changes too seldom would publish what is no longer true. `tests/it/incremental.rs` throws dice at that.

use std::fmt::{self, Debug, Write as _};
use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use sha2::Digest as _;

use super::outputs::{Output, What};
use super::view::View;
use super::{ColumnIndex, Plan, feed, home, index_pages, site_map};
use crate::model::{FINGERPRINT, Moment};
use crate::review::Purpose;
use crate::source::{Block, FrontMatter, Page, PageIndex, Resolved, Results};

/// The key of an output, or of anything that goes into one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct Key([u8; 16]);

/// The keys of a plan's outputs.
#[derive(Debug)]
pub struct Keys<'p, 'a, P: Purpose> {
    plan: &'p Plan<'a, P>,
    /// What every output depends on.
    whole: Key,
    /// What data depends on that no template makes.
    data: Key,
    /// What others may see of each page, as it stands at this moment.
    pages: Vec<Key>,
}

impl<'p, 'a, P: Purpose> Keys<'p, 'a, P> {
    /// Looks at everything once.
    pub fn new(plan: &'p Plan<'a, P>) -> Self {
        let view = &plan.view;
        let pages = (0..view.library.pages().len() as u32).into_par_iter().map(|i| page_key(view, PageIndex(i)));
        let data = data(plan);
        Self { plan, whole: whole(plan, data), data, pages: pages.collect() }
    }

    /// Returns the key of an output of the plan.
    pub fn of(&self, output: &Output) -> Key {
        Key::of(|key| {
            match output.what {
                What::Twin(_) | What::SearchDirectory => self.data.hash(key),
                // Named by all that they depend on.
                What::SearchPart(..) | What::File(..) | What::Picture(..) => FINGERPRINT.hash(key),
                _ => (self.whole, self.plan.theme.of(&output.site).key()).hash(key),
            }
            output.site.hash(key);
            std::mem::discriminant(&output.what).hash(key);
            self.add(output, key);
        })
    }

    fn add(&self, output: &Output, key: &mut Hashing) {
        let view = &self.plan.view;
        match output.what {
            What::Page(index) => self.add_page(index, key),
            What::Twin(index) => self.add_page(index, key),
            What::SearchPart(segment, file) => {
                self.plan.search.add_key(segment, key);
                file.hash(key);
            }
            What::SearchDirectory => self.plan.search.add_directory_key(view, &output.site, key),
            What::Home => {
                for index in view.lists.first_level(view.columns, &output.site) {
                    self.add_newest(index, home::SHOWS, key);
                }
                if let Some((index, _)) = home::introduction(view, &output.site) {
                    self.add_page(index, key);
                }
            }
            What::List(index, number) => self.add_list(index, number, key),
            What::Keyword(number) => {
                let Some(keyword) = self.plan.keywords.get(number as usize) else { return };
                keyword.name.hash(key);
                output.path.as_str().hash(key);
                self.add_pages(&keyword.pages, key);
            }
            What::SiteMap(part) => {
                let pages = self.plan.site(&output.site).map_or(&[][..], |site| &site.pages);
                (part, pages.len()).hash(key);
                // Address and day: of all pages of a site, more would change with every edit.
                for index in site_map::shown(view, &output.site, part, pages) {
                    let page = view.library.page(*index);
                    let day = page.brief().and_then(|b| b.updated).map(Moment::day);
                    (page.address.as_str(), day).hash(key);
                }
            }
            What::Feed(column, form) => {
                (column, form).hash(key);
                let pages = match column {
                    Some(index) => view.lists.pages(index),
                    None => self.plan.site(&output.site).map_or(&[][..], |site| &site.pages),
                };
                feed::newest(view, pages).for_each(|i| self.page(i).hash(key));
            }
            What::Redirect(target) => self.page(target).hash(key),
            What::File(index, file) | What::Picture(index, file, _) => {
                if let What::Picture(_, _, width) = output.what {
                    width.hash(key);
                }
                let file = self.plan.file_beside(index, file).ok();
                file.map(|f| (&f.path, f.size, f.stamp, f.picture)).hash(key);
            }
            What::Sites(form) => form.hash(key),
            What::Statistics(column, form) => {
                (column, form).hash(key);
                self.add_pages(view.lists.pages(column), key);
            }
            What::Results(index) => self.add_page(index, key),
            What::Leaving(number) => self.plan.leaving.get(number as usize).map(|leaving| leaving.url).hash(key),
            What::Catalogue(list, number) => {
                let Ok(catalogue) = self.plan.catalogue(&output.site) else { return };
                (list, number, catalogue.documents(list).len()).hash(key);
                catalogue.add_values(key);
                let shown = catalogue.pages(view, list).nth(number as usize - 1);
                self.add_pages(shown.unwrap_or(&[]), key);
            }
            What::CatalogueTable | What::CatalogueData => {
                let Ok(catalogue) = self.plan.catalogue(&output.site) else { return };
                self.add_pages(&catalogue.documents, key);
            }
            What::NotFound | What::SiteMapPage | What::SearchPage | What::Robots => {}
            What::Notice(_) | What::Asset(_) => output.path.as_str().hash(key),
        }
    }

    fn page(&self, index: PageIndex) -> Key {
        self.pages[index.0 as usize]
    }

    fn add_pages(&self, pages: &[PageIndex], key: &mut Hashing) {
        pages.len().hash(key);
        pages.iter().for_each(|i| self.page(*i).hash(key));
    }

    fn add_newest(&self, column: ColumnIndex, shows: usize, key: &mut Hashing) {
        let pages = self.plan.view.lists.pages(column);
        column.hash(key);
        self.add_pages(&pages[..pages.len().min(shows)], key);
    }

    fn add_list(&self, index: ColumnIndex, number: u32, key: &mut Hashing) {
        let view = &self.plan.view;
        (index, number, view.lists.pages(index).len()).hash(key);
        self.add_pages(index_pages::shown(view, index, number), key);
        if view.column(index).kind.is_none() {
            let below = view.lists.children(index);
            below.iter().for_each(|i| self.add_newest(*i, index_pages::CONTAINER_SHOWS, key));
        }
        let introduction = view.library.introductions.get(&view.column(index).id);
        if let Some(introduction) = introduction.filter(|i| number == 1 && view.shows(**i)) {
            self.add_page(*introduction, key);
        }
    }

    /// Adds a page with all that its own output shows of others.
    fn add_page(&self, index: PageIndex, key: &mut Hashing) {
        let view = &self.plan.view;
        let page = view.library.page(index);
        self.page(index).hash(key);
        for to in view.library.followed(index) {
            match to {
                Resolved::Page(to, _) => (1, self.page(*to)).hash(key),
                Resolved::File { page: owner, index, .. } => (2, self.page(*owner), index).hash(key),
                Resolved::Column(column) => (3, column).hash(key),
                // Said by the page itself.
                Resolved::Anchor(_) | Resolved::Outside => 4.hash(key),
                Resolved::Dead | Resolved::Missing | Resolved::OtherSite | Resolved::Dangerous => 5.hash(key),
            }
        }
        let Some(front) = &page.front else { return };
        for id in front.rare().into_iter().flat_map(named) {
            view.library.by_id.get(id).map(|i| self.page(*i)).hash(key);
        }
        if let Some(back) = view.library.backlinks.get(&index) {
            [&back.interpretations, &back.replaced_by, &back.forms].iter().for_each(|pages| self.add_pages(pages, key));
        }
        self.add_pages(&view.versions(index), key);
        for keyword in front.brief.keywords.iter() {
            view.keyword_url(&page.site, keyword).hash(key);
        }
    }
}

/// Returns the ids of other pages that a page's front matter names, or may name.
fn named(front: &FrontMatter) -> impl Iterator<Item = &str> {
    let replaces = front.document.iter().flat_map(|d| &d.replaces);
    let (mut item, mut rows) = (None, &[][..]);
    match front.block.as_deref() {
        Some(Block::Form(form)) => item = form.item.as_ref(),
        Some(Block::Results(Results::Rows(cases))) => rows = cases,
        _ => {}
    }
    let ids = front.interprets.iter().chain(replaces).chain(item).map(|id| id.value.as_str());
    ids.chain(rows.iter().map(|row| row.item.as_str()))
}

/// Returns the key of what data may hold of the whole.
fn data<P: Purpose>(plan: &Plan<'_, P>) -> Key {
    let view = &plan.view;
    Key::of(|key| {
        (FINGERPRINT, P::PREVIEW).hash(key);
        key.add_debug(&(view.config, view.columns, view.calendar, view.words, &view.addresses));
        key.add_debug(view.departments());
    })
}

/// Returns the key of what every output may show.
fn whole<P: Purpose>(plan: &Plan<'_, P>, data: Key) -> Key {
    let view = &plan.view;
    Key::of(|key| {
        (data, plan.theme.key()).hash(key);
        // A column or a site without pages has no feed, which every page of it would show.
        for (_, index) in super::lists::indices(view.columns) {
            view.lists.pages(index).is_empty().hash(key);
        }
        plan.sites.iter().for_each(|site| site.pages.is_empty().hash(key));
        // Nor has a site without documents a catalogue.
        plan.catalogues.iter().for_each(|catalogue| catalogue.site.hash(key));
    })
}

/// Returns the key of all that anybody may see of a page at this moment.
fn page_key(view: &View<'_>, index: PageIndex) -> Key {
    let page = view.library.page(index);
    Key::of(|key| {
        (&page.path, page.blob, view.shows(index), &page.site, page.address.as_str()).hash(key);
        (page.column.as_str(), page.kind).hash(key);
        for file in &page.files {
            (&file.path, file.size, file.stamp, file.used).hash(key);
        }
        days(page, view.now, key);
        // Another document repeals this one, on its day, wherever this one is shown.
        if let Some(document) = page.brief().and_then(|b| b.document.as_ref()) {
            view.standing(index, document.force).hash(key);
        }
    })
}

/// Adds which of the days that a page names have come: what has expired, is in force, is open.
fn days(page: &Page, now: Moment, key: &mut Hashing) {
    let Some(front) = &page.front else { return };
    let today = now.day();
    front.brief.expires.map(|e| e < now).hash(key);
    if let Some(document) = &front.brief.document {
        for day in [document.force.effective, document.force.expires] {
            day.map(|day| day.cmp(&today)).hash(key);
        }
    }
    if let Some(Block::Survey(survey)) = front.rare().and_then(|front| front.block.as_deref()) {
        [survey.opens, survey.closes.value].map(|day| day.cmp(&today)).hash(key);
    }
}

impl Key {
    /// Returns the key of what `add` adds.
    pub fn of(add: impl FnOnce(&mut Hashing)) -> Self {
        let mut hashing = Hashing(Vec::with_capacity(256));
        add(&mut hashing);
        let mut key = [0; 16];
        // Half of a SHA-256: no two things will ever meet by chance, and nobody gains by making them.
        key.copy_from_slice(&sha2::Sha256::digest(&hashing.0)[..16]);
        Self(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Collects what a key is made of: many small things, which are cheaper to hash together.
pub struct Hashing(Vec<u8>);

impl Hasher for Hashing {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        let first: [u8; 8] = sha2::Sha256::digest(&self.0)[..8].try_into().unwrap_or_default();
        u64::from_le_bytes(first)
    }
}

impl Hashing {
    /// Adds everything that the debug form of a thing names, which is every field of it.
    fn add_debug(&mut self, thing: &(impl Debug + ?Sized)) {
        // Hashing cannot fail.
        let _ = writeln!(Text(self), "{thing:?}");
    }
}

/// The text of a debug form on its way into a key.
struct Text<'h>(&'h mut Hashing);

impl fmt::Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}
