//! What a sign-off says: the strict grammar of its message, read and written.
//!
//! A message has a subject, a blank line, perhaps a body (the reason) and a blank line, and then one block of lines
//! `Qianfa-…` in one order and one spelling, up to the final newline. Trailers as git knows them are laxer (they fold,
//! repeat, and come in any case and order), so git's own parser is never asked.
//! What is printed is read back before it is given away: parse ∘ print is the identity.
//! Whether the statement is true, and whether its signer may make it, is decided in `review`.

use std::fmt::{self, Write};

use super::commit::RawCommit;
use super::tree::Mode;
use crate::model::{BlobId, CommitId, ContentPath, KeyId, Sha256, StepId};

/// What a sign-off says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// The hash of policy 1, so that the statement counts in one group only.
    pub root: Sha256,
    /// The key that signs; in a copy made by a rebase it differs from the one that did.
    pub key: KeyId,
    /// The only parent.
    pub parent: CommitId,
    /// The serial, from 1, and the hash of the newest policy that the signer knew.
    pub policy: (u32, Sha256),
    /// What is said.
    pub action: Action,
    /// For which step; none exactly where the action is [`Action::Vouch`].
    pub step: Option<StepId>,
    /// About what: 1 to [`Statement::MAX_ITEMS`], in strictly ascending byte order of their paths.
    pub items: Vec<Item>,
    /// The message's body, without blank lines around it; never blank where the action is [`Action::Object`].
    pub reason: String,
}

/// One item line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The path.
    pub path: ContentPath,
    /// What is there; none exactly where the action is [`Action::Withdraw`].
    pub version: Option<SignedVersion>,
}

/// The version of a file that was signed. Git's own hash is not enough, so it is named by two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignedVersion {
    /// A plain file or an executable one; links and submodules cannot be signed.
    pub mode: Mode,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// Git's name for it.
    pub blob: BlobId,
}

/// What a sign-off does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    /// 同意: this version may be published, as far as the step goes.
    Approve,
    /// 退回: this version must not be.
    Object,
    /// 撤下: the path may be absent.
    Withdraw,
    /// 应急发布: an approval under the emergency rule.
    Emergency,
    /// 担保: a writer answers for text that an unsigned commit brought in.
    Vouch,
}

/// The block is not one that anybody could have printed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct Malformed {
    /// The line of the message, from 1.
    pub line: usize,
    /// Which rule it breaks: one of [`Malformed::FAULTS`].
    pub fault: &'static str,
    /// The paths it is about, in the order of its lines, if every line that may name one could be read.
    pub items: Option<Vec<ContentPath>>,
}

impl Malformed {
    /// Everything that can be wrong, as variants of the finding's words.
    ///
    /// `text`: not UTF-8, a NUL or a carriage return. `size`: larger than a mebibyte. `end`: not one final newline.
    /// `subject`: none, or no blank line before the block. `stray`: a line `Qianfa-…` outside the block. `version` to
    /// `item`: this line was expected here, in its one spelling. `order`: paths out of order or repeated. `count`: no
    /// item or too many. `reason`: an objection without one.
    pub const FAULTS: [&'static str; 16] = [
        "text", "size", "end", "subject", "stray", "version", "root", "key", "parent", "policy", "action", "step",
        "item", "order", "count", "reason",
    ];
}

const BEGINNING: &str = "Qianfa-";
const ITEM: &str = "Qianfa-Item: ";

