//! What makes one object of another.

/// Returns what `delta` makes of `base`; nothing if it was made for another base, makes something else than it says, or
/// makes more than `bound` bytes.
pub(super) fn apply(base: &[u8], delta: &[u8], bound: usize) -> Option<Vec<u8>> {
    let mut rest = delta;
    let (of, size) = (length(&mut rest)?, length(&mut rest)?);
    if of != base.len() || size > bound {
        return None;
    }
    let mut out = Vec::with_capacity(size);
    while let Some((&op, behind)) = rest.split_first() {
        rest = behind;
        let piece = match op {
            0 => return None,
            1..0x80 => rest.split_off(..usize::from(op))?,
            0x80.. => {
                let start = number(&mut rest, op, 4)?;
                let length = number(&mut rest, op >> 4, 3)?;
                base.get(start..)?.get(..if length == 0 { 0x1_0000 } else { length })?
            }
        };
        if piece.len() > size - out.len() {
            return None;
        }
        out.extend_from_slice(piece);
    }
    (out.len() == size).then_some(out)
}

/// Returns how many bytes a delta says that it makes.
pub(super) fn size(mut delta: &[u8]) -> Option<usize> {
    length(&mut delta)?;
    length(&mut delta)
}

/// Returns a length: seven bits a byte, the lowest first.
fn length(rest: &mut &[u8]) -> Option<usize> {
    let mut length = 0_usize;
    for shift in (0..usize::BITS - 7).step_by(7) {
        let byte = *rest.split_off_first()?;
        length |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(length);
        }
    }
    None
}

/// Returns a number of so many bytes, the lowest first, of which only those are there whose bit is set.
fn number(rest: &mut &[u8], is_there: u8, bytes: u32) -> Option<usize> {
    let there = (0..bytes).filter(|bit| is_there >> bit & 1 == 1);
    there.map(|bit| Some(usize::from(*rest.split_off_first()?) << (8 * bit))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_the_base_and_new_bytes() {
        // All of "hello" but its first byte, then two bytes of its own.
        assert_eq!(apply(b"hello", b"\x05\x06\x91\x01\x04\x02!?", 6).unwrap(), b"ello!?");
        assert_eq!(apply(b"hello", b"\x05\x05\x90\x05", 5).unwrap(), b"hello");
        assert_eq!(apply(b"", b"\x00\x00", 0).unwrap(), b"");
    }

    #[test]
    fn a_length_of_nothing_is_64_kib() {
        let base = vec![7; 0x1_0001];
        assert_eq!(apply(&base, b"\x81\x80\x04\x80\x80\x04\x80", 1 << 20).unwrap(), base[1..]);
    }

    #[test]
    fn what_does_not_fit_makes_nothing() {
        for (delta, why) in [
            (&b"\x04\x01\x90\x01"[..], "another base"),
            (b"\x05\x07\x90\x05\x02!?", "more than may be"),
            (b"\x05\x06\x90\x05", "less than it says"),
            (b"\x05\x04\x90\x05", "more than it says"),
            (b"\x05\x01\x91\x05\x01", "from behind the base"),
            (b"\x05\x05\x90\x06", "to behind the base"),
            (b"\x05\x02\x02!", "bytes that are not there"),
            (b"\x05\x01\x91\x00", "a number that is not there"),
            (b"\x05\x01\x00!", "an unknown operation"),
            (b"\x05", "no size"),
            (b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80", "a size without end"),
            (b"", "nothing"),
        ] {
            assert_eq!(apply(b"hello", delta, 6), None, "{why}");
        }
    }
}
