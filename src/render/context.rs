//! What templates may see: one small struct a thing, serialised by reference.
//!
//! Every template sees `w` (the words), `asset` (where the theme's files are published), `chrome` (the frame of its
//! column, see [`super::chrome`]) and, beside these, what its own section below says. Text is escaped by the engine;
//! only `body` and the pieces of `chrome` are HTML already.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::{Day, Moment};

/// A link: what it says, and where it leads.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link<'a> {
    /// What it says.
    pub(super) name: Cow<'a, str>,
    /// The address.
    pub(super) url: String,
}

/// How a badge looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tone {
    /// In force, open, adopted.
    Good,
    /// Repealed, expired, declined.
    Bad,
    /// Neither.
    Quiet,
}

/// A word in a frame beside a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Badge<'a> {
    /// The word.
    pub(super) text: &'a str,
    /// How it looks.
    pub(super) tone: Tone,
}

/// An image with its words.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Picture<'a> {
    /// The address.
    pub(super) url: String,
    /// What it shows.
    pub(super) alt: &'a str,
    /// Who made it.
    pub(super) by: Option<&'a str>,
    /// Its width in pixels, if known.
    pub(super) width: Option<u32>,
    /// Its height in pixels, if known.
    pub(super) height: Option<u32>,
    /// The same in other widths, as `srcset` lists them; empty if there are none.
    pub(super) srcset: String,
}

/// A file to fetch; without `url` it does not exist.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Download<'a> {
    /// What it says.
    pub(super) name: &'a str,
    /// The address.
    pub(super) url: Option<String>,
    /// Type and size.
    pub(super) label: String,
    /// What it is: 空白表, 样表 ….
    pub(super) kind: Option<&'a str>,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub(super) sha256: Option<String>,
}

/// An entry of a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Item<'a> {
    /// The title for lists.
    pub(super) title: &'a str,
    /// The address.
    pub(super) url: String,
    /// When it was published.
    pub(super) day: Option<Day>,
    /// 摘要.
    pub(super) summary: Option<&'a str>,
    /// The responsible department.
    pub(super) department: &'a str,
    /// The site it comes from, where that is another.
    pub(super) site: Option<&'a str>,
    /// 文号.
    pub(super) number: Option<&'a str>,
    /// 有效性, 已截止, 征集中 ….
    pub(super) badges: Vec<Badge<'a>>,
    /// Its first picture.
    pub(super) picture: Option<Picture<'a>>,
}

// ---- the frame (parts/head.html, parts/top.html, parts/side.html, parts/footer.html) ----

/// The site, as the frame shows it (`site`).
#[derive(Debug, Serialize)]
pub(super) struct SiteView<'a> {
    /// 网站名称.
    pub(super) name: &'a str,
    /// 域名.
    pub(super) domain: &'a str,
    /// 网站标识码.
    pub(super) id_code: &'a str,
    /// 主办单位.
    pub(super) sponsor: &'a str,
    /// 承办单位.
    pub(super) operator: &'a str,
    /// ICP备案编号.
    pub(super) icp: &'a str,
    /// 公安机关备案号; empty in a demo that has none.
    pub(super) police: &'a str,
    /// 党政机关网站标识编号; empty in a demo that has none.
    pub(super) conac_id: &'a str,
    /// 办公地址.
    pub(super) address: &'a str,
    /// 联系电话.
    pub(super) tel: &'a str,
    /// The name of the group.
    pub(super) group: &'a str,
    /// The site is the group's portal.
    pub(super) portal: bool,
    /// Whether anything on it may be found by search engines.
    pub(super) indexed: bool,
    /// Everything is invented: a banner says so.
    pub(super) demo: bool,
    /// Nothing is signed: a banner and a watermark say so.
    pub(super) preview: bool,
    /// The feed of the site, where it has one.
    pub(super) feed: Option<String>,
    /// The page that people search on, where there is one.
    pub(super) search: Option<String>,
    /// The site was closed or moved, and is kept as it was.
    pub(super) archived: Option<ArchivedView<'a>>,
    /// The catalogue of its documents, where it has some.
    pub(super) catalogue: Option<String>,
    /// Where the register of the group's sites stands, if the group has several.
    pub(super) register: Option<String>,
}

