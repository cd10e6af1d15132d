//! Which public keys may be registered, and when two of them are the same.
//!
//! Accepted are ed25519, hardware ed25519, ECDSA P-256 and P-384. What cannot be verified strictly is refused here,
//! where somebody can mend it, rather than when a page waits for a signature that will never count.

use ed25519_dalek::VerifyingKey;
use ssh_key::PublicKey;
use ssh_key::public::{EcdsaPublicKey, Ed25519PublicKey, KeyData};

use crate::policy::Key;

/// A public key that may be registered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Accepted {
    /// The OpenSSH line without comment.
    pub(super) line: String,
    /// The bytes of its point: two keys are the same exactly if these are, whatever device holds them.
    pub(super) raw: Vec<u8>,
}

/// Why a public key may not be registered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// It is the private key.
    Private,
    /// A certificate, which others can issue.
    Certificate,
    /// An algorithm that is not accepted: RSA, DSA, P-521 and others.
    Algorithm,
    /// Not one line `ssh-ed25519 AAAA…`, or the bytes are no key.
    Malformed,
    /// A point of small order: anybody can sign for it.
    Weak,
    /// A hardware key for an application outside `ssh:`: a website could have its visitors sign for it.
    Application,
}

impl Refusal {
    /// Returns the variant of the message.
    pub(super) fn variant(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Certificate => "certificate",
            Self::Algorithm => "algorithm",
            Self::Malformed => "malformed",
            Self::Weak => "weak",
            Self::Application => "application",
        }
    }
}

/// Longest line that is looked at: the longest accepted key has some 200 characters, and comments are short.
const MAX_LINE: usize = 4096;

impl Key {
    /// Returns the bytes of its point: two keys are the same exactly if these are, whatever device holds them.
    pub fn point(&self) -> Vec<u8> {
        // The line was accepted when the policy was read; one that was not is a key of its own.
        accept(&self.public.value).map_or_else(|_| self.public.value.clone().into_bytes(), |key| key.raw)
    }
}

/// Reads one OpenSSH line.
pub(super) fn accept(line: &str) -> Result<Accepted, Refusal> {
    let line = line.trim();
    if line.starts_with("-----BEGIN") {
        return Err(Refusal::Private);
    }
    let algorithm = line.split(' ').next().unwrap_or_default();
    check_algorithm(algorithm)?;
    if line.len() > MAX_LINE || line.chars().any(char::is_control) {
        return Err(Refusal::Malformed);
    }
    let key = PublicKey::from_openssh(line).map_err(|_| Refusal::Malformed)?;
    let raw = raw_bytes(key.key_data())?;
    let plain = PublicKey::new(key.key_data().clone(), "");
    let line = plain.to_openssh().map_err(|_| Refusal::Malformed)?;
    Ok(Accepted { line, raw })
}

fn check_algorithm(name: &str) -> Result<(), Refusal> {
    match name {
        "ssh-ed25519" | "sk-ssh-ed25519@openssh.com" | "ecdsa-sha2-nistp256" | "ecdsa-sha2-nistp384" => Ok(()),
        _ if name.contains("-cert-v") => Err(Refusal::Certificate),
        _ if ["ssh-", "rsa-", "ecdsa-", "sk-"].iter().any(|prefix| name.starts_with(prefix)) => Err(Refusal::Algorithm),
        _ => Err(Refusal::Malformed),
    }
}

fn raw_bytes(key: &KeyData) -> Result<Vec<u8>, Refusal> {
    match key {
        KeyData::Ed25519(key) => strong_point(key),
        KeyData::SkEd25519(key) if !key.application().starts_with("ssh:") => Err(Refusal::Application),
        KeyData::SkEd25519(key) => strong_point(key.public_key()),
        KeyData::Ecdsa(EcdsaPublicKey::NistP521(_)) => Err(Refusal::Algorithm),
        KeyData::Ecdsa(key) => uncompressed_point(key),
        _ => Err(Refusal::Algorithm),
    }
}

