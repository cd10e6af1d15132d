//! The rooms import only what `ARCHITECTURE.md` allows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Returns the rows of the table between `<!-- name -->` and `<!-- /name -->`: first cell → words of the second.
fn table(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let (_, rest) = text.split_once(&format!("<!-- {name} -->")).unwrap();
    let (body, _) = rest.split_once(&format!("<!-- /{name} -->")).unwrap();
    let rows = body.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| room") && !l.starts_with("| what"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        (cells[0].to_owned(), cells[1].split_whitespace().filter(|w| *w != "–").map(str::to_owned).collect())
    })
    .collect()
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// Returns every source file with its room and its code: no comments, no test module, at the end or in a file of its own
/// that its parent declares behind `#[cfg(test)]`.
fn sources() -> Vec<(PathBuf, String, String)> {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    files.sort();
    let mut sources = Vec::new();
    for path in files {
        let inside = path.strip_prefix("src").unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if ["lib", "main"].contains(&room.as_str()) || is_test_module(&path) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap();
        let code = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        sources.push((path, room, code));
    }
    sources
}

/// Returns whether a file is named `tests.rs` and only compiled for tests: the module above says so.
fn is_test_module(path: &Path) -> bool {
    let folder = path.parent().unwrap();
    let above =
        [folder.join("mod.rs"), folder.with_extension("rs")].into_iter().find_map(|p| fs::read_to_string(p).ok());
    path.ends_with("tests.rs") && above.is_some_and(|text| text.contains("\n#[cfg(test)]\nmod tests;\n"))
}

/// Returns whether `code` uses the path `name` as a whole word followed by `::` (or ends a `use`).
fn uses(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            && (after.starts_with("::") || after.starts_with(';'))
    })
}

#[test]
fn every_room_imports_only_what_the_table_allows() {
    let allowed = table("imports");
    let mut wrong = Vec::new();
    for (path, room, code) in sources() {
        let may = allowed.get(&room).unwrap_or_else(|| panic!("{room} is not in the table of ARCHITECTURE.md"));
        for other in allowed.keys().filter(|o| **o != room && !may.contains(*o)) {
            let direct = code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{other};"));
            let grouped = code.contains(&format!("crate::{{{other}"));
            if direct || grouped {
                wrong.push(format!("{}: {room} may not import {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_room_keeps_to_itself_stays_there() {
    let owners = table("owners");
    let mut wrong = Vec::new();
    for (path, room, code) in sources() {
        for (what, rooms) in &owners {
            if uses(&code, what) && !rooms.contains(&room) {
                wrong.push(format!("{}: {what} belongs to {rooms:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let mut files = Vec::new();
    for folder in ["src", "tests", "xtask/src"] {
        rust_files(Path::new(folder), &mut files);
    }
    let silent: Vec<_> = files.iter().filter(|f| !fs::read_to_string(f).unwrap().starts_with("//!")).collect();
    assert!(silent.is_empty(), "files without an opening sentence: {silent:?}");
}
