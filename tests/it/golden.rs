//! A small site, byte for byte: `UPDATE=1` writes what it should be afresh, and the difference is read before it is
//! accepted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sample::{AS_OF, tree};

const EXPECTED: &str = "tests/sites/small";

/// Returns the preview of the site that the transcripts use, without the theme's own files, whose names carry their
/// hashes and which the theme's tests look at, and without the search index, which is no text.
fn built() -> BTreeMap<PathBuf, Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_qianfa"));
    command.args(["-C", "tests/cli/build.in", "--as-of", AS_OF, "-q", "build", "--preview", "--out"]).arg(&out);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let files = tree(&out).into_iter().filter(|(path, _)| !path.starts_with("assets") && !path.starts_with("search"));
    files.map(|(path, bytes)| (path, without_hashes(&String::from_utf8_lossy(&bytes)).into_bytes())).collect()
}

/// Returns `text` with the hashes taken out of the names of the theme's files: `/assets/site.css`.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("/assets/");
    let mut short = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('.').unwrap();
        let (_hash, rest) = rest.split_once('.').unwrap();
        short.push_str(&format!("/assets/{name}.{rest}"));
    }
    short
}

#[test]
fn the_small_site_is_what_it_was() {
    let built = built();
    let expected = Path::new(EXPECTED);
    if std::env::var_os("UPDATE").is_some() {
        if expected.exists() {
            fs::remove_dir_all(expected).unwrap();
        }
        for (path, bytes) in &built {
            let to = expected.join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    }
    let expected = tree(expected);
    assert_eq!(built.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (path, bytes) in &built {
        let (now, was) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[path]));
        assert!(now == was, "{} is no longer what it was; UPDATE=1 writes it afresh", path.display());
    }
}
