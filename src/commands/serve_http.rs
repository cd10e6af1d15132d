//! The preview server: files of the preview over HTTP, on loopback only.
//!
//! Each site has a host name of its own, `<site>.localhost`, which browsers resolve to this machine. Any other host
//! name is refused, so that no page of the web can reach the preview through a name that it made point here (DNS
//! rebinding).

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::model::OutputPath;
use crate::write::WebRoot;

/// What is served, and where.
#[derive(Clone, Debug)]
pub(super) struct Preview {
    /// The web roots by the host name before `.localhost`.
    pub(super) roots: BTreeMap<String, WebRoot>,
    /// The site that `localhost` itself shows.
    pub(super) main: String,
}

/// Sent with every answer: nothing but the preview's own files is loaded, and nothing is kept or indexed.
const HEADERS: [(header::HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::HeaderName::from_static("x-robots-tag"), "noindex"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    ),
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

/// Serves until the person interrupts.
///
/// # Errors
/// The socket fails.
pub(super) fn serve(listener: std::net::TcpListener, preview: Preview) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let app = Router::new().fallback(answer).with_state(Arc::new(preview));
        let server = tokio::spawn(async move { axum::serve(listener, app).await });
        // Whoever is still asking then has to ask again: nothing here is worth waiting for.
        interrupted().await;
        server.abort();
        Ok(())
    })
}

async fn interrupted() {
    // If the signal cannot be awaited, the process still ends by it.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

async fn answer(State(preview): State<Arc<Preview>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, HEADERS).into_response();
    }
    let Some(root) = host(&uri, &headers).and_then(|h| preview.root(h)) else {
        return (StatusCode::MISDIRECTED_REQUEST, HEADERS, "qianfa serves *.localhost only\n").into_response();
    };
    match address(uri.path()).and_then(|a| Some((content_type(a.as_str()), root.read(&a)?))) {
        Some((kind, bytes)) => (HEADERS, [(header::CONTENT_TYPE, kind)], bytes).into_response(),
        None => missing(root, uri.path()),
    }
}

/// Returns the host that a request names: once, and the same in the request line if it stands there too.
fn host<'r>(uri: &'r Uri, headers: &'r HeaderMap) -> Option<&'r str> {
    let mut named = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return None };
    let host = host.to_str().ok()?;
    uri.authority().is_none_or(|a| a.as_str().eq_ignore_ascii_case(host)).then_some(host)
}

/// Answers for a folder without its slash with the folder, as other servers do, and else with the site's own page.
fn missing(root: &WebRoot, path: &str) -> Response {
    let folder = format!("{path}/");
    if address(&folder).is_some_and(|a| root.read(&a).is_some()) {
        return (StatusCode::PERMANENT_REDIRECT, HEADERS, [(header::LOCATION, folder)]).into_response();
    }
    not_found(root)
}

fn not_found(root: &WebRoot) -> Response {
    let page = OutputPath::parse("404.html").and_then(|a| root.read(&a)).unwrap_or_default();
    (StatusCode::NOT_FOUND, HEADERS, [(header::CONTENT_TYPE, content_type("404.html"))], page).into_response()
}

impl Preview {
    /// Returns the web root that a `Host` header names.
    fn root(&self, host: &str) -> Option<&WebRoot> {
        let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
        let name = name.to_ascii_lowercase();
        let loopback = [Ipv4Addr::LOCALHOST.to_string().as_str(), "localhost", "[::1]"].contains(&name.as_str());
        let site = if loopback { &self.main } else { name.strip_suffix(".localhost")? };
        self.roots.get(site)
    }
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

    fn preview() -> Preview {
        let roots = ["portal", "dzsw"].map(|s| (s.to_owned(), WebRoot::new(s)));
        Preview { roots: roots.into(), main: "portal".into() }
    }

    #[test]
    fn a_name_that_somebody_made_point_here_is_refused() {
        let preview = preview();
        for host in ["localhost:1111", "127.0.0.1:1111", "[::1]:1111", "dzsw.localhost:1111", "Portal.LOCALHOST"] {
            assert!(preview.root(host).is_some(), "{host}");
        }
        for host in ["evil.example:1111", "portal.localhost.evil.example", "", "nobody.localhost"] {
            assert!(preview.root(host).is_none(), "{host}");
        }
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
