//! # QF301 secrecy-mark · 疑似国家秘密标志
//!
//! ## What it finds · 检查什么
//! 正文、前言或者文件名里有秘密标志：“密级★期限”的写法，单独成行或者放在括号里的“绝密”“机密”“秘密”，“密级：机密”，以及“内部资料　注意保存”“（此件不公开）”、份号等。
//!
//! The text, the front matter or a file name bears a mark of secrecy: a level with a star and a term, a level on a line
//! of its own or in brackets, a field such as 密级：机密, or a remark such as 内部资料　注意保存 or （此件不公开）.
//!
//! 普通行文里的“国家秘密”“商业秘密”“保密”“机密性”不算；引号里举例的标志也不算。
//!
//! Ordinary words such as 国家秘密, 商业秘密, 保密, and marks that are quoted as examples do not count.
//!
//! ## Why it matters · 为什么要紧
//! 涉密文件不得上网（《保守国家秘密法》《政府信息公开条例》第十四条、第十七条，《网站管理办法》第二十九条）。泄露国家秘密属于单项否决，还要追究责任。标志的写法见 GB/T 9704-2012 第 7.2.2 条。
//!
//! Secret documents must not go online; a leak fails the inspection as a whole and is prosecuted. The form of the marks
//! follows GB/T 9704-2012, 7.2.2.
//!
//! ## Example · 例子
//! ```markdown
//! 机密★10年
//!
//! 关于……的通知
//! ```
//!
//! ## What to do · 怎么改
//! 不要只删标志。先停下，报告本单位保密审查员，按规定处理文件和仓库历史；确认文件已经解密或者本来不涉密的，再由保密审查员改正文字。
//!
//! Do not just delete the mark. Stop, tell the secrecy officer, and deal with the file and the history of the
//! repository as prescribed; only where the text is found not to be secret is the wording corrected.

use crate::checks::secrecy::{in_file_name, in_text};
use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Finding, Place, Sink, codes};
use crate::model::{ContentPath, Span};

/// QF301.
pub(crate) static RULE: Rule = Rule {
    code: codes::SECRECY_MARK,
    name: "secrecy-mark",
    since: "0.1.0",
    source: include_str!("secrecy_mark.rs"),
    check: Check::Page(check),
};

fn check(cx: &PageCx<'_>, sink: &mut Sink) {
    for mark in in_text(cx.text, cx.page.body_start as usize) {
        let found = cx.text[mark.range.clone()].trim();
        let finding = Finding::new(RULE.code, cx.in_file(Span::new(mark.range))).with("mark", found);
        sink.push(if mark.remark { finding.variant("remark") } else { finding });
    }
    let folder = cx.page.path.folder();
    check_name(&cx.page.path, name_of_page(cx.page.path.name(), folder), sink);
    for file in &cx.page.files {
        check_name(&file.path, &file.name, sink);
    }
}

/// A page that is a folder has the folder's name.
fn name_of_page<'a>(name: &'a str, folder: &'a str) -> &'a str {
    if name == "index.md" { folder.rsplit('/').next().unwrap_or(folder) } else { name }
}

fn check_name(path: &ContentPath, name: &str, sink: &mut Sink) {
    if let Some(mark) = in_file_name(name) {
        let finding = Finding::new(RULE.code, Place::file(path.shared())).variant("file");
        sink.push(finding.with("mark", mark).with("path", path.as_str()));
    }
}
