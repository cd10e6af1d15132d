//! Rules about review.