/// What is kept as it was and no longer looked after 已归档.
#[derive(Debug, Serialize)]
pub(super) struct ArchivedView<'a> {
    /// Since when.
    pub(super) since: Day,
    /// The site was moved, not closed.
    pub(super) moved: bool,
    /// Who goes on with it.
    pub(super) successor: Option<Link<'a>>,
}

/// A column, as the frame and the lists show it (`column`).
#[derive(Debug, Serialize)]
pub(super) struct ColumnView<'a> {
    /// ColumnName.
    pub(super) name: &'a str,
    /// The address of its first list.
    pub(super) url: String,
    /// ColumnDescription.
    pub(super) description: &'a str,
    /// Comma-separated.
    pub(super) keywords: String,
    /// ColumnType.
    pub(super) type_name: &'a str,
    /// The word of its kind, such as `guide`; `container` where it only lists.
    pub(super) kind: &'static str,
    /// The feed of the column, where it has one.
    pub(super) feed: Option<String>,
    /// Since when the column is kept as it was, if it is.
    pub(super) archived: Option<Day>,
}

/// An entry of the navigation or of the side bar.
#[derive(Debug, Serialize)]
pub(super) struct NavItem<'a> {
    /// The name of the column.
    pub(super) name: &'a str,
    /// The address.
    pub(super) url: String,
    /// The page belongs below it.
    pub(super) current: bool,
}

/// What the parts of the frame see, beside `w` and `asset`.
#[derive(Debug, Serialize)]
pub(super) struct FrameContext<'a> {
    /// The site.
    pub(super) site: &'a SiteView<'a>,
    /// None on the home page and on pages of no column.
    pub(super) column: Option<ColumnView<'a>>,
    /// The page is the home page.
    pub(super) home: bool,
    /// First-level columns.
    pub(super) navigation: Vec<NavItem<'a>>,
    /// From the first-level column down to this one.
    pub(super) crumbs: Vec<Link<'a>>,
    /// What the side bar is about.
    pub(super) side_title: Option<Link<'a>>,
    /// Its entries: the columns beside this one, or below it.
    pub(super) side: Vec<NavItem<'a>>,
    /// The other sites of the group.
    pub(super) sites: Vec<Link<'a>>,
    /// Stands in the footer where the page's address belongs; the footer is cut there.
    pub(super) page_url: &'a str,
}

// ---- pages that somebody wrote (page.html and its children) ----

/// `page`, in every template of a page; its kind's block stands beside it.
#[derive(Debug, Serialize)]
pub(super) struct PageContext<'a> {
    /// 标题.
    pub(super) title: &'a str,
    /// 副标题.
    pub(super) subtitle: Option<&'a str>,
    /// The whole address, for the tags.
    pub(super) url: &'a str,
    /// `2026-11-09 10:00`.
    pub(super) date: Option<Moment>,
    /// 来源.
    pub(super) source: &'a str,
    /// 责任处室.
    pub(super) department: &'a str,
    /// 会签处室.
    pub(super) co_departments: Vec<&'a str>,
    /// 责任编辑.
    pub(super) author: Option<&'a str>,
    /// 摘要.
    pub(super) summary: Option<&'a str>,
    /// 关键词.
    pub(super) keywords: Vec<Keyword<'a>>,
    /// What stands beside the title: 有效性, 已截止, 征集中 ….
    pub(super) badges: Vec<Badge<'a>>,
    /// 截止时间.
    pub(super) expires: Option<Moment>,
    /// When somebody last said that it is still right.
    pub(super) confirmed: Option<Day>,
    /// The tag of its language, where it is not that of the frame around it.
    pub(super) language: Option<&'static str>,
    /// It and its versions in other languages; empty where it stands alone.
    pub(super) versions: Vec<VersionView>,
    /// What was changed since it was published, the newest first.
    pub(super) changes: Vec<ChangeView<'a>>,
    /// 转载.
    pub(super) reprint: Option<ReprintView<'a>>,
    /// The whole address of the first picture, for the tags.
    pub(super) image: Option<String>,
    /// Pictures that the body does not show.
    pub(super) gallery: Vec<Picture<'a>>,
    /// 附件.
    pub(super) attachments: Vec<Download<'a>>,
    /// Headings of the second level, where there are enough of them to be lost.
    pub(super) contents: Vec<Link<'a>>,
    /// 公文.
    pub(super) document: Option<DocumentView<'a>>,
    /// Documents that this page explains.
    pub(super) interprets: Vec<Link<'a>>,
    /// Pages that explain this document.
    pub(super) interpretations: Vec<Link<'a>>,
}

