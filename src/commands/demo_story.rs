//! What happened in the sample group before somebody looks at it: who wrote what, who signed it, what still waits.
//!
//! Nothing here knows the answers: the gate itself is asked what is missing and who could sign, round by round, as a
//! real office would ask `qianfa status`; every person signs once for a step, for everything that is theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::commands::Failure;
use crate::diag::Message;
use crate::git::{
    self, Action, Author, GitError, Item, NewCommit, NewKey, Repository, SignedVersion, Statement, key_id,
};
use crate::model::{CommitId, ContentPath, Moment, PersonId, Sha256, StepId, Trust, Zone};
use crate::pipeline::{Past, Recall, Report};
use crate::policy::Policy;
use crate::review::chain::Chain;
use crate::review::{Court, Docket, Judged, StepState, Verdict, in_court, judge_all};
use crate::source::{self, Columns};
use crate::write;

/// The pages that show what else there is besides "approved".
pub(super) mod shown {
    /// Waits for its last signature.
    pub(in crate::commands) const WAITING: &str = "content/portal/notice/2026-11-20-maintenance.md";
    /// Sent back by the final reviewer.
    pub(in crate::commands) const OBJECTED: &str = "content/portal/notice/2026-11-19-brand-publicity.md";
    /// Approved, then changed: the site shows what was approved.
    pub(in crate::commands) const HELD: &str = "content/portal/notice/2026-10-14-procurement-result.md";
    /// Approved, then taken down.
    pub(in crate::commands) const WITHDRAWN: &str = "content/portal/notice/2026-09-08-statistics-training.md";
}

/// Most rounds of signing: one for each order of steps, and some that change nothing.
const MOST_ROUNDS: usize = 24;

/// An office with the keys of all its people.
pub(super) struct Office<'a> {
    /// The top of the repository.
    pub(super) root: &'a Path,
    /// The repository.
    pub(super) repository: Repository,
    /// Everybody's key.
    pub(super) keys: BTreeMap<PersonId, NewKey>,
    /// The date of every commit.
    pub(super) moment: Moment,
}

/// What the office knows before a round.
struct Round {
    past: Past,
    chain: Chain,
}

