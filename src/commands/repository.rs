//! What every new repository holds beside people's own files.

/// Keeps output, stages and locks out of the history.
pub(super) const IGNORE: &str = "/public/*\n!/public/.gitignore\n.*.qianfa-*\n";

/// Content is compared byte for byte with what was signed: git must never change line endings in it.
pub(super) const ATTRIBUTES: &str =
    "content/** -text\ndata/** -text\nthemes/** -text\n.qianfa/** -text\nreviewers.toml -text\nsite.toml -text\n";

/// The folder of the output exists, its contents are never committed.
pub(super) const PUBLIC_IGNORE: &str = "*\n!.gitignore\n";