/// A keyword; without `url` it has no page.
#[derive(Debug, Serialize)]
pub(super) struct Keyword<'a> {
    /// The word.
    pub(super) name: &'a str,
    /// The page that lists its pages.
    pub(super) url: Option<String>,
}

/// A page in one of its languages.
#[derive(Debug, Serialize)]
pub(super) struct VersionView {
    /// The tag of the language.
    pub(super) language: &'static str,
    /// Its own name for itself.
    pub(super) name: &'static str,
    /// The whole address, for the tags.
    pub(super) url: String,
    /// It is the page itself.
    pub(super) current: bool,
}

/// 更新记录.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView<'a> {
    /// When it was changed.
    pub(super) date: Day,
    /// What was changed, in a sentence.
    pub(super) note: &'a str,
}

/// 转载.
#[derive(Debug, Serialize)]
pub(super) struct ReprintView<'a> {
    /// Where the link leads: to the notice about leaving the site, where there is one.
    pub(super) link: String,
    /// 来源网站.
    pub(super) site: &'a str,
    /// 原文链接.
    pub(super) url: &'a str,
    /// 原文时间.
    pub(super) time: Moment,
    /// 转载许可.
    pub(super) licence: &'a str,
}

/// `page.document`: 公文.
#[derive(Debug, Serialize)]
pub(super) struct DocumentView<'a> {
    /// 索引号.
    pub(super) index: Option<&'a str>,
    /// 发文字号.
    pub(super) number: Option<&'a str>,
    /// 发文机关 and 联合发文机关.
    pub(super) issuers: Vec<&'a str>,
    /// 成文日期.
    pub(super) made: Option<Day>,
    /// 施行日期.
    pub(super) effective: Option<Day>,
    /// 有效期至.
    pub(super) expires: Option<Day>,
    /// 体裁分类.
    pub(super) genre: Option<&'a str>,
    /// 主题分类.
    pub(super) theme: Option<&'a str>,
    /// 有效性, on this day.
    pub(super) validity: Badge<'a>,
    /// Documents that it repeals.
    pub(super) replaces: Vec<Link<'a>>,
    /// The document that repeals it.
    pub(super) replaced_by: Option<Link<'a>>,
    /// The page that replaces it is not in force yet.
    pub(super) replaced_later: Option<Day>,
}

/// `guide`.
#[derive(Debug, Serialize)]
pub(super) struct GuideView<'a> {
    /// 事项编码.
    pub(super) item_code: &'a str,
    /// 事项类型.
    pub(super) kind: Option<&'a str>,
    /// 服务对象.
    pub(super) target: Option<&'a str>,
    /// 设定依据.
    pub(super) basis: &'a [String],
    /// 申请条件.
    pub(super) conditions: &'a [String],
    /// 办理材料.
    pub(super) materials: Vec<MaterialView<'a>>,
    /// 办理地点.
    pub(super) place: &'a str,
    /// 办理时间.
    pub(super) hours: &'a str,
    /// 联系电话.
    pub(super) phone: &'a str,
    /// 监督电话.
    pub(super) complaint: Option<&'a str>,
    /// 办理流程.
    pub(super) steps: &'a [String],
    /// 法定时限, in words.
    pub(super) legal: String,
    /// 承诺时限, in words.
    pub(super) promised: String,
    /// 收费.
    pub(super) fee: &'a str,
    /// 办理结果.
    pub(super) result: Option<&'a str>,
    /// 网办深度.
    pub(super) online: Option<&'a str>,
    /// 自查要求.
    pub(super) precheck: Vec<PrecheckView<'a>>,
    /// Pages of 表格下载 that belong to it.
    pub(super) forms: Vec<Link<'a>>,
}

