//! Reads `site.toml`: every fault at its place, and a [`Config`] only if there was none.

use std::collections::BTreeMap;

use crate::config::identity::{is_conac, is_domain, is_id_code, is_police};
use crate::config::{Build, Config, Group, Pending, Site, State, Successor, Tier};
use crate::diag::{Code, Finding, Message, Sink, codes};
use crate::fields::{Dialect, Node, Reader, Value, nearest, read_whole};
use crate::model::{Day, IdError, Lang, SiteId, Span, Spanned, Zone};

/// The id of the only site of a repository that leaves the site level out.
const ONLY_SITE: &str = "site";

/// Entries on one list page, where nothing else is said.
const PAGE_SIZE: usize = 20;

/// Reads `text`, the content of `file`; none if anything in it is wrong.
///
/// Themes and columns are not known here: that a theme exists, and that every site has columns, is checked where they
/// are.
pub fn read_site(file: &str, text: &str, sink: &mut Sink) -> Option<Config> {
    read_whole(file, text, sink, |root, sink| read(file, root, sink))
}

fn read(file: &str, root: Node, sink: &mut Sink) -> Option<Config> {
    let (single, names) = (is_single(&root), site_names(&root));
    let mut reader = Reader::new(file.into(), Dialect::SETTINGS, root, sink);
    let group = reader.require("group", |r, key| r.table(key).map(|table| read_group(table, &names)));
    let build = reader.table("build").map_or_else(standard_build, read_build);
    let demo = group.as_ref().is_some_and(|g| g.demo);
    let sites = if single { read_only_site(&mut reader, demo) } else { read_sites(&mut reader, demo, &names) };
    reader.finish();
    Some(Config { group: group?.finish()?, build, sites, single })
}

/// Returns whether `[site]` is one site itself rather than a table of sites.
fn is_single(root: &Node) -> bool {
    let Some(site) = table_at(root, "site") else { return false };
    site.is_empty() || site.iter().any(|(_, value)| !matches!(value, Value::Table(_)))
}

/// Returns the names that `[group] portal` may give, also of sites with faults.
fn site_names(root: &Node) -> Vec<String> {
    if is_single(root) {
        return vec![ONLY_SITE.to_owned()];
    }
    table_at(root, "site").unwrap_or_default().into_iter().map(|(name, _)| name.to_owned()).collect()
}

fn table_at<'a>(root: &'a Node, key: &str) -> Option<Vec<(&'a str, &'a Value)>> {
    let Value::Table(top) = &root.value else { return None };
    let Value::Table(table) = &top.entries.iter().find(|e| e.key.value == key)?.node.value else { return None };
    Some(table.entries.iter().map(|e| (&*e.key.value, &e.node.value)).collect())
}

/// `[group]` as far as it could be read; what is none was reported.
struct RawGroup {
    name: Option<String>,
    zone: Option<Zone>,
    lang: Option<Lang>,
    demo: bool,
    portal: Option<SiteId>,
}

fn read_group(mut reader: Reader<'_>, sites: &[String]) -> RawGroup {
    let r = &mut reader;
    let name = r.required_text("name").map(|t| t.value);
    let zone = choice(r, "timezone", "expected-timezone", Zone::SHANGHAI, Zone::parse);
    let lang = choice(r, "language", "expected-language", Lang::ZhCn, Lang::parse);
    let demo = r.boolean("demo").is_some_and(|b| b.value);
    let portal = read_portal(r, sites);
    reader.finish();
    RawGroup { name, zone, lang, demo, portal }
}

impl RawGroup {
    fn finish(self) -> Option<Group> {
        Some(Group { name: self.name?, zone: self.zone?, lang: self.lang?, demo: self.demo, portal: self.portal? })
    }
}

/// A repository with one site without a name need not say which is the portal.
fn read_portal(r: &mut Reader<'_>, sites: &[String]) -> Option<SiteId> {
    if sites == [ONLY_SITE] && !r.has("portal") {
        return SiteId::parse(ONLY_SITE).ok();
    }
    let portal = r.required_text("portal")?;
    // Where no site could be read, that was reported.
    if !sites.is_empty() && !sites.contains(&portal.value) {
        let mut finding = Finding::new(codes::UNKNOWN_SITE, r.place(portal.span)).with("site", &*portal.value);
        if let Some(similar) = nearest(&portal.value, sites.iter().map(|s| &**s)) {
            finding = finding.variant("similar").with("similar", similar);
        }
        r.sink().push(finding);
    }
    SiteId::parse(&portal.value).ok()
}

