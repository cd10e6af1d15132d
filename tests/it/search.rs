//! The search of a site, asked as its script asks: every page is found by every piece of what it says, nothing is found
//! of a page that is not shown, and the files are small and stay as they are where nothing changed.
//!
//! The reader below is written anew from the description in `src/render/search/postings.rs`. `tests/browser/search.mjs`
//! does the same with the script itself, in a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::desk::{Desk, FIRST, PAGE, SECOND, page};
use crate::dice::Dice;
use crate::group::{Group, Site};

static GROUP: LazyLock<Group> = LazyLock::new(|| Group::read(Path::new(".")));
static SITE: LazyLock<Site> = LazyLock::new(|| GROUP.render(NOW, |_| false));

const NOW: &str = "2026-11-23 09:00";

/// A web root as a browser sees it.
struct Root<'s> {
    read: Read<'s>,
}

/// Gives the bytes of a file of a web root, by its path in it.
type Read<'s> = Box<dyn Fn(&str) -> Option<Vec<u8>> + 's>;

/// A segment of the index.
struct Segment {
    name: String,
    bits: u32,
    pages: usize,
    /// How addresses of twins begin.
    twins: String,
}

impl<'s> Root<'s> {
    /// Returns the web root of a site that was made in memory.
    fn of(site: &'s Site, id: &'s str) -> Self {
        Self { read: Box::new(move |path| Some(site.get(&format!("{id}/{path}"))?.bytes.clone())) }
    }

    /// Returns the web root of a release.
    fn of_release(files: &'s BTreeMap<String, Vec<u8>>) -> Self {
        Self { read: Box::new(move |path| files.get(path).cloned()) }
    }

    fn bytes(&self, address: &str) -> Vec<u8> {
        let path = percent_encoding::percent_decode_str(&address[1..]).decode_utf8().unwrap();
        (self.read)(&path).unwrap_or_else(|| panic!("no {path}"))
    }

    fn json(&self, address: &str) -> Value {
        serde_json::from_slice(&self.bytes(address)).unwrap()
    }

    /// Returns the segments that hold texts, or those that hold heads.
    fn segments(&self, texts: bool) -> Vec<Segment> {
        let directory = self.json("/search/segments.json");
        let mut segments = Vec::new();
        for site in directory["sites"].as_array().unwrap() {
            for heads in site["heads"].as_array().unwrap() {
                let these = if texts { heads["texts"].as_array().unwrap().clone() } else { vec![heads.clone()] };
                segments.extend(these.iter().map(|segment| Segment {
                    name: segment["name"].as_str().unwrap().to_owned(),
                    bits: segment["bits"].as_u64().unwrap() as u32,
                    pages: segment["pages"].as_u64().unwrap() as usize,
                    twins: site["twins"].as_str().unwrap().to_owned(),
                }));
            }
        }
        segments
    }

    /// Returns the pages of a segment that hold what a key stands for; no second stands for any.
    fn pages_with(&self, segment: &Segment, (first, second): (u32, Option<u32>)) -> BTreeSet<usize> {
        let drawer = first.wrapping_mul(0x9e37_79b1).checked_shr(32 - segment.bits).unwrap_or(0);
        let bytes = self.bytes(&format!("/search/{}/{drawer}.bin", segment.name));
        let mut rest = &bytes[..];
        assert_eq!(byte(&mut rest), 1);
        let pages = number(&mut rest);
        assert_eq!(pages, segment.pages);
        let (mut found, mut at_first) = (BTreeSet::new(), 0);
        while !rest.is_empty() {
            at_first += number(&mut rest);
            let mut at_second = 0;
            for _ in 0..number(&mut rest) {
                at_second += number(&mut rest);
                let head = number(&mut rest);
                let mut list = Vec::new();
                if head & 1 == 1 {
                    let (bits, more) = rest.split_at(pages.div_ceil(8));
                    rest = more;
                    list.extend((0..pages).filter(|page| bits[page / 8] >> (page % 8) & 1 == 1));
                } else {
                    let mut page = 0;
                    for _ in 0..head >> 1 {
                        page += number(&mut rest);
                        list.push(page);
                    }
                }
                assert!(list.len() == head >> 1 && list.is_sorted());
                if at_first == first as usize && second.is_none_or(|second| at_second == second as usize) {
                    found.extend(list);
                }
            }
        }
        found
    }

