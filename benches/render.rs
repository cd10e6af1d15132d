//! How long rendering takes without a disk: planning a site, and the bytes of one article.
//!
//! Figures are those of one core; run with `cargo bench --bench render`.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench stops at the first fault")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::{Bencher, counter::ItemsCount};
use qianfa::config::{Config, read_site};
use qianfa::diag::Sink;
use qianfa::markdown::{Dialect, Document};
use qianfa::model::{Calendar, Column, ContentPath, Department, Moment};
use qianfa::policy::{self, Standards};
use qianfa::render::{Addressing, Attachment, Inputs, Originals, Output, Plan, Theme, Unreadable, What, Words, plan};
use qianfa::review::{Edition, Preview};
use qianfa::source::{
    Columns, FileBeside, HeadingRecord, Library, Links, Page, PageIndex, Table, WorkTree, read_page, walk,
};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Articles of the site.
const ARTICLES: usize = 2000;

fn main() {
    divan::main();
}

struct Group {
    config: Config,
    columns: Vec<Column>,
    departments: Vec<Department>,
    library: Library,
    texts: BTreeMap<ContentPath, String>,
    edition: Edition<Preview>,
    theme: Theme,
    words: Words,
}

/// No page of the site asks for working days.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::default);
static GROUP: LazyLock<Group> = LazyLock::new(read_group);
static PLAN: LazyLock<Plan<'static, Preview>> = LazyLock::new(|| plan(inputs()).unwrap());

fn article(n: usize) -> String {
    let head = format!(
        "---\ntitle: 关于组织申报第{n}批市级电子商务示范项目的通知\ndepartment: office\nconfidentiality: public\n\
         date: 2026-{:02}-{:02} 10:00\nauthor: 秦雨\nsource: 小镇人民政府\nsummary: 申报范围、条件、材料和截止时间。\n\
         keywords: [电子商务, 示范项目, 批次{}]\n---\n",
        n % 12 + 1,
        n % 28 + 1,
        n % 40,
    );
    let part = "## 申报条件\n\n依法登记的企业，**信用记录良好**，从事电子商务经营一年以上，符合[有关规定](https://a.example/)。\n\n\
                - 上年度网络零售额500万元以上\n- 有固定的经营场所\n\n| 项目 | 标准 |\n|---|---|\n| 直播基地 | 15万元 |\n\n\
                申报单位应当如实填写申报书，对材料的真实性负责，并于截止日前送达，逾期不再受理。\n\n";
    format!("{head}{}", part.repeat(5))
}

fn read_group() -> Group {
    let folder = tempfile::tempdir().unwrap();
    let notice = folder.path().join("content/portal/notice");
    std::fs::create_dir_all(&notice).unwrap();
    for n in 0..ARTICLES {
        std::fs::write(notice.join(format!("2026-01-01-n{n:05}.md")), article(n)).unwrap();
    }
    let mut sink = Sink::default();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/group");
    let text = |name: &str| std::fs::read_to_string(data.join(name)).unwrap();
    let config = read_site("site.toml", &text("site.toml"), &mut sink).unwrap();
    let inputs = policy::Inputs { single: false, standards: &Standards::embedded() };
    let policy = policy::read("reviewers.toml", &text("reviewers.toml"), inputs, &mut sink).unwrap();
    let columns = Arc::new(Columns::new(policy.columns(), false));
    let mut texts = BTreeMap::new();
    let mut pages = Vec::new();
    for file in walk(&WorkTree::new(folder.path()), &mut sink).pages {
        let (page, text) = read_page(&WorkTree::new(folder.path()), file, &columns, &mut sink);
        let page = page.unwrap();
        pages.push(with_headings(page.clone(), &text));
        texts.insert(page.path, text);
    }
    let library = Library::new(pages, columns);
    let edition = Edition::preview(&library, |_| false);
    let words = Words::gather(|id, args| format!("{}{}", &id["theme-".len()..], args.concat()));
    let (columns, departments) = (policy.columns(), policy.departments());
    Group { config, columns, departments, library, texts, edition, theme: Theme::embedded().unwrap(), words }
}

fn with_headings(page: Page, text: &str) -> Page {
    let body = Document::parse(&text[page.body_start as usize..], Dialect::Site).unwrap();
    let headings = body.outline().iter().map(|h| HeadingRecord { id: &h.id, text: &h.text, level: h.level });
    page.with_body(headings.collect(), Links::default())
}

fn inputs() -> Inputs<'static, Preview> {
    let Group { config, columns, departments, library, edition, theme, words, .. } = &*GROUP;
    let now = Moment::parse("2026-11-23 09:00").unwrap();
    Inputs {
        config,
        columns,
        departments,
        calendar: &CALENDAR,
        library,
        bodies: None,
        edition,
        theme,
        words,
        now,
        addressing: Addressing::Public,
        notices: &[],
    }
}

impl Originals for Group {
    fn page(&self, page: &Page) -> Result<String, Unreadable> {
        Ok(self.texts[&page.path].clone())
    }

    fn table(&self, file: &FileBeside) -> Result<Table, Unreadable> {
        Err(Unreadable { path: file.path.clone(), reason: "no tables here".into() })
    }

    fn bytes(&self, file: &FileBeside) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable { path: file.path.clone(), reason: "no files here".into() })
    }

    fn file(&self, file: &FileBeside) -> Result<Attachment, Unreadable> {
        Ok(Attachment::InWorkTree(file.path.clone()))
    }
}

fn outputs(of: impl Fn(What) -> bool) -> Vec<&'static Output> {
    PLAN.outputs().iter().filter(|o| of(o.what)).collect()
}

fn render_each(bencher: Bencher<'_, '_>, outputs: Vec<&'static Output>) {
    let mut buffer = Vec::new();
    let mut at = 0;
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| {
        buffer.clear();
        at = (at + 1) % outputs.len();
        PLAN.render(outputs[at], &*GROUP, &mut buffer).unwrap();
        buffer.len()
    });
}

#[divan::bench]
fn plan_the_site(bencher: Bencher<'_, '_>) {
    LazyLock::force(&GROUP);
    bencher.counter(ItemsCount::new(ARTICLES)).bench_local(|| plan(inputs()).unwrap());
}

#[divan::bench]
fn an_article(bencher: Bencher<'_, '_>) {
    render_each(bencher, outputs(|what| matches!(what, What::Page(_))));
}

#[divan::bench]
fn a_list(bencher: Bencher<'_, '_>) {
    render_each(bencher, outputs(|what| matches!(what, What::List(..))));
}

#[divan::bench]
fn a_keyword(bencher: Bencher<'_, '_>) {
    render_each(bencher, outputs(|what| matches!(what, What::Keyword(_))));
}

/// The Markdown of an article alone: what templates come on top of.
#[divan::bench]
fn the_markdown_of_an_article(bencher: Bencher<'_, '_>) {
    let (text, start) = {
        let page = GROUP.library.page(PageIndex(7));
        (&GROUP.texts[&page.path], page.body_start as usize)
    };
    bencher.bench_local(|| {
        let document = Document::parse(&text[start..], Dialect::Site).unwrap();
        let mut out = String::new();
        qianfa::markdown::html::render(&mut out, &document, &mut |_| qianfa::markdown::html::Target::AsWritten);
        out.len()
    });
}
