//! What somebody tries who can push any objects, names and work trees, and holds at most an editor's key: bounds of time
//! and memory, folders that are not ours, words that would command a terminal.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::desk::{ADDRESS, Desk};

impl Desk {
    /// Feeds git's fast-import.
    fn import(&self, stream: &[u8]) {
        let (success, output) = self.try_git(&["fast-import", "--quiet", "--force"], stream);
        assert!(success, "{output}");
        self.git(&["reset", "-q", "--hard", "main"]);
    }

    /// Runs the program in a shell that gives it at most so many megabytes of addresses.
    fn run_within(&self, megabytes: u64, arguments: &[&str]) -> (Option<i32>, String) {
        let program = self.program();
        let mut shell = std::process::Command::new("sh");
        shell.current_dir(self.folder()).env_clear();
        program.get_envs().for_each(|(name, value)| {
            shell.env(name, value.unwrap_or_default());
        });
        shell.env("QIANFA_TRUST", self.trust());
        shell.args(["-c", &format!("ulimit -v {}; exec \"$0\" \"$@\"", megabytes << 10)]);
        let output = shell.arg(program.get_program()).args(program.get_args()).args(arguments).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&text).into_owned())
    }
}

const WHO: &str = "committer x <x@x> 1794189600 +0800\ndata 1\nm\n";

// The chain: time and memory.

