//! # QF008 missing-footer-data · 缺少页脚必备信息
//!
//! ## What it finds · 检查什么
//! 站点缺少页脚必须标明的内容：主办单位、承办单位、联系方式、ICP 备案编号、公安机关备案号、网站标识码，或者党政机关网站标识。
//!
//! A site lacks what the footer must show: sponsor, operator, contact, ICP number, police filing number, site
//! identification code or the Party-and-government mark.
//!
//! ## Why it matters · 为什么要紧
//! 国办发〔2017〕47号规定，每个页面底部都要标明这些内容；缺了，会被当成假冒网站，检查时扣分。
//!
//! 国办发〔2017〕47号 demands them at the foot of every page; a site without them may be taken for a forgery and loses points at inspection.
//!
//! ## Example · 例子
//! ```toml
//! [site.beidu]
//! tel = ""                         # 页脚要有联系电话
//! ```
//!
//! ## What to do · 怎么改
//! 补上缺少的内容。`police` 和 `conac_id` 只有演示站点（`demo = true`）可以留空。
//!
//! Fill in what is missing. `police` and `conac_id` may be empty only where `demo = true`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF008.
pub(crate) static RULE: Rule = Rule {
    code: codes::MISSING_FOOTER_DATA,
    name: "missing-footer-data",
    since: "0.1.0",
    source: include_str!("missing_footer_data.rs"),
    check: Check::Config,
};
