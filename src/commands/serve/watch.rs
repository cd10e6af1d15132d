//! Notices what people save and commit, and wakes the rebuild once for each burst of it.
//!
//! The folders that a site is made of are watched and no others: output and git's objects come and go by the thousand
//! and mean nothing. What happened is only a reason to look again; the rebuild reads the work tree itself.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use notify::event::{Event, EventKind, ModifyKind};
use notify::{Config, ErrorKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::git::Repository;

/// How long nothing must happen for a burst of changes to be over: an editor's save is several of them.
const QUIET: Duration = Duration::from_millis(3);

/// How often in a burst that is waited for: what does not end in 18 milliseconds is more than a save.
const MOST_WAITS: usize = 6;

/// How often folders are looked through where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// What a site is made of: folders of the repository, and files at its top.
const FOLDERS: [&str; 4] = ["content", "data", "themes", ".qianfa"];
const FILES: [&str; 2] = ["site.toml", "reviewers.toml"];

/// Something that the verb has to hear of.
#[derive(Debug)]
pub(super) enum Signal {
    /// A file of the site changed.
    Saved(String),
    /// A folder that is watched was made, moved or removed, or some change was lost.
    Unsure,
    /// A branch or HEAD stands elsewhere.
    Committed,
    /// Changes are not told any more.
    Deaf(String),
    /// The server ended.
    Ended(io::Result<()>),
}

/// What happened in one burst.
#[derive(Default, Debug)]
pub(super) struct Burst {
    /// The files that were saved.
    pub(super) saved: BTreeSet<String>,
    /// Whether folders have to be watched anew and everything looked at.
    pub(super) unsure: bool,
    /// Whether the history went on.
    pub(super) committed: bool,
    /// Why changes are not told any more.
    pub(super) deaf: Option<String>,
    /// How the server ended.
    pub(super) ended: Option<io::Result<()>>,
}

/// Waits for the next burst. It sleeps until something happens, however long that takes.
pub(super) fn next(signals: &Receiver<Signal>) -> Burst {
    let mut burst = Burst::default();
    // The server's own end keeps the channel open as long as it runs.
    burst.take(signals.recv().unwrap_or(Signal::Ended(Ok(()))));
    for _ in 0..MOST_WAITS {
        thread::sleep(QUIET);
        let heard: Vec<Signal> = signals.try_iter().collect();
        if heard.is_empty() {
            break;
        }
        heard.into_iter().for_each(|signal| burst.take(signal));
    }
    burst
}

impl Burst {
    fn take(&mut self, signal: Signal) {
        match signal {
            Signal::Saved(path) => {
                self.saved.insert(path);
            }
            Signal::Unsure => self.unsure = true,
            Signal::Committed => self.committed = true,
            Signal::Deaf(why) => self.deaf = Some(why),
            Signal::Ended(how) => self.ended = Some(how),
        }
    }
}

/// How changes are noticed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Means {
    /// The system tells of them.
    Told,
    /// The folders are looked through; a file that is saved twice within a second may be seen once.
    Polled,
}

/// Folders that are watched until this is dropped.
pub(super) struct Watch {
    /// Never read: what matters is that it lives.
    _watcher: Box<dyn Watcher + Send>,
}

impl Watch {
    /// Watches the site at `root`, which is a real path.
    ///
    /// # Errors
    /// The system cannot watch so many folders, or not by these means.
    pub(super) fn begin(root: &Path, means: Means, tell: &Sender<Signal>) -> notify::Result<Self> {
        let places = Places::of(root);
        let hear = hearer(places.clone(), means, tell.clone());
        let config = Config::default().with_follow_symlinks(false).with_poll_interval(POLL);
        let mut watcher: Box<dyn Watcher + Send> = match means {
            Means::Told => Box::new(RecommendedWatcher::new(hear, config)?),
            Means::Polled => Box::new(PollWatcher::new(hear, config)?),
        };
        for (folder, mode) in places.watched() {
            match watcher.watch(&folder, mode) {
                // A folder that is not there is watched when it is made.
                Err(error) if is_absent(&error) && folder != root => {}
                watched => watched?,
            }
        }
        Ok(Self { _watcher: watcher })
    }
}

