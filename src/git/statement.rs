//! What a sign-off says: the strict grammar of its message, read and written.
//!
//! A message has a subject, a blank line, perhaps a body (the reason) and a blank line, and then one block of lines
//! `Qianfa-…` in one order and one spelling, up to the final newline. Trailers as git knows them are laxer (they fold,
//! repeat, and come in any case and order), so git's own parser is never asked.
//! What is printed is read back before it is given away: parse ∘ print is the identity.
//! Whether the statement is true, and whether its signer may make it, is decided in `review`.

use std::fmt::{self, Write};

use memchr::memmem;

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
    memmem::find_iter(message, BEGINNING).any(|at| message[..at].last().is_none_or(|&before| before == b'\n'))
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

/// Returns the paths of a message's item lines, or nothing where one may be hidden: in a line that is folded, indented,
/// misspelt, or not readable as an item.
fn readable_items(message: &[u8]) -> Option<Vec<ContentPath>> {
    let (mut items, mut was_item) = (Vec::new(), false);
    for line in message.split(|&b| b == b'\n') {
        let plain = line.trim_ascii_start();
        if was_item && plain.len() < line.len() {
            return None;
        }
        was_item = false;
        if !plain.get(..BEGINNING.len()).is_some_and(|start| start.eq_ignore_ascii_case(BEGINNING.as_bytes())) {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SUBJECT: &str = "处室负责人同意 3 个文件";

    fn item(path: &str) -> Item {
        let version =
            SignedVersion { mode: Mode::FILE, sha256: Sha256::of(path.as_bytes()), blob: BlobId::of(path.as_bytes()) };
        Item { path: ContentPath::parse(path).unwrap(), version: Some(version) }
    }

    fn approval() -> Statement {
        Statement {
            root: Sha256::of(b"policy 1"),
            key: KeyId::from_bytes([7; 32]),
            parent: CommitId::from_bytes([9; 20]),
            policy: (7, Sha256::of(b"policy 7")),
            action: Action::Approve,
            step: Some(StepId::parse("head").unwrap()),
            items: vec![item("content/portal/a.md"), item("content/portal/a/申请 表.docx")],
            reason: String::new(),
        }
    }

    fn printed() -> String {
        approval().print(SUBJECT).unwrap()
    }

    fn fault(message: &str) -> (usize, &'static str) {
        let malformed = Statement::parse(message.as_bytes()).expect_err(message);
        assert!(Malformed::FAULTS.contains(&malformed.fault), "{}", malformed.fault);
        (malformed.line, malformed.fault)
    }

    #[test]
    fn a_sign_off_reads_as_the_specification_shows_it() {
        let text = printed();
        let blob = BlobId::of(b"content/portal/a.md");
        let expected = format!(
            "{SUBJECT}\n\nQianfa-Version: 1\nQianfa-Root: sha256:{}\nQianfa-Key: SHA256:{}\n\
             Qianfa-Parent: 0909090909090909090909090909090909090909\nQianfa-Policy: 7 sha256:{}\n\
             Qianfa-Action: approve\nQianfa-Step: head\n\
             Qianfa-Item: 100644 sha256:{} {blob} content/portal/a.md\n",
            Sha256::of(b"policy 1"),
            "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
            Sha256::of(b"policy 7"),
            Sha256::of(b"content/portal/a.md"),
        );
        assert!(text.starts_with(&expected), "{text}");
        assert!(claims(text.as_bytes()));
        assert_eq!(Statement::parse(text.as_bytes()).unwrap(), approval());
    }

    #[test]
    fn a_reason_stands_between_the_subject_and_the_block() {
        let reason = "第三段数字与附件不符。\n\n请改后再送。\n -- 宋".to_owned();
        let objection = Statement { action: Action::Object, reason, ..approval() };
        let text = objection.print(SUBJECT).unwrap();
        assert!(text.contains("3 个文件\n\n第三段"));
        assert_eq!(Statement::parse(text.as_bytes()).unwrap(), objection);
    }

    #[test]
    fn an_objection_without_a_reason_is_none() {
        for reason in ["", " ", "\t\n "] {
            let objection = Statement { action: Action::Object, reason: reason.into(), ..approval() };
            assert_eq!(objection.print(SUBJECT).unwrap_err().fault, "reason");
        }
    }

    #[test]
    fn a_withdrawal_names_paths_alone_and_nothing_else_does() {
        let absent = |path: &str| Item { version: None, ..item(path) };
        let items = vec![absent("a.md"), absent("b.md")];
        let withdrawal = Statement { action: Action::Withdraw, items: items.clone(), ..approval() };
        let text = withdrawal.print(SUBJECT).unwrap();
        assert!(text.ends_with("Qianfa-Item: - - - a.md\nQianfa-Item: - - - b.md\n"));
        assert_eq!(Statement::parse(text.as_bytes()).unwrap(), withdrawal);
        assert_eq!(Statement { items, ..approval() }.print(SUBJECT).unwrap_err().fault, "item");
        assert_eq!(Statement { action: Action::Withdraw, ..approval() }.print(SUBJECT).unwrap_err().fault, "item");
    }

    #[test]
    fn a_vouch_has_no_step_and_everything_else_has_one() {
        let vouch = Statement { action: Action::Vouch, step: None, ..approval() };
        let text = vouch.print(SUBJECT).unwrap();
        assert_eq!(Statement::parse(text.as_bytes()).unwrap(), vouch);
        assert_eq!(Statement { action: Action::Vouch, ..approval() }.print(SUBJECT).unwrap_err().fault, "item");
        assert_eq!(Statement { step: None, ..approval() }.print(SUBJECT).unwrap_err().fault, "step");
    }

    #[test]
    fn every_line_has_one_place_and_one_spelling() {
        let good = printed();
        for (from, to, expected) in [
            ("Qianfa-Version: 1", "Qianfa-Version: 2", (3, "version")),
            ("Qianfa-Version: 1", "Qianfa-Version: 1 ", (3, "version")),
            ("Qianfa-Version: 1", "Qianfa-Version:  1", (3, "version")),
            ("Qianfa-Version: 1", "Qianfa-Version:1", (3, "version")),
            ("Qianfa-Version: 1", "qianfa-version: 1", (3, "version")),
            ("Qianfa-Version: 1", "QIANFA-Version: 1", (3, "version")),
            ("Qianfa-Version: 1", " Qianfa-Version: 1", (3, "version")),
            ("Qianfa-Version: 1\n", "", (3, "version")),
            ("Qianfa-Version: 1\n", "Qianfa-Version: 1\nQianfa-Version: 1\n", (4, "root")),
            ("Qianfa-Version: 1\n", "Qianfa-Version: 1\n\n", (3, "stray")),
            ("Qianfa-Version: 1\n", "Signed-off-by: x\nQianfa-Version: 1\n", (3, "version")),
            ("Qianfa-Root: sha256:", "Qianfa-Root: ", (4, "root")),
            ("Qianfa-Root: sha256:", "Qianfa-Root: SHA256:", (4, "root")),
            ("Qianfa-Root: ", "Qianfa-Root:\n ", (4, "root")),
            ("Qianfa-Key: SHA256:", "Qianfa-Key: sha256:", (5, "key")),
            ("\nQianfa-Parent", "=\nQianfa-Parent", (5, "key")),
            ("Qianfa-Parent: 09", "Qianfa-Parent: 9", (6, "parent")),
            ("Qianfa-Policy: 7", "Qianfa-Policy: 07", (7, "policy")),
            ("Qianfa-Policy: 7", "Qianfa-Policy: +7", (7, "policy")),
            ("Qianfa-Policy: 7", "Qianfa-Policy: 0", (7, "policy")),
            ("Qianfa-Policy: 7", "Qianfa-Policy: 4294967296", (7, "policy")),
            ("Qianfa-Policy: 7", "Qianfa-Policy: -7", (7, "policy")),
            ("Qianfa-Policy: 7 ", "Qianfa-Policy: 7", (7, "policy")),
            ("Action: approve", "Action: Approve", (8, "action")),
            ("Action: approve", "Action: approve\tobject", (8, "action")),
            ("Action: approve", "Action: object", (1, "reason")),
            ("Action: approve\n", "Action: approve\nQianfa-Action: object\n", (9, "step")),
            ("Step: head", "Step: Head", (9, "step")),
            ("Step: head", "Step: ", (9, "step")),
            ("Step: head", "Step: head final", (9, "step")),
            ("Step: head\n", "Step: head\nQianfa-Step: final\n", (10, "item")),
            ("Step: head\n", "Step: head\n\n", (3, "stray")),
            ("Item: 100644", "Item: 100664", (10, "item")),
            ("Item: 100644", "Item: 0100644", (10, "item")),
            ("Item: 100644", "Item: 120000", (10, "item")),
            ("Item: 100644", "Item: 40000", (10, "item")),
            ("Item: 100644", "Item: -", (10, "item")),
            ("Item: 100644 ", "Item: 100644  ", (10, "item")),
            ("Item: 100644 ", "Item: 100644\t", (10, "item")),
            (" content/portal/a.md", " /content/portal/a.md", (10, "item")),
            (" content/portal/a.md", " content/../a.md", (10, "item")),
            (" content/portal/a.md", " content/a\u{202e}.md", (10, "item")),
            (" content/portal/a.md", " content/e\u{301}.md", (10, "item")),
            (" content/portal/a.md", " content/a.md\u{2028}", (10, "item")),
            (" content/portal/a.md", "", (10, "item")),
            (" content/portal/a.md", "\n content/portal/a.md", (10, "item")),
            (" content/portal/a.md", " content/portal/a.md\n more", (11, "item")),
            (" content/portal/a.md", " content/portal/z.md", (11, "order")),
            (" content/portal/a.md", " content/portal/a/申请 表.docx", (11, "order")),
            ("\n\n", "\n", (1, "subject")),
            (SUBJECT, "", (1, "subject")),
            (SUBJECT, " ", (1, "subject")),
            (SUBJECT, "Qianfa-Approve", (1, "stray")),
            (SUBJECT, "x\n\nQianfa-Item: y", (3, "stray")),
            (SUBJECT, "x\r", (1, "text")),
            ("Qianfa-Root", "\0Qianfa-Root", (4, "text")),
        ] {
            let message = good.replacen(from, to, 1);
            assert_ne!(message, good, "{from}");
            assert_eq!(fault(&message), expected, "{from} → {to}");
        }
    }

    #[test]
    fn the_block_ends_with_the_message() {
        let good = printed();
        let line = good.lines().count();
        assert_eq!(fault(good.trim_end()).1, "end");
        assert_eq!(fault(&format!("{good}\n")).1, "end");
        assert_eq!(fault(&format!("{good}\n\n")).1, "end");
        assert_eq!(fault(&format!("{good}Reviewed-by: x\n")), (line + 1, "item"));
        assert_eq!(fault(&format!("{good} \n")), (line + 1, "item"));
        assert_eq!(fault(&format!("{good}\nThe end.\n")).1, "stray");
        assert_eq!(fault(&good.replace('\n', "\r\n")), (1, "text"));
        assert_eq!(fault(&good.replace('\n', "\r")).1, "text");
        assert_eq!(fault(""), (1, "end"));
        assert_eq!(fault("\n"), (1, "subject"));
        assert_eq!(fault("\n\n\n"), (4, "end"));
        assert_eq!(fault("Qianfa-Version: 1\n"), (1, "subject"));
    }

    #[test]
    fn what_is_not_utf_8_is_refused_at_its_line() {
        let mut message = printed().into_bytes();
        let at = message.iter().rposition(|&b| b == b'd').unwrap();
        message[at] = 0xff;
        let malformed = Statement::parse(&message).unwrap_err();
        assert_eq!((malformed.line, malformed.fault, malformed.items), (11, "text", None));
    }

    #[test]
    fn there_are_at_most_4096_items_and_at_least_one() {
        let some =
            |count: usize| Statement { items: (0..count).map(|n| item(&format!("{n:05}"))).collect(), ..approval() };
        assert_eq!(Statement::parse(some(4096).print("x").unwrap().as_bytes()), Ok(some(4096)));
        let many = some(4097).print("x").unwrap_err();
        assert_eq!((many.line, many.fault, many.items.unwrap().len()), (3 + 7 + 4096, "count", 4097));
        assert_eq!(some(0).print("x").unwrap_err().fault, "count");
    }

    #[test]
    fn what_would_not_fit_into_an_object_is_neither_printed_nor_read() {
        let items = (0..4096).map(|n| item(&format!("{n:05}/{}", "x".repeat(1000)))).collect();
        assert_eq!(Statement { items, ..approval() }.print("x").unwrap_err().fault, "size");
        assert_eq!(fault(&"x".repeat(RawCommit::MAX_SIGNED + 1)), (1, "size"));
    }

    #[test]
    fn the_largest_message_is_printed_and_a_larger_one_still_read() {
        let long = |bytes: usize| {
            let short = approval().message(SUBJECT).len() + 2;
            Statement { reason: "x".repeat(bytes - short), ..approval() }
        };
        assert_eq!(Statement::MAX_PRINTED, (1 << 20) - (16 << 10));
        let largest = long(Statement::MAX_PRINTED).print(SUBJECT).unwrap();
        assert_eq!(largest.len(), Statement::MAX_PRINTED);
        assert_eq!(long(Statement::MAX_PRINTED + 1).print(SUBJECT).unwrap_err().fault, "size");
        assert!(Statement::parse(long(RawCommit::MAX_SIGNED).message(SUBJECT).as_bytes()).is_ok());
        assert_eq!(fault(&long(RawCommit::MAX_SIGNED + 1).message(SUBJECT)), (1, "size"));
    }

    #[test]
    fn a_subject_that_could_be_taken_for_something_else_is_not_printed() {
        for subject in ["", " ", "a\nb", "a\n", "\n", "Qianfa-Version: 1", "a\r", "a\0", "a\n\nQianfa-Item: x"] {
            assert!(approval().print(subject).is_err(), "{subject:?}");
        }
        for reason in ["\n", "a\n", "\na", "a\nQianfa-Item: x", "a\r\nb", "\0"] {
            let statement = Statement { reason: reason.into(), ..approval() };
            assert!(statement.print(SUBJECT).is_err(), "{reason:?}");
        }
        let repeated = Statement { items: vec![item("a"), item("a")], ..approval() };
        assert_eq!(repeated.print(SUBJECT).unwrap_err().fault, "order");
    }

    #[test]
    fn only_a_line_that_begins_so_claims_to_be_a_sign_off() {
        for message in ["Qianfa-", "x\nQianfa-Foo", "x\n\nQianfa-Version: 1\n", "\nQianfa-Item"] {
            assert!(claims(message.as_bytes()), "{message}");
        }
        for message in ["", "x", " Qianfa-Version: 1", "qianfa-version: 1", "x Qianfa-", "Qianfa", "> Qianfa-Item: x"] {
            assert!(!claims(message.as_bytes()), "{message}");
        }
    }

    #[test]
    fn a_malformed_sign_off_says_what_it_is_about_if_all_of_that_can_be_read() {
        let good = printed();
        let items = |message: &str| Statement::parse(message.as_bytes()).unwrap_err().items;
        let all: Vec<_> = approval().items.into_iter().map(|item| item.path).collect();
        for (from, to) in [
            ("Step: head", "Step: Head"),
            ("Version: 1", "Version: 2"),
            ("Action: approve", "Action: objekt"),
            (SUBJECT, "x\r"),
            ("\n\n", "\n"),
            ("Qianfa-Version: 1\n", "Signed-off-by: x\n"),
        ] {
            assert_eq!(items(&good.replacen(from, to, 1)), Some(all.clone()), "{to}");
        }
        for (from, to) in [
            ("Item: 100644", "Item: 1OO644"),
            ("Qianfa-Item", "Qianfa-Itme"),
            ("Qianfa-Item", "qianfa-item"),
            ("Qianfa-Item:", "Qianfa-Item"),
            ("Qianfa-Item: ", "Qianfa-Item:"),
            ("a.md\n", "a.md\n b.md\n"),
            ("a.md\n", "a.md\n\tb.md\n"),
            ("Step: head\n", "Step: head\n Qianfa-Item: x\n"),
            ("Qianfa-Item: ", "\tQianfa-Item: "),
            ("a.md\n", "a.md\r\n"),
            ("a.md\n", "../a.md\n"),
            ("Qianfa-Version: 1", "Qianfa-Version 1"),
        ] {
            assert_eq!(items(&good.replacen(from, to, 1)), None, "{to}");
        }
        assert_eq!(items("x\n\nQianfa-Version: 1\n"), None);
    }

    prop_compose! {
        fn any_item(withdraws: bool)(
            path in "[a-z0-9 \u{4e00}-\u{4eff}]{1,9}(/[a-zA-Z0-9._ -]{0,9}[a-z])?",
            bits: u64, executable: bool,
        ) -> Item {
            let mode = if executable { Mode::EXECUTABLE } else { Mode::FILE };
            let (sha256, blob) = (Sha256::of(&bits.to_le_bytes()), BlobId::of(&bits.to_le_bytes()));
            let version = (!withdraws).then_some(SignedVersion { mode, sha256, blob });
            Item { path: ContentPath::parse(&path).unwrap(), version }
        }
    }

    fn any_statement() -> impl Strategy<Value = Statement> {
        let action = prop::sample::select(Action::ALL.to_vec());
        action.prop_flat_map(|action| {
            let items = prop::collection::vec(any_item(action == Action::Withdraw), 1..20);
            let reason = "([^\r\n\0Q][^\r\0Q]{0,40}[^\r\n\0Q])?";
            (any::<[u8; 32]>(), any::<[u8; 20]>(), 1u32.., "[a-z][a-z0-9]{0,8}", items, reason).prop_map(
                move |(bytes, parent, serial, step, mut items, reason)| {
                    items.sort_by(|a, b| a.path.cmp(&b.path));
                    items.dedup_by(|a, b| a.path == b.path);
                    let needs = action == Action::Object && reason.trim().is_empty();
                    Statement {
                        root: Sha256::of(&bytes),
                        key: KeyId::from_bytes(bytes),
                        parent: CommitId::from_bytes(parent),
                        policy: (serial, Sha256::of(&parent)),
                        action,
                        step: (action != Action::Vouch).then(|| StepId::parse(&step).unwrap()),
                        items,
                        reason: if needs { "不符。".into() } else { reason },
                    }
                },
            )
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back_the_same(statement in any_statement(), subject in "[^\r\n\0Q \t]{1,20}") {
            prop_assume!(!subject.trim().is_empty());
            let text = statement.print(&subject).unwrap();
            prop_assert_eq!(Statement::parse(text.as_bytes()).unwrap(), statement);
        }

        #[test]
        fn what_reads_is_spelt_as_it_would_be_printed(at: prop::sample::Index, byte: u8, drop: bool) {
            let mut message = printed().into_bytes();
            // Of the block alone: how the free text before it is broken into lines is nobody's business.
            let start = printed().find("Qianfa-").unwrap();
            let at = start + at.index(message.len() - start);
            if drop { message.remove(at); } else { message[at] = byte; }
            if let Ok(statement) = Statement::parse(&message) {
                let text = String::from_utf8(message).unwrap();
                let (subject, _) = text.split_once('\n').unwrap();
                prop_assert_eq!(statement.print(subject).unwrap(), text.clone());
            }
        }
    }
}
