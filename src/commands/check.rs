//! `qianfa check`: everything that can be said about what people wrote.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::commands::index_number::Register;
use crate::commands::world::{Asked, is_top};
use crate::commands::{Cx, Exit, Failure, release};
use crate::diag::{Arg, Edit, Finding, Fix, Message, Sink, codes, fix};
use crate::git::{GitError, Repository, Scope};
use crate::model::{ContentPath, Span};
use crate::pipeline::{self, Bench, Blobs, Group, Memory, Report, Snapshot};
use crate::render::BodyMaker;
use crate::source::{self, Files, WorkTree, index_number};
use crate::write;

/// What the person asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only findings in these files and folders; everything if empty.
    pub paths: Vec<PathBuf>,
    /// Whether to apply the fixes that cannot change meaning.
    pub fix: bool,
    /// What is looked at.
    pub at: At,
    /// Whether warnings about the policies are errors.
    pub strict: bool,
    /// Whether anything that waits is an error.
    pub complete: bool,
    /// A file that holds the trust root.
    pub trust: Option<PathBuf>,
}

/// What is looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum At {
    /// What people wrote as it stands in the work tree, and the reviews of HEAD.
    #[default]
    Both,
    /// The work tree alone.
    WorkTree,
    /// A commit: what it holds, and its reviews.
    Commit(String),
}

/// Checks, mends if asked to, and prints what is left.
///
/// # Errors
/// There is no site, or a file cannot be read or mended.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let root = cx.root()?;
    let only = options.paths.iter().map(|p| inside(&root, &cx.dir, p)).collect::<Result<Vec<_>, _>>()?;
    let mut looked = look(cx, options)?;
    if options.fix {
        let mended = mend(cx, &root, &looked, &only)?;
        cx.say(&Message::new("check-mended").with("fixes", mended));
        looked = look(cx, options)?;
    }
    let report = looked.report;
    let sink = report.sink.into_sorted().into_iter().filter(|f| wanted(&only, f)).fold(Sink::default(), |mut s, f| {
        s.push(f);
        s
    });
    Ok(cx.report(Report { sink, sources: report.sources }))
}

/// What was found.
#[derive(Default)]
struct Looked {
    report: Report,
    /// The pages that the public may see.
    published: BTreeSet<String>,
}

fn look(cx: &mut Cx<'_>, options: &Options) -> Result<Looked, Failure> {
    let mut looked = Looked::default();
    match &options.at {
        At::Commit(revision) => review(cx, options, Some(revision), &mut looked)?,
        At::WorkTree => work_tree(cx, &mut looked.report)?,
        At::Both => {
            work_tree(cx, &mut looked.report)?;
            if has_policies(&cx.root()?)? {
                review(cx, options, None, &mut looked)?;
            } else {
                cx.say(&Message::new("check-no-policy"));
            }
        }
    }
    Ok(looked)
}

fn work_tree(cx: &mut Cx<'_>, report: &mut Report) -> Result<(), Failure> {
    if let Some(group) = cx.open(report)? {
        let files = WorkTree::new(&group.root);
        pipeline::theme(&group, &files, report)?;
        let now = cx.moment(group.config.group.zone);
        pipeline::read(&group, &files, now, cx.progress(), report);
    }
    Ok(())
}

/// Returns whether HEAD holds signed versions of the matrix; before that there is no review to judge.
fn has_policies(root: &Path) -> Result<bool, Failure> {
    let repository = match Repository::open(root) {
        Err(GitError::NoRepository { .. }) => return Ok(false),
        opened => opened?,
    };
    if !is_top(&repository, root) {
        return Ok(false);
    }
    let head = match repository.head() {
        Err(GitError::Unborn { .. }) => return Ok(false),
        head => head?.commit,
    };
    let archive = repository.objects()?.files(repository.tree_of(head)?, &Scope::of([".qianfa/policy"]));
    Ok(archive.is_ok_and(|files| !files.is_empty()))
}

