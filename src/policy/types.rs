//! What `reviewers.toml` means, once it was accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::model::{
    Column, ColumnDepartments, ColumnId, CommitId, ContentPath, Day, Department, DepartmentId, Disclosed, LevelId,
    Limit, PathError, PersonId, Sha256, SiteId, Span, Spanned, StepId,
};

/// The whole of `reviewers.toml`: every name in it exists, no key is shared, nothing that is published goes unsigned.
///
/// Whether every cell can be filled depends on who is there; [`check_cells`](crate::policy::check_cells) says so.
#[derive(Clone, PartialEq, Debug)]
pub struct Policy {
    /// One more with every signed version.
    pub serial: u32,
    /// The version before; none for the first.
    pub previous: Option<Sha256>,
    /// The place in history from which it holds; none for the first.
    pub after: Option<CommitId>,
    /// Versions that the root declares without force.
    pub rejects: Vec<Sha256>,
    /// Sign-offs that the root declares without force.
    pub void: Vec<CommitId>,
    /// `[policy]`.
    pub settings: Settings,
    /// Who may change this file.
    pub root: Root,
    /// 责任处室, by id.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// The ids of the departments, in the order of writing.
    pub department_order: Vec<DepartmentId>,
    /// The sites that departments name, with their places; whether they exist is checked where sites are known.
    pub department_sites: BTreeMap<DepartmentId, Spanned<SiteId>>,
    /// People, by id.
    pub people: BTreeMap<PersonId, Person>,
    /// Registered keys, in the order of writing.
    pub keys: Vec<Key>,
    /// 授权, in the order of writing.
    pub grants: Vec<Grant>,
    /// Steps, by id.
    pub steps: BTreeMap<StepId, Step>,
    /// 密级, by id.
    pub levels: BTreeMap<LevelId, Level>,
    /// 附件一: columns, by id.
    pub columns: BTreeMap<ColumnId, PolicyColumn>,
    /// Word lists that escalation uses, by name.
    pub lexicons: BTreeMap<String, Lexicon>,
    /// 升级: only ever adds steps.
    pub escalations: Vec<Escalation>,
    /// 应急发布.
    pub emergency: Option<Emergency>,
    /// Published files that are not pages of a column.
    pub scopes: Vec<Scope>,
    /// 附件二: items of proactive disclosure, by id.
    pub disclosure: BTreeMap<String, DisclosureItem>,
    /// Whether no requirement can be relied on: a version with a fault in what demands signatures, signed all the same.
    pub withheld: bool,
}

impl Policy {
    /// Returns the columns as pages and templates see them, in the order of display: by their `order`, then as written.
    pub fn columns(&self) -> Vec<Column> {
        let with_items = |entry: &PolicyColumn| {
            let items = self.disclosure.values().filter(|item| item.column == entry.column.id);
            Column { disclosure: items.map(DisclosureItem::disclosed).collect(), ..entry.column.clone() }
        };
        self.ordered_columns().into_iter().map(with_items).collect()
    }

    /// Returns the columns with what only the matrix knows, in the order of display.
    pub fn ordered_columns(&self) -> Vec<&PolicyColumn> {
        let mut columns: Vec<&PolicyColumn> = self.columns.values().collect();
        columns.sort_by_key(|c| (c.column.order, c.span));
        columns
    }

    /// Returns the departments in the order of writing.
    pub fn departments(&self) -> Vec<Department> {
        self.department_order.iter().filter_map(|id| self.departments.get(id)).cloned().collect()
    }

    /// Returns the departments that may declare pages in `column`: as it names them, or all as written.
    pub fn departments_of<'a>(&'a self, column: &'a Column) -> &'a [DepartmentId] {
        match &column.departments {
            ColumnDepartments::All => &self.department_order,
            ColumnDepartments::Some(list) => list,
        }
    }
}

/// `[policy]`: how strict the gate is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Whether content commits without a registered signature are refused (`refuse`) or warned about (`warn`).
    pub refuse_unsigned_changes: bool,
    /// Whether steps are signed in their order, each over the ones before.
    pub ordered: bool,
    /// How old a key may be when it signs.
    pub key_max_age: Option<Limit>,
}

/// `[root]`: who may change the policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Root {
    /// The people.
    pub people: BTreeSet<PersonId>,
    /// How many of them must sign.
    pub threshold: usize,
}

/// A person who writes or reviews.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// 姓名.
    pub name: String,
    /// The department they belong to.
    pub department: DepartmentId,
}

/// Whether a key may sign; the worse, the greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum KeyState {
    /// 授权.
    Active,
    /// 暂停.
    Suspended,
    /// 注销.
    Revoked,
    /// In other hands.
    Compromised,
}

impl KeyState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Active, Self::Suspended, Self::Revoked, Self::Compromised];

    /// Returns the word that `reviewers.toml` uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Compromised => "compromised",
        }
    }

    /// Returns the state that `text` names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }
}

/// A registered key: ed25519, sk-ed25519, ECDSA P-256 or P-384.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// Whose it is.
    pub person: PersonId,
    /// The OpenSSH line without comment: `ssh-ed25519 AAAA…`.
    pub public: Spanned<String>,
    /// Whether it may sign.
    pub state: KeyState,
    /// Since when it is registered.
    pub since: Day,
    /// With `compromised`: the commit up to which its signatures still count.
    pub trusted_through: Option<CommitId>,
}

/// The departments that a grant covers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GrantDepartments {
    /// `["*"]`.
    All,
    /// These.
    Some(BTreeSet<DepartmentId>),
}

/// A column, or a column and everything below it (`x/**` includes `x`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GrantColumn {
    /// `**`: every column.
    Every,
    /// `x/**`: the column or site `x` and everything below it.
    Below(ColumnId),
    /// This column alone.
    One(ColumnId),
}

