//! Articles as the corpus has them: files, front matter, Markdown.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// The columns of the corpus (`gen.py`): folder and name.
pub const COLUMNS: [(&str, &str); 20] = [
    ("tzgg", "通知公告"),
    ("zcfg", "政策法规"),
    ("zcjd", "政策解读"),
    ("swdt", "商务动态"),
    ("dwmy", "对外贸易"),
    ("wstz", "外商投资"),
    ("dwtz", "对外投资"),
    ("ltxf", "流通消费"),
    ("kjds", "跨境电商"),
    ("fwmy", "服务贸易"),
    ("kfq", "开发区建设"),
    ("zsyz", "招商引资"),
    ("zmq", "自贸试验区"),
    ("sczx", "市场秩序"),
    ("tjsj", "统计数据"),
    ("rsxx", "人事信息"),
    ("czxx", "财政信息"),
    ("zfcg", "政府采购"),
    ("tabl", "提案办理"),
    ("zxft", "在线访谈"),
];

/// A file of the corpus; `column` counts in [`COLUMNS`].
pub struct Source {
    /// Where it lies.
    pub path: PathBuf,
    /// Its place in [`COLUMNS`].
    pub column: usize,
    /// Its name without `.md`.
    pub stem: String,
}

/// Front matter as written.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Meta {
    title: String,
    date: String,
    description: String,
    department: String,
    confidentiality: String,
    source: String,
    editor: String,
    docno: String,
    indexno: String,
    validity: String,
    tags: Vec<String>,
}

/// What a template sees of an article, under the names of `templates/page.html`.
#[derive(Serialize)]
pub struct Page {
    pub title: String,
    pub date: String,
    pub minute: String,
    pub description: String,
    pub department: String,
    pub confidentiality: String,
    pub source: String,
    pub editor: String,
    pub docno: String,
    pub indexno: String,
    pub validity: String,
    pub tags: Vec<String>,
    pub keywords: String,
    pub column: &'static str,
    pub column_name: &'static str,
    pub path: String,
    pub permalink: String,
    pub content: String,
}

impl Page {
    /// Puts together what the template needs; `content` is HTML.
    pub fn new(source: &Source, meta: Meta, content: String) -> Self {
        let (slug, name) = COLUMNS[source.column];
        let path = format!("/{slug}/{}/", source.stem);
        Page {
            minute: meta.date.get(..16).unwrap_or_default().replace('T', " "),
            keywords: meta.tags.join(","),
            column: slug,
            column_name: name,
            permalink: format!("https://swj.example{path}"),
            path,
            title: meta.title,
            date: meta.date,
            description: meta.description,
            department: meta.department,
            confidentiality: meta.confidentiality,
            source: meta.source,
            editor: meta.editor,
            docno: meta.docno,
            indexno: meta.indexno,
            validity: meta.validity,
            tags: meta.tags,
            content,
        }
    }
}

/// How front matter is read.
#[derive(Clone, Copy)]
pub enum Reading {
    /// Line by line, knowing how the corpus is written: the least that can be done.
    Lines,
    /// As YAML.
    SerdeYaml,
}

impl Reading {
    /// Returns the way that the command line calls so.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "lines" => Ok(Reading::Lines),
            "serde_yaml" => Ok(Reading::SerdeYaml),
            _ => bail!("--fm wants lines or serde_yaml, not {name}"),
        }
    }

    /// Reads what stands between the `---` lines.
    pub fn read(self, front_matter: &str) -> Result<Meta> {
        match self {
            Reading::Lines => Ok(read_lines(front_matter)),
            Reading::SerdeYaml => Ok(serde_yaml::from_str(front_matter)?),
        }
    }
}

fn read_lines(front_matter: &str) -> Meta {
    let mut meta = Meta::default();
    for (key, value) in front_matter.lines().filter_map(|line| line.split_once(": ")) {
        match key {
            "title" => meta.title = unquoted(value),
            "date" => meta.date = value.to_owned(),
            "description" => meta.description = unquoted(value),
            "department" => meta.department = unquoted(value),
            "confidentiality" => meta.confidentiality = unquoted(value),
            "source" => meta.source = unquoted(value),
            "editor" => meta.editor = unquoted(value),
            "docno" => meta.docno = unquoted(value),
            "indexno" => meta.indexno = unquoted(value),
            "validity" => meta.validity = unquoted(value),
            "tags" => meta.tags = value.trim_matches(['[', ']']).split(", ").map(unquoted).collect(),
            _ => {}
        }
    }
    meta
}

fn unquoted(value: &str) -> String {
    value.trim().trim_matches('"').to_owned()
}

/// Returns the articles below `content`, sorted by path.
pub fn list(content: &Path) -> Result<Vec<Source>> {
    let columns: Vec<Vec<Source>> =
        (0..COLUMNS.len()).into_par_iter().map(|column| list_column(content, column)).collect::<Result<_>>()?;
    let mut sources: Vec<Source> = columns.into_iter().flatten().collect();
    sources.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn list_column(content: &Path, column: usize) -> Result<Vec<Source>> {
    let folder = content.join(COLUMNS[column].0);
    let mut sources = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("could not read {}", folder.display()))? {
        let path = entry?.path();
        let Some(stem) = path.file_stem().and_then(|s| s.to_str()).map(str::to_owned) else { continue };
        if path.extension().is_some_and(|e| e == "md") && !stem.starts_with('_') {
            sources.push(Source { path, column, stem });
        }
    }
    Ok(sources)
}

/// Splits an article into front matter and body.
pub fn split(text: &str) -> Result<(&str, &str)> {
    let rest = text.strip_prefix("---\n").context("no front matter")?;
    rest.split_once("\n---\n").context("front matter without an end")
}

/// Returns a body as HTML.
pub fn markdown(body: &str) -> String {
    let mut out = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut out, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES));
    out
}