fn is_absent(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Where a site and its history lie.
#[derive(Clone, Debug)]
struct Places {
    root: PathBuf,
    /// The folder of the repository, where there is one.
    git: Option<PathBuf>,
}

impl Places {
    fn of(root: &Path) -> Self {
        let git = Repository::open(root).ok().map(|r| crate::source::real_path(r.common_folder()));
        Self { root: root.to_owned(), git }
    }

    fn watched(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let mut watched = vec![(self.root.clone(), RecursiveMode::NonRecursive)];
        watched.extend(FOLDERS.map(|f| (self.root.join(f), RecursiveMode::Recursive)));
        if let Some(git) = &self.git {
            watched.push((git.clone(), RecursiveMode::NonRecursive));
            // The HEAD of a work tree of its own lies in `worktrees/`.
            watched.extend(["refs", "worktrees"].map(|f| (git.join(f), RecursiveMode::Recursive)));
        }
        watched
    }

    /// Returns what a change at `path` means, if it means anything.
    fn signal(&self, path: &Path, kind: EventKind) -> Option<Signal> {
        if self.watched().iter().skip(1).any(|(folder, _)| folder == path) {
            return comes_or_goes(kind).then_some(Signal::Unsure);
        }
        if let Some(inside) = self.git.as_ref().and_then(|git| path.strip_prefix(git).ok()) {
            return is_history(inside).then_some(Signal::Committed);
        }
        let inside = path.strip_prefix(&self.root).ok()?;
        match inside.iter().next()?.to_str()? {
            ".git" => Some(Signal::Unsure),
            first if FILES.contains(&first) || FOLDERS.contains(&first) && !is_by_product(path) => {
                Some(Signal::Saved(inside.to_string_lossy().into_owned()))
            }
            _ => None,
        }
    }
}

/// Returns whether something is made, moved or removed, or may have been.
fn comes_or_goes(kind: EventKind) -> bool {
    match kind {
        EventKind::Modify(what) => matches!(what, ModifyKind::Name(_)),
        EventKind::Access(_) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

/// Returns whether a file of the repository says where a branch or HEAD stands. The index does not: what waits for
/// whom depends on commits alone.
fn is_history(inside: &Path) -> bool {
    let is_lock = inside.extension().is_some_and(|e| e == "lock");
    let is_ref = inside.starts_with("refs") || inside.ends_with("HEAD") || inside == Path::new("packed-refs");
    is_ref && !is_lock
}

/// Returns whether a file is what an editor leaves beside what it saves: hidden files are no pages.
fn is_by_product(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.as_encoded_bytes()).unwrap_or_default();
    name.starts_with(b".") || name.ends_with(b"~")
}

fn hearer(places: Places, means: Means, tell: Sender<Signal>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    // Where nobody listens any more the program is about to end.
    move |told| match told {
        Ok(event) => signals(&places, &event).for_each(|signal| drop(tell.send(signal))),
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
            let _ = tell.send(Signal::Deaf(error.to_string()));
        }
        // Of what cannot be looked at it is told at every look, for instance of a folder that is not there.
        Err(_) if means == Means::Polled => {}
        Err(_) => {
            let _ = tell.send(Signal::Unsure);
        }
    }
}

fn signals<'e>(places: &'e Places, event: &'e Event) -> impl Iterator<Item = Signal> + 'e {
    let lost = event.need_rescan().then_some(Signal::Unsure);
    let paths = event.paths.iter().filter(|_| !event.kind.is_access());
    lost.into_iter().chain(paths.filter_map(|path| places.signal(path, event.kind)))
}

/// Returns a channel for signals.
pub(super) fn channel() -> (Sender<Signal>, Receiver<Signal>) {
    mpsc::channel()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(path: &str) -> Option<String> {
        let places = Places { root: "/site".into(), git: Some("/site/.git".into()) };
        let kind = EventKind::Create(notify::event::CreateKind::Any);
        places.signal(Path::new(path), kind).map(|signal| format!("{signal:?}"))
    }

    #[test]
    fn only_what_a_site_is_made_of_is_a_reason_to_look_again() {
        for path in ["content/notice/a.md", "themes/own/templates/base.html", "data/holidays/2026.toml", "site.toml"] {
            assert_eq!(meaning(&format!("/site/{path}")), Some(format!("Saved({path:?})")));
        }
        for path in ["public/index.html", "content/.a.md.swp", "content/a.md~", "README.md", "../other/site.toml"] {
            assert_eq!(meaning(&format!("/site/{path}")), None, "{path}");
        }
    }

    #[test]
    fn a_commit_is_noticed_and_the_rest_of_the_repository_is_not() {
        for path in ["HEAD", "refs/heads/main", "packed-refs", "worktrees/b/HEAD"] {
            assert_eq!(meaning(&format!("/site/.git/{path}")).as_deref(), Some("Committed"), "{path}");
        }
        for path in ["index", "objects/ab/cdef", "refs/heads/main.lock", "qianfa/verdicts", "config"] {
            assert_eq!(meaning(&format!("/site/.git/{path}")), None, "{path}");
        }
    }

    #[test]
    fn a_folder_that_comes_or_goes_is_watched_anew() {
        for folder in ["content", "themes", ".git", ".git/refs"] {
            assert_eq!(meaning(&format!("/site/{folder}")).as_deref(), Some("Unsure"), "{folder}");
        }
        let places = Places { root: "/site".into(), git: None };
        let touched = EventKind::Modify(ModifyKind::Metadata(notify::event::MetadataKind::Any));
        assert!(places.signal(Path::new("/site/content"), touched).is_none());
    }

    #[test]
    fn a_save_is_heard_of_by_either_means() {
        for means in [Means::Told, Means::Polled] {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().canonicalize().unwrap();
            std::fs::create_dir(root.join("content")).unwrap();
            let (tell, signals) = channel();
            let _watch = Watch::begin(&root, means, &tell).unwrap();
            std::fs::write(root.join("content/.a.md.tmp"), "text").unwrap();
            std::fs::rename(root.join("content/.a.md.tmp"), root.join("content/a.md")).unwrap();
            let heard = signals.recv_timeout(Duration::from_secs(30));
            assert!(matches!(heard, Ok(Signal::Saved(path)) if path == "content/a.md"), "{means:?}");
        }
    }

    #[test]
    fn what_is_read_is_no_change() {
        let places = Places { root: "/site".into(), git: None };
        let event = |kind| Event::new(kind).add_path("/site/content/a.md".into());
        let read = event(EventKind::Access(notify::event::AccessKind::Any));
        let written = event(EventKind::Modify(ModifyKind::Any));
        assert_eq!((signals(&places, &read).count(), signals(&places, &written).count()), (0, 1));
    }
}
