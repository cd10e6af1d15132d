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
    for mend in mends(cx.body) {
        let at = cx.in_body(Span::new(mend.mark.at..mend.mark.at + 1));
        let edit = |m: &HalfWidth| Edit {
            span: Span::new(m.range.clone()).shifted(cx.page.body_start as usize),
            text: m.wanted.to_string(),
        };
        let finding = finding(&mend.mark, at);
        sink.push(if mend.safe { finding.safe_fix(vec![edit(&mend.mark)]) } else { finding });
    }
}

/// A mark of a body, and whether it can be mended without changing what else the body means.
struct Mend {
    mark: HalfWidth,
    safe: bool,
}

/// Returns the marks of a body. Beside a sign of emphasis a full-width mark may make the sign count where it did not;
/// then only the other marks can be mended safely.
fn mends(body: &Document<'_>) -> Vec<Mend> {
    let marks = scan_body(body);
    let is_beside_sign = |mark: &HalfWidth| {
        let (before, after) = (&body.text()[..mark.range.start], &body.text()[mark.range.end..]);
        before.ends_with(['*', '~', '_']) || after.starts_with(['*', '~', '_'])
    };
    let all_safe = !marks.iter().any(is_beside_sign) || keeps_structure(body, &marks);
    marks.into_iter().map(|mark| Mend { safe: all_safe || !is_beside_sign(&mark), mark }).collect()
}

/// Returns whether the body has the same blocks, links and emphasis when all `marks` are mended.
fn keeps_structure(body: &Document<'_>, marks: &[HalfWidth]) -> bool {
    let mut text = String::with_capacity(body.text().len() + 2 * marks.len());
    let mut from = 0;
    for mark in marks {
        text.push_str(&body.text()[from..mark.range.start]);
        text.push(mark.wanted);
        from = mark.range.end;
    }
    text.push_str(&body.text()[from..]);
    let Ok(mended) = Document::parse(&text, body.dialect()) else { return false };
    structure(body).eq(structure(&mended)) && words(body) == words(&mended)
}

/// Returns what a reader sees besides spaces and the marks that are mended.
fn words(body: &Document<'_>) -> String {
    let is_mark = |c| ",.;:?!()，。；：？！（）〔〕".contains(c);
    body.plain_text().chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect()
}

fn structure<'d>(body: &'d Document<'_>) -> impl Iterator<Item = Option<std::mem::Discriminant<Tag<'d>>>> {
    body.events().iter().filter_map(|(event, _)| match event {
        Event::Start(tag) => Some(Some(std::mem::discriminant(tag))),
        Event::Text(_) => None,
        _ => Some(None),
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Dialect;

    fn mended(text: &str) -> String {
        let body = Document::parse(text, Dialect::Site).unwrap();
        let mut out = text.to_owned();
        for Mend { mark, .. } in mends(&body).into_iter().rev().filter(|m| m.safe) {
            out.replace_range(mark.range, mark.wanted.encode_utf8(&mut [0; 4]));
        }
        out
    }

    #[test]
    fn a_mark_whose_mend_would_make_emphasis_is_left_to_people() {
        assert_eq!(mended("*,甲,*a"), "*,甲,*a");
        assert_eq!(mended("**注意**:请"), "**注意**：请");
    }

    #[test]
    fn what_markdown_hides_is_looked_through_and_what_it_means_is_left_alone() {
        for (text, wanted) in [
            ("**甲**,[乙](x.md),丙", "**甲**，[乙](x.md)，丙"),
            ("认证[^1],\n\n[^1]: 注(一)", "认证[^1]，\n\n[^1]: 注（一）"),
            ("注\\(一\\)和`a,b`,", "注（一）和`a,b`,"),
            ("| 甲, | 乙(一) |\n|:--|--:|\n| 1,000 | a,b |", "| 甲， | 乙（一） |\n|:--|--:|\n| 1,000 | a,b |"),
            ("1. 甲.\n2. 乙:", "1. 甲。\n2. 乙："),
            ("![图(一)](a.png),甲", "![图(一)](a.png)，甲"),
            ("    甲,乙\n\n```\n甲,乙\n```", "    甲,乙\n\n```\n甲,乙\n```"),
            ("甲&#44;乙", "甲&#44;乙"),
        ] {
            assert_eq!(mended(text), wanted);
        }
    }

    proptest::proptest! {
        #[test]
        fn a_mended_body_says_the_same_and_is_soon_done(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES.as_slice()), 0..30),
        ) {
            let text = pieces.concat();
            let once = mended(&text);
            let twice = mended(&once);
            proptest::prop_assert_eq!(&mended(&twice), &twice);
            let said = |text| words(&Document::parse(text, Dialect::Site).unwrap());
            proptest::prop_assert_eq!(said(&text), said(&once));
        }
    }

    const PIECES: [&str; 29] = [
        "_", "~~", ",", ".", ":", "!", "(", ")", "甲", "乙", "。", "“", "a", "7", "2026", "号", " ", "\n", "\n\n",
        "**", "*", "`", "[", "](x)", "\\", "> ", "- ", "| ", "://",
    ];
}
