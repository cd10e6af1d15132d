//! # QF608 unpinned-root · 没有固定信任根
//!
//! ## What it finds · 检查什么
//! 没有从版本库外面得知信任根，只好相信版本库自己说的。这样不能正式发布，除非写明 `--unpinned`。
//!
//! The trust root is not known from outside the repository, so the repository has to be believed about itself. No
//! release is made so, unless `--unpinned` is given.
//!
//! ## Why it matters · 为什么要紧
//! 能整个换掉版本库的人，可以连第一版责任明细表一起换。只有记在别处的信任根看得出来。
//!
//! Who can replace the whole repository replaces its first matrix too. Only a root that is kept elsewhere can tell.
//!
//! ## Example · 例子
//! ```text
//! warning[QF608]: 没有固定信任根
//!  --> .qianfa/policy/0001.toml
//! ```
//!
//! ## What to do · 怎么改
//! 用别的途径（电话、书面）与负责人核对信任根，再记下来：
//!
//! ```sh
//! qianfa trust show
//! qianfa trust pin
//! export QIANFA_TRUST=sha256:<HEX>@<GENESIS>
//! ```
//!
//! Compare the root with its people by another way, in writing or by telephone, then pin it. CI keeps it in a
//! variable that the repository cannot change.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF608.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNPINNED_ROOT,
    name: "unpinned-root",
    since: "0.1.0",
    source: include_str!("unpinned_root.rs"),
    check: Check::Gate,
};
