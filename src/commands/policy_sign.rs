//! `qianfa policy sign`: makes the next version of the archive from `reviewers.toml`, and signs it.
//!
//! Whoever could not count is refused before their key is asked, and nothing is filled in silently: `--next` says which
//! three lines may be written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::commands::pin;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::{Message, Sink};
use crate::git::{self, GitError, Repository, Signer};
use crate::model::{CommitId, ContentPath, PersonId, Sha256};
use crate::pipeline::{Past, Recall, Report};
use crate::policy::{self, Inputs, Policy, Standards};
use crate::review::chain::{
    Chain, Electorate, NAMESPACE, Roots, Successor, follow, lexicon_path, policy_path, signature_path,
};
use crate::source::{self, Files, REVIEWERS_FILE, SITE_FILE, WorkTree};
use crate::{config, write};

/// As large as a policy, a word list or a signature can be.
const MOST: usize = 4 << 20;

/// What the person asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// In the place of `user.signingKey`: a file, or a public line behind `key::`.
    pub key: Option<String>,
    /// From which commit the version holds.
    pub after: Option<String>,
    /// Whether `serial`, `previous` and `after` are written into `reviewers.toml` first.
    pub next: bool,
    /// Whether the version is committed, signed.
    pub commit: bool,
    /// Where a key of the person's own may lie.
    pub home: Option<PathBuf>,
}

/// Makes and signs the next version.
///
/// # Errors
/// There is no repository, the matrix cannot be the next version, the caller cannot sign it, or a file cannot be written.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let (root, repository) = cx.repository()?;
    let Some(before) = Before::read(cx, &root, &repository)? else { return Ok(Exit::Errors) };
    let mut text = source::read_settings(&WorkTree::new(&root), REVIEWERS_FILE)?
        .ok_or_else(|| Failure::config(Message::new("policy-no-file")))?;
    let asked = match &options.after {
        Some(revision) => Some(repository.resolve(revision)?),
        None => None,
    };
    if options.next {
        let next = before.next(&repository, asked, &text)?;
        if next != text {
            write::replace(&root, &reviewers()?, &next)?;
            cx.say(&Message::new("policy-next-written").with("lines", before.lines(&next)));
            text = next;
        }
    }
    let single = is_single(&root)?;
    let standards = Standards::embedded();
    let inputs = Inputs { single, standards: &standards };
    let Some(successor) = accept(cx, &before, &text, inputs) else { return Ok(Exit::Errors) };
    if let Some(asked) = asked.filter(|asked| successor.policy.after != Some(*asked)) {
        let message = Message::new("policy-other-place").with("after", asked.to_string());
        return Err(Failure::config(message).hint(Message::new("policy-next-hint")));
    }
    sign(cx, &Desk { root, repository, text }, &successor, options)
}

/// Where the version is made.
struct Desk {
    root: PathBuf,
    repository: Repository,
    text: String,
}

/// Checks the text whole, as `check` does and as the chain does; prints what is wrong.
fn accept(cx: &mut Cx<'_>, before: &Before, text: &str, inputs: Inputs<'_>) -> Option<Successor> {
    let mut report = Report::default();
    policy::read(REVIEWERS_FILE, text, inputs, &mut report.sink);
    report.sources.insert(REVIEWERS_FILE, text.to_owned());
    if !report.sink.has_errors() {
        let number = |id: CommitId| before.past.as_ref().and_then(|past| past.history.number(id));
        match follow(before.chain(), &number, text, inputs) {
            Ok(successor) => {
                report.sink = Sink::default();
                return Some(successor);
            }
            Err(finding) => report.sink.push(*finding),
        }
        cx.report(report);
        cx.say(&Message::new("policy-next-hint"));
        return None;
    }
    cx.report(report);
    None
}

/// What was there before the version that is to be made.
struct Before {
    past: Option<Past>,
    chain: Option<Chain>,
    /// Whether a new chain is founded, whatever the history holds.
    founds: bool,
}

impl Before {
    /// Reads the chain at HEAD; none if it cannot be gone on from, which is then said.
    fn read(cx: &mut Cx<'_>, root: &Path, repository: &Repository) -> Result<Option<Self>, Failure> {
        let head = match repository.head() {
            Err(GitError::Unborn { .. }) => return Ok(Some(Self { past: None, chain: None, founds: true })),
            head => head?,
        };
        let past = Past::read(root, Some(&head.commit.to_string()), Recall::Nothing)?;
        let pin = pin::find(cx, repository, None)?;
        let reading = past.chain(pin.as_ref().map(|p| &p.trust))?;
        let others = reading.findings.findings().iter().any(|f| f.code == crate::diag::codes::FOREIGN_HISTORY);
        if reading.chain.is_none() && (pin.is_some() || others) {
            cx.report(Report { sink: reading.findings, ..Report::default() });
            return Ok(None);
        }
        let founds = reading.chain.as_ref().is_none_or(|chain| is_founding(root, chain));
        Ok(Some(Self { past: Some(past), chain: reading.chain, founds }))
    }

