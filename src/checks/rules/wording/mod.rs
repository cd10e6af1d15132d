//! Faults of wording, and marks of secrecy.

pub(super) mod half_width_punctuation;
pub(super) mod paste_residue;
pub(super) mod secrecy_mark;
