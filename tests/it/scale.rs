//! Parts of a build, made one by one as several machines would make them: joined they are what one build makes, and
//! whatever happened to them on the way is refused, in words.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desk::{ADDRESS, Desk, OTHER, PAGE, SECOND, page};
use crate::sample::tree;

/// How a whole is built, but for where it goes.
#[derive(Clone, Copy)]
enum Kind {
    Preview,
    Release,
}

impl Kind {
    /// Builds at the desk, with further arguments, into a folder beside it.
    fn build(self, desk: &Desk, name: &str, more: &[&str]) -> PathBuf {
        let out = desk.beside().join(name);
        let first: &[&str] = match self {
            Self::Preview => &["build", "--preview"],
            Self::Release => &["build"],
        };
        let output = desk.run(&[first, more, &["--out", out.to_str().unwrap()]].concat());
        let text = [&output.stdout[..], &output.stderr].concat();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&text));
        out
    }

    /// Builds all parts, the last first: nothing depends on their order.
    fn parts(self, desk: &Desk, of: usize, more: &[&str]) -> Vec<PathBuf> {
        let part = |number| {
            let shard = format!("{number}/{of}");
            self.build(desk, &format!("part-{number}-{of}"), &[&["--shard", &*shard], more].concat())
        };
        (1..=of).rev().map(part).collect()
    }
}

/// Joins parts, and returns the exit code and both streams in this language.
fn join(desk: &Desk, lang: &str, parts: &[PathBuf], out: &Path) -> (i32, String) {
    // No repository is needed, nor anything of the machine.
    let mut program = Command::new(env!("CARGO_BIN_EXE_qianfa"));
    program.current_dir(desk.beside()).env_clear().args(["--lang", lang, "join"]);
    let output = program.args(parts).arg("--out").arg(out).output().unwrap();
    let text = [&output.stdout[..], &output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// A desk with a page that is held, a page of several, and lists of both.
fn desk() -> Desk {
    let desk = Desk::published();
    let texts: Vec<(String, String)> =
        (1..9).map(|n| (format!("content/notice/2026-11-20-more{n}.md"), page(&format!("第{n}页。")))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    desk.write_as("qin", &files);
    desk.sign_all(&files.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    desk.edit("qin", PAGE, &page(SECOND));
    desk
}

#[test]
fn joined_parts_are_what_one_build_makes_byte_for_byte() {
    let desk = desk();
    for kind in [Kind::Preview, Kind::Release] {
        let whole = tree(&kind.build(&desk, "whole", &[]));
        for of in 1..=7 {
            let parts = kind.parts(&desk, of, &[]);
            let joined = desk.beside().join("joined");
            let (code, text) = join(&desk, "en", &parts, &joined);
            assert_eq!(code, 0, "{text}");
            assert!(text.contains(&format!("Joined {of} parts")), "{text}");
            let joined = tree(&joined);
            assert!(joined.keys().eq(whole.keys()), "{of} parts hold other files");
            whole.iter().for_each(|(path, bytes)| assert!(joined[path] == *bytes, "{} of {of}", path.display()));
        }
        for name in ["whole", "joined"] {
            fs::remove_dir_all(desk.beside().join(name)).unwrap();
        }
    }
}

#[test]
fn a_group_of_sites_is_joined_with_a_manifest_for_each() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        program.args(["--as-of", "2026-11-24T10:00", "--lang", "en"]).current_dir(folder.path());
        let output = program.args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["demo", "group"]);
    run(&["-C", "group", "build", "--unpinned", "--out", "../whole"]);
    for shard in ["1/3", "2/3", "3/3"] {
        let out = format!("../{}", &shard[..1]);
        run(&["-C", "group", "build", "--unpinned", "--shard", shard, "--out", &out]);
    }
    run(&["join", "1", "2", "3", "--out", "joined"]);
    let (whole, joined) = (tree(&at("whole")), tree(&at("joined")));
    assert!(whole.keys().filter(|path| path.ends_with("manifest.json")).count() > 5);
    assert!(whole == joined, "the joined group is another");
}

/// Something that happens to parts on their way; what is then said, in English and in Chinese.
type Mishap = (fn(&Desk, &mut Vec<PathBuf>), &'static str, &'static str);

const MISHAPS: [Mishap; 10] = [
    (|_, parts| drop(parts.remove(0)), "missing parts: 3/3", "缺少这几份：3/3"),
    (|_, parts| parts.push(parts[0].clone()), "is part 3, which is there already", "第 3 份已经有了"),
    (|_, parts| put(&parts[1], "page", "x"), "holds `page`, which it does not list", "里多出 `page`"),
    (|_, parts| change(holder(parts, ADDRESS), ADDRESS), "was changed after it was made", "生成以后被改动过"),
    (|_, parts| fs::remove_file(holder(parts, ADDRESS).join(ADDRESS)).unwrap(), "lacks `notice", "缺少 `notice"),
    (|desk, parts| parts[1] = other_commit(desk), "another commit", "提交、信任根"),
    (|_, parts| edit(&parts[1], |sheet| sheet["whole"]["now"] = "2026-11-23 09:01".into()), "another time", "时刻不同"),
    (|desk, parts| parts[1] = Kind::Preview.build(desk, "preview", &["--shard", "2/3"]), "work tree", "工作区不同"),
    (|desk, parts| parts[1] = Kind::Release.build(desk, "half", &["--shard", "2/4"]), "another number", "总份数不同"),
    (|_, parts| fs::remove_file(parts[1].join(SHEET)).unwrap(), "is no part of a build", "不是本版本能合并的一份"),
];

const SHEET: &str = ".qianfa-part.json";

/// Returns the part that holds a file.
fn holder<'p>(parts: &'p [PathBuf], file: &str) -> &'p Path {
    parts.iter().find(|part| part.join(file).exists()).unwrap()
}

