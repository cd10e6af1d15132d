//! Photographs that nobody took: with light, shade and grain, and with what a camera notes.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

/// What a camera notes of the place; nobody else may ever read it.
pub(crate) const PLACE: &[u8] = b"GPS 31.2304N 121.4737E";

/// Returns a PNG file of this size.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    written(width, height, ImageFormat::Png)
}

/// Returns a JPEG file of this size, with nothing besides the picture.
pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    written(width, height, ImageFormat::Jpeg)
}

/// Returns the JPEG with a camera's note: which way is up, as 1 to 8, and where it was; and the place again in every
/// other place where programs write it.
pub(crate) fn noted(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
    let tiff = [&b"MM\0*\0\0\0\x08\0\x01"[..], &entry, &[0; 4], PLACE].concat();
    let segment = |kind: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, kind][..], &length, body].concat()
    };
    let notes = [
        segment(0xE1, &[b"Exif\0\0", &tiff[..]].concat()),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
        segment(0xED, &[b"Photoshop 3.0\0", PLACE].concat()),
        segment(0xFE, PLACE),
    ];
    [&jpeg[..2], &notes.concat(), &jpeg[2..], b"a short film: ", PLACE].concat()
}

fn written(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut grain = 1_u32;
    let image = RgbImage::from_fn(width, height, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (grain >> 28) as u8;
        // Light falls from the left, on hills.
        let light = (x * 160 / width) as u8;
        let hill = if y * 3 > height + (x * 7 / width) % 3 * height / 6 { 60 } else { 0 };
        image::Rgb([light + noise + hill, light / 2 + noise + hill / 2, 150 - light / 2 + noise])
    });
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}
