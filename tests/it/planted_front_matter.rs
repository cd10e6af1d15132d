//! Faults planted into good pages, each found once, under its own message, at its own line and column.

use std::collections::BTreeSet;

use qianfa::i18n::Catalog;
use qianfa::model::{Kind, Lang};
use qianfa::source::keys::{KEYS, Key, KeyType, allowed, block_of, example};

use crate::pages::{Desk, Reading, folder};

/// Reads one page of `kind` with the files that the examples name beside it.
fn read(kind: Kind, text: &str) -> Reading {
    let desk = Desk::new();
    let folder = folder(kind);
    let (page, beside) = match kind {
        Kind::Home => (format!("{folder}/_index.md"), format!("{folder}/_index")),
        _ => (format!("{folder}/2026-11-09-a.md"), format!("{folder}/2026-11-09-a")),
    };
    desk.put(&page, text);
    for name in ["hall.png", "form.docx", "sample.pdf", "results.csv", "retail.csv"] {
        if text.contains(name) {
            desk.put(&format!("{beside}/{name}"), "a");
        }
    }
    desk.read()
}

fn page(kind: Kind) -> String {
    format!("---\n{}---\n正文。\n", example(kind))
}

/// Where a fault is to be found.
#[derive(Clone, Copy)]
enum At {
    /// Where `‸` stands in what is planted.
    Mark,
    /// At this line and column.
    Is(usize, usize),
}

