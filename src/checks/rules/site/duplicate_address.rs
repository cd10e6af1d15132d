//! # QF404 duplicate-address · 网址重复
//!
//! ## What it finds · 检查什么
//! 两个页面、一个页面和一个栏目首页，或者一个 `redirect_from`，要用同一个网址；只有大小写不同的也算。一个要用作网页、另一个要用作文件夹的，也是重复。错误记在靠后的页面，先用的位置一并列出。
//!
//! Two pages, a page and a column's list, or a `redirect_from` claim one address; addresses that differ in case alone
//! count as one, and so do a page and a folder of the same name. The finding stands at the later page, the first is
//! shown beside it.
//!
//! ## Why it matters · 为什么要紧
//! 网址必须唯一（国办发〔2017〕47号）。两个页面写到同一个文件，后写的会盖掉先写的。
//!
//! Addresses are unique; of two pages written to one file, the second would overwrite the first.
//!
//! ## Example · 例子
//! ```text
//! content/portal/notice/2026-11-09-a.md        id: fund
//! content/portal/notice/2026-11-09-fund.md     两个都是 /notice/2026/1109-fund.html
//! ```
//!
//! ## What to do · 怎么改
//! 改后写的页面的文件名或 `id`；多余的 `redirect_from` 删掉。
//!
//! Rename the newer file or change its `id`; remove a `redirect_from` that is not needed.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::checks::rule::REVIEWERS_TOML;
use crate::checks::rules::site::bad_redirect::is_address;
use crate::checks::{Check, Rule, SiteCx};
use crate::diag::{Finding, Message, Place, Sink, codes};
use crate::model::{Apart, Kind, OutputPath, SiteId};
use crate::source::{Page, Place as Standing};

/// QF404.
pub(crate) static RULE: Rule = Rule {
    code: codes::DUPLICATE_ADDRESS,
    name: "duplicate-address",
    since: "0.1.0",
    source: include_str!("duplicate_address.rs"),
    check: Check::Site(check),
};

/// Files that every site has of its own.
const OWN: [&str; 7] =
    ["404.html", "sitemap.html", "sitemap.xml", "search.html", "sites.html", "catalogue.html", "robots.txt"];

/// Who has an address.
#[derive(Clone)]
enum Claim<'a> {
    /// The list of a column.
    List(&'a str, Place),
    Page(&'a Page),
    /// A former address of a page.
    Redirect(&'a Page, Place),
    /// The site itself.
    Site,
}

fn check(cx: &SiteCx<'_>, sink: &mut Sink) {
    if are_apart(cx) {
        return;
    }
    let mut claims = Claims::default();
    claim_lists(cx, &mut claims);
    // In path order: the first page keeps its address.
    for page in cx.library.pages().filter(|p| p.place == Standing::Page) {
        claim(page, page.address.as_str(), &mut claims, sink);
    }
    for page in cx.library.pages() {
        for file in page.files.iter().filter(|f| f.used).filter_map(|f| page.file_address(f)) {
            claim(page, file.as_str(), &mut claims, sink);
        }
    }
    check_redirects(cx, &mut claims, sink);
}

/// Returns whether surely nothing is at, above or below the place of anything else, as on most sites.
fn are_apart(cx: &SiteCx<'_>) -> bool {
    let mut lists = Claims::default();
    claim_lists(cx, &mut lists);
    let mut apart = Apart::with_capacity(lists.by_address.len() + cx.library.pages().len());
    lists.by_address.keys().for_each(|(site, address)| apart.add(site, address));
    for page in cx.library.pages() {
        let own = (page.place == Standing::Page).then(|| page.address.as_str());
        let files = page.files.iter().filter(|f| f.used).filter_map(|f| page.file_address(f));
        let files: Vec<OutputPath> = files.collect();
        let old = page.rare().into_iter().flat_map(|f| &f.redirect_from).filter_map(|r| r.value.strip_prefix('/'));
        for address in own.into_iter().chain(files.iter().map(OutputPath::as_str)).chain(old) {
            // Further pages of lists have no claim of their own: see `Claims::further_list`.
            if list_of(address).is_some() {
                return false;
            }
            apart.add(&page.site, &alike(address));
        }
    }
    apart.are_apart()
}

/// Claims the address of a page, or of a file beside it.
fn claim<'a>(page: &'a Page, address: &str, claims: &mut Claims<'a>, sink: &mut Sink) {
    let at = || Place::file(page.path.shared());
    match claims.get(&page.site, address) {
        // Its own files differ in case: said where folders are read.
        Some(Claim::Page(first)) if first.path == page.path => {}
        Some(first) => sink.push(taken(page, at(), address, &first)),
        None => match claims.across(&page.site, address) {
            Some((shared, first)) => sink.push(file_and_folder(page, at(), shared, &first)),
            None => claims.insert(&page.site, address, Claim::Page(page)),
        },
    }
}

/// What nobody wrote has its address before every page: lists of columns, pages of the site, of keywords.
fn claim_lists<'a>(cx: &SiteCx<'a>, claims: &mut Claims<'a>) {
    for entry in cx.group.policy.ordered_columns() {
        let column = &entry.column;
        let claim = Claim::List(&column.name, Place::new(REVIEWERS_TOML, entry.span));
        claims.insert(&column.site, &in_folder(&column.address, "feed.xml"), claim.clone());
        if column.kind == Some(Kind::Message) {
            claims.insert(&column.site, &in_folder(&column.address, "statistics.html"), claim.clone());
        }
        claims.insert(&column.site, &in_folder(&column.address, "index.html"), claim);
    }
    for site in &cx.group.config.sites {
        OWN.iter().for_each(|address| claims.insert(&site.id, address, Claim::Site));
    }
    let keywords = cx.library.by_keyword.iter().filter(|_| cx.group.config.build.keyword_pages);
    for (site, keyword) in keywords.flat_map(|(site, keywords)| keywords.values().map(move |k| (site, k))) {
        claims.insert(site, &format!("keyword/{}.html", keyword.slug), Claim::Site);
    }
}

