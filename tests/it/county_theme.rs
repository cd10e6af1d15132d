//! A county's own look, exactly as `docs/theme.md` shows it: name, hue and mark in at most ten lines, and only there.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::sample::{Sample, tree};

/// What the manual asks a county to write may be no longer.
const MOST_LINES: usize = 10;

const MARK: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 72 72\"><circle r=\"36\"/></svg>\n";

/// Returns the block of the manual behind ```` ```toml <name> ````.
fn shown(name: &str) -> String {
    let manual = fs::read_to_string("docs/theme.md").unwrap();
    let (_, behind) = manual.split_once(&format!("\n```toml {name}\n")).expect("docs/theme.md shows it");
    behind.split_once("\n```").unwrap().0.to_owned() + "\n"
}

/// Builds the sample with what the manual shows.
fn built(sample: &Sample) -> BTreeMap<PathBuf, Vec<u8>> {
    tree(&sample.preview("out"))
}

fn text<'t>(tree: &'t BTreeMap<PathBuf, Vec<u8>>, path: &str) -> &'t str {
    std::str::from_utf8(&tree[&PathBuf::from(path)]).unwrap()
}

/// Returns the style sheet that a page names.
fn sheet<'t>(tree: &'t BTreeMap<PathBuf, Vec<u8>>, page: &str) -> &'t str {
    let (site, _) = page.split_once('/').unwrap();
    let name =
        text(tree, page).split("href=\"/").find_map(|rest| rest.split('"').next().filter(|n| n.ends_with(".css")));
    text(tree, &format!("{site}/{}", name.unwrap()))
}

#[test]
fn a_county_changes_name_hue_and_mark_in_ten_lines() {
    let sample = Sample::copy();
    let before = built(&sample);
    let (site, theme) = (shown("site.toml"), shown("theme.toml"));
    assert!(site.lines().count() + theme.lines().count() <= MOST_LINES);

    let (head, own) = site.split_once('\n').unwrap();
    let register = fs::read_to_string(sample.path().join("site.toml")).unwrap();
    let name = register.split_once(head).unwrap().1.lines().find(|line| line.starts_with("name")).unwrap();
    sample.spoil("site.toml", &format!("{head}\n{name}"), &format!("{head}\n{own}"));
    let folder = sample.path().join("themes/dongtang");
    fs::create_dir_all(folder.join("static")).unwrap();
    fs::write(folder.join("theme.toml"), theme).unwrap();
    fs::write(folder.join("static/emblem.svg"), MARK).unwrap();
    let after = built(&sample);

    assert!(sheet(&after, "dongtang/index.html").ends_with(":root {\n--hue: 350;\n}\n"));
    let home = text(&after, "dongtang/index.html");
    assert!(home.contains("<span class=\"brand-name\">东塘区商务</span>"), "{home}");
    let mark = after.iter().find(|(path, _)| path.to_str().unwrap().starts_with("dongtang/assets/emblem.")).unwrap();
    assert_eq!(mark.1, MARK.as_bytes());
    for page in ["portal/index.html", "xiqiao/index.html"] {
        assert_eq!(sheet(&after, page), sheet(&before, page), "{page}");
    }
    let elsewhere = |tree: &BTreeMap<PathBuf, Vec<u8>>| -> Vec<PathBuf> {
        // A part of the search index is named by what is in it, and what is found there names its site.
        let made = |path: &PathBuf| !path.starts_with("dongtang") && !path.starts_with("portal/search/");
        tree.keys().filter(|path| made(path)).cloned().collect()
    };
    assert_eq!(elsewhere(&after), elsewhere(&before));
}

#[test]
fn a_theme_of_a_site_that_is_not_there_is_found_where_the_site_names_it() {
    let sample = Sample::copy();
    let line = sample.spoil("site.toml", "[site.dongtang]\n", "[site.dongtang]\ntheme = \"nowhere\"\n") + 1;
    let output = sample.run(&["check", "--format", "concise"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&format!("site.toml:{line}:")) && said.contains("QF009"), "{said}");
}
