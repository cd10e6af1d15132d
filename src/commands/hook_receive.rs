//! `qianfa hook pre-receive`: the law at the server. What a push brings is judged before it is taken in.
//!
//! Every branch is judged: unsigned changes, malformed and copied sign-offs, strange histories, over-age keys, impossible
//! dates. The branch that is published must besides hold a whole chain of policies, move only forward, and stay; on
//! other branches people prepare a policy together, so a draft there is only told.

use std::path::PathBuf;

use crate::commands::pin;
use crate::commands::{Cx, Exit, Failure};
use crate::config;
use crate::diag::{Finding, Message, Severity, Sink, codes};
use crate::git::{CommitNo, GitError, RawCommit, Repository};
use crate::model::{CommitId, PersonId, Trust, Zone};
use crate::pipeline::Past;
use crate::review::chain::Chain;
use crate::review::{Arrival, Objection, in_court, object_to};

/// The setting of the server that names the published branch, if it is not the one that HEAD names.
const PUBLISHED: &str = "qianfa.published";

/// The setting of the server that lets old pages in, for the time of an import.
const IMPORTING: &str = "qianfa.importing";

/// Most sentences that one branch gets: whoever reads so many knows enough.
const MAX_SAID: usize = 40;

/// One line that git tells the hook.
struct Update<'l> {
    old: Option<CommitId>,
    new: Option<CommitId>,
    reference: &'l str,
}

/// The server as it was before the push.
struct Server<'c> {
    dir: PathBuf,
    incoming: &'c [PathBuf],
    published: Option<String>,
    pinned: Option<Trust>,
    importing: bool,
    tips: Vec<CommitId>,
}

/// Judges what is pushed; `lines` are git's, `incoming` the folders in which it keeps the new objects apart.
///
/// # Errors
/// There is no repository, a line cannot be understood, or an object cannot be read: git then refuses the push.
pub fn run(cx: &mut Cx<'_>, lines: &str, incoming: &[PathBuf]) -> Result<Exit, Failure> {
    let repository = Repository::open(&cx.dir)?;
    let named = repository.setting(PUBLISHED)?.map(|name| name.trim_start_matches("refs/heads/").to_owned());
    let server = Server {
        dir: cx.dir.clone(),
        incoming,
        published: named.or_else(|| repository.head_branch()),
        pinned: pin::find(cx, &repository, None)?.map(|p| p.trust),
        importing: repository.setting(IMPORTING)?.as_deref() == Some("true"),
        tips: repository.branches()?.into_iter().map(|(_, tip)| tip).collect(),
    };
    let mut exit = Exit::Clean;
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let update = read_line(line).ok_or_else(|| Failure::usage(Message::new("hook-line").with("line", line)))?;
        exit = exit.max(judge(cx, &server, &update)?);
    }
    Ok(exit)
}

fn read_line(line: &str) -> Option<Update<'_>> {
    let mut words = line.splitn(3, ' ');
    let mut commit = || {
        let word = words.next()?;
        if word.len() == 40 && word.bytes().all(|b| b == b'0') { Some(None) } else { CommitId::parse(word).map(Some) }
    };
    let (old, new) = (commit()?, commit()?);
    Some(Update { old, new, reference: words.next()? })
}

