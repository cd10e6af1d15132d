//! The manifest of a release: where every file of a web root comes from, and the proofs, for everybody to check.
//!
//! It is written last, into `/.well-known/qianfa/` of every web root, and is plain data: whoever has it, the files and
//! `ssh-keygen` needs neither this program nor the repository. Its form is described in `docs/json.md`.

use rayon::prelude::*;
use serde_json::json;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash as _;
use std::sync::{Mutex, PoisonError};

use super::fill::{Bytes, Hashed, Made, Stage, Turn, Work, fill};
use super::{Target, WriteError};
use crate::model::{BlobId, CommitId, ContentPath, FINGERPRINT, OutputPath, Sha256, SiteId};
use crate::render::{Key, Output, Plan};
use crate::review::Release;

/// The folder of the manifest in a web root.
pub(super) const FOLDER: &str = ".well-known/qianfa";

/// The name of the manifest in its folder.
pub(super) const MANIFEST: &str = "manifest.json";

/// Which program made it.
pub(super) const PROGRAM_VERSION: &str = concat!("qianfa ", env!("CARGO_PKG_VERSION"));

/// How a name begins that stands for what the program brings itself.
const PROGRAM: &str = "program:";

/// What stands behind the first line of a manifest.
pub(super) const ITEMS: &str = "\n\"items\":{\n";

/// The folder of what people write; everything else shapes every page.
const CONTENT: &str = "content/";

/// The evidence behind a release, as plain data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provenance {
    /// The commit that is released.
    pub commit: CommitId,
    /// The hash of policy 1.
    pub root: Sha256,
    /// The serial and the hash of the policy in force.
    pub policy: (u32, Sha256),
    /// Every file of the repository that the release is made from: pages, the files they use, configuration, theme.
    pub items: BTreeMap<ContentPath, ProvenItem>,
    /// Policies and their signatures by their names in `.qianfa/policy/`, as they are in the repository.
    pub policies: BTreeMap<String, Vec<u8>>,
    /// The keys of all people, in the form that `ssh-keygen -Y verify -f` reads.
    pub allowed_signers: String,
}

/// One file that a release is made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProvenItem {
    /// Its mode as git writes it: `100644`.
    pub mode: u32,
    /// Git's name for its bytes.
    pub blob: BlobId,
    /// The hash of its bytes, which is what people signed.
    pub sha256: Sha256,
    /// The commit whose version it is, where that is not the one that is released: a held edition.
    pub held: Option<CommitId>,
    /// The sign-offs by which it may be published.
    pub sign_offs: Vec<CommitId>,
}

/// A sign-off as anybody can verify it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignOffProof {
    /// The signed bytes: the commit without its signature.
    pub payload: Vec<u8>,
    /// The armoured signature over them.
    pub signature: Vec<u8>,
}

/// Where sign-offs are found, as anybody can verify them.
pub trait Proofs: Sync {
    /// Returns the proof of the sign-off `id`.
    ///
    /// # Errors
    /// There is no such commit, or it is not signed.
    fn proof(&self, id: CommitId) -> Result<SignOffProof, String>;
}

/// The evidence behind a release, and where the rest of it is found.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// What the manifest says.
    pub provenance: &'a Provenance,
    /// The sign-offs that it names.
    pub proofs: &'a dyn Proofs,
}

/// What one web root carries besides the files that people look at.
pub(super) struct WebRoot<'p> {
    pub(super) site: SiteId,
    /// How places in it begin.
    place: String,
    /// What it is made from, in order and each once.
    items: Vec<Named<'p>>,
    /// The lines of its files.
    pub(super) files: Lines,
    /// The proofs, by address.
    proofs: Vec<(String, Proof<'p>)>,
}

/// A file for whoever wants to check a release.
#[derive(Clone, Copy)]
enum Proof<'p> {
    /// The signed bytes of a sign-off.
    Payload(CommitId),
    /// The signature over them.
    Signature(CommitId),
    /// These bytes.
    These(&'p [u8]),
}

