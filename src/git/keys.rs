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

    /// Adds all keys among `lines` that can be verified strictly.
    pub fn extend<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        self.keys.extend(lines.into_iter().filter_map(read));
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

#[cfg(test)]
mod tests {
    use ssh_key::HashAlg;
    use ssh_key::public::{Ed25519PublicKey, KeyData};

    use super::*;
    use crate::git::sshsig::{encode, string};

    const ED: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINyFzGMegEeniSZn8bS2CjR8+OKfnvk8y6SDMrWTZ3Or";
    const RSA: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC1";

    /// Returns the line of a key whose encoding has these strings, whatever they are.
    fn line(name: &str, parts: &[&[u8]], more: &[u8]) -> String {
        let encoded = [parts.iter().flat_map(|p| string(p)).collect::<Vec<u8>>(), more.to_vec()].concat();
        format!("{name} {}", encode(&encoded))
    }

    fn ed25519(point: [u8; 32]) -> String {
        ssh_key::PublicKey::new(KeyData::Ed25519(Ed25519PublicKey(point)), "").to_openssh().unwrap()
    }

    fn point() -> [u8; 32] {
        ed25519_dalek::SigningKey::from_bytes(&[7; 32]).verifying_key().to_bytes()
    }

    #[test]
    fn a_fingerprint_is_the_one_that_ssh_keygen_prints() {
        let key = ssh_key::PublicKey::from_openssh(ED).unwrap();
        let id = key_id(ED).unwrap();
        assert_eq!(id.to_string(), key.fingerprint(HashAlg::Sha256).to_string());
        assert_eq!(key_id(&format!(" {ED} 岳晓帆 的 密钥\n")), Some(id), "a comment is no part of a key");
    }

    #[test]
    fn a_ring_holds_what_was_added_and_nothing_else() {
        let mut ring = KeyRing::new([]);
        let (one, other) = (key_id(ED).unwrap(), key_id(&ed25519(point())).unwrap());
        ring.extend([ED, RSA]);
        assert!(ring.contains(one) && !ring.contains(other));
    }

    #[test]
    fn the_longest_line_is_read_and_a_longer_one_is_not() {
        let longest = format!("{ED} {}", "x".repeat(MAX_LINE - ED.len() - 1));
        assert_eq!(longest.len(), MAX_LINE);
        assert!(key_id(&longest).is_some() && key_id(&format!("{longest}x")).is_none());
    }

    #[test]
    fn the_ring_takes_four_kinds_of_keys() {
        let p256 = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let p384 = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
        let (p256, p384) = (p256.verifying_key().to_encoded_point(false), p384.verifying_key().to_encoded_point(false));
        let lines = [
            ed25519(point()),
            line("sk-ssh-ed25519@openssh.com", &[HARDWARE, &point(), b"ssh:"], b""),
            line("ecdsa-sha2-nistp256", &[P256, b"nistp256", p256.as_bytes()], b""),
            line("ecdsa-sha2-nistp384", &[P384, b"nistp384", p384.as_bytes()], b""),
        ];
        let ring = KeyRing::new(lines.iter().map(String::as_str));
        assert!(lines.iter().all(|line| ring.contains(key_id(line).unwrap())));
        assert_eq!(ring.keys.len(), 4);
    }

    #[test]
    fn everything_else_is_left_out() {
        let p256 = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let (long, short) = (p256.verifying_key().to_encoded_point(false), p256.verifying_key().to_encoded_point(true));
        let (mut off_curve, ed) = (long.as_bytes().to_vec(), point());
        off_curve[64] ^= 1;
        for bad in [
            "".into(),
            "ssh-ed25519".into(),
            RSA.into(),
            ED.replace("ssh-ed25519 ", ""),
            format!("command=\"x\" {ED}"),
            format!("cert-authority {ED}"),
            ED.replace(' ', "  "),
            ED.replace(' ', "\t"),
            ED.replace("AAAAC3", "AAAA\nC3"),
            format!("{ED}\0"),
            format!("{ED}="),
            format!("{ED}\nssh-ed25519 AAAA"),
            format!("{ED} {}", "x".repeat(MAX_LINE)),
            ED.replacen("ssh-ed25519", "ssh-rsa", 1),
            ED.replacen("ssh-ed25519", "SSH-ED25519", 1),
            line("ssh-ed25519", &[ED25519, &ed], b"\0"),
            line("ssh-ed25519", &[ED25519, &ed[1..]], b""),
            line("ssh-ed25519", &[HARDWARE, &ed, b"ssh:"], b""),
            line("ssh-ed25519-cert-v01@openssh.com", &[b"ssh-ed25519-cert-v01@openssh.com", &[1; 32], &ed], b""),
            line("sk-ssh-ed25519@openssh.com", &[HARDWARE, &ed], b""),
            line("sk-ssh-ed25519@openssh.com", &[HARDWARE, &ed, b"https://bank.example"], b""),
            line("ecdsa-sha2-nistp256", &[P256, b"nistp256", short.as_bytes()], b""),
            line("ecdsa-sha2-nistp256", &[P256, b"nistp384", long.as_bytes()], b""),
            line("ecdsa-sha2-nistp256", &[P256, b"nistp256", &off_curve], b""),
            line("ecdsa-sha2-nistp256", &[P256, b"nistp256", &[0]], b""),
            line("ecdsa-sha2-nistp521", &[b"ecdsa-sha2-nistp521", b"nistp521", &[4; 133]], b""),
        ] {
            assert_eq!(key_id(&bad), None, "{bad}");
            assert!(KeyRing::new([&*bad]).keys.is_empty());
        }
    }

    #[test]
    fn points_of_small_order_and_second_spellings_are_left_out() {
        let (mut neutral, mut second) = ([0; 32], [0xff; 32]);
        neutral[0] = 1;
        (second[0], second[31]) = (0xf0, 0x7f);
        // Of order 8, and of order 4, as every list of them has.
        let eighth = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
        let eighth = std::array::from_fn(|i| u8::from_str_radix(&eighth[2 * i..2 * i + 2], 16).unwrap());
        for bad in [neutral, [0; 32], second, eighth, [0xff; 32]] {
            assert_eq!(key_id(&ed25519(bad)), None, "{bad:02x?}");
        }
    }
}
