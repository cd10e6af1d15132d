//! The cases of `tests/rules/QFnnn.md`: for each code, when it fires, when it must not, and the edge.
//!
//! A case is a heading, a sentence that says why, blocks with files, and a block with the findings of *all* rules. The
//! files are laid over a small group of their own (`tests/rules/base/`) and go through the real readers. With `UPDATE=1`
//! the findings are written afresh; read the difference.
//!
//! What the line that opens a block says:
//!
//! | block | what it is |
//! |---|---|
//! | `md PATH` | a page; without `---` at its start it is the body of a page with ordinary front matter |
//! | `yaml PATH` | front matter that replaces or adds to the ordinary one, for a page with an ordinary body |
//! | `diff FILE` | lines of a settings file of the base, replaced (`-`, `+`) or added at its end (only `+`) |
//! | `repeat N FILE` | the block so many times at the end of a settings file of the base |
//! | `repeat-line N PATH` | a page with ordinary front matter and one line, the first of the block so many times |
//! | `size PATH`, `link PATH` | a file of that many bytes, a symbolic link to that place |
//! | `picture PATH` | the smallest whole picture |
//! | `without FILE` | a settings file of the base that is not there |
//! | anything else with a path | that file |
//!
//! Without a path a page is `portal/notice/2026-11-09-a.md`; paths of pages are those below `content/`. `escaped` after
//! the path means that `\u{200b}` and `\xff` stand for what they spell. Places count from the first line of the block.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use rayon::prelude::*;

use qianfa::checks::{Check, RULES};
use qianfa::diag::{Arg, Finding, Message, Place, Position, Sources, codes};
use qianfa::i18n::Catalog;
use qianfa::model::Lang;

use crate::checked::check_folder;
use crate::photo;

const ORDINARY_PAGE: &str = "portal/notice/2026-11-09-a.md";
const ORDINARY_FRONT: [(&str, &str); 5] = [
    ("title", "title: 关于开展年度检查的通知"),
    ("department", "department: xxc"),
    ("confidentiality", "confidentiality: public"),
    ("date", "date: 2026-11-09 10:00"),
    ("summary", "summary: 检查的范围和时间。"),
];
const ORDINARY_BODY: &str = "各有关单位：\n";

/// Where a shown block stands in its file: the number of lines before it, and how it is called.
struct Shown {
    file: String,
    before: usize,
    lines: usize,
    prefix: String,
}

struct Block<'t> {
    kind: &'t str,
    path: String,
    escaped: bool,
    times: usize,
    text: &'t str,
}

struct Case<'t> {
    title: &'t str,
    blocks: Vec<Block<'t>>,
    /// The bytes of the block with the findings, in the file of cases.
    expected: std::ops::Range<usize>,
}

fn cases<'t>(name: &str, text: &'t str) -> Vec<Case<'t>> {
    let mut cases = Vec::new();
    let (mut title, mut blocks) = ("", Vec::new());
    let mut at = 0;
    while at < text.len() {
        let line = line_at(text, at);
        let next = (at + line.len() + 1).min(text.len());
        if let Some(heading) = line.strip_prefix("## ") {
            assert!(blocks.is_empty(), "{name}: `{title}` has no findings");
            title = heading;
        }
        let Some(info) = line.strip_prefix("```") else {
            at = next;
            continue;
        };
        let fence = &line[..line.len() - info.trim_start_matches('`').len()];
        let end = text[next..].find(&format!("{fence}\n")).map(|i| next + i);
        let end = end.unwrap_or_else(|| panic!("{name}: `{title}` has a block without an end"));
        let info = info.trim_start_matches('`');
        if info == "findings" {
            cases.push(Case { title, blocks: std::mem::take(&mut blocks), expected: next..end });
        } else {
            blocks.push(block(info, &text[next..end]));
        }
        at = end + fence.len() + 1;
    }
    assert!(blocks.is_empty(), "{name}: `{title}` has no findings");
    cases
}

fn line_at(text: &str, at: usize) -> &str {
    text[at..].split('\n').next().unwrap_or_default()
}