fn put(part: &Path, file: &str, text: &str) {
    fs::write(part.join(file), text).unwrap();
}

/// Changes what a part says of itself.
fn edit(part: &Path, change: impl FnOnce(&mut serde_json::Value)) {
    let mut sheet = serde_json::from_slice(&fs::read(part.join(SHEET)).unwrap()).unwrap();
    change(&mut sheet);
    put(part, SHEET, &sheet.to_string());
}

/// Changes one byte.
fn change(part: &Path, file: &str) {
    let mut bytes = fs::read(part.join(file)).unwrap();
    let last = bytes.last_mut().unwrap();
    *last ^= 1;
    fs::write(part.join(file), bytes).unwrap();
}

fn other_commit(desk: &Desk) -> PathBuf {
    desk.edit("qin", OTHER, &page("又一稿。"));
    Kind::Release.build(desk, "other", &["--shard", "2/3"])
}

#[test]
fn what_happened_to_a_part_is_refused_and_said_in_both_languages() {
    let desk = desk();
    let good = Kind::Release.parts(&desk, 3, &[]);
    let out = desk.beside().join("joined");
    assert_eq!(join(&desk, "en", &good, &out).0, 0);
    let before = tree(&out);
    for (mishap, english, chinese) in MISHAPS {
        let copies: tempfile::TempDir = tempfile::tempdir().unwrap();
        let mut parts = good.iter().map(|part| copy(part, copies.path())).collect();
        mishap(&desk, &mut parts);
        for (lang, words) in [("en", english), ("zh-CN", chinese)] {
            let (code, text) = join(&desk, lang, &parts, &out);
            assert!(code == 2 && text.contains(words), "{words} [{code}]: {text}");
        }
        assert!(tree(&out) == before, "{english}: what stood there was touched");
    }
}

fn copy(part: &Path, to: &Path) -> PathBuf {
    let to = to.join(part.file_name().unwrap());
    fs::create_dir(&to).unwrap();
    crate::press::copy(part, &to);
    to
}

