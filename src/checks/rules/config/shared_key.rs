//! # QF023 shared-key · 两人共用一把密钥
//!
//! ## What it finds · 检查什么
//! 同一把公钥登记在两个人名下。
//!
//! One public key is registered for two people.
//!
//! ## Why it matters · 为什么要紧
//! 签名要能说明是谁签的。共用密钥，两道审核就可能是同一个人签的（《网站管理办法》第三十条：不得将用户名、密码透露给他人）。
//!
//! A signature must say who signed. With a shared key, two reviews may be one person's (article 30).
//!
//! ## Example · 例子
//! ```toml
//! [[key]]
//! person = "yuexiaofan"
//! public = "ssh-ed25519 AAAAC3…Kq"
//! [[key]]
//! person = "dingpeng"
//! public = "ssh-ed25519 AAAAC3…Kq" # 同一把
//! ```
//!
//! ## What to do · 怎么改
//! 让其中一人另行生成密钥，把新的公钥登记上。共用过的密钥应当注销。
//!
//! Let one of them make a new key and register it; a key that was shared should be revoked.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF023.
pub(crate) static RULE: Rule = Rule {
    code: codes::SHARED_KEY,
    name: "shared-key",
    since: "0.1.0",
    source: include_str!("shared_key.rs"),
    check: Check::Config,
};
