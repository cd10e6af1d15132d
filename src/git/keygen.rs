//! Makes new ed25519 keys, for the people of a demo and for somebody who has none yet.

use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{LineEnding, PrivateKey};

/// A new key.
pub struct NewKey {
    /// The line for `reviewers.toml`: `ssh-ed25519 AAAA… comment`.
    pub public: String,
    /// The private half in OpenSSH's form, without passphrase.
    pub private: String,
}

/// Why no key could be made or used: the system gave no random bytes, or the key could not be written down or read.
#[derive(Debug, thiserror::Error)]
#[error("the key cannot be used: {0}")]
pub struct KeygenError(String);

impl KeygenError {
    pub(super) fn new(source: &impl std::fmt::Display) -> Self {
        Self(source.to_string())
    }
}

impl NewKey {
    /// Makes a new ed25519 key from the system's random bytes.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn generate(comment: &str) -> Result<Self, KeygenError> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|e| KeygenError(e.to_string()))?;
        let pair = KeypairData::Ed25519(Ed25519Keypair::from_seed(&seed));
        let written = PrivateKey::new(pair, comment).and_then(|key| {
            let public = key.public_key().to_openssh()?;
            Ok(Self { public, private: key.to_openssh(LineEnding::LF)?.to_string() })
        });
        written.map_err(|e| KeygenError(e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_keys_are_never_the_same() {
        let (a, b) = (NewKey::generate("yue").unwrap(), NewKey::generate("yue").unwrap());
        assert!(a.public.starts_with("ssh-ed25519 AAAA") && a.public.ends_with(" yue"));
        assert!(a.private.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
        assert_ne!(a.public, b.public);
    }
}
