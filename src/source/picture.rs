//! What a picture says besides what it shows: where it was taken, by whom, with which camera. It is not published.
//!
//! Kept is what a reader needs to show the picture — a list, not all but a list — byte for byte, so that nothing is lost
//! of the picture itself: the way up is kept as the only thing a camera's note still says. What stands behind the end of
//! the picture, such as a phone's short film of the same moment, goes too.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::source::image::{MAX_PICTURE, exif_orientation, image_size_in};
use crate::source::{Files, Page, image_size};

/// Extensions of the pictures that are published without what they say besides.
const CLEANED: [&str; 9] = ["apng", "gif", "jfif", "jpe", "jpeg", "jpg", "pjpeg", "png", "webp"];

/// Pixels of a picture at most: more than any camera has, and what no reader's device could show.
const MAX_PIXELS: u64 = 250_000_000;

/// Returns whether a file of this name is published as [`clean`] leaves it.
pub fn is_cleaned(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    CLEANED.iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// Looks at the pictures beside `page` that it uses, and notes how large they are shown; of those that cannot be
/// published without what they say besides, nothing is noted.
pub fn look_at_pictures(files: &dyn Files, page: &mut Page) {
    for file in page.files.iter_mut().filter(|file| file.used) {
        file.picture = if is_cleaned(&file.name) {
            let bytes = files.read(file.path.as_str(), MAX_PICTURE).ok();
            let size = bytes.and_then(|bytes| image_size_in(&clean(&bytes)?));
            size.filter(|size| u64::from(size.width) * u64::from(size.height) <= MAX_PIXELS)
        } else {
            image_size(files, &file.path)
        };
    }
}

/// Returns the picture with these bytes without anything that is not needed to show it; none if it is neither JPEG, PNG,
/// GIF nor WebP, whatever its name says, or not whole.
pub fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0xFF, 0xD8]) {
        jpeg(bytes)
    } else if bytes.starts_with(PNG) {
        png(bytes)
    } else if bytes.starts_with(b"GIF8") {
        gif(bytes)
    } else {
        webp(bytes)
    }
}

/// ITU-T T.81, annex B: segments, then scans of coded bytes in which an `FF` that means itself is followed by `00`.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend_from_slice(&bytes[..2]);
    let (mut at, mut drawn, mut turned) = (2, false, false);
    loop {
        let start = at + bytes[at..].iter().take_while(|b| **b == 0xFF).count();
        let kind = *bytes.get(start).filter(|_| start > at)?;
        match kind {
            0xD9 => {
                clean.extend_from_slice(&[0xFF, kind]);
                return drawn.then_some(clean);
            }
            // Marks without a segment: between scans they mean nothing.
            0x01 | 0xD0..=0xD7 => {
                at = start + 1;
                continue;
            }
            0x00 | 0xD8 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(start + 1..start + 3)?.try_into().ok()?));
        let end = (length >= 2).then_some(start + 1 + length)?;
        let body = bytes.get(start + 3..end)?;
        if let Some(needed) = needed(kind, body) {
            clean.extend_from_slice(&[0xFF, kind]);
            clean.extend_from_slice(&u16::try_from(needed.len() + 2).ok()?.to_be_bytes());
            clean.extend_from_slice(&needed);
        } else if let Some(note) = way_up(kind, body).filter(|_| !turned) {
            // Of several, readers believe the first.
            turned = true;
            let length = u16::try_from(EXIF.len() + note.len() + 2).ok()?;
            clean.extend_from_slice(&[0xFF, 0xE1]);
            clean.extend_from_slice(&length.to_be_bytes());
            clean.extend_from_slice(EXIF);
            clean.extend_from_slice(&note);
        }
        at = end;
        if kind == 0xDA {
            drawn = true;
            let end = at + coded(&bytes[at..])?;
            clean.extend_from_slice(&bytes[at..end]);
            at = end;
        }
    }
}

