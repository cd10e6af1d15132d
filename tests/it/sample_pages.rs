//! Every page of the sample group, rendered: what must hold for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use qianfa::render::What;
use serde_json::{Value, json};

use crate::group::{Group, Site};
use crate::markup::{self, Element};

static GROUP: LazyLock<Group> = LazyLock::new(|| Group::read(Path::new(env!("CARGO_MANIFEST_DIR"))));
static SITE: LazyLock<Site> = LazyLock::new(|| GROUP.render("2026-11-23 09:00", |_| false));
static PAGES: LazyLock<BTreeMap<&str, Vec<Element>>> = LazyLock::new(|| {
    let pages = SITE.iter().filter(|(_, made)| made.is_page());
    pages.map(|(path, made)| (path.as_str(), markup::html(made.text()))).collect()
});

const SITE_TAGS: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
const COLUMN_TAGS: [&str; 4] = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
const CONTENT_TAGS: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];
const OPTIONAL_TAGS: [&str; 5] = ["Keywords", "Author", "Description", "Image", "Url"];

/// Returns the named `meta` elements of a page, but for those of the browser.
fn tags(page: &[Element]) -> Vec<(&str, &str)> {
    let metas = page.iter().filter(|e| e.name == "meta").filter_map(|e| Some((e.get("name")?, e.get("content")?)));
    metas.filter(|(name, _)| !["viewport", "robots", "referrer"].contains(name)).collect()
}

#[test]
fn the_sample_has_pages_of_every_kind() {
    let kinds: BTreeSet<_> = GROUP.library.pages().map(|p| p.kind).collect();
    assert_eq!(kinds.len(), qianfa::model::Kind::ALL.len());
    assert!(PAGES.len() > 500, "{}", PAGES.len());
}

#[test]
fn every_page_has_exactly_the_national_tags_of_its_kind() {
    for (path, page) in PAGES.iter() {
        let tags = tags(page);
        let required: Vec<&str> = match SITE[*path].what {
            What::Page(_) => SITE_TAGS.iter().chain(&COLUMN_TAGS).chain(&CONTENT_TAGS).copied().collect(),
            What::List(..) | What::Statistics(..) => SITE_TAGS.iter().chain(&COLUMN_TAGS).copied().collect(),
            _ => SITE_TAGS.to_vec(),
        };
        for name in &required {
            assert_eq!(tags.iter().filter(|(n, _)| n == name).count(), 1, "{path}: {name}");
        }
        let optional = tags.iter().filter(|(n, _)| !required.contains(n));
        for (name, _) in optional {
            let allowed = matches!(SITE[*path].what, What::Page(_)) && OPTIONAL_TAGS.contains(name);
            assert!(allowed, "{path}: {name}");
        }
        let names: BTreeSet<String> = tags.iter().map(|(n, _)| n.to_lowercase()).collect();
        assert_eq!(names.len(), tags.len(), "{path}: a tag twice, whatever its case");
        for (name, content) in tags {
            assert!(!content.trim().is_empty() && content != "null", "{path}: {name} is empty");
            if name == "PubDate" {
                assert!(qianfa::model::Moment::parse(content).is_ok() && content.contains(' '), "{path}: {content}");
            }
        }
    }
}

#[test]
fn every_page_has_the_elements_of_the_footer() {
    for (path, page) in PAGES.iter() {
        let footer = page.iter().find(|e| e.name == "footer").unwrap_or_else(|| panic!("{path}: no footer"));
        let words = ["党政机关网站标识", "我为政府网站找错", "网站标识码", "主办单位", "承办单位", "联系电话", "地址"];
        for word in words.iter().chain(&["ICP备案编号", "公安备案号", "站点地图"]) {
            assert!(footer.text.contains(word), "{path}: {word}");
        }
        let site = GROUP.config.sites.iter().find(|s| path.starts_with(&format!("{}/", s.id))).unwrap();
        for value in [&site.sponsor, &site.operator, &site.id_code.value, &site.icp, &site.tel, &site.address] {
            assert!(footer.text.contains(value.as_str()), "{path}: {value}");
        }
    }
}

