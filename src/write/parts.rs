//! A part of a build: its files, and in one more file what it adds to what only the whole can have.
//!
//! Every part reads, checks and judges everything and has the whole plan; it makes the bytes of its own outputs alone.
//! So that the whole can be told from what lies in the parts, each says how many files and items there are in all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fill::{Bytes, Hashed, Made, fill};
use super::manifest::{self, Head, Lines, PROGRAM_VERSION, Provenance, WebRoot};
use super::{Target, WriteError, Written};
use crate::model::{Moment, Sha256, Shard, SiteId};
use crate::render::{Output, Plan};
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
    pub(super) program: String,
    pub(super) now: String,
    pub(super) single: bool,
    pub(super) source: Source,
    pub(super) sites: BTreeMap<String, Count>,
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
    target: Target<'a>,
    part: Part,
    whole: Whole,
    roots: &'a [WebRoot<'a>],
}

/// Returns what is known of a part of a preview before its files are made.
pub(super) fn of_preview<'a>(plan: &Plan<'_, Preview>, target: Target<'a>, part: Part) -> Unwritten<'a> {
    let state = part.state.map(|hash| hash.to_string()).unwrap_or_default();
    let whole = whole(plan, target, part, Source::Preview(state));
    Unwritten { target, part, whole, roots: &[] }
}

/// Returns what is known of a part of a release before its proofs are written.
pub(super) fn of_release<'a>(
    plan: &Plan<'_, Release>,
    target: Target<'a>,
    part: Part,
    roots: &'a [WebRoot<'a>],
    provenance: &Provenance,
) -> Unwritten<'a> {
    let mut whole = whole(plan, target, part, Source::Release(Head::of(provenance)));
    for root in roots {
        let count = whole.sites.entry(root.site.to_string()).or_default();
        count.files += root.proofs.len();
        count.items = root.items(|_| true).count();
    }
    Unwritten { target, part, whole, roots }
}

fn whole<P: Purpose>(plan: &Plan<'_, P>, target: Target<'_>, part: Part, source: Source) -> Whole {
    let mut sites: BTreeMap<String, Count> = BTreeMap::new();
    for output in plan.outputs() {
        sites.entry(output.site.to_string()).or_default().files += 1;
    }
    let program = PROGRAM_VERSION.to_owned();
    Whole { program, now: part.now.to_string(), single: target.single, source, sites }
}

impl Unwritten<'_> {
    /// Writes what the part has besides its outputs: its proofs, and the file that says what it is.
    pub(super) fn write(self, stage: &Path, outputs: &[&Output], made: &[Made]) -> Result<Written, WriteError> {
        let shard = self.part.shard;
        let (written, proofs) = manifest::write_proofs(stage, self.roots, |site, path| shard.owns(site, path))?;
        let mut sites: BTreeMap<String, Own> = BTreeMap::new();
        let mut add = |site: &SiteId, files: &Lines| {
            let files = files.iter().map(|(path, line)| (path.clone(), value(line)));
            sites.entry(site.to_string()).or_default().files.extend(files);
        };
        match self.whole.source {
            Source::Preview(_) => self.hashed(stage, outputs, made)?.iter().for_each(|(site, files)| add(site, files)),
            Source::Release(_) => self.roots.iter().for_each(|root| add(&root.site, &root.files)),
        }
        proofs.iter().for_each(|(site, files)| add(site, files));
        for root in self.roots {
            let items = root.items(|path| shard.owns(&root.site, path));
            let items = items.map(|(path, line)| (path.to_owned(), value(&line)));
            sites.entry(root.site.to_string()).or_default().items.extend(items);
        }
        let sheet = Sheet { schema: 1, part: shard.number(), of: shard.of(), whole: self.whole, sites };
        let text = serde_json::to_vec(&sheet).map_err(|e| WriteError::at(&stage.join(SHEET), e.into()))?;
        let sheet =
            fill((None, stage), &[text], Hashed::No, |_| PathBuf::from(SHEET), |t, _| Ok(Bytes::These(t.into())))?;
        Ok(written + Written::of(&sheet))
    }

    /// Returns the lines of a preview's files: their hashes are of what was written, since a preview copies files of the
    /// work tree without looking at them.
    fn hashed(&self, stage: &Path, outputs: &[&Output], made: &[Made]) -> Result<BTreeMap<SiteId, Lines>, WriteError> {
        let lines: Result<Vec<String>, WriteError> = outputs
            .par_iter()
            .zip(made)
            .map(|(output, made)| {
                let path = stage.join(self.target.web_root(&output.site)).join(output.path.as_str());
                let sha256 = Some(Sha256::of(&fs::read(&path).map_err(|e| WriteError::at(&path, e))?));
                Ok(manifest::line(Made { sha256, ..*made }, output.what.word(), &[]))
            })
            .collect();
        let mut sites: BTreeMap<SiteId, Lines> = BTreeMap::new();
        for (output, line) in outputs.iter().zip(lines?) {
            sites.entry(output.site.clone()).or_default().insert(output.path.to_string(), line);
        }
        Ok(sites)
    }
}

/// Returns what a line spells that this program made.
fn value(line: &str) -> Value {
    serde_json::from_str(line).expect("a line that this program made is JSON")
}