fn standard_build() -> Build {
    Build {
        theme: Spanned::new("gov".to_owned(), Span::at(0)),
        pending: Pending::Hold,
        page_size: PAGE_SIZE,
        keyword_pages: true,
        catalogue: true,
        search: true,
        json: true,
    }
}

/// Reads `[build]`; what is wrong is reported and left at its usual value, which then never counts.
fn read_build(mut reader: Reader<'_>) -> Build {
    let r = &mut reader;
    let mut build = standard_build();
    if let Some(theme) = r.parsed("theme", "expected-id", theme_name) {
        build.theme = theme;
    }
    build.pending = choice(r, "pending", "expected-pending", Pending::Hold, Pending::parse).unwrap_or(build.pending);
    build.page_size = read_page_size(r).unwrap_or(PAGE_SIZE);
    build.keyword_pages = r.boolean("keyword-pages").is_none_or(|b| b.value);
    build.catalogue = r.boolean("catalogue").is_none_or(|b| b.value);
    build.search = r.boolean("search").is_none_or(|b| b.value);
    build.json = r.boolean("json").is_none_or(|b| b.value);
    reader.finish();
    build
}

/// A theme is called as its folder is.
fn theme_name(text: &str) -> Result<String, IdError> {
    SiteId::parse(text).map(|_| text.to_owned())
}

/// A page of more than 200 entries is slow to load, and a page of none is no list.
fn read_page_size(r: &mut Reader<'_>) -> Option<usize> {
    let size = r.integer("page-size")?;
    match usize::try_from(size.value) {
        Ok(n @ 1..=200) => Some(n),
        _ => {
            r.report_bad("page-size", size.span, &size.value.to_string(), "expected-page-size");
            None
        }
    }
}

/// Takes one of a few words, or the usual one where the key is not there; none if it was reported.
fn choice<T>(
    r: &mut Reader<'_>,
    key: &'static str,
    expected: &'static str,
    usual: T,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    if !r.has(key) {
        return Some(usual);
    }
    r.parsed(key, expected, |t| parse(t).ok_or(())).map(|v| v.value)
}

fn read_only_site(r: &mut Reader<'_>, demo: bool) -> Vec<Site> {
    let Some(mut table) = r.table("site") else { return Vec::new() };
    let site = read_one(&mut table, SiteCx { name: ONLY_SITE, demo, all: &[] }, &mut Taken::default());
    table.finish();
    site.into_iter().collect()
}

fn read_sites(r: &mut Reader<'_>, demo: bool, all: &[String]) -> Vec<Site> {
    let mut sites = Vec::new();
    let mut taken = Taken::default();
    if !r.has("site") {
        r.report_missing("site");
    }
    r.named_tables("site", |name, r| {
        if SiteId::parse(&name.value).is_err() {
            r.report_bad_name(name, "expected-id");
        }
        sites.extend(read_one(r, SiteCx { name: &name.value, demo, all }, &mut taken));
    });
    sites
}

/// The site that is read.
#[derive(Clone, Copy)]
struct SiteCx<'a> {
    name: &'a str,
    demo: bool,
    /// The names of all sites.
    all: &'a [String],
}

/// What the sites so far have claimed for themselves: by value, the site and the place.
#[derive(Default)]
struct Taken {
    domains: BTreeMap<String, (String, Span)>,
    codes: BTreeMap<String, (String, Span)>,
}

/// Reads one site; what cannot be read is reported.
fn read_one(r: &mut Reader<'_>, site: SiteCx<'_>, taken: &mut Taken) -> Option<Site> {
    let form = |test: fn(&str) -> bool| move |t: &str| if test(t) { Ok(t.to_owned()) } else { Err(()) };
    let name = r.required_text("name");
    let domain = r.required("domain", "expected-domain", form(is_domain));
    claim(r, site, domain.as_ref(), &mut taken.domains, codes::DUPLICATE_DOMAIN);
    let id_code = r.required("id_code", "expected-id-code", form(is_id_code));
    claim(r, site, id_code.as_ref(), &mut taken.codes, codes::DUPLICATE_ID_CODE);
    let tier = r.required("tier", "expected-tier", |t| Tier::parse(t).ok_or(()));
    let state = r.required("state", "expected-state", |t| State::parse(t).ok_or(())).map(|s| s.value);
    let since = read_since(r, state);
    let successor = read_successor(r, site, state);
    let sponsor = footer(r, site, "sponsor");
    let operator = footer(r, site, "operator");
    let icp = footer(r, site, "icp");
    let police = issued(r, site, "police", "expected-police", is_police);
    let conac_id = issued(r, site, "conac_id", "expected-conac", is_conac);
    let address = footer(r, site, "address");
    let tel = footer(r, site, "tel");
    let theme = r.parsed("theme", "expected-id", theme_name);
    Some(Site {
        id: SiteId::parse(site.name).ok()?,
        name: name?.value,
        domain: domain?,
        id_code: id_code?,
        tier: tier?.value,
        state: state?,
        since: since?,
        successor: successor?,
        sponsor: sponsor?,
        operator: operator?,
        icp: icp?,
        police: police?,
        conac_id: conac_id?,
        address: address?,
        tel: tel?,
        theme,
        span: r.span(),
    })
}

