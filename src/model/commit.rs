//! The name of a commit.

use std::fmt;

use super::blob::{bytes_of, hex};

/// The full name of one commit: forty hexadecimal digits.
///
/// Never a proof by itself that an approval is unique: git accepts one signature under several names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId([u8; 20]);

impl CommitId {
    /// Returns the commit that `text` names in full; abbreviations and capitals are refused.
    pub fn parse(text: &str) -> Option<Self> {
        bytes_of(text).map(Self)
    }

    /// Returns the name with these raw bytes.
    pub fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// Returns the raw bytes.
    pub fn as_bytes(&self) -> &[u8; 20] {
        &self.0
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_named_in_full_and_in_one_way() {
        let name = "ce013625030ba8dba906f756967f9e9ca394464a";
        assert_eq!(CommitId::parse(name).unwrap().to_string(), name);
        assert_eq!(CommitId::parse(&name.to_uppercase()), None);
        assert_eq!(CommitId::parse(&name[..39]), None);
        assert_eq!(CommitId::parse("签".repeat(14).as_str()), None);
    }
}
