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

/// Returns padded base64 as everybody writes it.
#[cfg(test)]
pub(super) fn encode(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, &b| bits << 8 | u32::from(b)) << (8 * (3 - chunk.len()));
        (0..=chunk.len()).for_each(|place| text.push(alphabet[(bits >> (18 - 6 * place)) as usize & 63]));
        (chunk.len()..3).for_each(|_| text.push('='));
    }
    text
}

/// Returns a string with its length before it.
#[cfg(test)]
pub(super) fn string(text: &[u8]) -> Vec<u8> {
    [&(text.len() as u32).to_be_bytes()[..], text].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::git::NewKey;

    fn armour() -> String {
        NewKey::generate("x").unwrap().sign("git", b"message").unwrap()
    }

    fn wrapped(digits: &str, width: usize) -> String {
        let lines: Vec<&str> = digits.as_bytes().chunks(width).map(|l| std::str::from_utf8(l).unwrap()).collect();
        format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
    }

    fn opens(armour: &str) -> bool {
        open_armour(armour.as_bytes()).is_some()
    }

    #[test]
    fn an_armour_opens_with_or_without_its_last_newline() {
        let armour = armour();
        assert!(opens(&armour) && opens(armour.trim_end()), "{armour}");
        assert_eq!(open_armour(armour.trim_end().as_bytes()), open_armour(armour.as_bytes()));
    }

    #[test]
    fn lines_have_one_width_that_a_program_would_choose() {
        let digits = encode(&[7; 200]);
        for width in [64, 70, 76] {
            assert!(opens(&wrapped(&digits, width)), "{width}");
        }
        for width in [1, 4, 63, 77, 400] {
            assert!(!opens(&wrapped(&digits, width)), "{width}");
        }
        let (head, tail) = digits.split_at(60);
        assert!(!opens(
            &wrapped(&digits, 64).replace(&wrapped(&digits, 64)[30..94], &format!("{head}\n{}", &tail[..4]))
        ));
    }

    #[test]
    fn nothing_but_digits_stands_between_the_marks() {
        let good = wrapped(&encode(&[7; 200]), 70);
        assert!(opens(&good));
        for bad in [
            good.replace('\n', "\r\n"),
            format!(" {good}"),
            format!("\n{good}"),
            format!("{good}\n"),
            format!("{good} "),
            format!("{good}{good}"),
            good.replace("SSH", "PGP"),
            good.replace("BEGIN SSH SIGNATURE", "BEGIN SSH  SIGNATURE"),
            good.replace("-----END", "\n-----END"),
            good.replace("\n-----END", " \n-----END"),
            good.replacen("-----\n", "-----\nComment: x\n\n", 1),
            good.replacen("Bw", "-_", 1),
            good.replacen("Bw", " w", 1),
            good.replacen("Bw", "B\0", 1),
            good.replacen("Bw", "==", 1),
            "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n".into(),
            "-----BEGIN SSH SIGNATURE-----\n\n-----END SSH SIGNATURE-----\n".into(),
            String::new(),
        ] {
            assert!(!opens(&bad), "{bad}");
        }
        assert!(!opens(&wrapped(&encode(&vec![7; MAX_ARMOUR]), 70)), "too large");
    }

    #[test]
    fn base64_has_one_spelling() {
        assert_eq!(base64(b"TWE=").unwrap(), b"Ma");
        for bad in ["", "TWE", "TWE==", "TWF=", "TQ=A", "TQ===", "====", "TR==", "TWE=TWE=", "TW E", "TWE\n"] {
            assert_eq!(base64(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn only_version_1_with_nothing_reserved_and_nothing_behind_is_a_signature() {
        let bytes = open_armour(armour().as_bytes()).unwrap();
        let good = SshSig::parse(&bytes).unwrap();
        assert_eq!((good.namespace, good.hash, good.algorithm), (&b"git"[..], &b"sha512"[..], &b"ssh-ed25519"[..]));
        let build = |version: u32, namespace: &[u8], reserved: &[u8]| {
            let signature = [string(good.algorithm), good.value.to_vec()].concat();
            let parts = [good.key, namespace, reserved, good.hash, &signature].map(string).concat();
            [b"SSHSIG", &version.to_be_bytes()[..], &parts].concat()
        };
        assert_eq!(build(1, b"git", b""), bytes);
        for bad in [
            build(0, b"git", b""),
            build(2, b"git", b""),
            build(1, b"git", b"x"),
            build(1, b"", b""),
            [&bytes[..], b"\0"].concat(),
            [b"x", &bytes[..]].concat(),
            bytes[1..].to_vec(),
        ] {
            assert_eq!(SshSig::parse(&bad), None);
        }
        assert!((0..bytes.len()).all(|end| SshSig::parse(&bytes[..end]).is_none()), "truncated");
    }

    #[test]
    fn a_positive_number_has_one_spelling() {
        let read = |digits: &[u8]| Reader(&string(digits)).positive::<4>();
        assert_eq!(read(&[1]), Some([0, 0, 0, 1]));
        assert_eq!(read(&[0, 0x80]), Some([0, 0, 0, 0x80]));
        assert_eq!(read(&[0, 0xff, 1, 2, 3]), Some([0xff, 1, 2, 3]));
        for bad in [&[][..], &[0], &[0, 1], &[0, 0, 0x80], &[0x80], &[0xff, 1], &[1, 2, 3, 4, 5]] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_length_beyond_the_end_is_refused_and_not_reserved() {
        assert_eq!(Reader(&[0xff; 4]).string(), None);
        assert_eq!(Reader(&[0xff, 0xff, 0xff, 0xff, 1]).string(), None);
    }

    proptest! {
        #[test]
        fn what_base64_spells_is_what_was_written(bytes in prop::collection::vec(any::<u8>(), 1..200)) {
            prop_assert_eq!(base64(encode(&bytes).as_bytes()), Some(bytes));
        }

        #[test]
        fn what_opens_is_spelt_as_it_would_be_written(text in "[A-Za-z0-9+/=]{4,12}") {
            if let Some(bytes) = base64(text.as_bytes()) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
