//! # QF006 duplicate-domain · 网址重复
//!
//! ## What it finds · 检查什么
//! 两个站点登记了同一个域名。
//!
//! Two sites are registered with one domain.
//!
//! ## Why it matters · 为什么要紧
//! 一个域名只能对应一个站点（国办发〔2017〕47号：网站域名和名称应当规范、唯一）。域名重复，网页标签、站点地图和站间链接都会指错地方。
//!
//! One domain is one site (国办发〔2017〕47号). With a duplicate, page tags, site maps and links between sites point to the
//! wrong place.
//!
//! ## Example · 例子
//! ```toml
//! [site.portal]
//! domain = "swj.anlan.example"
//! [site.dzsw]
//! domain = "swj.anlan.example"     # 与 portal 重复
//! ```
//!
//! ## What to do · 怎么改
//! 核对两处的域名，改正写错的一处。提示里列出了两处的位置。
//!
//! Compare both places, which the message shows, and correct the wrong one.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF006.
pub(crate) static RULE: Rule = Rule {
    code: codes::DUPLICATE_DOMAIN,
    name: "duplicate-domain",
    since: "0.1.0",
    source: include_str!("duplicate_domain.rs"),
    check: Check::Config,
};
