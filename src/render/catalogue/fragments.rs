//! What the pages of a catalogue share, rendered once: a document stands in up to six lists, and every page of a list
//! offers the same choices.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::render::{CatalogueList, RenderError};
use crate::source::PageIndex;

/// Lists whose choices are kept: more than threads work on at a time. All of them would be the square of the values.
const KEPT: usize = 16;

/// Pieces of HTML, each made by whoever needs it first.
#[derive(Debug)]
pub(super) struct Fragments {
    /// The entry of each document.
    entries: HashMap<PageIndex, OnceLock<Box<str>>>,
    /// The choices of the lists that were rendered last.
    choices: Mutex<VecDeque<(CatalogueList, Arc<str>)>>,
}

impl Fragments {
    /// Returns no pieces of these documents yet.
    pub(super) fn of(documents: &[PageIndex]) -> Self {
        let entries = documents.iter().map(|document| (*document, OnceLock::new())).collect();
        Self { entries, choices: Mutex::default() }
    }

    /// Adds the entry of a document.
    ///
    /// # Errors
    /// What `make` returns.
    pub(super) fn add_entry(
        &self,
        document: PageIndex,
        to: &mut String,
        make: impl FnOnce() -> Result<String, RenderError>,
    ) -> Result<(), RenderError> {
        let Some(slot) = self.entries.get(&document) else {
            to.push_str(&make()?);
            return Ok(());
        };
        match slot.get() {
            Some(entry) => to.push_str(entry),
            None => {
                let made = make()?.into_boxed_str();
                to.push_str(slot.get_or_init(|| made));
            }
        }
        Ok(())
    }

    /// Returns what can be chosen beside a list.
    ///
    /// # Errors
    /// What `make` returns.
    pub(super) fn choices(
        &self,
        list: CatalogueList,
        make: impl FnOnce() -> Result<String, RenderError>,
    ) -> Result<Arc<str>, RenderError> {
        let kept = || self.choices.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().iter().find(|(of, _)| *of == list).map(|(_, choices)| choices.clone());
        if let Some(known) = known {
            return Ok(known);
        }
        let made: Arc<str> = make()?.into();
        let mut kept = kept();
        kept.truncate(KEPT - 1);
        kept.push_front((list, made.clone()));
        Ok(made)
    }
}
