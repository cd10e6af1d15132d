//! A small group that is no demo, with pages made to go wrong: what the output makes of each.

use std::collections::BTreeSet;
use std::path::Path;

use qianfa::render::{RenderError, Rendered, Theme, What};

use crate::group::{self, Group, Site};
use crate::markup;

const NOW: &str = "2026-11-23 09:00";

/// A folder with the small group and these files below `content/`.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("site.toml", include_str!("../data/group/site.toml"));
        folder.write("reviewers.toml", include_str!("../data/group/reviewers.toml"));
        for (path, text) in files {
            folder.write(&format!("content/{path}"), text);
        }
        folder
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn group(&self) -> Group {
        Group::read(self.0.path())
    }

    fn render(&self, withheld: impl Fn(&str) -> bool + Sync) -> Site {
        self.group().render(NOW, withheld)
    }
}

fn page(title: &str, extra: &str, body: &str) -> String {
    let head = "department: office\nconfidentiality: public\ndate: 2026-11-20 10:00";
    format!("---\ntitle: {title}\n{head}\n{extra}---\n{body}\n")
}

/// Returns the document of this id.
fn page_of<'s>(site: &'s Site, id: &str) -> &'s str {
    let end = format!("-{id}.html");
    site.iter().find(|(path, _)| path.starts_with("portal/policy/") && path.ends_with(&end)).unwrap().1.text()
}

fn document(title: &str, id: &str, date: &str, block: &str) -> String {
    let head = format!("department: office\nconfidentiality: sensitive\ndate: {date} 10:00\nid: {id}");
    format!("---\ntitle: {title}\n{head}\ndocument:\n  validity: in-force\n{block}---\n正文\n")
}