#[test]
fn nothing_runs_inline_and_nothing_is_fetched_from_elsewhere() {
    for (path, page) in PAGES.iter() {
        let policy = page.iter().find(|e| e.get("http-equiv") == Some("Content-Security-Policy")).unwrap();
        assert!(policy.get("content").unwrap().starts_with("default-src 'self';"), "{path}");
        for element in page {
            if element.name == "script" {
                let file = element.get("src").unwrap_or_default();
                assert!(file.starts_with("/assets/") && element.text.is_empty(), "{path}: a script of its own");
            }
            // A form is for searching, and leads to the site itself.
            let leads_home = element.name != "form" || element.get("action") == Some("/search.html");
            assert!(leads_home && element.get("method").is_none(), "{path}: a form that leads elsewhere");
            let forbidden = ["style", "iframe", "object", "embed", "base", "font", "marquee"];
            assert!(!forbidden.contains(&element.name.as_str()), "{path}: <{}>", element.name);
            for (key, value) in &element.attributes {
                assert!(key != "style" && !key.starts_with("on"), "{path}: {key}");
                let fetched = key == "src" || key == "srcset" || (key == "href" && element.name == "link");
                let linked = matches!(element.get("rel"), Some("canonical" | "alternate"));
                assert!(!fetched || linked || (value.starts_with('/') && !value.starts_with("//")), "{path}: {value}");
            }
        }
    }
    for (path, made) in SITE.iter().filter(|(path, _)| path.ends_with(".css") || path.ends_with(".svg")) {
        let text = made.text().replace("http://www.w3.org/2000/svg", "");
        assert!(!text.contains("http") && !text.contains("@import"), "{path}");
    }
}

#[test]
fn everybody_can_find_their_way() {
    for (path, page) in PAGES.iter() {
        assert_eq!(page.iter().find(|e| e.name == "html").unwrap().get("lang"), Some("zh-CN"), "{path}");
        let title = page.iter().find(|e| e.name == "title").unwrap();
        assert!(!title.text.trim().is_empty(), "{path}");
        for landmark in ["main", "header", "footer", "nav"] {
            assert!(page.iter().any(|e| e.name == landmark), "{path}: no {landmark}");
        }
        assert_eq!(page.iter().filter(|e| e.name == "main").count(), 1, "{path}");
        assert!(page.iter().any(|e| e.name == "a" && e.get("href") == Some("#page:main")), "{path}: no skip link");
        check_headings(path, page);
        check_ids(path, page);
        for element in page {
            match element.name.as_str() {
                "img" => assert!(element.get("alt").is_some(), "{path}: an image without words"),
                "a" => check_link_text(path, page, element),
                "th" => assert!(element.get("scope").is_some() || element.text.is_empty(), "{path}: {}", element.text),
                _ => {}
            }
        }
    }
}

#[test]
fn no_two_pages_of_a_site_have_one_title() {
    let mut seen = BTreeMap::new();
    for (path, page) in PAGES.iter() {
        // What only says where a page went, or that it is gone, is no page.
        if matches!(SITE[*path].what, What::Redirect(_) | What::Notice(_)) {
            continue;
        }
        let site = path.split('/').next().unwrap();
        let title = &page.iter().find(|e| e.name == "title").unwrap().text;
        let first = seen.insert((site, title.clone()), path);
        assert_eq!(first, None, "{path}: {title}");
    }
}

/// The choice of everything, which asks for nothing.
fn is_any(element: &markup::Element, key: &str) -> bool {
    element.name == "option" && key == "value"
}

#[test]
fn nothing_that_is_written_is_left_empty() {
    for (path, page) in PAGES.iter() {
        for element in page {
            for (key, value) in &element.attributes {
                let may_be_empty = ["alt", "checked", "disabled", "hidden", "open", "selected", "defer"];
                assert!(
                    !value.trim().is_empty() || may_be_empty.contains(&key.as_str()) || is_any(element, key),
                    "{path}: {key} of {element:?}"
                );
            }
            let holds = ["title", "h1", "h2", "h3", "h4", "caption", "dt", "option", "label", "summary", "button"];
            if holds.contains(&element.name.as_str()) {
                assert!(!element.text.trim().is_empty(), "{path}: an empty {}", element.name);
            }
        }
    }
}

