//! Turns what the edition shows into the bytes of a web root: which outputs there are, and each one's bytes.
//!
//! Pure: no disk, no clock, no git. Planning is linear in the number of pages and renders what many pages share
//! (header, navigation, footer, side bar) once per column; the bytes of a page are made one by one, in any order and on
//! any thread, and the same input gives the same bytes. A plan keeps the purpose of its edition in its type, so that a
//! preview can never be published.

// In reading order.
mod addresses;
mod assets;
mod blocks;
mod bodies;
mod body;
mod catalogue;
mod chrome;
mod context;
mod csv;
mod embedded;
mod entries;
mod error;
mod feed;
mod file_label;
mod home;
mod index_pages;
mod keys;
mod leaving;
mod lists;
mod origins;
mod outputs;
mod page;
mod pictures;
mod plan;
mod relations;
mod search;
mod site_map;
mod sites;
mod statistics;
mod table;
mod theme;
mod twin;
mod view;
mod words;
mod xml;

pub use addresses::Addressing;
pub use bodies::{Bodies, BodyMaker, Kept, Spill};
pub use embedded::embedded_files;
pub use error::{Attachment, Originals, RenderError, Unreadable};
pub use keys::{Hashing, Key, Keys};
pub use outputs::{CatalogueList, ColumnIndex, FeedForm, Notice, Output, SitesForm, StatisticsForm, What};
pub use plan::{Inputs, Plan, Rendered, plan};
pub use search::SegmentIndex;
pub use theme::{Layer, Theme};
pub use words::Words;
