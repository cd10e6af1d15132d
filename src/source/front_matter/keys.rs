//! Every key that a front matter knows: its type, where it is allowed, and its name in two languages.
//!
//! Messages name fields from here, `docs/front-matter.md` is made from here, and a test holds the reader to it.

use crate::model::Kind;
pub use crate::source::front_matter::examples::example;
use crate::source::front_matter::manual;
use crate::source::front_matter::types::{AttachmentKind, MessageKind, Outcome, QuestionKind, Validity};

/// What a key holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyType {
    /// A text that says something.
    Text,
    /// The id of a department.
    Department,
    /// The id of a level of confidentiality.
    Level,
    /// The id of a page.
    Page,
    /// `2026-11-09`.
    Day,
    /// `2026-11-09 10:00`.
    Moment,
    /// `5wd`, `30d`, `6mo`, `1y`.
    Limit,
    /// `true` or `false`.
    Bool,
    /// A whole number from 0.
    Count,
    /// A year, 1900 to 2999.
    Year,
    /// A number from 0, whole or not.
    Number,
    /// An address that begins with `https://` or `http://`.
    Url,
    /// The name of a file beside the page.
    File,
    /// The name of a CSV file beside the page.
    Csv,
    /// One of these words.
    Word(&'static [&'static str]),
    /// This many whole numbers.
    Counts(usize),
    /// A list of texts.
    Texts,
    /// A list of texts that says something.
    SomeTexts,
    /// A list of addresses of the site.
    Addresses,
    /// A list of keywords.
    Keywords,
    /// A list of ids of departments.
    Departments,
    /// A list of ids of pages.
    Pages,
    /// A table: its keys follow.
    Table,
    /// A list of tables: their keys follow.
    Tables,
}

/// One key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key {
    /// Its path, such as `guide.materials[].name`.
    pub path: &'static str,
    /// What it holds.
    pub holds: KeyType,
    /// Whether its table must have it.
    pub required: bool,
    /// 中文名称.
    pub zh: &'static str,
    /// Its English name.
    pub en: &'static str,
}

impl Key {
    /// Returns the path of the table that the key is in; empty at the top.
    pub fn parent(&self) -> &'static str {
        self.path.rsplit_once('.').map_or("", |(parent, _)| parent)
    }

    /// Returns the key's own name.
    pub fn name(&self) -> &'static str {
        self.path.rsplit_once('.').map_or(self.path, |(_, name)| name)
    }
}

const fn required(path: &'static str, holds: KeyType, zh: &'static str, en: &'static str) -> Key {
    Key { path, holds, required: true, zh, en }
}

const fn optional(path: &'static str, holds: KeyType, zh: &'static str, en: &'static str) -> Key {
    Key { path, holds, required: false, zh, en }
}