/// `[[grant]]`: who may do which step, where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grant {
    /// Who.
    pub person: PersonId,
    /// Which step.
    pub step: StepId,
    /// For which departments; none where the grant speaks of columns or paths only.
    pub departments: Option<GrantDepartments>,
    /// In which columns; none for all.
    pub columns: Option<Vec<GrantColumn>>,
    /// For which files outside columns.
    pub paths: Vec<PathPattern>,
    /// On what basis, for the archive.
    pub basis: Option<String>,
}

/// `[step.x]`: one kind of signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The id.
    pub id: StepId,
    /// 步骤名称.
    pub name: String,
    /// Steps of a page sort by this.
    pub order: i64,
    /// Whether an objection blocks the page until it is lifted.
    pub veto: bool,
    /// Whether it is also demanded of pages approved before this policy.
    pub retroactive: bool,
    /// Whether one approval is needed for each department in `co_departments` (会签).
    pub each_co_department: bool,
    /// What the signer states beside the approval itself.
    pub statement: Option<String>,
}

/// `[level.x]`: a level of confidentiality 密级.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// The id.
    pub id: LevelId,
    /// 名称.
    pub name: String,
    /// Orders them; higher is stricter.
    pub rank: i64,
    /// Whether pages of this level are ever published.
    pub publish: bool,
    /// The steps it demands; at least one if it is published.
    pub steps: Vec<StepId>,
    /// Where its paragraph stands.
    pub span: Span,
}

/// A column with what only the matrix knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyColumn {
    /// What pages and templates see.
    pub column: Column,
    /// The levels that its pages may declare.
    pub levels: Vec<LevelId>,
    /// Steps that it demands beside the level's.
    pub add_steps: Vec<StepId>,
    /// Where its paragraph stands.
    pub span: Span,
}

/// `[lexicon.x]`: a word list that escalation uses, archived with this version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lexicon {
    /// The hash of the list's bytes.
    pub sha256: Sha256,
}

/// `[[escalate]]`: what adds steps; all conditions that are given must hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Escalation {
    /// A word of this list occurs.
    pub words: Option<String>,
    /// The page is of one of these levels.
    pub levels: Vec<LevelId>,
    /// The page lies in one of these columns.
    pub columns: Vec<GrantColumn>,
    /// Whether the page names co-departments.
    pub co_departments: Option<bool>,
    /// Whether the page links outside the group.
    pub outside_links: Option<bool>,
    /// The steps it adds.
    pub add: Vec<StepId>,
    /// Where its paragraph stands.
    pub span: Span,
}

/// `[emergency]`: 应急发布.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Emergency {
    /// Its steps, at least two.
    pub steps: Vec<StepId>,
    /// Where it is allowed.
    pub columns: Vec<ColumnId>,
    /// When the missing steps are asked for.
    pub review_after: Limit,
    /// Where its paragraph stands.
    pub span: Span,
}

/// Files outside columns: one file, or a folder with everything in it (`themes/**`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathPattern {
    path: ContentPath,
    below: bool,
}

impl PathPattern {
    /// Returns the pattern that `text` spells: a plain relative path, or one followed by `/**`.
    ///
    /// # Errors
    /// The path is not plain, or holds a star.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let (path, below) = text.strip_suffix("/**").map_or((text, false), |folder| (folder, true));
        if path.contains('*') {
            return Err(PathError::Character('*'));
        }
        Ok(Self { path: ContentPath::parse(path)?, below })
    }

    /// Returns whether the file at `path` is meant.
    pub fn covers(&self, path: &str) -> bool {
        match path.strip_prefix(self.path.as_str()) {
            Some("") => !self.below,
            Some(rest) => self.below && rest.starts_with('/'),
            None => false,
        }
    }

    /// Returns whether every file that `other` means is meant.
    pub fn includes(&self, other: &Self) -> bool {
        self == other || self.covers(other.path.as_str())
    }
}

impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.path, if self.below { "/**" } else { "" })
    }
}

/// `[[scope]]`: published files that are not pages of a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// Which files.
    pub path: PathPattern,
    /// The steps they demand; at least one if they are published.
    pub steps: Vec<StepId>,
    /// Whether they may be published at all.
    pub published: bool,
    /// Where its paragraph stands.
    pub span: Span,
}

/// `[disclosure.x]`: an item of proactive disclosure (附件二).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DisclosureItem {
    /// 事项名称.
    pub name: String,
    /// Where it is published.
    pub column: ColumnId,
    /// Who publishes it.
    pub department: DepartmentId,
    /// On what basis.
    pub basis: String,
    /// Within what time.
    pub within: Limit,
    /// Where its paragraph stands.
    pub span: Span,
}

impl DisclosureItem {
    fn disclosed(&self) -> Disclosed {
        let Self { name, department, basis, within, .. } = self.clone();
        Disclosed { name, department, basis, within }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_pattern_means_what_lies_in_it_and_nothing_beside() {
        let themes = PathPattern::parse("themes/**").unwrap();
        assert!(themes.covers("themes/gov/theme.toml"));
        assert!(!themes.covers("themes") && !themes.covers("themes-old/a.css"));
        let theme = PathPattern::parse("themes/gov/**").unwrap();
        assert!(themes.includes(&theme) && !theme.includes(&themes) && theme.includes(&theme));
        let site = PathPattern::parse("site.toml").unwrap();
        assert!(site.covers("site.toml") && !site.covers("site.toml/x") && site.includes(&site));
        for bad in ["", "/**", "**", "themes/*", "themes/*/a", "../x/**", "/etc/passwd", "themes/"] {
            assert!(PathPattern::parse(bad).is_err(), "{bad}");
        }
    }
}