fn block<'t>(info: &'t str, text: &'t str) -> Block<'t> {
    let mut words = info.split(' ');
    let kind = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    let escaped = rest.last() == Some(&"escaped");
    let first = usize::from(kind.starts_with("repeat"));
    let path = rest[first..rest.len() - usize::from(escaped)].join(" ");
    let times = if kind.starts_with("repeat") { rest[0].parse().unwrap() } else { 1 };
    let settings = ["site.toml", "reviewers.toml"].contains(&path.as_str());
    let outside = settings || ["data/", "themes/", "content"].iter().any(|top| path.starts_with(top));
    let path = match (path.as_str(), outside) {
        ("", _) => format!("content/{ORDINARY_PAGE}"),
        (path, true) => path.to_owned(),
        (path, false) => format!("content/{path}"),
    };
    let path = if path.contains("\\u") { String::from_utf8(unescaped(&path)).unwrap() } else { path };
    Block { kind, path, escaped, times, text }
}

/// Lays the blocks of a case over the base and returns where they are shown.
fn lay(root: &Path, case: &Case<'_>) -> Vec<Shown> {
    for file in ["site.toml", "reviewers.toml"] {
        fs::copy(Path::new("tests/rules/base").join(file), root.join(file)).unwrap();
    }
    fs::create_dir_all(root.join("content")).unwrap();
    let mut shown: Vec<Shown> = case.blocks.iter().map(|block| lay_block(root, block)).collect();
    // A second change of the same file is called `++`.
    let mut changes = 0;
    for block in shown.iter_mut().filter(|b| b.prefix == "+") {
        changes += 1;
        block.prefix = "+".repeat(changes);
    }
    // The only page of a case needs no name.
    if let [only] = shown.as_mut_slice()
        && only.prefix.ends_with(".md:")
    {
        only.prefix.clear();
    }
    shown
}

