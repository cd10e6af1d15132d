//! `qianfa serve`: the preview over HTTP, each site at `http://<site>.localhost:PORT`.

use std::net::SocketAddr;

use crate::commands::serve_http::{self, Preview};
use crate::commands::{Cx, Exit, Failure, build};
use crate::diag::Message;
use crate::write::WebRoot;

/// Makes the preview and serves it until the person interrupts.
///
/// # Errors
/// There is no site, the preview cannot be written, or the address cannot be opened.
pub fn run(cx: &mut Cx<'_>, address: SocketAddr) -> Result<Exit, Failure> {
    let failed = |e: std::io::Error| {
        let hint = Message::new("serve-failed-hint");
        Failure::environment(Message::new("serve-failed").with("address", address.to_string())).because(e).hint(hint)
    };
    let listener = serve_http::listen(address).map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let made = build::make(cx, &build::Options { preview: true, ..Default::default() }, port)?;
    let exit = cx.report(made.report);
    let Some((group, _)) = made.built else { return Ok(exit) };
    let config = &group.config;
    let root = |site: &str| if config.single { made.out.clone() } else { made.out.join(site) };
    let roots = config.sites.iter().map(|s| (s.id.to_string(), WebRoot::new(root(s.id.as_str())))).collect();
    for site in &config.sites {
        let url = format!("http://{}.localhost:{port}/", site.id);
        cx.say(&Message::new("serve-site").with("name", site.name.as_str()).with("url", url));
    }
    cx.say(&Message::new("serve-stop"));
    serve_http::serve(listener, Preview { roots, main: config.group.portal.to_string() }).map_err(failed)?;
    Ok(exit)
}