/// Returns how many coded bytes stand before the next mark that ends a scan.
fn coded(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(0xFF, &bytes[at..])?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

/// Returns what of a segment is needed to show a JPEG: the tables and frames of T.81, and, of what programs add, how
/// colours are meant. The small picture that may stand in a JFIF segment shows what was cut off from the large one.
fn needed(kind: u8, body: &[u8]) -> Option<Cow<'_, [u8]>> {
    match kind {
        0xC0..=0xC7 | 0xC9..=0xCF | 0xDA..=0xDD => Some(body.into()),
        0xE0 if body.starts_with(b"JFIF\0") => {
            let mut jfif = body.get(..14)?.to_vec();
            jfif[12..].fill(0);
            Some(jfif.into())
        }
        // A profile says in its 37th byte that it is one; behind the first part come others.
        0xE2 if body.starts_with(b"ICC_PROFILE\0") => {
            let is_one = body.get(12) != Some(&1) || body.get(50..54) == Some(b"acsp");
            is_one.then(|| body.into())
        }
        0xEE if body.starts_with(b"Adobe") => Some(body.get(..12)?.into()),
        _ => None,
    }
}

/// How a camera's note in a JPEG begins.
const EXIF: &[u8] = b"Exif\0\0";

/// Returns a camera's note that says nothing but which way is up, if this segment is one and says so.
fn way_up(kind: u8, body: &[u8]) -> Option<[u8; 26]> {
    let orientation = exif_orientation(body.strip_prefix(EXIF).filter(|_| kind == 0xE1)?)?;
    (2..=8).contains(&orientation).then(|| orientation_only(orientation))
}

/// Returns the TIFF structure of one directory with one entry: tag 0x0112, one SHORT.
fn orientation_only(orientation: u16) -> [u8; 26] {
    let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    tiff[18..20].copy_from_slice(&orientation.to_be_bytes());
    tiff
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks of the PNG specification (third edition) that say how the picture looks, and how long they can be: where
/// there is room for more, there is room for what is told.
const PNG_NEEDED: [(&[u8; 4], RangeInclusive<u32>); 17] = [
    (b"IHDR", 13..=13),
    (b"PLTE", 3..=768),
    (b"IDAT", 0..=u32::MAX),
    (b"IEND", 0..=0),
    (b"tRNS", 1..=256),
    (b"cHRM", 32..=32),
    (b"gAMA", 4..=4),
    (b"iCCP", 4..=u32::MAX),
    (b"sBIT", 1..=4),
    (b"sRGB", 1..=1),
    (b"cICP", 4..=4),
    (b"mDCV", 24..=24),
    (b"cLLI", 8..=8),
    (b"bKGD", 1..=6),
    (b"acTL", 8..=8),
    (b"fcTL", 26..=26),
    (b"fdAT", 4..=u32::MAX),
];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend_from_slice(PNG);
    let mut at = PNG.len();
    let mut drawn = false;
    loop {
        let head: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
        let (length, kind) = (u32::from_be_bytes(head[..4].try_into().ok()?), &head[4..]);
        let end = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        let chunk = bytes.get(at..end)?;
        let known = PNG_NEEDED.iter().find(|(needed, _)| needed[..] == *kind);
        if known.is_some_and(|(_, lengths)| lengths.contains(&length)) {
            clean.extend_from_slice(chunk);
        } else if kind == b"IHDR" || kind == b"IEND" {
            return None;
        }
        drawn |= kind == b"IDAT";
        if kind == b"IEND" {
            return drawn.then_some(clean);
        }
        at = end;
    }
}

/// GIF89a: a head, then pictures and extensions, each a row of blocks that ends with an empty one. Kept are the pictures,
/// how long each is shown, and how often all of them are.
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut clean = bytes.get(..at)?.to_vec();
    let mut drawn = false;
    loop {
        let (start, kind) = (at, *bytes.get(at)?);
        let kept = match kind {
            0x3B => {
                clean.push(kind);
                return drawn.then_some(clean);
            }
            0x2C => {
                drawn = true;
                at += 11 + table(*bytes.get(at + 9)?);
                true
            }
            0x21 => {
                at += 2;
                match *bytes.get(start + 1)? {
                    0xF9 => bytes.get(at) == Some(&4),
                    0xFF => is_loop(bytes.get(at..)?),
                    _ => false,
                }
            }
            _ => return None,
        };
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
        if kept {
            clean.extend_from_slice(bytes.get(start..at)?);
        }
    }
}