/// A point that has two spellings would be two keys: only the canonical one is accepted.
fn strong_point(key: &Ed25519PublicKey) -> Result<Vec<u8>, Refusal> {
    let point = VerifyingKey::from_bytes(key.as_ref()).map_err(|_| Refusal::Malformed)?;
    if point.is_weak() {
        return Err(Refusal::Weak);
    }
    if point.to_edwards().compress().to_bytes() != *key.as_ref() {
        return Err(Refusal::Malformed);
    }
    Ok(key.as_ref().to_vec())
}

fn uncompressed_point(key: &EcdsaPublicKey) -> Result<Vec<u8>, Refusal> {
    match key.as_sec1_bytes() {
        point @ [0x04, ..] => Ok(point.to_vec()),
        _ => Err(Refusal::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use ssh_key::public::SkEd25519;

    use super::*;

    const POINT: &str = "AAAAC3NzaC1lZDI1NTE5AAAAIK67vlLjNH6WFXtpjt2illqpYwUhOz+wpWgL5S7YoxOF";

    #[test]
    fn a_comment_is_no_part_of_a_key() {
        let bare = accept(&format!("ssh-ed25519 {POINT}")).unwrap();
        let named = accept(&format!("  ssh-ed25519 {POINT} 岳晓帆 的 密钥\n")).unwrap();
        assert_eq!(bare, named);
        assert_eq!(bare.line, format!("ssh-ed25519 {POINT}"));
    }

    #[test]
    fn options_before_a_key_are_not_a_key() {
        assert_eq!(accept(&format!("command=\"x\" ssh-ed25519 {POINT}")), Err(Refusal::Malformed));
        assert_eq!(accept(POINT), Err(Refusal::Malformed));
        assert_eq!(accept(""), Err(Refusal::Malformed));
        assert_eq!(accept(&format!("ssh-ed25519 {}", "A".repeat(100_000))), Err(Refusal::Malformed));
    }

    /// Returns the line of an ed25519 key with these bytes.
    fn line_of(bytes: [u8; 32]) -> String {
        let data = KeyData::Ed25519(Ed25519PublicKey(bytes));
        PublicKey::new(data, "").to_openssh().unwrap()
    }

    #[test]
    fn a_hardware_key_is_made_for_ssh_and_not_for_a_website() {
        let line = |application: &str| {
            let KeyData::Ed25519(point) =
                PublicKey::from_openssh(&format!("ssh-ed25519 {POINT}")).unwrap().key_data().clone()
            else {
                panic!("an ed25519 key")
            };
            let data = KeyData::SkEd25519(SkEd25519::new(point, application.to_owned()));
            PublicKey::new(data, "").to_openssh().unwrap()
        };
        for (application, accepted) in
            [("ssh:", true), ("ssh:office", true), ("", false), ("web:", false), ("SSH:", false)]
        {
            let line = line(application);
            assert_eq!(accept(&line).is_ok(), accepted, "{application}");
            assert_eq!(crate::git::key_id(&line).is_some(), accepted, "{application}: what is registered can sign");
        }
        assert_eq!(accept(&line("web:")), Err(Refusal::Application));
    }

    #[test]
    fn points_of_small_order_and_second_spellings_are_refused() {
        let mut neutral = [0; 32];
        neutral[0] = 1;
        assert_eq!(accept(&line_of(neutral)), Err(Refusal::Weak));
        assert_eq!(accept(&line_of([0; 32])), Err(Refusal::Weak));
        // y = p + 3, another spelling of y = 3, which is a point of large order.
        let mut second = [0xff; 32];
        second[0] = 0xf0;
        second[31] = 0x7f;
        let mut first = [0; 32];
        first[0] = 3;
        assert_eq!(accept(&line_of(first)).is_ok(), VerifyingKey::from_bytes(&first).is_ok());
        assert_eq!(accept(&line_of(second)), Err(Refusal::Malformed));
        // No point has this y.
        let mut none = [0; 32];
        none[0] = 2;
        assert_eq!(accept(&line_of(none)), Err(Refusal::Malformed));
    }
}
