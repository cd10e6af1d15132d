//! What the gate says about pages: signatures that are missing, and why some do not count.

pub(super) mod author_reviews;
pub(super) mod compromised_key;
pub(super) mod copied_sign_off;
pub(super) mod emergency_open;
pub(super) mod held_edition;
pub(super) mod lowered;
pub(super) mod malformed_sign_off;
pub(super) mod missing_signature;
pub(super) mod no_authority;
pub(super) mod objection;
pub(super) mod one_person_two_steps;
pub(super) mod other_lexicon;
pub(super) mod out_of_order;
pub(super) mod removed_without_withdrawal;
pub(super) mod sign_off_in_content;
pub(super) mod uncovered_file;
pub(super) mod unsigned_change;
pub(super) mod void_sign_off;
