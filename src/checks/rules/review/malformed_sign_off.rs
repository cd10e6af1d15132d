//! # QF508 malformed-sign-off · 审核签名写法不对
//!
//! ## What it finds · 检查什么
//! 提交自称审核签名（树与上级相同，说明里有以 `Qianfa-` 开头的行），但写法、列出的文件或责任明细表的版本与规定不符，程序读不出它的意思。
//!
//! A commit claims to be a sign-off (same tree as its parent, lines that begin with `Qianfa-`), but its form, its
//! items or the policy it names are not as they must be, so nobody can say what it means.
//!
//! ## Why it matters · 为什么要紧
//! 读不懂的签名不能当作同意。它也可能是一次退回，所以签名人有审核权限的，所列文件（读不出文件的，全部）停止发布，直到说清楚为止。
//!
//! What cannot be read is no approval. It may have been an objection: if its person may review, its items are
//! stopped (everything, where items cannot be read) until somebody clears it up.
//!
//! ## Example · 例子
//! ```text
//! Qianfa-Version: 1
//! Qianfa-Step: head
//! Qianfa-Action: approve        ← 次序不对
//! ```
//!
//! ## What to do · 怎么改
//! 请签名人在它之后再签一次，写法由程序保证；本人已经离任的，在下一版责任明细表的 `void` 里写上它：
//!
//! ```sh
//! qianfa approve <PAGE> --step <STEP>
//! qianfa object <PAGE> --step <STEP> -m "退回的理由"
//! qianfa policy sign                      # 先写 void = ["<COMMIT>"]
//! ```
//!
//! Have the same person sign again on top of it, with the program. If they have left, name the commit in `void` of
//! the next version of `reviewers.toml`; `void` only ever takes force away.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF508.
pub(crate) static RULE: Rule = Rule {
    code: codes::MALFORMED_SIGN_OFF,
    name: "malformed-sign-off",
    since: "0.1.0",
    source: include_str!("malformed_sign_off.rs"),
    check: Check::Gate,
};
