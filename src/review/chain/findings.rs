//! What is wrong with a chain, in findings: each says who or what is missing, and where.

use std::collections::BTreeSet;

use crate::diag::{Finding, Place, Sink, codes};
use crate::git::{CommitNo, GitError, Mode};
use crate::model::{CommitId, PersonId, Sha256, Trust};
use crate::policy::Policy;
use crate::review::Trail;
use crate::review::chain::FILE;
use crate::review::chain::archive::{FOLDER, Name, policy_path};
use crate::review::chain::ledger::Breach;
use crate::review::chain::walk::{Elsewhere, Fault, Lack, NodeNo, Roots, Walk};

/// Most drafts that are reported one by one: whoever sees this many knows enough.
const MAX_DRAFTS: usize = 50;

/// Most commits that a message names.
const MAX_SHOWN: usize = 4;

fn id(trail: Trail<'_>, commit: CommitNo) -> String {
    trail.history.node(commit).id.to_string()
}

fn archive() -> Place {
    Place::file(FOLDER.trim_end_matches('/'))
}

/// The history has no commit of the name that the pin gives.
pub(super) fn no_genesis(genesis: CommitId) -> Finding {
    Finding::new(codes::FOREIGN_HISTORY, archive()).variant("no-genesis").with("genesis", genesis.to_string())
}

/// Without a pin, there is more that could be a first version than anybody would look through.
pub(super) fn too_many_beginnings() -> Finding {
    Finding::new(codes::UNSIGNED_POLICY, archive()).variant("many")
}

/// Without a pin, no commit or several could be genesis.
pub(super) fn unclear_genesis(trail: Trail<'_>, geneses: &[CommitNo]) -> Finding {
    if geneses.is_empty() {
        return Finding::new(codes::UNSIGNED_POLICY, Place::file(policy_path(1))).variant("none");
    }
    let shown: Vec<String> = geneses.iter().take(MAX_SHOWN).map(|c| id(trail, *c)).collect();
    let finding = Finding::new(codes::FOREIGN_HISTORY, archive()).variant("several");
    finding.with("commits", shown.join("、")).with("count", geneses.len())
}

/// Trust comes from the repository itself.
pub(super) fn unpinned(root: Sha256, genesis: CommitId) -> Finding {
    let trust = Trust { root, genesis, last_published: None };
    Finding::new(codes::UNPINNED_ROOT, archive()).with("trust", trust.to_string())
}

/// Reports that the history does not hold the commit of the last release.
pub(super) fn published(trail: Trail<'_>, trust: &Trust, sink: &mut Sink) {
    let behind = trust.last_published.filter(|last| trail.history.number(*last).is_none());
    if let Some(last) = behind {
        let finding = Finding::new(codes::BEHIND_PUBLISHED, archive()).with("commit", last.to_string());
        sink.push(finding.with("head", id(trail, trail.history.head())));
    }
}

/// Reports what is wrong with where the history begins.
pub(super) fn origin(trail: Trail<'_>, walk: &Walk<'_>, genesis: CommitNo, descends: &[bool], sink: &mut Sink) {
    if walk.top(genesis).is_none_or(|node| walk.node(node).below.is_some()) {
        let finding = Finding::new(codes::FOREIGN_HISTORY, Place::file(policy_path(1))).variant("genesis");
        sink.push(finding.with("genesis", id(trail, genesis)));
    }
    if !descends[trail.history.head().index()] {
        let finding = Finding::new(codes::FOREIGN_HISTORY, archive()).with("genesis", id(trail, genesis));
        sink.push(finding.with("commit", id(trail, trail.history.head())));
    }
    let graph = trail.history.graph();
    let roots: Vec<CommitNo> = graph.commits().filter(|c| graph.parents(*c).is_empty() && *c != genesis).collect();
    let pairs: Vec<_> = roots.iter().map(|root| (*root, genesis)).collect();
    let strange: Vec<CommitNo> =
        roots.into_iter().zip(graph.behind(&pairs)).filter(|(_, before)| !before).map(|(root, _)| root).collect();
    if let Some(first) = strange.first() {
        let finding = Finding::new(codes::FOREIGN_HISTORY, archive()).variant("warning").as_warning();
        sink.push(finding.with("commit", id(trail, *first)).with("count", strange.len()));
    }
}

