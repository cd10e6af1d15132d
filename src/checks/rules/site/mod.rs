//! Faults of links, addresses and files: how pages hang together.

pub(super) mod active_file;
pub(super) mod bad_redirect;
pub(super) mod dangerous_scheme;
pub(super) mod dead_anchor;
pub(super) mod dead_link;
pub(super) mod duplicate_address;
pub(super) mod hostile_path;
pub(super) mod link_to_withheld;
pub(super) mod missing_file;
pub(super) mod orphan_file;
pub(super) mod other_site_refused;
pub(super) mod stray_file;
pub(super) mod symlink;
pub(super) mod unreadable_entry;
pub(super) mod unreadable_picture;