/// One of a guide's materials.
#[derive(Debug, Serialize)]
pub(super) struct MaterialView<'a> {
    /// 材料名称.
    pub(super) name: &'a str,
    /// Whether the original is asked for; none where that is open.
    pub(super) original: Option<bool>,
    /// 份数.
    pub(super) copies: Option<u32>,
    /// 必要性.
    pub(super) required: Option<&'a str>,
    /// 来源渠道.
    pub(super) source: Option<&'a str>,
    /// 空白表.
    pub(super) form: Option<Download<'a>>,
    /// 填写样例.
    pub(super) sample: Option<Download<'a>>,
}

/// One rule of a guide's pre-review.
#[derive(Debug, Serialize)]
pub(super) struct PrecheckView<'a> {
    /// What is looked at.
    pub(super) field: &'a str,
    /// What must hold of it, in words.
    pub(super) rule: Cow<'a, str>,
}

/// `results`: rows that the page declares; else `table` and `file`.
#[derive(Debug, Serialize)]
pub(super) struct ResultView<'a> {
    /// 受理编号.
    pub(super) case_no: &'a str,
    /// 事项; without address where it has no guide.
    pub(super) item: Link<'a>,
    /// 申请人, masked where it is a person.
    pub(super) applicant: &'a str,
    /// 统一社会信用代码.
    pub(super) uscc: Option<&'a str>,
    /// 证件号码, masked.
    pub(super) id_masked: Option<&'a str>,
    /// 受理日期.
    pub(super) accepted: Day,
    /// 决定日期.
    pub(super) decided: Day,
    /// 决定.
    pub(super) decision: &'a str,
    /// 理由.
    pub(super) reason: Option<&'a str>,
    /// 救济途径.
    pub(super) remedy: Option<&'a str>,
}

/// `table`: a CSV as readers see it.
#[derive(Debug, Serialize)]
pub(super) struct TableView {
    /// The names of the columns.
    pub(super) headers: Vec<String>,
    /// Which columns hold numbers only.
    pub(super) numeric: Vec<bool>,
    /// The cells, row by row.
    pub(super) rows: Vec<Vec<String>>,
    /// How many more rows the file has.
    pub(super) more: usize,
}

/// `message`; the body is the reply.
#[derive(Debug, Serialize)]
pub(super) struct MessageView<'a> {
    /// 编号.
    pub(super) no: &'a str,
    /// 类型.
    pub(super) kind: &'a str,
    /// 收到时间.
    pub(super) received: Moment,
    /// 受理时间.
    pub(super) accepted: Option<Moment>,
    /// 答复时间; none while the answer is awaited.
    pub(super) replied: Option<Moment>,
    /// 答复处室.
    pub(super) department: &'a str,
    /// 来信人, masked.
    pub(super) asker: &'a str,
    /// What was asked, paragraph by paragraph.
    pub(super) question: Vec<&'a str>,
    /// 渠道.
    pub(super) channel: Option<&'a str>,
    /// 主题.
    pub(super) topic: Option<&'a str>,
}

/// `survey`.
#[derive(Debug, Serialize)]
pub(super) struct SurveyView<'a> {
    /// 未开始, 征集中 or 已结束, on this day.
    pub(super) state: Badge<'a>,
    /// 开始日期.
    pub(super) opens: Day,
    /// 截止日期.
    pub(super) closes: Day,
    /// Whether names are not asked for; none where that is open.
    pub(super) anonymous: Option<bool>,
    /// 回收份数.
    pub(super) responses: Option<u32>,
    /// 题目.
    pub(super) questions: Vec<QuestionView<'a>>,
    /// The results as a file.
    pub(super) file: Option<Download<'a>>,
    /// 意见采纳情况.
    pub(super) adoption: Vec<AdoptionView<'a>>,
}

