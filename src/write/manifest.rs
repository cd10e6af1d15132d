//! The manifest of a release: where every file of a web root comes from, and the proofs, for everybody to check.
//!
//! It is written last, into `/.well-known/qianfa/` of every web root, and is plain data: whoever has it, the files and
//! `ssh-keygen` needs neither this program nor the repository. Its form is described in `docs/json.md`.

use serde_json::json;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::hash::Hash as _;

use super::fill::{Bytes, Hashed, Made, Stage, Turn, Work, fill};
use super::{Target, WriteError};
use crate::model::{BlobId, CommitId, ContentPath, FINGERPRINT, OutputPath, Sha256, SiteId};
use crate::render::{Key, Output, Plan};
use crate::review::Release;

/// The folder of the manifest in a web root.
pub(super) const FOLDER: &str = ".well-known/qianfa";

/// The name of the manifest in its folder.
pub(super) const MANIFEST: &str = "manifest.json";

/// How a name begins that stands for what the program brings itself.
const PROGRAM: &str = "program:";

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
    site: SiteId,
    /// How places in it begin.
    place: String,
    items: BTreeMap<&'p str, &'p ProvenItem>,
    /// The lines of its files, by address.
    files: BTreeMap<String, String>,
    /// The proofs, by address.
    proofs: BTreeMap<String, Proof<'p>>,
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
    let mut roots: BTreeMap<&SiteId, WebRoot<'p>> = BTreeMap::new();
    for (output, made) in outputs.iter().zip(made) {
        let root = roots.entry(&output.site).or_insert_with(|| WebRoot::new(&output.site, target, provenance));
        let from = plan.origins(output).map_err(|e| WriteError::render(output, e.to_string()))?;
        for path in from.iter().filter(|path| !path.starts_with(PROGRAM)) {
            let missing = || WriteError::render(output, format!("nothing is known of the origin of {path}"));
            let (path, item) = provenance.items.get_key_value(path.as_str()).ok_or_else(missing)?;
            root.items.insert(path.as_str(), item);
        }
        root.files.insert(output.path.as_str().to_owned(), line(made, output.what.word(), &from));
    }
    let mut roots: Vec<_> = roots.into_values().collect();
    roots.iter_mut().try_for_each(|root| root.add_proofs(provenance))?;
    Ok(roots)
}

/// Makes the proofs of every web root, then the manifests.
pub(super) fn write(stage: Stage<'_>, roots: &[WebRoot<'_>], evidence: Evidence<'_>) -> Result<Vec<Made>, WriteError> {
    let proofs: Vec<(&WebRoot<'_>, &String, Proof<'_>)> =
        roots.iter().flat_map(|root| root.proofs.iter().map(move |(path, proof)| (root, path, *proof))).collect();
    let work = Work {
        items: &proofs,
        place: &|(root, path, _)| format!("{}{path}", root.place),
        key: &|(.., proof)| proof.key(),
        turn: &|_| Turn::Page,
        hashed: Hashed::Yes,
    };
    let mut made = fill(stage, &work, |(root, _, proof), _| proof.bytes(root, evidence.proofs).map(Bytes::These))?;
    let mut lines: BTreeMap<&SiteId, BTreeMap<&str, String>> = BTreeMap::new();
    for ((root, path, _), made) in proofs.iter().zip(&made) {
        lines.entry(&root.site).or_default().insert(path, line(made, "proof", &[]));
    }
    let manifests: Vec<(String, String)> = roots
        .iter()
        .map(|root| {
            let proofs = lines.remove(&root.site).unwrap_or_default();
            (format!("{}{FOLDER}/{MANIFEST}", root.place), root.manifest(evidence.provenance, proofs))
        })
        .collect();
    let work = Work {
        items: &manifests,
        place: &|(place, _)| place.clone(),
        key: &|(_, text)| Key::of(|key| text.hash(key)),
        turn: &|_| Turn::Manifest,
        hashed: Hashed::No,
    };
    made.extend(fill(stage, &work, |(_, text), _| Ok(Bytes::These(Cow::Borrowed(text.as_bytes()))))?);
    Ok(made)
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

    fn bytes(self, root: &WebRoot<'_>, proofs: &dyn Proofs) -> Result<Cow<'p, [u8]>, WriteError> {
        let proof = |id| proofs.proof(id).map_err(|reason| root.unproven(&format!("the sign-off {id}: {reason}")));
        Ok(match self {
            Self::Payload(id) => Cow::Owned(proof(id)?.payload),
            Self::Signature(id) => Cow::Owned(proof(id)?.signature),
            Self::These(bytes) => Cow::Borrowed(bytes),
        })
    }
}