/// Since when a site is in its state; every page of one that is archived says so.
fn read_since(r: &mut Reader<'_>, state: Option<State>) -> Option<Option<Day>> {
    if state.is_some_and(State::is_archived) {
        return r.required("since", "expected-day", Day::parse).map(|day| Some(day.value));
    }
    optional(r, "since", "expected-day", Day::parse)
}

/// Who goes on with a site that was closed or moved: another site of the group, or a domain.
fn read_successor(r: &mut Reader<'_>, site: SiteCx<'_>, state: Option<State>) -> Option<Option<Successor>> {
    let parse = |text: &str| {
        if text != site.name && site.all.iter().any(|name| name == text) {
            return SiteId::parse(text).map(Successor::Site).map_err(|_| ());
        }
        if is_domain(text) { Ok(Successor::Elsewhere(text.to_owned())) } else { Err(()) }
    };
    if state == Some(State::Moved) {
        return r.required("successor", "expected-successor", parse).map(|to| Some(to.value));
    }
    optional(r, "successor", "expected-successor", parse)
}

/// Takes what may be left out; none if it was reported.
fn optional<T, E>(
    r: &mut Reader<'_>,
    key: &'static str,
    expected: &'static str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Option<Option<T>> {
    if r.has(key) { r.parsed(key, expected, parse).map(|v| Some(v.value)) } else { Some(None) }
}

/// Two sites with one domain or one code are one site to the world: the later one is reported, with both places.
fn claim(
    r: &mut Reader<'_>,
    site: SiteCx<'_>,
    value: Option<&Spanned<String>>,
    taken: &mut BTreeMap<String, (String, Span)>,
    code: Code,
) {
    let Some(value) = value else { return };
    let Some((other, span)) = taken.get(&value.value) else {
        taken.insert(value.value.clone(), (site.name.to_owned(), value.span));
        return;
    };
    let finding = Finding::new(code, r.place(value.span))
        .with("found", &*value.value)
        .with("site", site.name)
        .with("other", &**other)
        .label(r.place(*span), Message::new("label-first-site").with("site", &**other));
    r.sink().push(finding);
}

/// Takes what the footer of every page must show.
fn footer(r: &mut Reader<'_>, site: SiteCx<'_>, key: &'static str) -> Option<String> {
    footer_text(r, site, key).map(|t| t.value)
}

fn footer_text(r: &mut Reader<'_>, site: SiteCx<'_>, key: &'static str) -> Option<Spanned<String>> {
    let span = r.span();
    if !r.has(key) {
        report_footer(r, site, key, span);
        return None;
    }
    let text = r.text(key)?;
    if text.value.trim().is_empty() {
        report_footer(r, site, key, text.span);
        return None;
    }
    Some(text)
}

fn report_footer(r: &mut Reader<'_>, site: SiteCx<'_>, key: &str, span: Span) {
    let finding = Finding::new(codes::MISSING_FOOTER_DATA, r.place(span)).with("site", site.name).with("key", key);
    let issued = matches!(key, "police" | "conac_id");
    r.sink().push(if issued { finding.variant("issued") } else { finding });
}

/// Takes a number that an authority issues for the footer: a demo may have none.
fn issued(
    r: &mut Reader<'_>,
    site: SiteCx<'_>,
    key: &'static str,
    expected: &'static str,
    test: fn(&str) -> bool,
) -> Option<String> {
    if site.demo && !r.has(key) {
        return Some(String::new());
    }
    let text = if site.demo { r.text(key)? } else { footer_text(r, site, key)? };
    if test(&text.value) || text.value.is_empty() {
        return Some(text.value);
    }
    r.report_bad(key, text.span, &text.value, expected);
    None
}