/// Gathers what each web root's manifest says of the outputs that were made.
///
/// # Errors
/// An output comes from something that `provenance` does not know: nothing is published without its evidence.
pub(super) fn prepare<'p>(
    plan: &Plan<'_, Release>,
    target: Target<'_>,
    provenance: &'p Provenance,
    outputs: &[&Output],
    made: &[Made],
) -> Result<Vec<WebRoot<'p>>, WriteError> {
    let said = outputs.par_iter().zip(made).map(|(output, made)| {
        let from = plan.origins(output).map_err(|e| WriteError::render(output, e.to_string()))?;
        let line = line(made, output.what.word(), &from);
        Ok((provenance.behind(output, &from)?, (output.path.as_str().to_owned(), line)))
    });
    let said: Vec<(Vec<Named<'p>>, (String, String))> = said.collect::<Result<_, WriteError>>()?;
    let mut roots: BTreeMap<&SiteId, WebRoot<'p>> = BTreeMap::new();
    for (output, (items, line)) in outputs.iter().zip(said) {
        let root = roots.entry(&output.site).or_insert_with(|| WebRoot::new(&output.site, target, provenance));
        root.items.extend(items);
        root.files.push(line);
    }
    // What other parts make: each part knows the items of the whole, and so which of them are its own.
    let elsewhere = plan.outputs().iter().filter(|output| target.part.is_some() && !target.takes(output));
    for output in elsewhere {
        let root = roots.entry(&output.site).or_insert_with(|| WebRoot::new(&output.site, target, provenance));
        let from = plan.origins(output).map_err(|e| WriteError::render(output, e.to_string()))?;
        root.items.extend(provenance.behind(output, &from)?);
    }
    let mut roots: Vec<_> = roots.into_values().collect();
    for root in &mut roots {
        root.items.par_sort_unstable_by_key(|(path, _)| *path);
        root.items.dedup_by_key(|(path, _)| *path);
        root.add_proofs(provenance)?;
    }
    Ok(roots)
}

/// A file of the repository, by its path.
type Named<'p> = (&'p str, &'p ProvenItem);

impl Provenance {
    /// Returns what an output comes `from`.
    fn behind(&self, output: &Output, from: &[String]) -> Result<Vec<Named<'_>>, WriteError> {
        let find = |path: &String| {
            let missing = || WriteError::render(output, format!("nothing is known of the origin of {path}"));
            self.items.get_key_value(path.as_str()).map(|(path, item)| (path.as_str(), item)).ok_or_else(missing)
        };
        from.iter().filter(|path| !path.starts_with(PROGRAM)).map(find).collect()
    }
}

/// Makes the proofs of every web root, then the manifests.
pub(super) fn write(stage: Stage<'_>, roots: &[WebRoot<'_>], evidence: Evidence<'_>) -> Result<Vec<Made>, WriteError> {
    let (mut made, mut lines) = write_proofs(stage, roots, evidence.proofs, |_, _| true)?;
    let head = Head::of(evidence.provenance);
    let manifests = roots.iter().map(|root| {
        let proofs = lines.remove(&root.site).unwrap_or_default();
        let items: Vec<(&str, String)> = root.items.par_iter().map(|(path, item)| (*path, item_line(item))).collect();
        let files: Vec<(&str, &str)> =
            root.files.iter().chain(&proofs).map(|(p, l)| (p.as_str(), l.as_str())).collect();
        (root.place.clone(), head.manifest(&root.site, items, files))
    });
    let manifests: Vec<(String, Vec<String>)> = manifests.collect();
    made.extend(write_manifests(stage, &manifests)?);
    Ok(made)
}

/// The addresses of files with what is said of each, in no order.
pub(super) type Lines = Vec<(String, String)>;

