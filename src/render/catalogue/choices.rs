//! What can be chosen beside a list of the catalogue: the same on every page of the list, and rendered once.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::render::{CatalogueList, RenderError};

/// Lists whose choices are kept: more than threads work on at a time. All of them would be the square of the values.
const KEPT: usize = 16;

/// The choices of the lists that were rendered last, as HTML.
#[derive(Default, Debug)]
pub(super) struct Choices(Mutex<VecDeque<(CatalogueList, Arc<str>)>>);

impl Choices {
    /// Returns what can be chosen beside a list.
    ///
    /// # Errors
    /// What `make` returns.
    pub(super) fn of(
        &self,
        list: CatalogueList,
        make: impl FnOnce() -> Result<String, RenderError>,
    ) -> Result<Arc<str>, RenderError> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
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
