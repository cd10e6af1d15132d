//! Pictures in the widths that screens need, so that a telephone does not load what only a wall could show.
//!
//! Made of what is published of a picture, the way up as a camera noted it, in its own colours and never larger than it
//! is. A width is made of the next larger one: once a photograph has been unpacked, the rest is little.

use std::cell::RefCell;
use std::io::Cursor;
use std::sync::{Condvar, Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};

use super::view::{self, View};
use super::{Originals, RenderError, Unreadable};
use crate::model::SiteId;
use crate::source::{self, FileBeside, Page, Stamp};

/// The widths, in pixels: a telephone, the column of text, the same on a screen of twice as many points.
pub(super) const WIDTHS: [u32; 3] = [480, 960, 1600];

/// How wide a picture in a text is shown: the whole window, or the column of text.
pub(super) const SIZES: &str = "(min-width: 60rem) 54rem, 100vw";

/// Smaller files gain nothing.
const LEAST: u64 = 64 << 10;

/// Most pixels that are unpacked, of one picture and of all at a time, however many hands there are: what telephones
/// take, and about ten bytes each.
const MOST_PIXELS: u64 = 64 << 20;

/// Most bytes of one picture, unpacked: one of 16 bits a colour may have half as many pixels.
const MOST_BYTES: u64 = 256 << 20;

/// Quality of the JPEG files, of 100: no difference to see at twice the size.
const QUALITY: u8 = 78;

/// Returns the widths in which the file is published beside its own: none for one that is small.
pub(super) fn widths(file: &FileBeside) -> impl Iterator<Item = u32> {
    let size = file.picture.filter(|size| u64::from(size.width) * u64::from(size.height) <= MOST_PIXELS);
    let size = size.filter(|_| file.used && file.size >= LEAST && has_widths(&file.name));
    WIDTHS.into_iter().filter(move |width| size.is_some_and(|size| *width < size.width))
}

/// WebP files are small already, and we cannot write them so; what may move would stand still.
fn has_widths(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    source::is_cleaned(&name) && ![".apng", ".gif", ".webp"].iter().any(|other| name.ends_with(other))
}

/// Returns where the file beside `page` is published in this width; none if another file beside it has that name.
pub(super) fn place(page: &Page, file: &FileBeside, width: u32) -> Option<String> {
    let (stem, extension) = file.name.rsplit_once('.')?;
    let name = format!("{stem}.{width}w.{extension}");
    let is_free = page.files.iter().all(|other| !other.name.eq_ignore_ascii_case(&name));
    is_free.then(|| view::file_path(page, &name))
}

/// Returns the value of `srcset`: every width of the file beside `page`, its own last, as a page of `from` links them;
/// empty if there is only that.
pub(super) fn srcset(view: &View<'_>, from: &SiteId, page: &Page, file: &FileBeside) -> Result<String, RenderError> {
    let mut set = String::new();
    let own = file.picture.map(|size| (size.width, Some(view::file_path(page, &file.name))));
    for (width, place) in widths(file).map(|width| (width, place(page, file, width))).chain(own) {
        let Some(place) = place else { continue };
        let before = if set.is_empty() { "" } else { ", " };
        let url = view.addresses.link(from, &page.site, &place)?;
        set.push_str(&format!("{before}{url} {width}w"));
    }
    Ok(if set.contains(", ") { set } else { String::new() })
}

/// Returns what is published of the picture in `file`, for one that is published without what it says besides.
pub(super) fn cleaned(file: &FileBeside, originals: &dyn Originals) -> Result<Vec<u8>, Unreadable> {
    let broken = || Unreadable { path: file.path.clone(), reason: "no picture, or not whole".to_owned() };
    source::clean(&originals.bytes(file)?).ok_or_else(broken)
}

/// Returns the file in this width; what cannot be unpacked, or would take more bytes, stays as it is.
pub(super) fn narrowed(file: &FileBeside, width: u32, originals: &dyn Originals) -> Result<Vec<u8>, Unreadable> {
    let whole = cleaned(file, originals)?;
    let made = shrunk(file, &whole, width).and_then(|shrunk| shrunk.written());
    Ok(made.filter(|made| made.len() < whole.len()).unwrap_or(whole))
}