/// Makes those proofs that are `wanted`, and returns the lines about them too.
pub(super) fn write_proofs(
    stage: Stage<'_>,
    roots: &[WebRoot<'_>],
    proofs: &dyn Proofs,
    wanted: impl Fn(&SiteId, &str) -> bool,
) -> Result<(Vec<Made>, BTreeMap<SiteId, Lines>), WriteError> {
    let all = roots.iter().flat_map(|root| root.proofs.iter().map(move |(path, proof)| (root, path.as_str(), *proof)));
    let items: Vec<(&WebRoot<'_>, &str, Proof<'_>)> = all.filter(|(root, path, _)| wanted(&root.site, path)).collect();
    let work = Work {
        items: &items,
        place: &|(root, path, _)| format!("{}{path}", root.place),
        key: &|(.., proof)| proof.key(),
        turn: &|_| Turn::Page,
        hashed: Hashed::Yes,
    };
    let reader = ProofReader { proofs, halves: Mutex::default() };
    let made = fill(stage, &work, |(root, _, proof), _| reader.bytes(root, *proof).map(Bytes::These))?;
    let said: Vec<String> = made.par_iter().map(|made| line(made, "proof", &[])).collect();
    let mut lines: BTreeMap<SiteId, Lines> = BTreeMap::new();
    for ((root, path, _), line) in items.iter().zip(said) {
        lines.entry(root.site.clone()).or_default().push(((*path).to_owned(), line));
    }
    Ok((made, lines))
}

/// Makes manifests: how the places in each one's web root begin, and its text in pieces.
pub(super) fn write_manifests(stage: Stage<'_>, manifests: &[(String, Vec<String>)]) -> Result<Vec<Made>, WriteError> {
    let work = Work {
        items: manifests,
        place: &|(root, _)| format!("{root}{FOLDER}/{MANIFEST}"),
        key: &|(_, text)| key_of(text),
        turn: &|_| Turn::Manifest,
        hashed: Hashed::No,
    };
    fill(stage, &work, |(_, text), _| Ok(Bytes::Pieces(text)))
}

/// Returns the key of a long text, whose pieces are hashed by many hands.
fn key_of(text: &[String]) -> Key {
    let pieces: Vec<Key> = text.par_iter().map(|piece| Key::of(|key| piece.hash(key))).collect();
    Key::of(|key| pieces.hash(key))
}

/// What the manifests of all web roots say alike.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) commit: String,
    pub(super) root: String,
    policy: Policy,
}

#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    serial: u32,
    sha256: String,
}

impl Head {
    pub(super) fn of(provenance: &Provenance) -> Self {
        let (serial, sha256) = provenance.policy;
        Self {
            commit: provenance.commit.to_string(),
            root: format!("sha256:{}", provenance.root),
            policy: Policy { serial, sha256: sha256.to_string() },
        }
    }

    /// Returns the manifest of a site: one line an item and a file, in the order of their names, so that a line can be
    /// found without a JSON reader; in pieces, because it has millions of bytes.
    pub(super) fn manifest(
        &self,
        site: &SiteId,
        mut items: Vec<(&str, String)>,
        mut files: Vec<(&str, &str)>,
    ) -> Vec<String> {
        let head = json!({
            "schema": 1,
            "program": PROGRAM_VERSION,
            "site": site.as_str(),
            "commit": self.commit,
            "root": self.root,
            "policy": {"serial": self.policy.serial, "sha256": self.policy.sha256},
        })
        .to_string();
        // Stable, because both come as one or two lists that are in order.
        rayon::join(|| items.sort_by_key(|(path, _)| *path), || files.sort_by_key(|(path, _)| *path));
        let (items, files) = rayon::join(|| lines(&items), || lines(&files));
        let mut text = vec![format!("{},{ITEMS}", head.strip_suffix('}').unwrap_or(&head))];
        text.extend(items);
        text.push("},\n\"files\":{\n".to_owned());
        text.extend(files);
        text.push("}}\n".to_owned());
        text
    }
}

impl<'p> Proof<'p> {
    /// Returns the key of its bytes: a commit's name is that of everything in it.
    fn key(self) -> Key {
        Key::of(|key| {
            std::mem::discriminant(&self).hash(key);
            match self {
                Self::Payload(id) | Self::Signature(id) => (FINGERPRINT, id).hash(key),
                Self::These(bytes) => bytes.hash(key),
            }
        })
    }
}

/// Reads each sign-off once, although it is two files.
struct ProofReader<'r> {
    proofs: &'r dyn Proofs,
    /// Those of which one file was asked for.
    halves: Mutex<HashMap<CommitId, SignOffProof>>,
}

impl ProofReader<'_> {
    fn bytes<'p>(&self, root: &WebRoot<'_>, proof: Proof<'p>) -> Result<Cow<'p, [u8]>, WriteError> {
        Ok(match proof {
            Proof::Payload(id) => Cow::Owned(self.sign_off(root, id)?.payload),
            Proof::Signature(id) => Cow::Owned(self.sign_off(root, id)?.signature),
            Proof::These(bytes) => Cow::Borrowed(bytes),
        })
    }

    fn sign_off(&self, root: &WebRoot<'_>, id: CommitId) -> Result<SignOffProof, WriteError> {
        let halves = || self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(proof) = halves().remove(&id) {
            return Ok(proof);
        }
        let unread = |reason| root.unproven(&format!("the sign-off {id}: {reason}"));
        let proof = self.proofs.proof(id).map_err(unread)?;
        halves().insert(id, proof.clone());
        Ok(proof)
    }
}

