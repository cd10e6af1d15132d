//! What `site.toml` means, once it was accepted.

use crate::model::{Day, Lang, SiteId, Span, Spanned, Zone};

/// The whole of `site.toml`.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// The group.
    pub group: Group,
    /// How it is built.
    pub build: Build,
    /// The sites, in the order of writing; at least one.
    pub sites: Vec<Site>,
    /// Whether the repository holds one site and leaves the site level out of its folders (`[site]`).
    pub single: bool,
}

/// `[group]`: what all sites share.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// 网站群名称.
    pub name: String,
    /// The zone of every date.
    pub zone: Zone,
    /// The language of pages and, unless somebody says otherwise, of messages.
    pub lang: Lang,
    /// Whether everything is invented: banner on every page, noindex.
    pub demo: bool,
    /// Where pages of the whole group live.
    pub portal: SiteId,
}

/// `[build]`.
#[derive(Clone, PartialEq, Debug)]
pub struct Build {
    /// The theme's name.
    pub theme: Spanned<String>,
    /// What happens to a page that waits for signatures.
    pub pending: Pending,
    /// Entries on one list page.
    pub page_size: usize,
    /// Whether keywords have pages.
    pub keyword_pages: bool,
    /// Whether documents have a catalogue.
    pub catalogue: bool,
    /// Whether a search index is made.
    pub search: bool,
    /// Whether pages have a JSON twin.
    pub json: bool,
}

/// What the site shows of a page whose newest version waits for signatures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pending {
    /// The last approved edition.
    Hold,
    /// Nothing.
    Withhold,
}

/// The rank of a site in the group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tier {
    /// 中心站点.
    Center,
    /// 专题站点.
    Topic,
    /// 县(市)区站点.
    County,
}

/// The state of a site in the register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// 规划.
    Planned,
    /// 在建.
    Building,
    /// 运行.
    Running,
    /// 改版.
    Revising,
    /// 关停.
    Closed,
    /// 迁移.
    Moved,
}

/// Who goes on with what a closed or moved site did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Successor {
    /// Another site of the group.
    Site(SiteId),
    /// A site elsewhere, by its domain.
    Elsewhere(String),
}

/// One site of the group.
#[derive(Clone, PartialEq, Debug)]
pub struct Site {
    /// Its id: the folder under `content/` and under the output. The only site of a repository is called `site`.
    pub id: SiteId,
    /// 网站名称 (SiteName).
    pub name: String,
    /// 域名 (SiteDomain).
    pub domain: Spanned<String>,
    /// 网站标识码 (SiteIDCode).
    pub id_code: Spanned<String>,
    /// Rank in the group.
    pub tier: Tier,
    /// State in the register.
    pub state: State,
    /// Since when it is in that state; known of every site that was closed or moved.
    pub since: Option<Day>,
    /// Who goes on with it; known of every site that was moved.
    pub successor: Option<Successor>,
    /// 主办单位.
    pub sponsor: String,
    /// 承办单位.
    pub operator: String,
    /// ICP备案编号.
    pub icp: String,
    /// 公安机关备案号; may be empty in a demo.
    pub police: String,
    /// 党政机关网站标识编号; may be empty in a demo.
    pub conac_id: String,
    /// 地址.
    pub address: String,
    /// 联系电话.
    pub tel: String,
    /// The theme of its own, where it has one; else it looks as the group does.
    pub theme: Option<Spanned<String>>,
    /// Where its paragraph stands in `site.toml`.
    pub span: Span,
}

impl Pending {
    /// Returns what `text` names: `hold` or `withhold`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "hold" => Some(Self::Hold),
            "withhold" => Some(Self::Withhold),
            _ => None,
        }
    }
}

impl Tier {
    /// Returns the word that `site.toml` uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Center => "center",
            Self::Topic => "topic",
            Self::County => "county",
        }
    }

    /// Returns the rank that `text` names.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Center, Self::Topic, Self::County].into_iter().find(|t| t.as_str() == text)
    }
}

impl State {
    /// Returns whether the site is kept as it was and no longer looked after: 网页归档 (国办发〔2017〕47号).
    pub fn is_archived(self) -> bool {
        matches!(self, Self::Closed | Self::Moved)
    }

    /// Returns the word that `site.toml` uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Building => "building",
            Self::Running => "running",
            Self::Revising => "revising",
            Self::Closed => "closed",
            Self::Moved => "moved",
        }
    }

    /// Returns the state that `text` names.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Planned, Self::Building, Self::Running, Self::Revising, Self::Closed, Self::Moved]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

impl Config {
    /// Returns the site `id`.
    pub fn site(&self, id: &SiteId) -> Option<&Site> {
        self.sites.iter().find(|s| s.id == *id)
    }
}
