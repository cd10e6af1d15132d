//! The folder `.qianfa/policy/` in every commit of a history.
//!
//! Names decide what a file can be; whether it is that, its content must show. Anything with another name is a draft.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::git::{CommitNo, GitError, Mode, PathNo, Timeline, Version};
use crate::model::{BlobId, PersonId};
use crate::review::Trail;

/// The folder; it only grows.
pub(super) const FOLDER: &str = ".qianfa/policy/";

/// Largest policy that is read, in bytes: as for every file of settings; the reader of TOML stops earlier.
pub(super) const MAX_POLICY: usize = 4 << 20;

/// Largest signature that is read, in bytes: an armoured one has some three hundred.
const MAX_SIGNATURE: usize = 16 << 10;

/// Largest word list that is read, in bytes.
const MAX_LEXICON: usize = 4 << 20;

/// What a file in the folder can be, by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Name {
    /// `0001.toml`.
    Policy(u32),
    /// `0001.yue.sig`.
    Signature(u32, PersonId),
    /// `0001.lexicon/topics.txt`.
    Lexicon(u32, String),
    /// Nothing that a chain is made of.
    Stray,
}

impl Name {
    /// Returns what the file `name` below the folder can be.
    pub(super) fn of(name: &str) -> Self {
        Self::parse(name).unwrap_or(Self::Stray)
    }

    fn parse(name: &str) -> Option<Self> {
        let (digits, rest) = name.split_once('.')?;
        let serial = serial(digits)?;
        if rest == "toml" {
            return Some(Self::Policy(serial));
        }
        if let Some(file) = rest.strip_prefix("lexicon/") {
            return Some(Self::Lexicon(serial, file.strip_suffix(".txt")?.to_owned()));
        }
        PersonId::parse(rest.strip_suffix(".sig")?).ok().map(|person| Self::Signature(serial, person))
    }
}

/// Four digits, so that one version has one name.
fn serial(digits: &str) -> Option<u32> {
    let plain = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| plain && *n > 0)
}

/// Returns the path of the policy with this serial number.
pub fn policy_path(serial: u32) -> String {
    format!("{FOLDER}{serial:04}.toml")
}

/// Returns the path of a word list of the policy with this serial number.
pub fn lexicon_path(serial: u32, name: &str) -> String {
    format!("{FOLDER}{serial:04}.lexicon/{name}.txt")
}

/// Returns the path of somebody's signature over the policy with this serial number.
pub fn signature_path(serial: u32, person: &PersonId) -> String {
    format!("{FOLDER}{serial:04}.{person}.sig")
}

/// The folder in every commit.
pub(super) struct Archive<'a> {
    trail: Trail<'a>,
    policies: BTreeMap<u32, PathNo>,
    signatures: BTreeMap<(u32, PersonId), PathNo>,
    timelines: RefCell<HashMap<PathNo, Rc<Timeline>>>,
    /// The text that was read last: a policy is asked for once for each of its signatures.
    last: RefCell<Option<(BlobId, Rc<[u8]>)>>,
}

impl<'a> Archive<'a> {
    /// Returns the archive of a history.
    pub(super) fn new(trail: Trail<'a>) -> Self {
        let (mut policies, mut signatures) = (BTreeMap::new(), BTreeMap::new());
        for (path, name) in names(trail) {
            match Name::of(name) {
                Name::Policy(serial) => drop(policies.insert(serial, path)),
                Name::Signature(serial, person) => drop(signatures.insert((serial, person), path)),
                Name::Lexicon(..) | Name::Stray => {}
            }
        }
        Self { trail, policies, signatures, timelines: RefCell::default(), last: RefCell::default() }
    }

    /// Returns the commits that do something to policies or signatures, each with the first version that it concerns.
    pub(super) fn touched(&self) -> BTreeMap<CommitNo, u32> {
        let mut touched = BTreeMap::new();
        let policies = self.policies.iter().map(|(serial, path)| (*serial, *path));
        let signatures = self.signatures.iter().map(|((serial, _), path)| (*serial, *path));
        for (serial, path) in policies.chain(signatures) {
            for touch in self.trail.versions.touches(path) {
                let first = touched.entry(touch.commit).or_insert(serial);
                *first = serial.min(*first);
            }
        }
        touched
    }

