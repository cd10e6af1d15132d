//! Hooks: courtesy at the desk, law at the server (gate.md §9). Every claim is a real push into a bare repository.

use std::path::{Path, PathBuf};

use crate::desk::{Desk, OTHER, PAGE, SECOND, page, page_of};
use crate::press::git_in;

/// 2026-11-23 09:00 in Shanghai: the server's clock.
const NOW: &str = "1795395600";

/// A bare repository with the hook, and a desk that pushes to it.
struct Server {
    desk: Desk,
    folder: PathBuf,
}

impl Server {
    /// Returns a server that holds what `desk` holds, its trust root pinned.
    fn of(desk: Desk) -> Self {
        let folder = desk.beside().join("server.git");
        let run = |at: &Path, arguments: &[&str]| {
            let output = git_in(at).args(arguments).output().unwrap();
            assert!(output.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&output.stderr));
        };
        run(desk.beside(), &["clone", "-q", "--bare", desk.folder().to_str().unwrap(), "server.git"]);
        run(&folder, &["config", "qianfa.trust", &desk.trust()]);
        let mut install = desk.program();
        let installed = install.args(["-C", folder.to_str().unwrap(), "hooks", "install"]).output().unwrap();
        assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
        Self { desk, folder }
    }

    fn new() -> Self {
        Self::of(Desk::published())
    }

    fn set(&self, key: &str, value: &str) {
        assert!(git_in(&self.folder).args(["config", key, value]).status().unwrap().success());
    }

    /// Pushes, and returns whether the server agreed and what was said.
    fn push(&self, arguments: &[&str]) -> (bool, String) {
        self.push_at(NOW, arguments)
    }

    fn push_at(&self, clock: &str, arguments: &[&str]) -> (bool, String) {
        let mut command = git_in(self.desk.folder());
        command.env("PATH", path()).env("SOURCE_DATE_EPOCH", clock).env("QIANFA_LANG", "en");
        let output = command.arg("push").arg(&self.folder).args(arguments).output().unwrap();
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        (output.status.success(), text)
    }

    fn expect(&self, arguments: &[&str]) {
        let (success, text) = self.push(arguments);
        assert!(success, "{text}");
    }

    /// Claims that a push is refused and why, and that the server holds nothing of it.
    fn expect_refused(&self, arguments: &[&str], why: &str) {
        let tip = |reference: &str| git_in(&self.folder).args(["rev-parse", reference]).output().unwrap().stdout;
        let before = tip("main");
        let (success, text) = self.push(arguments);
        assert!(!success && text.contains(why), "{why}: {text}");
        assert_eq!(tip("main"), before);
    }
}

/// Returns the search path with the program in it, as the server has it.
fn path() -> std::ffi::OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_qianfa")).parent().unwrap().to_owned();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&rest))).unwrap()
}

// The law.

#[test]
fn a_legal_push_is_accepted() {
    let server = Server::new();
    server.desk.edit("qin", PAGE, &page(SECOND));
    server.desk.sign_all(&[PAGE]);
    server.desk.policy(&["yue", "zhou"], |text| text);
    server.expect(&["main"]);
    let tip = git_in(&server.folder).args(["rev-parse", "main"]).output().unwrap().stdout;
    assert_eq!(String::from_utf8(tip).unwrap().trim(), server.desk.head());
}

#[test]
fn an_editors_unsigned_push_is_refused_and_she_is_told_who_can_mend_it() {
    let server = Server::new();
    server.desk.commit(&[(PAGE, &page(SECOND))]);
    server.expect_refused(&["main"], "QF506");
    let (_, text) = server.push(&["main"]);
    assert!(text.contains(PAGE) && text.contains("qin") && text.contains("qianfa vouch"), "{text}");
}

#[test]
fn a_stranger_and_a_writer_of_another_place_are_nobody() {
    for person in ["stranger", "song", "fan"] {
        let server = Server::new();
        server.desk.commit_with(&server.desk.key(person), &[(PAGE, &page(SECOND))]);
        server.expect_refused(&["main"], "QF506");
    }
}

#[test]
fn whoever_may_write_answers_for_what_others_brought() {
    let server = Server::new();
    server.desk.commit(&[(PAGE, &page(SECOND))]);
    server.desk.vouch("lu", &[PAGE]);
    server.expect(&["main"]);
}

#[test]
fn an_unsigned_deletion_is_refused_and_a_signed_one_is_not() {
    let server = Server::new();
    server.desk.delete(PAGE);
    server.expect_refused(&["main"], "QF506");
    let server = Server::new();
    server.desk.delete_as("qin", PAGE);
    server.expect(&["main"]);
}

#[test]
fn what_was_let_in_once_is_not_asked_about_again() {
    let desk = Desk::published();
    desk.commit(&[(PAGE, &page(SECOND))]);
    let server = Server::of(desk);
    server.desk.edit("qin", OTHER, &page("再改一页。"));
    server.expect(&["main"]);
}

