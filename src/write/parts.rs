//! A part of a build: its files, and in one more file what it adds to what only the whole can have.
//!
//! Every part reads, checks and judges everything and has the whole plan; it makes the bytes of its own outputs alone.
//! So that the whole can be told from what lies in the parts, each says how many files and items there are in all.

use std::collections::BTreeMap;
use std::fs;
use std::hash::Hash as _;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fill::{Bytes, Hashed, Made, Stage, Turn, Work, fill};
use super::manifest::{self, Evidence, Head, Lines, PROGRAM_VERSION, Proofs, WebRoot};
use super::{Target, WriteError};
use crate::model::{FINGERPRINT, Moment, Sha256, Shard, SiteId};
use crate::render::{Key, Output, Plan};
use crate::review::{Preview, Purpose, Release};

/// The file that says what a part is.
pub(super) const SHEET: &str = ".qianfa-part.json";

/// Which part of which whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// Which part.
    pub shard: Shard,
    /// When this is, for all parts.
    pub now: Moment,
    /// What a preview is made from; a release names its commit.
    pub state: Option<Sha256>,
}

/// What the file says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    pub(super) schema: u32,
    pub(super) part: u32,
    pub(super) of: u32,
    pub(super) whole: Whole,
    /// What this part has of each web root.
    pub(super) sites: BTreeMap<String, Own>,
}

/// What all parts say alike.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whole {
    /// The program's version, and what it is made of.
    pub(super) program: [String; 2],
    pub(super) now: String,
    pub(super) single: bool,
    pub(super) source: Source,
    pub(super) sites: BTreeMap<String, Count>,
}

impl Whole {
    /// Returns how places in the web root of `site` begin.
    pub(super) fn place(&self, site: &str) -> String {
        if self.single { String::new() } else { format!("{site}/") }
    }
}

/// What the whole is made from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
pub(super) enum Source {
    Release(Head),
    /// A work tree, by a hash of what it holds.
    Preview(String),
}

/// How much a web root has in all parts together, its manifest not counted.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    pub(super) files: usize,
    pub(super) items: usize,
}

/// What one part has of a web root: lines of its manifest.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    pub(super) files: Map<String, Value>,
    pub(super) items: Map<String, Value>,
}

/// A part whose outputs are being made.
pub(super) struct Unwritten<'a> {
    part: Part,
    whole: Whole,
    /// What the proofs of a release are, and where they are found.
    evidence: Option<(&'a [WebRoot<'a>], &'a dyn Proofs)>,
}

/// Returns what is known of a part of a preview before its files are made.
pub(super) fn of_preview(plan: &Plan<'_, Preview>, target: Target<'_>, part: Part) -> Unwritten<'static> {
    let state = part.state.map(|hash| hash.to_string()).unwrap_or_default();
    let whole = whole(plan, target, part, Source::Preview(state));
    Unwritten { part, whole, evidence: None }
}

/// Returns what is known of a part of a release before its proofs are written.
pub(super) fn of_release<'a>(
    plan: &Plan<'_, Release>,
    target: Target<'_>,
    part: Part,
    roots: &'a [WebRoot<'a>],
    evidence: Evidence<'a>,
) -> Unwritten<'a> {
    let mut whole = whole(plan, target, part, Source::Release(Head::of(evidence.provenance)));
    for root in roots {
        let count = whole.sites.entry(root.site.to_string()).or_default();
        count.files += root.proofs();
        count.items = root.items(|_| true).count();
    }
    Unwritten { part, whole, evidence: Some((roots, evidence.proofs)) }
}

/// Returns which program this is: its version, and what it is made of.
pub(super) fn program() -> [String; 2] {
    [PROGRAM_VERSION, FINGERPRINT].map(str::to_owned)
}

fn whole<P: Purpose>(plan: &Plan<'_, P>, target: Target<'_>, part: Part, source: Source) -> Whole {
    let mut sites: BTreeMap<String, Count> = BTreeMap::new();
    for output in plan.outputs() {
        sites.entry(output.site.to_string()).or_default().files += 1;
    }
    Whole { program: program(), now: part.now.to_string(), single: target.single, source, sites }
}

impl Unwritten<'_> {
    /// Makes what the part has besides its outputs: its proofs, and the file that says what it is.
    pub(super) fn write(self, stage: Stage<'_>, outputs: &[&Output], made: &[Made]) -> Result<Vec<Made>, WriteError> {
        let shard = self.part.shard;
        let (mut more, mut sites) = (Vec::new(), BTreeMap::new());
        match self.evidence {
            None => add_files(&mut sites, hashed(stage, outputs, made)?),
            Some((roots, proofs)) => {
                let (made, lines) = manifest::write_proofs(stage, roots, proofs, |site, path| shard.owns(site, path))?;
                more.extend(made);
                add_files(&mut sites, lines);
                add_files(&mut sites, roots.iter().map(|root| (root.site.clone(), root.files.clone())).collect());
                roots.iter().for_each(|root| add_items(&mut sites, root, shard));
            }
        }
        let sheet = Sheet { schema: 1, part: shard.number(), of: shard.of(), whole: self.whole, sites };
        more.extend(write_sheet(stage, &sheet)?);
        Ok(more)
    }
}

fn add_files(sites: &mut BTreeMap<String, Own>, lines: BTreeMap<SiteId, Lines>) {
    for (site, files) in lines {
        let files = files.into_iter().map(|(path, line)| (path, value(&line)));
        sites.entry(site.to_string()).or_default().files.extend(files);
    }
}

fn add_items(sites: &mut BTreeMap<String, Own>, root: &WebRoot<'_>, shard: Shard) {
    let items = root.items(|path| shard.owns(&root.site, path));
    let items = items.map(|(path, line)| (path.to_owned(), value(&line)));
    sites.entry(root.site.to_string()).or_default().items.extend(items);
}

/// Returns the lines of a preview's files: their hashes are of what was written, since a preview copies files of the work
/// tree without looking at them.
fn hashed(stage: Stage<'_>, outputs: &[&Output], made: &[Made]) -> Result<BTreeMap<SiteId, Lines>, WriteError> {
    let pairs = outputs.par_iter().zip(made).map(|(output, made)| {
        let new = made.new.as_ref().expect("a part is always made anew");
        let path = stage.path.join(&new.place);
        let sha256 = Some(Sha256::of(&fs::read(&path).map_err(|e| WriteError::at(&path, e))?));
        Ok(manifest::line(&Made { sha256, ..made.clone() }, output.what.word(), &[]))
    });
    let lines: Result<Vec<String>, WriteError> = pairs.collect();
    let mut sites: BTreeMap<SiteId, Lines> = BTreeMap::new();
    for (output, line) in outputs.iter().zip(lines?) {
        sites.entry(output.site.clone()).or_default().push((output.path.to_string(), line));
    }
    Ok(sites)
}

fn write_sheet(stage: Stage<'_>, sheet: &Sheet) -> Result<Vec<Made>, WriteError> {
    let text = serde_json::to_vec(sheet).map_err(|e| WriteError::at(&stage.path.join(SHEET), e.into()))?;
    let work = Work {
        items: &[text],
        place: &|_| SHEET.to_owned(),
        key: &|text| Key::of(|key| text.hash(key)),
        turn: &|_| Turn::Manifest,
        hashed: Hashed::No,
    };
    fill(stage, &work, |text, _| Ok(Bytes::These(text.into())))
}

/// Returns what a line spells that this program made.
fn value(line: &str) -> Value {
    serde_json::from_str(line).expect("a line that this program made is JSON")
}
