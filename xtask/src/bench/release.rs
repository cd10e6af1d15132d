//! Releases of the gate's history, in turns with a preview of the same pages: what the evidence costs.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::corpus::{empty, forget, remove};
use super::numbers::{Rows, medians, ratios};
use super::programs::work;
use super::timed::{Run, time};
use crate::run::run;

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
    let mut rows: Rows = NAMES.iter().map(|name| ((*name).to_owned(), Vec::new())).collect();
    for turn in 0..=runs {
        let taken = one_turn(qianfa, corpus, out)?;
        if turn > 0 {
            rows.iter_mut().zip(taken).for_each(|((_, row), run)| row.push(run));
        }
    }
    remove(out)?;
    Ok(format!("{}\n{}", ratios(&rows, PREVIEW), medians(&rows, "build", &[])))
}

fn one_turn(qianfa: &Path, corpus: &Path, out: &Path) -> Result<[Run; 4]> {
    empty(out)?;
    let build = |words: &[&str], name: &str| {
        let mut command = Command::new(qianfa);
        command.arg("-C").arg(corpus).args(["-q", "build"]).args(words).arg("--out").arg(out.join(name));
        time(&mut command, &work().join("release.log"))
    };
    forget(corpus)?;
    let preview = build(&["--preview"], "preview")?;
    forget(corpus)?;
    let before = ["--unpinned", "--rev", "HEAD~1"];
    Ok([preview, build(&before, "public")?, build(&before, "public")?, build(&["--unpinned"], "public")?])
}