    fn chain(&self) -> Option<&Chain> {
        self.chain.as_ref().filter(|_| !self.founds)
    }

    /// Returns the text with the lines that make it the next version; everything else stays byte for byte.
    fn next(&self, repository: &Repository, asked: Option<CommitId>, text: &str) -> Result<String, Failure> {
        let Some((chain, past)) = self.chain().zip(self.past.as_ref()) else {
            return Ok(with_lines(text, &[("serial", "1".to_owned()), ("previous", "\"\"".to_owned())]));
        };
        let fits = |id: CommitId| past.history.number(id).is_some_and(|c| chain.is_next_place(c));
        let written = value_of(text, "after").and_then(|v| CommitId::parse(v.trim_matches('"')));
        // A place that somebody signed already is not moved: the first signature would be lost.
        let place = match (asked, written.filter(|id| fits(*id))) {
            (Some(asked), _) => asked,
            (None, Some(written)) => written,
            (None, None) => propose(repository, past.judged(), fits)?,
        };
        let newest = chain.newest();
        Ok(with_lines(
            text,
            &[
                ("serial", (newest.serial() + 1).to_string()),
                ("previous", format!("\"sha256:{}\"", newest.sha256())),
                ("after", format!("\"{place}\"")),
            ],
        ))
    }

    /// Returns the three lines as they stand now.
    fn lines(&self, text: &str) -> String {
        let line = |key: &&str| value_of(text, key).map(|value| format!("{key} = {value}"));
        ["serial", "previous", "after"].iter().filter_map(line).collect::<Vec<_>>().join("；")
    }
}

/// Returns whether the archive was emptied to begin anew (docs/audit.md §10), and holds at most the first draft.
fn is_founding(root: &Path, chain: &Chain) -> bool {
    match WorkTree::new(root).read(&policy_path(1), MOST) {
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        Ok(bytes) => Sha256::of(&bytes) != chain.root(),
    }
}

/// Returns the place to propose: where we and the published branch part, or HEAD.
fn propose(repository: &Repository, head: CommitId, fits: impl Fn(CommitId) -> bool) -> Result<CommitId, Failure> {
    let named = repository.setting("qianfa.published")?;
    let published = named.as_deref().unwrap_or("refs/remotes/origin/HEAD");
    let base = match repository.resolve(published) {
        Ok(published) => repository.merge_base(head, published)?,
        Err(_) => None,
    };
    Ok(base.filter(|base| fits(*base)).unwrap_or(head))
}

/// Says who signs, writes what is missing in the archive, and says who must still sign.
fn sign(cx: &mut Cx<'_>, desk: &Desk, successor: &Successor, options: &Options) -> Result<Exit, Failure> {
    let policy = &successor.policy;
    let key = options.key.as_deref().map(|key| key_of(&cx.dir, key));
    let signer = Signer { key: key.as_deref() };
    if let Some(id) = signer.key_id(&desk.repository, options.home.as_deref()) {
        let known = successor.electorates.iter().find_map(|e| e.owner(id));
        known.ok_or_else(|| stranger(successor, &id.to_string()))?;
    }
    let mut files = vec![(content_path(&policy_path(policy.serial))?, desk.text.clone().into_bytes())];
    files.extend(lexicons(desk, policy)?);
    files.iter().try_for_each(|(path, bytes)| may_write(&desk.root, path, bytes))?;
    let armour = git::sign_file(&desk.repository, NAMESPACE, desk.text.as_bytes(), signer)?;
    let signed = |e: &Electorate| e.signer(desk.text.as_bytes(), armour.as_bytes()).cloned();
    let person = successor.electorates.iter().find_map(signed).ok_or_else(|| stranger(successor, "?"))?;
    for (path, bytes) in &files {
        if WorkTree::new(&desk.root).size(path.as_str()).is_err() {
            write::new_file(&desk.root, path, bytes)?;
        }
    }
    let path = content_path(&signature_path(policy.serial, &person))?;
    put_signature(desk, &path, &armour, successor, &person)?;
    tell(cx, desk, successor, &person, signer, options.commit)
}

/// Writes the caller's signature, unless a good one lies there.
fn put_signature(
    desk: &Desk,
    path: &ContentPath,
    armour: &str,
    successor: &Successor,
    person: &PersonId,
) -> Result<(), Failure> {
    match WorkTree::new(&desk.root).read(path.as_str(), MOST) {
        Ok(there) if is_of(successor, desk, &there, person) => Ok(()),
        Ok(_) => Ok(write::replace(&desk.root, path, armour)?),
        Err(_) => Ok(write::new_file(&desk.root, path, armour.as_bytes()).map(drop)?),
    }
}