/// Returns whether some line of a message begins with `Qianfa-`.
pub fn claims(message: &[u8]) -> bool {
    message.split(|&b| b == b'\n').any(|line| line.starts_with(BEGINNING.as_bytes()))
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 5] = [Self::Approve, Self::Object, Self::Withdraw, Self::Emergency, Self::Vouch];

    /// Returns the word in the block.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Object => "object",
            Self::Withdraw => "withdraw",
            Self::Emergency => "emergency",
            Self::Vouch => "vouch",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Statement {
    /// Most items of one sign-off: a batch that a person can still answer for, and that fits the largest object.
    pub const MAX_ITEMS: usize = 4096;

    /// Longest message that is printed, in bytes: the largest object, less room for its headers and its signature.
    const MAX_PRINTED: usize = RawCommit::MAX_SIGNED - (16 << 10);

    /// Reads the message of a commit that [`claims`] to be a sign-off.
    ///
    /// # Errors
    /// It is not in the one form that [`Statement::print`] writes.
    pub fn parse(message: &[u8]) -> Result<Self, Malformed> {
        read(message).map_err(|f| Malformed { line: f.line, fault: f.what, items: readable_items(message) })
    }

    /// Writes the message of the sign-off: the subject, the reason if there is one, and the block.
    ///
    /// # Errors
    /// The subject is not one line, or the statement breaks one of its own rules, such as the order of items.
    pub fn print(&self, subject: &str) -> Result<String, Malformed> {
        let message = self.message(subject);
        if message.len() > Self::MAX_PRINTED {
            return Err(Malformed { line: 1, fault: "size", items: None });
        }
        match Self::parse(message.as_bytes()) {
            Ok(read) if read == *self && !subject.contains('\n') => Ok(message),
            Ok(_) => Err(Malformed { line: 1, fault: "text", items: None }),
            Err(malformed) => Err(malformed),
        }
    }

    fn message(&self, subject: &str) -> String {
        let mut text = format!("{subject}\n\n");
        if !self.reason.is_empty() {
            let _ = write!(text, "{}\n\n", self.reason);
        }
        let (serial, policy) = &self.policy;
        let _ = write!(
            text,
            "Qianfa-Version: 1\nQianfa-Root: sha256:{}\nQianfa-Key: {}\nQianfa-Parent: {}\n\
             Qianfa-Policy: {serial} sha256:{policy}\nQianfa-Action: {}\n",
            self.root, self.key, self.parent, self.action
        );
        if let Some(step) = &self.step {
            let _ = writeln!(text, "Qianfa-Step: {step}");
        }
        for Item { path, version } in &self.items {
            let _ = match version {
                Some(SignedVersion { mode, sha256, blob }) => {
                    writeln!(text, "{ITEM}{mode} sha256:{sha256} {blob} {path}")
                }
                None => writeln!(text, "{ITEM}- - - {path}"),
            };
        }
        text
    }
}

/// What is wrong, and where.
struct Fault {
    line: usize,
    what: &'static str,
}

fn read(message: &[u8]) -> Result<Statement, Fault> {
    let text = plain(message)?;
    let Some((head, _)) = text.rsplit_once("\n\n") else { return Err(Fault { line: 1, what: "subject" }) };
    let reason = body(head)?;
    let mut block = Block::new(&text[head.len() + 2..], head.matches('\n').count() + 3);
    let statement = block.statement(reason)?;
    if statement.action == Action::Object && reason.trim().is_empty() {
        return Err(Fault { line: 1, what: "reason" });
    }
    Ok(statement)
}

/// Returns the message as text, without its final newline.
fn plain(message: &[u8]) -> Result<&str, Fault> {
    if message.len() > RawCommit::MAX_SIGNED {
        return Err(Fault { line: 1, what: "size" });
    }
    let line_at = |at: usize| 1 + message[..at].iter().filter(|&&b| b == b'\n').count();
    let text = std::str::from_utf8(message).map_err(|e| Fault { line: line_at(e.valid_up_to()), what: "text" })?;
    if let Some(at) = text.find(['\0', '\r']) {
        return Err(Fault { line: line_at(at), what: "text" });
    }
    match text.strip_suffix('\n') {
        Some(text) if !text.ends_with('\n') => Ok(text),
        _ => Err(Fault { line: line_at(message.len()), what: "end" }),
    }
}

/// Returns what follows the subject in `head`, the message before its block.
fn body(head: &str) -> Result<&str, Fault> {
    if let Some(at) = head.split('\n').position(|line| line.starts_with(BEGINNING)) {
        return Err(Fault { line: at + 1, what: "stray" });
    }
    let (subject, body) = head.split_once('\n').unwrap_or((head, ""));
    if subject.trim().is_empty() {
        return Err(Fault { line: 1, what: "subject" });
    }
    Ok(body.trim_matches('\n'))
}

/// The lines of a block that are not read yet.
struct Block<'a> {
    lines: std::str::Split<'a, char>,
    line: usize,
}

impl<'a> Block<'a> {
    /// Returns the block whose first line has this number.
    fn new(text: &'a str, line: usize) -> Self {
        Self { lines: text.split('\n'), line }
    }

