//! Every form of a report, in both languages, with Chinese source lines.
//!
//! The findings are those that a page can have in many ways at once: a place behind wide characters, a second place on
//! the same line and in another file, a whole file, a fix. Their words stand here, as those of the real rules are
//! their authors' to change; the words around them come from the catalogue.

use std::collections::BTreeMap;

use qianfa::diag::render::{Format, Report, RuleCard, Style, write};
use qianfa::diag::{Arg, Edit, Finding, Message, Place, Sink, Sources, Words, codes};
use qianfa::i18n::Catalog;
use qianfa::model::{Lang, Span};

const PAGE: &str = "content/portal/notice/2026-11-20-a.md";
const PAGE_TEXT: &str = "---\ntitle: 关于申报示范项目的通知\ndepartment: swc   # 商务处,电商科\n---\n正文。\n";
const SITE_TEXT: &str =
    "[site.portal]\ndomain = \"swj.anlan.example\"  # 门户\n\n[site.dzsw]\ndomain = \"swj.anlan.example\"\n";

/// The catalogue, and the words of the findings below.
struct Sample {
    catalog: Catalog,
    words: BTreeMap<&'static str, [&'static str; 2]>,
}

impl Sample {
    fn new(lang: Lang) -> Self {
        let words = [
            ("QF104", ["未知处室 `{found}`", "unknown department `{found}`"]),
            ("QF104.label", ["责任明细表里没有这个代号", "the matrix has no such id"]),
            ("QF104.help", ["是否想写 `swxxc`？", "did you mean `swxxc`?"]),
            ("comment", ["这里写着处室的名称", "the name stands here"]),
            ("QF304", ["中文里的半角标点 `,`", "half-width `,` in Chinese text"]),
            ("QF304.help", ["改为全角 `，`", "write the full-width `，`"]),
            ("QF006", ["域名 `{domain}` 用了两次", "domain `{domain}` used twice"]),
            ("QF006.label", ["已经属于另一个站点", "belongs to another site"]),
            ("QF006.help", ["每个站点写自己的域名", "give each site its own domain"]),
            ("first", ["先写在这里", "first written here"]),
            ("QF403", ["找不到文件 `{file}`", "no file `{file}`"]),
        ];
        Self { catalog: Catalog::new(lang), words: words.into() }
    }

    fn find(&self, key: &str, message: &Message) -> Option<String> {
        let language = usize::from(self.catalog.lang() == Lang::En);
        let mut words = self.words.get(key)?[language].to_owned();
        for (name, arg) in &message.args {
            let Arg::Text(value) = arg else { continue };
            words = words.replace(&format!("{{{name}}}"), &qianfa::diag::calm(value));
        }
        Some(words)
    }
}

impl Words for Sample {
    fn text(&self, message: &Message) -> String {
        self.find(&message.id, message).unwrap_or_else(|| self.catalog.text(message))
    }

    fn attribute(&self, message: &Message, name: &str) -> Option<String> {
        self.find(&format!("{}.{name}", message.id), message)
    }
}

fn place(file: &str, text: &str, what: &str) -> Place {
    let start = text.rfind(what).unwrap();
    Place::new(file, Span::new(start..start + what.len()))
}

fn findings() -> Vec<Finding> {
    let page = |what| place(PAGE, PAGE_TEXT, what);
    let first = SITE_TEXT.find("\"swj").unwrap();
    let mut sink = Sink::default();
    sink.push(
        Finding::new(codes::UNKNOWN_DEPARTMENT, page("swc"))
            .with("found", "swc")
            .label(page("商务处"), Message::new("comment")),
    );
    let comma = page(",").span.unwrap();
    let edits = vec![Edit { span: comma, text: "，".into() }];
    sink.push(Finding::new(codes::HALF_WIDTH_PUNCTUATION, page(",")).safe_fix(edits));
    sink.push(
        Finding::new(codes::DUPLICATE_DOMAIN, place("site.toml", SITE_TEXT, "\"swj.anlan.example\""))
            .with("domain", "swj.anlan.example")
            .label(Place::new("site.toml", Span::new(first..first + 19)), Message::new("first"))
            .label(page("通知"), Message::new("comment")),
    );
    sink.push(
        Finding::new(codes::MISSING_FILE, Place::file("content/portal/坏,名\u{1b}[31m.md"))
            .with("file", "附件\n一.docx"),
    );
    sink.into_sorted()
}

