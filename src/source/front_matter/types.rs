//! What the front matter of a page holds, once it was accepted.

use crate::model::{Day, DepartmentId, Lang, LevelId, Limit, Moment, PageId, Span, Spanned};

/// Gives a closed list of words its way from and to text.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $name {
            /// Every one, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Their words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// Returns the word that front matter uses.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),*
                }
            }

            /// Returns the one that `text` names.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text)
            }
        }
    };
}

words!(AttachmentKind { Form = "form", Sample = "sample", Annex = "annex", Official = "official" });
words!(Validity { InForce = "in-force", Lapsed = "lapsed", Repealed = "repealed", Amended = "amended" });
words!(MessageKind {
    Enquiry = "enquiry",
    Complaint = "complaint",
    Suggestion = "suggestion",
    Report = "report",
    Help = "help",
    Thanks = "thanks",
});
words!(Language {
    SimplifiedChinese = "zh-CN",
    TraditionalChinese = "zh-Hant",
    English = "en",
    Japanese = "ja",
    Korean = "ko",
    French = "fr",
    German = "de",
    Russian = "ru",
    Spanish = "es",
});
words!(QuestionKind { Single = "single", Multiple = "multiple", Text = "text" });
words!(Outcome { Adopted = "adopted", Partly = "partly", Declined = "declined" });

/// The front matter of one page.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct FrontMatter {
    /// 标题.
    pub title: Spanned<String>,
    /// 责任处室, as declared.
    pub department: Spanned<DepartmentId>,
    /// 密级, as declared.
    pub level: Spanned<LevelId>,
    /// 发布时间; an introduction of a column may leave it out.
    pub date: Option<Moment>,
    /// 责任编辑.
    pub author: Option<String>,
    /// 来源; the site's name if left out.
    pub source: Option<String>,
    /// 摘要.
    pub summary: Option<String>,
    /// 关键词.
    pub keywords: Vec<String>,
    /// From when the page shows 已截止.
    pub expires: Option<Moment>,
    /// The stable name that its address is made of.
    pub id: Option<Spanned<PageId>>,
    /// 副标题.
    pub subtitle: Option<String>,
    /// A title for lists.
    pub short_title: Option<String>,
    /// 会签处室.
    pub co_departments: Vec<Spanned<DepartmentId>>,
    /// When a standing page was last confirmed valid.
    pub confirmed: Option<Day>,
    /// The language of the page, where it is not the group's.
    pub language: Option<Language>,
    /// The page of which this is a translation.
    pub translates: Option<Spanned<PageId>>,
    /// 更新记录: what was changed since it was published, for readers.
    pub changes: Vec<Change>,
    /// Addresses that lead here.
    pub redirect_from: Vec<Spanned<String>>,
    /// Never built outside `serve`.
    pub draft: bool,
    /// 转载.
    pub reprint: Option<Reprint>,
    /// Images with their words.
    pub images: Vec<Image>,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// 公文 metadata; also allowed on articles and interpretations.
    pub document: Option<Box<DocumentBlock>>,
    /// The documents that an interpretation explains.
    pub interprets: Vec<Spanned<PageId>>,
    /// The block of the page's kind.
    pub block: Option<Box<Block>>,
    /// Where the front matter stands, between its `---` lines.
    pub span: Span,
}

impl FrontMatter {
    /// Returns when the page was published or, if readers were told of a change since, changed.
    pub fn updated(&self) -> Option<Moment> {
        let changed = self.changes.iter().map(|change| Moment::start_of(change.date.value)).max();
        self.date.max(changed)
    }
}

/// The block of one kind of page.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub enum Block {
    /// 办事指南.
    Guide(Guide),
    /// 办理公示.
    Results(Results),
    /// 公众留言.
    Message(Message),
    /// 调查征集.
    Survey(Survey),
    /// 年报.
    Annual(Annual),
    /// 数据.
    Dataset(Dataset),
    /// 在线访谈.
    Interview(Interview),
    /// 表格.
    Form(Form),
}

/// 转载: where a text comes from.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Reprint {
    /// 来源网站.
    pub site: String,
    /// 原文链接.
    pub url: String,
    /// 原文时间.
    pub time: Moment,
    /// 许可.
    pub licence: String,
}

/// The language of a page, by its tag (BCP 47). All of them are written from left to right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "the names of languages say which they are")]
pub enum Language {
    SimplifiedChinese,
    TraditionalChinese,
    English,
    Japanese,
    Korean,
    French,
    German,
    Russian,
    Spanish,
}

impl Language {
    /// Returns the name by which those who read it know it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::SimplifiedChinese => "简体中文",
            Self::TraditionalChinese => "繁體中文",
            Self::English => "English",
            Self::Japanese => "日本語",
            Self::Korean => "한국어",
            Self::French => "Français",
            Self::German => "Deutsch",
            Self::Russian => "Русский",
            Self::Spanish => "Español",
        }
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::ZhCn => Self::SimplifiedChinese,
            Lang::En => Self::English,
        }
    }
}

