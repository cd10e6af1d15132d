//! # QF609 hostile-tree · 版本库里有危险的文件或文件名
//!
//! ## What it finds · 检查什么
//! 提交里有符号链接、子模块、少见的文件权限，大小写或者统一码写法不同的同名文件，排列不对、重复的条目，带控制字符或者双向字符的名字。
//!
//! A commit holds a symbolic link, a submodule, an odd file mode, names that differ only in case or Unicode form,
//! entries unsorted or twice, or names with control or bidirectional characters.
//!
//! ## Why it matters · 为什么要紧
//! 这样的内容在不同的电脑上读出来不同，审核人看到的和网站上的就可能不是一回事。
//!
//! Other systems read such things differently, so that what a reviewer sees need not be what the site shows.
//!
//! ## Example · 例子
//! ```text
//! content/portal/notice/A.md
//! content/portal/notice/a.md        在有的电脑上是同一个文件
//! ```
//!
//! ## What to do · 怎么改
//! 改名、删去，或者换成普通文件：
//!
//! ```sh
//! git mv <OLD> <NEW>
//! git rm <FILE>
//! git update-index --chmod=-x <FILE>
//! ```
//!
//! Rename it, delete it, or make it a plain file. A damaged tree that no git command makes was written by a tool or
//! an attacker: find out which.

use crate::checks::{Check, Rule};
use crate::diag::codes;

/// QF609.
pub(crate) static RULE: Rule = Rule {
    code: codes::HOSTILE_TREE,
    name: "hostile-tree",
    since: "0.1.0",
    source: include_str!("hostile_tree.rs"),
    check: Check::Gate,
};
