//! Rules about config.
