//! # QF601 incomplete-history · 版本历史不完整
//!
//! ## What it finds · 检查什么
//! 版本库是浅克隆、部分克隆，或者缺少对象、对象读不出来，或者是程序不支持的存储格式，所以看不全历史。
//!
//! The repository is a shallow or partial clone, lacks objects or cannot read them, or is stored in a form that is
//! not supported, so its history cannot be seen whole.
//!
//! ## Why it matters · 为什么要紧
//! 签名是否有效，取决于签名之后发生过什么。少看一个提交，就可能漏掉一次改动、一次退回。看不全就什么也不发布。
//!
//! Whether a signature counts depends on all that happened since. One commit unseen may be an edit or an objection.
//! What cannot be seen whole is not released.
//!
//! ## Example · 例子
//! ```sh
//! git clone --depth 1 …            # 浅克隆
//! git clone --filter=blob:none …   # 部分克隆
//! ```
//!
//! ## What to do · 怎么改
//! 取全历史；在 CI 里写 `fetch-depth: 0`，不用 `filter`；对象损坏的，从别处重新克隆：
//!
//! ```sh
//! git fetch --unshallow
//! git fsck --full
//! git clone <URL> <DIR>
//! ```
//!
//! Fetch all of it: `fetch-depth: 0` and no filter in CI (docs/ci/). A partial clone and a damaged one are best
//! replaced by a fresh, full clone.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF601.
pub(crate) static RULE: Rule = Rule {
    code: codes::INCOMPLETE_HISTORY,
    name: "incomplete-history",
    since: "0.1.0",
    source: include_str!("incomplete_history.rs"),
    check: Check::Gate,
};
