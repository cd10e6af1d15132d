//! The gate: whether what people wrote may reach the public.
//!
//! A function from values to values: it asks no clock, no network and no work tree, and `git` has read the history
//! before it begins. So far it knows which sign-offs are [alive](liveness); who had authority to give them will be
//! judged on top of that. Until then it makes previews only: nothing in this room can make an [`Edition<Release>`],
//! and so nothing can be published.

pub mod chain;
mod edition;
pub mod liveness;
pub mod people;
mod trail;

pub use edition::{Edition, Preview, Purpose, Release};
pub use trail::Trail;
