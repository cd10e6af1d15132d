//! Leaving the group 离站提示: a page for each address outside that pages link to, which says where the link leads before
//! anybody goes there (《互联网政务应用安全管理规定》: a clear notice when leaving a government site).
//!
//! A page and not a script, because it must work without one; a page for each address and not one for all, because
//! without a script no page can be told which address is meant. Addresses of government and of the group itself are
//! left as they are.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::page::insert_page_url;
use super::view::View;
use super::{Plan, RenderError, addresses};
use crate::config::Config;
use crate::model::{Sha256, SiteId};
use crate::review::Purpose;
use crate::source::{Front, Page, PageIndex, Resolved};

/// How the domains of government end: `.gov.cn`, and `.政务` as it is written and as browsers send it.
const GOVERNMENT: [&str; 3] = [".gov.cn", ".政务", ".xn--zfr164b"];

/// An address outside that pages of a site link to.
#[derive(Debug)]
pub(super) struct Leaving<'a> {
    pub(super) site: SiteId,
    pub(super) url: &'a str,
}

/// Returns where the notice of an address stands, if there must be one.
pub(super) fn notice(config: &Config, url: &str) -> Option<String> {
    let host = host(url)?;
    let is_known = GOVERNMENT.iter().any(|end| host.ends_with(end) || host == end[1..])
        || config.sites.iter().any(|site| site.domain.value == host);
    (!is_known).then(|| path(url))
}

/// Returns where the notice of an address stands: it has the same name on every site, for as long as the address stays.
pub(super) fn path(url: &str) -> String {
    let hash = Sha256::of(url.as_bytes()).to_string();
    format!("leave/{}.html", &hash[..16])
}

/// Returns the host of a web address in small letters; none of any other address, and the whole of one that says who
/// somebody is (`https://www.gov.cn@x.example/`), so that nothing before `@` passes for the host.
pub(super) fn host(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if authority.contains('@') {
        return Some(authority.to_lowercase());
    }
    let host = authority
        .rsplit_once(':')
        .map_or(authority, |(host, port)| if port.bytes().all(|b| b.is_ascii_digit()) { host } else { authority });
    Some(host.trim_end_matches('.').to_lowercase())
}

/// Returns the addresses outside that pages of `site` link to, in order, each once.
pub(super) fn of_site<'a>(view: &View<'a>, site: &SiteId) -> BTreeSet<&'a str> {
    let of_page = |(index, page, front): (PageIndex, &'a Page, &'a Front)| {
        let followed = view.library.followed(index);
        let some = followed.contains(&Resolved::Outside).then(|| page.links.iter().zip(followed));
        let links = some.into_iter().flatten().filter(|(link, to)| !link.image && matches!(to, Resolved::Outside));
        let reprinted = front.rare().and_then(|front| front.reprint.as_ref()).map(|r| r.url.as_str());
        links.map(|(link, _)| link.dest).chain(reprinted).filter(|url| notice(view.config, url).is_some())
    };
    view.shown(site).collect::<Vec<_>>().into_par_iter().flat_map_iter(of_page).collect()
}

/// Renders the notice of the address of this number.
pub(super) fn render<P: Purpose>(plan: &Plan<'_, P>, number: u32, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let missing = || RenderError::Missing { what: format!("address {number} outside") };
    let Leaving { site, url } = plan.leaving.get(number as usize).ok_or_else(missing)?;
    let mut context = plan.site(site)?.elsewhere.clone();
    insert_page_url(&mut context, &plan.view.addresses.absolute(site, &path(url))?);
    context.insert("outside", url);
    context.insert("host", &host(url).unwrap_or_default());
    plan.theme.of(site).render("leave.html", &context, out)
}

/// Returns the address of the notice as pages of the site write it, or the address itself where none is needed.
pub(super) fn through(config: &Config, url: &str) -> String {
    notice(config, url).map_or_else(|| url.to_owned(), |path| addresses::local(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_what_a_browser_would_go_to() {
        for (url, wanted) in [
            ("https://www.gov.cn/a", Some("www.gov.cn")),
            ("HTTPS://News.Example:8443?x", Some("news.example")),
            ("https://www.gov.cn@x.example/", Some("www.gov.cn@x.example")),
            ("https://x.example\\.gov.cn/", Some("x.example")),
            ("https://x.example#.gov.cn", Some("x.example")),
            ("https://www.gov.cn./", Some("www.gov.cn")),
            ("http://[::1]:80/", Some("[::1]")),
            ("mailto:a@b.example", None),
            ("tel:0000", None),
        ] {
            assert_eq!(host(url).as_deref(), wanted, "{url}");
        }
    }
}