fn line(made: &Made, what: &str, from: &[String]) -> String {
    let sha256 = made.sha256.map(|hash| hash.to_string());
    json!({"sha256": sha256, "size": made.bytes, "what": what, "from": from}).to_string()
}

impl<'p> WebRoot<'p> {
    fn new(site: &SiteId, target: Target<'_>, provenance: &'p Provenance) -> Self {
        let shared = provenance.items.iter().filter(|(path, _)| !path.as_str().starts_with(CONTENT));
        Self {
            site: site.clone(),
            place: target.place(site, ""),
            items: shared.map(|(path, item)| (path.as_str(), item)).collect(),
            files: BTreeMap::new(),
            proofs: BTreeMap::new(),
        }
    }

    fn add_proofs(&mut self, provenance: &'p Provenance) -> Result<(), WriteError> {
        let named: BTreeSet<CommitId> = self.items.values().flat_map(|item| item.sign_offs.iter().copied()).collect();
        for id in named {
            self.proofs.insert(format!("{FOLDER}/commits/{id}.txt"), Proof::Payload(id));
            self.proofs.insert(format!("{FOLDER}/commits/{id}.sig"), Proof::Signature(id));
        }
        for (name, bytes) in &provenance.policies {
            let path = OutputPath::parse(&format!("{FOLDER}/policy/{name}"));
            let path = path.ok_or_else(|| self.unproven(&format!("{name:?} is no name of a policy")))?;
            self.proofs.insert(path.as_str().to_owned(), Proof::These(bytes));
        }
        let signers = provenance.allowed_signers.as_bytes();
        self.proofs.insert(format!("{FOLDER}/allowed_signers"), Proof::These(signers));
        Ok(())
    }

    fn unproven(&self, reason: &str) -> WriteError {
        WriteError::Render { output: format!("{}/{FOLDER}/{MANIFEST}", self.site), reason: reason.to_owned() }
    }

    /// Returns the manifest: one line an item and a file, so that a line can be found without a JSON reader.
    fn manifest(&self, provenance: &Provenance, proofs: BTreeMap<&str, String>) -> String {
        let (serial, policy) = provenance.policy;
        let head = json!({
            "schema": 1,
            "program": concat!("qianfa ", env!("CARGO_PKG_VERSION")),
            "site": self.site.as_str(),
            "commit": provenance.commit.to_string(),
            "root": format!("sha256:{}", provenance.root),
            "policy": {"serial": serial, "sha256": policy.to_string()},
        })
        .to_string();
        let mut text = head.strip_suffix('}').unwrap_or(&head).to_owned();
        text.push_str(",\n\"items\":{\n");
        push_lines(&mut text, self.items.iter().map(|(path, item)| (*path, item_line(item))));
        text.push_str("},\n\"files\":{\n");
        let own = self.files.iter().map(|(path, line)| (path.as_str(), line.clone()));
        let files: BTreeMap<&str, String> = own.chain(proofs).collect();
        push_lines(&mut text, files.into_iter());
        text.push_str("}}\n");
        text
    }
}

fn item_line(item: &ProvenItem) -> String {
    let sign_offs: Vec<String> = item.sign_offs.iter().map(CommitId::to_string).collect();
    let mut object = json!({
        "mode": format!("{:06o}", item.mode),
        "blob": item.blob.to_string(),
        "sha256": item.sha256.to_string(),
        "sign_offs": sign_offs,
    });
    if let Some(held) = item.held {
        object["held"] = held.to_string().into();
    }
    object.to_string()
}

fn push_lines<'l>(text: &mut String, lines: impl Iterator<Item = (&'l str, String)>) {
    let mut separator = "";
    for (key, value) in lines {
        let _ = write!(text, "{separator}{}:{value}", serde_json::Value::from(key));
        separator = ",\n";
    }
    if !separator.is_empty() {
        text.push('\n');
    }
}
