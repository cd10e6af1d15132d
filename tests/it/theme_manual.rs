//! The chapter "Variables" of `docs/theme.md`, made from the types that templates see and from where they are given.
//!
//! The types are read as text: their doc comments, their serde attributes, their fields. A type is for templates if it
//! can be serialised and says what it is; it needs no entry here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

const MANUAL: &str = "docs/theme.md";
const START: &str = "<!-- variables -->\n";
const END: &str = "<!-- /variables -->\n";

/// What is given to every template and has no type of its own.
const GIVEN: [(&str, &str); 23] = [
    ("w", "the words, by their names in `locales/*/theme.ftl`"),
    ("asset", "where each file of `static/` is published"),
    ("chrome", "the frame: `lang`, and as HTML `head`, `top`, `side`, `footer`, `footer_rest`"),
    ("page_url", "the whole address, escaped for a query"),
    ("url", "the whole address"),
    ("body", "what somebody wrote, as HTML"),
    ("rest", "of an annual report: what stands behind the place of its tables, as HTML"),
    ("rest_url", "of an annual report: the first heading of `rest`, as a link in the page"),
    ("more", "how many rows a file has that `results` does not show"),
    ("file", "the file that `results` or `table` were read from"),
    ("target", "where a page went: a [Link](#link)"),
    ("keyword", "the keyword"),
    ("count", "how many pages the keyword shows"),
    ("twin", "where the page stands as data, if it does"),
    ("outside", "the address outside that the notice is about"),
    ("host", "whose address it is"),
    ("columns", "the columns that can be searched"),
    ("choices", "of the catalogue: `parts/facets.html`, as HTML"),
    ("entries", "of a list: `parts/item.html` of each of its pages, as HTML, rendered once for all lists of the site"),
    ("facets", "for `parts/facets.html`: a list of [FacetView](#facetview)"),
    ("item", "for `parts/item.html`: an [Item](#item)"),
    ("whole", "for `parts/facets.html`: the list of all documents, where a value was chosen"),
    ("directory", "where the directory of the search index is published"),
];

/// A struct or an enum that templates see.
#[derive(Default)]
struct Type {
    /// The chapter of the file that it stands in.
    chapter: String,
    name: String,
    docs: String,
    is_enum: bool,
    lowercase: bool,
    members: Vec<Member>,
}

/// A field or a variant.
struct Member {
    name: String,
    kind: String,
    docs: String,
}

/// Returns the sources of the room, in order.
fn sources() -> Vec<(PathBuf, String)> {
    let files = walkdir::WalkDir::new("src/render").sort_by_file_name().into_iter().map(Result::unwrap);
    let rust = files.filter(|e| e.path().extension().is_some_and(|x| x == "rs"));
    rust.map(|e| (e.path().to_owned(), fs::read_to_string(e.path()).unwrap())).collect()
}

/// Reads the types of a file that can be serialised, and not read back: what can is no template's.
fn types(text: &str) -> Vec<Type> {
    let mut types = Vec::new();
    let (mut chapter, mut docs, mut attributes) = (String::new(), String::new(), String::new());
    let mut open: Option<Type> = None;
    for line in text.lines().map(str::trim) {
        if let Some(title) = line.strip_prefix("// ---- ") {
            chapter = title.trim_end_matches([' ', '-']).to_owned();
        } else if let Some(doc) = line.strip_prefix("///") {
            docs += doc;
        } else if line.starts_with("#[") {
            attributes += line;
        } else if let Some((is_enum, name)) =
            declared(line).filter(|_| attributes.contains("Serialize") && !attributes.contains("Deserialize"))
        {
            let lowercase = attributes.contains("rename_all = \"lowercase\"");
            let docs = std::mem::take(&mut docs);
            open = Some(Type { chapter: chapter.clone(), name, docs, is_enum, lowercase, members: Vec::new() });
            attributes.clear();
        } else if line == "}" {
            types.extend(open.take());
        } else {
            if let Some(open) = &mut open {
                open.members.extend(member(line, &attributes, std::mem::take(&mut docs)));
            }
            docs.clear();
            attributes.clear();
        }
    }
    types
}

/// Returns whether a line opens an enum, and the name of what it opens.
fn declared(line: &str) -> Option<(bool, String)> {
    let rest = ["pub(super) ", "pub(crate) ", "pub "].iter().find_map(|p| line.strip_prefix(p)).unwrap_or(line);
    let (is_enum, rest) = match rest.strip_prefix("struct ") {
        Some(rest) => (false, rest),
        None => (true, rest.strip_prefix("enum ")?),
    };
    let name = rest.split(['<', ' ', '(']).next()?.to_owned();
    rest.ends_with('{').then_some((is_enum, name))
}

fn member(line: &str, attributes: &str, docs: String) -> Option<Member> {
    let line = line.trim_end_matches(',');
    if line.is_empty() || line.starts_with("//") || attributes.contains("serde(skip)") {
        return None;
    }
    let rest = ["pub(super) ", "pub(crate) ", "pub "].iter().find_map(|p| line.strip_prefix(p)).unwrap_or(line);
    let (name, kind) = rest.split_once(": ").unwrap_or((rest, ""));
    let renamed = attributes.split("rename = \"").nth(1).and_then(|r| r.split('"').next());
    Some(Member { name: renamed.unwrap_or(name).to_owned(), kind: kind.to_owned(), docs: docs.trim().to_owned() })
}

