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
use crate::diag::{Sink, codes};

/// QF205.
pub(crate) static RULE: Rule = Rule {
    code: codes::IMAGE_WITHOUT_ALT,
    name: "image-without-alt",
    since: "0.1.0",
    source: include_str!("image_without_alt.rs"),
    check: Check::Page(check),
};

fn check(_cx: &PageCx<'_>, _sink: &mut Sink) {}
