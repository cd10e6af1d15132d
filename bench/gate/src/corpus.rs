//! A signed history: everybody's work over years, ending with every page approved along its own chain.
//!
//! Seeded: the same plan makes the same files and the same order of commits; keys, and so names, are new every time.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use qianfa::git::{self, Action, Author, Item, Mode, NewCommit, NewKey, SignedVersion, Statement, TreeId};
use qianfa::model::{BlobId, CommitId, ContentPath, Moment, Sha256, StepId, Zone};

use crate::office::{COLUMNS, Office, SITE};
use crate::pack::{Kind, Name, Pack};
use crate::trees::Folder;

/// What a history holds.
pub(crate) struct Plan {
    /// Pages at its end.
    pub(crate) pages: usize,
    /// Commits that each make or change one page.
    pub(crate) content: usize,
    /// Commits that approve: one page each where there are at least two for every page, else as many as it takes.
    pub(crate) sign_offs: usize,
    /// Whether a column's pages lie in one folder, and not in folders by year and month.
    pub(crate) flat: bool,
    /// Whether work is done on branches, which are merged.
    pub(crate) branches: bool,
}

/// One page after the other, in the order of the first commits about them.
struct Page {
    path: ContentPath,
    column: usize,
    version: usize,
    signed: Option<SignedVersion>,
}

/// The next piece of work: these pages get a new version each and are approved in `rounds` of head and final.
struct Case {
    pages: Vec<usize>,
    approved: bool,
}

struct History<'a> {
    plan: &'a Plan,
    office: Office,
    policy: (u32, Sha256),
    pack: Pack,
    files: Folder,
    pages: Vec<Page>,
    dice: Dice,
    tip: Option<CommitId>,
    commits: u64,
}

/// Makes the history in a new repository at `folder`.
pub(crate) fn make(folder: &Path, plan: &Plan) -> Result<()> {
    git::create(folder)?;
    let office = Office::new()?;
    std::fs::write(folder.join("allowed_signers"), office.allowed_signers())?;
    let policy = (1, Sha256::of(office.policy.as_bytes()));
    let pack = Pack::new(&folder.join("corpus.pack"))?;
    let pages = (0..plan.pages).map(|n| page(plan, n)).collect::<Result<Vec<_>>>()?;
    let (files, dice) = (Folder::default(), Dice(7));
    let mut history = History { plan, office, policy, pack, files, pages, dice, tip: None, commits: 0 };
    history.found()?;
    for group in history.cases().chunks(3) {
        history.work(group)?;
    }
    let (tip, commits) = (history.tip.context("a history has commits")?, history.commits);
    history.pack.finish(folder)?;
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(["update-ref", "refs/heads/main", &tip.to_string()]);
    ensure!(git.status()?.success(), "git update-ref");
    // What the program looks for in a work tree; it judges what is committed.
    std::fs::write(folder.join("site.toml"), SITE)?;
    println!("commits {commits}");
    Ok(())
}

fn page(plan: &Plan, n: usize) -> Result<Page> {
    let column = n % COLUMNS;
    // Ten years of twelve months, filled one after the other.
    let month = n * 120 / plan.pages.max(1);
    let (year, month) = (2016 + month / 12, month % 12 + 1);
    let folder = if plan.flat { String::new() } else { format!("{year}/{month:02}/") };
    let path = ContentPath::parse(&format!("content/c{column}/{folder}{year}-{month:02}-15-p{n}.md"))?;
    Ok(Page { path, column, version: 0, signed: None })
}

