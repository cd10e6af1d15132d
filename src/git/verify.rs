//! Who signed a commit or a file.
//!
//! Only registered keys are asked, and the signature is verified before anything that it covers is believed.
//! Ed25519 is verified strictly, one signature at a time: the batch equation accepts what the strict one refuses, and
//! two readers could then disagree. An ECDSA signature has a twin with the other `s`, and both verify, as everywhere;
//! so a signature's bytes never prove that an approval is unique, but its key and payload do.

use std::sync::LazyLock;

use curve25519_dalek::constants::EIGHT_TORSION;
use ed25519_dalek::VerifyingKey;
use p256::ecdsa::signature::Verifier;
use sha2::{Digest, Sha256};

use super::commit::{RawCommit, Seal, Unsigned};
use super::keys::{self, ED25519, HARDWARE, KeyRing, P256, P384, PublicKey};
use super::sshsig::{MAX_ARMOUR, Reader, SshSig, open_armour};
use crate::model::KeyId;

/// The namespace that git signs commits in.
const COMMITS: &str = "git";

/// A key that signed what was asked about.
///
/// Only [`KeyRing`] makes one, and only after verifying; what an earlier run verified is remembered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct VerifiedKey(KeyId);

impl VerifiedKey {
    /// Returns the key that an earlier run found to have signed a commit of this name.
    pub(super) fn remembered(id: KeyId) -> Self {
        Self(id)
    }

    /// Returns which key it is.
    pub fn id(self) -> KeyId {
        self.0
    }
}

/// Why a signature counts nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadSignature {
    /// The commit carries none in the strict form.
    #[error("unsigned: {0}")]
    Unsigned(Unsigned),
    /// Not one SSH signature in its armour, but OpenPGP or something damaged.
    #[error("not one SSH signature in its armour")]
    Armour,
    /// The bytes in the armour are no signature of version 1, or go on behind it.
    #[error("not the form of an SSH signature")]
    Form,
    /// It was made for something else.
    #[error("made for another purpose")]
    Namespace,
    /// RSA, DSA, P-521, a certificate, another hash, or another algorithm than the key's.
    #[error("an algorithm that is not accepted")]
    Algorithm,
    /// Nobody registered the key.
    #[error("the key {0} is not registered")]
    UnknownKey(KeyId),
    /// Nobody touched the hardware key.
    #[error("nobody touched the hardware key")]
    NotPresent,
    /// The key did not sign these bytes.
    #[error("the signature does not fit")]
    Bad,
}

impl KeyRing {
    /// Returns the key that signed `commit`.
    ///
    /// # Errors
    /// No key of this ring did; see [`BadSignature`].
    pub fn verify_commit(&self, commit: &RawCommit<'_>) -> Result<VerifiedKey, BadSignature> {
        match commit.seal {
            Seal::Unsigned(why) => Err(BadSignature::Unsigned(why)),
            Seal::Signed(signature) if signature.armoured_len() > 2 * MAX_ARMOUR => Err(BadSignature::Armour),
            Seal::Signed(signature) => self.verify(COMMITS, &signature.pieces(), &signature.armour()),
        }
    }

    /// Returns the only key that can have signed `commit`, without asking whether it did.
    ///
    /// Evidence of nothing but who did not sign: where [`KeyRing::verify_commit`] returns a key, it is this one.
    pub fn named_by(&self, commit: &RawCommit<'_>) -> Option<KeyId> {
        let Seal::Signed(signature) = commit.seal else { return None };
        if signature.armoured_len() > 2 * MAX_ARMOUR {
            return None;
        }
        let bytes = open_armour(&signature.armour())?;
        let id = keys::fingerprint(SshSig::parse(&bytes)?.key);
        self.contains(id).then_some(id)
    }

    /// Returns the key that signed `bytes` for `namespace`, as `ssh-keygen -Y sign` does.
    ///
    /// # Errors
    /// No key of this ring did; see [`BadSignature`].
    pub fn verify_file(&self, namespace: &str, bytes: &[u8], armour: &[u8]) -> Result<VerifiedKey, BadSignature> {
        self.verify(namespace, &[bytes], armour)
    }

