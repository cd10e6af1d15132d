//! `qianfa audit`: the evidence behind a page or the whole site, re-checked from nothing, with the plain-git commands that
//! reproduce it.
//!
//! It asks the same gate as `status` and prints the same JSON. For people it goes on: every step with its commit, key
//! and policy, every author, and what to type to see the same without this program.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::commands::policy::{about, names};
use crate::commands::status::{self, Wanted};
use crate::commands::world::{Asked, World};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::render::Format;
use crate::diag::{Message, Sink};
use crate::git::{CommitNo, GitError};
use crate::i18n::Catalog;
use crate::model::ContentPath;
use crate::pipeline::Report;
use crate::review::{self, Court, Docket, Item, Judged, Mark, Shown, StepState, Verdict, in_court, judge_all};

/// The git that shows what is stored, as docs/audit.md has it.
const GIT: &str = "git --no-replace-objects --literal-pathspecs -c core.commitGraph=false";

/// What the person asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only these files and folders; everything if empty.
    pub paths: Vec<PathBuf>,
    /// The commit to audit; HEAD if left out.
    pub revision: Option<String>,
    /// A file that holds the trust root.
    pub trust: Option<PathBuf>,
}

/// Prints the evidence.
///
/// # Errors
/// There is no repository or no such revision, or the history cannot be read.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let mut report = Report::default();
    let asked = Asked { revision: options.revision.as_deref(), trust: options.trust.as_deref(), anew: true };
    let Some(world) = cx.world(asked, &mut report)? else { return Ok(status::tell_broken(cx, report)) };
    let wanted = Wanted::new(cx, &world, &options.paths, None)?;
    let is_json = cx.output.format == Format::Json;
    let broken = world.broken;
    let words = cx.catalog;
    let told = in_court(world.past.trail(), &world.chain, world.past.single, |court, units| {
        let docket = judge_all(court, units)?;
        if let Some(path) = wanted.stranger(court, &docket) {
            return Ok(Err(status::no_unit(path)));
        }
        let mut sink = Sink::default();
        review::report(court, &docket, &mut sink);
        let view = View { words, world: &world, court, docket: &docket };
        let told = if is_json { Told::Json(view.object(&wanted)?) } else { Told::Text(view.text(&wanted)?) };
        Ok::<_, GitError>(Ok((told, sink, view.holds(&wanted))))
    });
    let (told, sink, holds) = told??;
    let exit = if broken || !holds { Exit::Errors } else { Exit::Clean };
    match told {
        Told::Json(mut object) => {
            report.sink.extend(sink);
            world.past.quote(&mut report)?;
            object["findings"] = cx.findings_value(report.sink, &report.sources);
            cx.print(&format!("{object:#}\n"));
        }
        Told::Text(text) => {
            if !report.sink.findings().is_empty() {
                cx.report(report);
            }
            cx.print(&text);
        }
    }
    Ok(exit)
}

enum Told {
    Json(Value),
    Text(String),
}

struct View<'a, 'c> {
    words: &'a Catalog,
    world: &'a World,
    court: &'a Court<'c>,
    docket: &'a Docket,
}

impl View<'_, '_> {
    /// Returns whether what the site shows stands upon evidence: nothing is shown that is not approved, nothing was
    /// refused, and no sign-off stops everything.
    fn holds(&self, wanted: &Wanted) -> bool {
        let stands = |judged: &Judged| match judged.judgement.verdict {
            Verdict::Approved(_) => true,
            Verdict::Pending | Verdict::Objected(_) | Verdict::Unpublished => judged.shown != Shown::Head,
            Verdict::Refused(_) => false,
        };
        let wanted = self.docket.units.iter().filter(|judged| wanted.has(self.court, judged));
        self.docket.stopped.is_none() && wanted.into_iter().all(stands)
    }

    /// The same as `status`, and beside each item who wrote it.
    fn object(&self, wanted: &Wanted) -> Result<Value, GitError> {
        let mut object = status::object(self.world, self.court, self.docket, wanted)?;
        let units = self.docket.units.iter().filter(|judged| wanted.has(self.court, judged));
        let items: Vec<&Item> = units.flat_map(|judged| &judged.unit.items).collect();
        if let Some(values) = object["items"].as_array_mut() {
            for (value, item) in values.iter_mut().zip(items) {
                value["authors"] = self.authors(item)?.iter().map(|(c, m)| self.author_value(*c, *m)).collect();
            }
        }
        Ok(object)
    }

    fn author_value(&self, commit: CommitNo, mark: Option<&Mark>) -> Value {
        json!({
            "commit": self.id(commit),
            "person": mark.map(|m| m.person.as_str()),
            "key": mark.map(|m| m.key.to_string()),
        })
    }

    /// Returns the commits that made an item what it is, each with who signed it.
    fn authors(&self, item: &Item) -> Result<Vec<(CommitNo, Option<&Mark>)>, GitError> {
        let touches = self.court.paths.trail().versions.touches(item.path);
        let brings = touches.filter(|t| t.changes && t.now == item.version).map(|t| t.commit);
        brings.map(|commit| Ok((commit, self.court.evidence.signer(commit)?))).collect()
    }

