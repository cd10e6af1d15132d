//! # QF201 raw-html · 正文里有 HTML
//!
//! ## What it finds · 检查什么
//! 正文里写了 HTML：字体、颜色、行内样式、脚本、嵌入框、注释等。
//!
//! The body contains HTML: fonts, colours, inline styles, scripts, frames, comments.
//!
//! ## Why it matters · 为什么要紧
//! 《网站管理办法》第十七条要求统一格式、统一字体、统一字号，正文怎样显示只由模板决定；脚本和嵌入框是暗链、挂马的入口；注释会把内部意见发到网上。
//!
//! Article 17 demands one format and one font, so the theme alone decides how a body looks; scripts and frames let
//! strangers in, and comments publish internal remarks.
//!
//! ## Example · 例子
//! ```markdown
//! <font color="red">重要提示</font>       改为  **重要提示**
//! ```
//!
//! ## What to do · 怎么改
//! 改用 Markdown：`**加粗**`、`## 标题`、`| 表格 |`、`![说明](页面名/图.png)`。从 Word、网页粘贴的，先粘贴为纯文本。要写出尖括号本身，前面加 `\`。
//!
//! Use Markdown; paste from a word processor as plain text. Write `\<` for the character itself.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::model::Span;

/// QF201.
pub(crate) static RULE: Rule = Rule {
    code: codes::RAW_HTML,
    name: "raw-html",
    since: "0.1.0",
    source: include_str!("raw_html.rs"),
    check: Check::Page(check),
};

/// Elements that run or load something.
const ACTIVE: [&str; 9] = ["script", "iframe", "object", "embed", "style", "link", "meta", "form", "base"];

/// Elements that only dress text up.
const DRESS: [&str; 4] = ["font", "center", "marquee", "blink"];

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    let tag_at = |span: &Span| Tag::of(&cx.body.text()[span.range()]);
    let places = cx.body.raw_html();
    // The end of an element is reported only where its beginning is not.
    let only_ends = places.iter().all(|span| tag_at(span).is_end);
    for span in &places {
        let tag = tag_at(span);
        if tag.is_end && !only_ends {
            continue;
        }
        let finding = Finding::new(RULE.code, cx.in_body(*span));
        sink.push(match tag.variant() {
            "" => finding.with("tag", tag.name.as_str()),
            "comment" => finding.variant("comment"),
            variant => finding.variant(variant).with("tag", tag.name.as_str()),
        });
    }
}

/// What a piece of HTML begins with.
struct Tag<'a> {
    name: String,
    is_end: bool,
    /// Up to the first `>`.
    text: &'a str,
}

impl<'a> Tag<'a> {
    fn of(html: &'a str) -> Self {
        let text = html.trim_start();
        let text = text.find('>').map_or(text, |end| &text[..end]);
        let inside = text.trim_start_matches('<');
        let is_end = inside.starts_with('/');
        let name = inside.trim_start_matches('/');
        let name = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').map_or(name, |end| &name[..end]);
        Self { name: name.to_ascii_lowercase(), is_end, text }
    }

    fn variant(&self) -> &'static str {
        let text = self.text.to_ascii_lowercase();
        let has = |attribute: &str| text.split_ascii_whitespace().skip(1).any(|word| word.starts_with(attribute));
        if text.starts_with("<!--") {
            "comment"
        } else if ACTIVE.contains(&self.name.as_str()) || has("on") {
            "active"
        } else if DRESS.contains(&self.name.as_str()) || has("style=") || has("style =") || has("color=") {
            "style"
        } else {
            ""
        }
    }
}
