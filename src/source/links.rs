//! What a destination spells, before anybody looks whether it exists.
//!
//! Pages are named by their Markdown file: relative (`../notice/a.md#anchor`), from the site's root (`/notice/a.md`)
//! or of another site (`/portal:notice/a.md`). Everything else either leaves the group or is nothing.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::model::{ContentPath, SiteId};
use crate::source::columns::CONTENT;

/// What a destination spells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// A file or folder of the repository, and an anchor in it.
    Path { path: String, anchor: Option<String> },
    /// An anchor of the page itself.
    Anchor(String),
    /// `https:`, `http:`, `mailto:` or `tel:`.
    Outside,
    /// Another scheme.
    Dangerous,
    /// Another site, in a repository with a single site.
    OtherSite,
    /// Nothing that could exist.
    Nothing,
}

/// Where a link stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct From<'a> {
    /// The Markdown file.
    pub(super) path: &'a ContentPath,
    /// Its site.
    pub(super) site: &'a SiteId,
    /// Whether the repository holds one site and leaves out the site level.
    pub(super) single: bool,
}

/// Returns what `dest` spells in the file `from`.
pub(super) fn target(from: From<'_>, dest: &str) -> Target {
    // Browsers drop these characters, so that `java\nscript:` is a scheme to them.
    if dest.contains(|c: char| c.is_control()) || dest.trim() != dest {
        return Target::Dangerous;
    }
    if let Some((scheme, rest)) = scheme(dest) {
        return outside(&scheme.to_ascii_lowercase(), rest);
    }
    let (rest, anchor) = match dest.split_once('#') {
        Some((rest, anchor)) => (rest, decoded(anchor)),
        None => (dest, None),
    };
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    if path.is_empty() {
        return match anchor {
            Some(anchor) if rest.is_empty() && !anchor.is_empty() => Target::Anchor(anchor),
            _ => Target::Nothing,
        };
    }
    let Some(path) = decoded(path) else { return Target::Nothing };
    match place(from, &path) {
        Ok(path) => Target::Path { path, anchor },
        Err(target) => target,
    }
}

/// Splits `scheme:rest`, as browsers see it.
fn scheme(dest: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = dest.split_once(':')?;
    let spelt = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    spelt.then_some((scheme, rest))
}

fn outside(scheme: &str, rest: &str) -> Target {
    match scheme {
        "https" | "http" => {
            let named = rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '\\']));
            if named { Target::Outside } else { Target::Nothing }
        }
        "mailto" | "tel" if !rest.is_empty() => Target::Outside,
        "mailto" | "tel" => Target::Nothing,
        _ => Target::Dangerous,
    }
}

/// Returns the path in the repository that `path` names.
fn place(from: From<'_>, path: &str) -> Result<String, Target> {
    if path.starts_with("//") || path.contains('\\') {
        // Browsers would leave the site.
        return Err(Target::Nothing);
    }
    let Some(rooted) = path.strip_prefix('/') else {
        return joined(from.path.folder(), path).ok_or(Target::Nothing);
    };
    let site = match rooted.split_once(':') {
        Some((site, inside)) if !site.contains('/') => Some((site, inside)),
        _ => None,
    };
    let (folder, inside) = match site {
        Some(_) if from.single => return Err(Target::OtherSite),
        Some((site, inside)) if SiteId::parse(site).is_ok() => (format!("{CONTENT}/{site}"), inside),
        Some(_) => return Err(Target::Nothing),
        None if from.single => (CONTENT.to_owned(), rooted),
        None => (format!("{CONTENT}/{}", from.site), rooted),
    };
    joined(&folder, inside).ok_or(Target::Nothing)
}

/// Follows `path` from `folder`, never out of `content/`; without a slash at the end.
fn joined(folder: &str, path: &str) -> Option<String> {
    if folder.split('/').next() != Some(CONTENT) {
        return None;
    }
    let mut at = String::with_capacity(folder.len() + 1 + path.len());
    at.push_str(folder);
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => at.truncate(at.rfind('/')?),
            name => {
                at.push('/');
                at.push_str(name);
            }
        }
    }
    Some(at)
}

fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(dest: &str) -> Target {
        let path = ContentPath::parse("content/portal/notice/a.md").unwrap();
        let site = SiteId::parse("portal").unwrap();
        target(From { path: &path, site: &site, single: false }, dest)
    }

    fn path(path: &str) -> Target {
        Target::Path { path: path.to_owned(), anchor: None }
    }

    #[test]
    fn every_way_to_name_a_page_leads_to_its_file() {
        assert_eq!(of("b.md"), path("content/portal/notice/b.md"));
        assert_eq!(of("./a/x.png"), path("content/portal/notice/a/x.png"));
        assert_eq!(of("../policy/b.md?x=1"), path("content/portal/policy/b.md"));
        assert_eq!(of("../../dongtang/news/b.md"), path("content/dongtang/news/b.md"));
        assert_eq!(of("/policy/b.md"), path("content/portal/policy/b.md"));
        assert_eq!(of("/dongtang:news/b.md"), path("content/dongtang/news/b.md"));
        assert_eq!(of("/"), path("content/portal"));
        assert_eq!(of("../policy/"), path("content/portal/policy"));
        assert_eq!(of("%E9%80%9A%E7%9F%A5.md"), path("content/portal/notice/通知.md"));
        let anchor = Some("附件 一".to_owned());
        assert_eq!(of("b.md#附件%20一"), Target::Path { path: "content/portal/notice/b.md".to_owned(), anchor });
    }

    #[test]
    fn nothing_leads_out_of_the_content() {
        for dest in ["../../../site.toml", "/../../x.md", "%2e%2e/%2e%2e/%2e%2e/x", "//host.example/x", "\\\\host\\x"] {
            assert_eq!(of(dest), Target::Nothing, "{dest}");
        }
        for dest in ["", "#", "?x", "https:", "http:x.example", "https:///x", "mailto:", "%ff.md", "/Po:x.md"] {
            assert_eq!(of(dest), Target::Nothing, "{dest}");
        }
    }

    #[test]
    fn only_four_schemes_leave_the_group() {
        for dest in ["https://a.example/x", "HTTP://a.example", "mailto:a@b.example", "tel:0000-8000001"] {
            assert_eq!(of(dest), Target::Outside, "{dest}");
        }
        for dest in ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "java\nscript:x"]
        {
            assert_eq!(of(dest), Target::Dangerous, "{dest}");
        }
        assert_eq!(of(" javascript:x"), Target::Dangerous);
    }

    #[test]
    fn a_single_site_knows_no_other() {
        let path = ContentPath::parse("content/notice/a.md").unwrap();
        let site = SiteId::parse("site").unwrap();
        let of = |dest| target(From { path: &path, site: &site, single: true }, dest);
        assert_eq!(of("/portal:notice/b.md"), Target::OtherSite);
        assert_eq!(of("/notice/b.md"), self::path("content/notice/b.md"));
        assert_eq!(of("#一"), Target::Anchor("一".to_owned()));
    }
}
