//! Folders of pages: what is found, what lies beside what, what is refused, and how pages hang together.

use std::os::unix::ffi::OsStrExt;
use std::sync::Arc;

use qianfa::diag::{Severity, Sink};
use qianfa::model::{ContentPath, PageId, SiteId};
use qianfa::source::{
    HeadingRecord, Headings, ImageSize, Library, LinkRecord, Page, ReadError, Resolved, WorkTree, image_size,
    read_tables, reread, use_files,
};

use crate::pages::{Desk, columns};

const HEAD: &str = "title: 通知\ndepartment: xxc\nconfidentiality: public\n";

fn page(date: &str, more: &str) -> String {
    format!("---\n{HEAD}date: {date} 10:00\n{more}---\n正文。\n")
}

fn article(more: &str) -> String {
    page("2026-11-09", more)
}

fn path(text: &str) -> ContentPath {
    ContentPath::parse(text).unwrap()
}

// Walking.

#[test]
fn every_file_lies_beside_the_nearest_page() {
    let desk = Desk::new();
    for file in [
        "content/portal/article/a.md",
        "content/portal/article/a/form.docx",
        "content/portal/article/a/images/x.png",
        "content/portal/article/b/index.md",
        "content/portal/article/b/y.png",
        "content/portal/article/b/c.md",
        "content/portal/article/b/c/z.png",
        "content/portal/article/_index.md",
        "content/portal/article/_index/w.png",
    ] {
        desk.put(file, "x");
    }
    let (tree, findings) = desk.walk();
    assert_eq!(findings, []);
    let told: Vec<String> = tree
        .pages
        .iter()
        .map(|p| {
            let names: Vec<_> = p.files.iter().map(|f| format!("{} {}", f.name, f.size)).collect();
            format!("{} [{}]", p.path.name(), names.join(", "))
        })
        .collect();
    let expected =
        ["_index.md [w.png 1]", "a.md [form.docx 1, images/x.png 1]", "c.md [z.png 1]", "index.md [y.png 1]"];
    assert_eq!(told, expected);
    assert!(tree.others.is_empty());
}

#[test]
fn what_lies_beside_no_page_is_said_and_hidden_files_are_left_alone() {
    let desk = Desk::new();
    for file in [
        "content/portal/article/form.docx",
        "content/portal/article/b.MD",
        "content/README.md",
        "content/portal/article/index.md",
        "content/portal/article/2026/_index.md",
        "content/portal/article/.DS_Store",
        "content/.obsidian/x.md",
    ] {
        desk.put(file, article(""));
    }
    let reading = desk.read();
    let told: Vec<_> = reading.findings.iter().map(|f| format!("{} {}", f.message.id, f.at.file)).collect();
    let expected = [
        "QF413-page content/README.md",
        "QF413-introduction content/portal/article/2026/_index.md",
        "QF413-extension content/portal/article/b.MD",
        "QF413-index content/portal/article/index.md",
    ];
    // `index.md` takes the files of its folder with it, although it is no page itself.
    assert_eq!(told, expected);
    assert!(reading.pages.is_empty());
}

#[test]
fn paths_that_two_systems_would_read_differently_are_refused() {
    let desk = Desk::new();
    let folder = "content/portal/article";
    for name in ["A.md", "a.md", "Ä.md", "ä.md", "e\u{301}.md", "x\u{202e}y.md", "back\\slash.md"] {
        desk.put(&format!("{folder}/{name}"), article(""));
    }
    let raw = desk.root().join(folder).join(std::ffi::OsStr::from_bytes(b"gbk-\xd6\xd0.md"));
    std::fs::write(raw, "x").unwrap();
    let (tree, findings) = desk.walk();
    let ids: Vec<_> = findings.iter().map(|f| &*f.message.id).collect();
    for (id, times) in [("QF406-twin", 4), ("QF406-nfc", 1), ("QF406-character", 2), ("QF406-encoding", 1)] {
        assert_eq!(ids.iter().filter(|i| **i == id).count(), times, "{id} in {ids:?}");
    }
    assert_eq!(tree.pages.len(), 4);
    let shown: String = findings.iter().map(|f| f.at.file.to_string()).collect();
    assert!(
        shown.contains("x\\u{202e}y.md") && !shown.contains('\u{202e}'),
        "a hostile name is shown escaped: {shown}"
    );
}

