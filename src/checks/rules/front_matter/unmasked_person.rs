//! # QF124 unmasked-person · 个人信息没有隐去
//!
//! ## What it finds · 检查什么
//! 公示或公开来信里出现了个人的全名，或者没有按规定隐去的证件号码：`results` 和 `results_file` 的申请人、证件号码，`message.asker`，`interview.questions` 的提问人。企业名称不用隐去。
//!
//! A published result or letter shows a person's full name, or an identity number that is not masked as prescribed.
//! Names of companies are fine.
//!
//! ## Why it matters · 为什么要紧
//! 公开信息不得侵犯个人隐私（《政府信息公开条例》第十五条，《个人信息保护法》第二十五条）。上网之后会被检索、转载，收不回来。
//!
//! Publication must not violate privacy (条例 article 15, the Personal Information Protection Act). What was online is
//! copied and cannot be taken back.
//!
//! ## Example · 例子
//! ```yaml
//! applicant: 张三丰                    # 应为 张**
//! id_masked: "350102199001011234"      # 应为 35*************234
//! ```
//!
//! ## What to do · 怎么改
//! 姓名保留姓氏，其余用 `*`；不愿具名的写“匿名”；证件号码保留前两位和后三位，中间用 `*`。已经提交的，报告信息部门处理历史。
//!
//! Keep the surname and write `*` for the rest, or 匿名; of an identity number keep the first two and the last three. If
//! it was committed, tell the information office.

use crate::checks::{Check, PageCx, Rule};
use crate::diag::{Sink, codes};

/// QF124.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNMASKED_PERSON,
    name: "unmasked-person",
    since: "0.1.0",
    source: include_str!("unmasked_person.rs"),
    check: Check::Page(check),
};

fn check(_cx: &PageCx<'_>, _sink: &mut Sink) {}
