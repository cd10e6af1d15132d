//! Addresses as pages write them: from the root on the own site, with the domain on another.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::RenderError;
use crate::config::{Config, Site};
use crate::model::SiteId;

/// Where links to other sites of the group lead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Addressing {
    /// To their domains.
    Public,
    /// To `http://<site>.localhost:<port>`, where the preview server shows them.
    Local {
        /// The port of the preview server.
        port: u16,
    },
}

/// What stands for itself in the path of an address; everything else is percent-encoded.
pub(super) const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What stands for itself in a value behind `?`.
const QUERY: &AsciiSet = &PATH.add(b'/').add(b':').add(b'+').add(b'=').add(b'@').add(b'$').add(b',').add(b';');

/// Makes addresses for one site's pages.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    /// `https://<domain>` of every site, by the order of the configuration.
    roots: Vec<(SiteId, String)>,
}

impl Addresses {
    /// Prepares the addresses of the group.
    pub(super) fn new(config: &Config, addressing: Addressing) -> Self {
        Self { roots: config.sites.iter().map(|s| (s.id.clone(), root(s, addressing))).collect() }
    }

    /// Returns `https://<domain>` of `site`.
    pub(super) fn root(&self, site: &SiteId) -> Result<&str, RenderError> {
        let missing = || RenderError::Missing { what: format!("site {site}") };
        self.roots.iter().find(|(id, _)| id == site).map(|(_, root)| root.as_str()).ok_or_else(missing)
    }

    /// Returns the address of the output `path` of site `to`, as a page of site `from` writes it.
    pub(super) fn link(&self, from: &SiteId, to: &SiteId, path: &str) -> Result<String, RenderError> {
        if from == to { Ok(local(path)) } else { self.absolute(to, path) }
    }

    /// Returns the whole address of the output `path` of `site`.
    pub(super) fn absolute(&self, site: &SiteId, path: &str) -> Result<String, RenderError> {
        let mut text = self.root(site)?.to_owned();
        push_path(&mut text, path);
        Ok(text)
    }
}

fn root(site: &Site, addressing: Addressing) -> String {
    match addressing {
        Addressing::Public => format!("https://{}", site.domain.value),
        Addressing::Local { port } => format!("http://{}.localhost:{port}", site.id),
    }
}

/// Returns the address of the output `path` on its own site: `/notice/` for `notice/index.html`.
pub(super) fn local(path: &str) -> String {
    let mut text = String::with_capacity(path.len() + 1);
    push_path(&mut text, path);
    text
}

/// Appends `/` and `path`, a folder's `index.html` left out: one thing, one address.
fn push_path(text: &mut String, path: &str) {
    let folder = path.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
    text.push('/');
    text.extend(utf8_percent_encode(folder.unwrap_or(path), PATH));
}

/// Returns `fragment` as it stands behind `#`.
pub(super) fn fragment(fragment: &str) -> Cow<'_, str> {
    utf8_percent_encode(fragment, PATH).into()
}

/// Returns `value` as it stands behind `?name=`.
pub(super) fn query_value(value: &str) -> Cow<'_, str> {
    utf8_percent_encode(value, QUERY).into()
}

/// Returns where the file `name` beside the page at `page` is published.
pub(super) fn beside(page: &str, name: &str) -> String {
    format!("{}/{name}", page.strip_suffix(".html").unwrap_or(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_address() {
        assert_eq!(local("index.html"), "/");
        assert_eq!(local("notice/index.html"), "/notice/");
        assert_eq!(local("notice/index_2.html"), "/notice/index_2.html");
        assert_eq!(local("notice/my-index.html"), "/notice/my-index.html");
    }

    #[test]
    fn nothing_in_a_name_can_leave_its_attribute_or_its_path() {
        assert_eq!(local("a/申请表 1.docx"), "/a/%E7%94%B3%E8%AF%B7%E8%A1%A8%201.docx");
        assert_eq!(local("a/x\"><?#%.pdf"), "/a/x%22%3E%3C%3F%23%25.pdf");
        assert_eq!(query_value("https://a.example/b"), "https%3A%2F%2Fa.example%2Fb");
        assert_eq!(fragment("第一章 总则"), "%E7%AC%AC%E4%B8%80%E7%AB%A0%20%E6%80%BB%E5%88%99");
    }

    #[test]
    fn files_lie_below_their_page() {
        assert_eq!(beside("guide/card.html", "form.docx"), "guide/card/form.docx");
    }
}