#[test]
fn links_are_never_followed_and_what_is_no_file_is_said() {
    let desk = Desk::new();
    desk.put("content/portal/article/a.md", article("")).put("secret/b.md", article(""));
    let folder = desk.root().join("content/portal/article");
    std::os::unix::fs::symlink(desk.root().join("secret/b.md"), folder.join("b.md")).unwrap();
    std::os::unix::fs::symlink(desk.root().join("secret"), folder.join("c")).unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("loop")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(folder.join("s.md")).unwrap();
    let (tree, findings) = desk.walk();
    drop(socket);
    let ids: Vec<_> = findings.iter().map(|f| &*f.message.id).collect();
    assert_eq!(ids, ["QF407", "QF407", "QF407", "QF408-special"]);
    assert_eq!(tree.pages.len(), 1);
}

#[test]
fn a_repository_without_content_says_so() {
    let (_, findings) = Desk::new().walk();
    assert_eq!(findings.len(), 1);
    assert_eq!((&*findings[0].message.id, &*findings[0].at.file), ("QF408", "content"));
}

// Reading.

#[test]
fn a_page_knows_its_column_site_and_address() {
    let desk = Desk::new();
    desk.put("content/portal/article/2026-11-01-a.md", article(""))
        .put("content/portal/article/2026/关于通知.md", article(""))
        .put("content/portal/standing/duties.md", article(""))
        .put("content/portal/article/c/index.md", article("id: stable-name\n"))
        .put("content/portal/article/_index.md", format!("---\n{HEAD}---\n介绍。\n"))
        .put("content/portal/_index.md", format!("---\n{HEAD}---\n"))
        .put("content/dongtang/news/b.md", article(""));
    let reading = desk.read();
    assert_eq!(reading.ids(), [""; 0]);
    let told: Vec<_> = reading.pages.iter().map(|p| format!("{} {} {}", p.site, p.column, p.address)).collect();
    let expected = [
        "dongtang dongtang/news news/2026/1109-b.html",
        "portal portal index.html",
        "portal portal/article article/2026/1109-a.html",
        "portal portal/article article/2026/1109-关于通知.html",
        "portal portal/article article/index.html",
        "portal portal/article article/2026/1109-stable-name.html",
        "portal portal/standing standing/duties.html",
    ];
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(told), sorted(expected.map(str::to_owned).to_vec()));
}

#[test]
fn a_page_in_no_column_is_no_page_but_all_of_it_is_read() {
    let desk = Desk::new();
    desk.put("content/portal/artcle/a.md", article("wrong: 1\n")).put("content/portal/info/b.md", article(""));
    let reading = desk.read();
    assert_eq!(reading.ids(), ["QF101-similar", "QF107", "QF115"]);
    assert!(reading.pages.is_empty());
}

#[test]
fn a_file_that_is_not_utf_8_is_refused_at_its_place() {
    let desk = Desk::new();
    let mut bytes = article("").into_bytes();
    bytes.extend(b"\n\xd6\xd0\xce\xc4\n");
    desk.put("content/portal/article/a.md", &bytes);
    let reading = desk.read();
    assert_eq!(reading.places(), [("QF209-encoding".to_owned(), 9, 1)]);
    assert!(reading.pages.is_empty());
}

#[test]
fn the_second_pass_refuses_bytes_that_the_first_did_not_see() {
    let desk = Desk::new();
    desk.put("content/portal/article/a.md", article(""));
    let page = desk.read().pages.remove(0);
    assert_eq!(reread(&WorkTree::new(desk.root()), &page).unwrap(), article(""));
    desk.put("content/portal/article/a.md", article("").replace("正文。", "别的。"));
    assert!(matches!(reread(&WorkTree::new(desk.root()), &page), Err(ReadError::Changed { .. })));
    std::fs::remove_file(desk.root().join("content/portal/article/a.md")).unwrap();
    assert!(matches!(reread(&WorkTree::new(desk.root()), &page), Err(ReadError::Io { .. })));
}

// Files beside pages.

fn link(dest: &str) -> LinkRecord<'_> {
    LinkRecord { dest, span: qianfa::model::Span::at(0), image: false }
}

#[test]
fn a_file_that_nobody_names_is_said_and_one_in_the_body_is_used() {
    let desk = Desk::new();
    desk.put("content/portal/article/a.md", article(""));
    for name in ["x.png", "y z.png", "unused.png"] {
        desk.put(&format!("content/portal/article/a/{name}"), "x");
    }
    let mut page = desk.read().pages.remove(0);
    let dests = ["a/x.png", "a/y%20z.png", "y z.png", "a/X.png", "a/gone.pdf", "../article/a/x.png", "b.md"];
    page = page.with_body(Headings::default(), dests.map(link).into_iter().collect());
    let mut sink = Sink::default();
    use_files(&mut page, false, &mut sink);
    let used: Vec<_> = page.files.iter().map(|f| (f.name.as_str(), f.used)).collect();
    assert_eq!(used, [("unused.png", false), ("x.png", true), ("y z.png", true)]);
    let mut ids: Vec<_> = sink.findings().iter().map(|f| f.message.id.to_string()).collect();
    ids.sort();
    assert_eq!(ids, ["QF403-link", "QF403-link-similar", "QF403-link-similar", "QF405"]);
    let orphan = sink.findings().iter().find(|f| f.severity == Severity::Warning).unwrap();
    assert_eq!(&*orphan.at.file, "content/portal/article/a/unused.png");
}

