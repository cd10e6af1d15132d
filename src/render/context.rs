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
    pub(super) name: &'a str,
    pub(super) domain: &'a str,
    pub(super) id_code: &'a str,
    pub(super) sponsor: &'a str,
    pub(super) operator: &'a str,
    pub(super) icp: &'a str,
    pub(super) police: &'a str,
    pub(super) conac_id: &'a str,
    pub(super) address: &'a str,
    pub(super) tel: &'a str,
    /// The name of the group.
    pub(super) group: &'a str,
    /// The site is the group's portal.
    pub(super) portal: bool,
    /// Whether anything on it may be found by search engines.
    pub(super) indexed: bool,
    pub(super) demo: bool,
    pub(super) preview: bool,
    /// The feed of the site, where it has one.
    pub(super) feed: Option<String>,
    /// The page that people search on, where there is one.
    pub(super) search: Option<String>,
    /// The site was closed or moved, and is kept as it was.
    pub(super) archived: Option<ArchivedView<'a>>,
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
    pub(super) name: &'a str,
    pub(super) url: String,
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
    pub(super) name: &'a str,
    pub(super) url: String,
    /// The page belongs below it.
    pub(super) current: bool,
}

/// What the parts of the frame see, beside `w` and `asset`.
#[derive(Debug, Serialize)]
pub(super) struct FrameContext<'a> {
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
    pub(super) title: &'a str,
    pub(super) subtitle: Option<&'a str>,
    /// The whole address, for the tags.
    pub(super) url: &'a str,
    /// `2026-11-09 10:00`.
    pub(super) date: Option<Moment>,
    pub(super) source: &'a str,
    pub(super) department: &'a str,
    pub(super) co_departments: Vec<&'a str>,
    pub(super) author: Option<&'a str>,
    pub(super) summary: Option<&'a str>,
    pub(super) keywords: Vec<Keyword<'a>>,
    pub(super) badges: Vec<Badge<'a>>,
    pub(super) expires: Option<Moment>,
    pub(super) confirmed: Option<Day>,
    /// What was changed since it was published, the newest first.
    pub(super) changes: Vec<ChangeView<'a>>,
    pub(super) reprint: Option<ReprintView<'a>>,
    /// The whole address of the first picture, for the tags.
    pub(super) image: Option<String>,
    /// Pictures that the body does not show.
    pub(super) gallery: Vec<Picture<'a>>,
    pub(super) attachments: Vec<Download<'a>>,
    /// Headings of the second level, where there are enough of them to be lost.
    pub(super) contents: Vec<Link<'a>>,
    pub(super) document: Option<DocumentView<'a>>,
    /// Documents that this page explains.
    pub(super) interprets: Vec<Link<'a>>,
    /// Pages that explain this document.
    pub(super) interpretations: Vec<Link<'a>>,
}

/// A keyword; without `url` it has no page.
#[derive(Debug, Serialize)]
pub(super) struct Keyword<'a> {
    pub(super) name: &'a str,
    pub(super) url: Option<String>,
}

/// 更新记录.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView<'a> {
    pub(super) date: Day,
    pub(super) note: &'a str,
}

/// 转载.
#[derive(Debug, Serialize)]
pub(super) struct ReprintView<'a> {
    pub(super) site: &'a str,
    pub(super) url: &'a str,
    pub(super) time: Moment,
    pub(super) licence: &'a str,
}

/// `page.document`: 公文.
#[derive(Debug, Serialize)]
pub(super) struct DocumentView<'a> {
    pub(super) index: Option<&'a str>,
    pub(super) number: Option<&'a str>,
    /// 发文机关 and 联合发文机关.
    pub(super) issuers: Vec<&'a str>,
    pub(super) made: Option<Day>,
    pub(super) effective: Option<Day>,
    pub(super) expires: Option<Day>,
    pub(super) genre: Option<&'a str>,
    pub(super) theme: Option<&'a str>,
    pub(super) validity: Badge<'a>,
    pub(super) replaces: Vec<Link<'a>>,
    pub(super) replaced_by: Option<Link<'a>>,
    /// The page that replaces it is not in force yet.
    pub(super) replaced_later: Option<Day>,
}

/// `guide`.
#[derive(Debug, Serialize)]
pub(super) struct GuideView<'a> {
    pub(super) item_code: &'a str,
    pub(super) kind: Option<&'a str>,
    pub(super) target: Option<&'a str>,
    pub(super) basis: &'a [String],
    pub(super) conditions: &'a [String],
    pub(super) materials: Vec<MaterialView<'a>>,
    pub(super) place: &'a str,
    pub(super) hours: &'a str,
    pub(super) phone: &'a str,
    pub(super) complaint: Option<&'a str>,
    pub(super) steps: &'a [String],
    pub(super) legal: String,
    pub(super) promised: String,
    pub(super) fee: &'a str,
    pub(super) result: Option<&'a str>,
    pub(super) online: Option<&'a str>,
    pub(super) precheck: Vec<PrecheckView<'a>>,
    /// Pages of 表格下载 that belong to it.
    pub(super) forms: Vec<Link<'a>>,
}

