//! `qianfa demo`: the whole sample group in a repository of its own, signed, released and ready to look at.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::commands::demo_story::Office;
use crate::commands::repository::{ATTRIBUTES, IGNORE, PUBLIC_IGNORE};
use crate::commands::site::{not_empty, shown};
use crate::commands::{Cx, Exit, Failure, build, demo_story, pin};
use crate::diag::Message;
use crate::git::{self, NewKey};
use crate::model::{ContentPath, Day, PersonId, Zone};
use crate::write;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");
static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data");
const SITE: &str = include_str!("../../site.toml");
const REVIEWERS: &str = include_str!("../../reviewers.toml");

/// Makes the sample group in `dir` with its whole history, releases it, and says what to open.
///
/// # Errors
/// The folder holds something, or the repository or the release cannot be made.
pub fn run(cx: &mut Cx<'_>, dir: &Path) -> Result<Exit, Failure> {
    let keys = make_keys(&people(REVIEWERS))?;
    let moment = cx.moment(Zone::SHANGHAI);
    let reviewers = with_keys(REVIEWERS, &keys, moment.day());
    let policy = demo_story::matrix(&reviewers)?;
    let keeper = demo_story::keeper(&policy).ok_or_else(|| Failure::internal(Message::new("demo-chain")))?;
    write::new_tree(dir, settings(&reviewers)).map_err(not_empty)?;
    let repository = git::create(dir)?;
    for (person, key) in &keys {
        write::new_secret(&key_path(dir, person), key.private.as_bytes())?;
    }
    let people = keys.len();
    let office = Office { root: dir, repository, keys: keys.into_iter().collect(), moment };
    for (name, bytes) in office.first_policy(&policy, &reviewers, &lexicons())? {
        if let Ok(path) = ContentPath::parse(&format!(".qianfa/policy/{name}")) {
            write::new_file(dir, &path, &bytes)?;
        }
    }
    office.commit(&keeper, "安澜市商务系统政府网站群：责任明细表第一版、站点登记\n")?;
    let pages = content();
    let count = pages.len();
    office.write_pages(&policy, pages)?;
    cx.say(&Message::new("demo-made").with("dir", shown(dir)).with("files", count).with("people", people));
    let sign_offs = office.review()?;
    office.go_on(&policy)?;
    office.repository.set_setting(pin::SETTING, &office.trust()?.to_string())?;
    cx.say(&Message::new("demo-signed").with("count", sign_offs));
    let exit = build::run(&mut cx.inside(dir), &build::Options::default())?;
    let home = dir.join("public/portal/index.html");
    cx.say(&Message::new("demo-open").with("dir", shown(dir)).with("home", shown(&home)));
    Ok(exit)
}

/// Returns where the private key of a demo's person lies: inside `.git`, so that it is never committed.
fn key_path(dir: &Path, person: &PersonId) -> PathBuf {
    dir.join(".git/qianfa/demo-keys").join(person.as_str())
}

/// Returns the people of the matrix in the order of writing.
fn people(reviewers: &str) -> Vec<PersonId> {
    let headings = reviewers.lines().filter_map(|l| l.strip_prefix("[person.")?.split_once(']'));
    headings.filter_map(|(id, _)| PersonId::parse(id).ok()).collect()
}

fn make_keys(people: &[PersonId]) -> Result<Vec<(PersonId, NewKey)>, Failure> {
    people.iter().map(|p| Ok((p.clone(), NewKey::generate(p.as_str())?))).collect()
}

/// Returns the matrix with a `[[key]]` paragraph for everybody at its end, registered today: an older key could be too
/// old to sign with.
fn with_keys(reviewers: &str, keys: &[(PersonId, NewKey)], since: Day) -> String {
    let paragraphs = keys.iter().map(|(person, key)| {
        format!(
            "\n[[key]]\nperson = \"{person}\"\npublic = \"{}\"\nstate  = \"active\"\nsince  = {since}\n",
            key.public
        )
    });
    format!(
        "{reviewers}\n# ── 密钥：qianfa demo 当场生成，私钥在 .git/qianfa/demo-keys/ ──\n{}",
        paragraphs.collect::<String>()
    )
}

/// Returns the files of the sample that are no pages.
fn settings(reviewers: &str) -> Vec<(ContentPath, Cow<'static, [u8]>)> {
    let mut files = Vec::new();
    collect("data", &DATA, &mut files);
    let own: [(&str, Cow<'static, [u8]>); 5] = [
        ("site.toml", SITE.as_bytes().into()),
        ("reviewers.toml", reviewers.as_bytes().to_vec().into()),
        (".gitignore", IGNORE.as_bytes().into()),
        (".gitattributes", ATTRIBUTES.as_bytes().into()),
        ("public/.gitignore", PUBLIC_IGNORE.as_bytes().into()),
    ];
    files.extend(own.into_iter().filter_map(|(path, bytes)| Some((ContentPath::parse(path).ok()?, bytes))));
    files
}

/// Returns the pages of the sample with the files beside them.
fn content() -> Vec<(ContentPath, Vec<u8>)> {
    let mut files = Vec::new();
    collect("content", &CONTENT, &mut files);
    files.into_iter().map(|(path, bytes)| (path, bytes.into_owned())).collect()
}

/// Returns the word lists of the sample by their names.
fn lexicons() -> Vec<(&'static str, &'static [u8])> {
    let files = DATA.get_dir("lexicon").map(|d| d.files().collect::<Vec<_>>()).unwrap_or_default();
    let named = files.into_iter().filter_map(|f| Some((f.path().file_stem()?.to_str()?, f.contents())));
    named.collect()
}

fn collect(prefix: &str, dir: &Dir<'static>, files: &mut Vec<(ContentPath, Cow<'static, [u8]>)>) {
    for file in dir.files() {
        let path = ContentPath::parse(&format!("{prefix}/{}", file.path().display()));
        files.extend(path.ok().map(|p| (p, file.contents().into())));
    }
    for inner in dir.dirs() {
        collect(prefix, inner, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_in_the_matrix_gets_a_key_of_their_own() {
        let people = people(REVIEWERS);
        assert!(people.len() > 50);
        let text = with_keys(REVIEWERS, &make_keys(&people).unwrap(), Day::parse("2026-11-23").unwrap());
        assert_eq!(text.matches("[[key]]").count(), people.len() + REVIEWERS.matches("[[key]]").count());
    }

    #[test]
    fn every_file_of_the_sample_is_inside_the_program() {
        let inside = settings(REVIEWERS).len() + content().len();
        let count = |dir: &str| {
            walkdir::WalkDir::new(dir).into_iter().filter(|e| e.as_ref().unwrap().file_type().is_file()).count()
        };
        assert_eq!(inside, count("content") + count("data") + 5);
    }
}
