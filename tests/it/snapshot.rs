//! What a commit holds, read as its checkout is.

use std::collections::BTreeMap;
use std::path::Path;

use qianfa::diag::{Finding, Silent, Sink};
use qianfa::git::{GitError, Objects, RawCommit, TreeId};
use qianfa::model::{BlobId, CommitId, ContentPath, Moment};
use qianfa::pipeline::{self, Blobs, Group, Read, Report, Snapshot};
use qianfa::render::{Addressing, Attachment, Inputs, Originals, Rendered, Theme, plan};
use qianfa::review::Edition;
use qianfa::source::{Files, Stamp, WorkTree, walk};

use crate::group::words;
use crate::press::Press;
use crate::sample::copy_sample;

fn objects(press: &Press) -> Objects {
    press.repository().objects().unwrap()
}

fn tree_of(objects: &Objects, commit: &str) -> TreeId {
    let raw = objects.commit(CommitId::parse(commit).unwrap()).unwrap();
    RawCommit::parse(&raw).unwrap().tree
}

fn tree_id(name: &str) -> TreeId {
    // The two names have one form.
    TreeId::from_bytes(*CommitId::parse(name).unwrap().as_bytes())
}

fn now() -> Moment {
    Moment::parse("2026-11-23 09:00").unwrap()
}

fn read(root: &Path, files: &dyn Files) -> (Group, Read, Vec<Finding>) {
    let mut report = Report::default();
    let group = pipeline::open(root, files, &mut report).unwrap().expect("the configuration is whole");
    let read = pipeline::read(&group, files, now(), &Silent, &mut report);
    (group, read, report.sink.into_sorted())
}

/// Renders everything into memory; what is copied comes from `root`.
fn render(root: &Path, group: &Group, read: &Read, originals: &dyn Originals) -> BTreeMap<String, Vec<u8>> {
    let edition = Edition::preview(&read.library, |i| read.withholds(&read.library.page(i).path));
    let (theme, words) = (Theme::embedded().unwrap(), words("zh-CN"));
    let plan = plan(Inputs {
        config: &group.config,
        columns: &group.columns,
        departments: &group.departments,
        calendar: &group.calendar,
        library: &read.library,
        bodies: None,
        edition: &edition,
        theme: &theme,
        words: &words,
        now: now(),
        addressing: Addressing::Local { port: 1111 },
        notices: &[],
    })
    .unwrap();
    let made = plan.outputs().iter().map(|output| {
        let mut buffer = Vec::new();
        let bytes = match plan.render(output, originals, &mut buffer).unwrap() {
            Rendered::Buffer => buffer,
            Rendered::Bytes(bytes) => bytes,
            Rendered::Copy(path) => std::fs::read(root.join(path.as_str())).unwrap(),
        };
        (format!("{}/{}", output.site, output.path), bytes)
    });
    made.collect()
}

#[test]
fn a_commit_and_its_checkout_are_read_and_rendered_alike() {
    let press = Press::empty();
    copy_sample(press.folder());
    // Faults too are found alike.
    press.write("content/portal/notice/2026-11-20-broken.md", "---\ntitle: 缺\ndepartment: nobody\n---\n正文\n");
    press.write("content/portal/notice/nothing/stray.docx", "x");
    press.write("content/portal/notice/.draft/hidden.md", "not a page");
    let commit = press.commit(&[]);
    let objects = objects(&press);
    let blobs = Blobs::new(&objects);
    let snapshot = Snapshot::of_site(&blobs, tree_of(&objects, &commit)).unwrap();
    let work_tree = WorkTree::new(press.folder());

    let (group, there, findings) = read(press.folder(), &work_tree);
    let (_, here, same_findings) = read(press.folder(), &snapshot);
    assert!(findings.len() > 2, "{findings:#?}");
    assert_eq!(findings, same_findings);
    assert_eq!(there.library.pages().len(), here.library.pages().len());
    for (there, here) in there.library.pages().zip(here.library.pages()) {
        let mut there = there.clone();
        there.stamp = Stamp::Blob(there.blob);
        for file in &mut there.files {
            let bytes = std::fs::read(press.folder().join(file.path.as_str())).unwrap();
            file.stamp = Stamp::Blob(BlobId::of(&bytes));
        }
        assert_eq!(there, *here);
    }

    // Reading the work tree needs its own records: those of a commit name blobs.
    let from_disk = render(press.folder(), &group, &there, &work_tree);
    let from_commit = render(Path::new("/nowhere"), &group, &here, &blobs);
    assert!(from_disk.len() > 500);
    assert!(from_disk.keys().eq(from_commit.keys()));
    for (output, bytes) in &from_disk {
        assert!(from_commit[output] == *bytes, "{output}");
    }
    blobs.whole().unwrap();
}