/// One of a guide's materials.
#[derive(Debug, Serialize)]
pub(super) struct MaterialView<'a> {
    pub(super) name: &'a str,
    pub(super) original: Option<bool>,
    pub(super) copies: Option<u32>,
    pub(super) required: Option<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) form: Option<Download<'a>>,
    pub(super) sample: Option<Download<'a>>,
}

/// One rule of a guide's pre-review.
#[derive(Debug, Serialize)]
pub(super) struct PrecheckView<'a> {
    pub(super) field: &'a str,
    pub(super) rule: Cow<'a, str>,
}

/// `results`: rows that the page declares; else `table` and `file`.
#[derive(Debug, Serialize)]
pub(super) struct ResultView<'a> {
    pub(super) case_no: &'a str,
    pub(super) item: Link<'a>,
    pub(super) applicant: &'a str,
    pub(super) uscc: Option<&'a str>,
    pub(super) id_masked: Option<&'a str>,
    pub(super) accepted: Day,
    pub(super) decided: Day,
    pub(super) decision: &'a str,
    pub(super) reason: Option<&'a str>,
    pub(super) remedy: Option<&'a str>,
}

/// `table`: a CSV as readers see it.
#[derive(Debug, Serialize)]
pub(super) struct TableView {
    pub(super) headers: Vec<String>,
    /// Which columns hold numbers only.
    pub(super) numeric: Vec<bool>,
    pub(super) rows: Vec<Vec<String>>,
    /// How many more rows the file has.
    pub(super) more: usize,
}

/// `message`; the body is the reply.
#[derive(Debug, Serialize)]
pub(super) struct MessageView<'a> {
    pub(super) no: &'a str,
    pub(super) kind: &'a str,
    pub(super) received: Moment,
    pub(super) accepted: Option<Moment>,
    pub(super) replied: Option<Moment>,
    pub(super) department: &'a str,
    pub(super) asker: &'a str,
    pub(super) question: Vec<&'a str>,
    pub(super) channel: Option<&'a str>,
    pub(super) topic: Option<&'a str>,
}

/// `survey`.
#[derive(Debug, Serialize)]
pub(super) struct SurveyView<'a> {
    pub(super) state: Badge<'a>,
    pub(super) opens: Day,
    pub(super) closes: Day,
    pub(super) anonymous: Option<bool>,
    pub(super) responses: Option<u32>,
    pub(super) questions: Vec<QuestionView<'a>>,
    pub(super) file: Option<Download<'a>>,
    pub(super) adoption: Vec<AdoptionView<'a>>,
}

/// A question with its results.
#[derive(Debug, Serialize)]
pub(super) struct QuestionView<'a> {
    pub(super) text: &'a str,
    pub(super) kind: &'a str,
    pub(super) options: &'a [String],
    pub(super) max_chars: Option<u32>,
    pub(super) answers: Vec<AnswerView>,
}

/// How many chose an option.
#[derive(Debug, Serialize)]
pub(super) struct AnswerView {
    pub(super) option: String,
    pub(super) count: u64,
    /// In percent with one digit; of the responses, where their number is known, else of all answers.
    pub(super) share: String,
    /// The same, as the length of a bar from 0 to 100.
    pub(super) length: u64,
}

/// What became of an opinion.
#[derive(Debug, Serialize)]
pub(super) struct AdoptionView<'a> {
    pub(super) opinion: &'a str,
    pub(super) outcome: Badge<'a>,
    pub(super) reason: Option<&'a str>,
}

/// `annual`.
#[derive(Debug, Serialize)]
pub(super) struct AnnualView<'a> {
    pub(super) year: i16,
    pub(super) table1: Option<Table1View>,
    pub(super) table2: Option<Table2View<'a>>,
    pub(super) table3: Option<Table3View>,
}

/// 表一.
#[derive(Debug, Serialize)]
pub(super) struct Table1View {
    pub(super) regulations: [u32; 3],
    pub(super) normative: [u32; 3],
    pub(super) licences: u32,
    pub(super) penalties: u32,
    pub(super) compulsory: u32,
    /// In 万元.
    pub(super) fees: String,
}

/// 表二.
#[derive(Debug, Serialize)]
pub(super) struct Table2View<'a> {
    pub(super) new: [u32; 7],
    pub(super) carried_in: [u32; 7],
    /// 办理结果, one after another.
    pub(super) outcomes: Vec<RowView<'a>>,
    pub(super) carried_out: [u32; 7],
}

/// A named row of numbers.
#[derive(Debug, Serialize)]
pub(super) struct RowView<'a> {
    pub(super) name: &'a str,
    pub(super) cells: [u32; 7],
}

