//! # QF410 bad-redirect · 旧网址写法不对
//!
//! ## What it finds · 检查什么
//! `redirect_from` 的网址不是以 `/` 开头、以 `.html` 结尾的站内网址，含有 `..`、`?`、`#` 等，文件夹的名字里有点，超过八段或者一段太长，在网站自己的
//! `/assets/`、`/keyword/`、`/.well-known/` 里，或者就是本页自己的网址。
//!
//! A `redirect_from` does not begin with `/` and end with `.html`, contains `..`, `?`, `#` and the like, has a dot in
//! the name of a folder, more than eight segments or a very long one, lies in the site's own `/assets/`, `/keyword/` or
//! `/.well-known/`, or is the page's own address.
//!
//! ## Why it matters · 为什么要紧
//! 旧网址要生成一个跳转页面，写法不对就生成不了，或者写到站点以外；文件夹的名字里有点，就可能和一个网页同名；指向自己的会没完没了。
//!
//! A page is written at the old address: a bad one cannot be written, or would lie outside the site; a folder with a dot
//! could have the name of a page; one's own address would lead to itself for ever.
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

/// Longest segment, in bytes: no page has a longer one, with `MMDD-` and `.html` around its slug of 200 bytes.
const MAX_SEGMENT: usize = 210;
const MAX_SEGMENTS: usize = 8;

/// Folders that the site fills itself, or that others have rules for.
const RESERVED: [&str; 3] = ["assets", "keyword", ".well-known"];

/// Returns whether a page can be written there, and a browser will ask for it in these words.
pub(super) fn is_address(path: &str) -> bool {
    path.ends_with(".html")
        && OutputPath::parse(path).is_some()
        && !path
            .contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#' | '%' | ':' | '"' | '<' | '>' | '|' | '*'))
        && fits(path)
}

/// Returns whether each segment can be a name, and no folder can be the file of another page: those have a dot.
fn fits(path: &str) -> bool {
    let Some((folder, name)) = path.rsplit_once('/') else { return is_file_name(path) };
    let top = folder.split('/').next().unwrap_or_default();
    is_file_name(name)
        && folder.split('/').count() < MAX_SEGMENTS
        && folder.split('/').all(|s| s.len() <= MAX_SEGMENT && !s.contains('.'))
        && !RESERVED.iter().any(|reserved| top.eq_ignore_ascii_case(reserved))
}

/// Files that begin with a dot are not served.
fn is_file_name(name: &str) -> bool {
    name.len() <= MAX_SEGMENT && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_former_address_is_a_file_that_can_be_written_and_is_served() {
        let long = |n: usize| format!("notice/{}.html", "x".repeat(n - 5));
        assert!(is_address("a.html") && is_address("notice/2025/0310-a.b.html"));
        assert!(is_address("1/2/3/4/5/6/7/8.html") && !is_address("1/2/3/4/5/6/7/8/9.html"));
        assert!(is_address(&long(210)) && !is_address(&long(211)));
        assert!(!is_address(&format!("{}/a.html", "字".repeat(71))));
        assert!(is_address("keyword.html") && is_address("notice/assets/a.html"));
        for bad in ["a.html/b.html", "feed.xml/x.html", "Assets/x.html", "keyword/x.html", ".well-known/x.html"] {
            assert!(!is_address(bad), "{bad}");
        }
        assert!(!is_address(".html") && !is_address("notice/.html") && !is_address("a/../b.html"));
    }
}
