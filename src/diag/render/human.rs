//! The form for people: headline, place, the source line with its mark, what to do.

use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpt};
use super::{Report, Style, concise, summary};
use crate::diag::{Finding, Label, Place, Severity, calm};

/// So many findings are shown with their lines; the rest one line each, as nobody reads more, and excerpts cost time.
const IN_FULL: usize = 1000;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let renderer = renderer(report.style);
    let (in_full, rest) = report.findings.split_at(report.findings.len().min(IN_FULL));
    for finding in in_full {
        let parts = Parts::of(report, finding);
        writeln!(out, "{}\n", renderer.render(&parts.groups(report, finding)))?;
    }
    for finding in rest {
        concise::line(report, finding, out)?;
    }
    writeln!(out, "{}", report.text(&summary(report.findings)))
}

fn renderer(style: Style) -> Renderer {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(style.width)
}

/// What a finding says, in words, before it is laid out.
struct Parts<'a> {
    file: String,
    headline: String,
    label: Option<String>,
    help: Option<String>,
    /// Second places on the line of the finding itself.
    beside: Vec<(std::ops::Range<usize>, String)>,
    /// All other second places.
    elsewhere: Vec<(&'a Label, String)>,
    excerpt: Option<Excerpt<'a>>,
}

impl<'a> Parts<'a> {
    fn of(report: &Report<'a>, finding: &'a Finding) -> Self {
        let mut parts = Self {
            file: calm(&finding.at.file).into_owned(),
            headline: report.headline(finding),
            label: report.label(finding),
            help: report.help(finding),
            beside: Vec::new(),
            elsewhere: Vec::new(),
            excerpt: shown(report, &finding.at),
        };
        for label in &finding.labels {
            let words = report.text(&label.message);
            match parts.span_beside(report, finding, label) {
                Some(span) => parts.beside.push((span, words)),
                None => parts.elsewhere.push((label, words)),
            }
        }
        parts
    }

    /// Returns where in the excerpt `label` stands, if it is on the same line of the same file.
    fn span_beside(&self, report: &Report<'_>, finding: &Finding, label: &Label) -> Option<std::ops::Range<usize>> {
        let own = self.excerpt.as_ref().filter(|_| label.at.file == finding.at.file)?;
        let other = excerpt(report.sources, &label.at).filter(|e| e.first_line == own.first_line)?;
        Some(other.span)
    }

    fn groups<'p>(&'p self, report: &'p Report<'p>, finding: &'p Finding) -> Vec<Group<'p>> {
        let title = severity(finding.severity).primary_title(&*self.headline).id(finding.code.to_string());
        let elements = self.main(report, finding).into_iter();
        let second = self.elsewhere.iter().flat_map(|(label, words)| second(report, label, words));
        let mut groups = vec![Group::with_title(title).elements(elements.chain(second))];
        if let Some(help) = &self.help {
            groups.push(Group::with_title(Level::HELP.secondary_title(&**help)));
        }
        groups
    }

    fn main<'p>(&'p self, report: &Report<'_>, finding: &Finding) -> Vec<Element<'p>> {
        let Some(excerpt) = &self.excerpt else {
            let mut elements = vec![origin(report, &finding.at, &self.file).into()];
            elements.extend(self.label.as_deref().map(|l| Element::from(Level::NOTE.no_name().message(l))));
            return elements;
        };
        let own = AnnotationKind::Primary.span(excerpt.span.clone()).label(self.label.as_deref());
        let beside = self.beside.iter().map(|(span, words)| context(span.clone(), words));
        vec![snippet(excerpt, &self.file).annotation(own).annotations(beside).into()]
    }
}

/// Returns the line of `place`, if it may be shown.
fn shown<'a>(report: &Report<'a>, place: &Place) -> Option<Excerpt<'a>> {
    report.style.shows(&place.file).then(|| excerpt(report.sources, place)).flatten()
}

/// Returns a second place with its own line, or with its words alone.
fn second<'p>(report: &Report<'p>, label: &'p Label, words: &'p str) -> Vec<Element<'p>> {
    let file = calm(&label.at.file);
    match shown(report, &label.at) {
        Some(excerpt) => {
            let mark = context(excerpt.span.clone(), words);
            vec![Snippet::source(excerpt.text).line_start(excerpt.first_line).path(file).annotation(mark).into()]
        }
        None => vec![origin(report, &label.at, &file).into(), Level::NOTE.no_name().message(words).into()],
    }
}

fn snippet<'p>(excerpt: &'p Excerpt<'_>, file: &'p str) -> Snippet<'p, Annotation<'p>> {
    Snippet::source(&*excerpt.text).line_start(excerpt.first_line).path(file)
}

fn context(span: std::ops::Range<usize>, words: &str) -> Annotation<'_> {
    AnnotationKind::Context.span(span).label(words)
}

/// Returns file, line and column; the file alone where no place in it is meant.
fn origin<'p>(report: &Report<'_>, place: &Place, file: &str) -> Origin<'p> {
    let origin = Origin::path(file.to_owned());
    match report.sources.region(place) {
        Some(region) => origin.line(region.start.line).char_column(region.start.column),
        None => origin,
    }
}

fn severity(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}
