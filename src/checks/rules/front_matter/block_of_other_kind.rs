//! # QF113 block-of-other-kind · 栏目不用这一段信息
//!
//! ## What it finds · 检查什么
//! 页面写了别的类型的页面才有的一段信息，例如在通知里写了 `guide:`。
//!
//! The page has the block of another kind of page, such as `guide:` in a notice.
//!
//! ## Why it matters · 为什么要紧
//! 栏目的类型决定页面怎么显示。写错栏目的办事指南，要素不会显示出来，等于没有公布。
//!
//! The kind of a column decides how its pages are shown: a guide in the wrong column would show none of its elements.
//!
//! ## Example · 例子
//! ```yaml
//! # content/portal/notice/2026-11-09-a.md（栏目类型 article）
//! guide:
//!   item_code: "110000-SW-001"
//! ```
//!
//! ## What to do · 怎么改
//! 把页面移到相应类型的栏目，或者删掉这一段。`document:` 也可以用在新闻通知和政策解读里。
//!
//! Move the page to a column of that kind, or remove the block. `document:` is also allowed on articles and
//! interpretations.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF113.
pub(crate) static RULE: Rule = Rule {
    code: codes::BLOCK_OF_OTHER_KIND,
    name: "block-of-other-kind",
    since: "0.1.0",
    source: include_str!("block_of_other_kind.rs"),
    check: Check::Source,
};
