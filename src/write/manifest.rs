//! The manifest of a release: where every file of a web root comes from, and the proofs, for everybody to check.
//!
//! It is written last, into `/.well-known/qianfa/` of every web root, and is plain data: whoever has it, the files and
//! `ssh-keygen` needs neither this program nor the repository. Its form is described in `docs/json.md`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::fill::{Bytes, Hashed, Made, fill};
use super::{Target, WriteError, Written};
use crate::model::{BlobId, CommitId, ContentPath, OutputPath, Sha256, SiteId};
use crate::render::{Output, Plan};
use crate::review::Release;

/// The folder of the manifest in a web root.
pub(super) const FOLDER: &str = ".well-known/qianfa";

/// The name of the manifest in its folder.
pub(super) const MANIFEST: &str = "manifest.json";

/// Which program made it.
pub(super) const PROGRAM_VERSION: &str = concat!("qianfa ", env!("CARGO_PKG_VERSION"));

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
    /// The sign-offs that items name; others are left out.
    pub sign_offs: BTreeMap<CommitId, SignOffProof>,
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

/// What one web root carries besides the files that people look at.
pub(super) struct WebRoot<'p> {
    pub(super) site: SiteId,
    /// Where it is in the stage.
    place: PathBuf,
    items: BTreeMap<&'p str, &'p ProvenItem>,
    /// The lines of its files, by address.
    pub(super) files: Lines,
    /// The proofs, by address.
    pub(super) proofs: BTreeMap<String, Cow<'p, [u8]>>,
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
        let from = root.add_items(plan, output, provenance)?;
        root.files.insert(output.path.as_str().to_owned(), line(*made, output.what.word(), &from));
    }
    // What other parts write: the items are those of the whole, so that each part knows which are its own.
    let elsewhere = plan.outputs().iter().filter(|output| target.part.is_some() && !target.takes(output));
    for output in elsewhere {
        let root = roots.entry(&output.site).or_insert_with(|| WebRoot::new(&output.site, target, provenance));
        root.add_items(plan, output, provenance)?;
    }
    let mut roots: Vec<_> = roots.into_values().collect();
    roots.iter_mut().try_for_each(|root| root.add_proofs(provenance))?;
    Ok(roots)
}

