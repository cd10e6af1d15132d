//! # QF205 image-without-alt · 图片没有文字说明
//!
//! ## What it finds · 检查什么
//! 图片没有文字说明，或者说明只是文件名。
//!
//! An image has no words, or only its file name.
//!
//! ## Why it matters · 为什么要紧
//! 看不到图片的人和搜索引擎只能读到说明（GB/T 37668-2019，《无障碍环境建设法》第三十二条）；图片打不开时也靠它。
//!
//! Those who do not see the image, and search engines, have only its words (GB/T 37668-2019).
//!
//! ## Example · 例子
//! ```markdown
//! ![](2026-11-10-container/port.png)      应为 ![集装箱在中埠港装船](…)
//! ```
//!
//! ## What to do · 怎么改
//! 写一句话，说清图上有什么；图里有文字、数据的，在正文里写出来。
//!
//! Say in a sentence what it shows; write text and figures of an image into the body.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::markdown::LinkKind;

/// QF205.
pub(crate) static RULE: Rule = Rule {
    code: codes::IMAGE_WITHOUT_ALT,
    name: "image-without-alt",
    since: "0.1.0",
    source: include_str!("image_without_alt.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for image in cx.body.links().iter().filter(|l| l.kind == LinkKind::Image) {
        let finding = || Finding::new(RULE.code, cx.in_body(image.span)).with("image", &*image.dest);
        if image.text.trim().is_empty() {
            sink.push(finding());
        } else if is_file_name(&image.text, &image.dest) {
            sink.push(finding().variant("file-name").with("alt", &*image.text));
        }
    }
    let images = cx.page.front.iter().flat_map(|f| &f.images);
    for (image, number) in images.zip(1..).filter(|(image, _)| is_file_name(&image.alt, &image.file.value)) {
        let at = cx.at_key(&format!("images[{number}].alt"));
        let finding = Finding::new(RULE.code, at).variant("file-name").with("image", image.file.value.as_str());
        sink.push(finding.with("alt", image.alt.as_str()));
    }
}

/// Returns whether `alt` says no more than what the file is called.
fn is_file_name(alt: &str, file: &str) -> bool {
    let alt = alt.trim();
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // A name may be a good description, but not one of Latin letters and digits.
    let is_code = alt.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    alt == name || (alt == stem && is_code)
}