    /// Returns the twins of the pages that hold every word of the query: those that hold all its grams, each looked at.
    fn search(&self, query: &str) -> BTreeMap<String, Value> {
        let words: Vec<Vec<char>> = query.split_whitespace().map(fold).collect();
        let mut found = BTreeMap::new();
        for segment in self.segments(true) {
            let keys = words.iter().flat_map(|word| keys(word));
            let lists = keys.map(|key| self.pages_with(&segment, key));
            let all = lists.reduce(|one, other| &one & &other).unwrap_or_default();
            for page in all {
                let table = self.json(&format!("/search/{}/{}.json", segment.name, page / 64));
                let address = table["pages"][page % 64][0].as_str().unwrap().to_owned();
                let twin = self.json(&format!("{}{address}.json", segment.twins));
                let said: Vec<Vec<char>> = leaves(&twin).into_iter().map(fold).collect();
                let holds = |word: &Vec<char>| said.iter().any(|line| line.windows(word.len()).any(|w| w == &word[..]));
                if words.iter().all(holds) {
                    found.insert(twin["id"].as_str().unwrap().to_owned(), twin);
                }
            }
        }
        found
    }
}

fn byte(rest: &mut &[u8]) -> u8 {
    let (first, more) = rest.split_first().unwrap();
    *rest = more;
    *first
}

fn number(rest: &mut &[u8]) -> usize {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = byte(rest);
        value |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return value;
        }
    }
}

/// Returns the keys of a word, or of a single character.
fn keys(word: &[char]) -> Vec<(u32, Option<u32>)> {
    if let [only] = word {
        return vec![(u32::from(*only), None)];
    }
    let pairs = word.windows(2).map(|w| (u32::from(w[0]), Some(u32::from(w[1]))));
    let threes = word.windows(3).filter(|w| w.iter().filter(|c| c.is_ascii()).count() >= 2).map(|w| {
        let factors = [0x9e37_79b1_u32, 0x85eb_ca6b, 0xc2b2_ae35];
        let hash = w.iter().zip(factors).fold(0, |hash, (c, factor)| hash ^ u32::from(*c).wrapping_mul(factor));
        let hash = hash ^ hash >> 15;
        (0x11_0100 + (hash & 0x3ff), Some(hash >> 10))
    });
    pairs.chain(threes).collect()
}

fn number_key(number: &[char]) -> (u32, Option<u32>) {
    let step = |hash: u32, c: &char| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193);
    let hash = number.iter().fold(0x811c_9dc5, step);
    (0x11_0000 + (hash & 0xff), Some(hash >> 10))
}

fn fold(text: &str) -> Vec<char> {
    let alike = |c| match c {
        '〔' | '【' | '〖' | '[' => '(',
        '〕' | '】' | '〗' | ']' => ')',
        '“' | '”' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        '\u{2010}'..='\u{2015}' => '-',
        '•' | '・' => '·',
        c => c,
    };
    let seen = |c: &char| !c.is_whitespace() && !c.is_control() && !('\u{200b}'..='\u{200f}').contains(c);
    text.nfkc().flat_map(char::to_lowercase).map(alike).filter(seen).collect()
}

fn leaves(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => text.split('\n').collect(),
        Value::Array(all) => all.iter().flat_map(leaves).collect(),
        Value::Object(all) => all.values().flat_map(leaves).collect(),
        _ => Vec::new(),
    }
}

fn portal() -> Root<'static> {
    Root::of(&SITE, "portal")
}