/// A change that readers are told of.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// When it was published.
    pub date: Spanned<Day>,
    /// What is different since.
    pub note: String,
}

/// An image beside the page.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Image {
    /// The file's name beside the page.
    pub file: Spanned<String>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// 摄影、制图.
    pub by: Option<String>,
}

/// What a file to download is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum AttachmentKind {
    /// 空白表.
    Form,
    /// 样表.
    Sample,
    /// 附件.
    Annex,
    /// 正式文本.
    Official,
}

/// A file to download, beside the page.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Attachment {
    /// The file's name beside the page.
    pub file: Spanned<String>,
    /// What readers see.
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
}

/// 有效性.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum Validity {
    /// 有效.
    InForce,
    /// 失效.
    Lapsed,
    /// 废止.
    Repealed,
    /// 已修改.
    Amended,
}

/// 公文.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct DocumentBlock {
    /// 发文字号.
    pub number: Option<Spanned<String>>,
    /// 发文机关.
    pub issuer: Option<String>,
    /// 联合发文机关.
    pub co_issuers: Vec<String>,
    /// 成文日期.
    pub made: Option<Day>,
    /// 施行日期.
    pub effective: Option<Day>,
    /// 失效日期.
    pub expires: Option<Day>,
    /// 体裁分类.
    pub genre: Option<String>,
    /// 主题分类.
    pub theme: Option<String>,
    /// 有效性, as declared.
    pub validity: Validity,
    /// The pages of the documents that this one replaces.
    pub replaces: Vec<Spanned<PageId>>,
    /// 索引号.
    pub index: Option<Spanned<String>>,
}

/// 办事指南.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Guide {
    /// 事项编码.
    pub item_code: String,
    /// 事项类型.
    pub kind: Option<String>,
    /// 设定依据.
    pub basis: Vec<String>,
    /// 服务对象.
    pub target: Option<String>,
    /// 申请条件.
    pub conditions: Vec<String>,
    /// 办理材料.
    pub materials: Vec<Material>,
    /// 办理地点.
    pub place: String,
    /// 办理时间.
    pub hours: String,
    /// 联系电话.
    pub phone: String,
    /// 监督电话.
    pub complaint: Option<String>,
    /// 办理流程.
    pub steps: Vec<String>,
    /// 法定时限.
    pub legal_days: Limit,
    /// 承诺时限.
    pub promised_days: Limit,
    /// 收费.
    pub fee: String,
    /// 办理结果.
    pub result: Option<String>,
    /// 网办深度.
    pub online: Option<String>,
    /// 网上预审规则.
    pub precheck: Vec<Precheck>,
}

/// One of the materials that a guide asks for.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Material {
    /// 材料名称.
    pub name: String,
    /// 空白表 beside the page.
    pub form: Option<Spanned<String>>,
    /// 样表 beside the page.
    pub sample: Option<Spanned<String>>,
    /// 份数.
    pub copies: Option<u32>,
    /// 是否原件.
    pub original: Option<bool>,
    /// 必要性.
    pub required: Option<String>,
    /// 来源渠道.
    pub source: Option<String>,
}

/// A rule of the online pre-review.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Precheck {
    /// The field it looks at.
    pub field: String,
    /// What must hold.
    pub rule: String,
}

/// 办理公示: rows in the front matter, or a CSV beside the page.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum Results {
    /// `results:`.
    Rows(Vec<ResultRow>),
    /// `results_file:`.
    File(Spanned<String>),
}

/// One decided case, masked.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct ResultRow {
    /// 受理编号.
    pub case_no: String,
    /// 事项.
    pub item: String,
    /// 申请人.
    pub applicant: Spanned<String>,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    /// 证件号码, masked.
    pub id_masked: Option<Spanned<String>>,
    /// 受理日期.
    pub accepted: Day,
    /// 决定日期.
    pub decided: Spanned<Day>,
    /// 决定.
    pub decision: String,
    /// 理由.
    pub reason: Option<String>,
    /// 救济途径.
    pub remedy: Option<String>,
}

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum MessageKind {
    /// 咨询.
    Enquiry,
    /// 投诉.
    Complaint,
    /// 建议.
    Suggestion,
    /// 举报.
    Report,
    /// 求助.
    Help,
    /// 感谢.
    Thanks,
}

