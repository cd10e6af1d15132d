//! Raw trees, strictly checked once and then read in place.
//!
//! A tree is kept as the bytes that git stores, because most of two neighbouring trees is equal and bytes compare
//! fastest.
//! A tree that two readers could understand differently (unsorted, a name twice, a name with a slash) holds nothing:
//! what it claims is then absent, and what is absent is not published.

use std::fmt;

/// The name of a tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreeId([u8; 20]);

impl TreeId {
    /// Returns the name with these raw bytes.
    pub fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// Returns the raw bytes.
    pub fn as_bytes(&self) -> &[u8; 20] {
        &self.0
    }
}

impl fmt::Display for TreeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for TreeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What kind of thing an entry is: git's octal mode.
///
/// Any mode may occur in history; only [`Mode::FILE`] and [`Mode::EXECUTABLE`] are files with content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mode(u32);

impl Mode {
    /// A plain file.
    pub const FILE: Self = Self(0o100_644);
    /// A file that may be run.
    pub const EXECUTABLE: Self = Self(0o100_755);
    /// A symbolic link.
    pub const SYMLINK: Self = Self(0o120_000);
    /// A commit of another repository.
    pub const SUBMODULE: Self = Self(0o160_000);
    const FOLDER: Self = Self(0o40_000);

    /// Returns the mode with this number, as an entry that was read had it.
    pub(super) fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Returns the number as git writes it in octal.
    pub fn bits(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06o}", self.0)
    }
}

impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One entry of a tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Entry<'a> {
    pub(super) mode: Mode,
    pub(super) name: &'a [u8],
    pub(super) id: [u8; 20],
    /// All bytes of the entry.
    pub(super) raw: &'a [u8],
}

impl Entry<'_> {
    pub(super) fn is_folder(&self) -> bool {
        self.mode == Mode::FOLDER
    }
}

/// A tree in git's order, each name once.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    raw: Vec<u8>,
}

impl Tree {
    /// Returns the tree with these bytes, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence for the finding: see the head of this file.
    pub fn parse(raw: &[u8]) -> Result<Self, &'static str> {
        check(raw)?;
        Ok(Self { raw: raw.to_vec() })
    }

    pub(super) fn raw(&self) -> &[u8] {
        &self.raw
    }
}

/// Takes the first entry of `rest`; `None` at the end (and where the bytes are no entry, which [`check`] rules out).
pub(super) fn next<'a>(rest: &mut &'a [u8]) -> Option<Entry<'a>> {
    let whole = *rest;
    let space = whole.iter().take(7).position(|&b| b == b' ')?;
    let mode = mode(&whole[..space])?;
    let named = &whole[space + 1..];
    let end = named.iter().position(|&b| b == 0)?;
    let id = *named.get(end + 1..)?.first_chunk::<20>()?;
    let (raw, after) = whole.split_at(space + end + 22);
    *rest = after;
    Some(Entry { mode, name: &named[..end], id, raw })
}

/// Octal without leading zeros, so that one mode has one spelling.
fn mode(digits: &[u8]) -> Option<Mode> {
    if digits.first().is_none_or(|&d| d == b'0') {
        return None;
    }
    let octal = |value, &d: &u8| matches!(d, b'0'..=b'7').then(|| value * 8 + u32::from(d - b'0'));
    digits.iter().try_fold(0, octal).map(Mode)
}

/// The order of git: bytes of the name, a folder as if its name ended with a slash.
pub(super) fn order(a: &Entry<'_>, b: &Entry<'_>) -> std::cmp::Ordering {
    let common = a.name.len().min(b.name.len());
    let ends = |e: &Entry<'_>| e.name.get(common).copied().unwrap_or(if e.is_folder() { b'/' } else { 0 });
    // Within `common` neither name ends, so only then do the ends matter.
    a.name[..common].cmp(&b.name[..common]).then_with(|| ends(a).cmp(&ends(b)))
}

fn check(raw: &[u8]) -> Result<(), &'static str> {
    let mut rest = raw;
    let mut previous: Option<Entry<'_>> = None;
    // Files whose names begin the names that follow: only these can still meet a folder of the same name.
    let mut files: Vec<&[u8]> = Vec::new();
    while !rest.is_empty() {
        let entry = next(&mut rest).ok_or("an entry that cannot be read")?;
        if matches!(entry.name, b"" | b"." | b"..") || entry.name.contains(&b'/') {
            return Err("a name that is no file name");
        }
        if previous.is_some_and(|p| order(&p, &entry).is_ge()) {
            return Err("entries out of order or twice");
        }
        while files.last().is_some_and(|f| !entry.name.starts_with(f)) {
            files.pop();
        }
        if entry.is_folder() && files.last() == Some(&entry.name) {
            return Err("a file and a folder of one name");
        }
        if !entry.is_folder() {
            files.push(entry.name);
        }
        previous = Some(entry);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(entries: &[(&str, &str)]) -> Vec<u8> {
        let entry = |(mode, name): &(&str, &str)| [format!("{mode} {name}\0").as_bytes(), &[7; 20]].concat();
        entries.iter().flat_map(entry).collect()
    }

    #[test]
    fn the_order_of_git_is_accepted() {
        let raw = tree(&[("100644", "a"), ("100755", "a.b"), ("40000", "a.c"), ("40000", "b"), ("100644", "b0")]);
        assert!(Tree::parse(&raw).is_ok());
        assert!(Tree::parse(b"").is_ok());
    }

    #[test]
    fn a_tree_that_two_readers_could_understand_differently_is_refused() {
        for (fault, entries) in [
            ("twice", vec![("100644", "a"), ("100644", "a")]),
            ("twice", vec![("40000", "a"), ("40000", "a")]),
            ("unsorted", vec![("100644", "b"), ("100644", "a")]),
            ("folder sorted as a file", vec![("40000", "a"), ("100644", "a.b")]),
            ("file and folder", vec![("100644", "a"), ("40000", "a")]),
            ("file and folder, apart", vec![("100644", "a"), ("100644", "a-"), ("100644", "a.b"), ("40000", "a")]),
            ("no name", vec![("100644", "")]),
            ("up", vec![("40000", "..")]),
            ("slash", vec![("100644", "a/b")]),
            ("padded mode", vec![("040000", "a")]),
            ("no mode", vec![("", "a")]),
            ("long mode", vec![("10064400", "a")]),
            ("not octal", vec![("100648", "a")]),
        ] {
            assert!(Tree::parse(&tree(&entries)).is_err(), "{fault}");
        }
    }

    #[test]
    fn no_truncated_tree_is_accepted() {
        let raw = tree(&[("100644", "a"), ("40000", "b")]);
        for end in 1..raw.len() {
            assert_eq!(Tree::parse(&raw[..end]).is_ok(), end == 29, "{end}");
        }
    }
}
