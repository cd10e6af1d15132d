//! Reads parts, and refuses those that are not all of one build and as they were made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::error::{Difference, JoinError};
use crate::model::{ContentPath, OutputPath, Sha256, Shard, SiteId};
use crate::write::WriteError;
use crate::write::fill::open_below;
use crate::write::mark;
use crate::write::parts::{Count, SHEET, Sheet, program};

/// Largest sheet that is read, in bytes: as for manifests.
const MAX_SHEET: u64 = 256 << 20;

/// A part that was read.
pub(super) struct Found<'d> {
    pub(super) path: &'d Path,
    pub(super) shard: Shard,
    pub(super) sheet: Sheet,
}

/// A file that a part lists.
pub(super) struct Listed<'r> {
    pub(super) part: &'r Path,
    /// Where it lies, in its part and in the whole.
    pub(super) place: String,
    pub(super) sha256: Sha256,
    pub(super) size: u64,
}

pub(super) fn read(folder: &Path) -> Result<Found<'_>, JoinError> {
    let wrong = |reason: String| JoinError::NotAPart { path: folder.to_owned(), reason };
    let mut bytes = Vec::new();
    let file = open_below(folder, Path::new(SHEET));
    let read = file.and_then(|file| file.take(MAX_SHEET).read_to_end(&mut bytes));
    read.map_err(|e| wrong(format!("{SHEET}: {e}")))?;
    let sheet: Sheet = serde_json::from_slice(&bytes).map_err(|e| wrong(format!("{SHEET}: {e}")))?;
    let shard = Shard::new(sheet.part, sheet.of).filter(|_| sheet.schema == 1);
    let shard = shard.ok_or_else(|| wrong(format!("{SHEET}: part {} of {}", sheet.part, sheet.of)))?;
    if sheet.whole.program != program() {
        let [theirs, ours] = [&sheet.whole.program, &program()].map(|program| program.join(", "));
        return Err(wrong(format!("made by {theirs}; this is {ours}")));
    }
    if sheet.whole.single && sheet.whole.sites.len() > 1 {
        return Err(wrong(format!("{SHEET}: several sites in one place")));
    }
    Ok(Found { path: folder, shard, sheet })
}

pub(super) fn refuse_other(first: &Found<'_>, part: &Found<'_>) -> Result<(), JoinError> {
    let (a, b) = (&first.sheet.whole, &part.sheet.whole);
    let difference = if first.shard.of() != part.shard.of() {
        Difference::Number
    } else if a.program != b.program {
        Difference::Program
    } else if a.source != b.source {
        Difference::Source
    } else if a.now != b.now {
        Difference::Now
    } else if a != b {
        Difference::Whole
    } else {
        return Ok(());
    };
    Err(JoinError::Differs { path: part.path.to_owned(), difference })
}

pub(super) fn refuse_gaps(first: &Found<'_>, parts: &[Found<'_>]) -> Result<(), JoinError> {
    let mut numbers = BTreeSet::new();
    for part in parts {
        let number = part.shard.number();
        if !numbers.insert(number) {
            return Err(JoinError::Twice { path: part.path.to_owned(), number });
        }
    }
    let of = first.shard.of();
    let missing: Vec<u32> = (1..=of).filter(|number| !numbers.contains(number)).collect();
    if missing.is_empty() { Ok(()) } else { Err(JoinError::Missing { numbers: missing, of }) }
}

/// Returns the files that a part lists, after a look at every line: each is its own, and none leads out of its place.
pub(super) fn listed<'r>(part: &'r Found<'_>) -> Result<Vec<Listed<'r>>, JoinError> {
    let wrong = |name: &str| JoinError::NotAPart { path: part.path.to_owned(), reason: format!("{SHEET}: {name}") };
    let mut files = Vec::new();
    for (name, own) in &part.sheet.sites {
        let site = SiteId::parse(name).ok().filter(|_| part.sheet.whole.sites.contains_key(name));
        let site = site.ok_or_else(|| wrong(name))?;
        let root = part.sheet.whole.place(name);
        for path in own.files.keys().chain(own.items.keys()) {
            if !part.shard.owns(&site, path) {
                return Err(JoinError::Foreign { path: part.path.to_owned(), file: path.clone() });
            }
        }
        if let Some(path) = own.items.keys().find(|path| ContentPath::parse(path).is_err()) {
            return Err(wrong(path));
        }
        for (path, line) in &own.files {
            let place = OutputPath::parse(path).map(|path| format!("{root}{path}"));
            let sha256 = line.get("sha256").and_then(Value::as_str).and_then(Sha256::parse);
            let (Some(place), Some(sha256), Some(size)) = (place, sha256, line.get("size").and_then(Value::as_u64))
            else {
                return Err(wrong(path));
            };
            files.push(Listed { part: part.path, place, sha256, size });
        }
    }
    Ok(files)
}

/// Refuses a part that does not hold exactly the files that it lists.
pub(super) fn refuse_strangers(part: &Found<'_>, listed: &[Listed<'_>]) -> Result<(), JoinError> {
    let (path, name) = (part.path.to_owned(), |place: &Path| place.display().to_string());
    let mut missing: BTreeSet<&Path> = listed.iter().map(|file| Path::new(&file.place)).collect();
    let mut extra = None;
    visit(part.path, &mut PathBuf::new(), &mut |place, plain| {
        let own = [SHEET, mark::NAME].iter().any(|own| place == Path::new(own));
        if !(plain && (own || missing.remove(place))) {
            extra.get_or_insert_with(|| name(place));
        }
    })?;
    match (extra, missing.first()) {
        (Some(file), _) => Err(JoinError::Extra { path, file }),
        (None, Some(place)) => Err(JoinError::Lacks { path, file: name(place) }),
        (None, None) => Ok(()),
    }
}

/// Tells everything below a folder that is no folder itself, and whether it is a plain file.
fn visit(root: &Path, inside: &mut PathBuf, tell: &mut dyn FnMut(&Path, bool)) -> Result<(), WriteError> {
    let folder = root.join(&*inside);
    let failed = |e| WriteError::Read { path: folder.clone(), source: e };
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        inside.push(entry.file_name());
        if kind.is_dir() {
            visit(root, inside, tell)?;
        } else {
            tell(inside, kind.is_file());
        }
        inside.pop();
    }
    Ok(())
}

/// Refuses parts that leave something out together: each has a right list, of less than there is.
pub(super) fn refuse_incomplete(parts: &[Found<'_>]) -> Result<(), JoinError> {
    let mut sums: BTreeMap<&str, Count> = BTreeMap::new();
    for (site, own) in parts.iter().flat_map(|part| &part.sheet.sites) {
        let sum = sums.entry(site).or_default();
        *sum = Count { files: sum.files + own.files.len(), items: sum.items + own.items.len() };
    }
    let whole = parts.first().map(|part| &part.sheet.whole.sites);
    let wrong = whole
        .into_iter()
        .flatten()
        .find(|(site, count)| sums.get(site.as_str()).unwrap_or(&Count::default()) != *count);
    match wrong {
        Some((site, _)) => Err(JoinError::Incomplete { site: site.clone() }),
        None => Ok(()),
    }
}