/// Every key, each table after the keys around it.
pub static KEYS: &[Key] = &[
    required("title", KeyType::Text, "标题", "title"),
    required("department", KeyType::Department, "责任处室", "responsible department"),
    required("confidentiality", KeyType::Level, "密级", "level of confidentiality"),
    required("date", KeyType::Moment, "发布时间", "date of publication"),
    optional("author", KeyType::Text, "责任编辑", "editor"),
    optional("source", KeyType::Text, "来源", "source"),
    optional("summary", KeyType::Text, "摘要", "summary"),
    optional("keywords", KeyType::Keywords, "关键词", "keywords"),
    optional("expires", KeyType::Moment, "截止时间", "closing time"),
    optional("id", KeyType::Page, "页面代号", "page id"),
    optional("subtitle", KeyType::Text, "副标题", "subtitle"),
    optional("short_title", KeyType::Text, "短标题", "title for lists"),
    optional("co_departments", KeyType::Departments, "会签处室", "co-signing departments"),
    optional("confirmed", KeyType::Day, "确认日期", "date of confirmation"),
    optional("changes", KeyType::Tables, "更新记录", "changes since it was published"),
    required("changes[].date", KeyType::Day, "更新日期", "date of the change"),
    required("changes[].note", KeyType::Text, "更新说明", "what was changed"),
    optional("redirect_from", KeyType::Addresses, "原地址", "former addresses"),
    optional("draft", KeyType::Bool, "草稿", "draft"),
    optional("reprint", KeyType::Table, "转载", "reprint"),
    required("reprint.site", KeyType::Text, "来源网站", "site of origin"),
    required("reprint.url", KeyType::Url, "原文链接", "address of the original"),
    required("reprint.time", KeyType::Moment, "原文时间", "time of the original"),
    required("reprint.licence", KeyType::Text, "转载许可", "licence"),
    optional("images", KeyType::Tables, "图片", "images"),
    required("images[].file", KeyType::File, "图片文件", "image file"),
    required("images[].alt", KeyType::Text, "图片说明", "words for those who do not see it"),
    optional("images[].by", KeyType::Text, "作者", "by"),
    optional("attachments", KeyType::Tables, "附件", "attachments"),
    required("attachments[].file", KeyType::File, "附件文件", "attached file"),
    required("attachments[].name", KeyType::Text, "附件名称", "name of the attachment"),
    required("attachments[].kind", KeyType::Word(AttachmentKind::WORDS), "附件类型", "kind of attachment"),
    // 公文.
    optional("document", KeyType::Table, "公文信息", "official document"),
    optional("document.number", KeyType::Text, "发文字号", "document number"),
    optional("document.issuer", KeyType::Text, "发文机关", "issuing body"),
    optional("document.co_issuers", KeyType::Texts, "联合发文机关", "joint issuing bodies"),
    optional("document.made", KeyType::Day, "成文日期", "date of the document"),
    optional("document.effective", KeyType::Day, "施行日期", "effective date"),
    optional("document.expires", KeyType::Day, "失效日期", "expiry date"),
    optional("document.genre", KeyType::Text, "体裁分类", "genre"),
    optional("document.theme", KeyType::Text, "主题分类", "theme"),
    required("document.validity", KeyType::Word(Validity::WORDS), "有效性", "validity"),
    optional("document.replaces", KeyType::Pages, "被替代的文件", "replaced documents"),
    optional("document.index", KeyType::Text, "索引号", "index number"),
    // 政策解读.
    optional("interprets", KeyType::Pages, "所解读的文件", "interpreted documents"),
    // 办事指南.
    optional("guide", KeyType::Table, "办事指南", "service guide"),
    required("guide.item_code", KeyType::Text, "事项编码", "item code"),
    optional("guide.kind", KeyType::Text, "事项类型", "kind of item"),
    required("guide.basis", KeyType::SomeTexts, "设定依据", "legal basis"),
    optional("guide.target", KeyType::Text, "服务对象", "who may apply"),
    required("guide.conditions", KeyType::SomeTexts, "申请条件", "conditions"),
    required("guide.materials", KeyType::Tables, "办理材料", "materials"),
    required("guide.materials[].name", KeyType::Text, "材料名称", "name of the material"),
    optional("guide.materials[].form", KeyType::File, "空白表", "blank form"),
    optional("guide.materials[].sample", KeyType::File, "样表", "filled sample"),
    optional("guide.materials[].copies", KeyType::Count, "份数", "copies"),
    optional("guide.materials[].original", KeyType::Bool, "是否原件", "original"),
    optional("guide.materials[].required", KeyType::Text, "必要性", "necessity"),
    optional("guide.materials[].source", KeyType::Text, "来源渠道", "where to get it"),
    required("guide.place", KeyType::Text, "办理地点", "place"),
    required("guide.hours", KeyType::Text, "办理时间", "hours"),
    required("guide.phone", KeyType::Text, "联系电话", "telephone"),
    optional("guide.complaint", KeyType::Text, "监督电话", "telephone for complaints"),
    required("guide.steps", KeyType::SomeTexts, "办理流程", "steps"),
    required("guide.legal_days", KeyType::Limit, "法定时限", "statutory time limit"),
    required("guide.promised_days", KeyType::Limit, "承诺时限", "promised time limit"),
    required("guide.fee", KeyType::Text, "收费", "fee"),
    optional("guide.result", KeyType::Text, "办理结果", "result"),
    optional("guide.online", KeyType::Text, "网办深度", "how far it works online"),
    optional("guide.precheck", KeyType::Tables, "预审规则", "online pre-review"),
    required("guide.precheck[].field", KeyType::Text, "预审项目", "field of the pre-review"),
    required("guide.precheck[].rule", KeyType::Text, "预审要求", "rule of the pre-review"),
    // 办理公示.
    optional("results", KeyType::Tables, "办理结果公示", "results"),
    required("results[].case_no", KeyType::Text, "受理编号", "case number"),
    required("results[].item", KeyType::Text, "事项", "item"),
    required("results[].applicant", KeyType::Text, "申请人", "applicant"),
    optional("results[].uscc", KeyType::Text, "统一社会信用代码", "unified social credit code"),
    optional("results[].id_masked", KeyType::Text, "证件号码", "masked identity number"),
    required("results[].accepted", KeyType::Day, "受理日期", "date of acceptance"),
    required("results[].decided", KeyType::Day, "决定日期", "date of decision"),
    required("results[].decision", KeyType::Text, "决定", "decision"),
    optional("results[].reason", KeyType::Text, "理由", "reason"),
    optional("results[].remedy", KeyType::Text, "救济途径", "remedy"),
    optional("results_file", KeyType::Csv, "公示数据文件", "file of results"),
    // 公众留言.
    optional("message", KeyType::Table, "留言", "message"),
    required("message.no", KeyType::Text, "留言编号", "message number"),
    required("message.kind", KeyType::Word(MessageKind::WORDS), "留言类型", "kind of message"),
    required("message.received", KeyType::Moment, "收到时间", "time received"),
    optional("message.accepted", KeyType::Moment, "受理时间", "time accepted"),
    optional("message.replied", KeyType::Moment, "答复时间", "time of the reply"),
    required("message.department", KeyType::Department, "答复处室", "department that replied"),
    required("message.asker", KeyType::Text, "来信人", "who asks, masked"),
    required("message.question", KeyType::Text, "来信内容", "question"),
    optional("message.channel", KeyType::Text, "来信渠道", "channel"),
    optional("message.topic", KeyType::Text, "留言主题", "topic"),
    // 调查征集.
    optional("survey", KeyType::Table, "调查征集", "survey"),
    required("survey.opens", KeyType::Day, "开始日期", "opening date"),
    required("survey.closes", KeyType::Day, "截止日期", "closing date"),
    optional("survey.anonymous", KeyType::Bool, "是否匿名", "anonymous"),
    required("survey.questions", KeyType::Tables, "问题", "questions"),
    required("survey.questions[].id", KeyType::Text, "问题代号", "question id"),
    required("survey.questions[].kind", KeyType::Word(QuestionKind::WORDS), "题型", "kind of question"),
    required("survey.questions[].text", KeyType::Text, "题目", "question"),
    optional("survey.questions[].options", KeyType::Texts, "选项", "options"),
    optional("survey.questions[].max_chars", KeyType::Count, "字数上限", "most characters"),
    optional("survey.responses", KeyType::Count, "回收份数", "responses"),
    optional("survey.results", KeyType::Csv, "结果数据文件", "file of results"),
    optional("survey.adoption", KeyType::Tables, "采纳情况", "adoption"),
    required("survey.adoption[].opinion", KeyType::Text, "意见", "opinion"),
    required("survey.adoption[].outcome", KeyType::Word(Outcome::WORDS), "处理结果", "outcome"),
    optional("survey.adoption[].reason", KeyType::Text, "理由", "reason"),
    // 年报.
    optional("annual", KeyType::Table, "年度报告", "annual report"),
    required("annual.year", KeyType::Year, "年度", "year"),
    optional("annual.table1", KeyType::Table, "表一", "table 1"),
    required("annual.table1.regulations", KeyType::Counts(3), "规章", "regulations"),
    required("annual.table1.normative", KeyType::Counts(3), "行政规范性文件", "normative documents"),
    required("annual.table1.licences", KeyType::Count, "行政许可", "administrative licences"),
    required("annual.table1.penalties", KeyType::Count, "行政处罚", "administrative penalties"),
    required("annual.table1.compulsory", KeyType::Count, "行政强制", "compulsory measures"),
    required("annual.table1.fees", KeyType::Number, "行政事业性收费", "administrative fees"),
    optional("annual.table2", KeyType::Table, "表二", "table 2"),
    required("annual.table2.new", KeyType::Counts(7), "本年新收", "new requests"),
    required("annual.table2.carried_in", KeyType::Counts(7), "上年结转", "carried in"),
    required("annual.table2.granted", KeyType::Counts(7), "予以公开", "granted"),
    required("annual.table2.partly", KeyType::Counts(7), "部分公开", "partly granted"),
    required("annual.table2.refused", KeyType::Counts(7), "不予公开", "refused"),
    required("annual.table2.unable", KeyType::Counts(7), "无法提供", "unable to provide"),
    required("annual.table2.dismissed", KeyType::Counts(7), "不予处理", "dismissed"),
    required("annual.table2.other", KeyType::Counts(7), "其他处理", "other"),
    required("annual.table2.processed", KeyType::Counts(7), "办理结果总计", "processed in all"),
    required("annual.table2.carried_out", KeyType::Counts(7), "结转下年度", "carried out"),
    optional("annual.table3", KeyType::Table, "表三", "table 3"),
    required("annual.table3.review", KeyType::Counts(5), "行政复议", "administrative review"),
    required("annual.table3.suit_direct", KeyType::Counts(5), "未经复议直接起诉", "lawsuits without review"),
    required("annual.table3.suit_after_review", KeyType::Counts(5), "复议后起诉", "lawsuits after review"),
    // 数据.
    optional("dataset", KeyType::Table, "数据集", "data set"),
    required("dataset.file", KeyType::Csv, "数据文件", "data file"),
    required("dataset.columns", KeyType::SomeTexts, "数据项", "columns of the file"),
    required("dataset.licence", KeyType::Text, "使用许可", "licence"),
    optional("dataset.min_cell", KeyType::Count, "最小单元格", "smallest cell"),
    // 在线访谈.
    optional("interview", KeyType::Table, "在线访谈", "interview"),
    required("interview.time", KeyType::Moment, "访谈时间", "time of the interview"),
    required("interview.guests", KeyType::Tables, "嘉宾", "guests"),
    required("interview.guests[].name", KeyType::Text, "嘉宾姓名", "name of the guest"),
    required("interview.guests[].title", KeyType::Text, "嘉宾职务", "title of the guest"),
    optional("interview.host", KeyType::Text, "主持人", "host"),
    optional("interview.questions", KeyType::Tables, "网民提问", "questions"),
    optional("interview.questions[].by", KeyType::Text, "提问人", "who asks, masked"),
    required("interview.questions[].text", KeyType::Text, "提问", "question"),
    required("interview.questions[].answer", KeyType::Text, "回答", "answer"),
    // 表格.
    optional("form", KeyType::Table, "表格", "form"),
    required("form.blank", KeyType::File, "空白表", "blank form"),
    required("form.sample", KeyType::File, "样表", "filled sample"),
    required("form.version", KeyType::Text, "表格版本", "version"),
    optional("form.item", KeyType::Page, "所属办事指南", "service guide it belongs to"),
];

