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
use crate::diag::{Sink, codes};

/// QF201.
pub(crate) static RULE: Rule = Rule {
    code: codes::RAW_HTML,
    name: "raw-html",
    since: "0.1.0",
    source: include_str!("raw_html.rs"),
    check: Check::Page(check),
};

fn check(_cx: &PageCx<'_>, _sink: &mut Sink) {}