#[test]
fn what_somebody_wrote_stays_text() {
    let hostile = r#"'<script>alert("1")</script> &amp; " onload="x'"#;
    let folder = Folder::new(&[(
        "portal/notice/2026-11-20-a.md",
        &page(
            hostile,
            "keywords: ['<b>x</b>', '../../y']\nsummary: '\"><img src=x>'\n",
            "<script>x</script>\n\n[a](javascript:x)",
        ),
    )]);
    let site = folder.render(|_| false);
    let hits = |made: &&crate::group::Made| made.is_page();
    for made in site.values().filter(hits) {
        let elements = markup::html(made.text());
        assert!(elements.iter().all(|e| (e.name != "script" || e.get("src").is_some()) && e.name != "b"));
        assert!(elements.iter().all(|e| e.attributes.iter().all(|(k, v)| k != "onload" && !v.contains("javascript:"))));
    }
    let elements = markup::html(site["portal/notice/2026/1120-a.html"].text());
    let tag = elements.iter().find(|e| e.get("name") == Some("ArticleTitle")).unwrap();
    assert_eq!(tag.get("content"), Some(r#"<script>alert("1")</script> &amp; " onload="x"#));
    assert!(markup::xml(site["portal/feed.xml"].text()).iter().any(|e| e.text == tag.get("content").unwrap()));
    assert!(site.keys().all(|path| !path.contains("..") && !path.contains('<')), "{:?}", site.keys());
}

#[test]
fn a_heading_never_takes_an_id_of_the_theme() {
    let body = "## main\n\n## page:main\n\n## attachments\n\n## x {#page:main}\n\n[下](#main)";
    let folder = Folder::new(&[("portal/notice/2026-11-20-a.md", &page("甲", "", body))]);
    let elements = markup::html(folder.render(|_| false)["portal/notice/2026/1120-a.html"].text());
    let ids: Vec<&str> = elements.iter().filter_map(|e| e.get("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    assert!(elements.iter().any(|e| e.name == "main" && e.get("id") == Some("page:main")));
}

#[test]
fn what_waits_for_signatures_does_not_exist() {
    let waits = document("绝不提前出现", "waits", "2026-11-21", "  replaces: [old]\n");
    let folder = Folder::new(&[
        (
            "portal/notice/2026-11-20-a.md",
            &page("公开的", "keywords: [甲]\n", "见[那里](../policy/2026-11-21-waits.md#x)。"),
        ),
        (
            "portal/policy/2026-11-21-waits.md",
            &waits.replace("id: waits", "id: waits\nkeywords: [绝不提前]\nredirect_from: [/old.html]"),
        ),
        ("portal/policy/2026-11-21-waits/secret.pdf", "x"),
        ("portal/policy/2020-01-01-old.md", &document("旧办法", "old", "2020-01-01", "")),
    ]);
    let site = folder.render(|path| path.ends_with("waits.md"));
    for (path, made) in &site {
        assert!(!path.contains("waits") && !path.contains("绝不"), "{path}");
        // What the theme brings is the same whatever waits.
        if matches!(made.what, What::Asset(_)) {
            continue;
        }
        if let Ok(text) = std::str::from_utf8(&made.bytes) {
            assert!(!text.contains("waits") && !text.contains("绝不提前"), "{path}");
        }
    }
    assert!(site["portal/notice/2026/1120-a.html"].text().contains("<p>见那里。</p>"));
    assert!(!site.contains_key("portal/old.html"));
    let old = page_of(&site, "old");
    assert!(old.contains(">有效<") && !old.contains("废止"), "only a page that is shown repeals another");
}

#[test]
fn a_document_is_repealed_by_its_own_authority_alone_and_on_the_day() {
    let folder = Folder::new(&[
        ("portal/policy/2020-01-01-a.md", &document("甲办法", "a", "2020-01-01", "")),
        ("portal/policy/2020-01-01-b.md", &document("乙办法", "b", "2020-01-01", "")),
        ("portal/policy/2020-01-01-c.md", &document("丙办法", "c", "2020-01-01", "  expires: 2025-12-31\n")),
        (
            "portal/policy/2026-11-01-new.md",
            &document("新办法", "new", "2026-11-01", "  effective: 2026-11-24\n  replaces: [a]\n"),
        ),
        (
            "portal/policy/2026-11-02-other.md",
            &document("别处的", "other", "2026-11-02", "  replaces: [b]\n")
                .replace("department: office", "department: info"),
        ),
    ]);
    let group = folder.group();
    let badge = |site: &Site, id: &str| {
        let page = markup::html(page_of(site, id));
        page.iter().find(|e| e.get("class").is_some_and(|c| c.starts_with("badge"))).unwrap().text.clone()
    };
    let before = group.render(NOW, |_| false);
    assert_eq!(["a", "b", "c", "new"].map(|id| badge(&before, id)), ["有效", "有效", "失效", "尚未施行"]);
    assert!(page_of(&before, "a").contains("自2026-11-24起废止"));
    let after = group.render("2026-11-24 00:00", |_| false);
    assert_eq!(["a", "b", "new"].map(|id| badge(&after, id)), ["废止", "有效", "有效"]);
    assert!(page_of(&after, "a").contains("新办法</a>"));
}

#[test]
fn a_site_that_is_no_demo_leads_to_the_real_services() {
    let folder = Folder::new(&[("portal/notice/2026-11-20-a.md", &page("甲", "", "正文"))]);
    let site = folder.render(|_| false);
    let text = site["portal/notice/2026/1120-a.html"].text();
    let report = "jiucuo.html?site_code=0000000001&amp;url=https%3A%2F%2Ftown.example%2Fnotice%2F2026%2F1120-a.html\"";
    assert!(text.contains(report), "{text}");
    assert!(text.contains("https://bszs.conac.cn/sitename?method=show&amp;id=0000AAAA"));
    assert!(text.contains("webSearch?code=00000000000001") && text.contains("https://beian.miit.gov.cn/"));
    assert!(!text.contains("演示站点"));
    assert!(
        site.values()
            .filter(|m| m.is_page())
            .all(|m| m.text().contains("site_code=") && m.text().ends_with("</html>\n"))
    );
}

#[test]
fn lists_are_divided_and_gather_what_other_sites_published() {
    let mut files: Vec<(String, String)> = (1..=43)
        .map(|n| (format!("portal/notice/2026-11-20-n{n:02}.md"), page(&format!("第{n}号"), "", "正文")))
        .collect();
    let east = page("东村的消息", "", "正文")
        .replace("department: office", "department: east")
        .replace("11-20 10", "11-21 10");
    files.push(("east/news/2026-11-21-e.md".into(), east));
    let files: Vec<_> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let site = Folder::new(&files).render(|_| false);
    let items = |path: &str| {
        let page = markup::html(site[path].text());
        page.iter().filter(|e| e.get("class") == Some("item")).map(|e| e.text.clone()).collect::<Vec<_>>()
    };
    let pages = ["portal/notice/index.html", "portal/notice/index_2.html", "portal/notice/index_3.html"].map(items);
    assert_eq!(pages.each_ref().map(Vec::len), [20, 20, 4]);
    assert!(pages[0][0].contains("东村的消息") && pages[0][0].contains("来自东村网站"), "{:?}", pages[0][0]);
    let all: BTreeSet<_> = pages.iter().flatten().collect();
    assert_eq!(all.len(), 44);
    assert!(!site.contains_key("portal/notice/index_4.html"));
    let text = site["portal/notice/index_2.html"].text();
    assert!(text.contains("第2页，共3页，44条") && text.contains("rel=\"prev\" href=\"/notice/\""), "{text}");
    assert!(site["portal/notice/index.html"].text().contains("https://east.town.example/news/2026/1121-e.html"));
    assert!(items("portal/info/index.html").len() == 6, "a container shows the newest of each column below");
}

#[test]
fn an_old_address_leads_to_the_new_one_without_a_script() {
    let folder =
        Folder::new(&[("portal/notice/2026-11-20-a.md", &page("甲", "redirect_from: [/x/old.html]\n", "正文"))]);
    let site = folder.render(|_| false);
    assert!(matches!(site["portal/x/old.html"].what, What::Redirect(_)));
    let text = site["portal/x/old.html"].text();
    assert!(text.contains("<meta http-equiv=\"refresh\" content=\"0; url=/notice/2026/1120-a.html\">"), "{text}");
    assert!(text.contains("<link rel=\"canonical\" href=\"https://town.example/notice/2026/1120-a.html\">"));
}

#[test]
fn two_outputs_never_share_a_place() {
    let twin = page("甲", "redirect_from: [/notice/2026/1120-b.html]\n", "正文");
    let folder = Folder::new(&[
        ("portal/notice/2026-11-20-a.md", &twin),
        ("portal/notice/2026-11-20-b.md", &page("乙", "", "正文")),
    ]);
    let group = folder.group();
    let (theme, words, edition) = (Theme::embedded().unwrap(), group::words("zh-CN"), group.edition(|_| false));
    let error = group.try_plan(&edition, &theme, &words, NOW).unwrap_err();
    assert!(
        matches!(&error, RenderError::TwoAtOnePlace { path, .. } if path.as_str() == "notice/2026/1120-b.html"),
        "{error}"
    );
}

/// The smallest whole one: head, picture, end.
const GIF: &str = "GIF89a\u{1}\0\u{1}\0\0\0\0,\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}D\u{1}\0;";

#[test]
fn files_are_published_only_if_their_page_refers_to_them() {
    let body = "[表](2026-11-20-a/表 1.docx)和![图](2026-11-20-a/p.gif)。\n\n[另一页的](2026-11-20-b/x.pdf)";
    let folder = Folder::new(&[
        ("portal/notice/2026-11-20-a.md", &page("甲", "", &body.replace("表 1", "表%201"))),
        ("portal/notice/2026-11-20-a/表 1.docx", &"x".repeat(2048)),
        ("portal/notice/2026-11-20-a/p.gif", GIF),
        ("portal/notice/2026-11-20-a/unused.pdf", "x"),
        ("portal/notice/2026-11-20-b.md", &page("乙", "", "正文")),
        ("portal/notice/2026-11-20-b/x.pdf", "x"),
    ]);
    let group = folder.group();
    let site = group.render(NOW, |_| false);
    let files: Vec<_> =
        site.iter().filter(|(_, m)| matches!(m.what, What::File(..))).map(|(p, _)| p.as_str()).collect();
    assert_eq!(files, ["portal/notice/2026/1120-a/p.gif", "portal/notice/2026/1120-a/表 1.docx"]);
    let text = site["portal/notice/2026/1120-a.html"].text();
    let link = "<a href=\"/notice/2026/1120-a/%E8%A1%A8%201.docx\" class=\"file\">表</a><span class=\"file-label\">（DOCX 2.0 KB）</span>";
    assert!(text.contains(link), "{text}");
    assert!(text.contains("<p>另一页的</p>"), "a file that its own page does not use is not there");
    assert!(text.contains("<meta name=\"Image\" content=\"https://town.example/notice/2026/1120-a/p.gif\">"));
}

#[test]
fn a_page_that_changed_since_it_was_checked_is_not_rendered() {
    let folder = Folder::new(&[("portal/notice/2026-11-20-a.md", &page("甲", "", "正文"))]);
    let group = folder.group();
    folder.write("content/portal/notice/2026-11-20-a.md", &page("甲", "", "别的"));
    let (theme, words, edition) = (Theme::embedded().unwrap(), group::words("zh-CN"), group.edition(|_| false));
    let plan = group.try_plan(&edition, &theme, &words, NOW).unwrap();
    let page = plan.outputs().iter().find(|o| matches!(o.what, What::Page(_))).unwrap();
    let made: Result<Rendered, _> = plan.render(page, &group, &mut Vec::new());
    assert!(matches!(made, Err(RenderError::Read(_))), "{made:?}");
}

#[test]
fn the_words_are_whole_in_both_languages() {
    let ids = |lang: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locales/{lang}/theme.ftl"));
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().filter_map(|l| l.split_once(" = ")).map(|(id, _)| id.to_owned()).collect::<BTreeSet<_>>()
    };
    let mut asked = BTreeSet::new();
    qianfa::render::Words::gather(|id, _| {
        asked.insert(id.to_owned());
        String::new()
    });
    for lang in ["zh-CN", "en"] {
        group::words(lang);
        assert_eq!(ids(lang), asked, "{lang}");
    }
}

#[test]
fn the_program_carries_every_file_of_the_theme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gov");
    let files = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let on_disk: BTreeSet<String> =
        files.map(|e| e.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned()).collect();
    let carried: BTreeSet<String> = qianfa::render::embedded_files().map(|(name, _)| name).collect();
    let listed = carried.into_iter().chain(["theme.toml".to_owned()]).collect::<BTreeSet<_>>();
    assert_eq!(on_disk, listed, "src/render/embedded.rs lists the files of themes/gov");
}
