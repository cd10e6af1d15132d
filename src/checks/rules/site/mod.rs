//! Rules about site.