impl Office<'_> {
    /// Commits all files of the work tree, signed by `person`.
    pub(super) fn commit(&self, person: &PersonId, message: &str) -> Result<CommitId, Failure> {
        Ok(git::commit_all(&self.repository, &self.author(person), message, self.keys.get(person))?)
    }

    fn author<'p>(&self, person: &'p PersonId) -> Author<'p> {
        Author { name: person.as_str(), email: "demo@anlan.example", moment: self.moment, zone: Zone::SHANGHAI }
    }

    /// Returns the archive's files of the first policy: its text, word lists and signatures of as many root people as
    /// it asks for.
    pub(super) fn first_policy(
        &self,
        policy: &Policy,
        text: &str,
        lexicons: &[(&str, &[u8])],
    ) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let mut files = vec![("0001.toml".to_owned(), text.as_bytes().to_vec())];
        for name in policy.lexicons.keys() {
            let list = lexicons.iter().find(|(known, _)| known == name);
            files.extend(list.map(|(name, bytes)| (format!("0001.lexicon/{name}.txt"), bytes.to_vec())));
        }
        for person in policy.root.people.iter().take(policy.root.threshold) {
            if let Some(key) = self.keys.get(person) {
                let armour = key.sign("qianfa-policy", text.as_bytes())?;
                files.push((format!("0001.{person}.sig"), armour.into_bytes()));
            }
        }
        Ok(files)
    }

    /// Writes the files of each page with its own editor's commit.
    pub(super) fn write_pages(&self, policy: &Policy, files: Vec<(ContentPath, Vec<u8>)>) -> Result<(), Failure> {
        let columns = Columns::new(policy.columns(), false);
        let mut by_editor: BTreeMap<PersonId, Vec<(ContentPath, Vec<u8>)>> = BTreeMap::new();
        let editors: BTreeMap<String, PersonId> = files
            .iter()
            .filter(|(path, _)| path.as_str().ends_with(".md"))
            .filter_map(|(path, text)| {
                Some((source::files_folder(path).to_owned(), editor(policy, &columns, path, text)?))
            })
            .collect();
        for (path, bytes) in files {
            let folders = std::iter::successors(Some(source::files_folder(&path)), |f| Some(f.rsplit_once('/')?.0));
            let editor = folders.into_iter().find_map(|folder| editors.get(folder));
            let editor = editor.ok_or_else(|| no_editor(path.as_str()))?.clone();
            by_editor.entry(editor).or_default().push((path, bytes));
        }
        for (editor, files) in by_editor {
            for (path, bytes) in &files {
                write::new_file(self.root, path, bytes)?;
            }
            self.commit(&editor, "拟稿\n")?;
        }
        Ok(())
    }

    /// Has everything signed that can be, but for what shows the other states; returns how many signed.
    pub(super) fn review(&self) -> Result<usize, Failure> {
        let mut sign_offs = 0;
        for _ in 0..MOST_ROUNDS {
            let round = self.look()?;
            let wanted = in_court(round.past.trail(), &round.chain, round.past.single, |court, units| {
                let docket = judge_all(court, units)?;
                wanted(court, &docket)
            })?;
            if wanted.is_empty() {
                break;
            }
            sign_offs += wanted.len();
            self.sign(&round, wanted)?;
        }
        Ok(sign_offs)
    }

    /// Changes a page after it was approved, sends another back, and takes a third down.
    pub(super) fn go_on(&self, policy: &Policy) -> Result<(), Failure> {
        self.change_held(policy)?;
        self.object()?;
        self.withdraw(policy)
    }

    fn change_held(&self, policy: &Policy) -> Result<(), Failure> {
        let path = ContentPath::parse(shown::HELD).map_err(|e| no_editor(shown::HELD).because(e))?;
        let text = source::read_settings(&source::WorkTree::new(self.root), path.as_str())?.unwrap_or_default();
        let columns = Columns::new(policy.columns(), false);
        let editor = editor(policy, &columns, &path, text.as_bytes());
        write::replace(self.root, &path, &format!("{}\n补充：合同签订后将另行公告。\n", text.trim_end()))?;
        match editor {
            Some(editor) => self.commit(&editor, "补充一句\n").map(drop),
            None => Err(no_editor(path.as_str())),
        }
    }

    fn object(&self) -> Result<(), Failure> {
        let round = self.look()?;
        let drafts = in_court(round.past.trail(), &round.chain, round.past.single, |court, units| {
            let docket = judge_all(court, units)?;
            let page = docket.units.iter().find(|j| named(court, j) == shown::OBJECTED);
            let open = page.and_then(|j| Some((j, j.judgement.steps.iter().find(|s| s.by.is_none())?)));
            let draft = open.and_then(|(judged, state)| {
                let person = state.may_sign.first()?.clone();
                let items = judged.unit.items.iter().map(|i| item(court, i.path, i.version)).collect::<Result<_, _>>();
                Some(items.map(|items: Vec<Option<Item>>| {
                    ((person, state.step.clone()), items.into_iter().flatten().collect::<Vec<Item>>())
                }))
            });
            draft.transpose()
        })?;
        if let Some(((person, step), items)) = drafts {
            let reason = "标题与正文的日期不一致，请核对后重新送审。";
            self.sign_one(&round, &person, Words { action: Action::Object, step, items, reason })?;
        }
        Ok(())
    }

    fn withdraw(&self, policy: &Policy) -> Result<(), Failure> {
        let path = shown::WITHDRAWN;
        let gone = ContentPath::parse(path).map_err(|e| no_editor(path).because(e))?;
        let text = source::read_settings(&source::WorkTree::new(self.root), path)?.unwrap_or_default();
        let columns = Columns::new(policy.columns(), false);
        let Some(editor) = editor(policy, &columns, &gone, text.as_bytes()) else { return Ok(()) };
        write::remove(self.root, &gone)?;
        self.commit(&editor, "培训已经结束，撤下通知\n")?;
        for _ in 0..MOST_ROUNDS {
            let round = self.look()?;
            let next = in_court(round.past.trail(), &round.chain, round.past.single, |court, units| {
                let docket = judge_all(court, units)?;
                let page = docket.withdrawn.iter().find(|w| court.paths.name(w.page) == Some(&gone) && !w.complete);
                let open = page.and_then(|w| w.steps.iter().find(|s| s.by.is_none()));
                Ok::<_, GitError>(open.and_then(|s| Some((s.step.clone(), s.may_sign.first()?.clone()))))
            })?;
            let Some((step, person)) = next else { return Ok(()) };
            let items = vec![Item { path: gone.clone(), version: None }];
            let words = Words { action: Action::Withdraw, step, items, reason: "培训已经结束。" };
            self.sign_one(&round, &person, words)?;
        }
        Ok(())
    }

    /// Looks at the repository as it is now.
    fn look(&self) -> Result<Round, Failure> {
        let past = Past::read(self.root, None, Recall::Nothing)?;
        let reading = past.chain(None)?;
        Ok(Round { chain: reading.chain.ok_or_else(no_chain)?, past })
    }

    /// Returns where trust begins in this repository.
    pub(super) fn trust(&self) -> Result<Trust, Failure> {
        let round = self.look()?;
        let genesis = round.past.history.node(round.chain.genesis()).id;
        Ok(Trust { root: round.chain.root(), genesis, last_published: None })
    }

    fn sign(&self, round: &Round, wanted: Wanted) -> Result<(), Failure> {
        let mut head = round.past.judged();
        for ((person, step), items) in wanted {
            for batch in items.chunks(Statement::MAX_ITEMS) {
                let words = Words { action: Action::Approve, step: step.clone(), items: batch.to_vec(), reason: "" };
                head = self.put(round, head, &person, words)?;
            }
        }
        self.advance(round, head)
    }

    fn sign_one(&self, round: &Round, person: &PersonId, words: Words) -> Result<(), Failure> {
        let head = self.put(round, round.past.judged(), person, words)?;
        self.advance(round, head)
    }

    /// Writes a sign-off over `parent`; no branch moves.
    fn put(&self, round: &Round, parent: CommitId, person: &PersonId, words: Words) -> Result<CommitId, Failure> {
        let key = self.keys.get(person).ok_or_else(|| no_editor(person.as_str()))?;
        let newest = round.chain.newest();
        let subject = newest.policy().steps.get(&words.step).map_or(words.step.as_str(), |s| s.name.as_str());
        let statement = Statement {
            root: round.chain.root(),
            key: key_id(&key.public).ok_or_else(|| no_editor(person.as_str()))?,
            parent,
            policy: (newest.serial(), newest.sha256()),
            action: words.action,
            step: Some(words.step.clone()),
            items: words.items,
            reason: words.reason.to_owned(),
        };
        let message = statement.print(subject).map_err(|e| no_chain().because(e))?;
        let tree = round.past.tree();
        let author = self.author(person);
        let commit = NewCommit { tree, parents: &[parent], author, message: &message, key: Some(key) };
        Ok(git::write_commit(&self.repository, &commit)?)
    }

    fn advance(&self, round: &Round, to: CommitId) -> Result<(), Failure> {
        let branch = round.past.head.branch.as_deref().unwrap_or("main");
        Ok(git::advance(&self.repository, branch, round.past.judged(), to)?)
    }
}