/// A question with its results.
#[derive(Debug, Serialize)]
pub(super) struct QuestionView<'a> {
    /// The question.
    pub(super) text: &'a str,
    /// 单选, 多选 or 填空, in words.
    pub(super) kind: &'a str,
    /// What can be chosen.
    pub(super) options: &'a [String],
    /// Most characters of an answer in words.
    pub(super) max_chars: Option<u32>,
    /// What was answered; empty before the results are there.
    pub(super) answers: Vec<AnswerView>,
}

/// How many chose an option.
#[derive(Debug, Serialize)]
pub(super) struct AnswerView {
    /// The option.
    pub(super) option: String,
    /// How many.
    pub(super) count: u64,
    /// In percent with one digit; of the responses, where their number is known, else of all answers.
    pub(super) share: String,
    /// The same, as the length of a bar from 0 to 100.
    pub(super) length: u64,
}

/// What became of an opinion.
#[derive(Debug, Serialize)]
pub(super) struct AdoptionView<'a> {
    /// 意见.
    pub(super) opinion: &'a str,
    /// 采纳, 部分采纳 or 未采纳.
    pub(super) outcome: Badge<'a>,
    /// 理由.
    pub(super) reason: Option<&'a str>,
}

/// `annual`.
#[derive(Debug, Serialize)]
pub(super) struct AnnualView<'a> {
    /// The year of the report.
    pub(super) year: i16,
    /// 主动公开政府信息情况.
    pub(super) table1: Option<Table1View>,
    /// 收到和处理政府信息公开申请情况.
    pub(super) table2: Option<Table2View<'a>>,
    /// 行政复议、行政诉讼情况.
    pub(super) table3: Option<Table3View>,
}

/// 表一.
#[derive(Debug, Serialize)]
pub(super) struct Table1View {
    /// 规章: 制发, 废止, 现行有效.
    pub(super) regulations: [u32; 3],
    /// 行政规范性文件: 制发, 废止, 现行有效.
    pub(super) normative: [u32; 3],
    /// 行政许可.
    pub(super) licences: u32,
    /// 行政处罚.
    pub(super) penalties: u32,
    /// 行政强制.
    pub(super) compulsory: u32,
    /// In 万元.
    pub(super) fees: String,
}

/// 表二.
#[derive(Debug, Serialize)]
pub(super) struct Table2View<'a> {
    /// 本年新收申请: 自然人, five kinds of organisations, 总计.
    pub(super) new: [u32; 7],
    /// 上年结转, likewise.
    pub(super) carried_in: [u32; 7],
    /// 办理结果, one after another.
    pub(super) outcomes: Vec<RowView<'a>>,
    /// 结转下年度继续办理, likewise.
    pub(super) carried_out: [u32; 7],
}

/// A named row of numbers.
#[derive(Debug, Serialize)]
pub(super) struct RowView<'a> {
    /// What the row counts.
    pub(super) name: &'a str,
    /// 自然人, five kinds of organisations, 总计.
    pub(super) cells: [u32; 7],
}

/// 表三.
#[derive(Debug, Serialize)]
pub(super) struct Table3View {
    /// 行政复议: 维持, 纠正, 其他, 尚未审结, 总计.
    pub(super) review: [u32; 5],
    /// 未经复议直接起诉, likewise.
    pub(super) suit_direct: [u32; 5],
    /// 复议后起诉, likewise.
    pub(super) suit_after_review: [u32; 5],
}

/// `dataset`; its rows stand in `table`.
#[derive(Debug, Serialize)]
pub(super) struct DatasetView<'a> {
    /// The whole of it.
    pub(super) file: Download<'a>,
    /// 数据项.
    pub(super) columns: &'a [String],
    /// 使用许可.
    pub(super) licence: &'a str,
    /// Numbers below this one are not shown.
    pub(super) min_cell: Option<u32>,
}

/// `interview`.
#[derive(Debug, Serialize)]
pub(super) struct InterviewView<'a> {
    /// 访谈时间.
    pub(super) time: Moment,
    /// 访谈嘉宾.
    pub(super) guests: Vec<GuestView<'a>>,
    /// 主持人.
    pub(super) host: Option<&'a str>,
    /// 访谈实录.
    pub(super) questions: Vec<ExchangeView<'a>>,
}

