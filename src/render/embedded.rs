//! The theme of the program: `themes/gov`, carried inside it.
//!
//! A plain list, so that nothing has to run before the compiler; a test finds the files that it forgot.

use super::Layer;

/// The templates, by their path inside `templates/`.
const TEMPLATES: &[(&str, &str)] = &[
    ("404.html", include_str!("../../themes/gov/templates/404.html")),
    ("annual.html", include_str!("../../themes/gov/templates/annual.html")),
    ("article.html", include_str!("../../themes/gov/templates/article.html")),
    ("base.html", include_str!("../../themes/gov/templates/base.html")),
    ("catalogue.html", include_str!("../../themes/gov/templates/catalogue.html")),
    ("container.html", include_str!("../../themes/gov/templates/container.html")),
    ("dataset.html", include_str!("../../themes/gov/templates/dataset.html")),
    ("document.html", include_str!("../../themes/gov/templates/document.html")),
    ("form.html", include_str!("../../themes/gov/templates/form.html")),
    ("guide.html", include_str!("../../themes/gov/templates/guide.html")),
    ("home.html", include_str!("../../themes/gov/templates/home.html")),
    ("interpretation.html", include_str!("../../themes/gov/templates/interpretation.html")),
    ("interview.html", include_str!("../../themes/gov/templates/interview.html")),
    ("keyword.html", include_str!("../../themes/gov/templates/keyword.html")),
    ("leave.html", include_str!("../../themes/gov/templates/leave.html")),
    ("list.html", include_str!("../../themes/gov/templates/list.html")),
    ("message.html", include_str!("../../themes/gov/templates/message.html")),
    ("page.html", include_str!("../../themes/gov/templates/page.html")),
    ("parts/annual.html", include_str!("../../themes/gov/templates/parts/annual.html")),
    ("parts/branch.html", include_str!("../../themes/gov/templates/parts/branch.html")),
    ("parts/document.html", include_str!("../../themes/gov/templates/parts/document.html")),
    ("parts/download.html", include_str!("../../themes/gov/templates/parts/download.html")),
    ("parts/picture.html", include_str!("../../themes/gov/templates/parts/picture.html")),
    ("parts/facets.html", include_str!("../../themes/gov/templates/parts/facets.html")),
    ("parts/footer.html", include_str!("../../themes/gov/templates/parts/footer.html")),
    ("parts/head.html", include_str!("../../themes/gov/templates/parts/head.html")),
    ("parts/item.html", include_str!("../../themes/gov/templates/parts/item.html")),
    ("parts/modes.html", include_str!("../../themes/gov/templates/parts/modes.html")),
    ("parts/pager.html", include_str!("../../themes/gov/templates/parts/pager.html")),
    ("parts/redhead.html", include_str!("../../themes/gov/templates/parts/redhead.html")),
    ("parts/section.html", include_str!("../../themes/gov/templates/parts/section.html")),
    ("parts/side.html", include_str!("../../themes/gov/templates/parts/side.html")),
    ("parts/table.html", include_str!("../../themes/gov/templates/parts/table.html")),
    ("parts/top.html", include_str!("../../themes/gov/templates/parts/top.html")),
    ("redirect.html", include_str!("../../themes/gov/templates/redirect.html")),
    ("result.html", include_str!("../../themes/gov/templates/result.html")),
    ("search.html", include_str!("../../themes/gov/templates/search.html")),
    ("sitemap.html", include_str!("../../themes/gov/templates/sitemap.html")),
    ("sites.html", include_str!("../../themes/gov/templates/sites.html")),
    ("standing.html", include_str!("../../themes/gov/templates/standing.html")),
    ("statistics.html", include_str!("../../themes/gov/templates/statistics.html")),
    ("survey.html", include_str!("../../themes/gov/templates/survey.html")),
    ("withdrawn.html", include_str!("../../themes/gov/templates/withdrawn.html")),
];

/// The other files, by their path inside `static/`.
const FILES: &[(&str, &str)] = &[
    ("emblem.svg", include_str!("../../themes/gov/static/emblem.svg")),
    ("mark-party.svg", include_str!("../../themes/gov/static/mark-party.svg")),
    ("mark-report.svg", include_str!("../../themes/gov/static/mark-report.svg")),
    ("modes.js", include_str!("../../themes/gov/static/modes.js")),
    ("preview.svg", include_str!("../../themes/gov/static/preview.svg")),
    ("search.js", include_str!("../../themes/gov/static/search.js")),
    ("site.css", include_str!("../../themes/gov/static/site.css")),
    ("waves.svg", include_str!("../../themes/gov/static/waves.svg")),
];

/// Returns the theme as a layer, which stands behind all others.
pub(super) fn layer() -> Layer {
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    Layer {
        name: "gov".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        templates: TEMPLATES.iter().map(owned).collect(),
        files: FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect(),
        ..Layer::default()
    }
}

/// Returns the files of the theme by their path inside `themes/gov`, without `theme.toml`.
pub fn embedded_files() -> impl Iterator<Item = (String, &'static str)> {
    let templates = TEMPLATES.iter().map(|(name, text)| (format!("templates/{name}"), *text));
    templates.chain(FILES.iter().map(|(name, text)| (format!("static/{name}"), *text)))
}