fn judge(cx: &mut Cx<'_>, server: &Server<'_>, update: &Update<'_>) -> Result<Exit, Failure> {
    if update.reference.starts_with("refs/replace/") {
        return Ok(refuse(cx, update, &Message::new("hook-replace")));
    }
    let Some(branch) = update.reference.strip_prefix("refs/heads/") else { return Ok(Exit::Clean) };
    let is_published = server.published.as_deref() == Some(branch);
    let Some(new) = update.new else {
        return Ok(if is_published { refuse(cx, update, &Message::new("hook-delete")) } else { Exit::Clean });
    };
    let past = match open(server).and_then(|repository| Past::of_commit(repository, new)) {
        Ok(past) => past,
        Err(error) => {
            let message = Message::new("hook-incomplete").with("reason", error.to_string());
            return Ok(refuse(cx, update, &message));
        }
    };
    let mut exit = Exit::Clean;
    if let Some(message) = is_published.then(|| goes_back(server, update, &past)).flatten() {
        exit = refuse(cx, update, &message);
    }
    let trust = trust_of(server, is_published)?;
    let reading = past.chain(trust.as_ref())?;
    // Without a chain nothing can be judged, so nothing comes in, and what is wrong with it is why.
    let is_law = is_published || reading.chain.is_none();
    exit = exit.max(tell_chain(cx, update, reading.findings, is_law));
    let Some(chain) = reading.chain else { return Ok(Exit::Errors) };
    Ok(exit.max(tell_commits(cx, server, update, &past, &chain)?))
}

fn open(server: &Server<'_>) -> Result<Repository, GitError> {
    Ok(Repository::open(&server.dir)?.with_objects(server.incoming.iter().cloned()))
}

/// Returns the trust root that a branch is judged under: the pinned one, or what the published branch says, so that
/// nobody founds another office in a branch.
fn trust_of(server: &Server<'_>, is_published: bool) -> Result<Option<Trust>, Failure> {
    if let Some(pinned) = server.pinned {
        // Only the published branch must hold what was published.
        return Ok(Some(Trust { last_published: pinned.last_published.filter(|_| is_published), ..pinned }));
    }
    let published = server.published.as_ref().and_then(|name| {
        let repository = open(server).ok()?;
        let tip = repository.branches().ok()?.into_iter().find(|(branch, _)| branch == name)?.1;
        Some((repository, tip))
    });
    let Some((repository, tip)) = published else { return Ok(None) };
    let past = Past::of_commit(repository, tip)?;
    let chain = past.chain(None)?.chain;
    Ok(chain.map(|chain| Trust {
        root: chain.root(),
        genesis: past.history.node(chain.genesis()).id,
        last_published: None,
    }))
}

/// Says whether the published branch would lose commits. Behind the last release nothing may be lost; where nobody noted
/// that, nothing at all.
fn goes_back(server: &Server<'_>, update: &Update<'_>, past: &Past) -> Option<Message> {
    let old = update.old.filter(|old| past.history.number(*old).is_none())?;
    let last = server.pinned.and_then(|pin| pin.last_published);
    match last {
        // The chain says it where the last release is lost.
        Some(_) => None,
        None => Some(Message::new("hook-back").with("commit", old.to_string())),
    }
}

fn tell_chain(cx: &mut Cx<'_>, update: &Update<'_>, findings: Sink, is_law: bool) -> Exit {
    let mut exit = Exit::Clean;
    let drafts = [codes::UNSIGNED_POLICY, codes::LOST_POLICY, codes::POLICY_NOT_IN_FORCE];
    for finding in findings.into_sorted().into_iter().filter(|f| f.severity == Severity::Error).take(MAX_SAID) {
        let message = sentence(cx, &finding);
        if !is_law && drafts.contains(&finding.code) {
            say(cx, "hook-warning", update, &message);
        } else {
            exit = refuse(cx, update, &message);
        }
    }
    exit
}

/// Returns a finding as one sentence: what, why, how to mend it.
fn sentence(cx: &Cx<'_>, finding: &Finding) -> Message {
    let attribute = |name| cx.catalog.attribute(&finding.message, name).unwrap_or_default();
    Message::new("hook-finding")
        .with("code", finding.code.to_string())
        .with("what", cx.word(&finding.message))
        .with("why", attribute("label"))
        .with("how", attribute("help"))
}

fn tell_commits(
    cx: &mut Cx<'_>,
    server: &Server<'_>,
    update: &Update<'_>,
    past: &Past,
    chain: &Chain,
) -> Result<Exit, Failure> {
    let new = new_commits(server, past)?;
    let zone = zone_of(past);
    let arrival = Arrival { new: &new, now: cx.moment(zone), zone, importing: server.importing };
    let objections = in_court(past.trail(), chain, past.single, |court, _| object_to(court, &arrival))?;
    let mut exit = Exit::Clean;
    for objection in objections.iter().take(MAX_SAID) {
        exit = refuse(cx, update, &told(chain, objection, &arrival));
    }
    Ok(exit)
}

