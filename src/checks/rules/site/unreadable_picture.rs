//! # QF416 unreadable-picture · 图片读不懂
//!
//! ## What it finds · 检查什么
//! 页面用到的图片文件不完整、不是图片、太大，或者是我们去不掉拍摄信息的格式（HEIC、AVIF 等）。
//!
//! A picture that the page uses is broken, no picture, too large, or of a format of which we cannot take away what the
//! camera noted (HEIC, AVIF and others).
//!
//! ## Why it matters · 为什么要紧
//! 照片里常常记着拍摄的地点、时间和手机型号。发布时这些信息一律去掉；去不掉的，不发布（《网站管理办法》第十四条、第二十一条）。
//!
//! Photographs often say where, when and with which telephone they were taken. All of it is taken away when they are
//! published; a picture of which it cannot be taken away is not published (articles 14 and 21).
//!
//! ## Example · 例子
//! ```md
//! ![集装箱在码头装船](2026-11-09-a/IMG_0021.heic)
//! ```
//!
//! ## What to do · 怎么改
//! 用看图软件打开图片，另存为 JPEG 或 PNG，替换原来的文件。
//!
//! Open the picture in any viewer, save it as JPEG or PNG, and put that in its place.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::source::{MAX_PICTURE, is_cleaned};

/// QF416.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNREADABLE_PICTURE,
    name: "unreadable-picture",
    since: "0.1.0",
    source: include_str!("unreadable_picture.rs"),
    check: Check::Page(check),
};

/// What telephones and cameras write, with notes in places that we do not know.
const UNKNOWN: [&str; 18] = [
    "arw", "avif", "bmp", "cr2", "cr3", "dng", "heic", "heics", "heif", "hif", "jp2", "jxl", "nef", "orf", "raf",
    "rw2", "tif", "tiff",
];

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for file in cx.page.files.iter().filter(|f| f.used) {
        let extension = file.path.extension();
        let is_unread = is_cleaned(&file.name) && file.picture.is_none();
        let is_unknown = UNKNOWN.contains(&extension.as_str());
        if !is_unread && !is_unknown {
            continue;
        }
        let finding = Finding::new(RULE.code, cx.page.place_of(file)).with("file", file.name.as_str());
        let finding = finding.with("extension", extension).with("most", MAX_PICTURE >> 20);
        sink.push(match file.size {
            _ if is_unknown => finding.variant("format"),
            size if size > MAX_PICTURE as u64 => finding.variant("large"),
            _ => finding,
        });
    }
}