/// 公众留言; the body of the page is the reply.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Message {
    /// 编号.
    pub no: String,
    /// 类型.
    pub kind: MessageKind,
    /// 收到时间.
    pub received: Moment,
    /// 受理时间.
    pub accepted: Option<Spanned<Moment>>,
    /// 答复时间.
    pub replied: Option<Spanned<Moment>>,
    /// 答复处室.
    pub department: Spanned<DepartmentId>,
    /// 来信人, masked.
    pub asker: Spanned<String>,
    /// 来信内容.
    pub question: String,
    /// 渠道.
    pub channel: Option<String>,
    /// 主题.
    pub topic: Option<String>,
}

/// 调查征集.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Survey {
    /// 开始.
    pub opens: Day,
    /// 截止.
    pub closes: Spanned<Day>,
    /// 是否匿名.
    pub anonymous: Option<bool>,
    /// 问题.
    pub questions: Vec<Question>,
    /// 回收份数.
    pub responses: Option<u32>,
    /// 结果, a CSV beside the page.
    pub results: Option<Spanned<String>>,
    /// 采纳情况.
    pub adoption: Vec<Adoption>,
}

/// How a question is answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum QuestionKind {
    /// 单选.
    Single,
    /// 多选.
    Multiple,
    /// 填空.
    Text,
}

/// A question of a survey.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Question {
    /// Its id in the results.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// 题目.
    pub text: String,
    /// 选项.
    pub options: Vec<String>,
    /// 字数上限.
    pub max_chars: Option<u32>,
}

/// What became of an opinion.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum Outcome {
    /// 采纳.
    Adopted,
    /// 部分采纳.
    Partly,
    /// 未采纳.
    Declined,
}

/// 采纳情况 of one opinion.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Adoption {
    /// 意见.
    pub opinion: String,
    /// 处理.
    pub outcome: Outcome,
    /// 理由.
    pub reason: Option<String>,
}

/// 政府信息公开工作年度报告, its tables (国办公开办函〔2021〕30号).
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Annual {
    /// The year reported.
    pub year: i16,
    /// 主动公开政府信息情况.
    pub table1: Option<Table1>,
    /// 收到和处理政府信息公开申请情况.
    pub table2: Option<Table2>,
    /// 行政复议、行政诉讼情况.
    pub table3: Option<Table3>,
}

/// 表一.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Table1 {
    /// 规章: 制发、废止、现行有效.
    pub regulations: [u32; 3],
    /// 行政规范性文件: 制发、废止、现行有效.
    pub normative: [u32; 3],
    /// 行政许可.
    pub licences: u32,
    /// 行政处罚.
    pub penalties: u32,
    /// 行政强制.
    pub compulsory: u32,
    /// 行政事业性收费, in 万元.
    pub fees: f64,
}

/// A row of table 2: 自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计.
pub type Table2Row = Spanned<[u32; 7]>;

/// 表二.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Table2 {
    /// 本年新收.
    pub new: Table2Row,
    /// 上年结转.
    pub carried_in: Table2Row,
    /// 予以公开.
    pub granted: Table2Row,
    /// 部分公开.
    pub partly: Table2Row,
    /// 不予公开.
    pub refused: Table2Row,
    /// 无法提供.
    pub unable: Table2Row,
    /// 不予处理.
    pub dismissed: Table2Row,
    /// 其他处理.
    pub other: Table2Row,
    /// 办理结果总计.
    pub processed: Table2Row,
    /// 结转下年度.
    pub carried_out: Table2Row,
}

/// A row of table 3: 结果维持、结果纠正、其他结果、尚未审结、总计.
pub type Table3Row = Spanned<[u32; 5]>;

/// 表三.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Table3 {
    /// 行政复议.
    pub review: Table3Row,
    /// 未经复议直接起诉.
    pub suit_direct: Table3Row,
    /// 复议后起诉.
    pub suit_after_review: Table3Row,
}

/// 数据.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Dataset {
    /// The CSV beside the page.
    pub file: Spanned<String>,
    /// Its header.
    pub columns: Spanned<Vec<String>>,
    /// 使用许可.
    pub licence: String,
    /// Cells that count fewer respondents are not published.
    pub min_cell: Option<u32>,
}

/// 在线访谈.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Interview {
    /// 访谈时间.
    pub time: Moment,
    /// 嘉宾.
    pub guests: Vec<Guest>,
    /// 主持人.
    pub host: Option<String>,
    /// 网民提问.
    pub questions: Vec<InterviewQuestion>,
}

/// A guest of an interview.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Guest {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub title: String,
}

/// A reader's question and its answer.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct InterviewQuestion {
    /// 提问人, masked.
    pub by: Option<String>,
    /// 问.
    pub text: String,
    /// 答.
    pub answer: String,
}

/// 表格.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Form {
    /// 空白表 beside the page.
    pub blank: Spanned<String>,
    /// 样表 beside the page.
    pub sample: Spanned<String>,
    /// 版本.
    pub version: String,
    /// The guide it belongs to.
    pub item: Option<Spanned<PageId>>,
}
