//! Releases of the gate's history, in turns with a preview of the same pages: what the evidence costs.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::corpus::{empty, forget, remove};
use super::numbers::{Rows, medians, ratios};
use super::programs::work;
use super::timed::{Run, time};
use crate::run::{output, run};

const PREVIEW: &str = "preview";

/// Each turn's builds, in order.
const NAMES: [&str; 4] = [PREVIEW, "release, cold", "release, nothing new", "release, one commit later"];

/// Times releases of `corpus` and returns tables of them.
///
/// A turn begins with nothing remembered and nothing published. The commit before the last is released twice, then the
/// last: a sign-off, by which a page's new text goes out.
pub fn releases(qianfa: &Path, corpus: &Path, out: &Path, runs: usize) -> Result<String> {
    // The history was made without a work tree, which a preview reads.
    run(Command::new("git").arg("-C").arg(corpus).args(["reset", "--quiet", "--hard"]))?;
    let head = git(corpus, &["rev-parse", "HEAD"])?;
    let rows = turns(qianfa, corpus, out, (&head, runs));
    // Whatever stopped it: the history is used again.
    git(corpus, &["update-ref", "HEAD", &head])?;
    let rows = rows?;
    remove(out)?;
    Ok(format!("{}\n{}", ratios(&rows, PREVIEW), medians(&rows, "build", &[])))
}

fn turns(qianfa: &Path, corpus: &Path, out: &Path, (head, runs): (&str, usize)) -> Result<Rows> {
    let mut rows: Rows = NAMES.iter().map(|name| ((*name).to_owned(), Vec::new())).collect();
    for turn in 0..=runs {
        let taken = one_turn(qianfa, corpus, out, head)?;
        if turn > 0 {
            rows.iter_mut().zip(taken).for_each(|((_, row), run)| row.push(run));
        }
    }
    Ok(rows)
}

fn one_turn(qianfa: &Path, corpus: &Path, out: &Path, head: &str) -> Result<[Run; 4]> {
    empty(out)?;
    let build = |words: &[&str], name: &str| {
        let mut command = Command::new(qianfa);
        command.arg("-C").arg(corpus).args(["-q", "build"]).args(words).arg("--out").arg(out.join(name));
        time(&mut command, &work().join("release.log"))
    };
    let release = || build(&["--unpinned"], "public");
    forget(corpus)?;
    let preview = build(&["--preview"], "preview")?;
    forget(corpus)?;
    // By its branch, and not by `--rev`: what is remembered is of the branch's tip.
    git(corpus, &["update-ref", "HEAD", &format!("{head}~1")])?;
    let (cold, again) = (release()?, release()?);
    git(corpus, &["update-ref", "HEAD", head])?;
    Ok([preview, cold, again, release()?])
}

fn git(corpus: &Path, arguments: &[&str]) -> Result<String> {
    output(Command::new("git").arg("-C").arg(corpus).args(arguments))
}
