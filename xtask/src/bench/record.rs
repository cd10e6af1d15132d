//! Where results go: the terminal, and on request the chapter of docs/performance.md that is about them.

use std::fs;

use anyhow::{Context, Result};

use crate::run::root;

const DOCUMENT: &str = "docs/performance.md";

/// Prints a result and, if `append`, adds it at the end of `chapter`.
pub fn record(chapter: &str, text: &str, append: bool) -> Result<()> {
    println!("\n{text}");
    if !append {
        return Ok(());
    }
    let path = root().join(DOCUMENT);
    let document = fs::read_to_string(&path).with_context(|| format!("could not read {DOCUMENT}"))?;
    let document = appended(&document, chapter, text).with_context(|| format!("{DOCUMENT} has no `## {chapter}`"))?;
    fs::write(&path, document).with_context(|| format!("could not write {DOCUMENT}"))
}

/// Returns the document with `text` as the last section of its chapter.
fn appended(document: &str, chapter: &str, text: &str) -> Option<String> {
    let head = format!("## {chapter}\n");
    let begin = if document.starts_with(&head) { 0 } else { document.find(&format!("\n{head}"))? + 1 };
    let inside = begin + head.len();
    let end = document[inside..].find("\n## ").map_or(document.len(), |at| inside + at);
    let (before, after) = document.split_at(end);
    let after = if after.is_empty() { String::new() } else { format!("\n{}", after.trim_start()) };
    Some(format!("{}\n\n{}\n{after}", before.trim_end(), text.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::appended;

    #[test]
    fn a_result_ends_its_own_chapter() {
        let document = "# P\n\n## A\n\nold\n\n## B\n\nother\n";
        let with = |chapter| appended(document, chapter, "new\n");
        assert_eq!(with("A").unwrap(), "# P\n\n## A\n\nold\n\nnew\n\n## B\n\nother\n");
        assert_eq!(with("B").unwrap(), "# P\n\n## A\n\nold\n\n## B\n\nother\n\nnew\n");
        assert_eq!(with("C"), None);
    }
}