/// What a sign-off says, but for who and where.
struct Words {
    action: Action,
    step: StepId,
    items: Vec<Item>,
    reason: &'static str,
}

fn no_editor(path: &str) -> Failure {
    Failure::internal(Message::new("demo-no-editor").with("path", path))
}

fn no_chain() -> Failure {
    Failure::internal(Message::new("demo-chain"))
}

/// What each person signs in a round, by step.
type Wanted = BTreeMap<(PersonId, StepId), Vec<Item>>;

/// Returns what can be signed now: of each unit the open steps of the lowest order, each by somebody else.
fn wanted(court: &Court<'_>, docket: &Docket) -> Result<Wanted, GitError> {
    let mut wanted: BTreeMap<(PersonId, StepId), BTreeMap<ContentPath, Item>> = BTreeMap::new();
    for judged in docket.units.iter().filter(|j| j.judgement.verdict == Verdict::Pending) {
        let signed: BTreeSet<&PersonId> =
            judged.judgement.steps.iter().filter_map(|s| Some(&s.by.as_ref()?.0)).collect();
        let mut taken = signed.clone();
        for state in next_steps(court, judged) {
            let Some(person) = state.may_sign.iter().find(|p| !taken.contains(p)) else { continue };
            taken.insert(person);
            let own = wanted.entry((person.clone(), state.step.clone())).or_default();
            for i in &judged.unit.items {
                own.extend(item(court, i.path, i.version)?.map(|item| (item.path.clone(), item)));
            }
        }
    }
    Ok(wanted.into_iter().map(|(who, items)| (who, items.into_values().collect())).collect())
}

