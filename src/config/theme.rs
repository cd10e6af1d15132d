//! Reads `theme.toml`: what a theme is called, whose templates it falls back to, and its tokens.

use std::collections::BTreeMap;

use crate::diag::{Finding, Sink, codes};
use crate::fields::{Dialect, Node, Reader, Value, read_whole};
use crate::model::{ContentPath, SiteId, Span, Spanned};

/// A theme, as its `theme.toml` describes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Its name, which is its folder's.
    pub name: String,
    /// The theme whose templates and files stand in where this one has none.
    pub inherits: Option<Spanned<String>>,
    /// Its version, for the manifest.
    pub version: String,
    /// Colours and measures that the style sheet uses, as CSS custom properties without the leading `--`; each value
    /// is safe inside a declaration.
    pub tokens: BTreeMap<String, String>,
    /// Templates that stand in for others, by the name that they replace; each a path inside `templates/`.
    pub templates: BTreeMap<String, String>,
}

/// Reads `text`, the content of `file`; none if anything in it is wrong.
pub fn read_theme(file: &str, text: &str, sink: &mut Sink) -> Option<Theme> {
    read_whole(file, text, sink, |root, sink| read(file, root, sink))
}

fn read(file: &str, root: Node, sink: &mut Sink) -> Option<Theme> {
    let mut reader = Reader::new(file.into(), Dialect::SETTINGS, root, sink);
    let r = &mut reader;
    let name = r.required("name", "expected-id", |t| SiteId::parse(t).map(|_| t.to_owned()));
    let inherits = r.parsed("inherits", "expected-id", |t| SiteId::parse(t).map(|_| t.to_owned()));
    let version = r.required_text("version");
    check_names(r, file, name.as_ref(), inherits.as_ref());
    let tokens = read_texts(r, "tokens", "token", |name, value| is_token(name) && is_css_value(value));
    let templates = read_texts(r, "templates", "template", |_, value| is_template(value));
    reader.finish();
    Some(Theme { name: name?.value, inherits, version: version?.value, tokens, templates })
}

/// A theme stands in the folder of its name, and cannot fall back to itself.
fn check_names(r: &mut Reader<'_>, file: &str, name: Option<&Spanned<String>>, inherits: Option<&Spanned<String>>) {
    let Some(name) = name else { return };
    let folder = file.rsplit('/').nth(1);
    if folder.is_some_and(|f| f != name.value) {
        report(r, "folder", name.span, &name.value);
    }
    if let Some(inherits) = inherits.filter(|i| i.value == name.value) {
        report(r, "itself", inherits.span, &inherits.value);
    }
}

fn report(r: &mut Reader<'_>, variant: &str, span: Span, found: &str) {
    let place = r.place(span);
    r.sink().push(Finding::new(codes::BAD_THEME, place).variant(variant).with("found", found));
}

/// Reads a table of texts, and reports every entry that `good` refuses.
fn read_texts(
    r: &mut Reader<'_>,
    key: &'static str,
    variant: &'static str,
    good: impl Fn(&str, &str) -> bool,
) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let Some(mut table) = r.table(key) else { return texts };
    for entry in table.take_rest() {
        let name = entry.key.value;
        match entry.node.value {
            Value::Text(value) if good(&name, &value) => {
                texts.insert(name, value);
            }
            Value::Text(value) => report(&mut table, variant, entry.node.span, &value),
            other => report(&mut table, variant, entry.node.span, other.type_name()),
        }
    }
    texts
}

fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A value ends where its declaration ends: nothing in it may close the declaration, open another or fetch anything.
fn is_css_value(value: &str) -> bool {
    let plain = |c: char| !c.is_control() && !matches!(c, ';' | '{' | '}' | '<' | '>' | '\\' | '@');
    !value.trim().is_empty()
        && value.chars().all(plain)
        && !value.contains("/*")
        && !value.to_ascii_lowercase().contains("url(")
}

fn is_template(value: &str) -> bool {
    ContentPath::parse(value).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "name = \"gov\"\nversion = \"1.0.0\"\n[tokens]\nprimary = \"#1a5fb4\"\nfont = \"\\\"Noto Sans CJK SC\\\", sans-serif\"\n[templates]\n\"page.html\" = \"article.html\"\n";

    fn found(file: &str, text: &str) -> Vec<String> {
        let mut sink = Sink::default();
        let theme = read_theme(file, text, &mut sink);
        assert_eq!(theme.is_none(), sink.has_errors());
        sink.into_sorted().iter().map(|f| f.message.id.to_string()).collect()
    }

    #[test]
    fn a_theme_is_read_with_its_tokens() {
        let theme = read_theme("themes/gov/theme.toml", GOOD, &mut Sink::default()).unwrap();
        assert_eq!(theme.tokens["primary"], "#1a5fb4");
        assert_eq!(theme.templates["page.html"], "article.html");
        assert_eq!(theme.inherits, None);
    }

    #[test]
    fn a_token_cannot_leave_its_declaration() {
        for bad in ["red; } body { display: none", "url(http://a.example)", "</style>", "a /* b", ""] {
            let text = GOOD.replace("#1a5fb4", bad);
            assert_eq!(found("themes/gov/theme.toml", &text), ["QF010-token"], "{bad}");
        }
    }

    #[test]
    fn a_theme_lies_in_its_own_folder_and_has_another_ancestor() {
        assert_eq!(found("themes/blue/theme.toml", GOOD), ["QF010-folder"]);
        let text = format!("inherits = \"gov\"\n{GOOD}");
        assert_eq!(found("themes/gov/theme.toml", &text), ["QF010-itself"]);
        let text = GOOD.replace("\"article.html\"", "\"../../secret.html\"");
        assert_eq!(found("themes/gov/theme.toml", &text), ["QF010-template"]);
    }
}
