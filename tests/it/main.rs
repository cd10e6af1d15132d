//! The tests that look at the program from outside, in one binary.
#![allow(missing_docs, clippy::unwrap_used)]

/// Emphasis beside Chinese punctuation, against another implementation.
mod cjk_oracle;
/// Plain CommonMark is the specification's, example by example.
mod commonmark;
/// What holds for every text.
mod markdown_promises;
/// Markdown that nobody wrote for us.
mod real_readmes;
/// What the site's dialect changes of it, and why.
mod site_dialect;