/// Returns the open steps of the lowest order; none of a page that is to wait or to be sent back.
fn next_steps<'j>(court: &Court<'_>, judged: &'j Judged) -> Vec<&'j StepState> {
    let policy = court.authority.chain().newest().policy();
    let order = |s: &StepState| policy.steps.get(&s.step).map_or(i64::MAX, |step| step.order);
    let open = || judged.judgement.steps.iter().filter(|s| s.by.is_none());
    let last = judged.judgement.steps.iter().map(order).max();
    let Some(lowest) = open().map(order).min() else { return Vec::new() };
    let waits = [shown::WAITING, shown::OBJECTED].contains(&named(court, judged).as_str());
    if waits && Some(lowest) == last { Vec::new() } else { open().filter(|s| order(s) == lowest).collect() }
}

fn named(court: &Court<'_>, judged: &Judged) -> String {
    court.paths.name(judged.unit.main).map(ToString::to_string).unwrap_or_default()
}

fn item(court: &Court<'_>, path: git::PathNo, version: git::VersionId) -> Result<Option<Item>, GitError> {
    let sha256: Option<Sha256> = court.paths.sha256(version)?;
    let found = court.paths.trail().versions.version(version);
    let name = court.paths.name(path).cloned();
    Ok(name.zip(found).zip(sha256).map(|((path, found), sha256)| Item {
        path,
        version: Some(SignedVersion { mode: found.mode, sha256, blob: found.blob }),
    }))
}

/// Returns who writes a page: somebody of its department who may, or else anybody who may.
fn editor(policy: &Policy, columns: &Columns, path: &ContentPath, text: &[u8]) -> Option<PersonId> {
    let write = StepId::parse("write").ok()?;
    let declared = source::declared(path, std::str::from_utf8(text).ok()?, false)?;
    let (column, _) = columns.of_page(path).ok()?;
    let may = policy.may_sign(&write, &declared.department, &column.id);
    let own = |p: &&PersonId| policy.people.get(*p).is_some_and(|person| person.department == declared.department);
    may.iter().find(own).or_else(|| may.iter().next()).cloned()
}

/// Returns who writes the configuration.
pub(super) fn keeper(policy: &Policy) -> Option<PersonId> {
    let write = StepId::parse("write").ok()?;
    let grants = policy.grants.iter().filter(|g| g.step == write);
    grants.into_iter().find(|g| g.covers_file("site.toml") && !g.paths.is_empty()).map(|g| g.person.clone())
}

/// Returns the matrix, whole.
pub(super) fn matrix(text: &str) -> Result<Policy, Failure> {
    let standards = crate::policy::Standards::embedded();
    let mut report = Report::default();
    let inputs = crate::policy::Inputs { single: false, standards: &standards };
    let policy = crate::policy::read(source::REVIEWERS_FILE, text, inputs, &mut report.sink);
    policy.ok_or_else(no_chain)
}
