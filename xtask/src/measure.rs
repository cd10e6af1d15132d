//! Lists what crossed the sizes of CONTRIBUTING.md: a reason to look again, not to refuse.
//!
//! Code is read by its indentation, which rustfmt guarantees; test modules at the end of a file do not count.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::run::root;

/// Lines of a file, lines of a function, its parameters, and fields of a struct, before we look again.
const FILE: usize = 400;
const FUNCTION: usize = 40;
const PARAMETERS: usize = 4;
const FIELDS: usize = 12;

/// Prints what crossed its size under `src/` and `xtask/src/`.
pub fn measure() -> Result<()> {
    let mut files = Vec::new();
    for folder in ["src", "xtask/src"] {
        rust_files(&root().join(folder), &mut files)?;
    }
    files.sort();
    let mut lines_in_all = 0;
    for path in &files {
        let text = fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
        let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(&text);
        let name = path.strip_prefix(root())?.display();
        let lines: Vec<&str> = code.lines().collect();
        lines_in_all += lines.len();
        if lines.len() > FILE {
            println!("{name}: {} lines", lines.len());
        }
        for (at, what) in crossed(&lines) {
            println!("{name}:{}: {what}", at + 1);
        }
    }
    println!("{} files, {lines_in_all} lines without tests", files.len());
    Ok(())
}

/// Collects the Rust files below `folder`, less those that hold nothing but tests.
fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, into)?;
        } else if path.extension().is_some_and(|e| e == "rs") && path.file_stem().is_some_and(|s| s != "tests") {
            into.push(path);
        }
    }
    Ok(())
}

/// Returns the lines, counted from 0, at which something too large begins, and what it is.
fn crossed(lines: &[&str]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(name) = named_after(line, "fn ") {
            let (length, parameters) = (block(&lines[at..]).len(), parameters(&lines[at..]));
            if length > FUNCTION {
                found.push((at, format!("{name} has {length} lines")));
            }
            if parameters > PARAMETERS {
                found.push((at, format!("{name} has {parameters} parameters")));
            }
        } else if let Some(name) = named_after(line, "struct ") {
            let fields = fields(block(&lines[at..]));
            if fields > FIELDS {
                found.push((at, format!("{name} has {fields} fields")));
            }
        }
    }
    found
}

/// Returns the name of the item that begins on this line, where it is of the kind that `keyword` says.
fn named_after<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    const QUALIFIERS: [&str; 7] = ["", "pub", "pub(crate)", "pub(super)", "const", "async", "unsafe"];
    let (before, rest) = line.trim_start().split_once(keyword)?;
    if !before.split(' ').all(|word| QUALIFIERS.contains(&word)) {
        return None;
    }
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

/// Returns the lines of the item that begins on the first of them: to the brace below its first letter, or to the end
/// of its head where it has no body.
fn block<'a, 'b>(lines: &'a [&'b str]) -> &'a [&'b str] {
    let Some(head) = lines.iter().position(|l| l.ends_with(['{', ';', '}'])) else { return lines };
    if !lines[head].ends_with('{') {
        return &lines[..=head];
    }
    let indent = &lines[0][..lines[0].len() - lines[0].trim_start().len()];
    let close = format!("{indent}}}");
    let end = lines.iter().position(|l| *l == close).unwrap_or(head);
    &lines[..=end]
}

/// Counts the parameters of the function whose head begins on the first line, `self` included.
fn parameters(lines: &[&str]) -> usize {
    let head: String = lines.iter().take(20).map(|l| l.trim()).collect::<Vec<_>>().join(" ");
    let Some(begin) = head.find(['<', '(']) else { return 0 };
    let rest = &head[begin..];
    let rest = if rest.starts_with('<') { &rest[closing(rest) + 1..] } else { rest };
    let list = rest.get(1..closing(rest)).unwrap_or_default().trim().trim_end_matches(',');
    let commas = depths(list).filter(|(_, c, depth)| (*c, *depth) == (',', 0)).count();
    if list.is_empty() { 0 } else { commas + 1 }
}

/// Returns the place of the bracket that closes the one at the beginning, or the last place.
fn closing(text: &str) -> usize {
    let close = depths(text).find(|(_, _, depth)| *depth == 0).map(|(at, ..)| at);
    close.unwrap_or(text.len().saturating_sub(1))
}

/// Returns every character with its place and the number of brackets that are open after it.
fn depths(text: &str) -> impl Iterator<Item = (usize, char, i32)> {
    let mut depth = 0;
    text.char_indices().map(move |(at, c)| {
        match c {
            '(' | '[' | '<' => depth += 1,
            // The arrow of `Fn() -> T` closes nothing.
            ')' | ']' | '>' if !text[..at].ends_with('-') => depth -= 1,
            _ => {}
        }
        (at, c, depth)
    })
}

/// Counts the fields of a struct with names.
fn fields(block: &[&str]) -> usize {
    let field = |line: &&&str| {
        let line = line.trim_start();
        !line.starts_with(['/', '#']) && line.ends_with(',') && line.contains(": ")
    };
    block.iter().filter(field).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_ends_at_its_own_brace() {
        let code = ["fn a() {", "    if b {", "    }", "}", "fn c() {}"];
        assert_eq!(block(&code).len(), 4);
    }

    #[test]
    fn a_function_without_a_body_is_one_head_long() {
        let code = ["    fn a(", "        &self,", "    ) -> B;", "    fn c() {", "    }"];
        assert_eq!(block(&code).len(), 3);
    }

    #[test]
    fn parameters_are_counted_between_the_outer_parentheses() {
        for (head, count) in [
            ("fn a() {", 0),
            ("fn a(b: u8) {", 1),
            ("fn a<T: Into<(u8, u8)>, U>(b: &[u8], c: Map<T, U>, d: (u8, u8)) -> (u8, u8) {", 3),
            ("fn a(b: impl Fn(u8, u8) -> u8, c: u8) {", 2),
        ] {
            assert_eq!(parameters(&[head]), count, "{head}");
        }
        assert_eq!(parameters(&["fn a(", "    &self,", "    b: u8,", ") {"]), 2);
    }

    #[test]
    fn a_word_in_a_comment_begins_no_item() {
        assert_eq!(named_after("/// The fn of it.", "fn "), None);
        assert_eq!(named_after("    pub(crate) const fn of_it<T>(", "fn "), Some("of_it"));
        assert_eq!(named_after("pub struct Page {", "struct "), Some("Page"));
    }
}
