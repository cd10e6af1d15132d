//! The one list of catalogue files; both languages have them all.

use crate::model::Lang;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const CHINESE: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../locales/zh-CN/", $name)))),*];
        const ENGLISH: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../locales/en/", $name)))),*];
    };
}

files![
    "checks.ftl",       // what the rules find
    "commands.ftl",     // the command line: help, failures
    "config.ftl",       // findings in site.toml, reviewers.toml and theme.toml
    "fields.ftl",       // what was expected, names of types and fields
    "front_matter.ftl", // findings in front matter
    "gate.ftl",         // what the gate finds: variants of the words of the rules
    "gate_rules.ftl",   // what the gate finds
    "report.ftl",       // the words around findings
    "theme.ftl",        // the words of the pages
    "verbs.ftl",        // what the verbs say
];

/// Returns name and text of every file of `lang`.
pub(super) fn of(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::ZhCn => CHINESE,
        Lang::En => ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_bundle::FluentResource;

    use super::*;

    const BOTH: [Lang; 2] = [Lang::ZhCn, Lang::En];

    #[test]
    fn every_file_of_the_catalogue_is_carried_inside_the_program() {
        for lang in BOTH {
            let folder = std::fs::read_dir(format!("locales/{}", lang.tag())).unwrap();
            let there: BTreeSet<_> = folder.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
            let listed: BTreeSet<_> = of(lang).iter().map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(there, listed, "{}", lang.tag());
        }
    }

    #[test]
    fn every_file_is_fluent_and_no_message_stands_twice() {
        for lang in BOTH {
            let mut seen = BTreeMap::new();
            for (name, text) in of(lang) {
                let faults = FluentResource::try_new((*text).to_owned()).err().map(|(_, faults)| faults);
                assert!(faults.is_none(), "{}/{name}: {faults:?}", lang.tag());
                for id in messages(text).keys().filter(|id| !id.contains('.')) {
                    let before = seen.insert(id.clone(), *name);
                    assert_eq!(before, None, "{}/{name}: {id} also stands in another file", lang.tag());
                }
            }
        }
    }

    #[test]
    fn both_languages_say_the_same_things_with_the_same_variables() {
        for ((name, chinese), (_, english)) in of(Lang::ZhCn).iter().zip(of(Lang::En)) {
            let (chinese, english) = (messages(chinese), messages(english));
            let differ: Vec<_> = chinese.iter().filter(|(id, used)| english.get(*id) != Some(used)).collect();
            assert!(differ.is_empty(), "{name}: {differ:?}");
            assert_eq!(chinese.len(), english.len(), "{name}: English says more");
        }
    }

    /// Returns every id, and every `id.attribute`, with the variables that its words use.
    fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::<String, BTreeSet<String>>::new();
        let (mut id, mut at) = (String::new(), String::new());
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let inner = line.trim_start();
            if let Some((name, _)) = line.split_once(" =").filter(|(n, _)| is_id(n)) {
                id = name.to_owned();
                at.clone_from(&id);
            } else if let Some((name, _)) = inner.strip_prefix('.').and_then(|l| l.split_once(" =")) {
                at = format!("{id}.{name}");
            }
            if at.is_empty() {
                continue;
            }
            let variables = found.entry(at.clone()).or_default();
            variables.extend(line.split('$').skip(1).map(|rest| {
                let name: String =
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect();
                // A key's name comes in two languages: `field` in Chinese, `name` in English.
                if name == "name" { "field".to_owned() } else { name }
            }));
        }
        found
    }

    fn is_id(name: &str) -> bool {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    }
}