/// Returns whether these blocks say how often a GIF is shown, and nothing else.
fn is_loop(blocks: &[u8]) -> bool {
    let names: [&[u8]; 2] = [b"\x0BNETSCAPE2.0", b"\x0BANIMEXTS1.0"];
    let rest = names.iter().find_map(|name| blocks.strip_prefix(*name));
    rest.is_some_and(|rest| rest.starts_with(&[3, 1]) && rest.get(4) == Some(&0))
}

/// Chunks of RFC 9649 that say how the picture looks.
const WEBP_NEEDED: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = bytes.get(..12).filter(|head| head.starts_with(b"RIFF") && head.ends_with(b"WEBP"))?;
    let length = usize::try_from(u32::from_le_bytes(head[4..8].try_into().ok()?)).ok()?;
    let mut rest = bytes.get(12..length.checked_add(8)?)?;
    let mut clean = head.to_vec();
    let (mut turned, mut drawn) = (None, false);
    while !rest.is_empty() {
        let (kind, body) = take_riff(&mut rest)?;
        match &kind {
            b"VP8X" if body.len() != 10 => return None,
            b"ANMF" => put_riff(&mut clean, &kind, &frame(body)?),
            _ if WEBP_NEEDED.contains(&&kind) => put_riff(&mut clean, &kind, body),
            _ => {}
        }
        drawn |= [b"VP8 ", b"VP8L", b"ANMF"].contains(&&kind);
        if &kind == b"EXIF" {
            let tiff = body.strip_prefix(EXIF).unwrap_or(body);
            turned = exif_orientation(tiff).filter(|o| (2..=8).contains(o)).or(turned);
        }
    }
    if !drawn {
        return None;
    }
    if clean.get(12..16)? == b"VP8X" {
        // What the flags announce: a camera's note (8) and an author's (4).
        let flags = clean.get_mut(20)?;
        *flags &= !(8 | 4);
        if let Some(orientation) = turned {
            *flags |= 8;
            put_riff(&mut clean, b"EXIF", &orientation_only(orientation));
        }
    }
    let length = u32::try_from(clean.len() - 8).ok()?;
    clean[4..8].copy_from_slice(&length.to_le_bytes());
    Some(clean)
}

/// Returns a frame of an animation with nothing but what is drawn: where it stands, and the chunks of its picture.
fn frame(body: &[u8]) -> Option<Vec<u8>> {
    let (place, mut rest) = body.split_at_checked(16)?;
    let mut frame = place.to_vec();
    while !rest.is_empty() {
        let (kind, chunk) = take_riff(&mut rest)?;
        if [b"ALPH", b"VP8 ", b"VP8L"].contains(&&kind) {
            put_riff(&mut frame, &kind, chunk);
        }
    }
    Some(frame)
}

/// Takes a chunk from the front: its kind and its body.
fn take_riff<'b>(rest: &mut &'b [u8]) -> Option<([u8; 4], &'b [u8])> {
    let whole = *rest;
    let kind: [u8; 4] = whole.get(..4)?.try_into().ok()?;
    let length = usize::try_from(u32::from_le_bytes(whole.get(4..8)?.try_into().ok()?)).ok()?;
    let body = whole.get(8..length.checked_add(8)?)?;
    // Chunks begin at even places; a writer may have forgotten that after the last.
    *rest = &whole[(8 + length).next_multiple_of(2).min(whole.len())..];
    Some((kind, body))
}