    /// Returns what `path` is in `commit`.
    pub(super) fn at(&self, path: PathNo, commit: CommitNo) -> Option<Version> {
        let graph = self.trail.history.graph();
        let timeline = self
            .timelines
            .borrow_mut()
            .entry(path)
            .or_insert_with(|| Rc::new(self.trail.versions.timeline(path, graph)))
            .clone();
        self.trail.versions.version(timeline.at(commit, graph))
    }

    /// Returns what `path` is in `commit`, if any commit ever had it.
    pub(super) fn named(&self, path: &str, commit: CommitNo) -> Option<Version> {
        self.at(self.trail.versions.find(path)?, commit)
    }

    /// Returns the policy file with this serial number in `commit`.
    pub(super) fn policy(&self, serial: u32, commit: CommitNo) -> Option<Version> {
        self.at(*self.policies.get(&serial)?, commit)
    }

    /// Returns somebody's signature over the policy with this serial number in `commit`, if it is a plain file.
    pub(super) fn signature(&self, serial: u32, person: &PersonId, commit: CommitNo) -> Option<BlobId> {
        // The map is asked with an owned key, as a pair of a number and a borrowed id is no key of it.
        let path = *self.signatures.get(&(serial, person.clone()))?;
        self.at(path, commit).filter(|v| v.mode == Mode::FILE).map(|v| v.blob)
    }

    /// Returns every file of the folder in `commit`, by name.
    pub(super) fn files(&self, commit: CommitNo) -> BTreeMap<&'a str, (Name, Version)> {
        let there = |(path, name)| Some((name, (Name::of(name), self.at(path, commit)?)));
        names(self.trail).filter_map(there).collect()
    }

    /// Returns the bytes of a policy; none if there are too many.
    ///
    /// # Errors
    /// The object is missing or damaged.
    pub(super) fn policy_bytes(&self, blob: BlobId) -> Result<Option<Rc<[u8]>>, GitError> {
        if let Some((last, bytes)) = &*self.last.borrow()
            && *last == blob
        {
            return Ok(Some(bytes.clone()));
        }
        let Some(bytes) = self.bytes(blob, MAX_POLICY)? else { return Ok(None) };
        let bytes: Rc<[u8]> = bytes.into();
        self.last.replace(Some((blob, bytes.clone())));
        Ok(Some(bytes))
    }

    /// Returns the bytes of a signature; none if there are too many.
    ///
    /// # Errors
    /// The object is missing or damaged.
    pub(super) fn signature_bytes(&self, blob: BlobId) -> Result<Option<Vec<u8>>, GitError> {
        self.bytes(blob, MAX_SIGNATURE)
    }

    /// Returns the bytes of a word list; none if there are too many.
    ///
    /// # Errors
    /// The object is missing or damaged.
    pub(super) fn lexicon_bytes(&self, blob: BlobId) -> Result<Option<Vec<u8>>, GitError> {
        self.bytes(blob, MAX_LEXICON)
    }

    fn bytes(&self, blob: BlobId, bound: usize) -> Result<Option<Vec<u8>>, GitError> {
        match self.trail.objects.blob(blob, bound) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(GitError::TooLarge { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Returns the files that some commit had in the folder; names that are not UTF-8 are nobody's.
fn names<'a>(trail: Trail<'a>) -> impl Iterator<Item = (PathNo, &'a str)> {
    let name = |path: &'a [u8]| std::str::from_utf8(path.strip_prefix(FOLDER.as_bytes())?).ok();
    trail.versions.paths().filter_map(move |(path, bytes)| Some((path, name(bytes)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_archive_has_one_name() {
        let person = PersonId::parse("yue").unwrap();
        assert_eq!(Name::of("0001.toml"), Name::Policy(1));
        assert_eq!(Name::of("0012.yue.sig"), Name::Signature(12, person));
        assert_eq!(Name::of("9999.lexicon/topics.txt"), Name::Lexicon(9999, "topics".into()));
        for stray in [
            "1.toml",
            "00001.toml",
            "0000.toml",
            "+001.toml",
            "0001.yue.sig.bak",
            "0001.Yue.sig",
            "0001.sig",
            "readme",
            "",
        ] {
            assert_eq!(Name::of(stray), Name::Stray, "{stray}");
        }
        assert_eq!(Name::of("0001.toml/x"), Name::Stray);
    }
}