/// Three thousand drafts in one state of the folder, and two hundred states of it, on branches that are merged.
#[test]
fn thousands_of_drafts_and_hundreds_of_states_cost_seconds() {
    let desk = Desk::published();
    let first = desk.policy_text(1);
    let signature = std::fs::read_to_string(desk.folder().join(".qianfa/policy/0001.yue.sig")).unwrap();
    let mut stream = String::new();
    for state in 0..200 {
        let _ = write!(stream, "commit refs/heads/side{}\n{WHO}", state % 20);
        if state < 20 {
            stream.push_str("from refs/heads/main^0\n");
        }
        let text = format!("{first}# {state}\n").replace("serial = 1", "serial = 2");
        for (name, text) in [("0002.toml", &text), ("0002.yue.sig", &signature), ("0002.ding.sig", &signature)] {
            let _ = write!(stream, "M 100644 inline .qianfa/policy/{name}\ndata {}\n{text}\n", text.len());
        }
    }
    let _ = write!(stream, "commit refs/heads/main\n{WHO}from refs/heads/main^0\n");
    (0..20).for_each(|side| stream.push_str(&format!("merge refs/heads/side{side}\n")));
    for draft in 0..3000 {
        let _ = write!(stream, "M 100644 inline .qianfa/policy/{:04}.p{draft}.sig\ndata 1\nx\n", 2 + draft % 50);
    }
    desk.import(stream.as_bytes());
    let start = Instant::now();
    let (code, text) = desk.run_within(1500, &["status", "--format", "json"]);
    assert!(code.is_some() && text.contains("QF605"), "{code:?} {text:.2000}");
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

/// One blob under many names: what a push of some kilobytes says must not be held in memory many times over.
#[test]
fn one_large_draft_under_many_names_does_not_fill_the_memory() {
    let desk = Desk::published();
    let large = "#".repeat(4 << 20);
    let mut stream = format!("blob\nmark :1\ndata {}\n{large}\n", large.len());
    let _ = write!(stream, "commit refs/heads/main\n{WHO}from refs/heads/main^0\n");
    (2..800).for_each(|n| stream.push_str(&format!("M 100644 :1 .qianfa/policy/{n:04}.toml\n")));
    desk.import(stream.as_bytes());
    let (code, text) = desk.run_within(1500, &["status", "--format", "json"]);
    assert!(code.is_some() && text.contains("QF605"), "{code:?} {text:.2000}");
}

/// Drafts as large as they can be, with signatures that name the root's own keys and do not fit.
#[test]
fn large_drafts_with_borrowed_signatures_cost_seconds() {
    let desk = Desk::published();
    let signatures = ["yue", "ding", "zhou"]
        .map(|p| (p, std::fs::read_to_string(desk.folder().join(".qianfa/policy/0001.yue.sig")).unwrap()));
    let mut stream = String::new();
    for state in 0..40 {
        let text = format!("{state}{}", "#".repeat((4 << 20) - 8));
        let _ = write!(stream, "commit refs/heads/main\n{WHO}");
        if state == 0 {
            stream.push_str("from refs/heads/main^0\n");
        }
        let _ = write!(stream, "M 100644 inline .qianfa/policy/0002.toml\ndata {}\n{text}\n", text.len());
        for (person, text) in &signatures {
            let _ = write!(stream, "M 100644 inline .qianfa/policy/0002.{person}.sig\ndata {}\n{text}\n", text.len());
        }
    }
    desk.import(stream.as_bytes());
    let start = Instant::now();
    let seen = desk.status();
    eprintln!("40 drafts of 4 MiB: {:?}", start.elapsed());
    assert!(seen.all_codes().contains("QF605"), "{}", seen.text);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

// Trees.

/// The deepest path that is looked at, in a thread with the smallest stack.
#[test]
fn the_deepest_tree_does_not_exhaust_the_stack() {
    let desk = Desk::published();
    let path = format!("content/notice/{}/a", ["d"; 500].join("/"));
    let mut stream = format!("commit refs/heads/main\n{WHO}from refs/heads/main^0\n");
    let _ =
        write!(stream, "M 100644 inline {path}\ndata 1\nx\nM 100644 inline {path}{}/b\ndata 1\nx\n", "/d".repeat(5000));
    let (success, output) = desk.try_git(&["fast-import", "--quiet", "--force"], stream.as_bytes());
    assert!(success, "{output}");
    for verb in
        [&["status", "--format", "json"][..], &["check", "--rev", "main"], &["build", "--unpinned", "--rev", "main"]]
    {
        let output = desk.run(verb);
        assert!(output.status.code().is_some(), "{verb:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

// The output: what lies in its place already.

/// A single site is published out of `public/` itself: whatever a release keeps there is on the site.
#[test]
fn what_somebody_committed_into_the_output_folder_is_not_published() {
    for path in ["public/.preview/evil.html", "public/.gitignore", "public/notice/evil.html"] {
        let desk = Desk::published();
        desk.write(path, "unsigned text");
        desk.git(&["add", "-f", path]);
        desk.record_as("qin");
        let output = desk.run(&["build", "--unpinned"]);
        let found = std::fs::read_to_string(desk.folder().join(path)).unwrap_or_default();
        let made = desk.folder().join("public").join(ADDRESS).exists();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!made || !found.contains("unsigned text"), "{path}: {text}");
    }
}

/// A mark that was committed makes nobody's folder ours.
#[test]
fn a_committed_mark_does_not_smuggle_a_preview_into_the_release() {
    let desk = Desk::published();
    for (path, text) in [
        ("public/.qianfa-output", "release\n"),
        ("public/.preview/.qianfa-output", "preview\n"),
        ("public/.preview/evil.html", "unsigned text"),
    ] {
        desk.write(path, text);
        desk.git(&["add", "-f", path]);
    }
    desk.record_as("qin");
    let output = desk.run(&["build", "--unpinned"]);
    let made = desk.folder().join("public").join(ADDRESS).exists();
    let there = desk.folder().join("public/.preview/evil.html").exists();
    assert!(!(made && there), "{}", String::from_utf8_lossy(&output.stderr));
}

// Terminals.

#[test]
fn a_proposed_matrix_cannot_command_the_terminal_of_who_compares_it() {
    let desk = Desk::published();
    let text = desk.policy_text(1);
    let name = text.lines().find(|l| l.starts_with("name")).unwrap().to_owned();
    let evil = text.replacen(&name, "name = \"\\u001b[2K\\u001b[1A\\u202e\u{9b}2K\"", 1);
    desk.write("reviewers.toml", &evil);
    for verb in [&["policy", "diff"][..], &["matrix"], &["matrix", "whois", "song"], &["check"], &["policy", "sign"]] {
        let output = desk.run(verb);
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{verb:?}: {text:?}");
    }
    desk.write("reviewers.toml", &format!("{text}\r\u{1b}[8m# \u{202e}"));
    let output = desk.run(&["policy", "diff"]);
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{text:?}");
}

// Repositories in repositories.

/// A folder of a page can be made to look like a bare repository whose configuration names programs to be run.
#[test]
fn a_repository_among_the_pages_is_not_taken_for_ours() {
    let desk = Desk::published();
    let inner = desk.folder().join("content/notice");
    let owned = desk.beside().join("owned");
    for (path, text) in [
        ("HEAD", "ref: refs/heads/main\n".to_owned()),
        ("refs/heads/x", String::new()),
        ("site.toml", std::fs::read_to_string(desk.folder().join("site.toml")).unwrap()),
        (
            "config",
            format!(
                "[core]\n\tbare = true\n\trepositoryformatversion = 0\n[gpg]\n\tformat = ssh\n[gpg \"ssh\"]\n\tdefaultKeyCommand = touch {}\n",
                owned.display()
            ),
        ),
    ] {
        desk.write(&format!("content/notice/{path}"), &text);
    }
    std::fs::remove_file(inner.join("refs/heads/x")).unwrap();
    let head = desk.head();
    // A whole history beside the pages, as somebody would commit it.
    std::fs::create_dir(inner.join("objects")).unwrap();
    crate::press::copy(&desk.folder().join(".git/objects"), &inner.join("objects"));
    desk.git(&["add", "-f", "content"]);
    std::fs::write(inner.join("refs/heads/main"), format!("{head}\n")).unwrap();
    for verb in [&["approve", "2026-11-20-a.md", "--step", "head"][..], &["status"], &["policy", "log"]] {
        let mut command = desk.program();
        let output = command.arg("-C").arg(&inner).args(verb).output().unwrap();
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(!owned.exists(), "{verb:?}: {text}");
        assert_eq!(output.status.code(), Some(2), "{verb:?}: {text}");
    }
}

// Links on the disk.

/// A folder that was committed as a link leads nothing that is written out of the work tree.
#[cfg(unix)]
#[test]
fn a_link_leads_nothing_that_is_written_out_of_the_work_tree() {
    use std::os::unix::fs::symlink;
    let desk = Desk::published();
    let (there, victim) = (desk.folder().join("content/notice"), desk.beside().join("victim"));
    std::fs::rename(&there, &victim).unwrap();
    let before = std::fs::read_dir(&victim).unwrap().count();
    symlink(&victim, &there).unwrap();
    let output = desk.run(&["new", "notice", "--title", "x"]);
    assert_eq!(std::fs::read_dir(&victim).unwrap().count(), before, "{}", String::from_utf8_lossy(&output.stderr));
    assert_ne!(output.status.code(), Some(0));

    let desk = Desk::published();
    let archive = desk.folder().join(".qianfa/policy");
    let victim = desk.beside().join("archive");
    std::fs::rename(&archive, &victim).unwrap();
    let before = std::fs::read_dir(&victim).unwrap().count();
    symlink(&victim, &archive).unwrap();
    let (_, text) = desk.run_as("yue", &["policy", "sign", "--next"]);
    assert_eq!(std::fs::read_dir(&victim).unwrap().count(), before, "{text}");
}