/// What the manifest says of a file.
#[derive(serde::Serialize)]
struct Line<'l> {
    sha256: Option<String>,
    size: u64,
    what: &'l str,
    from: &'l [String],
}

pub(super) fn line(made: &Made, what: &str, from: &[String]) -> String {
    let sha256 = made.sha256.map(|hash| hash.to_string());
    json_of(&Line { sha256, size: made.bytes, what, from })
}

impl<'p> WebRoot<'p> {
    fn new(site: &SiteId, target: Target<'_>, provenance: &'p Provenance) -> Self {
        let shared = provenance.items.iter().filter(|(path, _)| !path.as_str().starts_with(CONTENT));
        Self {
            site: site.clone(),
            place: target.place(site, ""),
            items: shared.map(|(path, item)| (path.as_str(), item)).collect(),
            files: Vec::new(),
            proofs: Vec::new(),
        }
    }

    fn add_proofs(&mut self, provenance: &'p Provenance) -> Result<(), WriteError> {
        let mut named: Vec<CommitId> = self.items.iter().flat_map(|(_, item)| item.sign_offs.iter().copied()).collect();
        named.par_sort_unstable();
        named.dedup();
        let of_commit = |id| {
            let file = |extension| format!("{FOLDER}/commits/{id}.{extension}");
            [(file("sig"), Proof::Signature(id)), (file("txt"), Proof::Payload(id))]
        };
        self.proofs.par_extend(named.into_par_iter().flat_map_iter(of_commit));
        for (name, bytes) in &provenance.policies {
            let path = OutputPath::parse(&format!("{FOLDER}/policy/{name}"));
            let path = path.ok_or_else(|| self.unproven(&format!("{name:?} is no name of a policy")))?;
            self.proofs.push((path.as_str().to_owned(), Proof::These(bytes)));
        }
        let signers = provenance.allowed_signers.as_bytes();
        self.proofs.push((format!("{FOLDER}/allowed_signers"), Proof::These(signers)));
        Ok(())
    }

    fn unproven(&self, reason: &str) -> WriteError {
        WriteError::Render { output: format!("{}/{FOLDER}/{MANIFEST}", self.site), reason: reason.to_owned() }
    }

    /// Returns the lines of those items that are `wanted`.
    pub(super) fn items(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = (&str, String)> {
        let wanted = self.items.iter().filter(move |(path, _)| wanted(path));
        wanted.map(|(path, item)| (*path, item_line(item)))
    }

    /// Returns how many proofs there are.
    pub(super) fn proofs(&self) -> usize {
        self.proofs.len()
    }
}

/// What the manifest says of an item.
#[derive(serde::Serialize)]
struct ItemLine {
    mode: String,
    blob: String,
    sha256: String,
    sign_offs: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<String>,
}

fn item_line(item: &ProvenItem) -> String {
    json_of(&ItemLine {
        mode: format!("{:06o}", item.mode),
        blob: item.blob.to_string(),
        sha256: item.sha256.to_string(),
        sign_offs: item.sign_offs.iter().map(CommitId::to_string).collect(),
        held: item.held.map(|commit| commit.to_string()),
    })
}

fn json_of(line: &impl serde::Serialize) -> String {
    serde_json::to_string(line).expect("texts and numbers can be written to memory")
}

/// Returns the lines of these names in pieces, made by many hands.
fn lines(named: &[(&str, impl AsRef<str> + Sync)]) -> Vec<String> {
    const IN_PIECE: usize = 1024;
    let pieces = named.par_chunks(IN_PIECE).enumerate().map(|(number, named)| {
        let mut text = String::new();
        for (place, (key, value)) in named.iter().enumerate() {
            text.push_str(if number + place == 0 { "" } else { ",\n" });
            text.push_str(&json_of(key));
            text.push(':');
            text.push_str(value.as_ref());
        }
        text
    });
    let mut pieces: Vec<String> = pieces.collect();
    if let Some(last) = pieces.last_mut() {
        last.push('\n');
    }
    pieces
}
