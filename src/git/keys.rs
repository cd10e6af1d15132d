//! Public keys that signatures are verified with, parsed once.
//!
//! The ring takes only what can be verified strictly: ed25519 with a point of large order in its one spelling, the
//! same on a hardware key, ECDSA on P-256 and P-384 with an uncompressed point. A line that is anything else is left
//! out, so that a signature made with it is one by an unknown key. Saying what is wrong with a line is the business of
//! `policy`, where somebody can mend it.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::sshsig::{Reader, base64};
use crate::model::KeyId;

/// Longest public line that is read, comment included: the longest accepted key has some 200 characters.
const MAX_LINE: usize = 4096;

/// The keys that may have signed something.
#[derive(Clone, Debug, Default)]
pub struct KeyRing {
    keys: HashMap<KeyId, PublicKey>,
}

impl KeyRing {
    /// Returns the ring of all keys among `lines` (`ssh-ed25519 AAAA… comment`) that can be verified strictly.
    pub fn new<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        Self { keys: lines.into_iter().filter_map(read).collect() }
    }

    /// Returns whether the ring holds a key.
    pub fn contains(&self, key: KeyId) -> bool {
        self.keys.contains_key(&key)
    }

    pub(super) fn get(&self, key: KeyId) -> Option<&PublicKey> {
        self.keys.get(&key)
    }
}

/// Returns the fingerprint of an OpenSSH line, or nothing where no [`KeyRing`] would take it.
pub fn key_id(line: &str) -> Option<KeyId> {
    read(line).map(|(id, _)| id)
}

/// Returns the fingerprint of a key in SSH's encoding.
pub(super) fn fingerprint(encoded: &[u8]) -> KeyId {
    KeyId::from_bytes(Sha256::digest(encoded).into())
}

/// A key that can be verified with.
#[derive(Clone, Debug)]
pub(super) enum PublicKey {
    /// `ssh-ed25519`.
    Ed25519(ed25519_dalek::VerifyingKey),
    /// `sk-ssh-ed25519@openssh.com`: on a device, for an application.
    Hardware {
        /// The device's key.
        key: ed25519_dalek::VerifyingKey,
        /// The SHA-256 of the application's name, as the device signs it.
        application: [u8; 32],
    },
    /// `ecdsa-sha2-nistp256`.
    P256(p256::ecdsa::VerifyingKey),
    /// `ecdsa-sha2-nistp384`.
    P384(p384::ecdsa::VerifyingKey),
}

/// The algorithms, whose names are the same for keys and for signatures.
pub(super) const ED25519: &[u8] = b"ssh-ed25519";
pub(super) const HARDWARE: &[u8] = b"sk-ssh-ed25519@openssh.com";
pub(super) const P256: &[u8] = b"ecdsa-sha2-nistp256";
pub(super) const P384: &[u8] = b"ecdsa-sha2-nistp384";

impl PublicKey {
    /// Returns the name of its algorithm, which its signatures bear too.
    pub(super) fn algorithm(&self) -> &'static [u8] {
        match self {
            Self::Ed25519(_) => ED25519,
            Self::Hardware { .. } => HARDWARE,
            Self::P256(_) => P256,
            Self::P384(_) => P384,
        }
    }

    /// Reads SSH's encoding.
    fn parse(encoded: &[u8]) -> Option<Self> {
        let mut rest = Reader(encoded);
        let key = match rest.string()? {
            ED25519 => Self::Ed25519(strong_point(rest.string()?)?),
            HARDWARE => {
                Self::Hardware { key: strong_point(rest.string()?)?, application: application(rest.string()?)? }
            }
            P256 => {
                let point = uncompressed(b"nistp256", &mut rest)?;
                Self::P256(p256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?)
            }
            P384 => {
                let point = uncompressed(b"nistp384", &mut rest)?;
                Self::P384(p384::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?)
            }
            _ => return None,
        };
        rest.end()?;
        Some(key)
    }
}

/// Reads one OpenSSH line: the algorithm's name, the key that bears the same name, and perhaps a comment.
fn read(line: &str) -> Option<(KeyId, PublicKey)> {
    let line = line.trim();
    if line.len() > MAX_LINE || line.chars().any(char::is_control) {
        return None;
    }
    let mut words = line.splitn(3, ' ');
    let (name, digits) = (words.next()?, words.next()?);
    let encoded = base64(digits.as_bytes())?;
    let key = PublicKey::parse(&encoded)?;
    (key.algorithm() == name.as_bytes()).then(|| (fingerprint(&encoded), key))
}

/// A point of small order signs everything; a point with two spellings would be two keys.
fn strong_point(bytes: &[u8]) -> Option<ed25519_dalek::VerifyingKey> {
    let bytes: &[u8; 32] = bytes.try_into().ok()?;
    let point = ed25519_dalek::VerifyingKey::from_bytes(bytes).ok()?;
    let is_canonical = point.to_edwards().compress().to_bytes() == *bytes;
    (is_canonical && !point.is_weak()).then_some(point)
}

/// A name outside `ssh:` belongs to a website, which could have its visitors sign for it.
fn application(name: &[u8]) -> Option<[u8; 32]> {
    name.starts_with(b"ssh:").then(|| Sha256::digest(name).into())
}

/// Takes the curve's name and the point; a compressed point would be a second spelling.
fn uncompressed<'a>(curve: &[u8], rest: &mut Reader<'a>) -> Option<&'a [u8]> {
    let (name, point) = (rest.string()?, rest.string()?);
    (name == curve && point.first() == Some(&4)).then_some(point)
}
