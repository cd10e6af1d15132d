//! What the last build left changes nothing but time: after any sequence of edits the output is byte for byte that of a
//! clean build, nothing is left of what is gone, and what did not change was not touched.
//!
//! Every other walk is that of one process, which holds what it left in its own memory, as `serve` does.
//!
//! The seeds are fixed. Edits are whatever can change an output: text, front matter, attachments, tables, templates,
//! files and tokens of the theme, the configuration, the matrix, the language, the clock, renames, deletions, introductions, errors
//! and drafts; what was left is deleted or damaged, and the output itself is tampered with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use qianfa::diag::Silent;
use qianfa::model::Moment;
use qianfa::pipeline::{self, Before, Built, Drafts, Held, Look, Memory, Report};
use qianfa::render::{Addressing, BodyMaker};
use qianfa::source::WorkTree;
use walkdir::WalkDir;

use crate::dice::Dice;
use crate::group::words;
use crate::photo;
use crate::press::{copy, git_in};

/// Where pages may stand, and what their kind asks for beside the common keys.
const PLACES: [(&str, &str); 14] = [
    ("portal/work/2026-11-01-a", ""),
    ("portal/work/2026-11-02-b", ""),
    ("portal/work/c/index", ""),
    ("portal/county/2026-11-03-d", ""),
    ("county/news/2026-11-04-e", ""),
    ("county/news/2026-11-05-f", ""),
    (
        "portal/policy/2026-11-06-g",
        "document: {validity: in-force, effective: 2026-11-10, expires: 2026-12-01, index: x/2026-00001}\n",
    ),
    ("portal/policy/2026-11-07-h", "document: {validity: in-force, effective: 2026-11-25, replaces: [first]}\n"),
    ("portal/interpretation/2026-11-08-i", "interprets: [first]\n"),
    (
        "portal/surveys/2026-11-09-j",
        "survey:\n  opens: 2026-11-20\n  closes: 2026-11-30\n  questions:\n    - {id: q, kind: single, text: 问, options: [甲, 乙]}\n",
    ),
    (
        "portal/messages/2026-11-09-l",
        "message: {no: '1', kind: complaint, received: 2026-10-30 09:00, replied: 2026-11-05 10:00, department: trade, asker: 王**, question: 何时}\n",
    ),
    (
        "portal/messages/2026-11-09-m",
        "message: {no: '2', kind: complaint, received: 2026-11-02 09:00, department: trade, asker: 李**, question: 为何}\n",
    ),
    (
        "portal/results/2026-11-09-n",
        "results:\n  - {case_no: '1', item: first, applicant: 王**, accepted: 2026-11-02, decided: 2026-11-03, decision: 准予}\n",
    ),
    ("portal/data/2026-11-10-k", "dataset: {file: plan.csv, columns: [甲, 乙], licence: 自由使用}\n"),
];

/// Introductions, which are pages of lists and home pages.
const INTRODUCTIONS: [&str; 4] = ["portal", "portal/work", "county", "portal/policy"];

/// Moments on both sides of the days that pages name.
const MOMENTS: [&str; 4] = ["2026-11-15 09:00", "2026-11-22 09:00", "2026-11-26 09:00", "2026-12-20 09:00"];

/// The folder of clean builds.
const CLEAN: &str = "clean";

/// The small group with an output and what builds left of it.
struct Site {
    folder: tempfile::TempDir,
    dice: Dice,
    lang: &'static str,
    now: &'static str,
    held: Option<Held>,
    /// Builds that wrote something and kept more.
    partial: usize,
}

/// Every file and folder with its bytes, and how the system knows it.
type Tree = BTreeMap<PathBuf, (Vec<u8>, Option<(u64, std::time::SystemTime)>)>;

