//! `qianfa trust show | pin`: the trust root, outside of what is fetched and pushed.

use crate::commands::pin::{self, SETTING};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::Repository;
use crate::model::Trust;
use crate::pipeline::{Past, Report};

/// Prints the trust root that this machine was given, or else what the repository says itself.
///
/// # Errors
/// There is no repository, or the trust root or the history cannot be read.
pub fn show(cx: &mut Cx<'_>) -> Result<Exit, Failure> {
    let repository = Repository::open(&cx.dir)?;
    if let Some(pin) = pin::find(cx, &repository, None)? {
        cx.print(&format!("{}\n", pin.trust));
        let from = if cx.trust.is_some() { "QIANFA_TRUST" } else { SETTING };
        cx.say(&Message::new("trust-pinned").with("from", from));
        return Ok(Exit::Clean);
    }
    let Some(trust) = said(cx, repository)? else { return Ok(Exit::Errors) };
    cx.print(&format!("{trust}\n"));
    cx.say(&Message::new("trust-unpinned"));
    Ok(Exit::Clean)
}

/// Writes what the repository says itself into its configuration on this machine; another one stays, unless `force`.
///
/// # Errors
/// There is no repository, another trust root is pinned, or the configuration cannot be written.
pub fn pin(cx: &mut Cx<'_>, force: bool) -> Result<Exit, Failure> {
    let repository = Repository::open(&cx.dir)?;
    let before = repository.setting(SETTING)?;
    let Some(trust) = said(cx, Repository::open(&cx.dir)?)? else { return Ok(Exit::Errors) };
    let known = before.as_deref().and_then(|text| Trust::parse(text.trim()));
    if let Some(known) = known.filter(|k| (k.root, k.genesis) == (trust.root, trust.genesis)) {
        cx.print(&format!("{known}\n"));
        cx.say(&Message::new("trust-same"));
        return Ok(Exit::Clean);
    }
    if let Some(before) = before.filter(|_| !force) {
        let message = Message::new("trust-other").with("before", before).with("now", trust.to_string());
        return Err(Failure::config(message).hint(Message::new("trust-other-hint")));
    }
    repository.set_setting(SETTING, &trust.to_string())?;
    cx.print(&format!("{trust}\n"));
    cx.say(&Message::new("trust-compare"));
    Ok(Exit::Clean)
}

/// Returns what the history says of its own beginning; where it says nothing, or two things, that is printed.
fn said(cx: &mut Cx<'_>, repository: Repository) -> Result<Option<Trust>, Failure> {
    let past = Past::of_head(repository)?;
    let reading = past.chain(None)?;
    let trust = reading.chain.as_ref().map(|chain| Trust {
        root: chain.root(),
        genesis: past.history.node(chain.genesis()).id,
        last_published: None,
    });
    if trust.is_none() {
        cx.report(Report { sink: reading.findings, ..Report::default() });
    }
    Ok(trust)
}