    fn verify(&self, namespace: &str, pieces: &[&[u8]], armour: &[u8]) -> Result<VerifiedKey, BadSignature> {
        let bytes = open_armour(armour).ok_or(BadSignature::Armour)?;
        let signature = SshSig::parse(&bytes).ok_or(BadSignature::Form)?;
        if signature.namespace != namespace.as_bytes() {
            return Err(BadSignature::Namespace);
        }
        let name = Reader(signature.key).string().ok_or(BadSignature::Form)?;
        if name != signature.algorithm || ![ED25519, HARDWARE, P256, P384].contains(&name) {
            return Err(BadSignature::Algorithm);
        }
        let id = keys::fingerprint(signature.key);
        let key = self.get(id).ok_or(BadSignature::UnknownKey(id))?;
        let frame = signature.frame(pieces).ok_or(BadSignature::Algorithm)?;
        check(key, signature.value, &frame)?;
        Ok(VerifiedKey(id))
    }
}

/// Returns an error unless `key` made `value`, what follows the algorithm's name in a signature, over `frame`.
fn check(key: &PublicKey, value: &[u8], frame: &[u8]) -> Result<(), BadSignature> {
    match key {
        PublicKey::Ed25519(key) => strictly(key, frame, alone(value)?),
        PublicKey::Hardware { key, application } => on_hardware(key, application, value, frame),
        PublicKey::P256(key) => {
            let (r, s) = pair::<32>(value)?;
            let signature = p256::ecdsa::Signature::from_scalars(r, s).map_err(|_| BadSignature::Bad)?;
            key.verify(frame, &signature).map_err(|_| BadSignature::Bad)
        }
        PublicKey::P384(key) => {
            let (r, s) = pair::<48>(value)?;
            let signature = p384::ecdsa::Signature::from_scalars(r, s).map_err(|_| BadSignature::Bad)?;
            key.verify(frame, &signature).map_err(|_| BadSignature::Bad)
        }
    }
}

/// The points of small order, each in its one spelling.
static SMALL: LazyLock<[[u8; 32]; 8]> = LazyLock::new(|| EIGHT_TORSION.map(|point| point.compress().to_bytes()));

/// Refuses what [`VerifyingKey::verify_strict`] refuses, without unpacking the signature's point (docs/performance.md):
/// `verify` computes the point that should be there and compares the bytes of its one spelling, so what it accepts is of
/// small order only if it is spelled as one of those.
fn strictly(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
    let signature = signature.try_into().map_err(|_| BadSignature::Form)?;
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    if key.is_weak() || SMALL.contains(signature.r_bytes()) {
        return Err(BadSignature::Bad);
    }
    key.verify(message, &signature).map_err(|_| BadSignature::Bad)
}

/// The flag that says that somebody touched the device.
const PRESENT: u8 = 1;

/// A device signs the application and the message by their hashes, and between them its flags and its counter.
///
/// The counter is covered by the signature but decides nothing: devices may keep it at zero, and commits have no order
/// in which it could be compared. `ssh-keygen` accepts a signature without the flag; this does not.
fn on_hardware(key: &VerifyingKey, application: &[u8; 32], value: &[u8], frame: &[u8]) -> Result<(), BadSignature> {
    let mut rest = Reader(value);
    let read = (rest.string(), rest.take(1), rest.take(4), rest.end());
    let (Some(signature), Some(flags), Some(counter), Some(())) = read else { return Err(BadSignature::Form) };
    let message = [application, flags, counter, &Sha256::digest(frame)].concat();
    strictly(key, &message, signature)?;
    if flags[0] & PRESENT == 0 { Err(BadSignature::NotPresent) } else { Ok(()) }
}

/// Returns the one string that `value` is.
fn alone(value: &[u8]) -> Result<&[u8], BadSignature> {
    let mut rest = Reader(value);
    let string = rest.string().ok_or(BadSignature::Form)?;
    rest.end().map(|()| string).ok_or(BadSignature::Form)
}