#[test]
fn a_stray_policy_is_refused_on_the_published_branch_and_prepared_on_another() {
    let server = Server::new();
    server.desk.policy(&["yue"], |text| text);
    server.expect_refused(&["main"], "QF605");
    server.expect(&["main:refs/heads/draft"]);
    let server = Server::new();
    server.desk.edit("qin", "reviewers.toml", &server.desk.policy_text(1).replace("threshold = 2", "threshold = 1"));
    server.expect_refused(&["main"], "QF607");
}

#[test]
fn a_malformed_sign_off_is_refused() {
    let server = Server::new();
    let forged = server.desk.statement("song", "approve", Some("head"), &[PAGE]);
    let forged = forged.set("Qianfa-Action", "Approve");
    forged.commit(&server.desk);
    server.expect_refused(&["main"], "QF508");
}

#[test]
fn a_rebased_sign_off_is_refused() {
    let server = Server::new();
    let desk = &server.desk;
    desk.branch("work");
    desk.sign("song", "head", &[PAGE]);
    desk.switch("main");
    desk.edit("qin", OTHER, &page("再改一页。"));
    desk.switch("work");
    let signing = format!("user.signingKey={}", desk.key("song").display());
    desk.git(&["-c", "gpg.format=ssh", "-c", &signing, "rebase", "-q", "-S", "--keep-empty", "main"]);
    server.expect_refused(&["work"], "QF518");
}

#[test]
fn an_unrelated_history_is_refused() {
    let server = Server::new();
    let desk = &server.desk;
    let tree = desk.git(&["rev-parse", "HEAD^{tree}"]);
    let root = desk.git(&["commit-tree", "-m", "elsewhere", &tree]);
    let head = desk.head();
    desk.join(&[&head, &root], "HEAD");
    server.expect_refused(&["main"], "QF603");
}

#[test]
fn another_office_is_not_founded_in_a_branch() {
    let server = Server::new();
    let desk = &server.desk;
    let tree = desk.git(&["rev-parse", "HEAD^{tree}"]);
    let root = desk.git(&["commit-tree", "-m", "ours now", &tree]);
    server.expect_refused(&[&format!("{root}:refs/heads/other")], "QF603");
    // Nor where nobody pinned anything: then the published branch says what counts.
    assert!(git_in(&server.folder).args(["config", "--unset", "qianfa.trust"]).status().unwrap().success());
    server.expect_refused(&[&format!("{root}:refs/heads/other")], "QF603");
}

#[test]
fn an_over_age_key_is_refused_by_the_servers_clock() {
    let server = Server::of({
        let desk = Desk::published();
        desk.amend("\"180d\"", "\"30d\"");
        desk
    });
    server.desk.edit("qin", PAGE, &page(SECOND));
    // Registered on 2026-11-01; 31 days later it is one too many.
    let (success, text) = server.push_at("1796173200", &["main"]);
    assert!(!success && text.contains("qin") && text.contains("2026-11-01"), "{text}");
    server.expect(&["main"]);
}

#[test]
fn a_publication_date_before_the_page_existed_is_refused() {
    let server = Server::new();
    let third = "content/notice/2026-10-01-c.md";
    let old = page("旧页。").replace("2026-11-20 10:00", "2026-10-01 10:00");
    server.desk.edit("qin", third, &old);
    server.expect_refused(&["main"], "2026-10-01 10:00");
    // An import is what the administrator says it is.
    server.set("qianfa.importing", "true");
    server.expect(&["main"]);
    // What is in stays in, and a page that only moves keeps its date.
    server.set("qianfa.importing", "false");
    server.desk.edit("qin", third, &old.replace("旧页。", "旧页，改过。"));
    server.desk.move_as("qin", third, "content/notice/2026-10-01-moved.md");
    server.expect(&["main"]);
}

#[test]
fn a_commit_of_the_future_is_refused() {
    let server = Server::new();
    server.desk.edit("qin", PAGE, &page(SECOND));
    // The desk's clock shows 2026-11-09; the server's a week before.
    let (success, text) = server.push_at("1793500000", &["main"]);
    assert!(!success && text.contains("2026-11-09"), "{text}");
}

#[test]
fn the_published_branch_is_neither_deleted_nor_thrown_back() {
    let server = Server::new();
    let desk = &server.desk;
    let before = desk.head();
    server.set("receive.denyDeleteCurrent", "ignore");
    server.expect_refused(&[":main"], "qianfa.published");
    desk.put("HEAD~1");
    desk.edit("qin", OTHER, &page("另起。"));
    server.expect_refused(&["--force", "main"], &before);
    // Behind the last release nothing may be lost; before it, the administrator decides.
    server.set("qianfa.trust", &format!("{}+{}", desk.trust(), before));
    server.expect_refused(&["--force", "main"], "QF604");
    server.set("qianfa.trust", &format!("{}+{}", desk.trust(), desk.git(&["rev-parse", "HEAD~1"])));
    server.expect(&["--force", "main"]);
}