/// Adds what the gate says; with a revision also what its pages are found to be.
fn review(cx: &mut Cx<'_>, options: &Options, revision: Option<&str>, looked: &mut Looked) -> Result<(), Failure> {
    let report = &mut looked.report;
    let asked = Asked { revision, trust: options.trust.as_deref(), anew: options.strict };
    let before = report.sink.findings().len();
    let Some(world) = cx.world(asked, report)? else {
        if revision.is_none() && !options.strict && !options.complete {
            // A build machine may check pages in a clone that is too shallow to judge reviews.
            report.sink.soften(|f| f.code == codes::INCOMPLETE_HISTORY);
        }
        return Ok(());
    };
    if options.strict {
        report.sink.harden(before, |f| f.code.number() >= 600);
    }
    let decision = pipeline::decide(&world.past, &world.chain, report)?;
    looked.published = decision.units().keys().map(ToString::to_string).collect();
    report.sink.soften(|f| pipeline::is_unjudged_index(f) && looked.published.contains(&*f.at.file));
    world.past.quote(report)?;
    if revision.is_some() && !world.broken {
        let now = cx.now;
        let clock = |zone| now.moment(zone);
        let progress = cx.progress();
        let memory = Memory::default();
        let (root, past, chain) = (&world.root, &world.past, &world.chain);
        let bodies = |_: &Group| BodyMaker::none();
        let bench = Bench { root, past, chain, clock: &clock, progress, memory: &memory, bodies: &bodies };
        let blobs = Blobs::new(&world.past.objects);
        pipeline::assemble(bench, &Snapshot::of_site(&blobs, past.tree())?, &decision, report)?;
    }
    match options.complete {
        true => report.sink.harden(before, |f| (501..600).contains(&f.code.number())),
        false => report.sink.soften(release::waits),
    }
    Ok(())
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
fn mend(cx: &mut Cx<'_>, root: &Path, looked: &Looked, only: &[String]) -> Result<usize, Failure> {
    let report = &looked.report;
    let mut findings: Vec<Finding> = report.sink.findings().iter().filter(|f| wanted(only, f)).cloned().collect();
    number_anew(cx, looked, &mut findings)?;
    let files: BTreeSet<&str> = findings.iter().filter(|f| f.fix.is_some()).map(|f| &*f.at.file).collect();
    let mut count = 0;
    for file in files {
        let (Some(text), Ok(path)) = (report.sources.text(file), ContentPath::parse(file)) else { continue };
        // What the gate found may stand in another version of the file than the one that lies there.
        if WorkTree::new(root).read(file, text.len()).ok().as_deref() != Some(text.as_bytes()) {
            continue;
        }
        let mended = fix::apply(file, text, &findings);
        if mended.count > 0 {
            write::replace(root, &path, &mended.text)?;
        }
        count += mended.count;
    }
    Ok(count)
}

/// Gives the next free number to pages that have another's. Where a page is published and the other is not, it is the
/// other that gets a new one, whatever its date says: what the public knows keeps its number.
fn number_anew(cx: &mut Cx<'_>, looked: &Looked, findings: &mut Vec<Finding>) -> Result<(), Failure> {
    let taken: Vec<Finding> = findings.iter().filter(|f| f.code == codes::DUPLICATE_INDEX).cloned().collect();
    if taken.is_empty() {
        return Ok(());
    }
    let Some(group) = cx.open(&mut Report::default())? else { return Ok(()) };
    let (mut register, mut done) = (Register::read(&group)?, BTreeSet::new());
    for finding in taken {
        let own = pipeline::is_unjudged_index(&finding) && looked.published.contains(&*finding.at.file);
        let at = match own {
            true => finding.labels.first().map(|label| &label.at).filter(|at| !looked.published.contains(&*at.file)),
            false => Some(&finding.at),
        };
        let Some((at, span)) = at.and_then(|at| Some((at, at.span?))) else { continue };
        let written = looked.report.sources.text(&at.file).and_then(|text| text.get(span.range()));
        // The gate tells of the commit, and something else may stand there on the disk.
        let Some(Arg::Text(told)) = finding.message.args.get("index") else { continue };
        let Some(edit) = written.and_then(|written| anew(&mut register, span, written, told)) else { continue };
        if done.insert(at.file.clone()) {
            findings.push(Finding {
                at: at.clone(),
                fix: Some(Fix { edits: vec![edit], safe: true }),
                ..finding.clone()
            });
        }
    }
    Ok(())
}

/// Returns what to write instead of a number, inside the quotation marks that it may stand in; none if that is not a
/// number in the usual manner, or not the one that was told of.
fn anew(register: &mut Register<'_>, span: Span, written: &str, told: &str) -> Option<Edit> {
    let quoted = |mark| written.strip_prefix(mark)?.strip_suffix(mark);
    let number = quoted('"').or_else(|| quoted('\'')).unwrap_or(written);
    if index_number(number) != index_number(told) {
        return None;
    }
    let start = span.start + (written.len() - number.len()) as u32 / 2;
    let text = register.instead_of(number)?;
    Some(Edit { span: Span { start, end: start + number.len() as u32 }, text })
}
