//! `qianfa hook pre-commit | pre-rebase`: courtesy at the desk. What the server or the gate would refuse is said early.

use std::path::Path;

use crate::commands::{Cx, Exit, Failure};
use crate::diag::{Message, Severity, Sink};
use crate::git::{RawCommit, Repository, Signer, claims};
use crate::model::{CommitId, ContentPath, PersonId};
use crate::pipeline::{self, Group, Report};
use crate::policy::{Key, KeyState};
use crate::source::{Columns, WorkTree, declared};

/// Says what the commit that is about to be made, from the index in the file `index`, would run into. Only faults in
/// pages stop it.
///
/// # Errors
/// There is no repository, or a file cannot be read.
pub fn pre_commit(cx: &mut Cx<'_>, home: Option<&Path>, index: Option<&Path>) -> Result<Exit, Failure> {
    let root = cx.root()?;
    let repository = Repository::open(&root)?;
    let staged = repository.staged(index)?;
    let staged: Vec<ContentPath> = staged.iter().filter_map(|p| ContentPath::parse(p).ok()).collect();
    if staged.is_empty() {
        return Ok(Exit::Clean);
    }
    let mut report = Report::default();
    let Some(group) = cx.open(&mut report)? else {
        let ours = staged.iter().any(|p| ["site.toml", "reviewers.toml"].contains(&p.as_str()));
        return Ok(if ours { cx.report(report) } else { Exit::Clean });
    };
    signing(cx, &repository)?;
    let key = Signer::default().key_id(&repository, home);
    let own = key.and_then(|id| group.policy.keys.iter().find(|k| crate::git::key_id(&k.public.value) == Some(id)));
    match own {
        Some(key) => {
            age(cx, &group, key);
            authors(cx, &group, &key.person, &staged);
        }
        None if key.is_some() => cx.say(&Message::new("hook-strange-key")),
        None => {}
    }
    faults(cx, &group, &staged)
}

/// An unsigned change is refused by the gate, so commits are signed without thinking of it.
fn signing(cx: &mut Cx<'_>, repository: &Repository) -> Result<(), Failure> {
    let set = |key| repository.effective_setting(key);
    let signs = set("commit.gpgSign")?.is_some_and(|v| v.eq_ignore_ascii_case("true"));
    if !signs || set("gpg.format")?.as_deref() != Some("ssh") {
        cx.say(&Message::new("hook-not-signing"));
    } else if set("user.signingKey")?.is_none() && set("gpg.ssh.defaultKeyCommand")?.is_none() {
        cx.say(&Message::new("hook-no-key"));
    }
    Ok(())
}

fn age(cx: &mut Cx<'_>, group: &Group, key: &Key) {
    /// Days before the end in which it is said.
    const WARNED: i64 = 14;
    if key.state != KeyState::Active {
        return cx.say(&Message::new("hook-inactive-key").with("state", key.state.as_str()));
    }
    let Some(most) = group.policy.settings.key_max_age else { return };
    let today = cx.moment(group.config.group.zone).day();
    let left = i64::from(most.at_most_days()) - i64::from(today.days_since(key.since));
    if left < 0 {
        cx.say(&Message::new("hook-own-old-key").with("since", key.since.to_string()));
    } else if left <= WARNED {
        cx.say(&Message::new("hook-ageing-key").with("left", left));
    }
}

/// Whoever changes a page is its author, and no author reviews it.
fn authors(cx: &mut Cx<'_>, group: &Group, person: &PersonId, staged: &[ContentPath]) {
    let columns = Columns::new(group.columns.iter().cloned(), group.config.single);
    for path in staged.iter().filter(|p| crate::review::is_page(p.as_str())) {
        let text = crate::source::read_settings(&WorkTree::new(&group.root), path.as_str()).ok().flatten();
        let Some(page) = text.and_then(|text| declared(path, &text, group.config.single)) else { continue };
        let Ok((column, _)) = columns.of_page(path) else { continue };
        let reviews = group.policy.grants.iter().filter(|g| g.person == *person && g.step.as_str() != "write");
        let steps: std::collections::BTreeSet<&str> =
            reviews.filter(|g| g.covers_page(&page.department, &column.id)).map(|g| g.step.as_str()).collect();
        let names = steps.iter().map(|step| {
            let named = group.policy.steps.values().find(|s| s.id.as_str() == *step);
            named.map_or_else(|| (*step).to_owned(), |s| s.name.clone())
        });
        let names = names.collect::<Vec<_>>().join("、");
        if !names.is_empty() {
            cx.say(&Message::new("hook-author").with("path", path.as_str()).with("steps", names));
        }
    }
}

/// Checks the staged pages by themselves: what they mean for others `check` says.
fn faults(cx: &mut Cx<'_>, group: &Group, staged: &[ContentPath]) -> Result<Exit, Failure> {
    let mut report = Report::default();
    let pages = staged.iter().filter(|p| crate::review::is_page(p.as_str())).cloned();
    pipeline::read_some(group, &WorkTree::new(&group.root), pages, &mut report);
    let errors = report.sink.into_sorted().into_iter().filter(|f| f.severity == Severity::Error);
    let sink = errors.fold(Sink::default(), |mut sink, finding| {
        sink.push(finding);
        sink
    });
    if !sink.has_errors() {
        return Ok(Exit::Clean);
    }
    let exit = cx.report(Report { sink, sources: report.sources });
    cx.say(&Message::new("hook-faults"));
    Ok(exit)
}

/// Refuses to rebase sign-offs: git would sign them again with the key of whoever rebases, and they would count nothing.
///
/// # Errors
/// There is no such revision, or a commit cannot be read.
pub fn pre_rebase(cx: &mut Cx<'_>, upstream: &str, branch: Option<&str>) -> Result<Exit, Failure> {
    let repository = Repository::open(&cx.dir)?;
    let objects = repository.objects()?;
    let upstream = repository.resolve(upstream)?;
    let tip = branch.map_or_else(|| repository.head().map(|h| h.commit), |name| repository.resolve(name))?;
    let base = crate::git::History::load(&repository, upstream)?;
    let mut open = vec![tip];
    let mut seen: std::collections::HashSet<CommitId> = std::collections::HashSet::new();
    let mut sign_offs = 0usize;
    while let Some(id) = open.pop() {
        if base.number(id).is_some() || !seen.insert(id) {
            continue;
        }
        let raw = objects.commit(id)?;
        let Some(commit) = RawCommit::parse(&raw) else { continue };
        if let [only] = commit.parents.as_slice()
            && claims(commit.message)
            && repository.tree_of(*only)? == commit.tree
        {
            sign_offs += 1;
        }
        open.extend(commit.parents);
    }
    if sign_offs == 0 {
        return Ok(Exit::Clean);
    }
    cx.say_always(&Message::new("hook-rebase").with("count", sign_offs));
    Ok(Exit::Errors)
}
