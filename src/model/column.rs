//! Columns and departments as the other rooms see them: names and tags, no rights.
//!
//! Made by `policy` from the matrix; `source` and `render` get them as values and never see the policy itself.

use super::{ColumnId, Day, DepartmentId, Limit, SiteId};

/// What a column's pages are; it decides their block of front matter, their address and their template.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// 新闻、通知.
    Article,
    /// 公文.
    Document,
    /// 政策解读.
    Interpretation,
    /// 办事指南.
    Guide,
    /// 办理公示.
    Result,
    /// 公众留言、局长信箱、投诉.
    Message,
    /// 调查征集.
    Survey,
    /// 年度报告.
    Annual,
    /// 数据.
    Dataset,
    /// 在线访谈.
    Interview,
    /// 表格.
    Form,
    /// A page without news value that stays: duties, contacts, guides to disclosure.
    Standing,
    /// The home page of a site.
    Home,
}

impl Kind {
    /// Every kind, in the order of the glossary.
    pub const ALL: [Self; 13] = [
        Self::Article,
        Self::Document,
        Self::Interpretation,
        Self::Guide,
        Self::Result,
        Self::Message,
        Self::Survey,
        Self::Annual,
        Self::Dataset,
        Self::Interview,
        Self::Form,
        Self::Standing,
        Self::Home,
    ];

    /// Returns the word that `reviewers.toml` uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Document => "document",
            Self::Interpretation => "interpretation",
            Self::Guide => "guide",
            Self::Result => "result",
            Self::Message => "message",
            Self::Survey => "survey",
            Self::Annual => "annual",
            Self::Dataset => "dataset",
            Self::Interview => "interview",
            Self::Form => "form",
            Self::Standing => "standing",
            Self::Home => "home",
        }
    }

    /// Returns the kind that `text` names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == text)
    }

    /// Returns whether addresses of this kind carry their date: `/<column>/<YYYY>/<MMDD>-<slug>.html`.
    pub fn is_dated(self) -> bool {
        match self {
            Self::Article
            | Self::Document
            | Self::Interpretation
            | Self::Result
            | Self::Message
            | Self::Survey
            | Self::Interview
            | Self::Dataset => true,
            Self::Guide | Self::Form | Self::Annual | Self::Standing | Self::Home => false,
        }
    }
}

/// The class of a column for update reminders 更新提醒类别 (article 15 of the regulation).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// 新闻动态.
    News,
    /// 互动交流.
    Interaction,
    /// 随时更新.
    OnChange,
    /// 其他.
    Other,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 4] = [Self::News, Self::Interaction, Self::OnChange, Self::Other];

    /// Returns the word that `reviewers.toml` uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Interaction => "interaction",
            Self::OnChange => "on-change",
            Self::Other => "other",
        }
    }

    /// Returns the class that `text` names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == text)
    }
}

/// Which departments may declare pages in a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ColumnDepartments {
    /// `["*"]`: every department.
    All,
    /// These; the first answers for the column.
    Some(Vec<DepartmentId>),
}

impl ColumnDepartments {
    /// Returns whether `department` may contribute.
    pub fn allows(&self, department: &DepartmentId) -> bool {
        match self {
            Self::All => true,
            Self::Some(list) => list.contains(department),
        }
    }

    /// Returns the department that answers for the column, where one is named.
    pub fn first(&self) -> Option<&DepartmentId> {
        match self {
            Self::All => None,
            Self::Some(list) => list.first(),
        }
    }
}

/// An item of proactive disclosure 法定主动公开事项 of a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disclosed {
    /// 事项名称.
    pub name: String,
    /// Who publishes it.
    pub department: DepartmentId,
    /// On what basis.
    pub basis: String,
    /// Within what time.
    pub within: Limit,
}

/// A column 栏目 as pages and templates see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its folder under `content/`.
    pub id: ColumnId,
    /// The site it belongs to: the first segment of the id, or the only site.
    pub site: SiteId,
    /// The folder of its addresses inside the web root; empty for the home column.
    pub address: String,
    /// 栏目名称.
    pub name: String,
    /// Who may declare pages here.
    pub departments: ColumnDepartments,
    /// What its pages are; none for a container, which only lists.
    pub kind: Option<Kind>,
    /// ColumnType of the national page tags.
    pub column_type: String,
    /// ColumnKeywords of the national page tags.
    pub keywords: Vec<String>,
    /// ColumnDescription of the national page tags.
    pub description: String,
    /// The column above.
    pub parent: Option<ColumnId>,
    /// Place among its siblings; ties keep the order of `reviewers.toml`.
    pub order: i64,
    /// 一级栏目: shown on the home page and in the navigation.
    pub first_level: bool,
    /// Columns whose pages are listed here by title, source and link.
    pub aggregate: Vec<ColumnId>,
    /// 更新提醒类别.
    pub class: Class,
    /// 更新时限.
    pub limit: Option<Limit>,
    /// How long a standing page counts as confirmed.
    pub confirm: Option<Limit>,
    /// 答复时限.
    pub reply_within: Option<Limit>,
    /// 附件二: what must be published here on one's own account.
    pub disclosure: Vec<Disclosed>,
    /// 归档日期: since when it is kept as it was and no longer looked after.
    pub archived: Option<Day>,
}

/// A responsible department 责任处室 as pages show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
    /// The site it belongs to, where it is not the whole group's.
    pub site: Option<SiteId>,
}