    fn text(&self, wanted: &Wanted) -> Result<String, GitError> {
        let mut text = self.start();
        let mut count = 0usize;
        for judged in self.docket.units.iter().filter(|judged| wanted.has(self.court, judged)) {
            text.push_str(&self.unit(judged)?);
            count += 1;
        }
        text.push_str(&format!("{}\n", self.words.text(&Message::new("audit-sum").with("count", count))));
        Ok(text)
    }

    /// Where trust begins, and the versions of the policy.
    fn start(&self) -> String {
        let chain = &self.world.chain;
        let genesis = self.id(chain.genesis());
        let head = self.id(self.docket.head);
        let message = Message::new("audit-root")
            .with("root", chain.root().to_string())
            .with("genesis", &*genesis)
            .with("head", &*head);
        let mut text = format!("{}\n", self.words.text(&message));
        text.push_str(&format!("    $ {GIT} cat-file blob {genesis}:.qianfa/policy/0001.toml | sha256sum\n"));
        text.push_str(&format!("    $ {GIT} merge-base --is-ancestor {genesis} {head} && echo descends\n"));
        for version in chain.policies() {
            let line = about(self.world, version);
            text.push_str(&format!("{}\n", self.words.text(&line)));
        }
        text.push_str("    $ qianfa people allowed-signers > allowed_signers\n\n");
        text
    }

    fn unit(&self, judged: &Judged) -> Result<String, GitError> {
        let path = self.name(&judged.unit.items[0]);
        let verdict = Message::new("status-verdict").with("verdict", status::word(&judged.judgement.verdict));
        let site = Message::new("status-shown").with("edition", status::shown(&judged.shown));
        let mut text = format!("{path}\n  {} · {}\n", self.words.text(&verdict), self.words.text(&site));
        for item in &judged.unit.items {
            text.push_str(&self.item(item)?);
        }
        for state in &judged.judgement.steps {
            text.push_str(&self.step(state));
        }
        text.push_str(&self.commands(judged)?);
        text.push('\n');
        Ok(text)
    }

    fn item(&self, item: &Item) -> Result<String, GitError> {
        let Some(version) = self.court.paths.trail().versions.version(item.version) else { return Ok(String::new()) };
        let sha256 = self.court.paths.sha256(item.version)?.map_or_else(|| "?".to_owned(), |s| s.to_string());
        let mut text = format!("    {} {} sha256:{sha256} {}\n", version.mode, version.blob, self.name(item));
        for (commit, mark) in self.authors(item)? {
            let line = match mark {
                Some(mark) => Message::new("audit-author")
                    .with("person", names(self.world, [&mark.person]))
                    .with("key", mark.key.to_string()),
                None => Message::new("audit-nobody"),
            };
            text.push_str(&format!("      {}\n", self.words.text(&line.with("commit", self.id(commit)))));
        }
        Ok(text)
    }

    fn step(&self, state: &StepState) -> String {
        let policy = self.world.chain.newest().policy();
        let step = policy.steps.get(&state.step).map_or_else(|| state.step.to_string(), |s| s.name.clone());
        let line = match &state.by {
            None => Message::new("audit-open").with("step", step),
            Some((person, commit)) => {
                let mark = self.court.evidence.sign_offs().map(|(_, s)| &s.mark).find(|m| m.commit == *commit);
                let versions = mark.map_or_else(String::new, |m| {
                    if m.known == m.conc { m.known.to_string() } else { format!("{}–{}", m.known, m.conc) }
                });
                Message::new("audit-step")
                    .with("step", step)
                    .with("person", names(self.world, [person]))
                    .with("key", mark.map_or_else(|| "?".to_owned(), |m| m.key.to_string()))
                    .with("versions", versions)
                    .with("commit", self.id(*commit))
            }
        };
        format!("    {}\n", self.words.text(&line))
    }

    /// What to type to see the same without this program.
    fn commands(&self, judged: &Judged) -> Result<String, GitError> {
        let head = self.id(self.docket.head);
        let mut lines: Vec<String> = Vec::new();
        for item in &judged.unit.items {
            let Some(version) = self.court.paths.trail().versions.version(item.version) else { continue };
            let path = self.court.paths.name(item.path).map_or_else(String::new, ContentPath::in_shell);
            lines.push(format!("{GIT} ls-tree --full-tree {head} -- {path}"));
            lines.push(format!("{GIT} cat-file blob {} | sha256sum", version.blob));
        }
        let mut signed: BTreeSet<CommitNo> =
            judged.judgement.steps.iter().filter_map(|s| s.by.as_ref().map(|(_, commit)| *commit)).collect();
        for item in &judged.unit.items {
            signed.extend(self.authors(item)?.into_iter().filter(|(_, mark)| mark.is_some()).map(|(c, _)| c));
        }
        for commit in signed.into_iter().map(|c| self.id(c)) {
            lines.push(format!("{GIT} -c gpg.ssh.allowedSignersFile=allowed_signers verify-commit {commit}"));
            lines.push(format!("{GIT} merge-base --is-ancestor {commit} {head} && echo behind"));
        }
        Ok(lines.into_iter().map(|line| format!("    $ {line}\n")).collect())
    }

    fn id(&self, commit: CommitNo) -> String {
        self.court.paths.trail().history.node(commit).id.to_string()
    }

    fn name(&self, item: &Item) -> String {
        self.court.paths.name(item.path).map(ToString::to_string).unwrap_or_default()
    }
}