/// Writes the proofs of every web root, then the manifests.
pub(super) fn write(stage: &Path, roots: &[WebRoot<'_>], provenance: &Provenance) -> Result<Written, WriteError> {
    let (written, mut lines) = write_proofs(stage, roots, |_, _| true)?;
    let head = Head::of(provenance);
    let manifests = roots.iter().map(|root| {
        let proofs = lines.remove(&root.site).unwrap_or_default();
        let files: BTreeMap<&String, &String> = root.files.iter().chain(&proofs).collect();
        (root.place.clone(), head.manifest(&root.site, root.items(|_| true), files.into_iter()))
    });
    Ok(written + write_manifests(stage, manifests.collect())?)
}

/// The lines of files, or of items, by their names.
pub(super) type Lines = BTreeMap<String, String>;

/// Writes those proofs that are `wanted`, and returns the lines about them.
pub(super) fn write_proofs(
    stage: &Path,
    roots: &[WebRoot<'_>],
    wanted: impl Fn(&SiteId, &str) -> bool,
) -> Result<(Written, BTreeMap<SiteId, Lines>), WriteError> {
    let all = roots.iter().flat_map(|root| root.proofs.iter().map(move |(path, bytes)| (root, path, bytes)));
    let proofs: Vec<(&WebRoot<'_>, &String, &Cow<'_, [u8]>)> =
        all.filter(|(root, path, _)| wanted(&root.site, path)).collect();
    let made = fill(
        (None, stage),
        &proofs,
        Hashed::Yes,
        |(root, path, _)| root.place.join(path),
        |(.., bytes), _| Ok(Bytes::These(Cow::Borrowed(&***bytes))),
    )?;
    let mut lines: BTreeMap<SiteId, Lines> = BTreeMap::new();
    for ((root, path, _), made) in proofs.iter().zip(&made) {
        lines.entry(root.site.clone()).or_default().insert((*path).clone(), line(*made, "proof", &[]));
    }
    Ok((Written::of(&made), lines))
}

/// Writes manifests, each into its web root.
pub(super) fn write_manifests(stage: &Path, manifests: Vec<(PathBuf, String)>) -> Result<Written, WriteError> {
    let made = fill(
        (None, stage),
        &manifests,
        Hashed::No,
        |(root, _)| root.join(FOLDER).join(MANIFEST),
        |(_, text), _| Ok(Bytes::These(Cow::Borrowed(text.as_bytes()))),
    )?;
    Ok(Written::of(&made))
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

    /// Returns the manifest of a site: one line an item and a file, so that a line can be found without a JSON reader.
    pub(super) fn manifest<'l>(
        &self,
        site: &SiteId,
        items: impl Iterator<Item = (&'l str, String)>,
        files: impl Iterator<Item = (&'l String, &'l String)>,
    ) -> String {
        let head = json!({
            "schema": 1,
            "program": PROGRAM_VERSION,
            "site": site.as_str(),
            "commit": self.commit,
            "root": self.root,
            "policy": {"serial": self.policy.serial, "sha256": self.policy.sha256},
        })
        .to_string();
        let mut text = head.strip_suffix('}').unwrap_or(&head).to_owned();
        text.push_str(",\n\"items\":{\n");
        push_lines(&mut text, items);
        text.push_str("},\n\"files\":{\n");
        push_lines(&mut text, files.map(|(path, line)| (path.as_str(), line)));
        text.push_str("}}\n");
        text
    }
}

pub(super) fn line(made: Made, what: &str, from: &[String]) -> String {
    let sha256 = made.sha256.map(|hash| hash.to_string());
    json!({"sha256": sha256, "size": made.bytes, "what": what, "from": from}).to_string()
}

impl<'p> WebRoot<'p> {
    fn new(site: &SiteId, target: Target<'_>, provenance: &'p Provenance) -> Self {
        let shared = provenance.items.iter().filter(|(path, _)| !path.as_str().starts_with(CONTENT));
        Self {
            site: site.clone(),
            place: target.web_root(site),
            items: shared.map(|(path, item)| (path.as_str(), item)).collect(),
            files: BTreeMap::new(),
            proofs: BTreeMap::new(),
        }
    }

    /// Adds what an output comes from, and returns the names of it.
    fn add_items(
        &mut self,
        plan: &Plan<'_, Release>,
        output: &Output,
        provenance: &'p Provenance,
    ) -> Result<Vec<String>, WriteError> {
        let from = plan.origins(output).map_err(|e| WriteError::render(output, e.to_string()))?;
        for path in from.iter().filter(|path| !path.starts_with(PROGRAM)) {
            let missing = || WriteError::render(output, format!("nothing is known of the origin of {path}"));
            let (path, item) = provenance.items.get_key_value(path.as_str()).ok_or_else(missing)?;
            self.items.insert(path.as_str(), item);
        }
        Ok(from)
    }

    fn add_proofs(&mut self, provenance: &'p Provenance) -> Result<(), WriteError> {
        let named: BTreeSet<CommitId> = self.items.values().flat_map(|item| item.sign_offs.iter().copied()).collect();
        for id in named {
            let missing = || self.unproven(&format!("the sign-off {id} is named and not given"));
            let proof = provenance.sign_offs.get(&id).ok_or_else(missing)?;
            self.proofs.insert(format!("{FOLDER}/commits/{id}.txt"), Cow::Borrowed(&proof.payload));
            self.proofs.insert(format!("{FOLDER}/commits/{id}.sig"), Cow::Borrowed(&proof.signature));
        }
        for (name, bytes) in &provenance.policies {
            let path = OutputPath::parse(&format!("{FOLDER}/policy/{name}"));
            let path = path.ok_or_else(|| self.unproven(&format!("{name:?} is no name of a policy")))?;
            self.proofs.insert(path.as_str().to_owned(), Cow::Borrowed(bytes));
        }
        let signers = Cow::Borrowed(provenance.allowed_signers.as_bytes());
        self.proofs.insert(format!("{FOLDER}/allowed_signers"), signers);
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

fn push_lines<'l>(text: &mut String, lines: impl Iterator<Item = (&'l str, impl std::fmt::Display)>) {
    let mut separator = "";
    for (key, value) in lines {
        let _ = write!(text, "{separator}{}:{value}", serde_json::Value::from(key));
        separator = ",\n";
    }
    if !separator.is_empty() {
        text.push('\n');
    }
}
