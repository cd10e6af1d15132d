//! Lists what crossed the sizes of CONTRIBUTING.md: a reason to look again, not to refuse.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::run::root;

/// Lines of a function before we look again; and of a file without its tests.
const FUNCTION: usize = 40;
const FILE: usize = 400;

/// Prints every function and file under `src/` that crossed its size.
pub fn measure() -> Result<()> {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files)?;
    files.sort();
    let mut lines_in_all = 0;
    for path in &files {
        let text = fs::read_to_string(path)?;
        let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(&text);
        let name = path.strip_prefix(root())?.display();
        let lines = code.lines().count();
        lines_in_all += lines;
        if lines > FILE {
            println!("{name}: {lines} lines");
        }
        for (function, at, length) in functions(code) {
            if length > FUNCTION {
                println!("{name}:{at}: {function} has {length} lines");
            }
        }
    }
    println!("{} files, {lines_in_all} lines without tests", files.len());
    Ok(())
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, into)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
    Ok(())
}

/// Returns name, first line and length of every function, found by indentation, which rustfmt guarantees.
fn functions(code: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let lines: Vec<&str> = code.lines().collect();
    for (i, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let Some((_, rest)) = trimmed.split_once("fn ").filter(|(before, _)| before.split(' ').all(is_qualifier))
        else {
            continue;
        };
        let close = format!("{}}}", &line[..line.len() - trimmed.len()]);
        let end = lines[i..].iter().position(|l| **l == close).unwrap_or(0);
        let name = rest.split(['(', '<']).next().unwrap_or_default();
        found.push((name.to_owned(), i + 1, end + 1));
    }
    found
}

fn is_qualifier(word: &str) -> bool {
    word.is_empty() || ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe", "extern"].contains(&word)
}