impl Site {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(Path::new("tests/data/incremental"), folder.path());
        assert!(git_in(folder.path()).args(["init", "-q", "."]).status().unwrap().success());
        let held = (seed % 2 == 1).then(Held::default);
        let mut site = Self { folder, dice: Dice(seed), lang: "zh-CN", now: MOMENTS[1], held, partial: 0 };
        for (place, block) in PLACES {
            site.write_page(place, block);
        }
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        fs::write(self.path(path), text.replacen(from, to, 1)).unwrap();
    }

    fn page(place: &str) -> String {
        format!("content/{place}.md")
    }

    fn folder_of(place: &str) -> String {
        format!("content/{}", place.strip_suffix("/index").unwrap_or(place))
    }

    fn remove(&self, path: &str) {
        let _ = fs::remove_file(self.path(path));
    }

    fn write_page(&mut self, place: &str, block: &str) {
        let text = self.text(block);
        self.write(&Self::page(place), &text);
        if block.starts_with("dataset") {
            let rows = self.dice.below(3);
            self.write(&format!("{}/plan.csv", Self::folder_of(place)), &format!("甲,乙\n{}", "1,2\n".repeat(rows)));
        }
    }

    /// A page that says little, in many ways.
    fn text(&mut self, block: &str) -> String {
        let dice = &mut self.dice;
        let mut text = format!("---\ntitle: 标题{}\ndepartment: {}\n", dice.below(4), dice.of(&["office", "trade"]));
        text.push_str("confidentiality: public\n");
        text.push_str(&format!("date: 2026-11-{:02} 10:00\n", 1 + dice.below(12)));
        for (key, words) in [
            ("summary", ["摘要一。", "摘要二。"]),
            ("short_title", ["短题", "短"]),
            ("keywords", ["[外贸, Trade]", "[trade, 会展]"]),
            ("expires", ["2026-11-24 00:00", "2026-12-10 00:00"]),
            ("draft", ["true", "false"]),
            ("redirect_from", ["[/old.html]", "[/older/a.html]"]),
            ("id", ["first", "second"]),
            ("language", ["en", "fr"]),
            ("translates", ["first", "second"]),
            ("source", ["安澜日报", "县报"]),
            ("changes", ["[{date: 2026-11-14, note: 更正}]", "[{date: 2026-11-16, note: 补充}]"]),
        ] {
            if dice.below(4) == 0 {
                text.push_str(&format!("{key}: {}\n", dice.of(&words)));
            }
        }
        if dice.below(3) == 0 {
            text.push_str("attachments:\n  - {file: form.txt, name: 表, kind: form}\n");
        }
        if dice.below(6) > 0 {
            text.push_str(block);
        }
        if dice.below(12) == 0 {
            text.push_str("nonsense: [\n");
        }
        text.push_str("---\n\n正文");
        for _ in 0..dice.below(4) {
            let (to, _) = dice.of(&PLACES);
            let link = dice.of(&["md", "md#一", "/form.txt", "/plan.csv", "/picture.png", "/"]);
            let to = match link.strip_prefix('/') {
                Some(file) => format!("{}/{file}", to.strip_suffix("/index").unwrap_or(to)),
                None => format!("{to}.{link}"),
            };
            let (site, inside) = to.split_once('/').unwrap();
            text.push_str(&format!("，见[那里](/{site}:{inside})"));
        }
        if dice.below(4) == 0 {
            text.push_str(&format!("，见[外面](https://outside{}.example/)", dice.below(3)));
        }
        if dice.below(4) == 0 {
            text.push_str("，图：![图](picture.png)");
        }
        for heading in 0..dice.below(5) {
            text.push_str(&format!("\n\n## {}\n\n一段话", ["一", "二", "三", "四"][heading]));
        }
        text.push_str("。\n");
        text
    }

    fn edit(&mut self) -> &'static str {
        let (place, block) = self.dice.of(&PLACES);
        match self.dice.below(28) {
            0..=5 => {
                self.write_page(place, block);
                "a page"
            }
            6 => {
                self.remove(&Self::page(place));
                "a page is gone"
            }
            7 => {
                let (to, _) = self.dice.of(&PLACES);
                let _ = fs::create_dir_all(self.path(&Self::page(to)).parent().unwrap());
                let _ = fs::rename(self.path(&Self::page(place)), self.path(&Self::page(to)));
                "a page has moved"
            }
            8 | 9 => {
                let text = self.dice.of(&["一\n", "二\n", "三三\n"]);
                self.write(&format!("{}/form.txt", Self::folder_of(place)), text);
                "an attachment"
            }
            10 => {
                let name = self.dice.of(&["form.txt", "picture.png", "plan.csv"]);
                self.remove(&format!("{}/{name}", Self::folder_of(place)));
                "an attachment is gone"
            }
            11 => {
                let picture = match self.dice.below(5) {
                    0 => photo::jpeg(500, 300),
                    1 => b"no picture".to_vec(),
                    more => photo::png(16 + more as u32, 16),
                };
                let path = self.path(&format!("{}/picture.png", Self::folder_of(place)));
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, picture).unwrap();
                "a picture"
            }
            12 | 13 => self.edit_theme(),
            14 => {
                let old = fs::read_to_string(self.path("site.toml")).unwrap();
                let from = if old.contains("page-size     = 4") { "page-size     = 4" } else { "page-size     = 2" };
                let to = self.dice.of(&["page-size     = 4", "page-size     = 2"]);
                self.replace("site.toml", from, to);
                "site.toml"
            }
            15 => {
                let key = self.dice.of(&["keyword-pages", "catalogue"]);
                let [yes, no, maybe] = ["true", "false", "maybe"].map(|value| format!("{key} = {value}"));
                self.replace("site.toml", &yes, &maybe);
                let to = if self.dice.below(2) == 0 { &yes } else { &no };
                for from in [&maybe, &no] {
                    self.replace("site.toml", from, to);
                }
                "what is made of pages"
            }
            16 => {
                let name = self.dice.of(&["工作动态", "工作", "动态"]);
                for old in ["工作动态", "工作", "动态"] {
                    self.replace("reviewers.toml", &format!("[column.\"portal/work\"]\nname = \"{old}\""), "@");
                }
                self.replace("reviewers.toml", "@", &format!("[column.\"portal/work\"]\nname = \"{name}\""));
                "reviewers.toml"
            }
            17 => {
                self.replace("reviewers.toml", "name = \"对外贸易处\"", "name = \"外贸处\"");
                "a department"
            }
            18 => {
                self.lang = self.dice.of(&["zh-CN", "en"]);
                "the words"
            }
            19 | 20 => {
                self.now = self.dice.of(&MOMENTS);
                "the clock"
            }
            21 | 22 => {
                let path = format!("content/{}/_index.md", self.dice.of(&INTRODUCTIONS));
                let text = self.text("").replace("draft: true\n", "");
                if self.dice.below(3) == 0 {
                    self.remove(&path)
                } else {
                    self.write(&path, &text)
                }
                "an introduction"
            }
            23 => {
                let _ = fs::remove_dir_all(self.path(".git/qianfa"));
                "what was left is gone"
            }
            24 => self.damage(),
            25 | 26 => self.tamper(),
            _ => {
                let path = self.path(&Self::page(place));
                if let Ok(bytes) = fs::read(&path) {
                    fs::write(path, bytes).unwrap();
                }
                "a page was saved as it was"
            }
        }
    }

    fn edit_theme(&mut self) -> &'static str {
        let inherits = "name = \"own\"\ninherits = \"gov\"\nversion = \"1\"\n";
        let brand = self.dice.of(&["#8a1c1c", "#1c3a8a"]);
        match self.dice.below(6) {
            0 => {
                let _ = fs::remove_dir_all(self.path("themes"));
                self.replace("site.toml", "theme         = \"own\"", "theme         = \"gov\"");
                self.replace("site.toml", "\ntheme = \"east\"", "");
                return "no theme";
            }
            4 | 5 => return self.edit_theme_of_a_site(),
            1 => self.write("themes/own/theme.toml", &format!("{inherits}[tokens]\nbrand = \"{brand}\"\n")),
            2 => {
                self.write("themes/own/theme.toml", inherits);
                let text = self.dice.of(&["一", "二"]);
                let page =
                    format!("{{% extends \"gov/article.html\" %}}\n{{% block after %}}<p>{text}</p>{{% endblock %}}\n");
                self.write("themes/own/templates/article.html", &page);
            }
            _ => {
                self.write("themes/own/theme.toml", inherits);
                let colour = self.dice.of(&["red", "blue"]);
                self.write(
                    "themes/own/static/emblem.svg",
                    &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" fill=\"{colour}\"/>"),
                );
            }
        }
        self.replace("site.toml", "theme         = \"gov\"", "theme         = \"own\"");
        "the theme"
    }

    /// One site looks as no other does, or as all do again.
    fn edit_theme_of_a_site(&mut self) -> &'static str {
        let hue = self.dice.of(&["350", "120"]);
        let theme = format!("name = \"east\"\ninherits = \"gov\"\nversion = \"1\"\n[tokens]\nhue = \"{hue}\"\n");
        self.write("themes/east/theme.toml", &theme);
        match self.dice.below(2) {
            0 => self.replace("site.toml", "\ntheme = \"east\"", ""),
            _ => {
                self.replace("site.toml", "\ntheme = \"east\"", "");
                self.replace("site.toml", "\n[site.county]", "\n[site.county]\ntheme = \"east\"");
            }
        }
        "the theme of a site"
    }

    /// Flips a bit in one of the files that the last build left.
    fn damage(&mut self) -> &'static str {
        let Ok(entries) = fs::read_dir(self.path(".git/qianfa")) else { return "nothing" };
        let mut files: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
        files.sort();
        if files.is_empty() {
            return "nothing";
        }
        let file = &files[self.dice.below(files.len())];
        let mut bytes = fs::read(file).unwrap();
        let at = self.dice.below(bytes.len());
        bytes[at] ^= 1 << self.dice.below(8);
        fs::write(file, bytes).unwrap();
        "what was left is damaged"
    }

    /// Does to the output what nobody should.
    fn tamper(&mut self) -> &'static str {
        let out = self.path("out");
        let files: Vec<PathBuf> =
            tree(&out).into_keys().filter(|p| out.join(p).is_file() && p.as_os_str() != ".qianfa-output").collect();
        if files.is_empty() {
            return "nothing";
        }
        let file = out.join(&files[self.dice.below(files.len())]);
        match self.dice.below(5) {
            0 => fs::remove_file(file).unwrap(),
            1 => fs::write(file, "somebody else's words").unwrap(),
            2 => fs::write(file.with_extension("stray"), "").unwrap(),
            3 => fs::create_dir_all(file.with_extension("folder")).unwrap(),
            _ => {
                let bytes = fs::read(&file).unwrap();
                fs::remove_file(&file).unwrap();
                fs::write(file, bytes).unwrap();
            }
        }
        "the output"
    }

    /// Builds into the folder `out`; none if what people wrote does not let a build begin.
    fn build(&self, out: &str, memory: &Memory) -> Option<Built> {
        let root = self.folder.path();
        let (files, mut report) = (WorkTree::new(root), Report::default());
        let group = pipeline::open(root, &files, &mut report).unwrap()?;
        let theme = pipeline::theme(&group, &files, &mut report).unwrap()?;
        let now = Moment::parse(self.now).unwrap();
        let began = memory.clock();
        let records = || memory.records(&group, "work tree", began);
        let words = words(self.lang);
        // A clean build reads every text twice, so that the texts which the first pass leaves are compared, too: some of
        // them in memory, and others laid aside.
        let bodies = match out == CLEAN {
            true => BodyMaker::none(),
            false => BodyMaker::new(&group.config, &words, memory.spill()).within(4_000),
        };
        let before = Before { is_second: memory.recalls("work tree"), records, bodies: || bodies };
        let read = pipeline::read_again(&group, &files, before, now, &Silent, &mut report);
        let out = root.join(out);
        let look = Look {
            theme: &theme,
            words: &words,
            now,
            addressing: Addressing::Local { port: 1111 },
            out: &out,
            notices: &[],
            site: None,
            before: None,
            shard: None,
            memory,
            drafts: Drafts::LeftOut,
        };
        Some(pipeline::preview(&group, &read, look, &Silent).unwrap())
    }

    /// Builds on what the last build left, and claims that what is the same was not touched.
    fn build_again(&mut self, after: &[&str]) -> bool {
        let before = tree(&self.path("out"));
        if let Some(held) = &self.held {
            held.look();
        }
        let memory = Memory::of(self.folder.path(), false).holding(self.held.clone());
        let Some(built) = self.build("out", &memory) else { return false };
        let written = built.written;
        if written.fresh == written.files {
            return true;
        }
        self.partial += usize::from(written.fresh > 0);
        let mut fresh = 0;
        for (path, (bytes, known)) in tree(&self.path("out")) {
            match before.get(&path) {
                Some((old, then)) if *old == bytes => assert_eq!(known, *then, "{} after {after:?}", path.display()),
                _ => fresh += usize::from(known.is_some()),
            }
        }
        assert_eq!(fresh, written.fresh, "after {after:?}");
        true
    }

    /// Claims that the output is that of a clean build.
    fn compare(&self, after: &[&str]) {
        if self.build(CLEAN, &Memory::default()).is_none() {
            return;
        }
        let (out, clean) = (tree(&self.path("out")), tree(&self.path(CLEAN)));
        let paths = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&out), paths(&clean), "after {after:?}");
        for (path, (bytes, _)) in out {
            let clean = &clean[&path].0;
            let text = String::from_utf8_lossy;
            assert!(bytes == *clean, "{} after {after:?}:\n{}\n{}", path.display(), text(&bytes), text(clean));
        }
    }
}