/// One heading of the first level, and none that skips a level.
fn check_headings(path: &str, page: &[Element]) {
    let level = |e: &Element| e.name.strip_prefix('h').and_then(|n| n.parse::<u8>().ok());
    let levels: Vec<u8> = page.iter().filter_map(level).collect();
    assert_eq!(levels.iter().filter(|l| **l == 1).count(), 1, "{path}: {levels:?}");
    assert_eq!(levels.first(), Some(&1), "{path}: {levels:?}");
    assert!(levels.windows(2).all(|w| w[1] <= w[0] + 1), "{path}: {levels:?}");
}

/// No id twice, and whatever is named exists.
fn check_ids(path: &str, page: &[Element]) {
    let ids: Vec<&str> = page.iter().filter_map(|e| e.get("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
    for named in page.iter().filter_map(|e| e.get("aria-labelledby")) {
        assert!(unique.contains(named), "{path}: {named}");
    }
    for anchor in page.iter().filter_map(|e| e.get("href")?.strip_prefix('#')) {
        let anchor = percent_encoding::percent_decode_str(anchor).decode_utf8().unwrap();
        assert!(unique.contains(&*anchor), "{path}: #{anchor}");
    }
}

/// A link says where it leads.
fn check_link_text(path: &str, page: &[Element], link: &Element) {
    let says = link.get("aria-label").unwrap_or(link.text.trim());
    let picture = page.iter().any(|e| e.name == "img" && e.get("alt").is_some_and(|alt| !alt.is_empty()));
    assert!(!says.is_empty() || picture, "{path}: a link without words to {:?}", link.get("href"));
    assert!(!["更多", "点击这里", "这里", "详情"].contains(&says), "{path}: {says}");
}

/// Returns whether a file of a site stands at this path of an address.
fn exists(site: &str, path: &str) -> bool {
    let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap();
    let path = path.split(['#', '?']).next().unwrap();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    SITE.contains_key(&format!("{site}/{file}"))
}

#[test]
fn every_link_inside_the_group_leads_somewhere() {
    for (path, page) in PAGES.iter() {
        let site = path.split('/').next().unwrap();
        for url in page.iter().flat_map(|e| e.get("href").into_iter().chain(e.get("src"))) {
            if let Some(local) = url.strip_prefix('/') {
                assert!(exists(site, local), "{path}: {url}");
            } else if let Some(rest) = url.strip_prefix("https://") {
                let (domain, local) = rest.split_once('/').unwrap_or((rest, ""));
                let other = GROUP.config.sites.iter().find(|s| s.domain.value == domain);
                assert!(other.is_none_or(|s| exists(s.id.as_str(), local)), "{path}: {url}");
            }
        }
    }
}

/// Whoever needs a form finds it: from the home page of the site that has it, two clicks to the page that offers it.
#[test]
fn every_form_is_two_clicks_from_the_home_page() {
    let linked = |path: &str| -> BTreeSet<String> {
        let site = path.split('/').next().unwrap();
        let urls = PAGES[path].iter().filter(|e| e.name == "a").filter_map(|e| e.get("href")?.strip_prefix('/'));
        urls.filter(|url| exists(site, url))
            .map(|url| {
                let path = percent_encoding::percent_decode_str(url).decode_utf8().unwrap();
                let path = path.split(['#', '?']).next().unwrap();
                let file = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
                format!("{site}/{path}{file}")
            })
            .filter(|path| PAGES.contains_key(path.as_str()))
            .collect()
    };
    let forms: Vec<&str> =
        PAGES.keys().copied().filter(|path| path.contains("/forms/") && !path.ends_with("index.html")).collect();
    assert!(forms.len() > 3, "{forms:?}");
    for form in forms {
        let site = form.split('/').next().unwrap();
        let first = linked(&format!("{site}/index.html"));
        assert!(first.contains(form) || first.iter().any(|page| linked(page).contains(form)), "{form}");
        let files = PAGES[form].iter().filter(|e| e.name == "a" && e.get("class") == Some("file"));
        assert!(files.count() >= 2, "{form}: a blank and a sample");
    }
}

/// 《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）: a site whose guides lack one of them fails as a whole.
#[test]
fn every_guide_has_the_elements_that_inspectors_look_for() {
    let guides: Vec<_> = PAGES
        .iter()
        .filter(|(path, page)| path.contains("/guide/") && tags(page).iter().any(|(name, _)| *name == "ArticleTitle"))
        .collect();
    assert!(guides.len() > 3);
    for (path, page) in guides {
        let text: String = page.iter().map(|e| e.text.as_str()).collect();
        for element in [
            "事项名称",
            "设定依据",
            "申请条件",
            "办理材料",
            "办理地点",
            "办理时间",
            "联系电话",
            "办理流程",
            "法定时限",
            "承诺时限",
            "收费",
            "监督电话",
        ] {
            assert!(text.contains(element), "{path}: {element}");
        }
    }
}

#[test]
fn a_demo_says_so_and_links_to_no_real_service() {
    for (path, page) in PAGES.iter() {
        assert!(page.iter().any(|e| e.get("class") == Some("banner") && e.text.contains("虚构")), "{path}");
        assert!(page.iter().any(|e| e.get("content") == Some("noindex, nofollow")), "{path}");
        assert!(page.iter().any(|e| e.get("class") == Some("watermark")), "{path}: a preview without watermark");
        for url in page.iter().filter_map(|e| e.get("href")) {
            let host =
                url.strip_prefix("https://").or(url.strip_prefix("http://")).map(|r| r.split('/').next().unwrap());
            assert!(host.is_none_or(|h| h.ends_with(".example")), "{path}: {url}");
        }
    }
    assert_eq!(SITE["portal/robots.txt"].text(), "User-agent: *\nDisallow: /\n");
}

#[test]
fn feeds_have_what_the_standard_requires() {
    let feeds: Vec<_> = SITE.iter().filter(|(path, _)| path.ends_with("feed.xml")).collect();
    assert!(feeds.len() > 40);
    for (path, made) in feeds {
        let elements = markup::xml(made.text());
        let count = |name: &str| elements.iter().filter(|e| e.name == name).count();
        let entries = count("entry");
        assert!((1..=20).contains(&entries), "{path}: {entries}");
        for name in ["id", "title", "updated"] {
            assert_eq!(count(name), entries + 1, "{path}: {name}");
        }
        let ids: BTreeSet<&str> = elements.iter().filter(|e| e.name == "id").map(|e| e.text.as_str()).collect();
        assert_eq!(ids.len(), entries + 1, "{path}: an id twice");
        assert!(elements.iter().any(|e| e.name == "link" && e.get("rel") == Some("self")), "{path}");
        let times: Vec<&str> = elements.iter().filter(|e| e.name == "updated").map(|e| e.text.as_str()).collect();
        assert!(times.iter().all(|t| t.len() == 25 && t.ends_with("+08:00")), "{path}: {times:?}");
        assert_eq!(times[0], *times[1..].iter().max().unwrap(), "{path}: changed when its newest entry changed");
        let times: Vec<&str> = elements.iter().filter(|e| e.name == "published").map(|e| e.text.as_str()).collect();
        assert!(times.windows(2).all(|w| w[0] >= w[1]), "{path}: not newest first: {times:?}");
    }
}

#[test]
fn the_map_for_machines_lists_every_page_once() {
    let elements = markup::xml(SITE["portal/sitemap.xml"].text());
    let places: Vec<&str> = elements.iter().filter(|e| e.name == "loc").map(|e| e.text.as_str()).collect();
    let unique: BTreeSet<&str> = places.iter().copied().collect();
    assert_eq!(places.len(), unique.len());
    let pages = SITE.iter().filter(|(path, made)| path.starts_with("portal/") && matches!(made.what, What::Page(_)));
    let lists = SITE.iter().filter(|(path, made)| path.starts_with("portal/") && matches!(made.what, What::List(_, 1)));
    assert_eq!(places.len(), 1 + pages.count() + lists.count());
    assert!(unique.contains("https://swj.anlan.example/"));
}

/// Claims that a whole address is one of the site `site`, and leads somewhere.
fn check_own(site: &str, url: &str) {
    let domain = &GROUP.config.sites.iter().find(|s| s.id.as_str() == site).unwrap().domain.value;
    let local = url.strip_prefix("https://").and_then(|rest| rest.strip_prefix(domain.as_str()));
    let local = local.and_then(|rest| rest.strip_prefix('/')).unwrap_or_else(|| panic!("{url} is not of {site}"));
    assert!(exists(site, local), "{url}");
}

/// Claims that a whole address is one of the group, and leads somewhere.
fn check_group(url: &str) {
    let domain = url.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap();
    let site = GROUP.config.sites.iter().find(|s| s.domain.value == domain).unwrap_or_else(|| panic!("{url}"));
    check_own(site.id.as_str(), url);
}

/// RFC 3339, in the zone of the group.
fn is_time(value: &Value) -> bool {
    value.as_str().is_some_and(|time| time.len() == 25 && &time[10..11] == "T" && time.ends_with("+08:00"))
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

/// <https://www.sitemaps.org/protocol.html>.
#[test]
fn every_map_for_machines_is_one() {
    let maps: Vec<_> = SITE.iter().filter(|(path, _)| path.ends_with("/sitemap.xml")).collect();
    assert_eq!(maps.len(), GROUP.config.sites.len());
    for (path, made) in maps {
        let site = path.split('/').next().unwrap();
        let elements = markup::xml(made.text());
        assert_eq!(elements[0].name, "urlset", "{path}");
        assert_eq!(elements[0].get("xmlns"), Some("http://www.sitemaps.org/schemas/sitemap/0.9"), "{path}");
        elements.iter().filter(|e| e.name == "loc").for_each(|e| check_own(site, &e.text));
        for day in elements.iter().filter(|e| e.name == "lastmod") {
            assert!(qianfa::model::Day::parse(&day.text).is_ok(), "{path}: {}", day.text);
        }
    }
}

/// <https://www.jsonfeed.org/version/1.1/>.
#[test]
fn every_json_feed_is_one() {
    let feeds: Vec<_> = SITE.iter().filter(|(path, _)| path.ends_with("/feed.json")).collect();
    assert!(feeds.len() > 40);
    for (path, made) in feeds {
        let site = path.split('/').next().unwrap();
        let feed: Value = serde_json::from_slice(&made.bytes).unwrap();
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1", "{path}");
        assert!(is_text(&feed["title"]), "{path}");
        check_own(site, feed["home_page_url"].as_str().unwrap());
        assert!(feed["feed_url"].as_str().unwrap().ends_with(&path[site.len()..]), "{path}");
        let items = feed["items"].as_array().unwrap();
        let ids: BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert!(ids.len() == items.len() && !ids.is_empty(), "{path}: an id twice");
        for item in items {
            // What a column gathers may stand on any site.
            check_group(item["url"].as_str().unwrap());
            assert!(is_text(&item["title"]) && item["content_text"].is_string(), "{path}: {item}");
            assert!(is_time(&item["date_published"]) && is_time(&item["date_modified"]), "{path}: {item}");
        }
    }
}

/// <https://schema.org/Dataset>: what its users ask for, and every document once.
#[test]
fn every_catalogue_of_linked_data_is_one() {
    let catalogues: Vec<_> = SITE.iter().filter(|(path, _)| path.ends_with("/catalogue.jsonld")).collect();
    assert!(!catalogues.is_empty());
    for (path, made) in catalogues {
        let site = path.split('/').next().unwrap();
        let set: Value = serde_json::from_slice(&made.bytes).unwrap();
        assert_eq!((&set["@context"], &set["@type"]), (&json!("https://schema.org"), &json!("Dataset")), "{path}");
        assert!(["name", "description", "inLanguage"].iter().all(|key| is_text(&set[key])), "{path}");
        assert!(is_text(&set["publisher"]["name"]), "{path}");
        check_own(site, set["url"].as_str().unwrap());
        check_own(site, set["distribution"][0]["contentUrl"].as_str().unwrap());
        let parts = set["hasPart"].as_array().unwrap();
        let ids: BTreeSet<&str> = parts.iter().map(|part| part["@id"].as_str().unwrap()).collect();
        assert!(ids.len() == parts.len() && !ids.is_empty(), "{path}: a document twice");
        for part in parts {
            assert_eq!(part["@type"], "DigitalDocument", "{path}");
            check_group(part["url"].as_str().unwrap());
            assert!(is_text(&part["name"]) && is_text(&part["author"][0]["name"]), "{path}: {part}");
            // What is not known is not there, rather than empty.
            let object = part.as_object().unwrap();
            assert!(object.values().all(|value| !value.is_null() && value != "" && value != &json!([])), "{part}");
        }
    }
}

#[test]
fn every_page_says_the_same_to_people_and_to_programs() {
    let twins = SITE.iter().filter(|(path, made)| {
        let site = path.split('/').next().unwrap();
        matches!(made.what, What::Twin(_)) && SITE.contains_key(&path.replace(".json", ".html")) && site != "search"
    });
    let mut count = 0;
    for (path, made) in twins {
        let site = path.split('/').next().unwrap();
        let twin: Value = serde_json::from_slice(&made.bytes).unwrap();
        let Some(page) = PAGES.get(path.replace(".json", ".html").as_str()) else { continue };
        let says = |name: &str| tags(page).into_iter().find(|(tag, _)| *tag == name).map(|(_, content)| content);
        if twin["url"].as_str().is_some_and(|url| url.ends_with(".html")) {
            check_own(site, twin["url"].as_str().unwrap());
            assert_eq!(says("ArticleTitle"), twin["title"].as_str(), "{path}");
            assert_eq!(says("ContentSource"), twin["source"].as_str(), "{path}");
            assert_eq!(says("ColumnName"), twin["column"]["name"].as_str(), "{path}");
            // The frame is in the language of the group.
            assert!(page.iter().any(|e| e.get("lang") == twin["language"].as_str()), "{path}");
            assert!(is_time(&twin["published"]) && is_text(&twin["department"]), "{path}");
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

/// The fields of the table over a document: 国办发〔2017〕47号 and the practice of catalogues; one that is not known is
/// not there.
#[test]
fn every_document_has_the_table_of_its_catalogue() {
    let mut count = 0;
    for (path, page) in PAGES.iter() {
        let Ok(twin) = serde_json::from_slice::<Value>(
            &SITE.get(&path.replace(".html", ".json")).map_or(Vec::new(), |m| m.bytes.clone()),
        ) else {
            continue;
        };
        let document = &twin["document"];
        if !document.is_object() || twin["kind"] != "document" {
            continue;
        }
        let start =
            page.iter().position(|e| e.get("class").is_some_and(|c| c.split(' ').any(|c| c == "record"))).unwrap();
        let text: String = page[start..].iter().take(60).map(|e| e.text.as_str()).collect();
        for key in ["index", "number", "theme", "genre", "made", "effective"] {
            if let Some(value) = document[key].as_str() {
                assert!(text.contains(value), "{path}: {key} {value}: {text}");
            }
        }
        for issuer in document["issuers"].as_array().unwrap() {
            assert!(text.contains(issuer.as_str().unwrap()), "{path}: {issuer}");
        }
        assert!(["index", "made"].iter().all(|key| is_text(&document[key])), "{path}");
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let again = GROUP.render("2026-11-23 09:00", |_| false);
    assert_eq!(again.len(), SITE.len());
    for ((path, made), (_, first)) in again.iter().zip(SITE.iter()) {
        assert_eq!(made.bytes, first.bytes, "{path}");
    }
}

/// Writes the sample where somebody can look at it: `target/tmp/sample/<site>/`.
#[test]
fn the_sample_is_written_for_a_look() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample");
    let _ = std::fs::remove_dir_all(&out);
    for (path, made) in SITE.iter() {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &made.bytes).unwrap();
    }
}
