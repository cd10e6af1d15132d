//! A plan is made in a stage and takes its place: whole, in the place of what was there, or file by file over it.

use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use super::fill::{Bytes, Hashed, Made, New, Stage, Turn, Work, Written, fill};
use super::folder::{self, Folder};
use super::journal::Journal;
use super::{Ledger, Target, Tick, WriteError, published};
use crate::model::OutputPath;
use crate::render::{Keys, Originals, Output, Plan, RenderError, Rendered, What};
use crate::review::Purpose;

/// What a build came to.
#[derive(Debug)]
pub struct Wrote {
    /// Its files.
    pub written: Written,
    /// What it left, for the next build.
    pub ledger: Option<Ledger>,
}

/// A folder that was taken for one build, locked against others, with what is known of its files.
pub struct Ground<P: Purpose> {
    folder: Folder,
    /// What the last build left there; without it, nothing is left for the next build either.
    ledger: Option<Ledger>,
    /// Whether the folder holds exactly that.
    is_true: bool,
    purpose: PhantomData<P>,
}

/// Takes the folder of a build; what the last build left there is believed of no other state of it.
///
/// # Errors
/// The folder is not ours, another run is writing it, or it does not hold what was found published there before.
pub fn take<P: Purpose>(target: Target<'_>, ledger: Option<Ledger>) -> Result<Ground<P>, WriteError> {
    let folder = Folder::take(target.out, target.mark::<P>())?;
    if target.before.is_some_and(|before| published(target.out, target.single).ok().as_deref() != Some(before)) {
        let reason = "another release was written here meanwhile".to_owned();
        return Err(WriteError::Changed { path: target.out.to_owned(), reason });
    }
    let is_true = |ledger: &Ledger| !ledger.is_empty() && ledger.is_true_of(folder.path(), &target.scope());
    let is_true = ledger.as_ref().is_some_and(is_true);
    Ok(Ground { folder, ledger, is_true, purpose: PhantomData })
}

/// What both doors have in common.
pub(super) struct Build<'b, 'a, P: Purpose> {
    pub(super) plan: &'b Plan<'a, P>,
    pub(super) target: Target<'b>,
    pub(super) originals: &'b dyn Originals,
    /// The repository whose files may be copied.
    pub(super) root: Option<&'b Path>,
    pub(super) tick: Tick<'b>,
}

/// Makes what only the whole of the outputs can have.
pub(super) type Finish<'f> = &'f dyn Fn(Stage<'_>, &[&Output], &[Made]) -> Result<Vec<Made>, WriteError>;

/// Makes the outputs, and what `finish` adds, and gives them their places.
pub(super) fn write<P: Purpose>(
    build: &Build<'_, '_, P>,
    ground: Ground<P>,
    finish: Finish<'_>,
) -> Result<Wrote, WriteError> {
    let Ground { folder, ledger, is_true, .. } = ground;
    let (target, scope) = (build.target, build.target.scope());
    let bench = Bench { folder: &folder, keyed: ledger.is_some() };
    let old = ledger.as_ref().filter(|_| is_true);
    let (stage, made, old) = match make(build, bench, old, finish)? {
        // A file where a folder was, or the other way round: no order of single steps leads there.
        (stage, made) if old.is_some_and(|old| are_entangled(&folder, old, &made)) => {
            folder::remove(&stage)?;
            let (stage, made) = make(build, bench, None, finish)?;
            (stage, made, None)
        }
        (stage, made) => (stage, made, old),
    };
    let mut written = Written::of(&made);
    let gone = ledger.as_ref().map_or_else(Vec::new, |ledger| match old {
        Some(old) => old.unseen(&scope, &made),
        None => ledger.without(&scope, &made),
    });
    written.removed = gone.len();
    match (old, target.site) {
        (Some(_), _) => lay_over(&folder, &stage, &made, &gone)?,
        (None, Some(site)) if !target.single => folder.exchange_root(&stage, site.as_str())?,
        (None, _) => folder.exchange(&stage)?,
    }
    let ledger = ledger.map(|ledger| ledger.after(&gone, made));
    Ok(Wrote { written, ledger })
}

/// Where a stage is made.
#[derive(Clone, Copy)]
struct Bench<'b> {
    folder: &'b Folder,
    /// Whether something is left for the next build.
    keyed: bool,
}

