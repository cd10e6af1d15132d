//! What somebody does between two builds, done to a copy of the corpus.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// A change that an editor makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edit {
    Nothing,
    Body,
    Title,
    New,
    Delete,
    Settings,
}

impl Edit {
    /// In the order in which they take turns: what is deleted is what was new.
    pub const ALL: [Self; 6] = [Self::Nothing, Self::Body, Self::Title, Self::New, Self::Delete, Self::Settings];

    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing changed",
            Self::Body => "an article's body",
            Self::Title => "an article's title",
            Self::New => "a new article",
            Self::Delete => "an article deleted",
            Self::Settings => "`site.toml`: a telephone number",
        }
    }
}

/// A copy of the corpus that is edited.
pub struct Desk {
    root: PathBuf,
    articles: Vec<PathBuf>,
    edits: usize,
}

impl Desk {
    /// Sits down before the articles of `root`.
    pub fn new(root: PathBuf) -> Result<Self> {
        let mut articles = Vec::new();
        for column in fs::read_dir(root.join("content"))? {
            for article in fs::read_dir(column?.path())? {
                articles.push(article?.path());
            }
        }
        articles.sort();
        ensure!(!articles.is_empty(), "the corpus has articles");
        Ok(Self { root, articles, edits: 0 })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Makes one change, to another article each time, and returns the file that changed.
    pub fn make(&mut self, edit: Edit) -> Result<PathBuf> {
        self.edits += 1;
        // A prime apart: neighbours in a list, or in a folder, would say little of the others.
        let article = self.articles[self.edits * 7919 % self.articles.len()].clone();
        let mark = self.mark();
        match edit {
            Edit::Nothing => Ok(article),
            Edit::Body => change(article, |text| format!("{text}\n{mark}\n")),
            Edit::Title => change(article, |text| text.replacen("title: \"", &format!("title: \"{mark}"), 1)),
            Edit::New => {
                fs::write(self.new_article(), renamed(&fs::read_to_string(&article)?, &mark))?;
                Ok(self.new_article())
            }
            Edit::Delete => {
                fs::remove_file(self.new_article()).context("what is deleted was new before")?;
                Ok(self.new_article())
            }
            Edit::Settings => {
                let tel = format!("tel = \"0000-{:07}\"", self.edits);
                change(self.root.join("site.toml"), |text| {
                    let lines = text.lines().map(|line| if line.starts_with("tel = ") { &tel } else { line });
                    lines.collect::<Vec<_>>().join("\n") + "\n"
                })
            }
        }
    }

    /// Returns words that only the last edit wrote.
    pub fn mark(&self) -> String {
        format!("第{}次修改。", self.edits)
    }

    fn new_article(&self) -> PathBuf {
        self.articles[0].with_file_name("t-new.md")
    }
}

/// Returns an article with what no two of them may share changed: title, number and index.
fn renamed(text: &str, title: &str) -> String {
    let line = |line: &str| match line.split_once(": ") {
        Some(("title", _)) => format!("title: \"{title}\"\n"),
        Some(("  number", _)) => "  number: \"云商发〔2026〕99999号\"\n".to_owned(),
        Some(("  index", _)) => "  index: \"11000000MBA10000XB/2026-99999\"\n".to_owned(),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn change(path: PathBuf, to: impl FnOnce(&str) -> String) -> Result<PathBuf> {
    let old = fs::read_to_string(&path)?;
    let new = to(&old);
    ensure!(new != old, "{} is not changed by its edit", path.display());
    fs::write(&path, new)?;
    Ok(path)
}
