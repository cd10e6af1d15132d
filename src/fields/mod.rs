//! From raw values beside their places to typed values, with findings: shared by everything people configure.
//!
//! `site.toml`, `reviewers.toml`, `theme.toml` and front matter all go wrong in the same ways: a key nobody knows, a
//! missing key, a number where a text should be, a text that says nothing we know. A [`Reader`] takes what is known
//! out of a table, key by key, and reports all the rest at its own place instead of stopping at the first.

mod node;
mod reader;
mod toml;

pub use node::{Entry, Node, Table, Value};
pub use reader::{Dialect, Reader, nearest};
pub use toml::{MAX_TOML, parse_toml, read_whole};
