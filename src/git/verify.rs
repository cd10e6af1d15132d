//! Who signed a commit or a file.
//!
//! Only registered keys are asked, and the signature is verified before anything that it covers is believed.
//! Ed25519 is verified strictly, one signature at a time: the batch equation accepts what the strict one refuses, and
//! two readers could then disagree. An ECDSA signature has a twin with the other `s`, and both verify, as everywhere;
//! so a signature's bytes never prove that an approval is unique, but its key and payload do.

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
/// Only [`KeyRing`] makes one, and only after verifying.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct VerifiedKey(KeyId);

impl VerifiedKey {
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

fn strictly(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
    let signature = signature.try_into().map_err(|_| BadSignature::Form)?;
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    key.verify_strict(message, &signature).map_err(|_| BadSignature::Bad)
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
