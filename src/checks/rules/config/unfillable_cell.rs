//! # QF021 unfillable-cell · 审核步骤没有人能签
//!
//! ## What it finds · 检查什么
//! 某个栏目、处室和密级要求的审核步骤，除去作者之外，凑不出互不相同的人来签。
//!
//! For a column, department and level there is no choice of distinct people, other than the author, for all the steps
//! that are required.
//!
//! ## Why it matters · 为什么要紧
//! 作者不能审自己的稿，一个人不能签两步。凑不齐人，这样的页面永远等不到签名；这不是绕过审核的理由，而是责任明细表要先补齐（《网站管理办法》第十三条、第二十一条）。
//!
//! Authors do not review their own pages and nobody signs two steps. Such a page would wait for ever, so the matrix
//! must be completed first (articles 13 and 21).
//!
//! ## Example · 例子
//! ```toml
//! [level.sensitive]
//! steps = ["head", "leader", "final"]
//! # 只有一个人同时有 head 和 leader 两项授权
//! ```
//!
//! ## What to do · 怎么改
//! 给另外的人授权（`[[grant]]`），或者调整该密级的步骤。还没有页面用到的，只是提醒；已有页面的，是错误。
//!
//! Grant the step to another person, or change the level's steps. A cell that no page uses yet is a warning, one with
//! pages an error.

use hashbrown::HashSet;

use crate::checks::rule::REVIEWERS_TOML;
use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Sink, codes};
use crate::model::{ColumnId, DepartmentId, LevelId};
use crate::policy::check_cells;

/// QF021.
pub(crate) static RULE: Rule = Rule {
    code: codes::UNFILLABLE_CELL,
    name: "unfillable-cell",
    since: "0.1.0",
    source: include_str!("unfillable_cell.rs"),
    check: Check::Site(check),
};

/// The matrix judges its cells; only we know which of them have pages. Reports QF022 and QF035, too.
fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    let mut used: HashSet<(&ColumnId, &DepartmentId, &LevelId)> = HashSet::new();
    for page in cx.library.pages() {
        used.extend(page.brief().map(|b| (&page.column, &b.department, &b.level)));
    }
    let is_used =
        |column: &ColumnId, department: &DepartmentId, level: &LevelId| used.contains(&(column, department, level));
    check_cells(REVIEWERS_TOML, cx.group.policy, &is_used, sink);
}
