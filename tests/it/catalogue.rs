//! The catalogue of documents and the disclosure platform: what the public finds, in what order, and never what waits.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::group::{Group, Site};
use crate::markup;

const NOW: &str = "2026-11-23 09:00";

fn document(title: &str, date: &str, department: &str, block: &str) -> String {
    format!(
        "---\ntitle: {title}\ndepartment: {department}\nconfidentiality: sensitive\ndate: {date} 10:00\n{block}---\n正文\n"
    )
}

/// Renders the small group with these files below `content/`.
fn render(now: &str, files: &[(&str, String)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("site.toml", include_str!("../data/group/site.toml"));
    write("reviewers.toml", include_str!("../data/group/reviewers.toml"));
    for (path, text) in files {
        write(&format!("content/{path}"), text);
    }
    Group::read(folder.path()).render(now, |path| path.contains("waits"))
}

fn files() -> Vec<(&'static str, String)> {
    let block =
        |id: &str, more: &str| format!("id: {id}\ndocument:\n  validity: in-force\n  theme: 商贸\\国内贸易\n{more}");
    let number = "  number: 镇发〔2026〕1号\n  index: 11000000MBA10000XB/2026-00001\n  issuer: 小镇人民政府\n  genre: 办法\n  made: 2026-02-03\n";
    vec![
        (
            "portal/policy/2020-01-01-old.md",
            document("旧办法", "2020-01-01", "office", &block("old", "  genre: 办法\n")),
        ),
        (
            "portal/policy/2026-02-05-new.md",
            document("新办法", "2026-02-05", "office", &block("new", &format!("{number}  replaces: [old]\n"))),
        ),
        (
            "portal/policy/2026-03-05-short.md",
            document("短期通知", "2026-03-05", "office", &block("short", "  genre: 通知\n  expires: 2026-11-30\n")),
        ),
        (
            "portal/policy/2026-11-21-waits.md",
            document("绝不提前", "2026-11-21", "office", &block("waits", "  genre: 秘密体裁\n")),
        ),
    ]
}

fn titles(site: &Site, path: &str) -> Vec<String> {
    let page = markup::html(site.get(path).unwrap_or_else(|| panic!("{path}")).text());
    let main: Vec<_> = page.iter().skip_while(|e| e.get("class") != Some("items")).collect();
    let links = main.iter().filter(|e| e.name == "a" && e.get("href").is_some_and(|h| h.starts_with("/policy/")));
    links.map(|e| e.text.clone()).collect()
}

#[test]
fn every_document_is_found_by_each_of_its_values_without_a_script() {
    let mut files = files();
    // With those that are older, more than the fifty of one page.
    let paths: Vec<String> = (1..=50).map(|n| format!("portal/policy/2019-01-01-{n:02}.md")).collect();
    let older = |path| (path, document("更早的通告", "2019-01-01", "office", "document:\n  validity: in-force\n"));
    files.extend(paths.iter().map(|path| older(path.as_str())));
    let site = render(NOW, &files);
    let first = titles(&site, "portal/catalogue.html");
    assert_eq!((first.len(), &first[..3]), (50, &["短期通知", "新办法", "旧办法"].map(str::to_owned)[..]));
    assert_eq!(titles(&site, "portal/catalogue_2.html"), ["更早的通告"; 3]);
    assert_eq!(titles(&site, "portal/catalogue/genre/办法.html"), ["新办法", "旧办法"]);
    assert_eq!(titles(&site, "portal/catalogue/year/2020.html"), ["旧办法"]);
    assert_eq!(titles(&site, "portal/catalogue/validity/repealed.html"), ["旧办法"]);
    assert_eq!(titles(&site, "portal/catalogue/department/office/2.html"), ["更早的通告"; 3]);
    let lists: BTreeSet<&str> = site.keys().filter(|p| p.contains("catalogue")).map(String::as_str).collect();
    assert!(lists.contains("portal/catalogue/theme/商贸_5c_国内贸易.html"), "{lists:?}");
    assert!(!lists.iter().any(|path| path.starts_with("east/")), "a site without documents has no catalogue");
    // Every value that a list offers leads somewhere, with as many documents as it says.
    let page = markup::html(site["portal/catalogue.html"].text());
    for link in page.iter().filter(|e| e.name == "a").filter_map(|e| e.get("href")) {
        if let Some(path) = link.strip_prefix("/catalogue/") {
            let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap();
            assert!(site.contains_key(&format!("portal/catalogue/{path}")), "{path}");
        }
    }
    assert!(!site["portal/catalogue.html"].text().contains("<script src=\"/assets/catalogue"));
    assert!(site["portal/policy/index.html"].text().contains("href=\"/catalogue.html\""));
}

#[test]
fn what_waits_is_in_no_catalogue() {
    for (path, made) in &render(NOW, &files()) {
        let text = String::from_utf8_lossy(&made.bytes);
        assert!(!path.contains("秘密") && !text.contains("绝不提前") && !text.contains("秘密体裁"), "{path}");
    }
}

#[test]
fn a_document_lapses_on_its_day_and_nobody_edits_anything() {
    let before = render("2026-11-30 23:00", &files());
    let after = render("2026-12-01 00:00", &files());
    assert!(!before.contains_key("portal/catalogue/validity/lapsed.html"));
    assert_eq!(titles(&after, "portal/catalogue/validity/lapsed.html"), ["短期通知"]);
    assert!(after["portal/policy/index.html"].text().contains("失效"));
    // The document that was replaced says so, and leads on, in the same build.
    let old = before.iter().find(|(path, _)| path.ends_with("-old.html")).unwrap().1.text();
    assert!(old.contains(">废止<") && old.contains("新办法"));
}

#[test]
fn the_catalogue_for_spreadsheets_and_programs_says_the_same() {
    let site = render(NOW, &files());
    let table = site["portal/catalogue.csv"].text().strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head: Vec<&str> = reader.headers().unwrap().iter().collect();
    assert_eq!(head[..4], ["索引号", "主题分类", "体裁分类", "发文机关"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(&rows[1][0], "\t11000000MBA10000XB/2026-00001");
    assert_eq!((&rows[1][6], &rows[1][8]), ("\t镇发〔2026〕1号", "有效"));
    assert_eq!((&rows[2][5], &rows[2][8]), ("旧办法", "废止"));
    let data: Value = serde_json::from_slice(&site["portal/catalogue.jsonld"].bytes).unwrap();
    assert_eq!((data["@context"].as_str(), data["@type"].as_str()), (Some("https://schema.org"), Some("Dataset")));
    assert_eq!(data["distribution"][0]["contentUrl"], "https://town.example/catalogue.csv");
    let parts = data["hasPart"].as_array().unwrap();
    assert_eq!(parts.len(), rows.len());
    for (part, row) in parts.iter().zip(&rows) {
        assert_eq!(part["@type"], "DigitalDocument");
        assert_eq!((&part["name"], &part["url"]), (&row[5].into(), &row[11].into()));
        assert_eq!(part["creativeWorkStatus"], row[8]);
        // What nothing is known of is left out, not empty.
        assert!(part.as_object().unwrap().values().all(|v| !v.is_null() && v != "" && v != &Value::Array(Vec::new())));
    }
    assert_eq!(parts[1]["identifier"], serde_json::json!(["11000000MBA10000XB/2026-00001", "镇发〔2026〕1号"]));
}