/// Returns the two numbers of an ECDSA signature, each in `N` bytes.
fn pair<const N: usize>(value: &[u8]) -> Result<([u8; N], [u8; N]), BadSignature> {
    let mut rest = Reader(alone(value)?);
    match (rest.positive(), rest.positive(), rest.end()) {
        (Some(r), Some(s), Some(())) => Ok((r, s)),
        _ => Err(BadSignature::Form),
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::signature::Signer;
    use sha2::Sha512;

    use super::*;
    use crate::git::NewKey;
    use crate::git::sshsig::{encode, string};

    const BYTES: &[u8] = "保留字节".as_bytes();

    /// A person who can make any signature, right or wrong.
    struct Forger {
        key: Vec<u8>,
        namespace: &'static str,
        hash: &'static str,
        algorithm: Vec<u8>,
    }

    impl Forger {
        fn new(algorithm: &[u8], more: &[&[u8]]) -> Self {
            let key = [&[algorithm], more].concat().iter().flat_map(|part| string(part)).collect();
            Self { key, namespace: "git", hash: "sha512", algorithm: algorithm.to_vec() }
        }

        fn line(&self) -> String {
            let name = Reader(&self.key).string().unwrap();
            format!("{} {}", std::str::from_utf8(name).unwrap(), encode(&self.key))
        }

        fn ring(&self) -> KeyRing {
            KeyRing::new([&*self.line()])
        }

        fn id(&self) -> KeyId {
            keys::key_id(&self.line()).unwrap()
        }

        fn frame(&self) -> Vec<u8> {
            let (namespace, hash) = (self.namespace.as_bytes(), self.hash.as_bytes());
            let frame = SshSig { key: b"", namespace, hash, algorithm: b"", value: b"" }.frame(&[BYTES]);
            frame.unwrap_or_else(|| [b"SSHSIG".to_vec(), string(namespace), string(hash)].concat())
        }

        /// Returns the armour around `value`, what the algorithm made.
        fn armour(&self, value: &[u8]) -> String {
            let signature = [string(&self.algorithm), value.to_vec()].concat();
            let parts = [&self.key, self.namespace.as_bytes(), b"", self.hash.as_bytes(), &signature];
            let parts: Vec<u8> = parts.iter().flat_map(|part| string(part)).collect();
            let digits = encode(&[b"SSHSIG\0\0\0\x01", &parts[..]].concat());
            let lines: Vec<_> = digits.as_bytes().chunks(70).map(String::from_utf8_lossy).collect();
            format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
        }

        fn asked(&self, value: &[u8]) -> Result<KeyId, BadSignature> {
            let key = self.ring().verify_file("git", BYTES, self.armour(value).as_bytes());
            key.map(VerifiedKey::id)
        }
    }

    fn secret() -> ed25519_dalek::SigningKey {
        ed25519_dalek::SigningKey::from_bytes(&[7; 32])
    }

    fn ed25519() -> Forger {
        Forger::new(ED25519, &[secret().verifying_key().as_bytes()])
    }

    fn hardware() -> Forger {
        Forger::new(HARDWARE, &[secret().verifying_key().as_bytes(), b"ssh:"])
    }

    /// Returns what a device makes: OpenSSH's `PROTOCOL.u2f`.
    fn on_device(application: &[u8], flags: u8, frame: &[u8]) -> Vec<u8> {
        let more = [flags, 0, 0, 1, 2];
        let message = [&Sha256::digest(application)[..], &more, &Sha256::digest(frame)].concat();
        [string(&secret().sign(&message).to_bytes()), more.to_vec()].concat()
    }

    fn p256() -> (p256::ecdsa::SigningKey, Forger) {
        let secret = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let point = secret.verifying_key().to_encoded_point(false);
        (secret, Forger::new(P256, &[b"nistp256", point.as_bytes()]))
    }

    /// Returns a number as SSH writes it.
    fn mpint(number: &[u8]) -> Vec<u8> {
        let digits = &number[number.iter().position(|&b| b != 0).unwrap_or(number.len())..];
        if digits.first().is_some_and(|&b| b >= 0x80) { string(&[&[0], digits].concat()) } else { string(digits) }
    }

    #[test]
    fn a_good_signature_names_its_key_whatever_the_hash() {
        for hash in ["sha256", "sha512"] {
            let forger = Forger { hash, ..ed25519() };
            let value = string(&secret().sign(&forger.frame()).to_bytes());
            assert_eq!(forger.asked(&value), Ok(forger.id()));
        }
    }

    #[test]
    fn another_hash_is_not_accepted() {
        for hash in ["sha1", "SHA512", "sha384", "sha512 ", "", "none"] {
            let forger = Forger { hash, ..ed25519() };
            let value = string(&secret().sign(&forger.frame()).to_bytes());
            assert_eq!(forger.asked(&value), Err(BadSignature::Algorithm), "{hash}");
        }
    }

    #[test]
    fn a_signature_for_something_else_counts_nothing_here() {
        for namespace in ["file", "qianfa-policy", "git ", "GIT", "git\0"] {
            let forger = Forger { namespace, ..ed25519() };
            let value = string(&secret().sign(&forger.frame()).to_bytes());
            assert_eq!(forger.asked(&value), Err(BadSignature::Namespace), "{namespace}");
            assert!(forger.ring().verify_file(namespace, BYTES, forger.armour(&value).as_bytes()).is_ok());
        }
    }

    #[test]
    fn an_unregistered_key_is_told_apart_from_a_bad_signature() {
        let (forger, stranger) = (ed25519(), NewKey::generate("x").unwrap());
        let armour = stranger.sign("git", BYTES).unwrap();
        let unknown = BadSignature::UnknownKey(keys::key_id(&stranger.public).unwrap());
        assert_eq!(forger.ring().verify_file("git", BYTES, armour.as_bytes()), Err(unknown));
        let ring = KeyRing::new([&*stranger.public]);
        assert!(ring.verify_file("git", BYTES, armour.as_bytes()).is_ok());
        assert_eq!(ring.verify_file("git", b"other", armour.as_bytes()), Err(BadSignature::Bad));
    }

    #[test]
    fn the_key_and_the_signature_are_of_one_accepted_algorithm() {
        let value = string(&secret().sign(&ed25519().frame()).to_bytes());
        for name in ["rsa-sha2-512", "sk-ssh-ed25519@openssh.com", "ssh-ed25519-cert-v01@openssh.com", "", "ssh-rsa"] {
            let forger = Forger { algorithm: name.into(), ..ed25519() };
            assert_eq!(forger.asked(&value), Err(BadSignature::Algorithm), "{name}");
        }
        for name in ["ssh-rsa", "ssh-dss", "ecdsa-sha2-nistp521", "ssh-ed25519-cert-v01@openssh.com"] {
            let forger = Forger::new(name.as_bytes(), &[&[1; 32]]);
            let answer = KeyRing::default().verify_file("git", BYTES, forger.armour(&value).as_bytes());
            assert_eq!(answer, Err(BadSignature::Algorithm), "{name}");
        }
    }

    #[test]
    fn a_point_of_small_order_is_refused_when_it_verifies_too() {
        // With the neutral point as key, R = s·B verifies for every message, but for strictness.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let weak = VerifyingKey::from_bytes(&neutral).unwrap();
        let signature = [neutral, [0; 32]].concat();
        let lax = ed25519_dalek::Signature::from_slice(&signature).unwrap();
        assert!(ed25519_dalek::Verifier::verify(&weak, b"anything", &lax).is_ok(), "the lax equation holds");
        assert_eq!(check(&PublicKey::Ed25519(weak), &string(&signature), b"anything"), Err(BadSignature::Bad));
        assert_eq!(strictly(&secret().verifying_key(), b"anything", &signature), Err(BadSignature::Bad));
    }

    #[test]
    fn strict_is_what_the_library_calls_strict() {
        use curve25519_dalek::constants::ED25519_BASEPOINT_POINT as BASE;
        use curve25519_dalek::scalar::Scalar;

        // The spellings of the neutral point that nobody may write: with a sign, and beyond the field's prime.
        let beyond = |low: u8, high: u8| [&[low][..], &[0xff; 30], &[high]].concat().try_into().unwrap();
        let odd: [[u8; 32]; 4] = [beyond(0xee, 0x7f), beyond(0xee, 0xff), beyond(0xed, 0x7f), {
            let mut negative = SMALL[0];
            negative[31] = 0x80;
            negative
        }];
        let (secret, mut lax, mut strict) = (Scalar::from(4711_u32), 0, 0);
        for part in EIGHT_TORSION {
            // The first is a whole key; the others have a part of small order, as only their owner can make them.
            let key = VerifyingKey::from(BASE * secret + part);
            for message in (0..20_u8).map(|n| [n]) {
                let random = Scalar::from(1 + u32::from(message[0]));
                let whole = EIGHT_TORSION.map(|part| ((BASE * random + part).compress().to_bytes(), random));
                let small = SMALL.iter().chain(&odd).map(|point| (*point, Scalar::ZERO));
                for (point, log) in small.chain(whole) {
                    let hash = Sha512::digest([&point[..], key.as_bytes(), &message].concat());
                    let scalar = log + Scalar::from_bytes_mod_order_wide(&hash.into()) * secret;
                    let bytes = [point, scalar.to_bytes()].concat();
                    let signature = ed25519_dalek::Signature::from_slice(&bytes).unwrap();
                    let expected = key.verify_strict(&message, &signature).is_ok();
                    assert_eq!(strictly(&key, &message, &bytes).is_ok(), expected, "{key:?} {signature}");
                    lax += usize::from(key.verify(&message, &signature).is_ok());
                    strict += usize::from(expected);
                }
            }
        }
        assert!(strict > 100 && lax > strict + 100, "{strict} and {lax}: points of both kinds fitted");
    }

    #[test]
    fn a_scalar_has_one_spelling() {
        let forger = ed25519();
        let mut signature = secret().sign(&forger.frame()).to_bytes();
        // The order of the group, little endian.
        let order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
        let mut carry = 0;
        for (i, byte) in signature[32..].iter_mut().enumerate() {
            let sum = u16::from(*byte) + u16::from_str_radix(&order[2 * i..2 * i + 2], 16).unwrap() + carry;
            (*byte, carry) = (sum as u8, sum >> 8);
        }
        assert_eq!(forger.asked(&string(&signature)), Err(BadSignature::Bad));
    }

    #[test]
    fn bytes_before_and_behind_a_signature_are_refused() {
        let forger = ed25519();
        let signature = secret().sign(&forger.frame()).to_bytes();
        for value in [
            [string(&signature), vec![0]].concat(),
            string(&[&signature[..], &[0]].concat()),
            string(&signature[..63]),
            signature.to_vec(),
            vec![],
        ] {
            assert_eq!(forger.asked(&value), Err(BadSignature::Form));
        }
    }

    #[test]
    fn no_changed_character_of_an_armour_verifies() {
        let forger = ed25519();
        let armour = forger.armour(&string(&secret().sign(&forger.frame()).to_bytes()));
        let ring = forger.ring();
        for at in 0..armour.len() {
            for byte in [0, b'\n', b' ', b'=', b'A', b'/', 0xff] {
                let mut damaged = armour.clone().into_bytes();
                damaged[at] = byte;
                let answer = ring.verify_file("git", BYTES, &damaged);
                assert!(answer.is_err() || damaged == armour.as_bytes(), "{at}: {byte}");
            }
            assert!(at + 1 == armour.len() || ring.verify_file("git", BYTES, &armour.as_bytes()[..at]).is_err());
        }
    }

    #[test]
    fn a_hardware_key_counts_only_when_somebody_touched_it() {
        let forger = hardware();
        for (flags, answer) in [
            (0b001, Ok(forger.id())),
            (0b101, Ok(forger.id())),
            (0b000, Err(BadSignature::NotPresent)),
            (0b100, Err(BadSignature::NotPresent)),
        ] {
            assert_eq!(forger.asked(&on_device(b"ssh:", flags, &forger.frame())), answer, "{flags:03b}");
        }
    }

    #[test]
    fn a_hardware_signature_covers_its_flags_its_counter_and_its_application() {
        let forger = hardware();
        let good = on_device(b"ssh:", 0, &forger.frame());
        for (at, bit) in [(good.len() - 5, 1), (good.len() - 1, 1), (10, 1)] {
            let mut changed = good.clone();
            changed[at] ^= bit;
            assert_eq!(forger.asked(&changed), Err(BadSignature::Bad), "byte {at}");
        }
        assert_eq!(forger.asked(&on_device(b"ssh:other", 1, &forger.frame())), Err(BadSignature::Bad));
        assert_eq!(forger.asked(&good[..good.len() - 1]), Err(BadSignature::Form));
        assert_eq!(forger.asked(&[&good[..], b"\0"].concat()), Err(BadSignature::Form));
        let plain = string(&secret().sign(&forger.frame()).to_bytes());
        assert_eq!(forger.asked(&plain), Err(BadSignature::Form), "without flags it is no hardware signature");
    }

    #[test]
    fn both_spellings_of_an_ecdsa_signature_verify() {
        let (secret, forger) = p256();
        let signature: p256::ecdsa::Signature = secret.sign(&forger.frame());
        let (r, s) = (mpint(&signature.r().to_bytes()), signature.s());
        for s in [s.to_bytes(), (-s).to_bytes()] {
            assert_eq!(forger.asked(&string(&[r.clone(), mpint(&s)].concat())), Ok(forger.id()));
        }
        let secret = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
        let point = secret.verifying_key().to_encoded_point(false);
        let forger = Forger::new(P384, &[b"nistp384", point.as_bytes()]);
        let signature: p384::ecdsa::Signature = secret.sign(&forger.frame());
        let (r, s) = (mpint(&signature.r().to_bytes()), mpint(&signature.s().to_bytes()));
        assert_eq!(forger.asked(&string(&[r.clone(), s].concat())), Ok(forger.id()));
        assert_eq!(forger.asked(&string(&[r.clone(), r].concat())), Err(BadSignature::Bad));
    }

    #[test]
    fn the_numbers_of_an_ecdsa_signature_have_one_spelling() {
        let (secret, forger) = p256();
        let signature: p256::ecdsa::Signature = secret.sign(&forger.frame());
        let (r, s) = (mpint(&signature.r().to_bytes()), signature.s().to_bytes());
        let order = [&[0xff; 4][..], &[0; 4], &[0xff; 24]].concat();
        for (s, answer) in [
            (string(&[&[0, 0], &s[..]].concat()), BadSignature::Form),
            (string(&[]), BadSignature::Form),
            (string(&[0]), BadSignature::Form),
            (string(&[0x80]), BadSignature::Form),
            (string(&[1; 33]), BadSignature::Form),
            ([mpint(&s), vec![0]].concat(), BadSignature::Form),
            (mpint(&[0xff; 32]), BadSignature::Bad),
            (mpint(&order), BadSignature::Bad),
        ] {
            assert_eq!(forger.asked(&string(&[r.clone(), s].concat())), Err(answer));
        }
    }

    #[test]
    fn a_commit_is_signed_over_all_but_its_signature() {
        let key = NewKey::generate("x").unwrap();
        let ring = KeyRing::new([&*key.public]);
        let head = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n";
        let armour = key.sign("git", format!("{head}\nm\n").as_bytes()).unwrap();
        let header = format!("gpgsig {}\n", armour.trim_end().replace('\n', "\n "));
        let ask = |raw: &str| ring.verify_commit(&RawCommit::parse(raw.as_bytes()).unwrap()).map(VerifiedKey::id);
        assert_eq!(ask(&format!("{head}{header}\nm\n")), Ok(keys::key_id(&key.public).unwrap()));
        assert_eq!(ask(&format!("{head}{header}\nn\n")), Err(BadSignature::Bad));
        assert_eq!(ask(&format!("{head}\nm\n")), Err(BadSignature::Unsigned(Unsigned::Plain)));
        assert_eq!(ask(&format!("{head}{header}{header}\nm\n")), Err(BadSignature::Unsigned(Unsigned::Headers)));
        assert_eq!(ask(&format!("{head}{header}\nm\n\0")), Err(BadSignature::Unsigned(Unsigned::Nul)));
        assert_eq!(ask(&format!("{head}gpgsig {}\n\nm\n", "x".repeat(100_000))), Err(BadSignature::Armour));
        let pgp = header.replace("SSH SIGNATURE", "PGP SIGNATURE");
        assert_eq!(ask(&format!("{head}{pgp}\nm\n")), Err(BadSignature::Armour));
        let twice = header.replacen("gpgsig ", &format!("gpgsig {}\n ", armour.trim_end().replace('\n', "\n ")), 1);
        assert_eq!(ask(&format!("{head}{twice}\nm\n")), Err(BadSignature::Armour));
    }
}