/// Returns the codes and files of what is found in a tree.
fn findings(objects: &Objects, tree: &str) -> Vec<(String, String)> {
    let blobs = Blobs::new(objects);
    let snapshot = Snapshot::of_site(&blobs, tree_id(tree)).unwrap();
    let mut sink = Sink::default();
    walk(&snapshot, &mut sink);
    sink.into_sorted().iter().map(|f| (f.code.to_string(), f.at.file.to_string())).collect()
}

/// Makes a tree of `content/` with these entries: mode, kind and name, all of one content.
fn tree(press: &Press, entries: &[(&str, &str)]) -> String {
    let blob = press.git(&["hash-object", "-w", "--stdin"]);
    let commit = press.head();
    let line = |(mode, name): &(&str, &str)| match *mode {
        "160000" => format!("160000 commit {commit}\t{name}\0"),
        mode => format!("{mode} blob {blob}\t{name}\0"),
    };
    let lines: String = entries.iter().map(line).collect();
    let (made, inner) = press.try_git(&["mktree", "-z", "--missing"], lines.as_bytes());
    assert!(made, "{inner}");
    press.try_git(&["mktree"], format!("040000 tree {inner}\tcontent\n").as_bytes()).1
}

#[test]
fn what_only_a_hostile_commit_can_hold_is_found_and_left_out() {
    let press = Press::with(&[("content/a.md", "a")]);
    let objects = objects(&press);
    let found = |entries: &[(&str, &str)]| findings(&objects, &tree(&press, entries));
    let one = |code: &str, file: &str| vec![(code.to_owned(), format!("content/{file}"))];

    assert_eq!(found(&[("100644", "a.md"), ("100755", "b.md")]), []);
    assert_eq!(found(&[("120000", "a.md")]), one("QF407", "a.md"));
    assert_eq!(found(&[("160000", "a")]), one("QF609", "a"));
    assert_eq!(found(&[("100644", "a\u{202e}.md")]), one("QF406", "a\\u{202e}.md"));
    assert_eq!(found(&[("100644", "e\u{301}.md")])[0].0, "QF406");
    let twins = found(&[("100644", "A.md"), ("100644", "a.md")]);
    assert_eq!(twins, [one("QF406", "A.md"), one("QF406", "a.md")].concat());
}

