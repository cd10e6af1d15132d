//! What must hold for all rules, and what is generated from them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use qianfa::checks::{RULES, SECTIONS, book, find, rule};
use qianfa::diag::{Code, codes};

#[test]
fn every_code_has_exactly_one_rule_in_the_order_of_codes() {
    let ruled: Vec<Code> = RULES.iter().map(|r| r.code).collect();
    assert_eq!(ruled, codes::ALL);
}

#[test]
fn names_are_kebab_case_and_never_twice() {
    let names: BTreeSet<&str> = RULES.iter().map(|r| r.name).collect();
    assert_eq!(names.len(), RULES.len());
    for name in names {
        assert!(name.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase())), "{name}");
    }
}

#[test]
fn every_manual_has_its_title_and_four_sections_that_say_something() {
    for rule in RULES {
        let manual = rule.manual();
        let title = format!("{} {} · ", rule.code, rule.name);
        assert!(manual.title.starts_with(&title) && manual.title.len() > title.len(), "{}", manual.title);
        let headings: Vec<&str> = manual.sections.iter().map(|(heading, _)| heading.as_str()).collect();
        assert_eq!(headings, SECTIONS, "{}", rule.code);
        for (heading, text) in &manual.sections {
            let in_two_languages = text.chars().any(|c| c > '\u{4e00}') && text.contains(". ") || text.ends_with('.');
            assert!(in_two_languages || heading.starts_with("Example"), "{} {heading}", rule.code);
            assert!(!heading.starts_with("Example") || text.contains("```"), "{} {heading}", rule.code);
        }
    }
}

#[test]
fn a_rule_is_found_by_its_code_and_by_its_name() {
    for spelt in ["QF102", "qf102", "102", "department-not-responsible", "Department-Not-Responsible"] {
        assert_eq!(find(spelt).map(|r| r.code), Some(codes::DEPARTMENT_NOT_RESPONSIBLE), "{spelt}");
    }
    assert_eq!(find("QF999").map(|r| r.code), None);
    assert_eq!(rule(codes::DEAD_LINK).map(|r| r.name), Some("dead-link"));
}

/// The messages of a language: id → the attributes it has.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(format!("locales/{language}")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut id = String::new();
        for line in text.lines() {
            if let Some((attribute, _)) = line.trim_start().strip_prefix('.').and_then(|l| l.split_once('=')) {
                messages.entry(id.clone()).or_default().insert(attribute.trim().to_owned());
            } else if line.starts_with(|c: char| c.is_ascii_alphabetic())
                && let Some((name, _)) = line.split_once('=')
            {
                name.trim().clone_into(&mut id);
                let new = messages.insert(id.clone(), BTreeSet::new()).is_none();
                assert!(new, "{id} stands twice in {language}");
            }
        }
    }
    messages
}

/// Returns the ids of the messages of a code: its own, and its variants.
fn of_code(messages: &BTreeMap<String, BTreeSet<String>>, code: Code) -> Vec<&String> {
    let name = code.to_string();
    messages
        .keys()
        .filter(|id| id.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
        .collect()
}

#[test]
fn every_rule_has_its_words_in_both_languages() {
    let (chinese, english) = (messages("zh-CN"), messages("en"));
    for rule in RULES {
        let ids = of_code(&chinese, rule.code);
        assert!(!ids.is_empty(), "{} has no message", rule.code);
        assert_eq!(ids, of_code(&english, rule.code), "{} in both languages", rule.code);
        for (language, messages) in [("zh-CN", &chinese), ("en", &english)] {
            let helpful = ids.iter().filter(|id| messages[**id].contains("help"));
            assert!(helpful.count() > 0, "{} helps nobody in {language}", rule.code);
        }
    }
}

#[test]
fn every_message_that_a_rule_chooses_is_in_the_catalogue() {
    let chinese = messages("zh-CN");
    for rule in RULES {
        for variant in rule.source.split(".variant(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let id = format!("{}-{variant}", rule.code);
            assert!(chinese.contains_key(&id), "{id}");
        }
        for label in rule.source.split("Message::new(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(chinese.contains_key(label), "{label} of {}", rule.code);
        }
    }
}

/// Compares a generated file with what it should be, or writes it with `UPDATE=1`.
fn assert_fresh(path: &str, wanted: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, wanted).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap_or_default() == wanted, "{path} is old: UPDATE=1 cargo test generated");
}

#[test]
fn generated_rules_document_is_fresh() {
    assert_fresh("docs/rules.md", &book());
}
