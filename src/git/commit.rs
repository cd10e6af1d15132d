//! The strict parser of raw commits.
//!
//! Git reads a commit generously: it skips headers that it does not know, takes the first of two signatures, and so one
//! signature can stand under many commit names, over many histories.
//! Here a commit is *signed* only if it consists of exactly `tree`, `parent`…, `author`, `committer` and one `gpgsig`
//! with its continuation lines, in that order, and a message; anything else makes it unsigned.
//! Tree and parents are known all the same, because history must be walked past such commits too.
//! Whether the signature is a good one is asked elsewhere.

use memchr::{memchr, memchr_iter};

use super::tree::TreeId;
use crate::model::CommitId;

/// A commit as its bytes say it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawCommit<'a> {
    /// The tree it holds.
    pub tree: TreeId,
    /// Its parents as written; their order decides nothing.
    pub parents: Vec<CommitId>,
    /// Everything after the first empty line.
    pub message: &'a [u8],
    /// Its signature, or why there is none that could count.
    pub seal: Seal<'a>,
}

/// Whether a commit carries a signature in the strict form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Seal<'a> {
    /// One signature, not yet verified.
    Signed(Signature<'a>),
    /// None that could count.
    Unsigned(Unsigned),
}

/// Why a commit is unsigned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unsigned {
    /// No signature, and nothing wrong with the commit.
    #[error("no signature")]
    Plain,
    /// A header that is unknown, repeated, missing or out of order, such as a second signature.
    #[error("headers other than tree, parent, author, committer and one gpgsig, in that order")]
    Headers,
    /// A NUL byte, behind which other readers may see nothing.
    #[error("a NUL byte")]
    Nul,
    /// Capital letters in an object's name: the same commit in other bytes.
    #[error("an object name in capitals")]
    Capitals,
    /// The headers do not end with an empty line.
    #[error("no empty line after the headers")]
    Unterminated,
    /// The object is larger than [`RawCommit::MAX_SIGNED`].
    #[error("larger than one mebibyte")]
    TooLarge,
}

/// A signature and what it is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signature<'a> {
    before: &'a [u8],
    value: &'a [u8],
    after: &'a [u8],
}

impl Signature<'_> {
    /// Returns the signed bytes: the object without the signature header.
    pub fn payload(&self) -> Vec<u8> {
        [self.before, self.after].concat()
    }

    /// Returns the signed bytes in two pieces, to be hashed where they lie.
    pub(super) fn pieces(&self) -> [&[u8]; 2] {
        [self.before, self.after]
    }

    /// Returns how long the signature is as the commit holds it, spaces included.
    pub(super) fn armoured_len(&self) -> usize {
        self.value.len()
    }

    /// Returns the armoured signature, without the spaces that continue a header.
    pub fn armour(&self) -> Vec<u8> {
        let mut armour = Vec::with_capacity(self.value.len());
        for line in self.value.split_inclusive(|&b| b == b'\n') {
            armour.extend_from_slice(line.strip_prefix(b" ").filter(|_| !armour.is_empty()).unwrap_or(line));
        }
        armour
    }
}

impl<'a> RawCommit<'a> {
    /// Largest object whose signature is looked at, in bytes: room for the 4,096 items of the largest sign-off.
    pub const MAX_SIGNED: usize = 1 << 20;

    /// Returns what `raw` says, or nothing where not even tree and parents can be read.
    pub fn parse(raw: &'a [u8]) -> Option<Self> {
        let mut rest = raw;
        let (tree, mut capitals) = name(header(&mut rest, b"tree ")?)?;
        let mut parents = Vec::new();
        while let Some(value) = header(&mut rest, b"parent ") {
            let (parent, capital) = name(value)?;
            parents.push(CommitId::from_bytes(parent));
            capitals |= capital;
        }
        let blank = blank_line(raw);
        let signature = if capitals { Err(Unsigned::Capitals) } else { signature(raw, rest, blank) };
        let seal = signature.map_or_else(Seal::Unsigned, Seal::Signed);
        let message = blank.map_or(&[][..], |at| &raw[at + 2..]);
        Some(Self { tree: TreeId::from_bytes(tree), parents, message, seal })
    }
}

/// Returns the second at which a commit claims to have been made; evidence of nothing.
pub fn claimed_second(raw: &[u8]) -> Option<i64> {
    let head = raw.split(|&b| b == b'\n').take_while(|line| !line.is_empty());
    let line = head.into_iter().find_map(|line| line.strip_prefix(b"committer "))?;
    let (_, after) = std::str::from_utf8(line).ok()?.rsplit_once('>')?;
    after.split_whitespace().next()?.parse().ok()
}

