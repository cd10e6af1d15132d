//! # QF509 compromised-key · 密钥泄露，签名作废
//!
//! ## What it finds · 检查什么
//! 签名用的密钥已经标为泄露（`compromised`）。它的签名全部作废，只有在 `trusted-through` 所写的提交及其以前的除外。
//!
//! The key of a sign-off is marked `compromised`. All it signed is void, except what lies at or before the commit in
//! `trusted-through`.
//!
//! ## Why it matters · 为什么要紧
//! 密码、密钥丢失造成后果的由本人负责，也必须马上见效（《网站管理办法》第三十条）。拿到密钥的人可以写任何日期，所以不能按日期划线。
//!
//! A lost key must stop counting at once (article 30). Who holds it can write any date, so no date can draw the
//! line.
//!
//! ## Example · 例子
//! ```toml
//! [[key]]
//! person = "songlizhen"
//! public = "ssh-ed25519 AAAA…"
//! state  = "compromised"
//! # trusted-through = "<COMMIT>"    # 确知此前无恙才写
//! ```
//!
//! ## What to do · 怎么改
//! 给本人登记新密钥，由本人用新密钥重新签；只被泄露密钥签过的文件单独列出，要一一写明：
//!
//! ```sh
//! qianfa policy sign
//! qianfa renew --step head
//! qianfa renew --step head content/portal/notice/2026-11-20-a.md
//! ```
//!
//! Register a new key for the person, who signs again with it. `renew` lists apart what only the compromised key
//! signed; those must be named, so that nobody renews a forgery by habit.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF509.
pub(crate) static RULE: Rule = Rule {
    code: codes::COMPROMISED_KEY,
    name: "compromised-key",
    since: "0.1.0",
    source: include_str!("compromised_key.rs"),
    check: Check::Gate,
};
