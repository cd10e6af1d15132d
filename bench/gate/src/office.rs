//! The office of the corpus: its people with keys made here, and its small matrix.

use std::fmt::Write;

use anyhow::{Context, Result};
use qianfa::git::NewKey;
use qianfa::model::Sha256;

/// Columns, each with a department of its own.
pub(crate) const COLUMNS: usize = 10;

/// Editors, who all write everywhere.
const EDITORS: usize = 20;

/// Final reviewers.
const FINALS: usize = 3;

const TOPICS: &str = "欠薪\n群体投诉\n举报线索\n";

/// Everybody who signs.
pub(crate) struct Office {
    pub(crate) root: Vec<NewKey>,
    pub(crate) editors: Vec<NewKey>,
    /// The heads of departments, one for each column.
    pub(crate) heads: Vec<NewKey>,
    pub(crate) finals: Vec<NewKey>,
    /// Policy 1.
    pub(crate) policy: String,
}

impl Office {
    pub(crate) fn new() -> Result<Self> {
        let group = |name: &str, count: usize| -> Result<Vec<NewKey>> {
            (0..count).map(|n| Ok(NewKey::generate(&format!("{name}{n}"))?)).collect()
        };
        let (root, editors) = (group("root", 2)?, group("editor", EDITORS)?);
        let (heads, finals) = (group("head", COLUMNS)?, group("final", FINALS)?);
        let mut office = Self { root, editors, heads, finals, policy: String::new() };
        office.policy = office.matrix();
        Ok(office)
    }

    fn groups(&self) -> [(&'static str, &[NewKey]); 4] {
        [("root", &self.root), ("editor", &self.editors), ("head", &self.heads), ("final", &self.finals)]
    }

    /// The files of the first commit.
    pub(crate) fn founding(&self) -> Result<Vec<(String, String)>> {
        let mut files = vec![
            ("reviewers.toml".to_owned(), self.policy.clone()),
            (".qianfa/policy/0001.toml".to_owned(), self.policy.clone()),
            (".qianfa/policy/0001.lexicon/topics.txt".to_owned(), TOPICS.to_owned()),
        ];
        for (n, key) in self.root.iter().enumerate() {
            let signature = key.sign("qianfa-policy", self.policy.as_bytes()).context("sign the policy")?;
            files.push((format!(".qianfa/policy/0001.root{n}.sig"), signature));
        }
        Ok(files)
    }

    /// Returns the lines that git verifies with.
    pub(crate) fn allowed_signers(&self) -> String {
        let lines = self.groups().into_iter().flat_map(|(name, keys)| {
            keys.iter().enumerate().map(move |(n, key)| format!("{name}{n} {}\n", key.public))
        });
        lines.collect()
    }

    fn matrix(&self) -> String {
        let mut text = HEAD.replace("{{topics}}", &Sha256::of(TOPICS.as_bytes()).to_string());
        for n in 0..COLUMNS {
            let levels = "levels      = [\"public\", \"sensitive\", \"internal\"]\nkind        = \"article\"";
            let (class, words) = ("type        = \"政策文件\"\nclass       = \"other\"", "keywords    = [\"栏目\"]");
            let more = format!("first-level = true\n{words}\ndescription = \"栏目{n}\"");
            let head = format!("[column.c{n}]\nname        = \"栏目{n}\"\ndepartments = [\"d{n}\"]");
            write!(text, "[department.d{n}]\nname = \"处室{n}\"\n\n{head}\n{levels}\n{class}\n{more}\n\n").unwrap();
            write!(text, "[[grant]]\nperson = \"head{n}\"\nstep = \"head\"\ndepartments = [\"d{n}\"]\n\n").unwrap();
        }
        for (name, keys) in self.groups() {
            for (n, key) in keys.iter().enumerate() {
                write!(text, "[person.{name}{n}]\nname = \"{name}{n}\"\ndepartment = \"d0\"\n\n").unwrap();
                let public = &key.public;
                write!(text, "[[key]]\nperson = \"{name}{n}\"\npublic = \"{public}\"\nstate = \"active\"\n").unwrap();
                text.push_str("since = 2016-01-01\n\n");
                let grant = match name {
                    "editor" => "step = \"write\"\ncolumns = [\"**\"]\npaths = [\"site.toml\"]\nbasis = \"建站\"",
                    "final" => "step = \"final\"\ndepartments = [\"*\"]",
                    "root" => "step = \"leader\"\ndepartments = [\"*\"]",
                    _ => continue,
                };
                write!(text, "[[grant]]\nperson = \"{name}{n}\"\n{grant}\n\n").unwrap();
            }
        }
        text
    }
}

const HEAD: &str = r#"format   = 1
serial   = 1
previous = ""
rejects  = []
void     = []

[policy]
unsigned-changes = "refuse"
ordered          = true
key-max-age      = "180d"

[root]
people    = ["root0", "root1"]
threshold = 2

[step.head]
name      = "处室负责人审核"
order     = 10
statement = "已审核，内容真实可靠。"

[step.leader]
name      = "主管局长审核"
order     = 20
statement = "已审核，同意公开。"

[step.final]
name      = "终审"
order     = 30
statement = "同意发布。"

[level.public]
name    = "公开"
rank    = 0
publish = true
steps   = ["head", "final"]

[level.sensitive]
name    = "公开（敏感度高）"
rank    = 1
publish = true
steps   = ["head", "leader", "final"]

[level.internal]
name    = "内部"
rank    = 2
publish = false

[lexicon.topics]
sha256 = "{{topics}}"

[[escalate]]
when = { words = "topics" }
add  = ["leader"]

[[scope]]
path  = "site.toml"
steps = ["final"]

"#;

/// `site.toml`.
pub(crate) const SITE: &str = include_str!("site.toml");
