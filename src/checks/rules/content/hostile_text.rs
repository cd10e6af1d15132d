//! # QF209 hostile-text · 正文里有不允许的字符
//!
//! ## What it finds · 检查什么
//! 文件不是 UTF-8，或者有控制字符、改变阅读方向的字符、不成字符的编码；或者嵌套过深。
//!
//! The file is not UTF-8, or has control characters, characters that reverse the reading direction, or noncharacters,
//! or is nested too deeply.
//!
//! ## Why it matters · 为什么要紧
//! 这些字符看不见，却能让审核的人看到的和发布出去的不一样。
//!
//! They are invisible, yet they can make the reviewer see something other than what is published.
//!
//! ## Example · 例子
//! ```text
//! 付款账号：U+202E 4321      显示为 1234
//! ```
//!
//! ## What to do · 怎么改
//! 删掉提示位置的字符，或者把那一段重新输入一遍。旧编码（GBK）的文件先转成 UTF-8。
//!
//! Remove the character shown, or type the passage anew. Convert files in old encodings to UTF-8.

use crate::checks::{Check, Rule};
use crate::diag::{Finding, Place, codes};
use crate::markdown::{MAX_BYTES, MAX_DEPTH, Refusal};
use crate::source::Page;

/// QF209.
pub(crate) static RULE: Rule = Rule {
    code: codes::HOSTILE_TEXT,
    name: "hostile-text",
    since: "0.1.0",
    source: include_str!("hostile_text.rs"),
    check: Check::Source,
};

/// Returns the finding for a body that is not read at all: `refusal` is what `Document::parse` said of it.
pub fn refused_body(page: &Page, refusal: Refusal) -> Finding {
    let at = Place::in_path(&page.path, refusal.span().shifted(page.body_start as usize));
    let finding = Finding::new(RULE.code, at);
    match refusal {
        Refusal::TooLong { .. } => finding.variant("long").with("most", MAX_BYTES >> 10),
        Refusal::TooDeep { .. } => finding.variant("deep").with("most", MAX_DEPTH),
        Refusal::Noncharacter { character, .. } => {
            finding.variant("noncharacter").with("character", format!("U+{:04X}", u32::from(character)))
        }
    }
}
