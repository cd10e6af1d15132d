//! What the gate says.