/// Returns for each commit whether no branch of the server has it behind it.
fn new_commits(server: &Server<'_>, past: &Past) -> Result<Vec<bool>, GitError> {
    let graph = past.history.graph();
    let mut known = vec![false; graph.len()];
    let mut open: Vec<CommitId> = server.tips.clone();
    let mut seen = std::collections::HashSet::new();
    // A tip that the push does not build on is followed to where it meets what the push builds on.
    while let Some(id) = open.pop() {
        if let Some(number) = past.history.number(id) {
            known[number.index()] = true;
        } else if seen.insert(id) {
            let raw = past.objects.commit(id)?;
            let damaged = || GitError::Damaged { id: id.to_string(), fault: "its parents cannot be read".into() };
            open.extend(RawCommit::parse(&raw).ok_or_else(damaged)?.parents);
        }
    }
    // Children have greater numbers than their parents.
    let commits: Vec<CommitNo> = graph.commits().collect();
    for commit in commits.into_iter().rev() {
        if known[commit.index()] {
            graph.parents(commit).iter().for_each(|parent| known[parent.index()] = true);
        }
    }
    Ok(known.into_iter().map(|known| !known).collect())
}

/// Returns the zone of the group's dates, as the pushed configuration says.
fn zone_of(past: &Past) -> Zone {
    let site = past.file(crate::source::SITE_FILE).ok().flatten();
    let config = site.and_then(|text| config::read_site(crate::source::SITE_FILE, &text, &mut Sink::default()));
    config.map_or(Zone::SHANGHAI, |c| c.group.zone)
}

fn told(chain: &Chain, objection: &Objection, arrival: &Arrival<'_>) -> Message {
    let short = |commit: &CommitId| commit.to_string()[..12].to_owned();
    let policy = chain.newest().policy();
    let name = |p: &PersonId| policy.people.get(p).map_or_else(|| p.to_string(), |known| format!("{} {p}", known.name));
    match objection {
        Objection::Malformed { commit, line, fault } => {
            Message::new("hook-malformed").with("commit", short(commit)).with("line", *line).with("reason", *fault)
        }
        Objection::Copied(commit) => Message::new("hook-copied").with("commit", short(commit)),
        Objection::Unrelated(commit) => Message::new("hook-unrelated").with("commit", short(commit)),
        Objection::Unsigned { path, commit, writers } => Message::new("hook-unsigned")
            .with("path", path.as_str())
            .with("commit", short(commit))
            .with("people", list_or_none(writers.iter().map(name).collect())),
        Objection::OldKey { commit, person, since } => Message::new("hook-old-key")
            .with("commit", short(commit))
            .with("person", name(person))
            .with("since", since.to_string()),
        Objection::FutureCommit { commit, claimed } => Message::new("hook-future")
            .with("commit", short(commit))
            .with("claimed", claimed.to_string())
            .with("now", arrival.now.to_string()),
        Objection::Backdated { path, date, first } => Message::new("hook-backdated")
            .with("path", path.as_str())
            .with("date", date.to_string())
            .with("first", first.to_string()),
    }
}

/// Nobody is `none`, which the words turn into a sentence of its own.
fn list_or_none(people: Vec<String>) -> String {
    if people.is_empty() { "none".to_owned() } else { people.join("、") }
}

fn refuse(cx: &mut Cx<'_>, update: &Update<'_>, message: &Message) -> Exit {
    say(cx, "hook-refused", update, message);
    Exit::Errors
}

fn say(cx: &mut Cx<'_>, id: &'static str, update: &Update<'_>, message: &Message) {
    let what = cx.word(message);
    cx.say_always(&Message::new(id).with("reference", update.reference).with("what", what));
}