impl History<'_> {
    /// The matrix with its signatures, then the settings and their one sign-off.
    fn found(&mut self) -> Result<()> {
        for (path, text) in self.office.founding()? {
            let blob = self.pack.add(Kind::Blob, text.as_bytes())?;
            self.files.put(&path, Some(blob));
        }
        self.commit("设立", Who::Root(0), &[])?;
        let blob = self.pack.add(Kind::Blob, SITE.as_bytes())?;
        self.files.put("site.toml", Some(blob));
        self.commit("站点", Who::Editor(0), &[])?;
        self.sign(&[item("site.toml", SITE.as_bytes(), blob)?], "final", Who::Final(0))
    }

    /// Every page once, in order; then some again, at random, until there is no content commit left. The last version
    /// of a page is approved; earlier ones are as far as there are sign-offs for them.
    fn cases(&mut self) -> Vec<Case> {
        let (pages, content) = (self.plan.pages, self.plan.content.max(self.plan.pages));
        let mut order: Vec<usize> = (0..pages).collect();
        let mut rest = content - pages;
        while rest > 0 {
            let mut again: Vec<usize> = (0..pages).collect();
            self.dice.shuffle(&mut again);
            again.truncate(rest);
            rest -= again.len();
            order.extend(again);
        }
        let mut last = vec![0; pages];
        order.iter().enumerate().for_each(|(at, page)| last[*page] = at);
        let batch = (2 * pages).div_ceil(self.plan.sign_offs.max(1));
        let mut spare = self.plan.sign_offs.saturating_sub(2 * pages) / 2;
        // What is signed together is of one department, for a head signs for one only.
        let (mut cases, mut open): (Vec<Case>, Vec<Vec<usize>>) = (Vec::new(), vec![Vec::new(); COLUMNS]);
        for (at, page) in order.into_iter().enumerate() {
            let is_last = last[page] == at;
            if batch > 1 && is_last {
                let open = &mut open[page % COLUMNS];
                open.push(page);
                if open.len() == batch {
                    cases.push(Case { pages: std::mem::take(open), approved: true });
                }
                continue;
            }
            let approved = is_last || spare > 0;
            spare -= usize::from(approved && !is_last);
            cases.push(Case { pages: vec![page], approved });
        }
        cases.extend(open.into_iter().filter(|p| !p.is_empty()).map(|pages| Case { pages, approved: true }));
        cases
    }

    /// A few cases side by side: taking turns on the main line, or on branches that are merged one after the other.
    fn work(&mut self, cases: &[Case]) -> Result<()> {
        if !self.plan.branches {
            for case in cases {
                self.write(case)?;
            }
            return self.approve(cases);
        }
        let base = self.tip;
        let mut branches = Vec::new();
        for case in cases {
            let before: Vec<_> = case.pages.iter().map(|p| (*p, self.pages[*p].signed)).collect();
            self.tip = base;
            self.write(case)?;
            self.approve(std::slice::from_ref(case))?;
            branches.push(self.tip.context("a branch has commits")?);
            for (page, signed) in before {
                let blob = signed.map(|s| *s.blob.as_bytes());
                self.files.put(self.pages[page].path.as_str(), blob);
            }
        }
        self.tip = base;
        for (case, branch) in cases.iter().zip(branches) {
            for page in &case.pages {
                let blob = self.pages[*page].signed.map(|s| *s.blob.as_bytes());
                self.files.put(self.pages[*page].path.as_str(), blob);
            }
            self.commit("合并", Who::Nobody, &[branch])?;
        }
        Ok(())
    }

    fn write(&mut self, case: &Case) -> Result<()> {
        for &page in &case.pages {
            self.pages[page].version += 1;
            let text = text(&self.pages[page], &mut self.dice);
            let blob = self.pack.add(Kind::Blob, text.as_bytes())?;
            let path = self.pages[page].path.as_str();
            self.files.put(path, Some(blob));
            self.pages[page].signed = item(path, text.as_bytes(), blob)?.version;
            let editor = self.dice.below(self.office.editors.len());
            self.commit("修改页面", Who::Editor(editor), &[])?;
        }
        Ok(())
    }

    /// All heads, then all final reviewers.
    fn approve(&mut self, cases: &[Case]) -> Result<()> {
        for step in ["head", "final"] {
            for case in cases.iter().filter(|c| c.approved) {
                self.approve_one(case, step)?;
            }
        }
        Ok(())
    }

    fn approve_one(&mut self, case: &Case, step: &str) -> Result<()> {
        let mut items: Vec<Item> = Vec::with_capacity(case.pages.len());
        items.extend(
            case.pages.iter().map(|p| &self.pages[*p]).map(|p| Item { path: p.path.clone(), version: p.signed }),
        );
        items.sort_by(|a, b| a.path.as_str().cmp(b.path.as_str()));
        let who = match (step, case.pages.first()) {
            ("head", Some(page)) => Who::Head(self.pages[*page].column),
            _ => Who::Final(self.dice.below(self.office.finals.len())),
        };
        self.sign(&items, step, who)
    }

    fn sign(&mut self, items: &[Item], step: &str, who: Who) -> Result<()> {
        let key = who.key(&self.office).context("nobody signs nothing")?;
        let statement = Statement {
            root: self.policy.1,
            key: git::key_id(&key.public).context("a key that is registered")?,
            parent: self.tip.context("a sign-off has a parent")?,
            policy: self.policy,
            action: Action::Approve,
            step: Some(StepId::parse(step)?),
            items: items.to_vec(),
            reason: String::new(),
        };
        let message = statement.print("签发")?;
        self.commit(&message, who, &[])
    }

    fn commit(&mut self, message: &str, who: Who, others: &[CommitId]) -> Result<()> {
        let tree = TreeId::from_bytes(self.files.write(&mut self.pack)?);
        let parents: Vec<CommitId> = self.tip.into_iter().chain(others.iter().copied()).collect();
        let moment = Moment::from_unix(1_451_606_400 + 600 * self.commits as i64, Zone::SHANGHAI);
        let moment = moment.context("a moment of this century")?;
        let author = Author { name: "编辑", email: "editor@anlan.example", moment, zone: Zone::SHANGHAI };
        let message = if message.ends_with('\n') { message.to_owned() } else { format!("{message}\n") };
        let commit = NewCommit { tree, parents: &parents, author, message: &message, key: who.key(&self.office) };
        let name = self.pack.add(Kind::Commit, &git::commit_bytes(&commit)?)?;
        self.tip = Some(CommitId::from_bytes(name));
        self.commits += 1;
        Ok(())
    }
}