#[test]
fn a_mode_that_git_does_not_write_is_no_file() {
    let press = Press::with(&[("content/a.md", "a")]);
    let blob = press.git(&["rev-parse", "HEAD:content/a.md"]);
    let raw: Vec<u8> =
        [b"100664 a.md\0".as_slice(), BlobId::from_bytes(*CommitId::parse(&blob).unwrap().as_bytes()).as_bytes()]
            .concat();
    let (made, inner) = press.try_git(&["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], &raw);
    assert!(made, "{inner}");
    let top = press.try_git(&["mktree"], format!("040000 tree {inner}\tcontent\n").as_bytes()).1;
    let found = findings(&objects(&press), &top);
    assert_eq!(found, [("QF609".to_owned(), "content/a.md".to_owned())]);
}

#[test]
fn a_missing_blob_is_told_and_not_taken_for_an_empty_file() {
    let press = Press::with(&[("content/a.md", "a"), ("content/b.md", "b")]);
    let blob = press.git(&["rev-parse", "HEAD:content/a.md"]);
    let path = press.folder().join(".git/objects").join(&blob[..2]).join(&blob[2..]);
    std::fs::remove_file(path).unwrap();
    let objects = objects(&press);
    let blobs = Blobs::new(&objects);
    let snapshot = Snapshot::of_site(&blobs, tree_of(&objects, &press.head())).unwrap();
    assert_eq!(snapshot.read("content/b.md", 1).unwrap(), b"b");
    blobs.whole().unwrap();
    assert!(snapshot.read("content/a.md", 1).is_err());
    assert!(matches!(blobs.whole(), Err(GitError::Missing { id }) if id == blob));
}

#[cfg(unix)]
#[test]
fn nothing_is_read_beyond_its_bound_or_through_a_link() {
    let press = Press::with(&[("content/a.md", "four")]);
    std::os::unix::fs::symlink("a.md", press.folder().join("content/link.md")).unwrap();
    let commit = press.commit(&[]);
    let objects = objects(&press);
    let blobs = Blobs::new(&objects);
    let snapshot = Snapshot::of_site(&blobs, tree_of(&objects, &commit)).unwrap();
    let work_tree = WorkTree::new(press.folder());
    for files in [&snapshot as &dyn Files, &work_tree] {
        let kind = |path, most| files.read(path, most).map_err(|e| e.kind());
        assert_eq!(kind("content/a.md", 4).unwrap(), b"four");
        assert_eq!(kind("content/a.md", 3), Err(std::io::ErrorKind::FileTooLarge));
        assert_eq!(kind("content/link.md", 9), Err(std::io::ErrorKind::InvalidInput));
        assert_eq!(kind("content/none.md", 9), Err(std::io::ErrorKind::NotFound));
        assert!(files.open("content/a.md", 3).is_err());
    }
    blobs.whole().unwrap();
}

#[test]
fn a_held_page_is_read_from_its_own_commit_with_its_own_files() {
    let press = Press::empty();
    copy_sample(press.folder());
    let page = "content/portal/notice/2026-11-20-held.md";
    let text = |title: &str| {
        let front = "department: swxxc\nconfidentiality: public\ndate: 2026-11-20 10:00\nsummary: 说明。";
        format!("---\ntitle: {title}\n{front}\n---\n\n[表](2026-11-20-held/form.txt)\n")
    };
    let form = "content/portal/notice/2026-11-20-held/form.txt";
    let old =
        press.commit(&[(page, &text("旧")), (form, "old form"), ("content/portal/notice/2026-11-20-held/x.md", "")]);
    press.commit(&[(page, &text("新")), (form, "new form")]);
    let (group, ..) = read(press.folder(), &WorkTree::new(press.folder()));

    let objects = objects(&press);
    let (blobs, path) = (Blobs::new(&objects), ContentPath::parse(page).unwrap());
    let snapshot = Snapshot::of_page(&blobs, tree_of(&objects, &old), &path).unwrap();
    let held = pipeline::read_page_in(&snapshot, &group, &path).unwrap();
    assert_eq!(held.front.as_deref().unwrap().title.value, "旧");
    let [file] = held.files.as_slice() else { panic!("{:#?}", held.files) };
    assert!(file.used);
    assert_eq!(blobs.file(file).unwrap(), Attachment::Bytes(b"old form".to_vec()));
    assert!(blobs.page(&held).unwrap().contains("title: 旧"));

    let absent = ContentPath::parse("content/portal/notice/none.md").unwrap();
    assert!(pipeline::read_page_in(&snapshot, &group, &absent).is_none());
    blobs.whole().unwrap();
}
