//! The trust root: what is known of a repository from outside it.

use std::fmt;

use crate::model::{CommitId, Sha256};

/// Where trust in a repository begins; it comes from outside the repository, or it is worth nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trust {
    /// The hash of policy 1.
    pub root: Sha256,
    /// The commit that first carries policy 1.
    pub genesis: CommitId,
    /// The commit of the last release, where known; history must not fall behind it.
    pub last_published: Option<CommitId>,
}

impl Trust {
    /// Returns the trust root that `text` spells: `sha256:<hex>@<genesis>[+<last-published>]`, in one spelling.
    pub fn parse(text: &str) -> Option<Self> {
        let (root, commits) = text.strip_prefix("sha256:")?.split_once('@')?;
        let (genesis, last) = match commits.split_once('+') {
            Some((genesis, last)) => (genesis, Some(CommitId::parse(last)?)),
            None => (commits, None),
        };
        Some(Self { root: Sha256::parse(root)?, genesis: CommitId::parse(genesis)?, last_published: last })
    }
}

impl fmt::Display for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}@{}", self.root, self.genesis)?;
        self.last_published.map_or(Ok(()), |last| write!(f, "+{last}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trust_root_reads_back_as_written() {
        let genesis = CommitId::from_bytes([7; 20]);
        for last_published in [None, Some(CommitId::from_bytes([9; 20]))] {
            let trust = Trust { root: Sha256::of(b"policy"), genesis, last_published };
            assert_eq!(Trust::parse(&trust.to_string()), Some(trust));
        }
        for bad in ["", "sha256:", "sha256:00@00", "0@0"] {
            assert_eq!(Trust::parse(bad), None, "{bad}");
        }
    }
}