/// Makes everything in a new stage: all of it, or what differs from `old`.
fn make<P: Purpose>(
    build: &Build<'_, '_, P>,
    Bench { folder, keyed }: Bench<'_>,
    old: Option<&Ledger>,
    finish: Finish<'_>,
) -> Result<(PathBuf, Vec<Made>), WriteError> {
    let path = folder.stage()?;
    let over = old.map(|ledger| (folder.path(), ledger));
    let stage = Stage { path: &path, root: build.root, over, keyed };
    let outputs: Vec<&Output> = build.plan.outputs().iter().filter(|o| build.target.takes(o)).collect();
    let finished = make_outputs(build, stage, &outputs).and_then(|mut made| {
        let rest = finish(stage, &outputs, &made)?;
        made.extend(rest);
        Ok(made)
    });
    match finished {
        Ok(made) => Ok((path, made)),
        Err(error) => {
            // A full disk should not stay full; if it cannot be removed, the next run does.
            let _ = folder::remove(&path);
            Err(error)
        }
    }
}

fn make_outputs<P: Purpose>(
    build: &Build<'_, '_, P>,
    stage: Stage<'_>,
    outputs: &[&Output],
) -> Result<Vec<Made>, WriteError> {
    let keys = stage.keyed.then(|| Keys::new(build.plan));
    let work = Work {
        items: outputs,
        place: &|output: &&Output| build.target.place(&output.site, output.path.as_str()),
        key: &|output| keys.as_ref().expect("keys are asked for where they are wanted").of(output),
        turn: &|output| turn(output.what),
        hashed: if P::PREVIEW { Hashed::No } else { Hashed::Yes },
    };
    fill(stage, &work, |output, buffer| {
        let rendered = build.plan.render(output, build.originals, buffer);
        (build.tick)();
        match rendered {
            Ok(Rendered::Buffer) => Ok(Bytes::Buffer),
            Ok(Rendered::Bytes(bytes)) => Ok(Bytes::These(bytes.into())),
            Ok(Rendered::Copy(path)) => Ok(Bytes::Copy(path.as_str().into())),
            Err(RenderError::Read(e)) => Err(WriteError::Changed { path: e.path.as_str().into(), reason: e.reason }),
            Err(e) => Err(WriteError::render(output, e.to_string())),
        }
    })
}

fn turn(what: What) -> Turn {
    match what {
        What::Asset(_) => Turn::Asset,
        What::Page(_)
        | What::Twin(_)
        | What::Results(_)
        | What::SearchPart(..)
        | What::File(..)
        | What::Picture(..)
        | What::Redirect(_)
        | What::Notice(_)
        | What::Leaving(_) => Turn::Page,
        What::Home
        | What::List(..)
        | What::Keyword(_)
        | What::NotFound
        | What::SiteMapPage
        | What::SiteMap(_)
        | What::Feed(..)
        | What::Sites(_)
        | What::Statistics(..)
        | What::Catalogue(..)
        | What::CatalogueTable
        | What::CatalogueData
        | What::SearchPage
        | What::SearchDirectory
        | What::Robots => Turn::List,
    }
}

/// Returns whether a new file would stand where a folder stands, or in a folder where a file stands: `folder` is as `old`
/// says.
fn are_entangled(folder: &Folder, old: &Ledger, made: &[Made]) -> bool {
    made.iter().filter_map(Made::fresh).filter(|new| !new.had).any(|new| {
        let mut above = new.place.match_indices('/').map(|(end, _)| &new.place[..end]);
        folder.path().join(&new.place).is_dir() || above.any(|above| old.has(above))
    })
}

/// Gives what was written its places, one by one, and removes what is gone.
fn lay_over(folder: &Folder, stage: &Path, made: &[Made], gone: &[String]) -> Result<(), WriteError> {
    let mut fresh: Vec<&New> = made.iter().filter_map(Made::fresh).collect();
    if fresh.is_empty() && gone.is_empty() {
        return folder::remove(stage);
    }
    fresh.sort_by_key(|m| (m.turn, m.place.as_str()));
    let paths = |places: &mut dyn Iterator<Item = &str>| -> Result<Vec<OutputPath>, WriteError> {
        let path = |place: &str| {
            OutputPath::parse(place).ok_or_else(|| WriteError::NotOurs { path: folder.path().join(place) })
        };
        places.map(path).collect()
    };
    let moved = paths(&mut fresh.iter().map(|m| m.place.as_str()))?;
    let removed = paths(&mut gone.iter().map(String::as_str))?;
    let journal = Journal { moved, removed };
    journal.put(stage)?;
    journal.finish(stage, folder.path())
}