/// One planted fault: what of the example page is replaced by what, and what is found where.
type Row = (Kind, &'static str, &'static str, &'static str, At);

#[rustfmt::skip]
const PLANTED: &[Row] = &[
    // Without front matter.
    (Kind::Article, "---\ntitle", "title", "QF100", At::Is(1, 1)),
    (Kind::Article, "---\n正文", "正文", "QF100-unclosed", At::Is(1, 1)),
    (Kind::Article, "---\ntitle", "\n \n‸---\ntitle", "QF100-late", At::Mark),
    (Kind::Article, "---\ntitle", "‸+++\ntitle", "QF100-toml", At::Mark),
    // Not YAML.
    (Kind::Article, "title: 关", "title‸：关", "QF106-full-width-colon", At::Mark),
    (Kind::Article, "source: 安澜市商务局", "source‸：安澜市商务局", "QF106-full-width-colon", At::Mark),
    (Kind::Article, "    alt: 去年", "    alt‸：去年", "QF106-full-width-colon", At::Mark),
    (Kind::Article, "title: 关", "title‸:关", "QF106-no-space", At::Mark),
    (Kind::Article, "summary: 申", "summary‸:申", "QF106-no-space", At::Mark),
    (Kind::Article, "title: 关于组织", "title: 通知‸: 关于组织", "QF106-colon", At::Mark),
    (Kind::Article, "title: 关于", "title: ‸“关于", "", At::Mark),
    (Kind::Article, "title: 关于", "title: ‸\"关于", "QF106-unclosed-quote", At::Mark),
    (Kind::Article, "source: 安", "source: ‸'安", "QF106-unclosed-quote", At::Mark),
    (Kind::Article, "title: 关于", "title: '关于'‸组织", "QF106-behind-quote", At::Mark),
    (Kind::Article, "title: 关于", "title: [通知]‸关于", "QF106-behind-quote", At::Mark),
    (Kind::Article, "title: 关于", "title: ‸@关于", "QF106-reserved", At::Mark),
    (Kind::Article, "title: 关于", "title: ‸%关于", "QF106-reserved", At::Mark),
    (Kind::Article, "[电子商务, 示范项目]", "‸[电子商务, 示范项目", "QF106-unclosed-bracket", At::Mark),
    (Kind::Article, "[电子商务, 示范项目]", "[电子商务, 示范项目‸}", "QF106-bracket", At::Mark),
    (Kind::Article, "[电子商务, 示范项目]", "['电子商务' ‸'示范项目']", "QF106-comma", At::Mark),
    (Kind::Article, "    alt: 去年", "‸\talt: 去年", "QF106-tab", At::Mark),
    (Kind::Article, "    alt: 去年", "   ‸alt: 去年", "QF106-indent", At::Mark),
    (Kind::Article, "author: 秦雨", "‸秦雨", "QF106-no-colon", At::Mark),
    (Kind::Article, "author: 秦雨", "author: ‸- 秦雨", "QF106-dash", At::Mark),
    (Kind::Article, "author: 秦雨", "author: 秦雨\n‸author: 岳晓帆", "QF111", At::Mark),
    (Kind::Article, "    alt: 去年", "    alt: 今年\n    ‸alt: 去年", "QF111", At::Mark),
    // What front matter may not hold.
    (Kind::Article, "author: 秦雨", "author: ‸&秦雨", "QF112-anchor", At::Mark),
    (Kind::Article, "author: 秦雨", "author: ‸*秦雨", "QF112-alias", At::Mark),
    (Kind::Article, "author: 秦雨", "author: ‸!秦雨", "QF112-tag", At::Mark),
    (Kind::Article, "author: 秦雨", "‸<<: {author: 秦雨}", "QF112-merge", At::Mark),
    (Kind::Article, "author: 秦雨", "‸...", "QF112-document", At::Mark),
    (Kind::Article, "author: 秦雨", "‸? author", "QF112-key", At::Mark),
    (Kind::Article, "author: 秦雨", "author: \"秦‸\\u202e雨\"", "QF112-escape", At::Mark),
    (Kind::Article, "author: 秦雨", "author: 秦‸\u{202e}雨", "QF112-character", At::Mark),
    (Kind::Article, "author: 秦雨", "author: 秦‸\u{7}雨", "QF112-character", At::Mark),
    (Kind::Dataset, "min_cell: 5", "min_cell: ‸0x5", "QF112-number", At::Mark),
    // Keys.
    (Kind::Article, "author: 秦雨", "‸auther: 秦雨", "QF107-similar", At::Mark),
    (Kind::Article, "author: 秦雨", "‸责任编辑: 秦雨", "QF107-similar", At::Mark),
    (Kind::Article, "keywords: [", "‸tags: [", "QF107-similar", At::Mark),
    (Kind::Article, "author: 秦雨", "‸weather: 晴", "QF107", At::Mark),
    (Kind::Article, "    alt: 去年", "    alt: 甲\n    ‸colour: 去年", "QF107", At::Mark),
    (Kind::Article, "department: xxc ", "# ", "QF108", At::Is(1, 1)),
    (Kind::Article, "confidentiality: public", "", "QF108", At::Is(1, 1)),
    (Kind::Article, "    alt: 去年的评审会现场\n", "", "QF108", At::Is(12, 5)),
    (Kind::Guide, "  phone: 0000-8001005\n", "", "QF108", At::Is(8, 1)),
    (Kind::Guide, "    - name: 备案表\n      form", "    - form", "QF108", At::Is(17, 7)),
    // Types.
    (Kind::Article, "author: 秦雨", "author‸:", "QF109-empty", At::Is(6, 8)),
    (Kind::Article, "author: 秦雨", "author: ‸2026", "QF109-quotes", At::Mark),
    (Kind::Guide, "promised_days: 5wd", "promised_days: ‸5", "QF109-value", At::Mark),
    (Kind::Form, "version: '2026'", "version: ‸2026", "QF109-quotes", At::Mark),
    (Kind::Article, "[电子商务, 示范项目]", "‸电子商务", "QF109-brackets", At::Mark),
    (Kind::Article, "author: 秦雨", "draft: ‸yes", "QF109", At::Mark),
    (Kind::Guide, "copies: 2", "copies: ‸两份", "QF109", At::Mark),
    (Kind::Interpretation, "interprets: [", "document: ‸公文\ninterprets: [", "QF109", At::Mark),
    (Kind::Article, "[电子商务, 示范项目]", "[电子商务, ‸2026]", "QF109-quotes", At::Mark),
    // Values.
    (Kind::Article, "department: xxc ", "department: ‸商务信息处 ", "QF110", At::Mark),
    (Kind::Article, "2026-11-09 10:00 ", "‸2026-11-09 ", "QF110", At::Mark),
    (Kind::Article, "2026-11-09 10:00 ", "‸2026-02-30 10:00 ", "QF110", At::Mark),
    (Kind::Article, "2026-12-11 17:30 ", "‸2026年12月11日 ", "QF110", At::Mark),
    (Kind::Article, "title: 关于组织申报2027年市级电子商务示范项目的通知", "title: ‸''", "QF110-empty", At::Mark),
    (Kind::Article, "[电子商务, 示范项目]", "[‸电子商务，示范项目]", "QF110", At::Mark),
    (Kind::Article, "    kind: form", "    kind: ‸表格", "QF110", At::Mark),
    (Kind::Article, "author: 秦雨", "id: ‸通知", "QF110", At::Mark),
    (Kind::Article, "author: 秦雨", "redirect_from: [/a.html, ‸b.html]", "QF110", At::Mark),
    (Kind::Article, "author: 秦雨",
        "reprint: {site: 新华网, url: ‸xinhua.example, time: 2026-11-09 10:00, licence: 授权}", "QF110", At::Mark),
    (Kind::Article, "author: 秦雨", "co_departments: [zhc, ‸法规处]", "QF110", At::Mark),
    (Kind::Document, "validity: in-force", "validity: ‸有效", "QF110", At::Mark),
    (Kind::Document, "[dzsw-sfxm-zxbf]", "[dzsw-sfxm-zxbf, ‸安商规3号]", "QF110", At::Mark),
    (Kind::Guide, "legal_days: 20wd", "legal_days: ‸20个工作日", "QF110", At::Mark),
    (Kind::Guide, "copies: 2", "copies: ‸-2", "QF110", At::Mark),
    (Kind::Guide, "[提交, 受理, 审核, 备案]", "‸[]", "QF110", At::Mark),
    (Kind::Message, "kind: enquiry", "kind: ‸咨询", "QF110", At::Mark),
    (Kind::Survey, "results: results.csv  ", "results: ‸results.xlsx", "QF110", At::Mark),
    (Kind::Annual, "year: 2025", "year: ‸205", "QF110", At::Mark),
    (Kind::Annual, "new: [5, 2, 0, 0, 1, 0, 8]", "new: ‸[5, 2, 0, 0, 1, 8]", "QF110", At::Mark),
    (Kind::Annual, "review: [1, 0, 0, 0, 1]", "review: ‸[1, 0, 0, 0, 一]", "QF110", At::Mark),
    (Kind::Annual, "fees: 0.5", "fees: ‸-0.5", "QF110", At::Mark),
    (Kind::Result, "decided: 2026-11-05", "decided: ‸2026/11/05", "QF110", At::Mark),
    // Blocks.
    (Kind::Article, "author: 秦雨", "‸guide: {phone: 0000-8001005}", "QF113", At::Mark),
    (Kind::Standing, "confirmed: 2026-11-09", "‸document: {validity: in-force}", "QF113", At::Mark),
    (Kind::Home, "summary: 安", "‸form: {}\nsummary: 安", "QF113-introduction", At::Mark),
    (Kind::Interpretation, "interprets: [dzsw-sfxm-glbf]\n", "", "QF114", At::Is(1, 1)),
    (Kind::Interpretation, "[dzsw-sfxm-glbf]", "[]", "QF114", At::Is(1, 1)),
    // Files.
    (Kind::Article, "file: hall.png", "file: ‸entrance.jpeg\n    by: hall.png", "QF403", At::Mark),
    (Kind::Article, "file: hall.png", "file: ‸2026-11-09-a/hall.png", "QF403-similar", At::Mark),
    (Kind::Dataset, "retail.csv", "‸retails.csv\n  # retail.csv", "QF403-similar", At::Mark),
    (Kind::Form, "sample: sample.pdf", "sample: ‸Sample.pdf # sample.pdf", "QF403-similar", At::Mark),
    (Kind::Article, "file: form.docx", "file: ‸../form.docx", "QF110", At::Mark),
];

#[test]
fn good_pages_have_no_findings() {
    for kind in Kind::ALL {
        let reading = read(kind, &page(kind));
        assert_eq!(reading.places(), [], "{kind:?}");
        assert!(reading.pages[0].front.is_some(), "{kind:?}");
    }
}

#[test]
fn a_planted_fault_is_found_at_its_own_line_and_column() {
    let wrong: Vec<String> = PLANTED.iter().filter_map(wrongly_found).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(PLANTED.len() >= 80);
}

/// Returns how a planted fault was found instead, if not as it should be.
fn wrongly_found(row: &Row) -> Option<String> {
    let (kind, needle, planted, id, at) = *row;
    let good = page(kind);
    assert!(good.contains(needle), "{needle:?} is not in the example of {kind:?}");
    let marked = good.replacen(needle, planted, 1);
    let (line, column) = match at {
        At::Is(line, column) => (line, column),
        At::Mark => place_of_mark(&marked),
    };
    let reading = read(kind, &marked.replacen('‸', "", 1));
    // A file that is missing leaves another unused, and that is said too.
    let found: Vec<_> = reading.places().into_iter().filter(|(id, ..)| id != "QF405").collect();
    let expected: Vec<_> = Some((id.to_owned(), line, column)).into_iter().filter(|_| !id.is_empty()).collect();
    let published = reading.pages.first().is_some_and(|p| p.front.is_some());
    let right = found == expected && published == (id.is_empty() || id.starts_with("QF403"));
    (!right).then(|| format!("{kind:?} {planted:?}\n  should be {expected:?}\n  found     {found:?}"))
}

fn place_of_mark(text: &str) -> (usize, usize) {
    let (line, marked) = text.lines().enumerate().find(|(_, l)| l.contains('‸')).unwrap();
    (line + 1, marked.chars().position(|c| c == '‸').unwrap() + 1)
}

#[test]
fn places_are_right_behind_a_byte_order_mark_and_with_windows_line_ends() {
    let text = page(Kind::Article).replace("author: 秦雨", "auther: 秦雨").replace('\n', "\r\n");
    let expected = [("QF107-similar".to_owned(), 6, 1)];
    assert_eq!(read(Kind::Article, &text).places(), expected);
    assert_eq!(read(Kind::Article, &format!("\u{feff}{text}")).places(), expected);
    let body = read(Kind::Article, &format!("\u{feff}{}", page(Kind::Article).replace('\n', "\r\n")));
    assert_eq!(body.places(), []);
}

#[test]
fn all_faults_of_a_page_are_found_at_once() {
    let text =
        page(Kind::Guide).replace("title: 单", "titel: 单").replace("2026-11-09 10:00", "昨天").replace("5wd", "5");
    let ids: BTreeSet<_> = read(Kind::Guide, &text).ids().into_iter().map(str::to_owned).collect();
    assert_eq!(ids, ["QF107-similar", "QF108", "QF109-value", "QF110"].map(str::to_owned).into());
}

#[test]
fn a_message_names_the_field_in_both_languages() {
    let text = page(Kind::Guide).replace("  phone: 0000-8001005\n", "");
    let finding = read(Kind::Guide, &text).findings.remove(0);
    let args = &finding.message.args;
    assert_eq!(args["key"], "guide.phone".into());
    assert_eq!(args["field"], "联系电话".into());
}

#[test]
fn every_fault_has_words_in_both_languages() {
    for lang in [Lang::ZhCn, Lang::En] {
        let catalog = Catalog::new(lang);
        for (kind, needle, planted, ..) in PLANTED {
            let text = page(*kind).replacen(needle, &planted.replacen('‸', "", 1), 1);
            for finding in read(*kind, &text).findings {
                let message = &finding.message;
                let parts = ["label", "help"].map(|part| catalog.attribute(message, part).unwrap_or_default());
                let words = format!("{}\n{}", catalog.text(message), parts.join("\n"));
                let whole = words.lines().count() == 3 && words.lines().all(|l| !l.is_empty());
                assert!(whole && !words.contains("{$") && !words.contains("expected-"), "{words}");
            }
        }
    }
}

// The table of keys and the reader.

/// Returns a value of the right type, or of a wrong one.
fn value(holds: KeyType, right: bool) -> String {
    let (good, bad) = match holds {
        KeyType::Text => ("'文字'", "[]"),
        KeyType::Department | KeyType::Level | KeyType::Page => ("a-1", "'甲'"),
        KeyType::Day => ("2026-11-09", "2026-11-09 10:00"),
        KeyType::Moment => ("2026-11-09 10:00", "2026-11-09"),
        KeyType::Limit => ("5wd", "'5'"),
        KeyType::Bool => ("true", "'是'"),
        KeyType::Count => ("3", "'三'"),
        KeyType::Year => ("2026", "'2026'"),
        KeyType::Number => ("3.5", "'3.5'"),
        KeyType::Url => ("https://a.example/", "a.example"),
        KeyType::File => ("form.docx", "/form.docx"),
        KeyType::Csv => ("retail.csv", "retail.xls"),
        KeyType::Word(words) => (words[0], "'没有这个词'"),
        KeyType::Counts(3) => ("[1, 2, 3]", "[1, 2]"),
        KeyType::Counts(5) => ("[1, 2, 3, 4, 5]", "[1, 2]"),
        KeyType::Counts(_) => ("[1, 2, 3, 4, 5, 6, 7]", "[1, 2]"),
        KeyType::Texts | KeyType::SomeTexts | KeyType::Keywords => ("[甲, 乙]", "甲"),
        KeyType::Departments | KeyType::Pages => ("[a-1, b-2]", "[甲]"),
        KeyType::Addresses => ("[/a.html]", "[a.html]"),
        KeyType::Table | KeyType::Tables => unreachable!("tables have keys"),
    };
    if right { good.to_owned() } else { bad.to_owned() }
}

/// Writes the keys of the table `parent` that `keep` allows, as flow YAML; `wrong` gets a wrong value.
fn write(parent: &str, keep: &dyn Fn(&Key) -> bool, wrong: &str) -> String {
    let inside = KEYS.iter().filter(|k| k.parent() == parent && keep(k)).map(|k| {
        let value = match k.holds {
            KeyType::Table => write(k.path, keep, wrong),
            KeyType::Tables => format!("[{}]", write(&format!("{}[]", k.path), keep, wrong)),
            holds => value(holds, k.path != wrong),
        };
        format!("{}: {value}", k.name())
    });
    format!("{{{}}}", inside.collect::<Vec<_>>().join(", "))
}

/// Reads a page of `kind` that has every key that it may have and that `keep` allows.
fn read_made(kind: Kind, keep: &dyn Fn(&Key) -> bool, wrong: &str) -> Vec<(String, String)> {
    let keep = |k: &Key| {
        let top = k.path.split(['.', '[']).next().unwrap();
        // One of the two ways to write results; both together are a fault.
        allowed(top, kind)
            && keep(k)
            && (top != "results_file" || wrong == "results_file")
            && !(top == "results" && wrong == "results_file")
    };
    let yaml = write("", &keep, wrong);
    let inside = yaml.strip_prefix('{').unwrap().strip_suffix('}').unwrap();
    // Flow YAML at the top would need its own brackets: they are allowed.
    let reading = read(kind, &format!("---\n{{{inside}}}\n---\n"));
    let key = |f: &qianfa::diag::Finding| format!("{:?}", f.message.args.get("key"));
    let findings = reading.findings.iter().filter(|f| !f.message.id.starts_with("QF40"));
    findings.map(|f| (f.code.to_string(), key(f))).collect()
}

fn kinds_of(key: &Key) -> impl Iterator<Item = Kind> {
    let top = key.path.split(['.', '[']).next().unwrap();
    Kind::ALL.into_iter().filter(move |kind| *kind != Kind::Home && allowed(top, *kind))
}

#[test]
fn every_key_of_the_table_is_read_where_it_is_allowed() {
    for kind in Kind::ALL.into_iter().filter(|k| *k != Kind::Home) {
        assert_eq!(read_made(kind, &|_| true, ""), [], "{kind:?}");
    }
}

#[test]
fn every_required_key_is_missed_and_no_other() {
    for key in KEYS {
        let kind = kinds_of(key).next().unwrap();
        let found = read_made(kind, &|k| k.path != key.path && !k.path.starts_with(&format!("{}.", key.path)), "");
        let block = key.parent().is_empty() && block_of(kind) == Some(key.path);
        match (key.required, block) {
            (true, _) => assert_eq!(found.len(), 1, "{}: {found:?}", key.path),
            (false, true) => assert_eq!(found[0].0, "QF114", "{}", key.path),
            (false, false) => assert_eq!(found, [], "{}", key.path),
        }
        if key.required {
            assert_eq!(found[0].0, "QF108", "{}", key.path);
        }
    }
}

#[test]
fn every_key_refuses_a_value_of_another_type() {
    for key in KEYS.iter().filter(|k| !matches!(k.holds, KeyType::Table | KeyType::Tables)) {
        let kind = kinds_of(key).next().unwrap();
        let found = read_made(kind, &|_| true, key.path);
        assert_eq!(found.len(), 1, "{}: {found:?}", key.path);
        assert!(["QF109", "QF110"].contains(&&*found[0].0), "{}: {found:?}", key.path);
        let name = format!("{:?}", qianfa::diag::Arg::from(key.path.replace("[]", "[1]")));
        assert!(found[0].1.contains(&name), "{}: {found:?}", key.path);
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test that writes what it holds")]
fn front_matter_manual_is_fresh() {
    let made = qianfa::source::keys::markdown();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write("docs/front-matter.md", &made).unwrap();
    }
    let kept = std::fs::read_to_string("docs/front-matter.md").unwrap_or_default();
    assert!(kept == made, "docs/front-matter.md is not fresh: UPDATE=1 cargo test front_matter_manual");
}
