//! The SSH signature format (OpenSSH's `PROTOCOL.sshsig`), strictly.
//!
//! One signature has one spelling here as far as the format allows: the armour's lines have one width, base64 is
//! canonical, nothing is reserved and nothing follows. What other readers forgive is refused.
//! Whether the signature is a good one is asked in `verify`.

use sha2::{Digest, Sha256, Sha512};

/// Longest armour that is read, in bytes: a P-384 signature has some 550, and an application's name may add to it.
pub(super) const MAX_ARMOUR: usize = 4096;

const BEGIN: &[u8] = b"-----BEGIN SSH SIGNATURE-----\n";
const END: &[u8] = b"\n-----END SSH SIGNATURE-----";
const MAGIC: &[u8] = b"SSHSIG";

/// A signature as its bytes say it is; nothing is verified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct SshSig<'a> {
    /// The public key in SSH's encoding.
    pub(super) key: &'a [u8],
    /// What the signature is for.
    pub(super) namespace: &'a [u8],
    /// The name of the hash that the message went through.
    pub(super) hash: &'a [u8],
    /// The name of the signature's algorithm.
    pub(super) algorithm: &'a [u8],
    /// What the algorithm made, and for hardware keys its flags and counter.
    pub(super) value: &'a [u8],
}

impl<'a> SshSig<'a> {
    /// Returns what `bytes` say, or nothing where they are not version 1, hold something reserved, or go on.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = Reader(bytes.strip_prefix(MAGIC)?);
        let version = rest.number()?;
        let (key, namespace, reserved) = (rest.string()?, rest.string()?, rest.string()?);
        let (hash, signature) = (rest.string()?, rest.string()?);
        rest.end()?;
        if version != 1 || !reserved.is_empty() || namespace.is_empty() {
            return None;
        }
        let mut rest = Reader(signature);
        Some(Self { key, namespace, hash, algorithm: rest.string()?, value: rest.0 })
    }

    /// Returns what the key signed: a frame around the hash of the message in `pieces`, or nothing where the hash is
    /// one that is not accepted.
    pub(super) fn frame(&self, pieces: &[&[u8]]) -> Option<Vec<u8>> {
        let digest = match self.hash {
            b"sha256" => digest::<Sha256>(pieces),
            b"sha512" => digest::<Sha512>(pieces),
            _ => return None,
        };
        let mut frame = MAGIC.to_vec();
        for part in [self.namespace, b"", self.hash, &digest] {
            frame.extend_from_slice(&(part.len() as u32).to_be_bytes());
            frame.extend_from_slice(part);
        }
        Some(frame)
    }
}

fn digest<D: Digest>(pieces: &[&[u8]]) -> Vec<u8> {
    let mut hash = D::new();
    pieces.iter().for_each(|piece| hash.update(piece));
    hash.finalize().to_vec()
}

/// What is left of an SSH encoding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// Takes `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Takes a number of four bytes.
    pub(super) fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_be_bytes)
    }

    /// Takes a string with its length before it.
    pub(super) fn string(&mut self) -> Option<&'a [u8]> {
        let count = self.number()?;
        self.take(count as usize)
    }

    /// Takes a positive number in its shortest form and returns it in `N` bytes.
    pub(super) fn positive<const N: usize>(&mut self) -> Option<[u8; N]> {
        let digits = match self.string()? {
            [0, digits @ ..] if digits.first().is_some_and(|&b| b >= 0x80) => digits,
            digits @ [1..=0x7f, ..] => digits,
            _ => return None,
        };
        let mut number = [0; N];
        number[N.checked_sub(digits.len())?..].copy_from_slice(digits);
        Some(number)
    }

    /// Returns nothing unless everything was taken.
    pub(super) fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Returns the bytes in an armour: its two marks, between them lines of one width but for the last, and at most one
/// newline behind.
pub(super) fn open_armour(armour: &[u8]) -> Option<Vec<u8>> {
    if armour.len() > MAX_ARMOUR {
        return None;
    }
    let body = armour.strip_prefix(BEGIN)?;
    let body = body.strip_suffix(b"\n").unwrap_or(body).strip_suffix(END)?;
    let width = body.iter().position(|&b| b == b'\n').unwrap_or(body.len());
    // OpenSSH breaks after 70, other programs after 64 or 76.
    if !(64..=76).contains(&width) {
        return None;
    }
    let (mut digits, mut lines) = (Vec::with_capacity(body.len()), body.split(|&b| b == b'\n').peekable());
    while let Some(line) = lines.next() {
        let is_last = lines.peek().is_none();
        if line.len() != width && !(is_last && (1..width).contains(&line.len())) {
            return None;
        }
        digits.extend_from_slice(line);
    }
    base64(&digits)
}

/// The value of each digit of base64; 64 and above are none.
const VALUES: [u8; 256] = {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut values, mut at) = ([64; 256], 0);
    while at < alphabet.len() {
        values[alphabet[at] as usize] = at as u8;
        at += 1;
    }
    values
};

/// Returns what padded base64 spells, in its one spelling: no bit is left over, nothing is skipped.
pub(super) fn base64(digits: &[u8]) -> Option<Vec<u8>> {
    let padding = digits.iter().rev().take_while(|&&b| b == b'=').count();
    if digits.is_empty() || !digits.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let digits = &digits[..digits.len() - padding];
    let (mut bytes, mut bits, mut count) = (Vec::with_capacity(digits.len() / 4 * 3 + 2), 0u32, 0);
    for &digit in digits {
        let value = VALUES[digit as usize];
        if value > 63 {
            return None;
        }
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    (bits == 0).then_some(bytes)
}
