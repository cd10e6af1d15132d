//! Where an output goes, inside one web root.

use std::fmt;
use std::sync::Arc;

/// A file of the output, relative to a web root: the address without its leading slash, not percent-encoded.
///
/// Like a content path it is plain and relative, so that writing can never leave the web root.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Returns the output at `text`, or none if it is not a plain relative path.
    pub fn parse(text: &str) -> Option<Self> {
        super::ContentPath::parse(text).ok().map(|p| Self(p.shared()))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for OutputPath {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for OutputPath {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(<&str>::deserialize(d)?).ok_or_else(|| serde::de::Error::custom("not a plain path"))
    }
}

impl fmt::Debug for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}