/// 表三.
#[derive(Debug, Serialize)]
pub(super) struct Table3View {
    pub(super) review: [u32; 5],
    pub(super) suit_direct: [u32; 5],
    pub(super) suit_after_review: [u32; 5],
}

/// `dataset`; its rows stand in `table`.
#[derive(Debug, Serialize)]
pub(super) struct DatasetView<'a> {
    pub(super) file: Download<'a>,
    pub(super) columns: &'a [String],
    pub(super) licence: &'a str,
    pub(super) min_cell: Option<u32>,
}

/// `interview`.
#[derive(Debug, Serialize)]
pub(super) struct InterviewView<'a> {
    pub(super) time: Moment,
    pub(super) guests: Vec<GuestView<'a>>,
    pub(super) host: Option<&'a str>,
    pub(super) questions: Vec<ExchangeView<'a>>,
}

/// A guest.
#[derive(Debug, Serialize)]
pub(super) struct GuestView<'a> {
    pub(super) name: &'a str,
    pub(super) title: &'a str,
}

/// A question and its answer.
#[derive(Debug, Serialize)]
pub(super) struct ExchangeView<'a> {
    pub(super) by: Option<&'a str>,
    pub(super) text: &'a str,
    pub(super) answer: &'a str,
}

/// `form`.
#[derive(Debug, Serialize)]
pub(super) struct FormView<'a> {
    pub(super) version: &'a str,
    pub(super) blank: Download<'a>,
    pub(super) sample: Download<'a>,
    pub(super) guide: Option<Link<'a>>,
}

// ---- lists (list.html, container.html, keyword.html) ----

/// `list`.
#[derive(Debug, Serialize)]
pub(super) struct ListContext<'a> {
    pub(super) title: &'a str,
    pub(super) items: Vec<Item<'a>>,
    /// Columns below this one.
    pub(super) children: Vec<Link<'a>>,
    pub(super) pager: Option<Pager>,
    pub(super) department: Option<&'a str>,
}

/// Where a list page stands among its neighbours.
#[derive(Debug, Serialize)]
pub(super) struct Pager {
    pub(super) page: u32,
    pub(super) pages: u32,
    pub(super) count: usize,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
    /// The first, the last and those nearby; a number without address stands for the gap before it.
    pub(super) numbers: Vec<PagerNumber>,
}

/// One page of a pager.
#[derive(Debug, Serialize)]
pub(super) struct PagerNumber {
    pub(super) number: u32,
    /// None for the gap.
    pub(super) url: Option<String>,
    pub(super) current: bool,
}

/// A column with its newest pages: on home pages and in containers (`sections`).
#[derive(Debug, Serialize)]
pub(super) struct Section<'a> {
    pub(super) name: &'a str,
    pub(super) url: String,
    pub(super) description: &'a str,
    pub(super) kind: &'static str,
    pub(super) items: Vec<Item<'a>>,
    pub(super) children: Vec<Link<'a>>,
}

// ---- home.html ----

/// `home`.
#[derive(Debug, Serialize)]
pub(super) struct HomeContext<'a> {
    pub(super) summary: Option<&'a str>,
    /// The newest page with a picture.
    pub(super) lead: Option<Item<'a>>,
    pub(super) news: Vec<Section<'a>>,
    pub(super) open: Vec<Section<'a>>,
    pub(super) services: Vec<Section<'a>>,
    pub(super) interaction: Vec<Section<'a>>,
    pub(super) channels: Vec<Section<'a>>,
    /// What people come for most.
    pub(super) quick: Vec<Link<'a>>,
}

// ---- sitemap.html, redirect.html ----

/// `branches` of the site map.
#[derive(Debug, Serialize)]
pub(super) struct Branch<'a> {
    pub(super) name: &'a str,
    pub(super) url: String,
    pub(super) description: &'a str,
    pub(super) children: Vec<Branch<'a>>,
}

// ---- sites.html ----

/// The sites of one rank (`tiers`).
#[derive(Debug, Serialize)]
pub(super) struct SiteTier<'a> {
    pub(super) name: &'a str,
    pub(super) sites: Vec<RegisteredSite<'a>>,
}

/// A site in the register.
#[derive(Debug, Serialize)]
pub(super) struct RegisteredSite<'a> {
    pub(super) name: &'a str,
    pub(super) url: String,
    pub(super) domain: &'a str,
    pub(super) id_code: &'a str,
    pub(super) sponsor: &'a str,
    pub(super) operator: &'a str,
    pub(super) tel: &'a str,
    pub(super) state: Badge<'a>,
    /// Since when it is in that state.
    pub(super) since: Option<Day>,
    /// Who goes on with it.
    pub(super) successor: Option<Link<'a>>,
    /// Its first-level columns.
    pub(super) columns: Vec<Link<'a>>,
}
