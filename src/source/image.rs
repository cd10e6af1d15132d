//! How large an image is, from its first bytes: so that a page keeps its place while the image loads.
//!
//! Reads PNG, JPEG, GIF and WebP, at most 64 KiB of any file, and believes nothing: what does not fit is no size.

use std::io::{Cursor, Read, Seek, SeekFrom};

use crate::model::ContentPath;
use crate::source::Files;

/// The size at which an image is shown, in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct ImageSize {
    /// Width, at least 1.
    pub width: u32,
    /// Height, at least 1.
    pub height: u32,
}

/// Largest picture that is looked at, in bytes: in a commit it must be unpacked whole.
pub const MAX_PICTURE: usize = 64 << 20;

/// Most bytes read of one image.
const MAX_READ: usize = 64 * 1024;

/// Most segments of a JPEG file passed over before its size must have come.
const MAX_SEGMENTS: usize = 500;

/// Returns the size of the image in the file `path`, or none if it is no image that we know or cannot be read.
pub fn image_size(files: &dyn Files, path: &ContentPath) -> Option<ImageSize> {
    size_of(&mut files.open(path.as_str(), MAX_PICTURE).ok()?)
}

/// Returns the size of the image with these bytes, or none if it is no image that we know or too large to look at.
pub fn image_size_in(bytes: &[u8]) -> Option<ImageSize> {
    if bytes.len() > MAX_PICTURE { None } else { size_of(&mut Cursor::new(bytes)) }
}

/// Returns the size of the image with these bytes, or none if it is no image that we know.
fn size_of<R: Read + Seek>(from: &mut R) -> Option<ImageSize> {
    let head: [u8; 30] = read(from).or_else(|| {
        // A GIF may be shorter than that.
        from.seek(SeekFrom::Start(0)).ok()?;
        let short: [u8; 10] = read(from)?;
        let mut head = [0; 30];
        head[..10].copy_from_slice(&short);
        Some(head)
    })?;
    if head.starts_with(b"\x89PNG\r\n\x1a\n") && &head[12..16] == b"IHDR" {
        return size(be32(&head[16..]), be32(&head[20..]));
    }
    if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        return size(u32::from(le16(&head[6..])), u32::from(le16(&head[8..])));
    }
    if head.starts_with(b"RIFF") && &head[8..12] == b"WEBP" {
        return webp(&head);
    }
    if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        from.seek(SeekFrom::Start(2)).ok()?;
        return jpeg(from);
    }
    None
}

fn webp(head: &[u8; 30]) -> Option<ImageSize> {
    match &head[12..16] {
        b"VP8 " if head[23..26] == [0x9D, 0x01, 0x2A] => {
            size(u32::from(le16(&head[26..])) & 0x3FFF, u32::from(le16(&head[28..])) & 0x3FFF)
        }
        b"VP8L" if head[20] == 0x2F => {
            let bits = u32::from_le_bytes([head[21], head[22], head[23], head[24]]);
            size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        }
        b"VP8X" => size(le24(&head[24..]) + 1, le24(&head[27..]) + 1),
        _ => None,
    }
}

/// Jumps from segment to segment to the one that holds the size; a camera's note that the image is to be turned comes
/// before it.
fn jpeg<R: Read + Seek>(from: &mut R) -> Option<ImageSize> {
    let mut budget = MAX_READ;
    let mut turned = false;
    for _ in 0..MAX_SEGMENTS {
        let [mark, mut kind] = read(from)?;
        if mark != 0xFF {
            return None;
        }
        while kind == 0xFF {
            budget = budget.checked_sub(1)?;
            [kind] = read(from)?;
        }
        let length = u16::from_be_bytes(read(from)?).checked_sub(2)?;
        match kind {
            // The frames: C4, C8 and CC between them are tables.
            0xC0..=0xCF if !matches!(kind, 0xC4 | 0xC8 | 0xCC) => {
                let [_, h1, h2, w1, w2]: [u8; 5] = read(from)?;
                let (width, height) = (u16::from_be_bytes([w1, w2]).into(), u16::from_be_bytes([h1, h2]).into());
                return if turned { size(height, width) } else { size(width, height) };
            }
            // The image itself, or its end: no size came.
            0xD9 | 0xDA => return None,
            0xE1 => {
                budget = budget.checked_sub(length.into())?;
                let mut segment = vec![0; length.into()];
                from.read_exact(&mut segment).ok()?;
                let tiff = segment.strip_prefix(b"Exif\0\0");
                // Orientations 5 to 8: width and height change places.
                turned |= tiff.and_then(exif_orientation).is_some_and(|orientation| (5..=8).contains(&orientation));
            }
            _ => {
                from.seek_relative(length.into()).ok()?;
            }
        }
    }
    None
}

/// Returns which way a camera's note says is up: 1 to 8, where 1 is as it stands.
pub(super) fn exif_orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let first: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if little { u32::from_le_bytes(first) } else { u32::from_be_bytes(first) };
    let first = usize::try_from(first).ok().filter(|at| *at < tiff.len())?;
    for i in 0..usize::from(short(first)?) {
        let entry = first + 2 + 12 * i;
        if short(entry)? == 0x0112 {
            return short(entry + 8);
        }
    }
    None
}

fn read<const N: usize>(from: &mut impl Read) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn size(width: u32, height: u32) -> Option<ImageSize> {
    // A page is not made a thousand screens long by a header.
    let shown = |n| (1..=0xFFFF).contains(&n);
    (shown(width) && shown(height)).then_some(ImageSize { width, height })
}

fn be32(bytes: &[u8]) -> u32 {
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

fn le16(bytes: &[u8]) -> u16 {
    u16::from_le_bytes([bytes[0], bytes[1]])
}

fn le24(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0])
}
