//! # QF305 paste-residue · 粘贴残留字符
//!
//! ## What it finds · 检查什么
//! 文件里有看不见的零宽字符、软连字符，或者只在某种字体里有字形的私用区字符、乱码替换符。
//!
//! The file has invisible zero-width characters, soft hyphens, private-use characters or replacement characters.
//!
//! ## Why it matters · 为什么要紧
//! 零宽字符会让检索、复制、文号比对都失败；私用区字符在别人的电脑上显示为方框（GB 18030-2022 已给这些字正式编码）。它们多半从 Word 或网页粘贴而来。
//!
//! Zero-width characters break search, copying and comparison; private-use characters are boxes on other machines. They
//! come from word processors and web pages.
//!
//! ## Example · 例子
//! ```text
//! 安商规〔2026〕U+200B2号
//! ```
//!
//! ## What to do · 怎么改
//! 零宽字符直接删掉，`qianfa check --fix` 可以自动删；私用区字符换成正式编码的字。
//!
//! Delete zero-width characters, `qianfa check --fix` does it; replace private-use characters by encoded ones.

use crate::checks::residue::{Residue, residues};
use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Edit, Finding, Sink, codes};
use crate::model::Span;

/// QF305.
pub(crate) static RULE: Rule = Rule {
    code: codes::PASTE_RESIDUE,
    name: "paste-residue",
    since: "0.1.0",
    source: include_str!("paste_residue.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for (at, character, residue) in residues(cx.text) {
        let span = Span::new(at..at + character.len_utf8());
        let finding =
            Finding::new(RULE.code, cx.in_file(span)).with("character", format!("U+{:04X}", u32::from(character)));
        sink.push(match residue {
            Residue::Invisible => finding.safe_fix(vec![Edit { span, text: String::new() }]),
            Residue::PrivateUse => finding.variant("private"),
            Residue::Replacement => finding.variant("replacement"),
        });
    }
}