/// Returns everything below `root`.
fn tree(root: &Path) -> Tree {
    let entries = WalkDir::new(root).min_depth(1).into_iter().filter_map(Result::ok);
    let entry = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(root).unwrap().to_owned();
        let metadata = entry.metadata().unwrap();
        let known = |m: &fs::Metadata| (std::os::unix::fs::MetadataExt::ino(m), m.modified().unwrap());
        let file = metadata.is_file();
        let bytes = if file { fs::read(entry.path()).unwrap() } else { Vec::new() };
        (path, (bytes, file.then(|| known(&metadata))))
    };
    entries.map(entry).collect()
}

/// Walks at random: a few edits, a build on what was left, and so on; at the end a clean build to compare with.
fn walks(seeds: std::ops::Range<u64>) {
    let mut partial = 0;
    for seed in seeds.clone() {
        let mut site = Site::new(seed);
        let mut done = Vec::new();
        assert!(site.build_again(&done), "the first build of seed {seed}");
        for _ in 0..3 {
            for _ in 0..=site.dice.below(3) {
                done.push(site.edit());
            }
            site.build_again(&done);
        }
        site.compare(&done);
        partial += site.partial;
    }
    let least = (seeds.end - seeds.start) as usize / 2;
    assert!(partial > least, "only {partial} builds had anything to go on from");
}