/// A former address gives way to what stands there now.
fn check_redirects<'a>(cx: &SiteCx<'a>, claims: &mut Claims<'a>, sink: &mut Sink) {
    for page in cx.library.pages() {
        for from in page.rare().into_iter().flat_map(|f| &f.redirect_from) {
            // What cannot be an address is QF410's.
            let Some(address) = from.value.strip_prefix('/').filter(|path| is_address(path)) else { continue };
            let at = Place::in_path(&page.path, from.span);
            match claims.get(&page.site, address) {
                // One's own address is QF410's.
                Some(Claim::Page(first)) if first.path == page.path => {}
                Some(first) => sink.push(taken(page, at, address, &first).variant(redirect_variant(&first))),
                None => match claims.across(&page.site, address) {
                    Some((shared, first)) => sink.push(file_and_folder(page, at, shared, &first)),
                    None => claims.insert(&page.site, address, Claim::Redirect(page, at)),
                },
            }
        }
    }
}

#[derive(Default)]
struct Claims<'a> {
    by_address: HashMap<(SiteId, String), Claim<'a>>,
    /// Who first needed a folder.
    by_folder: HashMap<(SiteId, String), Claim<'a>>,
}

impl<'a> Claims<'a> {
    fn key(site: &SiteId, address: &str) -> (SiteId, String) {
        (site.clone(), alike(address).into_owned())
    }

    fn insert(&mut self, site: &SiteId, address: &str, claim: Claim<'a>) {
        for folder in folders(address) {
            let key = Self::key(site, folder);
            if self.by_folder.contains_key(&key) {
                // Those above it are there as well.
                break;
            }
            self.by_folder.insert(key, claim.clone());
        }
        self.by_address.entry(Self::key(site, address)).or_insert(claim);
    }

    fn get(&self, site: &SiteId, address: &str) -> Option<Claim<'a>> {
        self.by_address.get(&Self::key(site, address)).cloned().or_else(|| self.further_list(address, site))
    }

    /// Returns what would be a file and a folder if there were a file at `address`, and who has it.
    fn across<'t>(&self, site: &SiteId, address: &'t str) -> Option<(&'t str, Claim<'a>)> {
        if let Some(claim) = self.by_folder.get(&Self::key(site, address)) {
            return Some((address, claim.clone()));
        }
        // A folder that is known was free, and so were those above it.
        let unknown =
            folders(address).map(|f| (f, Self::key(site, f))).take_while(|(_, k)| !self.by_folder.contains_key(k));
        unknown.filter_map(|(f, key)| self.by_address.get(&key).map(|c| (f, c.clone()))).next()
    }

    /// Returns the column whose second or further list page `address` would be: `notice/index_2.html`.
    fn further_list(&self, address: &str, site: &SiteId) -> Option<Claim<'a>> {
        let list = list_of(address)?;
        self.by_address.get(&Self::key(site, &list)).filter(|c| matches!(c, Claim::List(..))).cloned()
    }
}

/// Returns the first list page of which `address` is spelt as a further one.
fn list_of(address: &str) -> Option<String> {
    let (folder, name) = address.rsplit_once('/').unwrap_or(("", address));
    let number = name.strip_prefix("index_")?.strip_suffix(".html")?;
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| in_folder(folder, "index.html"))
}

/// Returns an address as some servers see it, to whom those that differ in case alone are one file.
fn alike(address: &str) -> Cow<'_, str> {
    match address.is_ascii() {
        true if address.bytes().any(|b| b.is_ascii_uppercase()) => address.to_ascii_lowercase().into(),
        true => address.into(),
        false => address.to_lowercase().into(),
    }
}

fn in_folder(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Returns the folders of an address, the deepest first.
fn folders(address: &str) -> impl Iterator<Item = &str> {
    address.rmatch_indices('/').map(|(at, _)| &address[..at])
}

fn taken(page: &Page, at: Place, address: &str, first: &Claim<'_>) -> Finding {
    let finding = collision(page, at, address, first);
    match first {
        Claim::Page(_) | Claim::Redirect(..) => finding,
        Claim::List(..) => finding.variant("list"),
        Claim::Site => finding.variant("site"),
    }
}

/// One name cannot be a file and a folder.
fn file_and_folder(page: &Page, at: Place, shared: &str, first: &Claim<'_>) -> Finding {
    collision(page, at, shared, first).variant("folder")
}

fn collision(page: &Page, at: Place, address: &str, first: &Claim<'_>) -> Finding {
    let finding = Finding::new(RULE.code, at).with("address", format!("/{address}")).with("page", page.path.as_str());
    let label = || Message::new("label-first-page");
    match first {
        Claim::Page(first) => {
            finding.with("other", first.path.as_str()).label(Place::file(first.path.shared()), label())
        }
        Claim::Redirect(first, place) => finding.with("other", first.path.as_str()).label(place.clone(), label()),
        Claim::List(name, place) => finding.with("other", *name).label(place.clone(), Message::new("label-column")),
        Claim::Site => finding,
    }
}

fn redirect_variant(first: &Claim<'_>) -> &'static str {
    match first {
        Claim::List(..) => "redirect-list",
        Claim::Page(_) | Claim::Redirect(..) => "redirect",
        Claim::Site => "redirect-site",
    }
}
