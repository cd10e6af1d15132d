//! The gate: what may reach the public.
//!
//! So far it makes previews only: nothing in this room can make an [`Edition<Release>`], and so nothing can be
//! published.

mod edition;

pub use edition::{Edition, Preview, Purpose, Release};
