//! What the gate looks at: every commit behind one commit, and what each did to each path.

use crate::git::{History, Objects, Versions};
use crate::review::Memory;

/// The history that is judged, read raw and whole before judging begins.
#[derive(Clone, Copy)]
pub struct Trail<'a> {
    /// Every commit behind the one that is judged.
    pub history: &'a History,
    /// What each commit did to each path.
    pub versions: &'a Versions,
    /// The bytes of blobs.
    pub objects: &'a Objects,
    /// What an earlier run decided, and what this one leaves to the next; none if everything is asked anew.
    pub memory: Option<&'a Memory>,
}
