//! # QF517 other-lexicon · 词表与存档的不同
//!
//! ## What it finds · 检查什么
//! 自动加签用的词表，与责任明细表这一版所写的摘要、存档的文件不同。
//!
//! A word list that escalation uses is not the one that this version of the matrix names by its hash and keeps in
//! its archive.
//!
//! ## Why it matters · 为什么要紧
//! 词表决定哪些稿件要主管局长审核（《网站管理办法》第二十一条）。从词表里删一个词，就少审一批稿件，所以改词表与改责任明细表一样要签名。
//!
//! The list decides which pages need the deputy director (article 21). Who takes a word out takes a review away, so
//! changing it is changing the matrix.
//!
//! ## Example · 例子
//! ```toml
//! [lexicon.sensitive-topics]
//! sha256 = "9a31135e…"    # data/lexicon/sensitive-topics.txt 改过，这里没有改
//! ```
//!
//! ## What to do · 怎么改
//! 改了词表的，把新的摘要写进 `reviewers.toml`，`serial` 加一，请规定人数签名；没打算改的，恢复词表：
//!
//! ```sh
//! sha256sum data/lexicon/sensitive-topics.txt
//! qianfa policy sign
//! git checkout <COMMIT> -- data/lexicon/sensitive-topics.txt
//! ```
//!
//! If the list was meant to change, write its new hash into the next version of `reviewers.toml` and have that
//! signed, which archives it; otherwise put the list back.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF517.
pub(crate) static RULE: Rule = Rule {
    code: codes::OTHER_LEXICON,
    name: "other-lexicon",
    since: "0.1.0",
    source: include_str!("other_lexicon.rs"),
    check: Check::Gate,
};
