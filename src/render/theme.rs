//! A theme: templates and files, looked up in the child, then its parent, then what the program carries.

use std::collections::BTreeMap;
use std::hash::Hash as _;

use tera::{Kwargs, State, Tera, Value};

use super::assets::{self, Asset};
use super::{Key, RenderError, embedded, words};
use crate::model::SiteId;

/// One theme's folder, as its caller read it.
#[derive(Clone, Hash, Debug, Default)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// CSS custom properties without the leading `--`; each value is safe inside a declaration.
    pub tokens: BTreeMap<String, String>,
    /// Templates that stand in for others: the name that they replace, and their path inside `templates/`.
    pub replaced: BTreeMap<String, String>,
    /// Templates by their path inside `templates/`.
    pub templates: BTreeMap<String, String>,
    /// Other files by their path inside `static/`.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// A theme that is ready to render: every template was read and found whole.
#[derive(Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    tera: Tera,
    assets: BTreeMap<String, Asset>,
    paths: Value,
    key: Key,
    /// The themes of sites that do not look as the group does.
    own: BTreeMap<SiteId, Theme>,
}

/// The style sheet that tokens are appended to.
const SHEET: &str = "site.css";

impl Theme {
    /// Returns the theme of the program.
    ///
    /// # Errors
    /// Never, as a test renders it; but templates are read at run time.
    pub fn embedded() -> Result<Self, RenderError> {
        Self::load(&[])
    }

    /// Returns the theme of `layers`, the child first; the program's own theme stands behind them all.
    ///
    /// A template finds another by its plain name (`base.html`: the child's, else the parent's …) or by its theme
    /// (`gov/base.html`), so that a child can extend what it replaces.
    ///
    /// # Errors
    /// A template is wrong: its file, line and column.
    pub fn load(layers: &[Layer]) -> Result<Self, RenderError> {
        let own = embedded::layer();
        let mut stack: Vec<&Layer> = layers.iter().collect();
        stack.push(&own);
        let files = files(&stack);
        let mut published = assets::publish(&files);
        published.iter_mut().for_each(|(name, asset)| asset.from = origins(&stack, name));
        let paths: BTreeMap<&str, String> =
            published.iter().map(|(n, a)| (n.as_str(), format!("/{}", a.path))).collect();
        Ok(Self {
            name: stack[0].name.clone(),
            tera: compile(&stack)?,
            paths: Value::from_serializable(&paths),
            assets: published,
            key: Key::of(|key| stack.hash(key)),
            own: BTreeMap::new(),
        })
    }

    /// Gives a site a theme of its own.
    #[must_use]
    pub fn with_own(mut self, site: SiteId, theme: Self) -> Self {
        self.own.insert(site, theme);
        self
    }

    /// Returns the theme that a site is shown in: its own, or else this.
    pub(super) fn of(&self, site: &SiteId) -> &Self {
        self.own.get(site).unwrap_or(self)
    }

    /// Renders the template of this plain name.
    pub(super) fn render(&self, name: &str, context: &tera::Context, out: &mut Vec<u8>) -> Result<(), RenderError> {
        Ok(self.tera.render_to(name, context, out)?)
    }

    /// Renders the template of this plain name to a value that is not escaped again.
    pub(super) fn fragment(&self, name: &str, context: &tera::Context) -> Result<String, RenderError> {
        Ok(self.tera.render(name, context)?)
    }

    /// Returns the key of all its templates and files.
    pub(super) fn key(&self) -> Key {
        self.key
    }

    /// Returns where each file is published, as templates see it.
    pub(super) fn paths(&self) -> &Value {
        &self.paths
    }

    /// Returns the files in the order of their names.
    pub(super) fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.values()
    }
}

