//! # QF411 dangerous-scheme · 不允许的链接协议
//!
//! ## What it finds · 检查什么
//! 链接用了 `https:`、`http:`、`mailto:`、`tel:` 以外的协议，例如 `javascript:`、`data:`、`file:`。
//!
//! A link uses a scheme other than `https:`, `http:`, `mailto:` and `tel:`, such as `javascript:`, `data:` or `file:`.
//!
//! ## Why it matters · 为什么要紧
//! `javascript:` 和 `data:` 会在读者的浏览器里执行代码；`file:` 指向作者自己的电脑，别人打不开，还暴露内部路径。
//!
//! `javascript:` and `data:` run code in the reader's browser; `file:` points to the author's machine and shows
//! internal paths.
//!
//! ## Example · 例子
//! ```markdown
//! [下载](file:///C:/Users/qinyu/Desktop/申请表.docx)
//! ```
//!
//! ## What to do · 怎么改
//! 文件放在页面旁边，链接写文件名；外部网站写 `https://` 网址。
//!
//! Put the file beside the page and link to it; write `https://` for another website.

use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Place, Sink, codes};
use crate::source::Resolved;

/// QF411.
pub(crate) static RULE: Rule = Rule {
    code: codes::DANGEROUS_SCHEME,
    name: "dangerous-scheme",
    since: "0.1.0",
    source: include_str!("dangerous_scheme.rs"),
    check: Check::Site(check),
};

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    for followed in cx.doubtful.iter().filter(|l| *l.to == Resolved::Dangerous) {
        let at = Place::in_path(&followed.page.path, followed.link.span);
        let dest = &followed.link.dest;
        let finding = Finding::new(RULE.code, at);
        // Spaces at its ends or a line break inside make a destination unreadable, too.
        sink.push(match dest.split_once(':') {
            Some((scheme, _)) if !scheme.contains(|c: char| c.is_whitespace() || c.is_control()) => {
                finding.with("scheme", scheme)
            }
            _ => finding.variant("spaces").with("target", dest.escape_debug().to_string()),
        });
    }
}
