//! `docs/front-matter.md`: the keys of front matter, made from the table that the reader is held to.

use std::fmt::Write as _;

use crate::model::Kind;
use crate::source::front_matter::examples::example;
use crate::source::front_matter::keys::{KEYS, Key, KeyType, allowed};

/// Returns the page that documents every key.
pub(super) fn markdown() -> String {
    let mut page = String::from(OPENING);
    page.push_str("\n## 通用的键 Keys of every page\n\n");
    table(&mut page, |k| k.parent().is_empty() && !is_block(k.path) || is_common(k.path));
    page_example(&mut page, Kind::Article);
    for (kind, zh, en) in KINDS {
        section(&mut page, *kind, zh, en);
    }
    page.push_str(CLOSING);
    page_example(&mut page, Kind::Home);
    page
}

const OPENING: &str = "\
<!-- Made from src/source/front_matter/keys.rs: `UPDATE=1 cargo test front_matter_manual` writes it again. -->

# 前言 Front matter

稿件以两行 `---` 之间的前言开头，用 YAML 写，一行一个 `键: 值`，冒号是半角的，后面有一个空格。
不认识的键、缺少的键、类型不对的值都是错误，在它自己的行列上报告；有错误的稿件不发布。

A page opens with front matter between two lines `---`: YAML, one `key: value` a line.
Unknown keys, missing keys and values of the wrong type are errors at their own line and column, and a page with errors is not published.

- 必填的键用 ● 标出：它所在的那一段写了，它就必须写。● marks what must be written wherever its table is.
- 值里有 `: `、` #`，或者以 `[ { ' \" | > @ & * ! %` 之一开头，就把整个值放进单引号；编号、年份等看起来像数字的文字也放进单引号。 Put a value into single quotes if it holds `: ` or ` #`, begins with one of these characters, or is a text that looks like a number.
- 最长 16 KiB，最多嵌套 16 层；不用锚点、别名、标签、合并、转义和第二份文档。 At most 16 KiB and 16 levels; no anchors, aliases, tags, merges, escapes or second document.
- 文件名是稿件旁边的文件的名字：`a.md` 的文件在文件夹 `a/` 里，`x/index.md` 的文件与它在同一个文件夹里，都只写文件名。 Files lie beside the page, in the folder `a/` for `a.md`, in the same folder for `x/index.md`; write their bare names.
";

const CLOSING: &str = "
## 栏目介绍 Introductions of columns

`_index.md` 介绍它所在的栏目（站点文件夹里的介绍首页）：只用通用的键，`date` 可以不写。

`_index.md` introduces the column of its folder, or the home page in the folder of a site: keys of every page only, and `date` may be left out.
";

/// Kinds with a block, with the names of the block.
const KINDS: &[(Kind, &str, &str)] = &[
    (Kind::Document, "公文", "Documents"),
    (Kind::Interpretation, "政策解读", "Interpretations"),
    (Kind::Guide, "办事指南", "Service guides"),
    (Kind::Result, "办理公示", "Published results"),
    (Kind::Message, "公众留言", "Messages"),
    (Kind::Survey, "调查征集", "Surveys"),
    (Kind::Annual, "年度报告", "Annual reports"),
    (Kind::Dataset, "数据", "Data sets"),
    (Kind::Interview, "在线访谈", "Interviews"),
    (Kind::Form, "表格", "Forms"),
];

/// Returns whether the key, at the top, depends on the kind of the page.
fn is_block(path: &str) -> bool {
    Kind::ALL.into_iter().any(|kind| !allowed(path, kind))
}

fn is_common(path: &str) -> bool {
    let top = path.split(['.', '[']).next().unwrap_or(path);
    top != path && !is_block(top)
}

fn section(page: &mut String, kind: Kind, zh: &str, en: &str) {
    let _ = write!(page, "\n## {zh} {en}\n\n栏目类型 kind：`{kind}`\n\n", kind = kind.as_str());
    let mine = |key: &Key| {
        let top = key.path.split(['.', '[']).next().unwrap_or(key.path);
        // What several kinds may have stands under the kind that must have it.
        is_block(top) && allowed(top, kind) && (top != "document" || kind == Kind::Document)
    };
    table(page, mine);
    if kind == Kind::Document {
        page.push_str(
            "\n新闻通知和政策解读的稿件也可以写 `document`。 Articles and interpretations may have `document` too.\n",
        );
    }
    if kind == Kind::Result {
        page.push_str("\n`results` 和 `results_file` 写其中一个。 Either `results` or `results_file`.\n");
    }
    page_example(page, kind);
}

fn table(page: &mut String, belongs: impl Fn(&Key) -> bool) {
    page.push_str("| 键 key | 必填 | 名称 | name | 值 value |\n|---|---|---|---|---|\n");
    for key in KEYS.iter().filter(|k| belongs(k)) {
        let must = if key.required { "●" } else { "" };
        let _ = writeln!(page, "| `{}` | {must} | {} | {} | {} |", key.path, key.zh, key.en, value(key.holds));
    }
}

fn page_example(page: &mut String, kind: Kind) {
    let _ = write!(page, "\n```yaml\n---\n{}---\n```\n", example(kind));
}

fn value(holds: KeyType) -> String {
    let words = match holds {
        KeyType::Text => "文字 text",
        KeyType::Department => "处室代号 department id",
        KeyType::Level => "密级代号 level id",
        KeyType::Page => "代号 id：`a-z 0-9 -`",
        KeyType::Day => "日期 day：`2026-11-09`",
        KeyType::Moment => "时间 moment：`2026-11-09 10:00`",
        KeyType::Limit => "时限 limit：`5wd` `30d` `6mo` `1y`",
        KeyType::Bool => "`true` 或 or `false`",
        KeyType::Count => "整数 whole number",
        KeyType::Year => "年份 year：`2025`",
        KeyType::Number => "数 number",
        KeyType::Url => "网址 address：`https://…`",
        KeyType::File => "文件名 file name",
        KeyType::Csv => "CSV 文件名 CSV file name",
        KeyType::Word(words) => return words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(" "),
        KeyType::Counts(n) => return format!("{n} 个整数 {n} whole numbers：`[0, …]`"),
        KeyType::Texts | KeyType::SomeTexts => "文字的列表 list of texts",
        KeyType::Addresses => "站内地址的列表 list of addresses：`[/a.html]`",
        KeyType::Keywords => "关键词的列表 list of keywords：`[甲, 乙]`",
        KeyType::Departments => "处室代号的列表 list of department ids",
        KeyType::Pages => "页面代号的列表 list of page ids",
        KeyType::Table => "一组键 table",
        KeyType::Tables => "列表，每项一组键 list of tables",
    };
    words.to_owned()
}
