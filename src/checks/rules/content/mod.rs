//! Faults of the Markdown body.

pub(super) mod broken_reference;
pub(super) mod empty_body;
pub(super) mod empty_link;
pub(super) mod heading_level_skipped;
pub(super) mod heading_one;
pub(super) mod hostile_text;
pub(super) mod image_without_alt;
pub(super) mod raw_html;
pub(super) mod unused_definition;
