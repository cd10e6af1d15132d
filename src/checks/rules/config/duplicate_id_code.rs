//! # QF007 duplicate-id-code · 网站标识码重复
//!
//! ## What it finds · 检查什么
//! 两个站点登记了同一个网站标识码。
//!
//! Two sites are registered with one site identification code.
//!
//! ## Why it matters · 为什么要紧
//! 网站标识码由上级主管部门逐站编发，每个页面的 `SiteIDCode` 标签和“我为政府网站找错”都靠它认出站点（国办发〔2017〕47号附件）。
//!
//! The code is issued for one site; the page tag `SiteIDCode` and the national error-report service tell sites apart by
//! it.
//!
//! ## Example · 例子
//! ```toml
//! [site.qth]
//! id_code = "0000000003"
//! [site.swzc]
//! id_code = "0000000003"           # 与 qth 重复
//! ```
//!
//! ## What to do · 怎么改
//! 查对编发通知，改正写错的一处；还没有编发的站点不要借用别人的。
//!
//! Look it up in the letter that issued it; a site without a code of its own must not borrow one.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF007.
pub(crate) static RULE: Rule = Rule {
    code: codes::DUPLICATE_ID_CODE,
    name: "duplicate-id-code",
    since: "0.1.0",
    source: include_str!("duplicate_id_code.rs"),
    check: Check::Config,
};
