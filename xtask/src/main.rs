//! Chores of the workshop: what CI runs, and what is generated.
fn main() {}