/// Returns `docs/front-matter.md`.
pub fn markdown() -> String {
    manual::markdown()
}

/// Returns the key at `path`, which may number the items of lists: `guide.materials[2].name`.
pub fn key(path: &str) -> Option<&'static Key> {
    if !path.contains('[') {
        return KEYS.iter().find(|k| k.path == path);
    }
    let mut plain = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside = (inside || c == '[') && c != ']';
        if !inside || c == '[' {
            plain.push(c);
        }
    }
    KEYS.iter().find(|k| k.path == plain)
}

/// Returns whether the block `key` may stand in a page of this kind.
pub fn allowed(key: &str, kind: Kind) -> bool {
    match key {
        "document" => matches!(kind, Kind::Document | Kind::Article | Kind::Interpretation),
        "interprets" => kind == Kind::Interpretation,
        "guide" => kind == Kind::Guide,
        "results" | "results_file" => kind == Kind::Result,
        "message" => kind == Kind::Message,
        "survey" => kind == Kind::Survey,
        "annual" => kind == Kind::Annual,
        "dataset" => kind == Kind::Dataset,
        "interview" => kind == Kind::Interview,
        "form" => kind == Kind::Form,
        _ => true,
    }
}

/// Returns the block that a page of this kind must have.
pub fn block_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Document => Some("document"),
        Kind::Interpretation => Some("interprets"),
        Kind::Guide => Some("guide"),
        Kind::Result => Some("results"),
        Kind::Message => Some("message"),
        Kind::Survey => Some("survey"),
        Kind::Annual => Some("annual"),
        Kind::Dataset => Some("dataset"),
        Kind::Interview => Some("interview"),
        Kind::Form => Some("form"),
        Kind::Article | Kind::Standing | Kind::Home => None,
    }
}