/// Takes the line that begins with `key`, newline included, and returns the rest of it, newline excluded.
fn header<'a>(rest: &mut &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let value = rest.strip_prefix(key)?;
    let end = memchr(b'\n', value)?;
    *rest = &value[end + 1..];
    Some(&value[..end])
}

/// Returns the object that forty digits name, and whether they hold capitals, which git reads too.
fn name(digits: &[u8]) -> Option<([u8; 20], bool)> {
    let digits: &[u8; 40] = digits.try_into().ok()?;
    let small = digits.map(|digit| digit.to_ascii_lowercase());
    let id = CommitId::parse(std::str::from_utf8(&small).ok()?)?;
    Some((*id.as_bytes(), small != *digits))
}

/// Returns where the first line ends that an empty one follows.
fn blank_line(raw: &[u8]) -> Option<usize> {
    memchr_iter(b'\n', raw).find(|end| raw.get(end + 1) == Some(&b'\n'))
}

/// Returns the signature of `raw`, whose headers after tree and parents begin at `rest`, and whose first empty line is
/// the one after `blank`.
fn signature<'a>(raw: &'a [u8], mut rest: &'a [u8], blank: Option<usize>) -> Result<Signature<'a>, Unsigned> {
    if raw.len() > RawCommit::MAX_SIGNED {
        return Err(Unsigned::TooLarge);
    }
    if memchr(0, raw).is_some() {
        return Err(Unsigned::Nul);
    }
    if blank.is_none() {
        return Err(Unsigned::Unterminated);
    }
    header(&mut rest, b"author ").ok_or(Unsigned::Headers)?;
    header(&mut rest, b"committer ").ok_or(Unsigned::Headers)?;
    if rest.starts_with(b"\n") {
        return Err(Unsigned::Plain);
    }
    let before = &raw[..raw.len() - rest.len()];
    let value = rest.strip_prefix(b"gpgsig ").ok_or(Unsigned::Headers)?;
    let after = continued(value);
    if !after.starts_with(b"\n") {
        return Err(Unsigned::Headers);
    }
    Ok(Signature { before, value: &value[..value.len() - after.len()], after })
}