#[test]
fn tables_beside_a_page_are_read_or_refused_at_their_place() {
    let desk = Desk::new();
    let dataset = "dataset: {file: t.csv, columns: [甲, 乙], licence: CC0}\n";
    desk.put("content/portal/dataset/a.md", article(dataset)).put("content/portal/dataset/a/t.csv", "甲,乙\n1,2\n");
    let page = desk.read().pages.remove(0);
    let mut sink = Sink::default();
    let tables = read_tables(&WorkTree::new(desk.root()), &page, &mut sink);
    assert_eq!((tables[0].0.as_str(), &tables[0].1.rows), ("t.csv", &vec![vec!["1".to_owned(), "2".to_owned()]]));
    desk.put("content/portal/dataset/a/t.csv", "甲,乙\n1,2\n3\n");
    assert!(read_tables(&WorkTree::new(desk.root()), &page, &mut sink).is_empty());
    assert_eq!(&*sink.findings()[0].message.id, "QF123-ragged");
    assert_eq!(sink.findings()[0].at.span.unwrap().start, 12);
}

#[test]
fn the_size_of_an_image_comes_from_its_first_bytes() {
    let desk = Desk::new();
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 3, 32, 0, 0, 2, 88, 8, 6, 0, 0, 0]);
    png.extend([0; 16]);
    let gif = b"GIF89a\x40\x01\xf0\0\0\0\0".to_vec();
    let frame = [0xFF, 0xC0, 0, 11, 8, 0x02, 0x58, 0x03, 0x20, 1, 1, 0x11, 0];
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xE2, 0xFF, 0xFF];
    jpeg.extend(vec![0; 0xFFFD]);
    jpeg.extend(frame);
    let mut turned = vec![0xFF, 0xD8, 0xFF, 0xE1, 0, 34];
    turned.extend(b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0");
    turned.extend(frame);
    let mut webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    webp.extend([0x1F, 0x03, 0, 0x57, 0x02, 0]);
    let landscape = Some(ImageSize { width: 800, height: 600 });
    let cases = [
        ("a.png", png.clone(), landscape),
        ("a.gif", gif, Some(ImageSize { width: 320, height: 240 })),
        ("a.jpg", jpeg.clone(), landscape),
        ("turned.jpg", turned, Some(ImageSize { width: 600, height: 800 })),
        ("a.webp", webp, landscape),
        ("cut.png", png[..20].to_vec(), None),
        ("cut.jpg", jpeg[..100].to_vec(), None),
        ("none.jpg", [0xFF, 0xD8].into_iter().chain([0xFF; 100_000]).collect(), None),
        ("empty.png", Vec::new(), None),
        ("zero.png", png[..16].iter().copied().chain([0; 30]).collect(), None),
    ];
    for (name, bytes, size) in cases {
        desk.put(name, bytes);
        assert_eq!(image_size(&WorkTree::new(desk.root()), &path(name)), size, "{name}");
    }
}

// The library.

fn library(desk: &Desk) -> Library {
    let mut reading = desk.read();
    assert_eq!(reading.findings.iter().filter(|f| f.severity == Severity::Error).count(), 0, "{:?}", reading.ids());
    for page in &mut reading.pages {
        let links = page.files.iter().map(|f| link(f.path.as_str().rsplit_once("article/").unwrap().1)).collect();
        let heading = HeadingRecord { id: "一", text: "一", level: 2 };
        *page = page.clone().with_body([heading].into_iter().collect(), links);
        use_files(page, false, &mut Sink::default());
    }
    reading.pages.reverse();
    Library::new(reading.pages, Arc::new(columns()))
}

fn names<'l>(library: &'l Library, pages: &[qianfa::source::PageIndex]) -> Vec<&'l str> {
    pages.iter().map(|&i| library.page(i).path.name()).collect()
}