fn print(format: Format, lang: Lang, style: Style) -> String {
    let mut sources = Sources::default();
    sources.insert(PAGE, PAGE_TEXT);
    sources.insert("site.toml", SITE_TEXT);
    let rules = [
        RuleCard { code: codes::DUPLICATE_DOMAIN, name: "duplicate-domain", summary: "域名用了两次".into() },
        RuleCard { code: codes::UNKNOWN_DEPARTMENT, name: "unknown-department", summary: "未知处室".into() },
    ];
    let (words, findings) = (Sample::new(lang), findings());
    let report = Report { findings: &findings, sources: &sources, words: &words, rules: &rules, style };
    let mut out = Vec::new();
    write(format, &report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const TERMINAL: Style = Style { colour: false, page_source: true, width: 100 };

#[test]
fn every_form_says_what_it_said_before() {
    for lang in [Lang::ZhCn, Lang::En] {
        for format in Format::ALL {
            let name = format!("{}-{}", format.as_str(), lang.tag());
            insta::assert_snapshot!(name, print(format, lang, Style::PLAIN));
        }
        insta::assert_snapshot!(format!("terminal-{}", lang.tag()), print(Format::Human, lang, TERMINAL));
    }
}

#[test]
fn off_the_terminal_no_line_of_a_page_is_printed_but_configuration_is() {
    for format in Format::ALL {
        let text = print(format, Lang::ZhCn, Style::PLAIN);
        assert!(!text.contains("电商科"), "{}", format.as_str());
    }
    assert!(print(Format::Human, Lang::ZhCn, Style::PLAIN).contains("domain = \"swj.anlan.example\"  # 门户"));
}

#[test]
fn what_comes_from_outside_cannot_command_the_terminal_or_forge_a_line() {
    for format in [Format::Human, Format::Concise] {
        let text = print(format, Lang::ZhCn, TERMINAL);
        assert!(!text.contains('\u{1b}'), "{text}");
        assert!(text.contains("附件␊一.docx"), "{text}");
    }
}

#[test]
fn the_mark_stands_under_its_word_behind_wide_characters() {
    let text = print(Format::Human, Lang::ZhCn, TERMINAL);
    let lines: Vec<&str> = text.lines().collect();
    let line = lines.iter().rposition(|l| l.contains("电商科")).unwrap();
    let before = lines[line].split(',').next().unwrap();
    let mark = lines[line + 1].split('^').next().unwrap();
    assert_eq!(unicode_width::UnicodeWidthStr::width(before), mark.len(), "{text}");
}

#[test]
fn a_thousand_findings_in_one_line_of_a_megabyte_are_printed_in_no_time() {
    let text = "字,".repeat(250_000);
    let mut sources = Sources::default();
    sources.insert("content/a.md", text);
    let at = |i: usize| Place::new("content/a.md", Span::new(i * 4 + 3..i * 4 + 4));
    let findings: Vec<_> = (0..250_000).map(|i| Finding::new(codes::HALF_WIDTH_PUNCTUATION, at(i))).collect();
    let words = Sample::new(Lang::ZhCn);
    let report = Report { findings: &findings, sources: &sources, words: &words, rules: &[], style: TERMINAL };
    let mut out = Vec::new();
    write(Format::Human, &report, &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("content/a.md:1:500000: warning[QF304]"));
}

/// A reader that has seen enough.
struct Gone;

impl std::io::Write for Gone {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let (words, findings, sources) = (Sample::new(Lang::En), findings(), Sources::default());
    let report = Report { findings: &findings, sources: &sources, words: &words, rules: &[], style: Style::PLAIN };
    for format in Format::ALL {
        assert!(write(format, &report, &mut Gone).is_ok(), "{}", format.as_str());
    }
}