/// A guest.
#[derive(Debug, Serialize)]
pub(super) struct GuestView<'a> {
    /// The name.
    pub(super) name: &'a str,
    /// The post.
    pub(super) title: &'a str,
}

/// A question and its answer.
#[derive(Debug, Serialize)]
pub(super) struct ExchangeView<'a> {
    /// Who asked; none where nobody is named.
    pub(super) by: Option<&'a str>,
    /// The question.
    pub(super) text: &'a str,
    /// The answer.
    pub(super) answer: &'a str,
}

/// `form`.
#[derive(Debug, Serialize)]
pub(super) struct FormView<'a> {
    /// 版本.
    pub(super) version: &'a str,
    /// 空白表.
    pub(super) blank: Download<'a>,
    /// 填写样例.
    pub(super) sample: Download<'a>,
    /// The guide that asks for it.
    pub(super) guide: Option<Link<'a>>,
}

// ---- lists (list.html, container.html, keyword.html) ----

/// `list`.
#[derive(Debug, Serialize)]
pub(super) struct ListContext<'a> {
    /// The name of the column.
    pub(super) title: &'a str,
    /// Columns below this one.
    pub(super) children: Vec<Link<'a>>,
    /// None where all stand on one page.
    pub(super) pager: Option<Pager>,
    /// 责任处室.
    pub(super) department: Option<&'a str>,
    /// Of messages: the page of their statistics.
    pub(super) statistics: Option<String>,
}

/// What the messages of a column came to (`statistics`).
#[derive(Debug, Serialize)]
pub(super) struct StatisticsView<'a> {
    /// The name of the column.
    pub(super) title: &'a str,
    /// Months in which anything came or was answered, newest first.
    pub(super) months: Vec<MonthView>,
    /// All of them together.
    pub(super) total: MonthView,
    /// The same for spreadsheets.
    pub(super) table: String,
    /// The list of the column.
    pub(super) list: String,
}

/// What came and was answered in one month.
#[derive(Debug, Serialize)]
pub(super) struct MonthView {
    /// `2026-11`; empty for all months together.
    pub(super) month: String,
    /// Messages that came in it.
    pub(super) received: u32,
    /// Messages that were answered in it.
    pub(super) replied: u32,
    /// Working days from a message to its answer, on average of the answers, to one digit; none if nothing was answered,
    /// or the working days of a year are not known.
    pub(super) days: Option<String>,
}

/// Where a list page stands among its neighbours.
#[derive(Debug, Serialize)]
pub(super) struct Pager {
    /// The number of this part, from 1.
    pub(super) page: u32,
    /// How many parts.
    pub(super) pages: u32,
    /// How many entries in all.
    pub(super) count: usize,
    /// The address of the part before.
    pub(super) previous: Option<String>,
    /// The address of the part behind.
    pub(super) next: Option<String>,
    /// The first, the last and those nearby; a number without address stands for the gap before it.
    pub(super) numbers: Vec<PagerNumber>,
}

/// One page of a pager.
#[derive(Debug, Serialize)]
pub(super) struct PagerNumber {
    /// The number of the part.
    pub(super) number: u32,
    /// None for the gap.
    pub(super) url: Option<String>,
    /// It is this part.
    pub(super) current: bool,
}

/// A column with its newest pages: on home pages and in containers (`sections`).
#[derive(Debug, Serialize)]
pub(super) struct Section<'a> {
    /// The name of the column.
    pub(super) name: &'a str,
    /// The address of its first list.
    pub(super) url: String,
    /// What it is for.
    pub(super) description: &'a str,
    /// The word of its kind; `container` where it only lists.
    pub(super) kind: &'static str,
    /// Its newest pages.
    pub(super) items: Vec<Item<'a>>,
    /// The columns below it.
    pub(super) children: Vec<Link<'a>>,
}

// ---- home.html ----

