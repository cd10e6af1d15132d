//! # QF410 bad-redirect · 旧网址写法不对
//!
//! ## What it finds · 检查什么
//! `redirect_from` 的网址不是以 `/` 开头、以 `.html` 结尾的站内网址，含有 `..`、`?`、`#` 等，或者就是本页自己的网址。
//!
//! A `redirect_from` does not begin with `/` and end with `.html`, contains `..`, `?`, `#` and the like, or is the
//! page's own address.
//!
//! ## Why it matters · 为什么要紧
//! 旧网址要生成一个跳转页面，写法不对就生成不了，或者写到站点以外；指向自己的会没完没了。
//!
//! A page is written at the old address: a bad one cannot be written, or would lie outside the site; one's own would
//! lead to itself for ever.
//!
//! ## Example · 例子
//! ```yaml
//! redirect_from: ["notice/2025/a.htm"]      # 应为 /notice/2025/a.html
//! ```
//!
//! ## What to do · 怎么改
//! 写站内网址，不带域名和参数，例如 `/notice/2025/0310-a.html`。
//!
//! Write an address of this site without domain or parameters, such as `/notice/2025/0310-a.html`.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};
use crate::model::OutputPath;

/// QF410.
pub(crate) static RULE: Rule = Rule {
    code: codes::BAD_REDIRECT,
    name: "bad-redirect",
    since: "0.1.0",
    source: include_str!("bad_redirect.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for from in cx.page.front.iter().flat_map(|f| &f.redirect_from) {
        let finding = || Finding::new(RULE.code, cx.in_file(from.span)).with("address", from.value.as_str());
        let path = from.value.strip_prefix('/').filter(|path| is_address(path));
        match path {
            None => sink.push(finding()),
            Some(path) if path.eq_ignore_ascii_case(cx.page.address.as_str()) => sink.push(finding().variant("self")),
            Some(_) => {}
        }
    }
}

/// Returns whether a page can be written there, and a browser will ask for it in these words.
fn is_address(path: &str) -> bool {
    path.ends_with(".html")
        && OutputPath::parse(path).is_some()
        && !path
            .contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#' | '%' | ':' | '"' | '<' | '>' | '|' | '*'))
}