fn is_of(successor: &Successor, desk: &Desk, armour: &[u8], person: &PersonId) -> bool {
    successor.electorates.iter().any(|e| e.signer(desk.text.as_bytes(), armour) == Some(person))
}

/// Says what to add and who must still sign; commits if asked to.
fn tell(
    cx: &mut Cx<'_>,
    desk: &Desk,
    successor: &Successor,
    person: &PersonId,
    signer: Signer<'_>,
    commit: bool,
) -> Result<Exit, Failure> {
    let policy = &successor.policy;
    let name = |p: &PersonId| policy.people.get(p).map_or_else(|| p.to_string(), |known| format!("{} {p}", known.name));
    cx.say(&Message::new("policy-signed").with("serial", policy.serial).with("person", name(person)));
    for electorate in &successor.electorates {
        let (signed, open) = state_of(desk, policy.serial, electorate);
        let list = |people: &BTreeSet<PersonId>| people.iter().map(name).collect::<Vec<_>>().join("、");
        let missing = electorate.threshold.saturating_sub(signed.len());
        let id = match electorate.whose {
            Roots::Old => "policy-still",
            Roots::Own => "policy-still-own",
        };
        let message = Message::new(id).with("missing", missing).with("signed", list(&signed)).with("open", list(&open));
        cx.say(&message);
    }
    if !commit {
        cx.say(&Message::new("policy-add").with("serial", format!("{:04}", policy.serial)));
        return Ok(Exit::Clean);
    }
    let subject = cx.word(&Message::new("policy-commit").with("serial", policy.serial).with("person", name(person)));
    let made = git::record(&desk.repository, &belonging(desk, policy, successor)?, &format!("{subject}\n"), signer)?;
    cx.say(&Message::new("policy-committed").with("commit", made.to_string()));
    Ok(Exit::Clean)
}

/// Returns who of a root signed in the work tree, and who could still.
fn state_of(desk: &Desk, serial: u32, electorate: &Electorate) -> (BTreeSet<PersonId>, BTreeSet<PersonId>) {
    let files = WorkTree::new(&desk.root);
    let has = |person: &&PersonId| {
        let armour = files.read(&signature_path(serial, person), MOST).ok();
        armour.is_some_and(|armour| electorate.signer(desk.text.as_bytes(), &armour) == Some(*person))
    };
    let (signed, open): (BTreeSet<&PersonId>, BTreeSet<&PersonId>) = electorate.able().into_iter().partition(has);
    (signed.into_iter().cloned().collect(), open.into_iter().cloned().collect())
}

/// Returns every file that belongs to the version, as the work tree holds it.
fn belonging(desk: &Desk, policy: &Policy, successor: &Successor) -> Result<Vec<(ContentPath, Vec<u8>)>, Failure> {
    let mut files = vec![
        (reviewers()?, desk.text.clone().into_bytes()),
        (content_path(&policy_path(policy.serial))?, desk.text.clone().into_bytes()),
    ];
    files.extend(lexicons(desk, policy)?);
    let people: BTreeSet<&PersonId> = successor.electorates.iter().flat_map(Electorate::able).collect();
    for person in people {
        let path = signature_path(policy.serial, person);
        let Ok(armour) = WorkTree::new(&desk.root).read(&path, MOST) else { continue };
        if is_of(successor, desk, &armour, person) {
            files.push((content_path(&path)?, armour));
        }
    }
    Ok(files)
}

/// Returns the word lists that the version names, as it names them: from `data/lexicon/`, or as they were archived.
fn lexicons(desk: &Desk, policy: &Policy) -> Result<Vec<(ContentPath, Vec<u8>)>, Failure> {
    let files = WorkTree::new(&desk.root);
    let mut found = Vec::new();
    for (name, lexicon) in &policy.lexicons {
        let places = [
            lexicon_path(policy.serial, name),
            format!("data/lexicon/{name}.txt"),
            lexicon_path(policy.serial.saturating_sub(1), name),
        ];
        let fits = |path: &String| files.read(path, MOST).ok().filter(|bytes| Sha256::of(bytes) == lexicon.sha256);
        let bytes = places.iter().find_map(fits).ok_or_else(|| {
            let message = Message::new("policy-no-lexicon").with("name", name.as_str());
            Failure::config(message).hint(Message::new("policy-no-lexicon-hint").with("name", name.as_str()))
        })?;
        found.push((content_path(&places[0])?, bytes));
    }
    Ok(found)
}

