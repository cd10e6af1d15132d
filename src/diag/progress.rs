//! How far long work has come.

use crate::diag::Message;

/// Is told how far long work has come; only a terminal shows it, and the work does not depend on it.
pub trait Progress: Sync {
    /// A stretch of `total` steps begins; one that was not ended is ended by this.
    fn begin(&self, stretch: &Message, total: usize);

    /// One step of the stretch is done, on whatever thread.
    fn step(&self);

    /// The stretch is done.
    fn end(&self);
}

/// Shows nothing.
#[derive(Clone, Copy, Default, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &Message, _: usize) {}

    fn step(&self) {}

    fn end(&self) {}
}
