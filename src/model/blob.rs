//! Names of exact bytes.

use std::fmt;

use sha1::Digest;

/// The name git gives to a file's content (SHA-1 over a header and the bytes).
///
/// Never a proof by itself: what a signature names is the [`Sha256`] beside it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct BlobId([u8; 20]);

impl BlobId {
    /// Returns git's name for `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hash = sha1::Sha1::new();
        hash.update(format!("blob {}\0", bytes.len()));
        hash.update(bytes);
        Self(hash.finalize().into())
    }

    /// Returns the name with these raw bytes, as a git tree holds it.
    pub fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// Returns the raw bytes.
    pub fn as_bytes(&self) -> &[u8; 20] {
        &self.0
    }
}

/// The SHA-256 of exact bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// Returns the hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// Returns the hash of the bytes of these pieces, one behind the other.
    pub fn of_all(pieces: &[&[u8]]) -> Self {
        let hash = pieces.iter().fold(sha2::Sha256::new(), |hash, piece| hash.chain_update(piece));
        Self(hash.finalize().into())
    }

    /// Returns the hash of all that `bytes` gives.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of_reader(bytes: &mut dyn std::io::Read) -> std::io::Result<Self> {
        let mut hash = sha2::Sha256::new();
        let mut buffer = vec![0; 64 << 10];
        loop {
            match bytes.read(&mut buffer)? {
                0 => return Ok(Self(hash.finalize().into())),
                some => hash.update(&buffer[..some]),
            }
        }
    }

    /// Returns the hash of these parts, which depends on where each ends.
    pub fn of_parts<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut hash = sha2::Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// Returns the hash with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns its bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the hash that `text` spells: 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        bytes_of(text).map(Self)
    }
}

/// Returns the bytes that `text` spells: two lower-case hexadecimal digits for each, and nothing else.
pub(super) fn bytes_of<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    let mut bytes = [0; N];
    if pairs.len() != N {
        return None;
    }
    for (byte, &[high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(high)? << 4 | digit(low)?;
    }
    Some(bytes)
}

/// Returns the value of one lower-case hexadecimal digit.
fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// Writes at most 32 bytes in hexadecimal digits; a manifest holds a hundred thousand hashes.
pub(super) fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    f.write_str(std::str::from_utf8(&text[..2 * bytes.len()]).unwrap_or_default())
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_has_the_name_that_git_gives_it() {
        // printf 'hello\n' | git hash-object --stdin
        assert_eq!(BlobId::of(b"hello\n").to_string(), "ce013625030ba8dba906f756967f9e9ca394464a");
    }

    #[test]
    fn a_hash_reads_back_as_written_and_in_one_way() {
        let hash = Sha256::of(b"hello");
        assert_eq!(Sha256::parse(&hash.to_string()), Some(hash));
        assert_eq!(Sha256::parse(&hash.to_string().to_uppercase()), None);
        assert_eq!(Sha256::parse("2cf2"), None);
    }
}
