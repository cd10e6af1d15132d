//! Words: the catalogues in `locales/`, carried inside the program.
//!
//! One language a run. Nothing here decides which; `cli` does.

mod catalog;
mod files;

pub use catalog::Catalog;