/// Puts the files of the layers over each other, and the tokens behind the style sheet.
fn files(stack: &[&Layer]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut tokens = BTreeMap::new();
    for layer in stack.iter().rev() {
        files.extend(layer.files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
        tokens.extend(&layer.tokens);
    }
    if let Some(sheet) = files.get_mut(SHEET).filter(|_| !tokens.is_empty()) {
        let declarations: String = tokens.iter().map(|(name, value)| format!("--{name}: {value};\n")).collect();
        sheet.extend_from_slice(format!(":root {{\n{declarations}}}\n").as_bytes());
    }
    files
}

/// Returns what the file `name` comes from; the last layer is the program's own.
fn origins(stack: &[&Layer], name: &str) -> Vec<String> {
    let Some((_, layers)) = stack.split_last() else { return Vec::new() };
    let file = match layers.iter().find(|layer| layer.files.contains_key(name)) {
        Some(layer) => format!("themes/{}/static/{name}", layer.name),
        None => format!("program:{}", env!("CARGO_PKG_VERSION")),
    };
    let tokens = layers.iter().filter(|layer| name == SHEET && !layer.tokens.is_empty());
    std::iter::once(file).chain(tokens.map(|layer| format!("themes/{}/theme.toml", layer.name))).collect()
}

/// Reads every template under the name of its theme.
fn compile(stack: &[&Layer]) -> Result<Tera, RenderError> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml"]);
    tera.register_filter("fill", fill);
    tera.set_fallback_prefixes(stack.iter().map(|l| format!("{}/", l.name)))?;
    let mut templates = BTreeMap::new();
    for layer in stack.iter().rev() {
        let named = |path: &str| format!("{}/{path}", layer.name);
        templates.extend(layer.templates.iter().map(|(path, text)| (named(path), text.as_str())));
        for (instead_of, path) in &layer.replaced {
            let missing = || RenderError::Missing { what: format!("template {}", named(path)) };
            templates.insert(named(instead_of), layer.templates.get(path).ok_or_else(missing)?);
        }
    }
    tera.add_raw_templates(templates)?;
    Ok(tera)
}

/// `{{ w.page_number | fill(page=2) }}`: a word with its arguments.
fn fill(word: &str, args: Kwargs, _: &State<'_>) -> String {
    let args: Vec<(&str, String)> = args.iter().filter_map(|(k, v)| Some((k.as_str()?, v.to_string()))).collect();
    let borrowed: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    words::fill(word, &borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str, templates: &[(&str, &str)]) -> Layer {
        let own = |(n, t): &(&str, &str)| ((*n).to_owned(), (*t).to_owned());
        Layer { name: name.into(), templates: templates.iter().map(own).collect(), ..Layer::default() }
    }

    #[test]
    fn a_child_replaces_a_template_and_can_still_extend_it() {
        let parent = layer("parent", &[("x.html", "<p>{% block a %}old{% endblock %}</p>")]);
        let child = layer("child", &[("x.html", "{% extends \"parent/x.html\" %}{% block a %}new{% endblock %}")]);
        let theme = Theme::load(&[child, parent]).unwrap();
        assert_eq!(theme.fragment("x.html", &tera::Context::new()).unwrap(), "<p>new</p>");
    }

    #[test]
    fn a_wrong_template_is_shown_at_its_line() {
        let error = Theme::load(&[layer("child", &[("x.html", "a\n安澜 {{ b | nosuch(}}")])]).unwrap_err();
        let RenderError::Template { file, line, .. } = error else { panic!("{error}") };
        assert_eq!((file.as_str(), line), ("child/x.html", 2));
    }

    #[test]
    fn tokens_of_a_child_win_over_the_style_sheet() {
        let mut child = layer("child", &[]);
        child.tokens = [("brand".to_owned(), "#8a1c1c".to_owned())].into();
        let theme = Theme::load(&[child]).unwrap();
        let sheet = String::from_utf8(theme.assets[SHEET].bytes.clone()).unwrap();
        assert!(sheet.ends_with(":root {\n--brand: #8a1c1c;\n}\n"));
        let from = &theme.assets[SHEET].from;
        assert!(from[0].starts_with("program:") && from[1] == "themes/child/theme.toml", "{from:?}");
    }

    #[test]
    fn what_somebody_wrote_is_escaped() {
        let theme = Theme::load(&[layer("child", &[("x.html", "<a title=\"{{ t }}\">{{ t }}</a>")])]).unwrap();
        let mut context = tera::Context::new();
        context.insert("t", "\"><script>alert('1')</script>");
        let html = theme.fragment("x.html", &context).unwrap();
        assert!(!html.contains("<script") && !html.contains("\"><s"), "{html}");
    }
}
