//! The preview server as a browser meets it: fresh after every save, whatever people wrote, and for nobody else.
//!
//! Nothing here claims how long anything takes; what is awaited is awaited for half a minute.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desk::{self, ADDRESS, Desk, FIRST, PAGE, SECOND};
use crate::press::copy;
use crate::sample::AS_OF;

const PATIENCE: Duration = Duration::from_secs(30);

/// A small site with a theme of its own and no repository.
struct Small(tempfile::TempDir);

impl Small {
    const PAGE: &str = "content/notice/2026-11-20-survey.md";
    const ADDRESS: &str = "notice/2026/1120-survey.html";
    const TEMPLATE: &str = "themes/own/templates/article.html";

    fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        copy(Path::new("tests/cli/build.in"), site.path());
        site.write("site.toml", &site.read("site.toml").replace("\"gov\"", "\"own\""));
        site.write("themes/own/theme.toml", "name = \"own\"\nversion = \"1\"\ninherits = \"gov\"\n");
        site.write(Self::TEMPLATE, "{% extends \"page.html\" %}\n");
        site
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        command.arg("-C").arg(self.path()).args(["--as-of", AS_OF, "--lang", "zh-CN"]);
        command
    }
}

/// A server that runs until this is dropped.
struct Serve {
    child: Child,
    port: u16,
    /// Where its pages lie, as it may be killed before it can remove them.
    temporary: tempfile::TempDir,
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, read whole.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Serve {
    fn desk(desk: &Desk) -> Self {
        Self::start(desk.program().env("QIANFA_TRUST", desk.trust()), "desk")
    }

    /// Starts the server and waits until it says where it is.
    fn start(program: &mut Command, name: &str) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let command = program.args(["serve", "--addr", "127.0.0.1:0"]).env("TMPDIR", temporary.path());
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| port_in(&line)).unwrap_or_else(|| panic!("{name} says no address"));
        // What it says later is read, so that it never waits for us.
        thread::spawn(move || lines.for_each(drop));
        Self { child, port, temporary }
    }

    fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn ask_as(&self, host: &str, method: &str, path: &str) -> Answer {
        let request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let mut bytes = Vec::new();
        self.connect(&request).read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask_as("localhost", "GET", path)
    }

    fn state(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(&format!("/.qianfa/state?path=/{path}")).body).unwrap()
    }

    /// Returns the state of a page as soon as it is what is awaited.
    fn await_state(&self, path: &str, awaited: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let state = self.state(path);
            if awaited(&state) {
                return state;
            }
            assert!(began.elapsed() < PATIENCE, "{state:#}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Returns the events of a listener.
    fn listen(&self) -> impl Iterator<Item = (String, String)> {
        let stream = self.connect("GET /.qianfa/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
        std::iter::from_fn(move || {
            let name = lines.find_map(|line| line.strip_prefix("event: ").map(str::to_owned))?;
            Some((name, lines.next()?.strip_prefix("data: ")?.to_owned()))
        })
    }
}

fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("localhost:")?;
    rest.split('/').next()?.parse().ok()
}

fn codes(findings: &Value) -> Vec<&str> {
    findings.as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect()
}

#[test]
fn serve_shows_what_was_saved_and_tells_who_listens() {
    let desk = Desk::published();
    let serve = Serve::desk(&desk);
    let mut events = serve.listen();
    let (name, first) = events.next().unwrap();
    assert_eq!(name, "reload");
    let page = serve.get(&format!("/{ADDRESS}")).body;
    assert!(page.contains(FIRST), "{page}");
    assert!(
        page.contains(&format!("<script src=\"/.qianfa/live.js\" data-pages=\"{first}\" defer></script>\n</body>"))
    );
    desk.write(PAGE, &desk::page(SECOND));
    let (_, later) = events.find(|(name, pages)| name == "reload" && *pages != first).unwrap();
    assert!(serve.get(&format!("/{ADDRESS}")).body.contains(SECOND));
    assert!(serve.state(ADDRESS)["pages"].as_str().unwrap() >= &*later);
}

#[test]
fn serve_says_who_signed_and_who_is_next_and_hears_of_a_sign_off() {
    let (desk, _) = Desk::edited();
    let serve = Serve::desk(&desk);
    let seen = serve.await_state(ADDRESS, |s| s["review"]["verdict"] == "pending");
    let steps = |state: &Value| -> Vec<(bool, bool)> {
        let steps = state["review"]["steps"].as_array().unwrap().iter();
        steps.map(|s| (s["signed"] == true, s["next"] == true)).collect()
    };
    assert_eq!(steps(&seen), [(false, true), (false, false)], "{seen:#}");
    assert_eq!(seen["review"]["edition"], "held");
    desk.sign("song", "head", &[PAGE]);
    let seen = serve.await_state(ADDRESS, |s| steps(s) == [(true, false), (false, true)]);
    assert!(seen["review"]["steps"][0]["text"].as_str().unwrap().contains("song"), "{seen:#}");
    desk.sign("fan", "final", &[PAGE]);
    let seen = serve.await_state(ADDRESS, |s| s["review"]["verdict"] == "approved");
    assert_eq!((&seen["tone"], &seen["review"]["changed"]), (&"good".into(), &Value::Null));
    desk.write(PAGE, &desk::page("还没有提交的一稿。"));
    let seen = serve.await_state(ADDRESS, |s| s["review"]["changed"].is_string());
    assert_eq!(seen["tone"], "waiting");
}

#[test]
fn serve_keeps_the_last_good_pages_beside_a_template_error_until_it_is_mended() {
    let site = Small::new();
    let serve = Serve::start(&mut site.program(), "themed");
    let good = site.read(Small::TEMPLATE);
    let page = || {
        let page = serve.get(&format!("/{}", Small::ADDRESS)).body;
        page.split("<script src=\"/.qianfa/").next().unwrap().to_owned()
    };
    let before = page();
    // One is seen when the template is read, the other only when it is used.
    for bad in ["{{ page | nosuch }}", "{{ nosuch.at.all }}"] {
        site.write(Small::TEMPLATE, &format!("{good}{{% block after %}}\n{bad}{{% endblock %}}\n"));
        let seen = serve.await_state(Small::ADDRESS, |s| !s["trouble"].is_null());
        let trouble = &seen["trouble"];
        let told = if trouble["source"].is_string() { trouble } else { &trouble["findings"][0] };
        assert!(told["source"].as_str().unwrap().contains(bad), "{trouble:#}");
        let said = trouble.to_string();
        assert!(said.contains(Small::TEMPLATE), "{trouble:#}");
        assert!(told["line"] == 3 || said.contains("article.html:3:"), "{trouble:#}");
        assert_eq!(page(), before);
        site.write(Small::TEMPLATE, &good);
        let mended = serve.await_state(Small::ADDRESS, |s| s["trouble"].is_null());
        assert_eq!(mended["whole"]["errors"], 0);
    }
}

#[test]
fn serve_shows_a_broken_page_as_it_was_if_somebody_saw_it_and_says_why_if_not() {
    let site = Small::new();
    let serve = Serve::start(&mut site.program(), "broken");
    let good = site.read(Small::PAGE);
    for seen_before in [false, true] {
        if seen_before {
            assert_eq!(serve.get(&format!("/{}", Small::ADDRESS)).status, 200);
        }
        site.write(Small::PAGE, &good.replace("department: ", "department: nosuch-"));
        let seen = serve.await_state(Small::ADDRESS, |s| s["page"]["withheld"] == true);
        assert_eq!(codes(&seen["findings"]), ["QF104"]);
        assert!(seen["findings"][0]["source"].as_str().unwrap().starts_with("department: nosuch-"));
        let page = serve.get(&format!("/{}", Small::ADDRESS));
        assert_eq!(page.status, if seen_before { 200 } else { 404 });
        assert_eq!(page.body.contains("data-old"), seen_before, "{}", page.body);
        assert!(page.body.contains("/.qianfa/live.js"));
        site.write(Small::PAGE, &good);
        serve.await_state(Small::ADDRESS, |s| s["page"]["withheld"] == false);
    }
}

#[test]
fn serve_lives_through_a_broken_configuration_even_at_its_start() {
    let site = Small::new();
    let good = site.read("site.toml");
    site.write("site.toml", &good.replace("\"own\"", "\"nosuch\""));
    let serve = Serve::start(&mut site.program(), "configuration");
    let page = serve.get("/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("/.qianfa/live.js"), "{}", page.body);
    let seen = serve.state("");
    assert_eq!(seen["trouble"]["findings"][0]["path"], "site.toml", "{seen:#}");
    site.write("site.toml", &good);
    serve.await_state("", |s| s["trouble"].is_null());
    assert_eq!(serve.get("/").status, 200);
}

#[test]
fn serve_notices_folders_that_come_and_go() {
    let site = Small::new();
    let serve = Serve::start(&mut site.program(), "folders");
    std::fs::rename(site.path().join("content"), site.path().join("aside")).unwrap();
    serve.await_state(Small::ADDRESS, |s| s["page"].is_null());
    std::fs::rename(site.path().join("aside"), site.path().join("content")).unwrap();
    serve.await_state(Small::ADDRESS, |s| s["page"].is_object());
    let good = site.read(Small::PAGE);
    // In a folder that is not there yet.
    site.write(&Small::PAGE.replace(".md", "/table.csv"), "a,b\n");
    site.write(Small::PAGE, &good.replace("title: ", "title: 改过的"));
    let began = Instant::now();
    while !serve.get(&format!("/{}", Small::ADDRESS)).body.contains("改过的") {
        assert!(began.elapsed() < PATIENCE);
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn serve_shows_drafts_and_leaves_them_nowhere() {
    let site = Small::new();
    let good = site.read(Small::PAGE);
    site.write(Small::PAGE, &good.replace("title: ", "draft: true\ntitle: 未定稿"));
    let serve = Serve::start(&mut site.program(), "draft");
    assert!(serve.get(&format!("/{}", Small::ADDRESS)).body.contains("未定稿"));
    let seen = serve.state(Small::ADDRESS);
    assert_eq!((&seen["page"]["draft"], &seen["tone"]), (&true.into(), &"waiting".into()));
    assert!(!site.path().join("public").exists(), "serve leaves the output folders alone");
    let built = site.program().args(["-q", "build", "--preview"]).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(!anywhere(&site.path().join("public"), "未定稿"));
}

/// Returns whether a text occurs in any file below a folder.
fn anywhere(folder: &Path, text: &str) -> bool {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files.map(|e| std::fs::read(e.path()).unwrap()).any(|b| b.windows(text.len()).any(|w| w == text.as_bytes()))
}

#[test]
fn serve_answers_nobody_who_came_under_another_name() {
    let site = Small::new();
    let serve = Serve::start(&mut site.program(), "names");
    for path in ["/", "/.qianfa/state?path=/", "/.qianfa/events", "/.qianfa/live.js"] {
        for host in ["evil.example", "portal.localhost.evil.example", "0.0.0.0", "nobody.localhost"] {
            let answer = serve.ask_as(host, "GET", path);
            assert_eq!(answer.status, 421, "{host} {path}");
            assert!(!answer.body.contains("content/"));
        }
        assert_eq!(serve.ask_as("localhost", "POST", path).status, 405);
    }
    for path in ["/", "/.qianfa/state?path=/", "/.qianfa/live.css", "/nosuch"] {
        let head = serve.ask_as("localhost", "HEAD", path).head;
        for line in ["cache-control: no-store", "cross-origin-resource-policy: same-origin", "default-src 'self'"] {
            assert!(head.contains(line), "{path}: {head}");
        }
        assert!(!head.contains("access-control"), "{head}");
    }
}

#[test]
fn serve_takes_a_limited_number_of_listeners_and_loses_those_that_left() {
    let site = Small::new();
    let serve = Serve::start(&mut site.program(), "listeners");
    let mut listeners: Vec<_> = (0..64).map(|_| serve.listen()).collect();
    for events in &mut listeners {
        assert_eq!(events.next().unwrap().0, "reload");
    }
    assert_eq!(serve.get("/.qianfa/events").status, 503);
    assert_eq!(serve.get("/").status, 200, "pages are served all the same");
    drop(listeners);
    // Whoever left is noticed when there is something to tell.
    let good = site.read(Small::PAGE);
    let began = Instant::now();
    for n in 0.. {
        site.write(Small::PAGE, &good.replace("title: ", &format!("title: {n}")));
        thread::sleep(Duration::from_millis(200));
        let mut stream = serve.connect("GET /.qianfa/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let mut start = [0; 12];
        stream.read_exact(&mut start).unwrap();
        if &start == b"HTTP/1.1 200" {
            break;
        }
        assert!(began.elapsed() < PATIENCE, "nobody else can listen");
    }
}

#[test]
fn serve_says_hostile_text_as_text() {
    let site = Small::new();
    let hostile = "</script><img src=x onerror=alert(1)>\u{202e}\"'\\";
    let good = site.read(Small::PAGE);
    site.write(Small::PAGE, &good.replace("department: ", &format!("department: |\n  {hostile}\n  ")));
    let serve = Serve::start(&mut site.program(), "hostile");
    let seen = serve.await_state(Small::ADDRESS, |s| s["page"]["withheld"] == true);
    assert!(seen["summary"].is_string());
    let answer = serve.get(&format!("/.qianfa/state?path=/{}", Small::ADDRESS));
    assert!(answer.head.contains("content-type: application/json") && answer.head.contains("nosniff"));
    let page = serve.get(&format!("/{}", Small::ADDRESS));
    assert!(!page.body.contains("onerror"), "{}", page.body);
    for path in ["%2e%2e/%2e%2e/site.toml", "%00", "%ff", "..%2f..%2fsite.toml", "\u{202e}", "%2F%2F"] {
        let seen = serve.state(&path.replace('\u{202e}', "%E2%80%AE"));
        assert_eq!(seen["page"], Value::Null, "{path}");
    }
    assert_eq!(serve.get("/.qianfa/state").status, 200);
    assert_eq!(serve.get("/.qianfa/other").status, 404);
}

#[cfg(unix)]
#[test]
fn serve_ends_when_it_is_asked_to_and_takes_its_drafts_with_it() {
    for signal in ["INT", "TERM"] {
        let site = Small::new();
        let mut serve = Serve::start(&mut site.program(), "ends");
        let left = |serve: &Serve| std::fs::read_dir(serve.temporary.path()).unwrap().count();
        assert_eq!(left(&serve), 1);
        let killed = Command::new("kill").arg(format!("-{signal}")).arg(serve.child.id().to_string()).status().unwrap();
        assert!(killed.success());
        assert!(serve.child.wait().unwrap().success(), "{signal}");
        assert_eq!(left(&serve), 0, "{signal}");
    }
}
