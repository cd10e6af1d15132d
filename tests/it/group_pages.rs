//! What belongs to a group rather than to a page: the register of sites, sites and columns that are kept as they were,
//! and what programs are told of what is new.

use serde_json::Value;

use crate::group::{Group, Site};
use crate::markup;

const NOW: &str = "2026-11-23 09:00";

/// Renders the small group with another `site.toml`, another matrix and these files below `content/`.
fn render(site_toml: impl Fn(String) -> String, matrix: impl Fn(String) -> String, files: &[(&str, &str)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("site.toml", &site_toml(include_str!("../data/group/site.toml").to_owned()));
    write("reviewers.toml", &matrix(include_str!("../data/group/reviewers.toml").to_owned()));
    for (path, text) in files {
        write(&format!("content/{path}"), text);
    }
    Group::read(folder.path()).render(NOW, |path| path.contains("waits"))
}

fn as_it_is(text: String) -> String {
    text
}

fn page(title: &str, date: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndepartment: office\nconfidentiality: public\ndate: {date}\n{more}---\n正文\n")
}

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_slice(&site[path].bytes).unwrap()
}

#[test]
fn the_portal_registers_every_site_for_people_spreadsheets_and_programs() {
    let site = render(as_it_is, as_it_is, &[]);
    assert!(!site.contains_key("east/sites.html"), "only the portal has the register");
    let register = site["portal/sites.html"].text();
    for said in ["东村网站", "east.town.example", "bm00000002", "东村村委会", "规划", "运行", "县（市、区）站点"]
    {
        assert!(register.contains(said), "{said}");
    }
    let table = site["portal/sites.csv"].text();
    let mut rows = csv::ReaderBuilder::new().from_reader(table.strip_prefix('\u{feff}').unwrap().as_bytes());
    assert_eq!(rows.headers().unwrap().len(), 13);
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(&rows[0][2], "\t0000000001", "digits that name something stay a text in a spreadsheet");
    let data = json(&site, "portal/sites.json");
    assert_eq!(data["sites"][1]["domain"], "east.town.example");
    assert_eq!(data["sites"][1]["since"], Value::Null);
    // Both sites lead there.
    assert!(site["portal/404.html"].text().contains(r#"<a href="/sites.html">"#));
    assert!(site["east/404.html"].text().contains(r#"<a href="https://town.example/sites.html">"#));
}

#[test]
fn a_site_that_was_moved_says_so_on_every_page_and_leads_on() {
    let moved = |text: String| {
        text.replace("state = \"planned\"", "state = \"moved\"\nsince = 2026-11-01\nsuccessor = \"portal\"")
    };
    let site = render(moved, as_it_is, &[]);
    for (path, made) in site.iter().filter(|(_, made)| made.is_page()) {
        let says = made.text().contains("本网站已于 2026-11-01 迁移归档");
        assert_eq!(says, path.starts_with("east/"), "{path}");
    }
    let page = markup::html(site["east/index.html"].text());
    assert!(
        page.iter().any(|e| e.name == "a" && e.get("href") == Some("https://town.example/") && e.text == "小镇门户")
    );
    // Who is kept as it was stands in the register, and no longer among those at work.
    assert!(site["portal/sites.html"].text().contains("已迁移"));
    assert!(!site["portal/404.html"].text().contains("东村网站"));
    assert_eq!(json(&site, "portal/sites.json")["sites"][1]["successor"], "town.example");
}

#[test]
fn a_column_that_is_archived_says_so_on_its_lists_and_pages() {
    let name = "[column.\"portal/notice\"]\n";
    let archived = |text: String| {
        assert!(text.contains(name));
        text.replace(name, &format!("{name}archived = 2026-11-20\n"))
    };
    let files = [("portal/notice/2026-11-09-a.md", &*page("甲", "2026-11-09 10:00", ""))];
    let site = render(as_it_is, archived, &files);
    let says = |path: &str| site[path].text().contains("本栏目已于 2026-11-20 归档");
    assert!(says("portal/notice/index.html") && says("portal/notice/2026/1109-a.html"));
    assert!(!says("portal/index.html") && !says("portal/policy/index.html"));
}

#[test]
fn both_feeds_tell_the_same_and_nothing_of_what_waits() {
    let changes = "summary: 摘要\nkeywords: [外贸]\nchanges:\n  - {date: 2026-11-15, note: 更正联系电话}\n";
    let files = [
        ("portal/notice/2026-11-09-a.md", &*page("甲 & 乙", "2026-11-09 10:00", changes)),
        ("portal/notice/2026-11-10-b.md", &*page("丙", "2026-11-10 10:00", "")),
        ("portal/notice/2026-11-11-waits.md", &*page("绝不提前", "2026-11-11 10:00", "")),
    ];
    let site = render(as_it_is, as_it_is, &files);
    for folder in ["portal/", "portal/notice/"] {
        let feed = json(&site, &format!("{folder}feed.json"));
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert!(feed["feed_url"].as_str().unwrap().ends_with(&format!("{}feed.json", &folder["portal".len()..])));
        let items = feed["items"].as_array().unwrap();
        let titles: Vec<&str> = items.iter().map(|i| i["title"].as_str().unwrap()).collect();
        assert_eq!(titles, ["丙", "甲 & 乙"]);
        for item in items {
            for key in ["id", "url", "title", "content_text", "date_published", "date_modified"] {
                assert!(item[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {item}");
            }
        }
        assert_eq!(items[1]["date_modified"], "2026-11-15T00:00:00+08:00", "readers were told of a change");
        assert_eq!(items[1]["date_published"], "2026-11-09T10:00:00+08:00");
        assert_eq!(items[1]["tags"], serde_json::json!(["外贸"]));
        let atom = markup::xml(site[&format!("{folder}feed.xml")].text());
        let atom =
            |name: &str| -> Vec<String> { atom.iter().filter(|e| e.name == name).map(|e| e.text.clone()).collect() };
        assert_eq!(atom("title")[1..], ["丙", "甲 & 乙"]);
        assert_eq!(atom("updated")[0], "2026-11-15T00:00:00+08:00", "the feed changed when its newest change was made");
    }
    let page = site["portal/notice/2026/1109-a.html"].text();
    assert!(page.contains("更新记录") && page.contains("更正联系电话"));
    assert!(page.contains(r#"<link rel="alternate" type="application/feed+json""#));
    let map = markup::xml(site["portal/sitemap.xml"].text());
    assert!(map.iter().any(|e| e.name == "lastmod" && e.text == "2026-11-15"));
}
