//! `qianfa serve`: the preview in a browser, each site at `http://<site>.localhost:PORT`, fresh after every save.
//!
//! Four hands. This thread makes the preview again whenever `watch` heard of a change; `review` asks the gate beside it,
//! because a page is wanted at once and who signed it may come a moment later; both write on the `board`, and the server
//! (`http`) shows browsers what stands there. Nobody waits for a browser.

mod board;
mod http;
mod page;
mod review;
mod told;
mod watch;

use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use board::{Board, Found, Output, Site, Trouble};
use watch::{Burst, Means, Signal, Watch};

use crate::commands::build::{self, Made, Showing, Whole};
use crate::commands::{Cx, Exit, Failure, FailureKind, Verbosity};
use crate::diag::{Finding, Message, Severity, calm};
use crate::i18n::Catalog;
use crate::pipeline::{Drafts, Held, Report};
use crate::source::{self, Files, WorkTree};
use crate::write::{Scratch, WebRoot};

/// Makes the preview and serves it, made again whenever somebody saves, until the person interrupts.
///
/// # Errors
/// There is no site, the preview cannot be written, or the address cannot be opened.
pub fn run(cx: &mut Cx<'_>, address: SocketAddr) -> Result<Exit, Failure> {
    let failed = |e: std::io::Error| {
        let hint = Message::new("serve-failed-hint");
        Failure::environment(Message::new("serve-failed").with("address", address.to_string())).because(e).hint(hint)
    };
    let listener = http::listen(address).map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let board = Arc::new(Board::new(first_number()));
    let (tell, signals) = watch::channel();
    // First of all, so that whatever is made from here on is also removed when somebody interrupts.
    let desk = http::Desk::new(board.clone(), Catalog::new(cx.catalog.lang()));
    open(listener, desk, tell.clone());
    // Drafts are in it: not in `public/`, where somebody might publish them, but where only this person can look.
    let scratch = Scratch::new()?;
    let (root, out) = (source::real_path(&cx.root()?), scratch.path().join("preview"));
    let mut press = Press { board: board.clone(), root, out, port, held: Held::default() };
    // Before the first reading, so that nothing that is saved meanwhile is missed.
    let watch = watch_over(cx, &press.root, Means::Told, &tell)?;
    press.begin(cx)?;
    let ask = review::start(review::Bench::of(cx), board);
    let _ = ask.try_send(());
    greet(cx, &press);
    press.go_on(cx, watch, &Lines { tell, signals, ask }).map_err(failed)?;
    Ok(Exit::Clean)
}

/// Opens the server; returns when it would hear that it should end.
fn open(listener: TcpListener, desk: http::Desk, tell: Sender<Signal>) {
    let (ready, is_ready) = mpsc::channel();
    thread::spawn(move || {
        let ended = http::serve(listener, desk, || {
            let _ = ready.send(());
        });
        tell.send(Signal::Ended(ended))
    });
    // One that fails at once says so as its end.
    let _ = is_ready.recv();
}

/// Returns where the numbers of the pages begin: small enough for any script, and not where another run began.
fn first_number() -> u64 {
    let mut bytes = [0; 4];
    // Without chance every run begins alike; then a browser may miss that there was another.
    let _ = getrandom::fill(&mut bytes);
    u64::from(u32::from_le_bytes(bytes)) << 16
}

fn greet(cx: &mut Cx<'_>, press: &Press) {
    let known = press.board.known();
    match &known.output {
        Some(output) => {
            for site in &output.sites {
                let url = format!("http://{}.localhost:{}/", site.id, press.port);
                cx.say(&Message::new("serve-site").with("name", site.name.as_str()).with("url", url));
            }
        }
        None => cx.say(&Message::new("serve-nothing").with("url", format!("http://localhost:{}/", press.port))),
    }
    cx.say(&Message::new("serve-stop"));
}

