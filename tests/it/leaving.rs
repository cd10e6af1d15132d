//! Links that leave the group: a notice first, without a script; government and the group itself are left as they are.

use crate::group::{Group, Site};
use crate::markup;

fn render(pages: &[(&str, &str, &str)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("site.toml", include_str!("../data/group/site.toml"));
    write("reviewers.toml", include_str!("../data/group/reviewers.toml"));
    for (name, front, body) in pages {
        let head = "department: office\nconfidentiality: public\ndate: 2026-11-20 10:00\ntitle: 甲\n";
        write(&format!("content/portal/notice/{name}.md"), &format!("---\n{head}{front}---\n{body}\n"));
    }
    Group::read(folder.path()).render("2026-11-23 09:00", |path| path.contains("waits"))
}

/// Returns the addresses of the links in the text of a page.
fn links(site: &Site, path: &str) -> Vec<String> {
    let page = markup::html(site[path].text());
    let prose = page.iter().skip_while(|e| e.get("class") != Some("prose"));
    prose.filter(|e| e.name == "a").filter_map(|e| e.get("href").map(str::to_owned)).take(3).collect()
}

#[test]
fn a_link_outside_leads_to_a_notice_that_shows_where_it_goes() {
    let site = render(&[
        ("2026-11-20-a", "", "[报道](<https://news.example/a?b=1&c=%3C>)，[再看](<https://news.example/a?b=1&c=%3C>)"),
        ("2026-11-20-b", "", "[同一篇](<https://news.example/a?b=1&c=%3C>)，[别的](https://other.example/)"),
        ("2026-11-20-waits", "", "[绝不](https://secret.example/)"),
    ]);
    let own = links(&site, "portal/notice/2026/1120-a.html");
    assert_eq!(own[0], own[1]);
    assert_eq!(own[0], links(&site, "portal/notice/2026/1120-b.html")[0]);
    let notices: Vec<&String> = site.keys().filter(|path| path.contains("/leave/")).collect();
    assert_eq!(notices.len(), 2, "one for each address: {notices:?}");
    let notice = &site[&format!("portal{}", own[0])];
    let page = markup::html(notice.text());
    let go = page.iter().find(|e| e.get("class") == Some("button")).unwrap();
    assert_eq!(go.get("href"), Some("https://news.example/a?b=1&c=%3C"));
    assert!(go.get("rel").unwrap().contains("noopener") && go.get("rel").unwrap().contains("noreferrer"));
    assert!(notice.text().contains("news.example") && notice.text().contains("您即将离开本网站"));
    // Nobody is sent away without having asked.
    assert!(!page.iter().any(|e| e.get("http-equiv") == Some("refresh")));
    assert!(!site.values().any(|made| String::from_utf8_lossy(&made.bytes).contains("secret.example")));
    // On paper the address itself stands behind the link.
    assert!(site["portal/notice/2026/1120-a.html"].text().contains("outside-address"));
    assert!(!site["portal/sitemap.xml"].text().contains("/leave/"));
}

#[test]
fn government_and_the_group_are_not_left() {
    let body = "[国务院](https://www.gov.cn/zhengce/)，[东村](https://east.town.example/)，[写信](mailto:a@b.example)";
    let site = render(&[("2026-11-20-a", "", body)]);
    let wanted = ["https://www.gov.cn/zhengce/", "https://east.town.example/", "mailto:a@b.example"];
    assert_eq!(links(&site, "portal/notice/2026/1120-a.html"), wanted);
    assert!(!site.keys().any(|path| path.contains("/leave/")));
}

#[test]
fn nobody_passes_for_government() {
    for url in [
        "https://www.gov.cn@x.example/",
        "https://www.gov.cn.x.example/",
        "https://x.example/www.gov.cn",
        "https://xgov.cn/",
    ] {
        let site = render(&[("2026-11-20-a", "", &format!("[甲](<{url}>)"))]);
        assert!(links(&site, "portal/notice/2026/1120-a.html")[0].starts_with("/leave/"), "{url}");
    }
}

#[test]
fn a_reprint_leads_to_its_original_through_the_notice() {
    let reprint = "reprint: {site: 日报, url: 'https://paper.example/1', time: 2026-11-19 09:00, licence: 已授权}\n";
    let site = render(&[("2026-11-20-a", reprint, "正文")]);
    let page = markup::html(site["portal/notice/2026/1120-a.html"].text());
    let link = page.iter().find(|e| e.name == "a" && e.text == "https://paper.example/1").unwrap();
    let to = link.get("href").unwrap();
    assert!(to.starts_with("/leave/") && site.contains_key(&format!("portal{to}")));
}
