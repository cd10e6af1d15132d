//! Pictures: as wide as a screen needs, without what a camera noted, the right way up, and small on a telephone.

use std::fs;

use image::GenericImageView as _;
use qianfa::render::What;

use crate::group::{Group, Site};
use crate::markup;
use crate::photo;

const PAGE: &str = "portal/notice/2026/1120-a.html";

fn render(front: &str, body: &str, files: &[(&str, &[u8])]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("site.toml", include_bytes!("../data/group/site.toml"));
    write("reviewers.toml", include_bytes!("../data/group/reviewers.toml"));
    let head = "department: office\nconfidentiality: public\ndate: 2026-11-20 10:00\ntitle: 甲\n";
    write("content/portal/notice/2026-11-20-a.md", format!("---\n{head}{front}---\n{body}\n").as_bytes());
    for (name, bytes) in files {
        write(&format!("content/portal/notice/2026-11-20-a/{name}"), bytes);
    }
    Group::read(folder.path()).render("2026-11-23 09:00", |_| false)
}

fn published<'s>(site: &'s Site, name: &str) -> &'s [u8] {
    &site[&format!("portal/notice/2026/1120-a/{name}")].bytes
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[test]
fn ten_photographs_fit_into_a_mebibyte_and_say_nothing_of_the_camera() {
    let taken = photo::noted(&photo::jpeg(2400, 1600), 1);
    assert!(taken.len() > 300 << 10 && has(&taken, photo::PLACE));
    let names: Vec<String> = (0..10).map(|n| format!("p{n}.jpg")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &taken[..])).collect();
    let body: String = names.iter().map(|name| format!("![码头](2026-11-20-a/{name})\n\n")).collect();
    let site = render("", &body, &files);
    assert_eq!(site.values().filter(|made| matches!(made.what, What::Picture(..))).count(), 30);
    assert!(site.values().all(|made| !has(&made.bytes, photo::PLACE)));
    // What a window of 1280 points loads: the width of the column of text.
    let loaded = |width| {
        names.iter().map(|n| published(&site, &n.replace(".jpg", &format!(".{width}w.jpg"))).len()).sum::<usize>()
    };
    assert!(site[PAGE].bytes.len() + loaded(960) <= 1 << 20, "{} bytes", loaded(960));
    assert!(loaded(480) < loaded(960) && loaded(960) < loaded(1600));
    let page = markup::html(site[PAGE].text());
    let image =
        page.iter().find(|e| e.name == "img" && e.get("src").is_some_and(|src| src.ends_with("p0.jpg"))).unwrap();
    let folder = "/notice/2026/1120-a/p0";
    let widths = [480, 960, 1600].map(|width| format!("{folder}.{width}w.jpg {width}w")).join(", ");
    assert_eq!(image.get("srcset"), Some(format!("{widths}, {folder}.jpg 2400w").as_str()));
    assert_eq!((image.get("width"), image.get("height")), (Some("2400"), Some("1600")));
    assert_eq!((image.get("loading"), image.get("decoding")), (Some("lazy"), Some("async")));
    assert!(image.get("sizes").is_some_and(|sizes| sizes.ends_with("100vw")));
    // What is drawn is what was taken, to the byte.
    assert_eq!(published(&site, "p0.jpg"), photo::jpeg(2400, 1600));
}

#[test]
fn a_width_is_never_wider_than_the_picture_nor_larger_than_the_file() {
    let front =
        "images:\n  - {file: tall.jpg, alt: 塔}\n  - {file: plan.png, alt: 平面图}\n  - {file: icon.png, alt: 徽}\n";
    let (tall, plan) = (photo::noted(&photo::jpeg(1000, 700), 6), photo::png(800, 600));
    let site = render(front, "正文", &[("tall.jpg", &tall), ("plan.png", &plan), ("icon.png", &photo::png(40, 30))]);
    // Taken with the telephone upright: shown 700 wide.
    let narrow = image::load_from_memory(published(&site, "tall.480w.jpg")).unwrap();
    assert_eq!(narrow.dimensions(), (480, 685));
    // The light falls from the left of what was taken, which is the top of what is shown.
    let brightness = |y| narrow.to_luma8().get_pixel(10, y).0[0];
    assert!(brightness(20) < brightness(660), "{} {}", brightness(20), brightness(660));
    assert_eq!(image::load_from_memory(published(&site, "plan.480w.png")).unwrap().dimensions(), (480, 360));
    let page = markup::html(site[PAGE].text());
    let names: Vec<&String> = site.keys().filter(|path| path.contains("/1120-a/")).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    let shown = |name: &str| {
        let image =
            page.iter().find(|e| e.name == "img" && e.get("src").is_some_and(|src| src.ends_with(name))).unwrap();
        (image.get("width").map(str::to_owned), image.get("srcset").is_some())
    };
    assert_eq!(shown("tall.jpg"), (Some("700".to_owned()), true));
    assert_eq!(shown("icon.png"), (Some("40".to_owned()), false));
}

#[test]
fn what_cannot_be_unpacked_or_made_smaller_is_published_as_it_is() {
    // Whole by its segments, but nothing that a decoder could draw.
    let mut broken = photo::jpeg(1000, 700);
    let scan = broken.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap() + 14;
    let end = broken.len() - 2;
    broken[scan..end].fill(0x55);
    // Another file has the name that a width would have.
    let twin = photo::jpeg(1000, 700);
    let body = "![一](2026-11-20-a/a.jpg) ![二](2026-11-20-a/b.jpg) ![三](2026-11-20-a/b.480w.jpg)";
    let files: [(&str, &[u8]); 3] = [("a.jpg", &broken), ("b.jpg", &twin), ("b.480w.jpg", &photo::jpeg(30, 20))];
    let site = render("", body, &files);
    assert!(published(&site, "a.480w.jpg").len() <= broken.len());
    assert_eq!(published(&site, "b.480w.jpg"), photo::jpeg(30, 20));
    assert!(!site[PAGE].text().contains("b.480w.jpg 480w"));
}

#[test]
fn a_download_says_the_size_and_the_hash_of_what_is_published() {
    let taken = photo::noted(&photo::jpeg(60, 40), 1);
    let front =
        "attachments:\n  - {file: p.jpg, name: 照片, kind: annex}\n  - {file: 表.docx, name: 申请表, kind: form}\n";
    let site = render(front, "正文", &[("p.jpg", &taken), ("表.docx", b"abc")]);
    let text = site[PAGE].text();
    // FIPS 180-2, appendix B.1.
    assert!(text.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), "{text}");
    let photo = published(&site, "p.jpg");
    let hash = qianfa::model::Sha256::of(photo).to_string();
    assert!(text.contains(&hash) && photo.len() < taken.len());
    assert!(text.contains(&format!("JPG {} B", photo.len())) || text.contains("KB"), "{text}");
}