fn item(path: &str, bytes: &[u8], blob: Name) -> Result<Item> {
    let version = SignedVersion { mode: Mode::FILE, sha256: Sha256::of(bytes), blob: BlobId::from_bytes(blob) };
    Ok(Item { path: ContentPath::parse(path)?, version: Some(version) })
}

/// An article of one to four kilobytes.
fn text(page: &Page, dice: &mut Dice) -> String {
    const SENTENCES: [&str; 6] = [
        "为进一步优化营商环境，支持企业开拓国际市场，现将有关事项通知如下。",
        "各区商务主管部门要加强组织领导，认真做好政策宣传和申报辅导工作。",
        "申报单位应当对所提供材料的真实性、完整性负责，不得弄虚作假。",
        "项目实施期限为一年，逾期未完成的，按照有关规定收回补助资金。",
        "请于本月底前将申报材料一式三份报送市商务局，电子版同时发送至指定邮箱。",
        "联系人及联系电话见附件，未尽事宜另行通知。",
    ];
    let (column, version) = (page.column, page.version);
    let mut text = format!(
        "---\ntitle: 关于申报第{version}批项目的通知\ndepartment: d{column}\nconfidentiality: public\n\
         date: 2026-11-20 10:00\nsummary: 申报的通知。\n---\n"
    );
    for paragraph in 0..2 + dice.below(8) {
        text.push_str(&format!("{}. ", paragraph + 1));
        for _ in 0..4 {
            text.push_str(SENTENCES[dice.below(SENTENCES.len())]);
        }
        text.push_str("\n\n");
    }
    text.push_str(&format!("{} {version}\n", page.path));
    text
}

/// Who makes a commit.
#[derive(Clone, Copy)]
enum Who {
    Nobody,
    Root(usize),
    Editor(usize),
    Head(usize),
    Final(usize),
}

impl Who {
    fn key(self, office: &Office) -> Option<&NewKey> {
        match self {
            Self::Nobody => None,
            Self::Root(n) => office.root.get(n),
            Self::Editor(n) => office.editors.get(n),
            Self::Head(n) => office.heads.get(n),
            Self::Final(n) => office.finals.get(n),
        }
    }
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}