/// Returns our key for a word that people write instead: its Chinese name, or what other programs call it.
pub(super) fn meant(parent: &str, written: &str) -> Option<&'static str> {
    const ELSEWHERE: &[(&str, &str)] = &[
        ("tags", "keywords"),
        ("description", "summary"),
        ("slug", "id"),
        ("aliases", "redirect_from"),
        ("office", "department"),
        ("dept", "department"),
        ("level", "confidentiality"),
        ("secrecy", "confidentiality"),
        ("publishdate", "date"),
        ("editor", "author"),
        ("files", "attachments"),
    ];
    let by_name = KEYS.iter().find(|k| k.parent() == parent && k.zh == written).map(Key::name);
    let lower = written.to_ascii_lowercase();
    let elsewhere = || ELSEWHERE.iter().find(|(word, _)| parent.is_empty() && *word == lower).map(|(_, key)| *key);
    by_name.or_else(elsewhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stands_once_and_below_a_table() {
        for (i, k) in KEYS.iter().enumerate() {
            assert!(KEYS[..i].iter().all(|other| other.path != k.path), "{} stands twice", k.path);
            let parent = KEYS[..i].iter().find(|p| p.path == k.parent().trim_end_matches("[]"));
            match parent {
                Some(p) => assert!(matches!(p.holds, KeyType::Table | KeyType::Tables), "{}", k.path),
                None => assert_eq!(k.parent(), "", "{}", k.path),
            }
        }
    }

    #[test]
    fn an_item_of_a_list_has_the_name_of_its_kind() {
        assert_eq!(key("guide.materials[12].name").map(|k| k.zh), Some("材料名称"));
        assert_eq!(key("title").map(|k| k.zh), Some("标题"));
        assert_eq!(key("titel"), None);
    }

    #[test]
    fn every_kind_may_have_the_block_that_it_must_have() {
        for kind in Kind::ALL {
            assert!(block_of(kind).is_none_or(|b| allowed(b, kind)), "{kind:?}");
        }
    }

    #[test]
    fn people_are_told_our_word_for_theirs() {
        assert_eq!(meant("", "责任处室"), Some("department"));
        assert_eq!(meant("", "Tags"), Some("keywords"));
        assert_eq!(meant("guide", "联系电话"), Some("phone"));
        assert_eq!(meant("guide", "tags"), None);
    }
}
