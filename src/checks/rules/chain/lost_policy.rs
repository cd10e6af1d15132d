//! # QF606 lost-policy · 生效的一版被删改
//!
//! ## What it finds · 检查什么
//! 历史里有效的一版责任明细表，现在缺了、改了，或者两个有效的版本同号。
//!
//! A version of the matrix that is valid somewhere in history is missing or changed now, or two valid versions share
//! a serial.
//!
//! ## Why it matters · 为什么要紧
//! `.qianfa/policy/` 就是权限管理档案（《网站管理办法》第九条），只能增加。删掉一版，就能让已经暂停的人再签。
//!
//! That folder is the permission archive (article 9) and only grows. Without a version, somebody suspended by it
//! could sign again.
//!
//! ## Example · 例子
//! ```text
//! error[QF606]: `.qianfa/policy/0002.toml` 与历史里的不同
//!  --> .qianfa/policy/0002.toml
//! ```
//!
//! ## What to do · 怎么改
//! 从历史里恢复；两版同号的，只留一版，并在下一版的 `rejects` 里写上另一版：
//!
//! ```sh
//! git log --oneline -- .qianfa/policy
//! git checkout <COMMIT> -- .qianfa/policy
//! qianfa policy sign                      # 先写 rejects = ["sha256:…"]
//! ```
//!
//! Put it back from history. Where two versions share a serial, keep one, and have a later version signed that names
//! the other in `rejects`.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF606.
pub(crate) static RULE: Rule = Rule {
    code: codes::LOST_POLICY,
    name: "lost-policy",
    since: "0.1.0",
    source: include_str!("lost_policy.rs"),
    check: Check::Gate,
};