/// Returns the twins of all pages of the group.
fn twins() -> Vec<Value> {
    let twins = SITE.iter().filter(|(path, made)| {
        matches!(made.what, qianfa::render::What::Twin(_)) && !path.starts_with("portal/search/")
    });
    twins.map(|(_, made)| serde_json::from_slice(&made.bytes).unwrap()).collect()
}

/// Returns a piece of two to six characters of a line of a page, with a letter or a digit in it, if the throw finds one.
fn piece(twin: &Value, dice: &mut Dice) -> Option<String> {
    let mut lines: Vec<&str> = [&twin["title"], &twin["summary"], &twin["document"]["number"], &twin["text"]]
        .into_iter()
        .filter_map(Value::as_str)
        .flat_map(str::lines)
        .collect();
    lines.extend(twin["attachments"].as_array()?.iter().filter_map(|file| file["name"].as_str()));
    let line: Vec<char> = lines[dice.below(lines.len())].chars().collect();
    let length = 2 + dice.below(5);
    let start = dice.below(line.len().checked_sub(length)? + 1);
    let text: String = line[start..start + length].iter().collect();
    (text.trim().len() == text.len() && text.chars().any(char::is_alphanumeric)).then_some(text)
}

#[test]
fn every_page_is_found_on_the_portal_by_every_piece_of_what_it_says() {
    let (twins, mut dice, mut found) = (twins(), Dice(7), 0);
    while found < 500 {
        let twin = &twins[dice.below(twins.len())];
        let Some(piece) = piece(twin, &mut dice) else { continue };
        let id = twin["id"].as_str().unwrap();
        assert!(portal().search(&piece).contains_key(id), "{id} by {piece:?}");
        found += 1;
    }
}

#[test]
fn a_site_finds_its_own_pages_and_the_portal_all() {
    let (county, all) = (Root::of(&SITE, "dongtang").search("东塘"), portal().search("东塘"));
    assert!(!county.is_empty() && county.keys().all(|id| id.starts_with("dongtang/")), "{:?}", county.keys());
    assert!(county.keys().all(|id| all.contains_key(id)) && all.len() > county.len());
}

#[test]
fn a_document_is_known_by_its_number_however_it_is_written() {
    for written in ["安商规〔2026〕2号", "安商规[2026]2号", "安商规（２０２６）2号", "安商规【2026】2 号"]
    {
        let key = number_key(&fold(written));
        let found: Vec<usize> = portal().segments(false).iter().map(|s| portal().pages_with(s, key).len()).collect();
        assert_eq!(found.iter().sum::<usize>(), 1, "{written}: {found:?}");
        assert!(portal().search(&written.replace(' ', "")).len() < 20);
    }
    assert_eq!(portal().pages_with(&portal().segments(false)[0], number_key(&fold("安商规〔2026〕999号"))).len(), 0);
}

#[test]
fn of_a_page_that_is_not_shown_nothing_is_found() {
    let twin = portal().search("安商规〔2026〕2号").into_values().next().unwrap();
    let path = GROUP
        .library
        .pages()
        .find(|page| format!("{}/{}", page.site, page.address) == format!("{}.html", twin["id"].as_str().unwrap()));
    let path = path.unwrap().path.as_str();
    let site = GROUP.render(NOW, |withheld| withheld == path);
    let root = Root::of(&site, "portal");
    let title = twin["title"].as_str().unwrap();
    assert!(portal().search(title).contains_key(twin["id"].as_str().unwrap()));
    assert!(!root.search(title).contains_key(twin["id"].as_str().unwrap()));
    let key = number_key(&fold("安商规〔2026〕2号"));
    assert!(root.segments(false).iter().all(|segment| root.pages_with(segment, key).is_empty()));
    let address = format!("{}.json", twin["id"].as_str().unwrap());
    assert!(SITE.contains_key(&address) && !site.contains_key(&address));
    // And of its words that no other page has, not even the grams are there.
    let mut dice = Dice(1);
    let mut gone = 0;
    while gone < 20 {
        let Some(piece) = piece(&twin, &mut dice).filter(|piece| portal().search(piece).len() == 1) else { continue };
        assert!(root.search(&piece).is_empty(), "{piece}");
        gone += 1;
    }
}