/// `home`.
#[derive(Debug, Serialize)]
pub(super) struct HomeContext<'a> {
    /// What the site is for, in a sentence.
    pub(super) summary: Option<&'a str>,
    /// The newest page with a picture.
    pub(super) lead: Option<Item<'a>>,
    /// 新闻: the first columns of it.
    pub(super) news: Vec<Section<'a>>,
    /// 信息公开.
    pub(super) open: Vec<Section<'a>>,
    /// 网上办事.
    pub(super) services: Vec<Section<'a>>,
    /// 互动交流.
    pub(super) interaction: Vec<Section<'a>>,
    /// 业务频道: the other columns of news.
    pub(super) channels: Vec<Section<'a>>,
    /// What people come for most.
    pub(super) quick: Vec<Link<'a>>,
}

// ---- sitemap.html, redirect.html ----

/// `branches` of the site map.
#[derive(Debug, Serialize)]
pub(super) struct Branch<'a> {
    /// The name of the column.
    pub(super) name: &'a str,
    /// The address.
    pub(super) url: String,
    /// What it is for.
    pub(super) description: &'a str,
    /// The columns below it.
    pub(super) children: Vec<Branch<'a>>,
}

// ---- sites.html ----

/// The sites of one rank (`tiers`).
#[derive(Debug, Serialize)]
pub(super) struct SiteTier<'a> {
    /// 中心站点, 专题站点 or 县（市）区站点.
    pub(super) name: &'a str,
    /// Its sites, in the order of the register.
    pub(super) sites: Vec<RegisteredSite<'a>>,
}

/// A site in the register.
#[derive(Debug, Serialize)]
pub(super) struct RegisteredSite<'a> {
    /// 网站名称.
    pub(super) name: &'a str,
    /// The address of its home page.
    pub(super) url: String,
    /// 域名.
    pub(super) domain: &'a str,
    /// 网站标识码.
    pub(super) id_code: &'a str,
    /// 主办单位.
    pub(super) sponsor: &'a str,
    /// 承办单位.
    pub(super) operator: &'a str,
    /// 联系电话.
    pub(super) tel: &'a str,
    /// 运行, 改版, 关停 …, with its tone.
    pub(super) state: Badge<'a>,
    /// Since when it is in that state.
    pub(super) since: Option<Day>,
    /// Who goes on with it.
    pub(super) successor: Option<Link<'a>>,
    /// Its first-level columns.
    pub(super) columns: Vec<Link<'a>>,
}

// ---- catalogue.html ----

/// `catalogue`: a list of the catalogue of documents 政府信息公开目录.
#[derive(Debug, Serialize)]
pub(super) struct CatalogueContext<'a> {
    /// By what the documents of this list were chosen; none where all are listed.
    pub(super) by: Option<&'a str>,
    /// The value that they share.
    pub(super) value: Option<&'a str>,
    /// How many documents the list has, on all its pages.
    pub(super) count: usize,
    pub(super) pager: Option<Pager>,
    /// The table for spreadsheets.
    pub(super) table: String,
    /// The same as linked data.
    pub(super) linked: String,
}

/// What documents can be chosen by: 主题分类, 体裁分类, year, 责任处室, 有效性.
#[derive(Debug, Serialize)]
pub(super) struct FacetView<'a> {
    pub(super) name: &'a str,
    pub(super) values: Vec<FacetValueView<'a>>,
}

/// A value that documents can be chosen by.
#[derive(Debug, Serialize)]
pub(super) struct FacetValueView<'a> {
    pub(super) name: &'a str,
    /// The first page of its list.
    pub(super) url: String,
    /// How many documents it has.
    pub(super) count: usize,
    /// It is the list that is shown.
    pub(super) current: bool,
}

/// `disclosure`: an item of 法定主动公开内容, on the page of the column 政府信息公开.
#[derive(Debug, Serialize)]
pub(super) struct DisclosedView<'a> {
    pub(super) name: &'a str,
    /// Where it is published.
    pub(super) column: Link<'a>,
    /// Who publishes it.
    pub(super) department: &'a str,
    pub(super) basis: &'a str,
    /// Within what time, in words.
    pub(super) within: String,
    /// How many pages the column has.
    pub(super) count: usize,
}
