//! The preview server: files of the preview over HTTP, on loopback only.
//!
//! Each site has a host name of its own, `<site>.localhost`, which browsers resolve to this machine. Any other host
//! name is refused, so that no page of the web can reach the preview through a name that it made point here (DNS
//! rebinding).

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use percent_encoding::percent_decode_str;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::commands::serve::board::{Board, Known, Output, Spot};
use crate::commands::serve::page::{self, Age};
use crate::commands::serve::told;
use crate::i18n::Catalog;
use crate::model::OutputPath;
use crate::write::WebRoot;

/// Most browsers that are told of changes at a time: each holds a connection open. Whoever comes later sees pages, and
/// reloads by hand.
const MOST_LISTENERS: usize = 64;

/// What the server works with.
pub(super) struct Desk {
    board: Arc<Board>,
    words: Catalog,
    listeners: Arc<Semaphore>,
}

impl Desk {
    pub(super) fn new(board: Arc<Board>, words: Catalog) -> Self {
        Self { board, words, listeners: Arc::new(Semaphore::new(MOST_LISTENERS)) }
    }
}

/// Sent with every answer: nothing but the preview's own files is loaded, nobody else's page can use them, and nothing
/// is kept or indexed.
const HEADERS: [(header::HeaderName, &str); 6] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::HeaderName::from_static("x-robots-tag"), "noindex"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    ),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
];

/// Opens the server's socket.
///
/// # Errors
/// The address is not a loopback address, or is taken.
pub(super) fn listen(address: SocketAddr) -> io::Result<std::net::TcpListener> {
    if !address.ip().is_loopback() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a loopback address"));
    }
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Serves until the person interrupts, or the system asks the program to end; calls `ready` as soon as it would hear.
///
/// # Errors
/// The socket fails.
pub(super) fn serve(listener: std::net::TcpListener, desk: Desk, ready: impl FnOnce()) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let app = Router::new().fallback(answer).with_state(Arc::new(desk));
        let interrupted = interrupted()?;
        ready();
        let server = tokio::spawn(async move { axum::serve(listener, app).await });
        // Whoever is still asking then has to ask again: nothing here is worth waiting for.
        interrupted.await;
        server.abort();
        Ok(())
    })
}

/// Returns what waits for the end; from here on the signal is heard.
#[cfg(unix)]
fn interrupted() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn interrupted() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

async fn answer(State(desk): State<Arc<Desk>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, HEADERS).into_response();
    }
    let known = desk.board.known();
    let output = known.output.as_deref();
    let Some(site) = host(&uri, &headers).and_then(|h| site(output, h)) else {
        return (StatusCode::MISDIRECTED_REQUEST, HEADERS, "qianfa serves *.localhost only\n").into_response();
    };
    match uri.path() {
        "/.qianfa/live.js" => file("live.js", page::SCRIPT),
        "/.qianfa/live.css" => file("live.css", page::SHEET),
        "/.qianfa/state" => state(&desk, &known, &site, uri.query()),
        "/.qianfa/events" => events(&desk),
        path => served(&desk, &known, site, path),
    }
}

fn file(name: &str, bytes: impl IntoResponse) -> Response {
    (HEADERS, [(header::CONTENT_TYPE, content_type(name))], bytes).into_response()
}

fn html(status: StatusCode, bytes: Vec<u8>) -> Response {
    (status, file("page.html", bytes)).into_response()
}

/// Answers with what there is to know of `?path=`, which is the path of a page as the browser has it.
fn state(desk: &Desk, known: &Known, site: &str, query: Option<&str>) -> Response {
    let path = query.and_then(|q| q.strip_prefix("path=")).and_then(|p| percent_decode_str(p).decode_utf8().ok());
    let spot = told::spot(site, path.and_then(|path| address(&path)));
    let told = told::state(&desk.words, known, spot.as_ref());
    file("state.json", told.to_string())
}

/// Answers with the changes to come, the numbers of the pages that are served first.
fn events(desk: &Desk) -> Response {
    let Ok(permit) = desk.listeners.clone().try_acquire_owned() else {
        return (StatusCode::SERVICE_UNAVAILABLE, HEADERS, "too many listeners\n").into_response();
    };
    // A browser that went away is noticed when it is told that nothing happened.
    (HEADERS, Sse::new(changes(desk.board.watch(), permit)).keep_alive(KeepAlive::default())).into_response()
}

fn changes(
    known: tokio::sync::watch::Receiver<Known>,
    permit: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((known, None, permit), |(mut known, told, permit)| async move {
        if told.is_some() {
            known.changed().await.ok()?;
        }
        let pages = known.borrow_and_update().pages;
        let name = if told == Some(pages) { "state" } else { "reload" };
        Some((Ok(Event::default().event(name).data(pages.to_string())), (known, Some(pages), permit)))
    })
}

/// Answers with a file of the preview, or with what stands for it.
fn served(desk: &Desk, known: &Known, site: String, path: &str) -> Response {
    let root = known.output.as_deref().and_then(|output| output.root(&site));
    let Some(root) = root else {
        let text = if known.trouble.is_some() { "live-nothing-text" } else { "live-making-text" };
        let page = page::own(&desk.words, "live-nothing", text);
        return html(StatusCode::SERVICE_UNAVAILABLE, page::alive(page, known.pages, Age::Fresh));
    };
    let Some(address) = address(path) else { return not_found(root, known.pages) };
    match root.read(&address) {
        Some(bytes) if address.as_str().ends_with(".html") => {
            keep(desk, known, told::spot(&site, Some(address)), &bytes);
            html(StatusCode::OK, page::alive(bytes, known.pages, Age::Fresh))
        }
        Some(bytes) => file(address.as_str(), bytes),
        None => {
            let withheld = told::spot(&site, Some(address)).and_then(|spot| withheld(desk, known, &spot));
            withheld.unwrap_or_else(|| missing(root, path, known.pages))
        }
    }
}

