//! `qianfa vouch PATH…`: a writer answers for text that an unsigned commit, an import or a squash brought in.

use std::path::PathBuf;

use crate::commands::approve::drafts;
use crate::commands::bench::{Bench, Fit, Request, sign};
use crate::commands::signing::{Manner, Plan};
use crate::commands::{Cx, Exit, Failure, sheet};
use crate::diag::Message;
use crate::git::{Action, GitError};
use crate::review::{Judged, Reason, Verdict};

/// What the person asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Pages, folders, themes, `site.toml`.
    pub paths: Vec<PathBuf>,
    /// How they sign.
    pub manner: Manner,
}

/// Signs.
///
/// # Errors
/// The person may not write there, or the signer refuses.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let request = Request { paths: &options.paths, step: None, manner: &options.manner, with_young_key: false };
    sign(cx, &request, |cx, world, who, paths, bench| {
        let units = bench.chosen(world, paths, |judged: &Judged| fit(bench, judged, paths))?;
        let items = units.iter().map(|judged| bench.items(judged)).collect::<Result<Vec<_>, _>>()?;
        let text = sheet::head(cx, bench, who, Action::Vouch, None) + &sheet::units(cx, bench.court, &units)?;
        let mut notes = vec![Message::new("sign-vouch-author")];
        notes.extend(bench.uncommitted(world, &units)?);
        Ok(Plan { text, notes, drafts: drafts(Action::Vouch, None, "", items)?, next: String::new() })
    })
}

/// Says whether a unit can be vouched for: below a folder only where somebody has to.
fn fit(bench: &Bench<'_, '_>, judged: &Judged, paths: &[String]) -> Result<Fit, GitError> {
    let main = bench.name(judged.unit.main);
    let needed = matches!(judged.judgement.verdict, Verdict::Refused(Reason::UnsignedChange(_)));
    let holds = |path: &String| *path == main || judged.unit.items.iter().any(|i| bench.name(i.path) == *path);
    if !needed && !paths.iter().any(holds) {
        return Ok(Err(Failure::usage(Message::new("sign-answered").with("path", main))));
    }
    bench.may_vouch(judged)
}
