//! `qianfa check`: everything that can be said about what people wrote.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::commands::{Cx, Exit, Failure};
use crate::diag::{Finding, Message, Sink, fix};
use crate::model::ContentPath;
use crate::pipeline::{self, Report};
use crate::source::{self, WorkTree};
use crate::write;

/// What the person asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only findings in these files and folders; everything if empty.
    pub paths: Vec<PathBuf>,
    /// Whether to apply the fixes that cannot change meaning.
    pub fix: bool,
}

/// Checks, mends if asked to, and prints what is left.
///
/// # Errors
/// There is no site, or a file cannot be read or mended.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let root = cx.root()?;
    let only = options.paths.iter().map(|p| inside(&root, &cx.dir, p)).collect::<Result<Vec<_>, _>>()?;
    let mut report = look(cx)?;
    if options.fix {
        let mended = mend(&root, &report, &only)?;
        cx.say(&Message::new("check-mended").with("fixes", mended));
        report = look(cx)?;
    }
    let sink = report.sink.into_sorted().into_iter().filter(|f| wanted(&only, f)).fold(Sink::default(), |mut s, f| {
        s.push(f);
        s
    });
    Ok(cx.report(Report { sink, sources: report.sources }))
}

fn look(cx: &mut Cx<'_>) -> Result<Report, Failure> {
    let mut report = Report::default();
    if let Some(group) = cx.open(&mut report)? {
        let files = WorkTree::new(&group.root);
        pipeline::theme(&group, &files, &mut report)?;
        let now = cx.moment(group.config.group.zone);
        pipeline::read(&group, &files, now, cx.progress(), &mut report);
    }
    Ok(report)
}

/// Returns a path that somebody typed, relative to the top of the repository.
fn inside(root: &Path, dir: &Path, path: &Path) -> Result<String, Failure> {
    source::place_below(root, &dir.join(path))
        .ok_or_else(|| Failure::usage(Message::new("check-outside").with("path", path.display().to_string())))
}

fn wanted(only: &[String], finding: &Finding) -> bool {
    let under = |path: &String| {
        path.is_empty()
            || finding.at.file.strip_prefix(path.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('/'))
    };
    only.is_empty() || only.iter().any(under)
}

/// Applies the safe fixes, file by file, and returns how many.
fn mend(root: &Path, report: &Report, only: &[String]) -> Result<usize, Failure> {
    let findings: Vec<Finding> = report.sink.findings().iter().filter(|f| wanted(only, f)).cloned().collect();
    let files: BTreeSet<&str> = findings.iter().filter(|f| f.fix.is_some()).map(|f| &*f.at.file).collect();
    let mut count = 0;
    for file in files {
        let (Some(text), Ok(path)) = (report.sources.text(file), ContentPath::parse(file)) else { continue };
        let mended = fix::apply(file, text, &findings);
        if mended.count > 0 {
            write::replace(root, &path, &mended.text)?;
        }
        count += mended.count;
    }
    Ok(count)
}