/// Says a type of the program in words of the template language.
fn said(kind: &str, known: &BTreeSet<String>) -> String {
    let kind = kind.trim_start_matches('&').trim_start_matches("'a ").trim_start_matches("'static ");
    let inside = |outer: &str| kind.strip_prefix(outer)?.strip_suffix('>');
    if let Some(inner) = inside("Option<") {
        return format!("{}, or none", said(inner, known));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list of {}", said(inner, known));
    }
    if let Some(inner) = kind.strip_prefix('[').and_then(|k| k.strip_suffix(']')) {
        return match inner.split_once("; ") {
            Some((inner, count)) => format!("{count} × {}", said(inner, known)),
            None => format!("list of {}", said(inner, known)),
        };
    }
    let plain = kind.split('<').next().unwrap_or(kind);
    match plain {
        "str" | "String" | "Cow" => "text".to_owned(),
        "bool" => "yes or no".to_owned(),
        "u32" | "u64" | "usize" | "i16" | "i64" | "u16" | "u8" => "number".to_owned(),
        "f64" => "number".to_owned(),
        "Day" => "`2026-11-09`".to_owned(),
        "Moment" => "`2026-11-09 10:00`".to_owned(),
        name if known.contains(name) => format!("[{name}](#{})", name.to_lowercase()),
        name => name.to_owned(),
    }
}

/// Returns which files give which names to templates by themselves.
fn given(sources: &[(PathBuf, String)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut given: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["context.insert(", "context.insert_value("] {
            for after in text.split(call).skip(1) {
                let Some(name) = after.trim_start().strip_prefix('"').and_then(|a| a.split('"').next()) else {
                    continue;
                };
                let file = path.strip_prefix("src/render").unwrap().with_extension("");
                given.entry(name.to_owned()).or_default().insert(file.to_str().unwrap().to_owned());
            }
        }
    }
    given
}

/// Returns the chapter.
fn chapter() -> String {
    let sources = sources();
    // What programs read is described in docs/json.md, and no template sees it.
    let data = |path: &PathBuf| path.starts_with("src/render/search") || path.ends_with("twin.rs");
    let seen = sources.iter().filter(|(path, _)| !data(path)).flat_map(|(_, text)| types(text));
    let types: Vec<Type> = seen.filter(|t| !t.docs.is_empty()).collect();
    let known: BTreeSet<String> = types.iter().map(|t| t.name.clone()).collect();
    let mut out = String::from("| variable | what it is | given by |\n|---|---|---|\n");
    for (name, files) in given(&sources) {
        let words = GIVEN.iter().find(|(given, _)| *given == name).map(|(_, words)| (*words).to_owned());
        let (first, anywhere) = (format!("`{name}`"), format!("(`{name}`)"));
        let of_type = types.iter().find(|t| t.docs.trim().starts_with(&first) || t.docs.contains(&anywhere));
        let words = words.or_else(|| of_type.map(|t| format!("[{}](#{})", t.name, t.name.to_lowercase())));
        let files: Vec<String> = files.iter().map(|f| format!("`{f}`")).collect();
        writeln!(out, "| `{name}` | {} | {} |", words.unwrap_or_default(), files.join(", ")).unwrap();
    }
    let mut last = "none yet";
    for t in &types {
        if t.chapter != last {
            write!(out, "\n### {}\n", headline(&t.chapter)).unwrap();
            last = &t.chapter;
        }
        write!(out, "\n#### {}\n\n{}\n\n", t.name, t.docs.trim()).unwrap();
        if t.is_enum {
            let variants = t.members.iter().map(|m| {
                let name = if t.lowercase { m.name.to_lowercase() } else { m.name.clone() };
                format!("- `{name}`: {}\n", m.docs)
            });
            out.extend(variants);
            continue;
        }
        out.push_str("| field | holds | |\n|---|---|---|\n");
        for m in &t.members {
            writeln!(out, "| `{}` | {} | {} |", m.name, said(&m.kind, &known), m.docs).unwrap();
        }
    }
    out
}

fn headline(chapter: &str) -> String {
    let mut letters = chapter.chars();
    letters.next().map_or_else(|| "Things".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

#[test]
fn theme_manual_generated_from_the_types_is_fresh() {
    let manual = fs::read_to_string(MANUAL).unwrap();
    let (before, rest) = manual.split_once(START).expect("a start");
    let (_, after) = rest.split_once(END).expect("an end");
    let wanted = format!("{before}{START}\n{}\n{END}{after}", chapter());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(MANUAL, &wanted).unwrap();
    }
    let kept = fs::read_to_string(MANUAL).unwrap();
    assert!(kept == wanted, "{MANUAL} is old: UPDATE=1 cargo nextest run -E 'test(theme_manual)'");
}

#[test]
fn every_variable_that_templates_see_is_in_the_manual() {
    let manual = fs::read_to_string(MANUAL).unwrap();
    for (name, files) in given(&sources()) {
        assert!(manual.contains(&format!("| `{name}` | ")), "{name} of {files:?}");
    }
    for t in types(&fs::read_to_string("src/render/context.rs").unwrap()) {
        assert!(manual.contains(&format!("\n#### {}\n", t.name)), "{}", t.name);
        for m in &t.members {
            assert!(t.is_enum || manual.contains(&format!("| `{}` | ", m.name)), "{} of {}", m.name, t.name);
        }
    }
}
