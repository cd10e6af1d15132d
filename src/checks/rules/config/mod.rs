//! Faults of `site.toml`, `reviewers.toml`, `theme.toml` and the data files, and between them.

pub(super) mod unreadable_toml;
pub(super) mod unknown_setting;
pub(super) mod wrong_setting_type;
pub(super) mod missing_setting;
pub(super) mod bad_setting;
pub(super) mod duplicate_domain;
pub(super) mod duplicate_id_code;
pub(super) mod missing_footer_data;
pub(super) mod unknown_theme;
pub(super) mod bad_theme;
pub(super) mod missing_calendar;
pub(super) mod site_without_columns;
pub(super) mod column_outside_sites;
pub(super) mod unknown_site;
pub(super) mod unknown_name;
pub(super) mod unfillable_cell;
pub(super) mod fragile_cell;
pub(super) mod shared_key;
pub(super) mod refused_key;
pub(super) mod loose_limit;
pub(super) mod incomplete_column;
pub(super) mod unknown_column_type;
pub(super) mod unreachable_level;
pub(super) mod unreachable_threshold;
pub(super) mod column_loop;
pub(super) mod empty_list;