    fn statement(&mut self, reason: &str) -> Result<Statement, Fault> {
        self.value("Qianfa-Version: ", "version", |v| (v == "1").then_some(()))?;
        let root = self.value("Qianfa-Root: ", "root", hash)?;
        let key = self.value("Qianfa-Key: ", "key", KeyId::parse)?;
        let parent = self.value("Qianfa-Parent: ", "parent", CommitId::parse)?;
        let policy = self.value("Qianfa-Policy: ", "policy", policy)?;
        let action = self.value("Qianfa-Action: ", "action", |v| Action::ALL.into_iter().find(|a| a.as_str() == v))?;
        let step = match action {
            Action::Vouch => None,
            Action::Approve | Action::Object | Action::Withdraw | Action::Emergency => {
                Some(self.value("Qianfa-Step: ", "step", |v| StepId::parse(v).ok())?)
            }
        };
        let items = self.items(action)?;
        Ok(Statement { root, key, parent, policy, action, step, items, reason: reason.to_owned() })
    }

    /// Takes the line that begins with `key`, and returns what its value means.
    fn value<T>(&mut self, key: &str, what: &'static str, mean: impl Fn(&'a str) -> Option<T>) -> Result<T, Fault> {
        let value = self.lines.next().and_then(|line| line.strip_prefix(key)).and_then(mean);
        let value = value.ok_or(Fault { line: self.line, what })?;
        self.line += 1;
        Ok(value)
    }

    fn items(&mut self, action: Action) -> Result<Vec<Item>, Fault> {
        let mut items: Vec<Item> = Vec::new();
        while self.lines.clone().next().is_some() {
            let line = self.line;
            let item = self.value(ITEM, "item", item)?;
            if item.version.is_none() != (action == Action::Withdraw) {
                return Err(Fault { line, what: "item" });
            }
            if items.last().is_some_and(|last| last.path.as_str().as_bytes() >= item.path.as_str().as_bytes()) {
                return Err(Fault { line, what: "order" });
            }
            if items.len() == Statement::MAX_ITEMS {
                return Err(Fault { line, what: "count" });
            }
            items.push(item);
        }
        if items.is_empty() { Err(Fault { line: self.line, what: "count" }) } else { Ok(items) }
    }
}

fn hash(value: &str) -> Option<Sha256> {
    Sha256::parse(value.strip_prefix("sha256:")?)
}

fn policy(value: &str) -> Option<(u32, Sha256)> {
    let (serial, sha256) = value.split_once(' ')?;
    let number = serial.parse::<u32>().ok()?;
    // `+7` and `07` are other spellings of 7.
    (number > 0 && number.to_string() == serial).then_some((number, hash(sha256)?))
}

fn item(value: &str) -> Option<Item> {
    let mut words = value.splitn(4, ' ');
    let (mode, sha256, blob, path) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let path = ContentPath::parse(path).ok()?;
    if [mode, sha256, blob] == ["-"; 3] {
        return Some(Item { path, version: None });
    }
    let mode = [Mode::FILE, Mode::EXECUTABLE].into_iter().find(|m| m.to_string() == mode)?;
    let version = SignedVersion { mode, sha256: hash(sha256)?, blob: blob_id(blob)? };
    Some(Item { path, version: Some(version) })
}

/// Names of blobs are spelt as those of commits are.
fn blob_id(digits: &str) -> Option<BlobId> {
    CommitId::parse(digits).map(|name| BlobId::from_bytes(*name.as_bytes()))
}

/// The keys whose lines name no path.
const OTHERS: [&str; 7] = ["Version", "Root", "Key", "Parent", "Policy", "Action", "Step"];

/// Returns the paths of a message's item lines, or nothing where one may be hidden: in a line that is folded, misspelt,
/// or not readable as an item.
fn readable_items(message: &[u8]) -> Option<Vec<ContentPath>> {
    let (mut items, mut was_item) = (Vec::new(), false);
    for line in message.split(|&b| b == b'\n') {
        if was_item && line.first().is_some_and(u8::is_ascii_whitespace) {
            return None;
        }
        was_item = false;
        if !line.get(..BEGINNING.len()).is_some_and(|start| start.eq_ignore_ascii_case(BEGINNING.as_bytes())) {
            continue;
        }
        let line = std::str::from_utf8(line).ok()?;
        if let Some(value) = line.strip_prefix(ITEM) {
            items.push(item(value)?.path);
            was_item = true;
            continue;
        }
        let (key, _) = line.strip_prefix(BEGINNING)?.split_once(':')?;
        OTHERS.contains(&key).then_some(())?;
    }
    (!items.is_empty()).then_some(items)
}
