//! # QF415 active-file · 附件会在读者的浏览器里运行
//!
//! ## What it finds · 检查什么
//! 页面引用的文件是网页、脚本、可执行程序一类，打开就会运行，例如 `.html`、`.svg`、`.js`、`.exe`。
//!
//! A file that a page refers to would run when it is opened: pages, scripts, programs.
//!
//! ## Why it matters · 为什么要紧
//! 这样的文件绕过统一的版式和安全策略，可以冒充本站页面、夹带外部脚本（《网站管理办法》第十七条、第三十一条）。
//!
//! Such a file evades the one theme and its security policy: it can pose as a page of the site, or load scripts from
//! elsewhere (articles 17 and 31).
//!
//! ## Example · 例子
//! ```yaml
//! attachments:
//!   - file: 查询.html
//!     name: 查询页面
//!     kind: annex
//! ```
//!
//! ## What to do · 怎么改
//! 文字写成 Markdown 页面，图片用 PNG 或 JPEG，表格用 CSV 或 XLSX，其他用 PDF 或 DOCX。
//!
//! Write text as a Markdown page; use PNG or JPEG for pictures, CSV or XLSX for tables, PDF or DOCX for the rest.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Sink, codes};

/// QF415.
pub(crate) static RULE: Rule = Rule {
    code: codes::ACTIVE_FILE,
    name: "active-file",
    since: "0.1.0",
    source: include_str!("active_file.rs"),
    check: Check::Page(check),
};

/// What browsers or desktop systems run when it is opened.
const ACTIVE: [&str; 33] = [
    "app", "asp", "aspx", "bat", "cgi", "cmd", "com", "dll", "exe", "hta", "htm", "html", "jar", "js", "jsp", "lnk",
    "mht", "mhtml", "mjs", "msi", "php", "ps1", "scr", "sh", "shtml", "svg", "svgz", "swf", "vbs", "wasm", "xht",
    "xhtml", "xsl",
];

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for file in cx.page.files.iter().filter(|f| f.used) {
        let extension = file.path.extension();
        if ACTIVE.contains(&extension.as_str()) {
            let finding = Finding::new(RULE.code, cx.page.place_of(file)).with("file", file.name.as_str());
            sink.push(finding.with("extension", extension));
        }
    }
}