/// An unpacked picture of some width.
#[derive(Clone)]
struct Shrunk {
    image: DynamicImage,
    format: ImageFormat,
    /// How its colours are meant.
    profile: Option<Vec<u8>>,
}

thread_local! {
    /// The last picture that this thread made smaller, and how wide: its next width is made of it. Forgetting it changes
    /// nothing but time.
    static LAST: RefCell<Option<((Stamp, u32), Shrunk)>> = const { RefCell::new(None) };
}

/// Returns the picture in this width, made of the next larger one.
fn shrunk(file: &FileBeside, bytes: &[u8], width: u32) -> Option<Shrunk> {
    let size = file.picture?;
    let mut turn = None;
    let from = match widths(file).find(|larger| *larger > width) {
        Some(larger) => {
            let last = LAST.take().filter(|(made, _)| *made == (file.stamp, larger));
            last.map_or_else(|| shrunk(file, bytes, larger), |(_, shrunk)| Some(shrunk))?
        }
        None => {
            turn = Some(Turn::take(u64::from(size.width) * u64::from(size.height)));
            unpacked(bytes)?
        }
    };
    let height = u64::from(size.height) * u64::from(width) / u64::from(size.width);
    let height = u32::try_from(height.max(1)).ok()?;
    // Between the two sizes the filter holds a picture as wide as one and as high as the other, 16 bytes a pixel.
    let image = if u64::from(from.image.width()) * u64::from(height) <= MOST_BETWEEN {
        from.image.resize_exact(width, height, FilterType::CatmullRom)
    } else {
        from.image.thumbnail_exact(width, height)
    };
    drop(turn);
    let shrunk = Shrunk { image, ..from };
    LAST.set(Some(((file.stamp, width), shrunk.clone())));
    Some(shrunk)
}

/// Pixels that may lie between two sizes: a quarter of a GiB.
const MOST_BETWEEN: u64 = 16 << 20;

/// The pixels that are being unpacked.
static BUSY: Mutex<u64> = Mutex::new(0);
static DONE: Condvar = Condvar::new();

/// Leave to unpack so many pixels, given back when dropped.
struct Turn(u64);

impl Turn {
    /// Waits until there is room.
    fn take(pixels: u64) -> Self {
        let busy = BUSY.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |busy: &mut u64| *busy > 0 && *busy + pixels > MOST_PIXELS;
        *DONE.wait_while(busy, is_full).unwrap_or_else(PoisonError::into_inner) += pixels;
        Self(pixels)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *BUSY.lock().unwrap_or_else(PoisonError::into_inner) -= self.0;
        DONE.notify_all();
    }
}

/// Unpacks a picture, the right way up.
fn unpacked(bytes: &[u8]) -> Option<Shrunk> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let format = reader.format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return None;
    }
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().ok()?;
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(orientation);
    let image = match (image.color().has_alpha(), image.color().has_color()) {
        (true, _) => image.into_rgba8().into(),
        (false, true) => image.into_rgb8().into(),
        (false, false) => image.into_luma8().into(),
    };
    Some(Shrunk { image, format, profile })
}

impl Shrunk {
    fn written(self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        match self.format {
            ImageFormat::Png => {
                let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, PngFilter::Adaptive);
                self.write(encoder)?;
            }
            _ => self.write(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?,
        }
        Some(bytes)
    }

    fn write(self, mut encoder: impl ImageEncoder) -> Option<()> {
        if let Some(profile) = self.profile {
            // Where a format cannot hold it, colours are a little off.
            let _ = encoder.set_icc_profile(profile);
        }
        self.image.write_with_encoder(encoder).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_hands_unpack_no_more_at_a_time_than_one_may() {
        std::thread::scope(|scope| {
            for n in 1..=16 {
                scope.spawn(move || {
                    let pixels = n * MOST_PIXELS / 8;
                    for _ in 0..50 {
                        let _turn = Turn::take(pixels);
                        let busy = *BUSY.lock().unwrap();
                        // Whatever is too large is let in alone, and refused by its size.
                        assert!(busy <= MOST_PIXELS || busy == pixels, "{busy} while {pixels}");
                    }
                });
            }
        });
        assert_eq!(*BUSY.lock().unwrap(), 0);
    }
}
