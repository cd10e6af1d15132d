//! The name of a public key.

use std::fmt;

/// The fingerprint of a public key: the SHA-256 of its SSH encoding, printed as `ssh-keygen -l` does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 32]);

/// What stands before the digits.
const PREFIX: &str = "SHA256:";

/// The alphabet of base64 (RFC 4648 §4).
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl KeyId {
    /// Returns the fingerprint with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns its bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the fingerprint that `text` spells: `SHA256:` and 43 digits of base64 without padding, in the one
    /// spelling that [`Display`](fmt::Display) has.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: &[u8; 43] = text.strip_prefix(PREFIX)?.as_bytes().try_into().ok()?;
        let mut bytes = [0; 32];
        let (mut bits, mut count, mut at) = (0u32, 0, 0);
        for digit in digits {
            let value = ALPHABET.iter().position(|a| a == digit)?;
            bits = bits << 6 | value as u32;
            count += 6;
            if count >= 8 && at < bytes.len() {
                count -= 8;
                bytes[at] = (bits >> count) as u8;
                bits &= (1 << count) - 1;
                at += 1;
            }
        }
        // The last two bits name nothing; another spelling of them would be another text for one key.
        (bits == 0).then_some(Self(bytes))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        for chunk in self.0.chunks(3) {
            let bits = chunk.iter().fold(0u32, |bits, &b| bits << 8 | u32::from(b)) << (8 * (3 - chunk.len()));
            for place in 0..=chunk.len() {
                let digit = ALPHABET[(bits >> (18 - 6 * place)) as usize & 63];
                write!(f, "{}", char::from(digit))?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_reads_back_as_written_and_in_one_way() {
        let bytes = std::array::from_fn(|i| (i * 37 + 5) as u8);
        let text = KeyId::from_bytes(bytes).to_string();
        assert_eq!(text.len(), 50);
        assert_eq!(KeyId::parse(&text), Some(KeyId::from_bytes(bytes)));
        let last = text.as_bytes()[49];
        for other in ALPHABET.iter().filter(|a| **a != last) {
            let twin = format!("{}{}", &text[..49], char::from(*other));
            assert!(KeyId::parse(&twin).is_none_or(|k| k != KeyId::from_bytes(bytes)), "{twin}");
        }
        assert_eq!(KeyId::parse(&text[..49]), None);
        assert_eq!(KeyId::parse(&text[7..]), None);
    }
}
