//! The national page tags and footer elements (国办发〔2017〕47号), counted over the whole output of the sample.

use std::path::Path;

use crate::sample::{Sample, tree};

const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
const COLUMN: [&str; 4] = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
const CONTENT: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];
const OPTIONAL: [&str; 5] = ["Keywords", "Author", "Description", "Image", "Url"];

/// Returns name and content of every `<meta name=…>` in the order of the page.
fn tags(html: &str) -> Vec<(String, String)> {
    let metas = html.split("<meta ").skip(1).map(|m| m.split('>').next().unwrap());
    metas.filter_map(|m| Some((attribute(m, "name")?, attribute(m, "content").unwrap_or_default()))).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

fn national(html: &str) -> Vec<(String, String)> {
    let all: Vec<&str> = SITE.iter().chain(&COLUMN).chain(&CONTENT).chain(&OPTIONAL).copied().collect();
    tags(html).into_iter().filter(|(n, _)| all.iter().any(|a| a.eq_ignore_ascii_case(n))).collect()
}

/// What a page is, told from its address as content.md lays addresses out.
fn required(address: &str, tags: &[(String, String)]) -> Vec<&'static str> {
    let name = address.rsplit('/').next().unwrap();
    let own = ["keyword/", "catalogue/", "leave/"];
    let inside_column = address.contains('/') && !own.iter().any(|folder| address.starts_with(folder));
    let mut needed: Vec<&str> = SITE.to_vec();
    if inside_column && !tags.is_empty() {
        let list = name == "index.html" || name.starts_with("index_") || name == "statistics.html";
        needed.extend(COLUMN);
        if !list {
            needed.extend(CONTENT);
        }
    }
    needed
}

#[test]
fn every_page_carries_its_tags_once_in_their_exact_case_and_never_empty() {
    let sample = Sample::copy();
    let (mut homes, mut lists, mut articles) = (0, 0, 0);
    for (path, bytes) in tree(&sample.preview("out")) {
        let Some((_, address)) = html_address(&path) else { continue };
        let html = String::from_utf8(bytes).unwrap();
        if html.contains("http-equiv=\"refresh\"") {
            assert_eq!(national(&html).len(), 3, "{}", path.display());
            continue;
        }
        let tags = national(&html);
        let names: Vec<&str> = tags.iter().map(|(n, _)| n.as_str()).collect();
        for name in required(&address, &tags) {
            assert_eq!(names.iter().filter(|n| **n == name).count(), 1, "{name} in {}", path.display());
        }
        let known = |n: &str| SITE.contains(&n) || COLUMN.contains(&n) || CONTENT.contains(&n) || OPTIONAL.contains(&n);
        assert!(names.iter().all(|n| known(n)), "letter case in {}: {names:?}", path.display());
        assert!(tags.iter().all(|(_, c)| !c.trim().is_empty() && c != "null"), "{}: {tags:?}", path.display());
        match tags.len() {
            3 if address == "index.html" => homes += 1,
            7 => lists += 1,
            10.. => articles += 1,
            _ => {}
        }
    }
    assert_eq!(homes, 11, "home pages have exactly three tags");
    assert!(lists >= 70 && articles >= 190, "{lists} lists, {articles} articles");
}

#[test]
fn every_page_ends_with_the_footer_that_the_state_council_asks_for() {
    let sample = Sample::copy();
    let mut pages = 0;
    for (path, bytes) in tree(&sample.preview("out")) {
        let Some((_, _)) = html_address(&path) else { continue };
        let html = String::from_utf8(bytes).unwrap();
        let footer = html.split("<footer").nth(1).unwrap_or_else(|| panic!("{}: no footer", path.display()));
        for element in
            ["党政机关", "找错", "网站标识码", "主办单位", "承办单位", "联系", "ICP备", "公安", "sitemap.html"]
        {
            assert!(footer.contains(element), "{element} in {}", path.display());
        }
        pages += 1;
    }
    assert!(pages > 300);
}

#[test]
fn no_page_asks_anybody_else_for_anything() {
    let sample = Sample::copy();
    for (path, bytes) in tree(&sample.preview("out")) {
        if html_address(&path).is_none() {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        for forbidden in ["<script>", " style=\"", "<style", "src=\"http", "<iframe", "@import"] {
            assert!(!html.contains(forbidden), "{forbidden} in {}", path.display());
        }
        let sheets = html.split("<link ").skip(1).map(|l| l.split('>').next().unwrap());
        for sheet in sheets.filter(|l| l.contains("stylesheet")) {
            assert!(attribute(sheet, "href").unwrap().starts_with('/'), "{}", path.display());
        }
    }
}

/// Returns site and address of an HTML page of the output.
fn html_address(path: &Path) -> Option<(String, String)> {
    let text = path.to_str()?;
    let (site, address) = text.split_once('/')?;
    address.ends_with(".html").then(|| (site.to_owned(), address.to_owned()))
}
