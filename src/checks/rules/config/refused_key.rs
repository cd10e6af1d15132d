//! # QF024 refused-key · 不接受的密钥
//!
//! ## What it finds · 检查什么
//! 登记的公钥读不出来，或者种类不接受：只接受 ed25519、sk-ed25519、ECDSA P-256 和 P-384。
//!
//! A registered key cannot be read, or is of a kind that is not accepted: only ed25519, sk-ed25519, ECDSA P-256 and
//! P-384 are.
//!
//! ## Why it matters · 为什么要紧
//! RSA 和 DSA 密钥强度参差，签名有多种写法；弱密钥可以被伪造。审核签名要保存多年，必须经得起复核。
//!
//! RSA and DSA keys vary in strength, and weak keys can be forged. Sign-offs are kept for years and must stand up to a
//! second look.
//!
//! ## Example · 例子
//! ```toml
//! public = "ssh-rsa AAAAB3Nza…"    # 不接受 RSA
//! ```
//!
//! ## What to do · 怎么改
//! 用 `ssh-keygen -t ed25519` 生成密钥，把 `.pub` 文件里的一行登记上来。
//!
//! Make a key with `ssh-keygen -t ed25519` and register the line of its `.pub` file.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF024.
pub(crate) static RULE: Rule = Rule {
    code: codes::REFUSED_KEY,
    name: "refused-key",
    since: "0.1.0",
    source: include_str!("refused_key.rs"),
    check: Check::Config,
};
