//! A picture from anybody: no panic, no hang, what is clean stays as it is, and nothing that a camera notes is left.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qianfa::source::{clean, image_size_in};

fuzz_target!(|bytes: &[u8]| {
    let _ = image_size_in(bytes);
    let Some(once) = clean(bytes) else { return };
    assert!(once.len() <= bytes.len() + 64, "little is added: which way is up");
    assert_eq!(clean(&once).as_deref(), Some(&once[..]));
    let tags: [&[u8]; 3] = [b"http://ns.adobe.com/xap/1.0/\0", b"eXIfMM", b"tEXtComment\0"];
    for tag in tags {
        // Between the marks of a JPEG coded bytes may spell anything.
        let is_jpeg = once.starts_with(&[0xFF, 0xD8]);
        assert!(is_jpeg || !starts_chunk(&once, tag), "a note was left");
    }
});

/// Returns whether a chunk of a PNG begins with these bytes.
fn starts_chunk(png: &[u8], tag: &[u8]) -> bool {
    let mut at = 8;
    while let Some(length) = png.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().expect("four bytes")) as usize;
        if png[at + 4..].starts_with(tag) {
            return true;
        }
        at = at.saturating_add(length).saturating_add(12);
    }
    false
}
