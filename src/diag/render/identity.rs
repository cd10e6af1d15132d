//! Names for findings that survive edits elsewhere in the file, so that services know an old finding again.

use std::collections::BTreeMap;

use crate::diag::{Arg, Finding};
use crate::model::Sha256;

/// Returns one name for each finding, in their order: a hash of code, file, message and arguments, never of the line.
///
/// Equal findings of one file are numbered in their order, so that no two have the same name.
pub(super) fn identities(findings: &[Finding]) -> Vec<String> {
    let mut seen = BTreeMap::<String, usize>::new();
    let name = |finding| {
        let key = key(finding);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        Sha256::of(format!("{key}\0{count}").as_bytes()).to_string()
    };
    findings.iter().map(name).collect()
}

fn key(finding: &Finding) -> String {
    let mut key = format!("{}\0{}\0{}", finding.code, finding.at.file, finding.message.id);
    for (name, value) in &finding.message.args {
        let value = match value {
            Arg::Text(text) => text.clone(),
            Arg::Number(n) => n.to_string(),
        };
        key.push_str(&format!("\0{name}={value}"));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, codes};
    use crate::model::Span;

    fn finding(at: usize, name: &str) -> Finding {
        Finding::new(codes::UNKNOWN_DEPARTMENT, Place::new("a.md", Span::at(at))).with("found", name)
    }

    #[test]
    fn a_finding_that_moved_keeps_its_name_and_no_two_share_one() {
        let before = identities(&[finding(3, "swc"), finding(9, "swc"), finding(12, "xcc")]);
        let after = identities(&[finding(100, "swc"), finding(101, "swc"), finding(102, "xcc")]);
        assert_eq!(before, after);
        assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
    }
}
