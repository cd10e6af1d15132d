//! `qianfa demo`: the whole sample group in a repository of its own, built and ready to look at.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::commands::repository::{ATTRIBUTES, IGNORE, PUBLIC_IGNORE};
use crate::commands::site::{not_empty, shown};
use crate::commands::{Cx, Exit, Failure, build};
use crate::diag::Message;
use crate::git::{self, NewKey};
use crate::model::{ContentPath, PersonId, Zone};
use crate::write;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");
static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data");
const SITE: &str = include_str!("../../site.toml");
const REVIEWERS: &str = include_str!("../../reviewers.toml");

/// Who makes the first commit; only keys count, names do not.
const AUTHOR: (&str, &str) = ("安澜市商务信息中心", "demo@anlan.example");

/// Makes the sample group in `dir`, checks it, builds its preview, and says what to open.
///
/// # Errors
/// The folder holds something, or the repository or the preview cannot be made.
pub fn run(cx: &mut Cx<'_>, dir: &Path) -> Result<Exit, Failure> {
    let people = people(REVIEWERS);
    let keys = make_keys(&people)?;
    let count = write::new_tree(dir, files(&with_keys(REVIEWERS, &keys))).map_err(not_empty)?;
    let repository = git::create(dir)?;
    for (person, key) in &keys {
        write::new_secret(&key_path(dir, person), key.private.as_bytes())?;
    }
    let (name, email) = AUTHOR;
    let author = git::Author { name, email, moment: cx.moment(Zone::SHANGHAI), zone: Zone::SHANGHAI };
    git::commit_all(&repository, &author, "安澜市商务系统政府网站群\n", None)?;
    cx.say(&Message::new("demo-made").with("dir", shown(dir)).with("files", count).with("people", keys.len()));
    let exit = build::run(&mut cx.inside(dir), &build::Options { preview: true, ..Default::default() })?;
    let home = dir.join("public/.preview/portal/index.html");
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

/// Returns the matrix with a `[[key]]` paragraph for everybody at its end.
fn with_keys(reviewers: &str, keys: &[(PersonId, NewKey)]) -> String {
    let paragraphs = keys.iter().map(|(person, key)| {
        format!(
            "\n[[key]]\nperson = \"{person}\"\npublic = \"{}\"\nstate  = \"active\"\nsince  = 2026-01-05\n",
            key.public
        )
    });
    format!(
        "{reviewers}\n# ── 密钥：qianfa demo 当场生成，私钥在 .git/qianfa/demo-keys/ ──\n{}",
        paragraphs.collect::<String>()
    )
}

/// Returns every file of the sample.
fn files(reviewers: &str) -> Vec<(ContentPath, Cow<'static, [u8]>)> {
    let mut files = Vec::new();
    collect("content", &CONTENT, &mut files);
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
        let text = with_keys(REVIEWERS, &make_keys(&people).unwrap());
        assert_eq!(text.matches("[[key]]").count(), people.len() + REVIEWERS.matches("[[key]]").count());
    }

    #[test]
    fn every_file_of_the_sample_is_inside_the_program() {
        let inside = files(REVIEWERS).len();
        let count = |dir: &str| {
            walkdir::WalkDir::new(dir).into_iter().filter(|e| e.as_ref().unwrap().file_type().is_file()).count()
        };
        assert_eq!(inside, count("content") + count("data") + 5);
    }
}