#[test]
fn of_a_page_that_waits_for_signatures_its_last_edition_is_found() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &page(SECOND));
    let release = desk.release();
    let root = Root::of_release(&release.files);
    let (first, second) = (FIRST.trim_end_matches('。'), SECOND.trim_end_matches('。'));
    assert_eq!(root.search(first).len(), 1, "{FIRST}");
    assert!(root.search(second).is_empty(), "{SECOND}");
}

#[test]
fn a_single_character_words_apart_and_mixed_writing_are_found() {
    let both = portal().search("外贸 2026");
    assert!(!both.is_empty());
    assert!(both.keys().all(|id| portal().search("外贸").contains_key(id)));
    assert!(portal().search("贸").len() >= portal().search("外贸").len());
    for nothing in ["龘龘", "🙂🙂", "zzzzqq", "外贸龘", "\u{10ffff}\u{10ffff}"] {
        assert!(portal().search(nothing).is_empty(), "{nothing}");
    }
}

#[test]
fn what_changes_on_one_page_changes_its_segment_and_no_other() {
    let names = |site: &Site| -> BTreeSet<String> {
        let directories = site.keys().filter(|path| path.ends_with("search/segments.json"));
        directories
            .flat_map(|path| Root::of(site, path.split_once('/').unwrap().0).segments(true))
            .map(|s| s.name)
            .collect()
    };
    let before = names(&SITE);
    let after = names(&GROUP.render(NOW, |path| path.starts_with("content/dongtang/")));
    assert_eq!(before.difference(&after).count(), 1);
    assert!(after.is_subset(&before));
}

#[test]
fn a_twin_says_what_its_page_says_and_is_named_by_it() {
    for twin in twins() {
        let id = twin["id"].as_str().unwrap();
        assert_eq!(twin["schema"], 1, "{id}");
        let html = SITE.get(&format!("{id}.html"));
        let Some(html) = html.filter(|made| matches!(made.what, qianfa::render::What::Page(_))) else { continue };
        let address = id.split_once('/').unwrap().1;
        let link = format!("<link rel=\"alternate\" type=\"application/json\" href=\"/{address}.json\">");
        assert!(html.text().contains(&link), "{id}");
        let page = crate::markup::html(html.text());
        let main = page.iter().find(|e| e.name == "main").unwrap();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let mut words = squeezed(&main.text);
        // The page says the type of a file, that a link leaves the site, and the number of a note in the middle of a line.
        for note in page.iter().filter(|e| matches!(e.get("class"), Some("file-label" | "outside-label"))) {
            words = words.replace(&squeezed(&note.text), "");
        }
        for line in twin["text"].as_str().unwrap().lines() {
            let beginning: String = squeezed(line).chars().take(12).collect();
            assert!(words.contains(&beginning), "{id}: {line}");
        }
    }
}

#[test]
fn without_search_or_twins_there_are_none() {
    let mut group = Group::read(Path::new("."));
    (group.config.build.search, group.config.build.json) = (false, false);
    let plain = group.render(NOW, |_| false);
    let made = |site: &Site, ends: &str| site.keys().filter(|path| path.ends_with(ends)).count();
    assert_eq!((made(&plain, "search.html"), made(&plain, ".bin")), (0, 0));
    assert!(plain.values().all(|made| !matches!(made.what, qianfa::render::What::Twin(_))));
    assert!(!plain["portal/index.html"].text().contains("role=\"search\""));
    // With search alone, results are still shown from twins, which lie with the index.
    group.config.build.search = true;
    let site = group.render(NOW, |_| false);
    let found = Root::of(&site, "portal").search("外贸");
    assert_eq!(found.len(), portal().search("外贸").len());
    assert!(
        site.keys()
            .filter(|path| path.ends_with("exhibition-fund-2026.json"))
            .all(|path| path.contains("/search/pages/"))
    );
}
