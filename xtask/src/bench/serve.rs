//! From an article saved to its new page served: what an editor waits for.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::corpus::copy;
use super::edits::{Desk, Edit};
use super::machine::{self, before};
use super::numbers::{head, spread, thousands};
use super::options::Options;
use super::programs::{built, work};
use super::record::record;

const HELP: &str = "\
cargo xtask bench serve [--pages N,…] [--runs N] [--append]

Starts `qianfa serve` on a copy of the corpus, saves changes to articles, one after the other, and asks for the page
whenever the server tells of new pages, as a browser does, until its new bytes are served.

  --pages N,…      articles, one corpus after the other (10000)
  --runs N         changes, after one that does not count (7)
  --append         adds what was found to docs/performance.md";

/// How long we wait for a page before we call it a fault.
const PATIENCE: Duration = Duration::from_secs(60);

/// Between two requests while the server starts.
const PAUSE: Duration = Duration::from_millis(10);

/// Between a change that was served and the next: nobody saves faster.
const REST: Duration = Duration::from_millis(250);

/// The server, stopped when it is dropped.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs the benchmark that `args` ask for.
pub fn serve(args: &[String]) -> Result<()> {
    let Some(options) = Options::parse(args, &["--pages", "--runs"], &["--append"], HELP)? else { return Ok(()) };
    let (program, runs) = (built("qianfa", "dist")?, options.number("--runs", 7)?);
    ensure!(runs > 0, "--runs wants at least one");
    for pages in options.pages(10_000)? {
        let before = before();
        let mut desk = Desk::new(copy("qianfa", pages)?)?;
        let start = Instant::now();
        let server = start_server(&program, desk.root())?;
        let article = desk.make(Edit::Nothing)?;
        server.wait_for(&address(desk.root(), &article)?, &value(&article, "title")?)?;
        let ready = start.elapsed().as_secs_f64();
        let mut table = head("milliseconds, median (least–greatest)", &["saved to served"]);
        for edit in [Edit::Body, Edit::Title] {
            let taken: Result<Vec<f64>> = (0..=runs).map(|_| server.latency(&mut desk, edit)).collect();
            let taken = taken?.into_iter().skip(1).map(|seconds| seconds * 1000.0);
            table += &format!("| {} | {} |\n", edit.name(), spread(taken, 0));
        }
        let command = format!("cargo xtask bench serve{}", options.shown());
        let block = machine::block(&command, &before, &[machine::own_version(&program)?])?;
        let text = format!(
            "### {}: {} articles\n\n{block}\n{table}\nThe first article was served {ready:.2} s after the start.\n",
            machine::today()?,
            thousands(pages)
        );
        record("The preview server", &text, options.has("--append"))?;
    }
    Ok(())
}

fn start_server(program: &Path, root: &Path) -> Result<Server> {
    // Free now; that somebody takes it in between is not worth a protocol.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let said = File::create(work().join("serve.log"))?;
    let mut command = Command::new(program);
    command.arg("-C").arg(root).args(["serve", "--addr", &address.to_string()]);
    let child = command.stdin(Stdio::null()).stdout(said.try_clone()?).stderr(said).spawn();
    Ok(Server { child: child.context("could not start the server")?, address })
}

impl Server {
    /// Saves a change and returns the seconds until it is served.
    fn latency(&self, desk: &mut Desk, edit: Edit) -> Result<f64> {
        sleep(REST);
        let mut events = self.events()?;
        let article = desk.make(edit)?;
        let saved = Instant::now();
        let path = address(desk.root(), &article)?;
        loop {
            next_pages(&mut events)?;
            if self.get(&path).is_ok_and(|page| page.contains(&desk.mark())) {
                return Ok(saved.elapsed().as_secs_f64());
            }
        }
    }

    /// Listens to what the server tells browsers; the first that it tells is which pages there are now.
    fn events(&self) -> Result<BufReader<TcpStream>> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET /.qianfa/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address)?;
        let mut events = BufReader::new(stream);
        next_pages(&mut events)?;
        Ok(events)
    }

    fn wait_for(&self, path: &str, words: &str) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.get(path).is_ok_and(|page| page.contains(words)) {
                return Ok(());
            }
            sleep(PAUSE);
        }
        bail!("{path} was not served with its new bytes within {} s", PATIENCE.as_secs())
    }

    fn get(&self, path: &str) -> Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

/// Waits until the server tells of new pages.
fn next_pages(events: &mut impl BufRead) -> Result<()> {
    let mut line = String::new();
    while line.trim_end() != "event: reload" {
        line.clear();
        ensure!(events.read_line(&mut line).context("nothing new was told")? > 0, "the server went away");
    }
    Ok(())
}

/// Returns the address of an article: its column, and the year, month and day that it names before its own name.
fn address(root: &Path, article: &Path) -> Result<String> {
    let date = value(article, "date")?;
    let [year, month, day] = date.splitn(3, '-').collect::<Vec<_>>()[..] else { bail!("{date} is no date") };
    let inside = article.strip_prefix(root.join("content"))?;
    let (column, name) = (inside.parent().context("a column")?, inside.file_stem().context("a name")?);
    let day = day.get(..2).context("a day")?;
    Ok(format!("/{}/{year}/{month}{day}-{}.html", column.display(), name.display()))
}

/// Returns what an article's front matter says for `key`.
fn value(article: &Path, key: &str) -> Result<String> {
    let text = fs::read_to_string(article)?;
    let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
    Ok(line.with_context(|| format!("an article has a {key}"))?.trim_matches('"').to_owned())
}