#[test]
fn lists_are_newest_first_and_hold_no_introductions() {
    let desk = Desk::new();
    for (name, date) in [("c", "2026-11-09"), ("a", "2026-11-09"), ("b", "2026-11-10"), ("d", "2025-01-01")] {
        desk.put(&format!("content/portal/article/{name}.md"), page(date, "keywords: [甲, C++, 甲]\n"));
    }
    desk.put("content/portal/article/_index.md", article("keywords: [甲]\n"));
    desk.put("content/dongtang/news/e.md", article("keywords: [甲]\n"));
    let library = library(&desk);
    let column = qianfa::model::ColumnId::parse("portal/article").unwrap();
    assert_eq!(names(&library, library.of_column(&column)), ["b.md", "a.md", "c.md", "d.md"]);
    let keywords = &library.by_keyword[&SiteId::parse("portal").unwrap()];
    assert_eq!(names(&library, &keywords["甲"].pages), ["b.md", "a.md", "c.md", "d.md"]);
    assert_eq!(keywords["C++"].slug, "C_2b__2b_");
    assert_eq!(library.introductions.len(), 1);
}

#[test]
fn a_document_knows_what_explains_and_what_replaces_it() {
    let desk = Desk::new();
    desk.put("content/portal/document/a.md", article("id: old\ndocument: {validity: repealed}\n"))
        .put(
            "content/portal/document/b.md",
            article("id: new\ndocument: {validity: in-force, replaces: [old, gone]}\n"),
        )
        .put("content/portal/interpretation/c.md", article("interprets: [old, new, old]\n"));
    let library = library(&desk);
    let of = |id: &str| &library.backlinks[&library.by_id[&PageId::parse(id).unwrap()]];
    assert_eq!(names(&library, &of("old").interpretations), ["c.md"]);
    assert_eq!(names(&library, &of("old").replaced_by), ["b.md"]);
    assert_eq!(names(&library, &of("new").interpretations), ["c.md"]);
}

#[test]
fn every_destination_means_one_thing() {
    let desk = Desk::new();
    desk.put("content/portal/article/a.md", article(""))
        .put("content/portal/article/a/x.png", "x")
        .put("content/portal/article/通知.md", article(""))
        .put("content/portal/article/g/index.md", article(""))
        .put("content/portal/article/_index.md", article(""))
        .put("content/portal/_index.md", article(""))
        .put("content/dongtang/news/b.md", article(""));
    let library = library(&desk);
    let from: &Page = library.page(library.at("content/portal/article/a.md").unwrap());
    let page = |at: &str, anchor: Option<&str>| Resolved::Page(library.at(at).unwrap(), anchor.map(str::to_owned));
    let column = |id: &str| Resolved::Column(qianfa::model::ColumnId::parse(id).unwrap());
    let resolve = |dest: &str| library.resolve(from, dest);
    assert_eq!(resolve("通知.md#一"), page("content/portal/article/通知.md", Some("一")));
    assert_eq!(resolve("%E9%80%9A%E7%9F%A5.md"), page("content/portal/article/通知.md", None));
    assert_eq!(resolve("/article/g/index.md"), page("content/portal/article/g/index.md", None));
    assert_eq!(resolve("/dongtang:news/b.md"), page("content/dongtang/news/b.md", None));
    assert_eq!(resolve("_index.md#一"), page("content/portal/article/_index.md", Some("一")));
    for dest in ["./", "_index.md", "/article/", "/article", "../article/_index.md"] {
        assert_eq!(resolve(dest), column("portal/article"), "{dest}");
    }
    assert_eq!(resolve("/"), column("portal"));
    assert_eq!(resolve("/dongtang:"), column("dongtang"));
    assert_eq!(resolve("../standing/"), column("portal/standing"));
    assert_eq!(resolve("#一"), Resolved::Anchor("一".to_owned()));
    assert_eq!(resolve("https://a.example/"), Resolved::Outside);
    assert_eq!(resolve("javascript:alert(1)"), Resolved::Dangerous);
    let Resolved::File { address, index: 0, .. } = resolve("a/x.png") else { panic!() };
    assert_eq!(address.as_str(), "article/2026/1109-a/x.png");
    assert_eq!(resolve("a/y.png"), Resolved::Missing);
    for dest in ["A.md", "b.md", "g", "/nowhere:x.md", "a/x.png#一", "standing/", "../standing/#x", "site.toml"] {
        assert_eq!(resolve(dest), Resolved::Dead, "{dest}");
    }
}

#[test]
fn a_file_of_another_page_is_there_only_if_that_page_publishes_it() {
    let desk = Desk::new();
    desk.put("content/portal/article/a.md", article(""))
        .put("content/portal/article/a/x.png", "x")
        .put("content/portal/article/b.md", article(""));
    let mut reading = desk.read();
    let unused = Library::new(reading.pages.clone(), Arc::new(columns()));
    let b = unused.at("content/portal/article/b.md").unwrap();
    assert_eq!(unused.resolve(unused.page(b), "a/x.png"), Resolved::Dead);
    reading.pages[0].files[0].used = true;
    let used = Library::new(reading.pages, Arc::new(columns()));
    assert!(matches!(used.resolve(used.page(b), "a/x.png"), Resolved::File { .. }));
}