fn put_riff(out: &mut Vec<u8>, kind: &[u8; 4], body: &[u8]) {
    out.extend_from_slice(kind);
    out.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(body);
    if body.len() % 2 == 1 {
        out.push(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment with its length.
    fn segment(kind: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, kind][..], &length, body].concat()
    }

    fn jpeg_of(parts: &[Vec<u8>]) -> Vec<u8> {
        [vec![0xFF, 0xD8], parts.concat()].concat()
    }

    fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], kind, body, b"crc!"].concat()
    }

    fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
        chunks.iter().for_each(|(kind, body)| put_riff(&mut out, kind, body));
        let length = u32::try_from(out.len() - 8).unwrap();
        out[4..8].copy_from_slice(&length.to_le_bytes());
        out
    }

    /// What a camera writes: which way is up among other things, and where it was.
    fn note(orientation: u8) -> Vec<u8> {
        let entries = [&b"\x01\x0F\0\x02\0\0\0\x04GPS!"[..], &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]];
        [&b"MM\0*\0\0\0\x08\0\x02"[..], &entries.concat(), b"\0\0\0\0GPS 31.23 121.47"].concat()
    }

    #[test]
    fn a_jpeg_keeps_what_is_drawn_and_loses_what_is_told() {
        let exif = |orientation| segment(0xE1, &[EXIF, &note(orientation)].concat());
        let frame = segment(0xC0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
        // Coded bytes hold an FF that means itself, a restart, and between two scans a table that looks like an end.
        let scan = [segment(0xDA, &[1, 1, 0, 0, 63, 0]), vec![1, 0xFF, 0, 2, 0xFF, 0xD0, 3]].concat();
        let table = segment(0xC4, &[0xFF, 0xD9, 0xFF, 0xD9]);
        let (jfif, icc) = (segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"), segment(0xE2, b"ICC_PROFILE\0colours"));
        let told = [
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0GPS"),
            segment(0xED, b"Photoshop 3.0\0GPS"),
            segment(0xE2, b"MPF\0GPS"),
            segment(0xE2, &[&b"ICC_PROFILE\0\x01\x01"[..], &[0; 36], b"text, GPS"].concat()),
            segment(0xF0, b"GPS"),
            segment(0xFE, b"GPS"),
        ]
        .concat();
        let end = vec![0xFF, 0xD9];
        let parts = |exif: Vec<u8>, told: &[u8], behind: &[u8]| {
            let parts = [
                jfif.clone(),
                exif,
                told.to_vec(),
                icc.clone(),
                frame.clone(),
                scan.clone(),
                told.to_vec(),
                table.clone(),
                scan.clone(),
                end.clone(),
                behind.to_vec(),
            ];
            jpeg_of(&parts)
        };
        let plain = parts(Vec::new(), &[], &[]);
        assert_eq!(clean(&parts(exif(1), &told, b"a film with GPS")), Some(plain.clone()));
        assert_eq!(clean(&plain), Some(plain.clone()));
        let thumbnail = segment(0xE0, &[&b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01"[..], b"GPS"].concat());
        let with = [&plain[..2], &thumbnail, &plain[2 + jfif.len()..]].concat();
        assert_eq!(clean(&with), Some(plain));
        let turned = clean(&parts(exif(6), &told, b"GPS")).unwrap();
        let only = segment(0xE1, &[EXIF, &orientation_only(6)].concat());
        assert_eq!(turned, parts(only, &[], &[]));
        assert_eq!(image_size_in(&turned).map(|size| (size.width, size.height)), Some((2, 3)));
    }

    #[test]
    fn a_png_and_a_webp_keep_what_is_drawn_and_lose_what_is_told() {
        let png = |told: &[Vec<u8>], behind: &[u8]| {
            let (head, data) = (chunk(b"IHDR", &[0; 13]), chunk(b"IDAT", b"data"));
            [PNG.to_vec(), head, told.concat(), data, told.concat(), chunk(b"IEND", b""), behind.to_vec()].concat()
        };
        let told = [chunk(b"tEXt", b"GPS"), chunk(b"eXIf", b"GPS"), chunk(b"tIME", b"2026"), chunk(b"prVt", b"GPS")];
        assert_eq!(clean(&png(&told, b"GPS")), Some(png(&[], b"")));
        let flags = |flags: u8| [flags, 0, 0, 0, 9, 0, 0, 9, 0, 0];
        let drawn: (&[u8; 4], &[u8]) = (b"VP8 ", b"odd");
        let full = riff(&[(b"VP8X", &flags(12)), drawn, (b"EXIF", &note(1)), (b"XMP ", b"GPS"), (b"what", b"GPS")]);
        assert_eq!(clean(&[&full[..], b"GPS"].concat()), Some(riff(&[(b"VP8X", &flags(0)), drawn])));
        let turned = riff(&[(b"VP8X", &flags(8)), drawn, (b"EXIF", &note(8))]);
        let only = riff(&[(b"VP8X", &flags(8)), drawn, (b"EXIF", &orientation_only(8))]);
        assert_eq!(clean(&turned), Some(only));
    }

    #[test]
    fn a_gif_and_frames_of_a_webp_keep_what_is_drawn_and_lose_what_is_told() {
        let gif = |told: &[u8]| {
            let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF";
            let (looped, shown) = (b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0", b"\x21\xF9\x04\0\x0A\0\0\0");
            let picture = b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
            [&head[..], looped, told, shown, picture, told, b"\x3B"].concat()
        };
        let told = [&b"\x21\xFE\x03GPS\0"[..], b"\x21\xFF\x0BXMP DataXMP\x03GPS\0", b"\x21\x01\x03GPS\0"].concat();
        assert_eq!(clean(&[&gif(&told)[..], b"GPS"].concat()), Some(gif(&[])));
        let whole = gif(&[]);
        (0..whole.len()).for_each(|end| assert_eq!(clean(&whole[..end]), None, "{end}"));
        let frame = |told: &[u8]| [&[0; 16][..], b"VP8 \x02\0\0\0ab", told].concat();
        let webp = |told: &[u8]| riff(&[(b"VP8X", &[2, 0, 0, 0, 9, 0, 0, 9, 0, 0]), (b"ANMF", &frame(told))]);
        assert_eq!(clean(&webp(b"EXIF\x04\0\0\0GPS!")), Some(webp(b"")));
        assert_eq!(clean(&riff(&[(b"VP8X", &[0; 10])])), None, "nothing is drawn");
    }

    #[test]
    fn what_is_not_whole_is_no_picture() {
        let png = [PNG, &chunk(b"IHDR", &[0; 13]), &chunk(b"IDAT", b"data"), &chunk(b"IEND", b"")].concat();
        let jpeg = jpeg_of(&[segment(0xDA, &[0; 6]), vec![1, 2, 3, 0xFF, 0xD9]]);
        let webp = riff(&[(b"VP8L", b"\x2F1234")]);
        for picture in [png, jpeg, webp] {
            assert_eq!(clean(&picture).as_ref(), Some(&picture));
            // The last byte of an odd chunk is not needed.
            for end in 0..picture.len() - 1 {
                assert_eq!(clean(&picture[..end]), None, "{end} of {picture:?}");
            }
        }
        for other in [
            &b""[..],
            b"GIF89a",
            b"GIF89a\x01\0\x01\0\0\0\0\x3B",
            b"<html>",
            b"\xFF\xD8",
            b"\xFF\xD8\xFF\xD9",
            b"%PDF-1.7",
        ] {
            assert_eq!(clean(other), None, "{other:?}");
        }
    }

    #[test]
    fn any_bytes_are_read_without_harm() {
        let mut dice = 0x2545_F491_4F6C_DD1D_u64;
        for _ in 0..20_000 {
            let mut next = || {
                dice ^= dice << 13;
                dice ^= dice >> 7;
                dice ^= dice << 17;
                dice.to_le_bytes()
            };
            let head: &[u8] =
                [&[0xFF, 0xD8, 0xFF, 0xDA, 0, 2][..], PNG, b"RIFF\x10\0\0\0WEBPVP8X"][usize::from(next()[0] % 3)];
            let bytes = [head, &next(), &[0xFF, 0xE1, 0, 12], EXIF, &next(), &next()].concat();
            // What is clean stays as it is.
            if let Some(once) = clean(&bytes) {
                assert_eq!(clean(&once), Some(once.clone()));
            }
        }
    }
}