/// Watches over the site; where the system cannot tell of so many changes, by looking now and then.
fn watch_over(cx: &mut Cx<'_>, root: &Path, means: Means, tell: &Sender<Signal>) -> Result<Watched, Failure> {
    let deaf = |e: notify::Error| Failure::environment(Message::new("serve-deaf")).because(e);
    match Watch::begin(root, means, tell) {
        Ok(watch) => Ok(Watched { means, _watch: watch }),
        Err(error) if means == Means::Told => {
            cx.say_always(&Message::new("serve-polls").with("reason", error.to_string()));
            watch_over(cx, root, Means::Polled, tell)
        }
        Err(error) => Err(deaf(error)),
    }
}

struct Watched {
    means: Means,
    _watch: Watch,
}

/// Whom this thread hears and whom it tells.
struct Lines {
    tell: Sender<Signal>,
    signals: Receiver<Signal>,
    ask: SyncSender<()>,
}

/// Makes the preview, again and again.
struct Press {
    board: Arc<Board>,
    root: PathBuf,
    out: PathBuf,
    port: u16,
    held: Held,
}

impl Press {
    /// Makes the first preview. What people can mend in an editor does not end the run; they see it in the browser.
    fn begin(&mut self, cx: &mut Cx<'_>) -> Result<(), Failure> {
        match self.make(cx) {
            Err(failure) if failure.kind != FailureKind::Config => Err(failure),
            made => {
                self.pin_up(made);
                self.print_found(cx);
                Ok(())
            }
        }
    }

    /// Follows what happens until the server ends.
    fn go_on(&mut self, cx: &mut Cx<'_>, mut watched: Watched, lines: &Lines) -> std::io::Result<()> {
        loop {
            // While nobody waits, rather than when somebody does.
            self.held.look();
            let burst = watch::next(&lines.signals);
            if let Some(ended) = burst.ended {
                return ended;
            }
            self.watch_anew(cx, &mut watched, &burst, lines);
            if burst.unsure || burst.deaf.is_some() || !burst.saved.is_empty() {
                self.make_again(cx, &burst.saved);
            }
            if burst.unsure || burst.committed {
                // One who is asked already looks again anyway.
                let _ = lines.ask.try_send(());
            }
        }
    }

    /// Watches what is there now, where folders came or went; what cannot be watched any more is said.
    fn watch_anew(&self, cx: &mut Cx<'_>, watched: &mut Watched, burst: &Burst, lines: &Lines) {
        let means = if burst.deaf.is_some() { Means::Polled } else { watched.means };
        if !burst.unsure && means == watched.means {
            return;
        }
        if let Some(reason) = &burst.deaf {
            cx.say_always(&Message::new("serve-polls").with("reason", reason.as_str()));
        }
        match watch_over(cx, &self.root, means, &lines.tell) {
            Ok(anew) => *watched = anew,
            Err(failure) => cx.say_always(&failure.message),
        }
    }

    fn make_again(&mut self, cx: &mut Cx<'_>, saved: &BTreeSet<String>) {
        let before = cx.elapsed();
        let made = self.make(cx);
        self.pin_up(made);
        self.say_made(cx, saved, cx.elapsed().saturating_sub(before));
    }

    /// Makes the preview of what stands in the work tree now.
    ///
    /// A build like any other; what the last one left is at hand.
    fn make(&mut self, cx: &mut Cx<'_>) -> Result<Made, Failure> {
        let options = build::Options { preview: true, out: Some(self.out.clone()), ..Default::default() };
        build::make(cx, &options, Showing { port: self.port, drafts: Drafts::Shown, held: Some(self.held.clone()) })
    }

    /// Puts on the board what became of it.
    fn pin_up(&self, made: Result<Made, Failure>) {
        match made {
            Ok(Made { report, whole: Some(whole), out }) => self.board.built(output(whole, report, &out)),
            Ok(Made { report, whole: None, .. }) => self.board.failed(Trouble::Found(found(report))),
            Err(failure) => {
                let line = failure.source.as_deref().and_then(|reason| line_named(&self.root, reason));
                self.board.failed(Trouble::Failed { failure, line });
            }
        }
    }

