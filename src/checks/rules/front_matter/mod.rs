//! Faults of front matter, and of what it declares against the matrix and against the files beside the page.

pub(super) mod bad_value;
pub(super) mod block_of_other_kind;
pub(super) mod container_column;
pub(super) mod dates_out_of_order;
pub(super) mod department_not_responsible;
pub(super) mod duplicate_index;
pub(super) mod duplicate_key;
pub(super) mod duplicate_page_id;
pub(super) mod front_matter_syntax;
pub(super) mod hostile_front_matter;
pub(super) mod level_never_published;
pub(super) mod level_not_allowed;
pub(super) mod missing_block;
pub(super) mod missing_key;
pub(super) mod no_front_matter;
pub(super) mod replaced_by_stranger;
pub(super) mod table_mismatch;
pub(super) mod uninterpreted_document;
pub(super) mod unknown_column;
pub(super) mod unknown_department;
pub(super) mod unknown_key;
pub(super) mod unknown_level;
pub(super) mod unknown_page_id;
pub(super) mod unmasked_person;
pub(super) mod wrong_sum;
pub(super) mod wrong_type;
