//! Whatever the program can say has words, in both languages.

use std::collections::BTreeSet;
use std::path::Path;

use qianfa::diag::{Message, codes};
use qianfa::git::Malformed;
use qianfa::i18n::Catalog;
use qianfa::model::Lang;

/// Returns the code of every source file, without its tests.
fn sources() -> Vec<String> {
    let mut texts = Vec::new();
    collect(Path::new("src"), &mut texts);
    texts
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            texts.push(text.split("\n#[cfg(test)]\nmod ").next().unwrap().to_owned());
        }
    }
}

/// Returns the texts in quotes that directly follow `opening`.
fn quoted<'t>(text: &'t str, opening: &str) -> Vec<&'t str> {
    let after = text.split(opening).skip(1).map(|rest| rest.trim_start());
    after.filter_map(|rest| rest.strip_prefix('"')?.split('"').next()).collect()
}

#[test]
fn every_message_that_the_code_names_has_words() {
    let mut missing = BTreeSet::new();
    for lang in [Lang::ZhCn, Lang::En] {
        let catalog = Catalog::new(lang);
        for text in sources() {
            for opening in ["Message::new(", "about_path(", "Expected("] {
                let named = quoted(&text, opening).into_iter().filter(|id| !catalog.has(id));
                missing.extend(named.map(|id| format!("{}: {id}", lang.tag())));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Which code a variant belongs to the text does not say; its words must stand under one of them.
#[test]
fn every_variant_of_a_finding_has_words() {
    let mut missing = BTreeSet::new();
    for lang in [Lang::ZhCn, Lang::En] {
        let catalog = Catalog::new(lang);
        for text in sources() {
            let named = quoted(&text, ".variant(").into_iter();
            let unsaid = named.filter(|v| !codes::ALL.iter().any(|code| catalog.has(&format!("{code}-{v}"))));
            missing.extend(unsaid.map(|v| format!("{}: {v}", lang.tag())));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Where the code stands beside its variant, in one statement, the very message must have words.
#[test]
fn every_variant_has_words_under_its_own_code() {
    let names = std::fs::read_to_string("src/diag/codes.rs").unwrap();
    let mut missing = BTreeSet::new();
    let mut seen = 0;
    for text in sources() {
        for statement in text.split("Finding::new(codes::").skip(1) {
            let name = statement.split(|c: char| !c.is_ascii_uppercase() && c != '_').next().unwrap();
            let statement = statement.split(';').next().unwrap();
            let code = codes::ALL.iter().find(|code| declares(&names, name, &code.to_string()));
            for variant in quoted(statement, ".variant(") {
                let id = format!("{}-{variant}", code.unwrap_or_else(|| panic!("no code {name}")));
                seen += 1;
                missing.extend(
                    [Lang::ZhCn, Lang::En].into_iter().filter(|l| !Catalog::new(*l).has(&id)).map(|_| id.clone()),
                );
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(seen > 5, "only {seen} variants stand beside their code");
}

/// Tells whether a line of the list of codes gives `name` to `code`.
fn declares(list: &str, name: &str, code: &str) -> bool {
    let digits = code.trim_start_matches("QF").trim_start_matches('0');
    let words = |line: &str| -> Vec<String> {
        line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').map(str::to_owned).collect()
    };
    let is_number = |w: &String| w.trim_start_matches("QF").trim_start_matches('0') == digits;
    list.lines().map(words).any(|line| line.iter().any(|w| w == name) && line.iter().any(is_number))
}

#[test]
fn what_should_have_been_written_has_words() {
    let mut missing = BTreeSet::new();
    for lang in [Lang::ZhCn, Lang::En] {
        let catalog = Catalog::new(lang);
        for text in sources() {
            let ids = text.split('"').filter(|t| t.starts_with("expected-") && !t.contains(char::is_whitespace));
            missing.extend(ids.filter(|id| !catalog.has(id)).map(|id| format!("{}: {id}", lang.tag())));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Every code has a headline, its own or those of its variants, and says what to do.
#[test]
fn every_finding_has_words() {
    let mut missing = Vec::new();
    for lang in [Lang::ZhCn, Lang::En] {
        let catalog = Catalog::new(lang);
        let folder = std::fs::read_dir(format!("locales/{}", lang.tag())).unwrap();
        let texts: Vec<_> = folder.map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap()).collect();
        for code in codes::ALL {
            let variant = format!("\n{code}-");
            let known = catalog.has(&code.to_string()) || texts.iter().any(|t| t.contains(&variant));
            if !known {
                missing.push(format!("{}: {code}", lang.tag()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn what_was_expected_is_told_in_words_and_what_was_found_as_it_was_written() {
    let catalog = Catalog::new(Lang::En);
    let wrong_type = Message::new("QF003").with("key", "limit").with("expected", "text").with("found", "integer");
    let words = catalog.text(&wrong_type) + &catalog.attribute(&wrong_type, "label").unwrap_or_default();
    assert!(!words.contains("type-") && !words.contains("`integer`"), "{words}");
    let bad = Message::new("QF005").with("key", "limit").with("expected", "expected-nonempty").with("found", "text");
    let help = catalog.attribute(&bad, "help").unwrap_or_default() + &catalog.text(&bad);
    assert!(help.contains("`text`") && !help.contains("expected-"), "{help}");
}

#[test]
fn a_message_without_words_is_shown_by_its_id() {
    let catalog = Catalog::new(Lang::ZhCn);
    let message = Message::new("no-such\nmessage");
    assert_eq!(catalog.text(&message), "no-such␊message");
    assert_eq!(catalog.attribute(&message, "help"), None);
}

/// What the gate's findings carry; the rooms that find them must give these arguments.
const GATE: &[(&str, &[&str])] = &[
    ("QF501", &["step", "step-name", "department", "department-name", "people-names", "page"]),
    ("QF501-nobody", &["step", "step-name", "department", "department-name"]),
    ("QF501-file", &["step", "step-name", "people-names", "page"]),
    ("QF501-no-cell", &["path", "page"]),
    ("QF502", &["person", "person-name", "step", "step-name", "commit", "because", "page"]),
    ("QF502-version", &["person", "person-name", "step", "step-name", "commit", "page"]),
    ("QF502-declared", &["person", "person-name", "step", "step-name", "commit", "page"]),
    ("QF502-objected", &["person", "person-name", "step", "step-name", "commit", "because", "page"]),
    ("QF503", &["person", "person-name", "step", "step-name", "commit", "serial", "reason", "page"]),
    ("QF504", &["person", "person-name", "first", "first-name", "second", "second-name", "page"]),
    ("QF505", &["person", "person-name", "step", "step-name", "commit", "change", "page"]),
    ("QF506", &["commit", "people-names", "page"]),
    ("QF506-key", &["commit", "people-names", "person", "person-name", "page"]),
    ("QF507", &["commit"]),
    ("QF508", &["commit", "line", "reason"]),
    ("QF508-stops", &["commit", "line", "reason", "person", "person-name"]),
    ("QF508-stops-all", &["commit", "line", "reason", "person", "person-name"]),
    ("QF509", &["person", "person-name", "step", "commit", "page"]),
    ("QF510", &["first", "first-name", "second", "second-name", "page"]),
    ("QF511", &["person", "person-name", "step", "step-name", "reason", "commit", "page"]),
    ("QF512", &["path", "step-names", "page"]),
    ("QF513", &["step-names", "from", "to", "page"]),
    ("QF514", &["path"]),
    ("QF515", &["commit", "page"]),
    ("QF515-none", &["reason", "page"]),
    ("QF517", &["name", "serial"]),
    ("QF518", &["commit", "person", "person-name"]),
    ("QF519", &["step-names", "page"]),
    ("QF601", &["reason"]),
    ("QF602", &["path"]),
    ("QF603", &["commit"]),
    ("QF603-warning", &["commit"]),
    ("QF604", &["commit"]),
    ("QF605", &["file", "reason"]),
    ("QF606", &["file"]),
    ("QF607", &["serial"]),
    ("QF608", &["trust"]),
    ("QF609", &["path", "reason"]),
];

#[test]
fn what_the_gate_finds_is_said_with_the_arguments_it_carries() {
    for (lang, (id, arguments)) in [Lang::ZhCn, Lang::En].into_iter().flat_map(|l| GATE.iter().map(move |g| (l, g))) {
        let catalog = Catalog::new(lang);
        let message = arguments.iter().fold(Message::new(*id), |m, name| m.with(name, format!("<{name}>")));
        let said =
            ["label", "help"].map(|part| catalog.attribute(&message, part).unwrap_or_else(|| panic!("{id} {part}")));
        let said = format!("{}\n{}", catalog.text(&message), said.join("\n"));
        assert!(!said.contains("{$"), "{id}: {said}");
        let unsaid: Vec<_> = arguments.iter().filter(|name| !said.contains(&format!("<{name}>"))).collect();
        assert!(unsaid.is_empty(), "{id} in {}: {unsaid:?} in {said}", lang.tag());
    }
}

/// What can be wrong in a sign-off: its form, and what the gate compares it with.
#[test]
fn every_fault_of_a_sign_off_has_words() {
    let compared = ["signature", "root", "policy", "item"];
    let mut missing = Vec::new();
    for lang in [Lang::ZhCn, Lang::En] {
        let catalog = Catalog::new(lang);
        for fault in Malformed::FAULTS.into_iter().chain(compared) {
            for id in ["QF508", "QF508-stops", "QF508-stops-all"] {
                let label =
                    catalog.attribute(&Message::new(id).with("line", 7u32).with("reason", fault), "label").unwrap();
                let words = label.split_once('7').unwrap().1;
                if words.trim_matches([' ', '：', ':', '行']) == fault || label.contains("{") {
                    missing.push(format!("{} {id} {fault}: {label}", lang.tag()));
                }
            }
            let hook = catalog.text(&Message::new("hook-malformed").with("line", 7u32).with("reason", fault));
            if hook.contains(&format!("7 行：{fault}")) || hook.contains(&format!("7: {fault})")) {
                missing.push(format!("{} hook {fault}: {hook}", lang.tag()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
