//! What the gate says.

pub(super) mod gate_missing;