#[test]
fn replacement_objects_are_refused() {
    let server = Server::new();
    let head = server.desk.head();
    server.expect_refused(&[&format!("{head}:refs/replace/{head}")], "replacement");
}

#[test]
fn the_first_push_founds_the_server() {
    let desk = Desk::published();
    let folder = desk.beside().join("server.git");
    assert!(
        git_in(desk.beside()).args(["init", "-q", "--bare", "-b", "main", "server.git"]).status().unwrap().success()
    );
    let server = Server { desk, folder };
    let mut install = server.desk.program();
    assert!(install.args(["-C", server.folder.to_str().unwrap(), "hooks", "install"]).status().unwrap().success());
    server.expect(&["main"]);
}

#[test]
fn twenty_files_are_judged_in_a_moment() {
    let server = Server::new();
    let files: Vec<(String, String)> =
        (0..20).map(|n| (format!("content/notice/2026-11-22-n{n}.md"), page(&format!("第 {n} 页。")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    server.desk.write_as("qin", &files);
    let start = std::time::Instant::now();
    server.expect(&["main"]);
    // Half a second is the promise of a release build; this is none, and other tests run beside it.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

// Courtesy.

/// Returns a desk with its hooks, and git told who signs.
fn hooked(person: &str) -> Desk {
    let desk = Desk::published();
    let (code, text) = desk.run_as(person, &["hooks", "install"]);
    assert_eq!(code, 0, "{text}");
    desk
}

/// Runs git with the program at hand, as a person does.
fn with_hooks(desk: &Desk, arguments: &[&str]) -> (bool, String) {
    let mut command = git_in(desk.folder());
    command.env("PATH", path()).env("SOURCE_DATE_EPOCH", NOW).env("QIANFA_LANG", "en");
    let output = command.args(arguments).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn a_head_of_department_is_told_before_she_becomes_an_author() {
    let desk = hooked("song");
    desk.write(PAGE, &page(SECOND));
    desk.git(&["add", "-A"]);
    let (success, text) = with_hooks(&desk, &["commit", "-S", "-m", "typo"]);
    assert!(success && text.contains("author") && text.contains(PAGE), "{text}");
    let desk = hooked("qin");
    desk.write(PAGE, &page(SECOND));
    desk.git(&["add", "-A"]);
    let (success, text) = with_hooks(&desk, &["commit", "-S", "-m", "edit"]);
    assert!(success && !text.contains("author of"), "{text}");
}

#[test]
fn a_commit_of_all_that_changed_or_of_one_file_is_looked_at_too() {
    for arguments in [&["commit", "-S", "-am", "typo"][..], &["commit", "-S", "-m", "typo", PAGE]] {
        let desk = hooked("song");
        desk.write(PAGE, &page(SECOND));
        let (success, text) = with_hooks(&desk, arguments);
        assert!(success && text.contains("author") && text.contains(PAGE), "{arguments:?}: {text}");
    }
}

#[test]
fn unsigned_commits_and_strange_keys_are_told_and_faults_stop() {
    let desk = hooked("stranger");
    desk.write(PAGE, &page(SECOND));
    desk.git(&["add", "-A"]);
    let (success, text) = with_hooks(&desk, &["commit", "-m", "edit"]);
    assert!(success && text.contains("commit.gpgSign") && text.contains("not registered"), "{text}");
    desk.write(PAGE, &page_of("nowhere", "public", "", SECOND));
    desk.git(&["add", "-A"]);
    let (success, text) = with_hooks(&desk, &["commit", "-m", "edit"]);
    assert!(!success && text.contains("QF104") && text.contains("--no-verify"), "{text}");
}

#[test]
fn sign_offs_are_not_rebased() {
    let desk = hooked("song");
    desk.branch("work");
    desk.sign("song", "head", &[PAGE]);
    desk.switch("main");
    desk.edit("qin", OTHER, &page("再改一页。"));
    desk.switch("work");
    let (success, text) = with_hooks(&desk, &["rebase", "main"]);
    assert!(!success && text.contains("git merge"), "{text}");
    let (success, text) = with_hooks(&desk, &["merge", "-q", "-m", "merge", "main"]);
    assert!(success, "{text}");
}

#[test]
fn the_hook_of_somebody_else_is_left_alone() {
    let desk = Desk::published();
    let hook = desk.folder().join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\nexit 0\n").unwrap();
    let (code, text) = desk.run_as("qin", &["hooks", "install"]);
    assert!(code == 1 && text.contains("qianfa hook pre-commit"), "{text}");
    assert_eq!(std::fs::read_to_string(&hook).unwrap(), "#!/bin/sh\nexit 0\n");
    desk.git(&["config", "core.hooksPath", "house-hooks"]);
    for _ in 0..2 {
        assert_eq!(desk.run_as("qin", &["hooks", "install"]).0, 0);
    }
    assert!(desk.folder().join("house-hooks/pre-commit").exists());
}