/// Reports what HEAD's folder holds besides valid versions and what belongs to them.
///
/// `next` says why the file after the newest valid version is none.
pub(super) fn drafts(
    trail: Trail<'_>,
    walk: &mut Walk<'_>,
    policies: &[NodeNo],
    next: &Fault,
    sink: &mut Sink,
) -> Result<(), GitError> {
    let files = walk.archive.files(trail.history.head());
    let held = Held::of(trail, walk, policies, files.values().map(|(name, _)| name))?;
    let below = policies.last().map(|node| &*walk.node(*node).policy);
    let mut found = Vec::new();
    for (file, (name, version)) in &files {
        let path = format!("{FOLDER}{file}");
        let draft = Finding::new(codes::UNSIGNED_POLICY, Place::file(&*path)).with("file", path);
        match held.place_of(name, version.mode) {
            Belongs::Here => {}
            Belongs::Nowhere => found.push(draft.variant("stray")),
            Belongs::SignatureOf(serial, person) => {
                found.push(draft.variant("signature").with("serial", serial).with("person", person.as_str()));
            }
            Belongs::Draft(serial) => {
                let why = (serial == held.newest + 1).then_some(next);
                found.push(explain(draft.with("serial", serial), why, below));
            }
        }
    }
    report_drafts(found, sink);
    Ok(())
}

/// What HEAD's folder may hold.
struct Held {
    newest: u32,
    /// The numbers of all policy files: what else belongs to a draft is told with it.
    written: BTreeSet<u32>,
    signers: BTreeSet<(u32, PersonId)>,
    lexicons: BTreeSet<(u32, String)>,
}

/// What a file of the folder belongs to.
enum Belongs<'n> {
    /// A valid version, or a draft that is told itself.
    Here,
    /// It is a draft of a version.
    Draft(u32),
    /// It claims to be somebody's signature over a valid version, and does not count.
    SignatureOf(u32, &'n PersonId),
    /// Nothing that a chain is made of.
    Nowhere,
}

impl Held {
    fn of<'n>(
        trail: Trail<'_>,
        walk: &mut Walk<'_>,
        policies: &[NodeNo],
        names: impl Iterator<Item = &'n Name>,
    ) -> Result<Self, GitError> {
        let newest = policies.last().map_or(0, |node| walk.node(*node).policy.serial);
        let written = names.filter_map(|name| if let Name::Policy(serial) = name { Some(*serial) } else { None });
        let mut held = Self { newest, written: written.collect(), signers: BTreeSet::new(), lexicons: BTreeSet::new() };
        for node in policies {
            let serial = walk.node(*node).policy.serial;
            let signers = walk.signers(*node, trail.history.head())?;
            held.signers.extend(signers.into_iter().map(|person| (serial, person)));
            let lexicons = walk.node(*node).policy.lexicons.keys();
            held.lexicons.extend(lexicons.map(|name| (serial, name.clone())));
        }
        Ok(held)
    }

    fn place_of<'n>(&self, name: &'n Name, mode: Mode) -> Belongs<'n> {
        let here = match name {
            Name::Policy(serial) if *serial > self.newest => return Belongs::Draft(*serial),
            Name::Policy(_) => true,
            Name::Signature(serial, _) | Name::Lexicon(serial, _) if *serial > self.newest => {
                self.written.contains(serial)
            }
            Name::Signature(serial, person) => {
                if mode != Mode::FILE || !self.signers.contains(&(*serial, person.clone())) {
                    return Belongs::SignatureOf(*serial, person);
                }
                true
            }
            Name::Lexicon(serial, lexicon) => self.lexicons.contains(&(*serial, lexicon.clone())),
            Name::Stray => false,
        };
        if here { Belongs::Here } else { Belongs::Nowhere }
    }
}

fn report_drafts(mut found: Vec<Finding>, sink: &mut Sink) {
    let more = found.len().saturating_sub(MAX_DRAFTS);
    found.truncate(MAX_DRAFTS);
    found.into_iter().for_each(|finding| sink.push(finding));
    if more > 0 {
        let finding = Finding::new(codes::UNSIGNED_POLICY, archive()).variant("more");
        sink.push(finding.with("count", more));
    }
}

/// Returns the finding with the reason why a file is no valid version.
pub(super) fn explain(draft: Finding, why: Option<&Fault>, below: Option<&Policy>) -> Finding {
    match why {
        // Nobody looks at a version whose predecessor is none.
        None | Some(Fault::Absent) => draft.variant("gap"),
        Some(Fault::Mode) => draft.variant("mode"),
        Some(Fault::Unreadable) => draft.variant("unreadable"),
        Some(Fault::OtherRoot) => draft.variant("root"),
        Some(Fault::TooMany) => draft.variant("root"),
        Some(Fault::Structure) => draft.variant("structure"),
        Some(Fault::Serial(found)) => draft.variant("serial").with("found", *found),
        Some(Fault::Previous) => draft.variant("previous"),
        Some(Fault::RejectsItself) => draft.variant("rejects-itself"),
        Some(Fault::Breach(breach)) => explain_breach(draft, breach),
        Some(Fault::Signatures(lack)) => explain_lack(draft, lack, below),
        Some(Fault::After(elsewhere)) => draft.variant(match elsewhere {
            Elsewhere::Unknown => "after-unknown",
            Elsewhere::Outside => "after-outside",
            Elsewhere::OtherVersion => "after-other",
        }),
    }
}