fn lay_block(root: &Path, block: &Block<'_>) -> Shown {
    let path = root.join(&block.path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let (bytes, before) = match block.kind {
        "diff" => return lay_difference(root, block),
        "repeat" => {
            let text = fs::read_to_string(&path).unwrap();
            ((text.clone() + &block.text.repeat(block.times)).into_bytes(), text.lines().count())
        }
        "link" => {
            std::os::unix::fs::symlink(block.text.trim(), &path).unwrap();
            return Shown::new(block, 0);
        }
        "without" => {
            fs::remove_file(&path).unwrap();
            return Shown::new(block, 0);
        }
        "size" => {
            fs::File::create(&path).unwrap().set_len(block.text.trim().parse().unwrap()).unwrap();
            return Shown::new(block, 0);
        }
        "picture" => {
            fs::write(&path, photo::png(1, 1)).unwrap();
            return Shown::new(block, 0);
        }
        "md" if !block.text.starts_with("---") && !block.text.contains("\n---\n") && !block.escaped => {
            let front = front_matter("");
            (format!("{front}{}", block.text).into_bytes(), front.lines().count())
        }
        "repeat-line" => {
            let front = front_matter("");
            let line = block.text.trim_end().repeat(block.times);
            (format!("{front}{line}\n").into_bytes(), front.lines().count())
        }
        "yaml" => {
            let front = front_matter(block.text);
            let before = front.lines().count() - block.text.lines().count() - 1;
            (format!("{front}{ORDINARY_BODY}").into_bytes(), before)
        }
        _ if block.escaped => (unescaped(block.text), 0),
        _ => (block.text.as_bytes().to_vec(), 0),
    };
    fs::write(&path, bytes).unwrap();
    Shown::new(block, before)
}

impl Shown {
    fn new(block: &Block<'_>, before: usize) -> Self {
        let file = block.path.clone();
        let name = file.strip_prefix("content/").unwrap_or(&file);
        let lines = block.text.lines().count();
        Self { prefix: format!("{name}:"), before, lines: if block.kind == "yaml" { lines } else { usize::MAX }, file }
    }
}

/// Returns the ordinary front matter with the top-level keys of `own` replaced or added.
fn front_matter(own: &str) -> String {
    let has = |key: &str| own.lines().any(|line| line.starts_with(&format!("{key}:")));
    let ordinary = ORDINARY_FRONT.iter().filter(|(key, _)| !has(key)).map(|(_, line)| format!("{line}\n"));
    format!("---\n{}{own}---\n", ordinary.collect::<String>())
}

/// Replaces or adds lines of a settings file; what is shown are the new lines.
fn lay_difference(root: &Path, block: &Block<'_>) -> Shown {
    let path = root.join(&block.path);
    let text = fs::read_to_string(&path).unwrap();
    let side = |sign: char| {
        block.text.lines().filter_map(|l| l.strip_prefix(sign)).map(|l| format!("{l}\n")).collect::<String>()
    };
    let (old, new) = (side('-'), side('+'));
    let start = if old.is_empty() {
        text.len()
    } else {
        assert_eq!(text.matches(&old).count(), 1, "{old:?} stands once in {}", block.path);
        text.find(&old).unwrap()
    };
    fs::write(&path, format!("{}{new}{}", &text[..start], &text[start + old.len()..])).unwrap();
    let before = text[..start].lines().count();
    Shown { file: block.path.clone(), before, lines: new.lines().count(), prefix: "+".to_owned() }
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        if let Some(digits) = rest.strip_prefix("\\u{") {
            let (digits, behind) = digits.split_once('}').unwrap();
            let c = char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap();
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            rest = behind;
        } else if let Some(digits) = rest.strip_prefix("\\x") {
            out.push(u8::from_str_radix(&digits[..2], 16).unwrap());
            rest = &digits[2..];
        } else {
            out.push(b'\\');
            rest = &rest[1..];
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn run(case: &Case<'_>) -> (Vec<Finding>, String) {
    let dir = tempfile::tempdir().unwrap();
    let shown = lay(dir.path(), case);
    let (findings, sources) = check_folder(dir.path());
    let mut out = String::new();
    for finding in &findings {
        write_finding(&mut out, finding, &sources, &shown);
    }
    if out.is_empty() {
        out.push_str("(none)\n");
    }
    (findings, out)
}

fn write_finding(out: &mut String, finding: &Finding, sources: &Sources, shown: &[Shown]) {
    let at = place(&finding.at, sources, shown);
    let milder = if finding.severity == finding.code.severity() { "" } else { finding.severity.as_str() };
    writeln!(out, "{}", words([&at, &*finding.message.id, milder, &arguments(&finding.message)])).unwrap();
    for label in &finding.labels {
        let at = place(&label.at, sources, shown);
        writeln!(out, "  {}", words([&at, &*label.message.id, &arguments(&label.message), ""])).unwrap();
    }
    let text = sources.text(&finding.at.file).unwrap_or_default();
    for edit in finding.fix.iter().flat_map(|f| &f.edits) {
        let at = place(&Place::new(finding.at.file.clone(), edit.span), sources, shown);
        writeln!(out, "  {at} fix {:?} to {:?}", &text[edit.span.range()], edit.text).unwrap();
    }
}

fn words<const N: usize>(words: [&str; N]) -> String {
    words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn place(place: &Place, sources: &Sources, shown: &[Shown]) -> String {
    let Some(span) = place.span else { return place.file.strip_prefix("content/").unwrap_or(&place.file).to_owned() };
    assert!(sources.text(&place.file).is_some(), "no text for {}", place.file);
    assert!(sources.text(&place.file).unwrap().get(span.range()).is_some(), "{span:?} is no place in {}", place.file);
    let Position { line, column } = sources.position(place);
    for block in shown.iter().filter(|s| s.file == *place.file) {
        if line > block.before && line - block.before <= block.lines {
            return format!("{}{}:{column}", block.prefix, line - block.before);
        }
    }
    let name = place.file.strip_prefix("content/").unwrap_or(&place.file);
    format!("{name}:{line}:{column}")
}

fn arguments(message: &Message) -> String {
    let argument = |(name, value): (&&str, &Arg)| match value {
        Arg::Number(n) => format!("{name}={n}"),
        Arg::Text(text) if text.is_empty() || text.contains([' ', '"', '\n', '=']) => format!("{name}={text:?}"),
        Arg::Text(text) => format!("{name}={text}"),
    };
    message.args.iter().map(argument).collect::<Vec<_>>().join(" ")
}

/// Returns the file of cases of each code, by its name.
fn files() -> BTreeMap<String, String> {
    codes::ALL
        .iter()
        .map(|code| {
            let path = format!("tests/rules/{code}.md");
            let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing"));
            (code.to_string(), text)
        })
        .collect()
}

/// A case that was run.
struct Ran {
    code: String,
    title: String,
    expected: std::ops::Range<usize>,
    findings: Vec<Finding>,
    found: String,
}

/// All cases, run once for all tests.
static RAN: LazyLock<Vec<Ran>> = LazyLock::new(|| {
    let files = files();
    let cases: Vec<_> =
        files.iter().flat_map(|(code, text)| cases(code, text).into_iter().map(move |c| (code, c))).collect();
    let run = |(code, case): &(&String, Case<'_>)| {
        let (findings, found) = run(case);
        Ran { code: (*code).clone(), title: case.title.to_owned(), expected: case.expected.clone(), findings, found }
    };
    cases.par_iter().map(run).collect()
});

#[test]
fn every_rule_finds_what_its_cases_say_and_nothing_else() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for (code, text) in files() {
        let mut updated = text.clone();
        for ran in RAN.iter().rev().filter(|r| r.code == code && r.found != text[r.expected.clone()]) {
            wrong.push(format!("{code}, {}:\n{}", ran.title, ran.found));
            updated.replace_range(ran.expected.clone(), &ran.found);
        }
        if updated != text && update {
            fs::write(format!("tests/rules/{code}.md"), updated).unwrap();
        }
    }
    assert!(wrong.is_empty() || update, "{}", wrong.join("\n"));
}

#[test]
fn every_finding_of_the_cases_has_its_words_in_both_languages() {
    for (lang, ran) in [Lang::ZhCn, Lang::En].into_iter().flat_map(|lang| RAN.iter().map(move |ran| (lang, ran))) {
        let catalog = Catalog::new(lang);
        for finding in &ran.findings {
            let words = |message: &Message| {
                assert!(catalog.has(&message.id), "{}, {}: no words for {}", ran.code, ran.title, message.id);
                let attributes = ["label", "help"].map(|name| catalog.attribute(message, name).unwrap_or_default());
                format!("{} {}", catalog.text(message), attributes.join(" "))
            };
            let said = finding.labels.iter().map(|l| words(&l.message)).fold(words(&finding.message), |a, b| a + &b);
            assert!(!said.contains("{$"), "{}, {}: {said}", ran.code, ran.title);
            assert!(catalog.attribute(&finding.message, "help").is_some(), "{} helps nobody", finding.message.id);
        }
    }
}

#[test]
fn every_code_has_cases_that_fire_and_cases_that_do_not() {
    let files = files();
    for rule in RULES.iter().filter(|r| !matches!(r.check, Check::Gate)) {
        let code = rule.code.to_string();
        let text = &files[&code];
        let cases = cases(&code, text);
        assert!(text.starts_with(&format!("# {code} {}", rule.name)), "{code}: its file says whose cases these are");
        assert!(cases.len() >= 3, "{code} has {} cases", cases.len());
        let fires = |case: &Case<'_>| text[case.expected.clone()].lines().any(|l| l.contains(&code));
        assert!(cases.iter().any(fires), "{code} never fires");
        assert!(!cases.iter().all(fires), "{code} always fires");
        let titles: BTreeSet<&str> = cases.iter().map(|c| c.title).collect();
        assert_eq!(titles.len(), cases.len(), "{code}: a heading a case");
    }
}

#[test]
fn every_message_of_the_rules_is_shown_by_a_case() {
    let messages = fs::read_to_string("locales/en/checks.ftl").unwrap();
    let shown: BTreeSet<&str> = RAN.iter().flat_map(|ran| &ran.findings).map(|f| &*f.message.id).collect();
    let ids = messages.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
    let silent: Vec<&str> = ids.filter(|id| id.starts_with("QF") && !shown.contains(id)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_file_of_cases_belongs_to_a_code_that_is_gone() {
    let known: BTreeSet<String> = codes::ALL.iter().map(|c| format!("{c}.md")).collect();
    for entry in fs::read_dir("tests/rules").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(!name.ends_with(".md") || known.contains(&name), "{name}");
    }
}