/// Refuses to go on where the archive holds something else under the name of the new version.
fn may_write(root: &Path, path: &ContentPath, bytes: &[u8]) -> Result<(), Failure> {
    match WorkTree::new(root).read(path.as_str(), MOST) {
        Ok(there) if there != bytes => {
            let message = Message::new("policy-other-draft").with("path", path.as_str());
            Err(Failure::config(message).hint(Message::new("policy-other-draft-hint").with("path", path.as_str())))
        }
        _ => Ok(()),
    }
}

fn stranger(successor: &Successor, key: &str) -> Failure {
    let able: BTreeSet<&PersonId> = successor.electorates.iter().flat_map(Electorate::able).collect();
    let known =
        |p: &PersonId| successor.policy.people.get(p).map_or_else(|| p.to_string(), |k| format!("{} {p}", k.name));
    let people = able.into_iter().map(known).collect::<Vec<_>>().join("、");
    Failure::usage(Message::new("policy-stranger").with("key", key))
        .hint(Message::new("policy-stranger-hint").with("people", people))
}

/// Returns the key as git takes it, wherever the child is started.
fn key_of(dir: &Path, key: &str) -> String {
    if key.starts_with("key::") || key.starts_with("ssh-") || key.starts_with('~') {
        return key.to_owned();
    }
    source::real_path(&dir.join(key)).display().to_string()
}

fn is_single(root: &Path) -> Result<bool, Failure> {
    let text = source::read_settings(&WorkTree::new(root), SITE_FILE)?;
    let config = text.and_then(|text| config::read_site(SITE_FILE, &text, &mut Sink::default()));
    Ok(config.is_some_and(|c| c.single))
}

fn reviewers() -> Result<ContentPath, Failure> {
    content_path(REVIEWERS_FILE)
}

fn content_path(path: &str) -> Result<ContentPath, Failure> {
    ContentPath::parse(path).map_err(|_| Failure::internal(Message::new("policy-path").with("path", path)))
}

// ── The three lines ──

/// Returns where the value of `key` stands at the top of the file, before the first paragraph.
fn place_of(text: &str, key: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with('[') {
            return None;
        }
        if let Some((name, value)) = line.split_once('=')
            && name.trim() == key
        {
            let from = start + name.len() + 1 + (value.len() - value.trim_start_matches([' ', '\t']).len());
            return Some(from..from + value_len(&text[from..]));
        }
        start += line.len();
    }
    None
}

/// Returns how long the number or the text in quotes is that `text` begins with.
fn value_len(text: &str) -> usize {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].find(quote).map_or(1, |end| end + 2),
        _ => text.find(|c: char| c.is_whitespace() || c == '#').unwrap_or(text.len()),
    }
}

fn value_of<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    place_of(text, key).map(|place| &text[place])
}

/// Returns the text with these values at its top; a key that is not there follows the one before.
fn with_lines(text: &str, values: &[(&str, String)]) -> String {
    let mut text = text.to_owned();
    let mut before: Option<&str> = None;
    for (key, value) in values {
        match (place_of(&text, key), before.and_then(|before| place_of(&text, before))) {
            (Some(place), _) => text.replace_range(place, value),
            (None, Some(before)) => {
                let end = text[before.end..].find('\n').map_or(text.len(), |at| before.end + at + 1);
                text.insert_str(end, &format!("{key} = {value}{}", ending(&text)));
            }
            (None, None) => text.insert_str(0, &format!("{key} = {value}{}", ending(&text))),
        }
        before = Some(key);
    }
    text
}

fn ending(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_values_of_three_lines_change() {
        let text =
            "# head\nformat = 1\nserial   = 1       # 第几版\nprevious = \"\"      # 上一版\n\n[policy]\nserial = 9\n";
        let next = with_lines(
            text,
            &[("serial", "2".into()), ("previous", "\"sha256:00\"".into()), ("after", "\"ab\"".into())],
        );
        let wanted = "# head\nformat = 1\nserial   = 2       # 第几版\nprevious = \"sha256:00\"      # 上一版\nafter = \"ab\"\n\n[policy]\nserial = 9\n";
        assert_eq!(next, wanted);
        let again = [("serial", "2".into()), ("previous", "\"sha256:00\"".into()), ("after", "\"ab\"".into())];
        assert_eq!(with_lines(&next, &again), next, "once is enough");
    }

    #[test]
    fn line_ends_of_windows_stay() {
        let next = with_lines(
            "serial = 1\r\nprevious = \"\"\r\n[root]\r\n",
            &[("serial", "2".into()), ("after", "\"a\"".into())],
        );
        assert_eq!(next, "serial = 2\r\nafter = \"a\"\r\nprevious = \"\"\r\n[root]\r\n");
    }
}