#[test]
fn what_the_last_build_left_changes_nothing_but_time_1() {
    walks(0..130);
}

#[test]
fn what_the_last_build_left_changes_nothing_but_time_2() {
    walks(1000..1130);
}

#[test]
fn what_the_last_build_left_changes_nothing_but_time_3() {
    walks(2000..2130);
}

#[test]
fn what_the_last_build_left_changes_nothing_but_time_4() {
    walks(3000..3130);
}

/// What repeals a document stands on another page of the list, or in another column.
#[test]
fn a_document_is_repealed_in_every_list_by_an_edit_elsewhere() {
    let mut site = Site::new(1);
    fs::remove_dir_all(site.path("content")).unwrap();
    let page = |date: &str, more: &str| {
        format!(
            "---\ntitle: 标题\ndepartment: office\nconfidentiality: public\ndate: {date} 10:00\n{more}---\n正文。\n"
        )
    };
    let new = |effective: &str| {
        page("2026-11-09", &format!("document: {{validity: in-force, effective: {effective}, replaces: [old]}}\n"))
    };
    site.write(
        "content/portal/policy/2020-01-01-old.md",
        &page("2020-01-01", "id: old\ndocument: {validity: in-force}\n"),
    );
    for day in ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"] {
        site.write(&format!("content/portal/policy/{day}-a.md"), &page(day, "document: {validity: in-force}\n"));
    }
    site.write("content/portal/policy/2026-11-09-new.md", &new("2026-12-15"));
    assert!(site.build_again(&[]));
    site.write("content/portal/policy/2026-11-09-new.md", &new("2026-11-10"));
    assert!(site.build_again(&["another effective date"]));
    site.compare(&["another effective date"]);
}