/// Returns what follows a header's value and its continuation lines.
fn continued(value: &[u8]) -> &[u8] {
    let mut rests = memchr_iter(b'\n', value).map(|end| &value[end + 1..]);
    rests.find(|rest| !rest.starts_with(b" ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
    const PARENT: &str = "parent ce013625030ba8dba906f756967f9e9ca394464a\n";
    const WHO: &str = "author 编 <b@x> 1 +0800\ncommitter 编 <b@x> 1 +0800\n";
    const SIG: &str = "gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n";

    fn unsigned(text: &str) -> Unsigned {
        match RawCommit::parse(text.as_bytes()).unwrap().seal {
            Seal::Unsigned(why) => why,
            Seal::Signed(_) => panic!("signed: {text}"),
        }
    }

    fn signed(text: &str) -> (String, String) {
        match RawCommit::parse(text.as_bytes()).unwrap().seal {
            Seal::Signed(s) => (String::from_utf8(s.armour()).unwrap(), String::from_utf8(s.payload()).unwrap()),
            Seal::Unsigned(why) => panic!("{why}: {text}"),
        }
    }

    #[test]
    fn the_payload_is_the_object_without_the_signature() {
        let (armour, payload) = signed(&format!("{TREE}{PARENT}{WHO}{SIG}\nmsg\n"));
        assert_eq!(armour, "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n");
        assert_eq!(payload, format!("{TREE}{PARENT}{WHO}\nmsg\n"));
    }

    #[test]
    fn a_continuation_line_loses_one_space_and_no_more() {
        let (armour, _) = signed(&format!("{TREE}{WHO}gpgsig  a\n  b\n \n c\n\nm"));
        assert_eq!(armour, " a\n b\n\nc\n");
    }

    #[test]
    fn merges_and_roots_are_signed_like_others() {
        let commit = format!("{TREE}{PARENT}{PARENT}{WHO}{SIG}\n");
        assert_eq!(RawCommit::parse(commit.as_bytes()).unwrap().parents.len(), 2);
        assert_eq!(signed(&commit).1, format!("{TREE}{PARENT}{PARENT}{WHO}\n"));
        assert_eq!(signed(&format!("{TREE}{WHO}{SIG}\n\n\n")).1, format!("{TREE}{WHO}\n\n\n"));
    }

    #[test]
    fn a_commit_without_a_signature_is_merely_plain() {
        assert_eq!(unsigned(&format!("{TREE}{PARENT}{WHO}\nmsg\n")), Unsigned::Plain);
    }

    #[test]
    fn two_signatures_are_none() {
        assert_eq!(unsigned(&format!("{TREE}{WHO}{SIG}{SIG}\nm")), Unsigned::Headers);
    }

    #[test]
    fn an_unknown_header_unsigns_wherever_it_stands() {
        for extra in
            ["gpgsig-x anything\n", "gpgsig-sha256 x\n", "encoding GBK\n", "mergetag object x\n", "x\n", " x\n"]
        {
            for text in [
                format!("{TREE}{WHO}{extra}{SIG}\nm"),
                format!("{TREE}{WHO}{SIG}{extra}\nm").replace("SIGNATURE-----\n x\n", "SIGNATURE-----\nx\n"),
                format!("{TREE}{extra}{WHO}{SIG}\nm"),
            ] {
                assert_eq!(unsigned(&text), Unsigned::Headers, "{text}");
            }
        }
    }

    #[test]
    fn headers_out_of_order_unsign() {
        let (author, committer) = ("author a <a> 1 +0000\n", "committer a <a> 1 +0000\n");
        for text in [
            format!("{TREE}{committer}{author}{SIG}\nm"),
            format!("{TREE}{author}{SIG}{committer}\nm"),
            format!("{TREE}{SIG}{author}{committer}\nm"),
            format!("{TREE}{author}{PARENT}{committer}{SIG}\nm"),
            format!("{TREE}{author}{committer}{PARENT}{SIG}\nm"),
            format!("{TREE}{author}{author}{committer}{SIG}\nm"),
            format!("{TREE}{committer}{SIG}\nm"),
            format!("{TREE}{author}{SIG}\nm"),
        ] {
            assert_eq!(unsigned(&text), Unsigned::Headers, "{text}");
        }
    }

    #[test]
    fn a_parent_after_the_author_is_no_parent() {
        let text = format!("{TREE}{WHO}{PARENT}\nm");
        assert!(RawCommit::parse(text.as_bytes()).unwrap().parents.is_empty());
    }

    #[test]
    fn a_nul_byte_unsigns_but_tree_and_parents_stay_known() {
        for text in [format!("{TREE}{PARENT}{WHO}{SIG}\nm\0n"), format!("{TREE}{PARENT}author a\0b\n{WHO}{SIG}\nm")] {
            assert_eq!(unsigned(&text), Unsigned::Nul);
            assert_eq!(RawCommit::parse(text.as_bytes()).unwrap().parents.len(), 1);
        }
    }

    #[test]
    fn text_in_the_message_that_looks_like_a_header_is_message() {
        let text = format!("{TREE}{WHO}{SIG}\n{SIG}\nparent x\n\n{PARENT}");
        assert_eq!(signed(&text).1, format!("{TREE}{WHO}\n{SIG}\nparent x\n\n{PARENT}"));
        let commit = RawCommit::parse(text.as_bytes()).unwrap();
        assert!(commit.parents.is_empty());
        assert_eq!(commit.message, format!("{SIG}\nparent x\n\n{PARENT}").as_bytes());
        assert_eq!(unsigned(&format!("{TREE}{WHO}\n{SIG}\n")), Unsigned::Plain);
    }

    #[test]
    fn a_missing_newline_unsigns_or_is_no_commit() {
        assert_eq!(unsigned(&format!("{TREE}{WHO}{SIG}")), Unsigned::Unterminated);
        assert_eq!(unsigned(&format!("{TREE}{WHO}gpgsig x")), Unsigned::Unterminated);
        assert_eq!(unsigned(TREE), Unsigned::Unterminated);
        assert_eq!(RawCommit::parse(TREE.trim_end().as_bytes()), None);
        assert_eq!(RawCommit::parse(b""), None);
        assert_eq!(RawCommit::parse(format!("{TREE}parent ce01\n{WHO}\nm").as_bytes()), None);
    }

    #[test]
    fn names_in_capitals_are_read_but_unsign() {
        let text = format!("{TREE}{PARENT}{WHO}{SIG}\nm").replace("ce01", "CE01");
        assert_eq!(unsigned(&text), Unsigned::Capitals);
        assert_eq!(RawCommit::parse(text.as_bytes()).unwrap().parents.len(), 1);
    }

    #[test]
    fn an_oversized_object_is_unsigned() {
        let text = format!("{TREE}{WHO}{SIG}\n{}", "x".repeat(RawCommit::MAX_SIGNED));
        assert_eq!(unsigned(&text), Unsigned::TooLarge);
        let largest = &text[..RawCommit::MAX_SIGNED];
        assert!(matches!(RawCommit::parse(largest.as_bytes()).unwrap().seal, Seal::Signed(_)));
    }

    #[test]
    fn no_truncated_or_damaged_commit_makes_the_parser_panic() {
        let whole = format!("{TREE}{PARENT}{WHO}{SIG}\nmsg\n").into_bytes();
        for at in 0..whole.len() {
            RawCommit::parse(&whole[..at]);
            for byte in [0, b'\n', b' ', 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                RawCommit::parse(&damaged);
            }
        }
    }
}