#[test]
fn what_a_part_claims_is_held_against_what_it_is() {
    let desk = desk();
    let good = Kind::Release.parts(&desk, 2, &[]);
    let out = desk.beside().join("joined");
    let lie = |change: &dyn Fn(&mut serde_json::Value)| {
        let copies = tempfile::tempdir().unwrap();
        let parts: Vec<PathBuf> = good.iter().map(|part| copy(part, copies.path())).collect();
        edit(&parts[0], change);
        let (code, text) = join(&desk, "en", &parts, &out);
        assert!(code == 2 && !out.exists(), "{text}");
        text
    };
    let own = |sheet: &serde_json::Value| {
        let (site, own) = sheet["sites"].as_object().unwrap().iter().next().unwrap();
        let file = own["files"].as_object().unwrap().keys().next().unwrap();
        (site.clone(), file.clone())
    };
    // A file left out of the list lies there unlisted; without it the parts are not the whole.
    let text = lie(&|sheet| {
        let (site, file) = own(sheet);
        sheet["sites"][&site]["files"].as_object_mut().unwrap().shift_remove(&file);
    });
    assert!(text.contains("does not list"), "{text}");
    let text = lie(&|sheet| {
        let (site, _) = own(sheet);
        sheet["sites"][&site]["items"] = serde_json::json!({});
    });
    assert!(text.contains("not the whole"), "{text}");
    // A path that leads out of the folder, and one that is another part's.
    for path in ["../out.html", "/etc/passwd", "a//b", "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7"] {
        let text = lie(&|sheet| {
            let (site, file) = own(sheet);
            let line = sheet["sites"][&site]["files"][&file].clone();
            sheet["sites"][&site]["files"][path] = line;
        });
        assert!(["another part", "is no part", "lacks"].iter().any(|words| text.contains(words)), "{path}: {text}");
    }
    let text = lie(&|sheet| sheet["whole"]["program"][0] = "qianfa 0.0.0".into());
    assert!(text.contains("made by qianfa 0.0.0"), "{text}");
    let text = lie(&|sheet| sheet["more"] = 1.into());
    assert!(text.contains("unknown field"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_link_in_a_part_is_not_followed() {
    let desk = desk();
    let parts = Kind::Release.parts(&desk, 2, &[]);
    let (part, secret) = (holder(&parts, ADDRESS), desk.beside().join("secret"));
    fs::rename(part.join(ADDRESS), &secret).unwrap();
    std::os::unix::fs::symlink(&secret, part.join(ADDRESS)).unwrap();
    let (code, text) = join(&desk, "en", &parts, &desk.beside().join("joined"));
    assert!(code == 2 && text.contains("does not list"), "{text}");
}

#[test]
fn a_part_is_nobodys_whole() {
    let desk = desk();
    let part = Kind::Release.build(&desk, "part", &["--shard", "1/2"]);
    assert!(!part.join(".well-known/qianfa/manifest.json").exists());
    // Neither kind of build is written over a part, nor a part over a release.
    let run = |arguments: &[&str]| desk.run(arguments).status.code();
    let (part, whole) = (part.to_str().unwrap(), Kind::Release.build(&desk, "public", &[]));
    assert_eq!(run(&["build", "--out", part]), Some(2));
    assert_eq!(run(&["build", "--preview", "--out", part]), Some(2));
    assert_eq!(run(&["build", "--shard", "1/2", "--out", whole.to_str().unwrap()]), Some(2));
    // Nobody published it: the trust root keeps what it knows.
    let trust = desk.beside().join("trust");
    fs::write(&trust, desk.trust()).unwrap();
    let file = ["--shard", "1/2", "--trust", trust.to_str().unwrap()];
    Kind::Release.build(&desk, "part", &file);
    assert_eq!(fs::read_to_string(&trust).unwrap(), desk.trust());
    // A part that lies where the whole goes would be gone with what it replaces.
    let (code, _) = join(&desk, "en", &[part.into()], Path::new(part));
    assert_eq!(code, 2);
}

#[test]
fn each_machine_has_a_clock_of_its_own_and_must_be_told_the_time() {
    let desk = desk();
    let part = desk.beside().join("part");
    let build = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        program.current_dir(desk.folder()).envs(variables.iter().copied()).args(arguments);
        let output = program.args(["build", "--preview", "--shard", "1/2", "--out"]).arg(&part).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, text) = build(&[], &["--lang", "en"]);
    assert!(code == 2 && text.contains("--as-of"), "{text}");
    assert_eq!(build(&[], &["--as-of", "2026-11-23T09:00"]).0, 0);
    assert_eq!(build(&[("SOURCE_DATE_EPOCH", "1795395600")], &[]).0, 0);
}
