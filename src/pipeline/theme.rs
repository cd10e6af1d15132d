//! The theme that the configuration names, over the themes that it inherits from.

use std::collections::BTreeMap;

use super::{Group, PipelineError, Report};
use crate::config;
use crate::diag::{Finding, Place, Sources, codes};
use crate::model::{Span, Spanned};
use crate::render::{Layer, RenderError, Theme};
use crate::source::{self, Files, SITE_FILE};

/// The theme that the program carries; a site needs no copy of it.
const OWN_THEME: &str = "gov";

/// Longest chain of themes that inherit from each other.
const MAX_LAYERS: usize = 8;

/// Loads the theme that `site.toml` names for the group, and those that sites have of their own: none if there is no
/// such theme or a template is wrong, which is then in `report`.
///
/// # Errors
/// A file of a theme cannot be read.
pub fn theme(group: &Group, files: &dyn Files, report: &mut Report) -> Result<Option<Theme>, PipelineError> {
    let named = &group.config.build.theme;
    let Some(mut theme) = load(named, files, report)? else { return Ok(None) };
    for site in &group.config.sites {
        let Some(own) = site.theme.as_ref().filter(|own| own.value != named.value) else { continue };
        let Some(own) = load(own, files, report)? else { return Ok(None) };
        theme = theme.with_own(site.id.clone(), own);
    }
    Ok(Some(theme))
}

/// Loads the theme of this name over those that it inherits from.
fn load(name: &Spanned<String>, files: &dyn Files, report: &mut Report) -> Result<Option<Theme>, PipelineError> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((name.clone(), SITE_FILE.to_owned()));
    while let Some((name, named_in)) = next.take() {
        let looped = layers.len() >= MAX_LAYERS || layers.iter().any(|l| l.name == name.value);
        match source::read_theme_files(files, &name.value)? {
            Some(found) if !looped => {
                let Some((layer, inherits)) = layer(&name.value, found, report) else { return Ok(None) };
                layers.push(layer);
                next = inherits.map(|i| (i, format!("themes/{}/theme.toml", name.value)));
            }
            None if name.value == OWN_THEME => {}
            _ => {
                let place = Place::new(named_in, name.span);
                report.sink.push(Finding::new(codes::UNKNOWN_THEME, place).with("theme", name.value));
                return Ok(None);
            }
        }
    }
    match Theme::load(&layers) {
        Ok(theme) => Ok(Some(theme)),
        Err(error) => {
            for fault in error.apart() {
                let finding = bad_theme(&fault, &layers, &mut report.sources);
                report.sink.push(finding);
            }
            Ok(None)
        }
    }
}

/// Returns what is wrong with a theme, at its line of the template where the engine names one.
fn bad_theme(error: &RenderError, layers: &[Layer], sources: &mut Sources) -> Finding {
    if let RenderError::Template { file, line, column, width, reason } = error
        && let Some((path, text)) = template(layers, file)
    {
        let place = Place::new(path.as_str(), characters(text, *line, *column, *width));
        sources.insert(path.as_str(), text);
        return Finding::new(codes::BAD_THEME, place).variant("template-text").with("reason", reason.as_str());
    }
    let file = layers.first().map_or(SITE_FILE.to_owned(), |layer| format!("themes/{}/theme.toml", layer.name));
    Finding::new(codes::BAD_THEME, Place::file(file)).with("reason", error.to_string())
}

/// Returns the file and the text of the template that the engine calls `name`: its theme, then its plain name.
fn template<'l>(layers: &'l [Layer], name: &str) -> Option<(String, &'l str)> {
    let (layer, plain) =
        layers.iter().find_map(|layer| Some((layer, name.strip_prefix(layer.name.as_str())?.strip_prefix('/')?)))?;
    let path = layer.replaced.get(plain).map_or(plain, String::as_str);
    Some((format!("themes/{}/templates/{path}", layer.name), layer.templates.get(path)?))
}

/// Returns the place of `width` characters, at least one, from a line and a column on, both from 1.
fn characters(text: &str, line: usize, column: usize, width: usize) -> Span {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[start..].lines().next().unwrap_or_default();
    let byte = |n: usize| start + rest.char_indices().nth(n).map_or(rest.len(), |(at, _)| at);
    let first = column.saturating_sub(1);
    Span::new(byte(first)..byte(first + width.max(1)))
}

/// Returns the files of one theme as a layer, and the theme that it inherits from.
fn layer(
    name: &str,
    mut files: BTreeMap<String, Vec<u8>>,
    report: &mut Report,
) -> Option<(Layer, Option<Spanned<String>>)> {
    let file = format!("themes/{name}/theme.toml");
    let text = String::from_utf8(files.remove("theme.toml").unwrap_or_default()).unwrap_or_default();
    let theme = config::read_theme(&file, &text, &mut report.sink);
    report.sources.insert(file.as_str(), text);
    let theme = theme?;
    let mut layer = Layer {
        name: name.to_owned(),
        version: theme.version,
        tokens: theme.tokens,
        replaced: theme.templates,
        ..Layer::default()
    };
    for (path, bytes) in files {
        if let Some(inside) = path.strip_prefix("static/") {
            layer.files.insert(inside.to_owned(), bytes);
        } else if let Some(inside) = path.strip_prefix("templates/") {
            match String::from_utf8(bytes) {
                Ok(text) => layer.templates.insert(inside.to_owned(), text).map_or((), drop),
                Err(_) => {
                    let place = Place::file(format!("themes/{name}/{path}"));
                    report.sink.push(Finding::new(codes::BAD_THEME, place).with("reason", "not UTF-8"));
                    return None;
                }
            }
        }
    }
    Some((layer, theme.inherits))
}
