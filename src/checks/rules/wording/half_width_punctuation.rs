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

use crate::checks::punctuation::{HalfWidth, Scan};
use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Edit, Finding, Place, Sink, codes};
use crate::markdown::{Document, Event, Tag, TagEnd};
use crate::model::Span;

/// QF304.
pub(crate) static RULE: Rule = Rule {
    code: codes::HALF_WIDTH_PUNCTUATION,
    name: "half-width-punctuation",
    since: "0.1.0",
    source: include_str!("half_width_punctuation.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    if let Some(front) = &cx.page.front {
        check_title(cx, &front.title.value, cx.in_file(front.title.span), sink);
        for (key, text) in
            [("subtitle", &front.subtitle), ("short_title", &front.short_title), ("summary", &front.summary)]
        {
            if let Some(text) = text.as_ref().filter(|text| !scan(text).is_empty()) {
                check_title(cx, text, cx.at_key(key), sink);
            }
        }
    }
    for found in scan_body(cx.body) {
        let range = Span::new(found.range.clone()).shifted(cx.page.body_start as usize);
        let at = cx.in_body(Span::new(found.at..found.at + 1));
        sink.push(finding(&found, at).safe_fix(vec![Edit { span: range, text: found.wanted.to_string() }]));
    }
}

fn finding(found: &HalfWidth, at: Place) -> Finding {
    Finding::new(RULE.code, at).with("found", found.found.to_string()).with("expected", found.wanted.to_string())
}

fn scan(text: &str) -> Vec<HalfWidth> {
    let mut scan = Scan::new(text);
    scan.text(0..text.len());
    scan.finish()
}

/// Judges a value of the front matter; it can be mended where it is written letter for letter.
fn check_title(cx: &PageCx<'_>, value: &str, at: Place, sink: &mut Sink) {
    let found = scan(value);
    if found.is_empty() {
        return;
    }
    let written = at.span.and_then(|span| Some((span, cx.text.get(span.range())?.find(value)?)));
    for mark in found {
        let Some((span, offset)) = written else {
            sink.push(finding(&mark, at.clone()));
            continue;
        };
        let start = span.start as usize + offset;
        let place = |range: std::ops::Range<usize>| Span::new(range).shifted(start);
        let edit = Edit { span: place(mark.range.clone()), text: mark.wanted.to_string() };
        sink.push(finding(&mark, cx.in_file(place(mark.at..mark.at + 1))).safe_fix(vec![edit]));
    }
}

/// Shows the scan what a reader sees of a body, block by block.
fn scan_body(body: &Document<'_>) -> Vec<HalfWidth> {
    let mut scan = Scan::new(body.text());
    // How deep we are in what is no running text: code, HTML, the words of images.
    let mut hidden = 0;
    for (event, span) in body.events() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                scan.end();
                hidden += 1;
            }
            Event::Start(Tag::Image { .. }) => {
                scan.opaque();
                hidden += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image) => hidden -= 1,
            _ if hidden > 0 => {}
            // An entity or an escape is not written as it is read.
            Event::Text(text) if body.text()[span.range()] == **text => scan.text(span.range()),
            Event::Text(_) | Event::Code(_) => scan.opaque(),
            Event::SoftBreak | Event::HardBreak => scan.space(),
            Event::Start(tag) if !is_inline(tag) => scan.end(),
            Event::End(tag) if !is_inline_end(*tag) => scan.end(),
            _ => {}
        }
    }
    scan.finish()
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}
