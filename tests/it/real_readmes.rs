//! Real Markdown that nobody wrote for us: every `*.md` in the sources of our own dependencies.

use std::path::{Path, PathBuf};
use std::process::Command;

use qianfa::markdown::html::{self, Target};
use qianfa::markdown::{Dialect, Document, Event, Refusal, Tag, TagEnd};

/// Returns the platform that this was built for: sources for others may never have been fetched.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().find_map(|l| l.strip_prefix("host: ")).unwrap().to_owned()
}

/// Asks cargo where the sources of our dependencies are.
fn sources() -> Vec<PathBuf> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--all-features", "--filter-platform", &host()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let foreign = packages.filter(|p| !p["source"].is_null());
    foreign.map(|p| Path::new(p["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned()).collect()
}

pub fn markdown_files() -> Vec<PathBuf> {
    let files = sources().into_iter().flat_map(walkdir::WalkDir::new).filter_map(Result::ok);
    let mut files: Vec<PathBuf> =
        files.map(|f| f.into_path()).filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    files.sort();
    files
}

/// What a browser shows of `html`, without white space.
fn shown(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        // Text never holds `<`, and attributes never hold `>`.
        text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&").split_whitespace().collect()
}

/// What the events say should be shown, without white space: the text, then the footnotes.
fn said(doc: &Document<'_>) -> String {
    let (mut text, mut notes) = (String::new(), Vec::new());
    let (mut images, mut inside_note) = (0, false);
    for (event, _) in doc.events() {
        let out = if inside_note { notes.last_mut().unwrap() } else { &mut text };
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Start(Tag::FootnoteDefinition(_)) => {
                inside_note = true;
                notes.push(String::new());
            }
            Event::End(TagEnd::FootnoteDefinition) => inside_note = false,
            Event::Text(s) | Event::Code(s) | Event::Html(s) | Event::InlineHtml(s) if images == 0 => out.push_str(s),
            _ => {}
        }
    }
    notes.iter().for_each(|note| text.push_str(note));
    text.split_whitespace().collect()
}

#[test]
fn every_real_file_is_read_and_shown_word_for_word() {
    let files = markdown_files();
    let (mut read, mut with_notes) = (0, 0);
    for path in &files {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let doc = match Document::parse(&text, Dialect::Site) {
            Ok(doc) => doc,
            Err(refusal) => panic!("{}: {refusal}", path.display()),
        };
        let mut out = String::new();
        html::render(&mut out, &doc, &mut |_| Target::Address("a".into()));
        read += 1;
        // Numbers and arrows come with footnotes; in what order is told in the table of the dialect.
        if doc.events().iter().any(|(e, _)| matches!(e, Event::FootnoteReference(_))) {
            with_notes += 1;
        } else {
            assert_eq!(shown(&out), said(&doc), "{}", path.display());
        }
    }
    assert!(read >= 300, "only {read} files in the sources of our dependencies");
    assert!(with_notes * 10 < read);
}

#[test]
fn no_real_file_is_longer_or_deeper_than_the_limits() {
    let refused: Vec<Refusal> = markdown_files()
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .filter_map(|text| Document::parse(&text, Dialect::Site).err())
        .collect();
    assert_eq!(refused, []);
}
