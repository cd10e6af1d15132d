//! What a build may show, and for which purpose.
//!
//! The purpose is a type: `write::publish` takes only what was made from an `Edition<Release>`, and only the gate can
//! make one, from its own [`Decision`]. A preview can therefore never be published, whatever flag somebody gives.
//!
//! ```compile_fail
//! use qianfa::review::{Edition, Preview, Release};
//! fn publish(_: Edition<Release>) {}
//! fn leak(preview: Edition<Preview>) { publish(preview) }
//! ```

use std::marker::PhantomData;

use rayon::prelude::*;

use crate::model::{BlobId, ContentPath};
use crate::review::Decision;
use crate::source::{Library, Page, PageIndex};

/// What a build is for.
pub trait Purpose: sealed::Sealed + Copy + Send + Sync + 'static {
    /// Whether pages are marked as a preview: watermark, `noindex`.
    const PREVIEW: bool;
}

/// For the public: only pages with every signature.
#[derive(Clone, Copy, Debug)]
pub enum Release {}

/// For those who write and review: the work tree as it is.
#[derive(Clone, Copy, Debug)]
pub enum Preview {}

impl Purpose for Release {
    const PREVIEW: bool = false;
}

impl Purpose for Preview {
    const PREVIEW: bool = true;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Release {}
    impl Sealed for super::Preview {}
}

/// The pages that a build shows: everything else does not exist for it, in pages, lists, feeds and maps alike.
#[derive(Clone, Debug)]
pub struct Edition<P: Purpose> {
    shown: Vec<bool>,
    purpose: PhantomData<P>,
}

impl<P: Purpose> Edition<P> {
    /// Returns whether the page is shown.
    pub fn shows(&self, page: PageIndex) -> bool {
        self.shown.get(page.0 as usize).copied().unwrap_or(false)
    }

    /// Returns how many pages are shown.
    pub fn len(&self) -> usize {
        self.shown.iter().filter(|s| **s).count()
    }

    /// Returns whether no page is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Edition<Preview> {
    /// Returns the preview of all pages of `library` that are whole and that `withheld` does not name.
    pub fn preview(library: &Library, withheld: impl Fn(PageIndex) -> bool + Sync) -> Self {
        let pages = library.shared().par_iter().zip(0..u32::MAX);
        let shown = pages.map(|(page, i)| page.front.is_some() && !withheld(PageIndex(i)));
        Self { shown: shown.collect(), purpose: PhantomData }
    }
}

impl Edition<Release> {
    /// Returns the release of what `decision` allows: of a library that somebody assembled from the judged commit and
    /// from held editions, the pages whose bytes, and those of every file that they use, are exactly the ones allowed.
    ///
    /// `withheld` takes away and adds nothing.
    pub fn release(decision: &Decision, library: &Library, withheld: impl Fn(PageIndex) -> bool + Sync) -> Self {
        let pages = library.shared().par_iter().zip(0..u32::MAX);
        let shown = pages.map(|(page, i)| allows(decision, page) && !withheld(PageIndex(i)));
        Self { shown: shown.collect(), purpose: PhantomData }
    }
}

/// Returns whether the public may see exactly this page.
fn allows(decision: &Decision, page: &Page) -> bool {
    let Some(unit) = decision.unit(page.path.as_str()).filter(|_| page.front.is_some()) else { return false };
    let is = |path: &ContentPath, blob: BlobId| unit.items.get(path).is_some_and(|i| i.version.blob == blob);
    is(&page.path, page.blob)
        && page.files.iter().filter(|f| f.used).all(|f| f.stamp.blob().is_some_and(|b| is(&f.path, b)))
}

#[cfg(test)]
impl Edition<Release> {
    /// Returns a release of all whole pages of `library`, as if everybody had signed: for tests of what comes after the
    /// gate, and never outside them.
    pub(crate) fn assumed(library: &Library) -> Self {
        let shown = library.pages().map(|page| page.front.is_some());
        Self { shown: shown.collect(), purpose: PhantomData }
    }
}
