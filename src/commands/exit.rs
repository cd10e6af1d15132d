//! How a verb ended that could do its job.

/// What a verb found in what people wrote.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// Nothing wrong.
    Clean,
    /// The site has errors.
    Errors,
}