fn explain_breach(draft: Finding, breach: &Breach) -> Finding {
    match breach {
        Breach::SharedKey { person, first } => {
            draft.variant("shared-key").with("person", person.as_str()).with("other", first.as_str())
        }
        Breach::State { person, from, to } => {
            draft.variant("state").with("person", person.as_str()).with("from", from.as_str()).with("to", to.as_str())
        }
        Breach::IdGivenAgain { person, before, now } => {
            draft.variant("id-again").with("person", person.as_str()).with("before", &**before).with("now", &**now)
        }
    }
}

fn explain_lack(draft: Finding, lack: &Lack, below: Option<&Policy>) -> Finding {
    let named = |person: &PersonId| match below.and_then(|policy| policy.people.get(person)) {
        Some(known) => format!("{} {person}", known.name),
        None => person.to_string(),
    };
    let list = |people: &[PersonId]| people.iter().map(named).collect::<Vec<_>>().join("、");
    let draft = draft
        .with("needed", lack.needed)
        .with("count", lack.signed.len())
        .with("signed", list(&lack.signed))
        .with("able", list(&lack.able));
    match lack.whose {
        Roots::Old => draft.variant("signatures"),
        Roots::Own => draft.variant("own-root"),
    }
}

/// Reports every version that is valid somewhere behind HEAD and that HEAD does not hold.
pub(super) fn lost(trail: Trail<'_>, walk: &mut Walk<'_>, policies: &[NodeNo], sink: &mut Sink) {
    let held: BTreeSet<NodeNo> = policies.iter().copied().collect();
    for node in walk.valid().difference(&held) {
        if let Some(finding) = lost_one(trail, walk, policies, *node) {
            sink.push(finding);
        }
    }
}

/// Returns the finding for a version that HEAD lacks, unless a later one declared it without force.
fn lost_one(trail: Trail<'_>, walk: &Walk<'_>, policies: &[NodeNo], node: NodeNo) -> Option<Finding> {
    let lost = walk.node(node);
    let serial = lost.policy.serial;
    let finding = Finding::new(codes::LOST_POLICY, Place::file(policy_path(serial))).with("file", policy_path(serial));
    let finding = finding.with("serial", serial).with("sha256", lost.sha256.to_string());
    let twin = policies.get(serial as usize - 1).map(|twin| walk.node(*twin));
    if let Some(twin) = twin {
        // Only a higher version speaks about this one: two of one number could reject each other.
        let mut later = policies.iter().skip(serial as usize).map(|later| walk.node(*later));
        let rejected = later.any(|later| later.policy.rejects.contains(&lost.sha256));
        return (!rejected).then(|| finding.variant("twin").with("other", twin.sha256.to_string()));
    }
    let here = walk.archive.policy(serial, trail.history.head());
    Some(match here {
        None => finding,
        Some(here) if here.blob == lost.blob && here.mode == Mode::FILE => finding.variant("unsupported"),
        Some(_) => finding.variant("changed"),
    })
}

/// Reports that `reviewers.toml` is not the newest valid version, and returns whether it is.
pub(super) fn people_see(trail: Trail<'_>, walk: &Walk<'_>, newest: NodeNo, sink: &mut Sink) -> bool {
    let node = walk.node(newest);
    let here = walk.archive.named(FILE, trail.history.head());
    if here.is_some_and(|v| v.mode == Mode::FILE && v.blob == node.blob) {
        return true;
    }
    let finding = Finding::new(codes::POLICY_NOT_IN_FORCE, Place::file(FILE)).with("serial", node.policy.serial);
    let finding = finding.with("archived", policy_path(node.policy.serial));
    sink.push(if here.is_none() { finding.variant("absent") } else { finding });
    false
}

/// What a version trusts of a compromised key does not lie before its place.
pub(super) fn trusted_elsewhere(serial: u32, commit: CommitId) -> Finding {
    let finding = Finding::new(codes::UNSIGNED_POLICY, Place::file(policy_path(serial))).as_warning();
    finding.variant("trusted-through").with("serial", serial).with("commit", commit.to_string())
}