/// Remembers a page that somebody wrote: lists are never withheld.
fn keep(desk: &Desk, known: &Known, spot: Option<Spot>, bytes: &[u8]) {
    let written = spot.filter(|spot| known.output.as_ref().is_some_and(|output| output.at(spot).is_some()));
    if let Some(spot) = written {
        desk.board.keep(spot, bytes);
    }
}

/// Answers for a page that has errors: with what it was before, or with why it is not shown.
fn withheld(desk: &Desk, known: &Known, spot: &Spot) -> Option<Response> {
    known.output.as_ref()?.at(spot).filter(|source| source.withheld)?;
    Some(match desk.board.kept(spot) {
        Some(bytes) => html(StatusCode::OK, page::alive(bytes, known.pages, Age::Old)),
        None => {
            let page = page::own(&desk.words, "live-withheld-title", "live-withheld-text");
            html(StatusCode::NOT_FOUND, page::alive(page, known.pages, Age::Fresh))
        }
    })
}

/// Answers for a folder without its slash with the folder, as other servers do, and else with the site's own page.
fn missing(root: &WebRoot, path: &str, pages: u64) -> Response {
    let folder = format!("{path}/");
    if address(&folder).is_some_and(|a| root.read(&a).is_some()) {
        return (StatusCode::PERMANENT_REDIRECT, HEADERS, [(header::LOCATION, folder)]).into_response();
    }
    not_found(root, pages)
}

fn not_found(root: &WebRoot, pages: u64) -> Response {
    let page = OutputPath::parse("404.html").and_then(|a| root.read(&a)).unwrap_or_default();
    html(StatusCode::NOT_FOUND, page::alive(page, pages, Age::Fresh))
}

/// Returns the site that a `Host` header names. Before there is any, `localhost` stands for whatever will come.
fn site(output: Option<&Output>, host: &str) -> Option<String> {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
    let name = name.to_ascii_lowercase();
    let is_loopback = [Ipv4Addr::LOCALHOST.to_string().as_str(), "localhost", "[::1]"].contains(&name.as_str());
    let named = name.strip_suffix(".localhost");
    let Some(output) = output else { return named.or(is_loopback.then_some("")).map(str::to_owned) };
    let site = if is_loopback { &*output.main } else { named? };
    output.root(site).is_some().then(|| site.to_owned())
}

/// Returns the host that a request names: once, and the same in the request line if it stands there too.
fn host<'r>(uri: &'r Uri, headers: &'r HeaderMap) -> Option<&'r str> {
    let mut named = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return None };
    let host = host.to_str().ok()?;
    uri.authority().is_none_or(|a| a.as_str().eq_ignore_ascii_case(host)).then_some(host)
}

/// Returns the output that a request path names; a folder means its `index.html`.
fn address(path: &str) -> Option<OutputPath> {
    let decoded = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let plain =
        if decoded.is_empty() || decoded.ends_with('/') { format!("{decoded}index.html") } else { decoded.into() };
    if plain.split('/').any(|s| s.starts_with('.') && s != ".well-known") {
        return None;
    }
    OutputPath::parse(&plain)
}

fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    match extension.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::serve::board::Site;

    fn output() -> Output {
        let sites = ["portal", "dzsw"].map(|s| Site { id: s.into(), name: s.into(), root: WebRoot::new(s) });
        Output { sites: sites.into(), main: "portal".into(), read: Default::default(), found: Default::default() }
    }

    #[test]
    fn a_name_that_somebody_made_point_here_is_refused() {
        let output = output();
        for host in ["localhost:1111", "127.0.0.1:1111", "[::1]:1111", "dzsw.localhost:1111", "Portal.LOCALHOST"] {
            assert!(site(Some(&output), host).is_some(), "{host}");
            assert!(site(None, host).is_some(), "{host}");
        }
        for host in ["evil.example:1111", "portal.localhost.evil.example", "", "evil.example:80]"] {
            assert_eq!(site(Some(&output), host), None, "{host}");
            assert_eq!(site(None, host), None, "{host}");
        }
        assert_eq!(site(Some(&output), "nobody.localhost"), None);
    }

    #[test]
    fn requests_cannot_leave_the_web_root() {
        for path in ["/../secret", "/%2e%2e/secret", "/a/%2e%2e/b", "/.qianfa-output", "/a//b", "/%00", "noslash"] {
            assert_eq!(address(path), None, "{path}");
        }
        assert_eq!(address("/").unwrap().as_str(), "index.html");
        assert_eq!(address("/notice/").unwrap().as_str(), "notice/index.html");
        assert_eq!(address("/%E8%A1%A8.csv").unwrap().as_str(), "表.csv");
        let manifest = "/.well-known/qianfa/manifest.json";
        assert_eq!(address(manifest).unwrap().as_str(), &manifest[1..]);
    }
}
