//! `policy`, `trust`, `people` and `audit` on a real office: what they write is what the gate accepts, and what could not
//! count is refused.

use crate::desk::{Desk, PAGE, SECOND, key_paragraph, page};

/// Changes `reviewers.toml` in the work tree alone.
fn rewrite(desk: &Desk, from: &str, to: &str) {
    let text = std::fs::read_to_string(desk.folder().join("reviewers.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    desk.write("reviewers.toml", &text.replacen(from, to, 1));
}

fn serial(desk: &Desk) -> u64 {
    desk.status().json["policy"]["serial"].as_u64().unwrap()
}

// policy sign

#[test]
fn two_of_the_root_make_the_next_version() {
    let desk = Desk::published();
    rewrite(&desk, "\"180d\"", "\"90d\"");
    let (code, text) = desk.run_as("yue", &["policy", "sign", "--next"]);
    assert!(code == 0 && text.contains("1 more") && text.contains("git add"), "{text}");
    let (code, text) = desk.run_as("ding", &["policy", "sign", "--next"]);
    assert!(code == 0 && text.contains("Enough"), "{text}");
    desk.record_as("yue");
    assert_eq!(serial(&desk), 2);
    assert_eq!(desk.seen(&["status", "--format", "json"]).all_codes(), Default::default());
    desk.expect_approved(PAGE);
}

#[test]
fn the_program_commits_what_it_signed_and_nothing_else() {
    let desk = Desk::published();
    rewrite(&desk, "\"180d\"", "\"90d\"");
    desk.write("content/notice/unfinished.txt", "x");
    assert_eq!(desk.run_as("yue", &["policy", "sign", "--next"]).0, 0);
    let (code, text) = desk.run_as("zhou", &["policy", "sign", "--commit"]);
    assert_eq!(code, 0, "{text}");
    let files = desk.git(&["show", "--name-only", "--format=", "HEAD"]);
    let wanted = [
        ".qianfa/policy/0002.lexicon/topics.txt",
        ".qianfa/policy/0002.toml",
        ".qianfa/policy/0002.yue.sig",
        ".qianfa/policy/0002.zhou.sig",
        "reviewers.toml",
    ];
    assert_eq!(files.lines().collect::<Vec<_>>(), wanted);
    assert_eq!(desk.git(&["status", "--porcelain"]), "?? content/notice/unfinished.txt");
    assert_eq!(serial(&desk), 2);
}

#[test]
fn nothing_is_filled_in_silently_and_next_changes_three_lines() {
    let desk = Desk::published();
    rewrite(&desk, "\"180d\"", "\"90d\"");
    let before = std::fs::read_to_string(desk.folder().join("reviewers.toml")).unwrap();
    let (code, text) = desk.run_as("yue", &["policy", "sign"]);
    assert!(code == 1 && text.contains("QF605") && text.contains("--next"), "{text}");
    assert!(!desk.policy_file("0002.toml").exists());
    assert_eq!(std::fs::read_to_string(desk.folder().join("reviewers.toml")).unwrap(), before);
    assert_eq!(desk.run_as("yue", &["policy", "sign", "--next"]).0, 0);
    let after = std::fs::read_to_string(desk.folder().join("reviewers.toml")).unwrap();
    let others = |text: &str| {
        let three = |l: &&str| !["serial", "previous", "after"].iter().any(|k| l.starts_with(k));
        text.lines().filter(three).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(others(&before), others(&after));
    assert!(after.contains(&format!("after = \"{}\"", desk.head())), "{after}");
    assert_eq!(after, desk.policy_text(2));
}

#[test]
fn whoever_is_not_of_the_root_signs_nothing() {
    for person in ["song", "stranger"] {
        let desk = Desk::published();
        let (code, text) = desk.run_as(person, &["policy", "sign", "--next"]);
        assert!(code == 2 && text.contains("ding"), "{text}");
        assert!(!desk.policy_file("0002.toml").exists() && !desk.policy_file(&format!("0002.{person}.sig")).exists());
    }
    let desk = Desk::published();
    desk.set_key("yue", "suspended", "");
    assert_eq!(desk.run_as("yue", &["policy", "sign", "--next"]).0, 2, "a suspended key");
}

#[test]
fn a_matrix_with_faults_is_not_signed() {
    let desk = Desk::published();
    rewrite(&desk, "threshold = 2", "threshold = 7");
    let (code, text) = desk.run_as("yue", &["policy", "sign", "--next"]);
    assert!(code == 1 && text.contains("QF"), "{text}");
    assert!(!desk.policy_file("0002.toml").exists());
}

#[test]
fn what_the_chain_would_refuse_is_refused_before_anybody_signs() {
    let desk = Desk::published();
    desk.set_key("lin", "revoked", "");
    let lin = desk.public("lin");
    rewrite(&desk, &key_paragraph("lin", &lin, "revoked"), &key_paragraph("lin", &lin, "active"));
    let (code, text) = desk.run_as("yue", &["policy", "sign", "--next"]);
    assert!(code == 1 && text.contains("QF605") && text.contains("lin"), "{text}");
    assert!(!desk.policy_file("0003.toml").exists());
}

#[test]
fn another_draft_of_the_same_number_is_not_overwritten() {
    let desk = Desk::published();
    assert_eq!(desk.run_as("yue", &["policy", "sign", "--next"]).0, 0);
    let draft = desk.policy_text(2);
    rewrite(&desk, "\"180d\"", "\"90d\"");
    let (code, text) = desk.run_as("ding", &["policy", "sign"]);
    assert!(code == 2 && text.contains("0002.toml"), "{text}");
    assert_eq!(desk.policy_text(2), draft);
}

#[test]
fn a_new_root_signs_as_well() {
    let desk = Desk::published();
    rewrite(&desk, "\"yue\", \"ding\"", "\"yue\", \"lin\"");
    for person in ["yue", "ding"] {
        let (code, text) = desk.run_as(person, &["policy", "sign", "--next"]);
        assert_eq!(code, 0, "{text}");
    }
    let (code, text) = desk.run_as("lin", &["policy", "sign", "--commit"]);
    assert!(code == 0 && text.contains("new root have signed"), "{text}");
    assert_eq!(serial(&desk), 2);
}

#[test]
fn the_first_version_founds_a_chain() {
    let desk = Desk::published();
    let text = desk.policy_text(1);
    let office = Desk::published();
    office.git(&["checkout", "-q", "--orphan", "anew"]);
    office.git(&["rm", "-r", "-q", "-f", ".qianfa"]);
    office.write(
        "data/lexicon/topics.txt",
        &std::fs::read_to_string(desk.policy_file("0001.lexicon/topics.txt")).unwrap(),
    );
    office.write("reviewers.toml", &text.replace("threshold = 2", "threshold = 2 # anew"));
    office.record_as("yue");
    let run = |person: &str, arguments: &[&str]| {
        office.git(&["config", "gpg.format", "ssh"]);
        office.git(&["config", "user.signingKey", office.key(person).to_str().unwrap()]);
        let output = office.program().args(arguments).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    for person in ["yue", "ding"] {
        let (code, text) = run(person, &["policy", "sign", "--commit"]);
        assert_eq!(code, 0, "{text}");
    }
    let (code, text) = run("yue", &["trust", "pin"]);
    assert!(code == 0 && text.contains(&office.head()), "{text}");
}

// policy show, log, diff

#[test]
fn versions_are_shown_as_they_were_signed_and_compared_in_words() {
    let desk = Desk::published();
    desk.set_key("lin", "suspended", "");
    let shown = desk.run(&["policy", "show", "1"]);
    assert_eq!(String::from_utf8(shown.stdout).unwrap(), desk.policy_text(1));
    let log = String::from_utf8(desk.run(&["policy", "log"]).stdout).unwrap();
    assert!(log.starts_with("version 2 ") && log.contains(&desk.genesis()[..0]) && log.contains("ding"), "{log}");
    let diff = String::from_utf8(desk.run(&["policy", "diff", "1", "2"]).stdout).unwrap();
    assert!(diff.contains("~ key lin") && diff.contains("state: active → suspended"), "{diff}");
    assert!(diff.contains("-state  = \"active\"\n+state  = \"suspended\"\n"), "{diff}");
    assert_eq!(desk.run(&["policy", "show", "9"]).status.code(), Some(2));
    let same = desk.run(&["policy", "diff"]);
    assert!(same.status.success() && same.stdout.is_empty());
}

// trust

#[test]
fn a_pin_is_not_replaced_by_another_unless_somebody_insists() {
    let desk = Desk::published();
    let run = |arguments: &[&str]| desk.program().args(arguments).output().unwrap();
    assert!(String::from_utf8(run(&["trust", "show"]).stdout).unwrap().contains(&desk.trust()));
    assert_eq!(desk.git(&["config", "--default", "none", "qianfa.trust"]), "none");
    assert!(run(&["trust", "pin"]).status.success());
    assert_eq!(desk.git(&["config", "qianfa.trust"]), desk.trust());
    // What was published is not forgotten.
    let published = format!("{}+{}", desk.trust(), desk.head());
    desk.git(&["config", "qianfa.trust", &published]);
    assert!(run(&["trust", "pin"]).status.success());
    assert_eq!(desk.git(&["config", "qianfa.trust"]), published);
    let other = format!("sha256:{}@{}", "0".repeat(64), desk.genesis());
    desk.git(&["config", "qianfa.trust", &other]);
    assert_eq!(run(&["trust", "pin"]).status.code(), Some(2));
    assert_eq!(desk.git(&["config", "qianfa.trust"]), other);
    assert!(run(&["trust", "pin", "--force"]).status.success());
    assert_eq!(desk.git(&["config", "qianfa.trust"]), desk.trust());
}

// people

#[test]
fn the_archive_says_what_became_of_a_key_and_when() {
    let desk = Desk::published();
    let before = desk.head();
    desk.set_key("lin", "suspended", "");
    desk.set_key_of("lin", "suspended", "active");
    let out = |arguments: &[&str]| String::from_utf8(desk.run(arguments).stdout).unwrap();
    let log = out(&["people", "log"]);
    assert!(log.contains("suspended lin") && log.contains("resumed lin"), "{log}");
    assert!(out(&["people", "at", "HEAD~1"]).contains("suspended"));
    assert!(!out(&["people", "at", &before]).contains("suspended"));
    assert!(!out(&["people", "at", "2026-11-23"]).contains("suspended"));
    assert_eq!(desk.run(&["people", "at", "2020-01-01"]).status.code(), Some(2));
    assert!(out(&["people"]).contains("song"));
}

#[test]
fn git_verifies_with_the_exported_signers() {
    let desk = Desk::published();
    let signers = desk.beside().join("exported");
    std::fs::write(&signers, desk.run(&["people", "allowed-signers"]).stdout).unwrap();
    desk.git(&["config", "gpg.ssh.allowedSignersFile", signers.to_str().unwrap()]);
    desk.git(&["verify-commit", "HEAD"]);
}

// audit

#[test]
fn what_an_audit_tells_people_to_type_gives_what_it_says() {
    let desk = Desk::published();
    let output = desk.run(&["audit", PAGE]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    let signers = desk.folder().join("allowed_signers");
    std::fs::write(&signers, desk.run(&["people", "allowed-signers"]).stdout).unwrap();
    let mut count = 0;
    for line in text.lines().filter_map(|l| l.trim().strip_prefix("$ git ")).filter(|l| !l.contains(['|', '&'])) {
        let words: Vec<&str> = line.split(' ').collect();
        desk.git(&words);
        count += 1;
    }
    assert!(count >= 3, "{text}");
    for word in ["song", "fan", "qin", "SHA256:", PAGE] {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn an_audit_fails_where_evidence_does_not_hold_and_not_where_something_waits() {
    let (desk, _) = Desk::edited();
    assert_eq!(desk.seen(&["audit", "--format", "json"]).code, 0, "waiting is no error");
    desk.commit(&[(PAGE, &page("未签。"))]);
    assert_eq!(desk.seen(&["audit", "--format", "json"]).code, 1);
    let desk = Desk::published();
    desk.edit("qin", "reviewers.toml", "# nothing");
    assert_eq!(desk.seen(&["audit", "--format", "json"]).code, 1);
    let authors = Desk::published().seen(&["audit", "--format", "json"]);
    assert_eq!(authors.item(PAGE).unwrap()["authors"][0]["person"], "qin");
    let _ = SECOND;
}