    /// Prints the findings of the first preview.
    fn print_found(&self, cx: &mut Cx<'_>) {
        let known = self.board.known();
        match (known.trouble.as_deref(), known.output.as_deref()) {
            (Some(Trouble::Found(found)), _) | (None, Some(Output { found, .. })) => {
                cx.print_sorted(&found.findings, &found.sources, &[]);
            }
            (Some(Trouble::Failed { failure, .. }), _) => cx.say_always(&failure.message),
            (None, None) => {}
        }
    }

    /// Says in one line what was saved and what came of it; with `-v` the findings as well.
    fn say_made(&self, cx: &mut Cx<'_>, saved: &BTreeSet<String>, took: Duration) {
        let known = self.board.known();
        let message = match known.trouble.as_deref() {
            Some(trouble) => Message::new("serve-stays").with("why", why(cx, trouble)),
            None => {
                let tally = known.output.map(|o| o.found.tally()).unwrap_or_default();
                Message::new("serve-made").with("errors", tally.errors).with("warnings", tally.warnings)
            }
        };
        let what = cx.word(&what(saved));
        cx.say(&message.with("what", what).with("milliseconds", took.as_millis().to_string()));
        if cx.output.verbosity >= Verbosity::Verbose {
            self.print_found(cx);
        }
    }
}

/// Returns what is the matter, in one line; the browser says more.
fn why(cx: &Cx<'_>, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Found(found) => {
            let first = found.findings.iter().find(|f| f.severity == Severity::Error);
            let told = |f: &Finding| {
                let at = found.sources.position(&f.at);
                format!("{}:{}:{}: {}", f.at.file, at.line, at.column, cx.word(&f.message))
            };
            first.map(told).unwrap_or_default()
        }
        Trouble::Failed { failure, .. } => {
            let reason = failure.source.as_deref().and_then(|text| text.lines().next());
            let reason = reason.map(|text| format!(": {}", calm(text))).unwrap_or_default();
            format!("{}{reason}", cx.word(&failure.message))
        }
    }
}

/// Returns what is said to have been saved.
fn what(saved: &BTreeSet<String>) -> Message {
    match saved.first() {
        None => Message::new("serve-what-folders"),
        Some(path) if saved.len() == 1 => Message::new("serve-what").with("path", path.as_str()),
        Some(path) => Message::new("serve-what-and").with("path", path.as_str()).with("count", saved.len()),
    }
}

/// Returns what stands where, and what was found.
fn output(whole: Whole, report: Report, out: &Path) -> Output {
    let Whole { group, read, .. } = whole;
    let config = &group.config;
    let root = |site: &str| if config.single { out.to_owned() } else { out.join(site) };
    let site = |id: &str, name: &str| Site { id: id.to_owned(), name: name.to_owned(), root: WebRoot::new(root(id)) };
    Output {
        main: config.group.portal.to_string(),
        sites: config.sites.iter().map(|s| site(s.id.as_str(), &s.name)).collect(),
        read: read.without_texts(),
        found: found(report),
    }
}

fn found(report: Report) -> Found {
    Found { findings: report.sink.into_sorted(), sources: report.sources }
}

/// Returns the line of a template that a reason begins with: `themes/own/templates/page.html:3:5: …`.
///
/// A template that only fails when it is used is told by whoever used it, in words: its place stands in them.
fn line_named(root: &Path, reason: &str) -> Option<String> {
    let mut parts = reason.splitn(4, ':');
    let (file, line) = (parts.next()?, parts.next()?.parse::<usize>().ok()?);
    let text = WorkTree::new(root).read(file, MAX_TEMPLATE).ok()?;
    let text = String::from_utf8(text).ok()?;
    text.lines().nth(line.checked_sub(1)?).map(|line| calm(line).into_owned())
}

/// A template of more bytes has no line that somebody wants to see.
const MAX_TEMPLATE: usize = 1 << 20;
