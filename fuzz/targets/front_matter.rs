//! A page from anybody: no panic, no hang, and every finding has its place.
//!
//! The page lies in a column of the kind whose block it holds, so that the keys of all kinds are read. What is accepted
//! is read by another YAML parser too, and both must see the same.

#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::{Corpus, fuzz_target};
use qianfa::diag::Sink;
use qianfa::model::ContentPath;
use qianfa::policy::{self, Inputs, Standards};
use qianfa::source::{self, Columns, Page, SourceFile, WorkTree};
use qianfa_fuzz::assert_places;
use serde::Deserialize;

/// One column of each kind, named after it.
const MATRIX: &str = include_str!("../matrix.toml");

/// What a page of each kind holds, at the beginning of a line.
const BLOCKS: [(&str, &str); 10] = [
    ("\nguide", "guide"),
    ("\nresults", "result"),
    ("\nmessage", "message"),
    ("\nsurvey", "survey"),
    ("\nannual", "annual"),
    ("\ndataset", "dataset"),
    ("\ninterview", "interview"),
    ("\nform", "form"),
    ("\ninterprets", "interpretation"),
    ("\ndocument", "document"),
];

static COLUMNS: LazyLock<Columns> = LazyLock::new(|| {
    let (standards, mut sink) = (Standards::embedded(), Sink::default());
    let policy = policy::read("matrix.toml", MATRIX, Inputs { single: true, standards: &standards }, &mut sink);
    let policy = policy.unwrap_or_else(|| panic!("matrix.toml is refused: {:#?}", sink.findings()));
    Columns::new(policy.columns(), true)
});

/// Pages are files. In memory that is forty times as fast as on a disk; always the same few, so that none pile up.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    folder.join("qianfa-fuzz")
});

fuzz_target!(|bytes: &[u8]| -> Corpus { read(bytes) });

fn read(bytes: &[u8]) -> Corpus {
    let text = String::from_utf8_lossy(bytes);
    let kind = BLOCKS.iter().find(|(block, _)| text.contains(block)).map_or("article", |(_, kind)| kind);
    let path = ContentPath::parse(&format!("content/{kind}/2026-11-20-page.md")).expect("a plain path");
    put(&FOLDER, path.as_str(), bytes);
    let (mut sink, file) = (Sink::default(), SourceFile { path: path.clone(), files: Vec::new() });
    let files = WorkTree::new(&FOLDER);
    let (page, read) = source::read_page(&files, file, &COLUMNS, &mut sink);
    assert_places(&sink, path.as_str(), &read);
    let Some(page) = page else { return Corpus::Keep };
    assert!(read.is_char_boundary(page.body_start as usize), "the body begins inside the file");
    assert!(page.front.is_some() || sink.has_errors(), "front matter is refused with an error");
    let again = source::reread(&files, &page).expect("nobody changed the file");
    assert_eq!(again, read, "both passes see the same bytes");
    compare(&page, &read);
    Corpus::Keep
}

/// What every page has, as the other parser reads it.
#[derive(Deserialize)]
struct Head {
    title: String,
    department: String,
    confidentiality: String,
}

fn compare(page: &Page, text: &str) {
    let Some(front) = &page.front else { return };
    let yaml = &text[front.span.range()];
    let options = serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::Error,
        budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_documents: 1, max_merge_keys: 0 },
    };
    let head: Head = serde_saphyr::from_str_with_options(yaml, options).expect("the other parser accepts it too");
    assert_eq!(front.title.value, head.title.trim(), "title");
    assert_eq!(front.department.value.as_str(), head.department, "department");
    assert_eq!(front.level.value.as_str(), head.confidentiality, "confidentiality");
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the page");
    fs::write(path, bytes).expect("a page");
}
